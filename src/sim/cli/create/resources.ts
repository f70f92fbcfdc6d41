// The limits of a container as flags say them: the Engine API's Resources.
import type { FlagValues } from '../flags/flag-values.ts';
import { parseDeviceRate } from '../flags/option-list.ts';
import { isFailure, type Failure } from '../failure.ts';

/** Flags of run and create that only a daemon on Windows takes. */
export const windowsOnlyFlags: readonly string[] = ['cpu-count', 'cpu-percent', 'io-maxbandwidth', 'io-maxiops'];

/** The flags of run and create that set resources, in the order of the API's fields. */
export function parseResources(flags: FlagValues): Record<string, unknown> | Failure {
  const devices: object[] = [];
  for (const value of flags.list('device')) {
    const device = parseDevice(value);
    if (isFailure(device)) return device;
    devices.push(device);
  }
  const rates = (flag: string, kind: 'bps' | 'iops' | 'weight'): object[] =>
    flags.list(flag).flatMap((value) => {
      const parsed = parseDeviceRate(value, kind);
      if ('error' in parsed) return [];
      const { Path, Rate } = parsed.value;
      return [kind === 'weight' ? { Path, Weight: Rate } : { Path, Rate }];
    });
  const rules = flags.list('device-cgroup-rule');
  const gpus = flags.gpus();
  return {
    CpuShares: flags.number('cpu-shares'),
    Memory: flags.number('memory'),
    NanoCpus: flags.number('cpus'),
    CgroupParent: flags.string('cgroup-parent'),
    BlkioWeight: flags.number('blkio-weight'),
    BlkioWeightDevice: rates('blkio-weight-device', 'weight'),
    BlkioDeviceReadBps: rates('device-read-bps', 'bps'),
    BlkioDeviceWriteBps: rates('device-write-bps', 'bps'),
    BlkioDeviceReadIOps: rates('device-read-iops', 'iops'),
    BlkioDeviceWriteIOps: rates('device-write-iops', 'iops'),
    CpuPeriod: flags.number('cpu-period'),
    CpuQuota: flags.number('cpu-quota'),
    CpuRealtimePeriod: flags.number('cpu-rt-period'),
    CpuRealtimeRuntime: flags.number('cpu-rt-runtime'),
    CpusetCpus: flags.string('cpuset-cpus'),
    CpusetMems: flags.string('cpuset-mems'),
    Devices: devices,
    DeviceCgroupRules: rules.length > 0 ? rules : null,
    DeviceRequests:
      gpus.length > 0
        ? gpus.map((gpu) => ({ ...gpu, DeviceIDs: gpu.DeviceIDs.length > 0 ? gpu.DeviceIDs : null }))
        : null,
    MemoryReservation: flags.number('memory-reservation'),
    MemorySwap: flags.number('memory-swap'),
    MemorySwappiness: flags.number('memory-swappiness'),
    OomKillDisable: flags.bool('oom-kill-disable'),
    PidsLimit: flags.number('pids-limit'),
    Ulimits: flags.ulimits().map(({ Name, Hard, Soft }) => ({ Name, Hard, Soft })),
    CpuCount: 0,
    CpuPercent: 0,
    IOMaximumIOps: 0,
    IOMaximumBandwidth: 0,
  };
}

/** `/dev/a:/dev/b:rwm`: path on the host, path inside, rights. */
function parseDevice(value: string): object | Failure {
  const parts = value.split(':');
  const isRights = (text: string): boolean => /^[rwm]+$/.test(text) && new Set(text).size === text.length;
  if (parts.length > 3) return { error: `bad format for path: ${value}` };
  const [host = '', second, third] = parts;
  if (third !== undefined && !isRights(third)) return { error: `bad mode specified: ${third}` };
  const inside = second === undefined || (third === undefined && isRights(second)) ? host : second;
  const rights = third ?? (second !== undefined && isRights(second) ? second : 'rwm');
  for (const path of [inside, host]) if (!path.startsWith('/')) return { error: `${path} is not an absolute path` };
  return { PathOnHost: host, PathInContainer: inside, CgroupPermissions: rights };
}
