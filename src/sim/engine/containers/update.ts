// POST /containers/{id}/update
import { json, type Request, type Response } from '../../kernel/message.ts';
import type { Task } from '../../kernel/task.ts';
import type { Engine } from '../engine.ts';
import { ApiError, errorResponse, errors } from '../errors.ts';
import type { HostConfig } from '../records.ts';
import { limitsOf } from './start.ts';
import { refuseResources, refuseRestartPolicy } from './validate.ts';

const numbers = [
  'BlkioWeight',
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
        errors.invalidOption('Restart policy cannot be updated because AutoRemove is enabled for the container'),
      );
    changes.RestartPolicy = { Name: policy.Name, MaximumRetryCount: policy.MaximumRetryCount };
  }
  const asked = { ...before, Memory: 0, MemorySwap: 0, MemoryReservation: 0, ...changes } as HostConfig;
  const refusal = refuseResources(asked, engine.machine, body.MemorySwap !== undefined && body.MemorySwap !== 0);
  if (refusal && !(refusal.message.startsWith('You should always set') && before.Memory > 0))
    return errorResponse(refusal);
  const memory = body.Memory ?? 0;
  if (memory > 0 && !body.MemorySwap && before.MemorySwap > 0 && memory > before.MemorySwap)
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
  return json(200, { Warnings: null });
}
