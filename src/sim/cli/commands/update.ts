// docker update: changes the limits and the restart policy of containers.
import { parseRestartPolicy } from '../create/host-options.ts';
import { fail } from '../client.ts';
import { isFailure, type Failure } from '../failure.ts';
import type { FlagValues } from '../flags/flag-values.ts';
import { report } from './each.ts';
import type { Command } from './command.ts';

export const update: Command = {
  name: 'container update',
  *run(client, { flags, args }) {
    if (flags.names().length === 0)
      return yield* fail(client, 'you must provide one or more flags when using this command');
    const restart = parseRestartPolicy(flags.string('restart'));
    if (isFailure(restart)) return yield* fail(client, restart.error);
    const body = { ...resources(flags), RestartPolicy: restart };
    const errors: Failure[] = [];
    const warnings: string[] = [];
    for (const name of args) {
      const answer = yield* client.api.post(`/containers/${name}/update`, {}, body);
      if (isFailure(answer)) {
        errors.push(answer);
        continue;
      }
      yield* client.stdout.line(name);
      warnings.push(...((answer.body as { Warnings?: readonly string[] | null } | undefined)?.Warnings ?? []));
    }
    if (warnings.length > 0) yield* client.stdout.line(warnings.join('\n'));
    return yield* report(client, errors);
  },
};

/** Every resource, those that are not changed at zero. */
function resources(flags: FlagValues): Record<string, unknown> {
  return {
    CpuShares: flags.number('cpu-shares'),
    Memory: flags.number('memory'),
    NanoCpus: flags.number('cpus'),
    CgroupParent: '',
    BlkioWeight: flags.number('blkio-weight'),
    BlkioWeightDevice: null,
    BlkioDeviceReadBps: null,
    BlkioDeviceWriteBps: null,
    BlkioDeviceReadIOps: null,
    BlkioDeviceWriteIOps: null,
    CpuPeriod: flags.number('cpu-period'),
    CpuQuota: flags.number('cpu-quota'),
    CpuRealtimePeriod: flags.number('cpu-rt-period'),
    CpuRealtimeRuntime: flags.number('cpu-rt-runtime'),
    CpusetCpus: flags.string('cpuset-cpus'),
    CpusetMems: flags.string('cpuset-mems'),
    Devices: null,
    DeviceCgroupRules: null,
    DeviceRequests: null,
    MemoryReservation: flags.number('memory-reservation'),
    MemorySwap: flags.number('memory-swap'),
    MemorySwappiness: null,
    OomKillDisable: null,
    PidsLimit: flags.changed('pids-limit') ? flags.number('pids-limit') : null,
    Ulimits: null,
    CpuCount: 0,
    CpuPercent: 0,
    IOMaximumIOps: 0,
    IOMaximumBandwidth: 0,
  };
}
