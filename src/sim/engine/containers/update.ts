// POST /containers/{id}/update
import { json, type Request, type Response } from '../../kernel/message.ts';
import type { Task } from '../../kernel/task.ts';
import type { Engine } from '../engine.ts';
import { ApiError, errorResponse, errors } from '../errors.ts';
import type { HostConfig } from '../records.ts';
import { limitsOf } from './start.ts';
import { refuseResources, refuseRestartPolicy } from './validate.ts';

const numbers = [
  'CpuShares',
  'Memory',
  'MemorySwap',
  'MemoryReservation',
  'NanoCpus',
  'CpuPeriod',
  'CpuQuota',
  'CpuRealtimePeriod',
  'CpuRealtimeRuntime',
  'PidsLimit',
] as const;
const texts = ['CpusetCpus', 'CpusetMems'] as const;

const weightDiscarded = 'Your kernel does not support Block I/O weight or the cgroup is not mounted. Weight discarded.';

/** What goes not together with a limit that the container has already. */
function conflictOf(before: HostConfig, body: Partial<HostConfig>): string | undefined {
  const conflicting = (what: string, other: string): string =>
    `Conflicting options: ${what} cannot be updated as ${other} has already been set`;
  if (before.NanoCpus > 0 && body.CpuPeriod) return conflicting('CPU Period', 'NanoCPUs');
  if (before.NanoCpus > 0 && body.CpuQuota) return conflicting('CPU Quota', 'NanoCPUs');
  if (body.NanoCpus && before.CpuQuota > 0) return conflicting('Nano CPUs', 'CPU Quota');
  if (body.NanoCpus && before.CpuPeriod > 0) return conflicting('Nano CPUs', 'CPU Period');
  return undefined;
}

/** Changes limits and the restart policy; what is 0 or empty stays as it was. */
export function* updateContainer(engine: Engine, params: { id: string }, message: Request): Task<Response> {
  const container = engine.containers.find(params.id);
  if (container instanceof ApiError) return errorResponse(container);
  yield* container.settled();
  if (!container.may('update')) return errorResponse(errors.updateRemoved(container.id));
  const body = (message.body ?? {}) as Partial<HostConfig>;
  const before = container.record.hostConfig;
  const changes: Partial<Record<keyof HostConfig, unknown>> = {};
  for (const name of numbers) if (body[name]) changes[name] = body[name];
  for (const name of texts) if (body[name]) changes[name] = body[name];
  const policy = body.RestartPolicy;
  if (policy?.Name) {
    const refusal = refuseRestartPolicy(policy);
    if (refusal) return errorResponse(refusal);
    if (before.AutoRemove && policy.Name !== 'no')
      return errorResponse(
        errors.update(container.id, 'Restart policy cannot be updated because AutoRemove is enabled for the container'),
      );
    changes.RestartPolicy = { Name: policy.Name, MaximumRetryCount: policy.MaximumRetryCount };
  }
  const conflict = conflictOf(before, body);
  if (conflict !== undefined) return errorResponse(errors.update(container.id, conflict));
  const asked = { ...before, Memory: 0, MemorySwap: 0, MemoryReservation: 0, ...changes } as HostConfig;
  const refusal = refuseResources(asked, engine.machine, body.MemorySwap !== undefined && body.MemorySwap !== 0);
  if (refusal && !(refusal.message.startsWith('You should always set') && before.Memory > 0))
    return errorResponse(refusal);
  const memory = body.Memory ?? 0;
  if (memory > 0 && !body.MemorySwap && memory > before.MemorySwap && before.MemorySwap >= 0)
    return errorResponse(
      errors.update(
        container.id,
        'Memory limit should be smaller than already set memoryswap limit, update the memoryswap at the same time',
      ),
    );
  const hostConfig = { ...before, ...changes } as HostConfig;
  container.update({ hostConfig });
  if (container.running) engine.machine.limit(container.id, limitsOf(hostConfig));
  container.emit('update');
  return json(200, { Warnings: body.BlkioWeight ? [weightDiscarded] : null });
}
