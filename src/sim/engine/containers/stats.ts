// GET /containers/{id}/stats
import { json, type Exchange, type Request, type Response } from '../../kernel/message.ts';
import { Pipe } from '../../kernel/pipe.ts';
import { sleep, type Task } from '../../kernel/task.ts';
import type { Engine } from '../engine.ts';
import { ApiError, errorResponse } from '../errors.ts';
import { boolean } from '../query.ts';
import { timestamp, zeroTime } from '../times.ts';
import type { Container } from './container.ts';

const second = 1000;

/** What the CPU had been used for when it was looked at. */
interface CpuStats {
  readonly cpu_usage: Readonly<Record<string, unknown>>;
  readonly system_cpu_usage?: number;
  readonly online_cpus?: number;
  readonly throttling_data: object;
}

const noThrottling = { periods: 0, throttled_periods: 0, throttled_time: 0 };
const noCpu: CpuStats = {
  cpu_usage: { total_usage: 0, usage_in_kernelmode: 0, usage_in_usermode: 0 },
  throttling_data: noThrottling,
};

/** Every second while `stream`; else once, with what was used a second before unless `one-shot`. */
export function* containerStats(
  engine: Engine,
  params: { id: string },
  message: Request,
  exchange: Exchange,
): Task<Response> {
  const container = engine.containers.find(params.id);
  if (container instanceof ApiError) return errorResponse(container);
  const { query } = message;
  if (!boolean(query['stream'], true)) {
    if (!container.running) return json(200, sampleOf(container, noCpu, 0));
    if (boolean(query['one-shot'])) return json(200, sampleOf(container, noCpu, 0));
    const before = cpuOf(container);
    const readAt = engine.kernel.clock;
    yield* sleep(second);
    return json(200, sampleOf(container, before, readAt));
  }
  const pipe = new Pipe<unknown>();
  const write = function* (): Task {
    let before = noCpu;
    let readAt = 0;
    while (!container.removed.opened) {
      if (!(yield* pipe.write(sampleOf(container, before, readAt)))) return;
      before = cpuOf(container);
      readAt = engine.kernel.clock;
      yield* sleep(second);
    }
    pipe.close();
  };
  const writer = engine.kernel.spawn('stats', write(), exchange.id);
  exchange.abandoned.whenOpened(() => {
    writer.cancel();
  });
  return { ...json(200, undefined), stream: pipe };
}

const nanoseconds = (ms: number): number => Math.round(ms * 1e6);

function cpuOf(container: Container): CpuStats {
  const { machine, kernel } = container.engine;
  if (!container.running) return noCpu;
  const total = nanoseconds(machine.usage(container.id).cpuTime);
  return {
    cpu_usage: { total_usage: total, usage_in_kernelmode: 0, usage_in_usermode: total },
    system_cpu_usage: nanoseconds(kernel.now * machine.cpus),
    online_cpus: machine.cpus,
    throttling_data: noThrottling,
  };
}

const blockStats = {
  io_service_bytes_recursive: null,
  io_serviced_recursive: null,
  io_queue_recursive: null,
  io_service_time_recursive: null,
  io_wait_time_recursive: null,
  io_merged_recursive: null,
  io_time_recursive: null,
  sectors_recursive: null,
};

function sampleOf(container: Container, before: CpuStats, readAt: number): object {
  const { engine, record, id, running } = container;
  const usage = engine.machine.usage(id);
  const head = {
    name: `/${record.name}`,
    id,
    read: running ? timestamp(engine.kernel.clock) : zeroTime,
    preread: running ? timestamp(readAt) : zeroTime,
  };
  const tail = { num_procs: 0, storage_stats: {}, cpu_stats: cpuOf(container), precpu_stats: before };
  if (!running) return { ...head, pids_stats: {}, blkio_stats: blockStats, ...tail, memory_stats: {} };
  const { Memory: limit } = record.hostConfig;
  return {
    ...head,
    pids_stats: { current: usage.pids, limit: record.hostConfig.PidsLimit ?? undefined },
    blkio_stats: blockStats,
    ...tail,
    memory_stats: {
      usage: usage.memory,
      stats: { anon: usage.memory, file: 0, inactive_file: 0 },
      limit: limit > 0 ? limit : engine.machine.memory,
    },
    ...(running.own && running.own.attachments.length > 0 ? { networks: networksOf(running.own) } : {}),
  };
}

function networksOf(namespace: NonNullable<NonNullable<Container['running']>['own']>): object {
  const { received, sent } = namespace.traffic;
  const [first, ...rest] = namespace.attachments;
  const none = { rx_errors: 0, rx_dropped: 0, tx_errors: 0, tx_dropped: 0 };
  const counted = (rx: number, tx: number): object => ({
    rx_bytes: rx,
    rx_packets: Math.ceil(rx / 1400),
    tx_bytes: tx,
    tx_packets: Math.ceil(tx / 1400),
    ...none,
  });
  return {
    ...(first ? { [first.interfaceName]: counted(received, sent) } : {}),
    ...Object.fromEntries(rest.map(({ interfaceName }) => [interfaceName, counted(0, 0)])),
  };
}
