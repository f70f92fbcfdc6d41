// stress(1) and stress-ng(1): workers that use CPU and memory until a time is over or somebody ends them.
import { race, sleep, type Task } from '../../kernel/task.ts';
import type { Process } from '../contract.ts';
import { exitCode } from '../processes/signals.ts';
import { formatTime } from './calendar.ts';
import { applet, type Invocation } from './invocation.ts';
import { parseSize } from './sizes.ts';
import { parseDuration } from './sleep.ts';

/** What one worker does. */
interface Worker {
  readonly kind: 'cpu' | 'io' | 'vm' | 'hdd';
  readonly body: (child: Process) => Task<number>;
}

/** Bytes that a worker for memory takes when nothing else is said. */
const usualMemory = 256 * 1024 ** 2;
/** Memory is taken in steps, as touching pages does. */
const memoryStep = 8 * 1024 ** 2;
/** ms of CPU that touching a step takes. */
const stepCost = 2;

function* compute(child: Process): Task<number> {
  for (;;) yield* child.compute(100);
}

function holding(bytes: number, keep: boolean, hang: number | undefined): (child: Process) => Task<number> {
  return function* (child) {
    for (;;) {
      for (let held = Math.min(memoryStep, bytes); ; held = Math.min(bytes, held + memoryStep)) {
        child.useMemory(1024 ** 2 + held);
        yield* child.compute(stepCost);
        if (held >= bytes) break;
      }
      if (hang !== undefined) yield* sleep(hang === 0 ? 1e12 : hang * 1000);
      while (keep) yield* child.compute(100);
      child.useMemory(1024 ** 2);
    }
  };
}

function* waitOnDisk(child: Process): Task<number> {
  for (;;) {
    yield* child.compute(1);
    yield* sleep(4);
  }
}

function* workers(run: Invocation, kinds: readonly string[]): Task<Worker[]> {
  const { options } = run;
  const list: Worker[] = [];
  const sizeText = options.value('vm-bytes');
  const { memory, cpus } = run.process.machine;
  const share = /^(\d+)%$/.exec(sizeText ?? '')?.[1];
  const size =
    sizeText === undefined
      ? usualMemory
      : share === undefined
        ? parseSize(sizeText.toUpperCase())
        : (memory * Number(share)) / 100;
  if (size === undefined) return yield* run.die(`not a number: ${sizeText ?? ''}`);
  const hang = options.value('vm-hang');
  for (const kind of kinds) {
    const given = options.value(kind);
    if (given === undefined) continue;
    if (!/^-?\d+$/.test(given)) return yield* run.die(`unrecognized option or not a number: ${given}`);
    const count = Number(given) <= 0 && run.name === 'stress-ng' ? cpus : Number(given);
    // stress-ng divides the memory among its workers, stress gives each all of it.
    const bytes = run.name === 'stress-ng' ? size / Math.max(1, count) : size;
    const body =
      kind === 'cpu'
        ? compute
        : kind === 'vm'
          ? holding(
              bytes,
              options.has('vm-keep') || run.name === 'stress-ng',
              hang === undefined ? undefined : Number(hang),
            )
          : waitOnDisk;
    for (let one = 0; one < count; one++) list.push({ kind: kind as Worker['kind'], body });
  }
  return list;
}

const kinds = ['cpu', 'io', 'vm', 'hdd'] as const;

const program = (name: 'stress' | 'stress-ng') =>
  applet(
    {
      name,
      short: 'c:i:m:d:t:vqn',
      long: {
        cpu: 'cpu:',
        io: 'io:',
        vm: 'vm:',
        hdd: 'hdd:',
        timeout: 't:',
        'vm-bytes': 'vm-bytes:',
        'vm-hang': 'vm-hang:',
        'vm-keep': 'vm-keep',
        'vm-stride': 'vm-stride:',
        'hdd-bytes': 'hdd-bytes:',
        'cpu-load': 'cpu-load:',
        'cpu-method': 'cpu-method:',
        'vm-method': 'vm-method:',
        'metrics-brief': 'metrics-brief',
        metrics: 'metrics',
        backoff: 'backoff:',
        verbose: 'v',
        quiet: 'q',
        'dry-run': 'n',
      },
      usage: '[OPTION [ARG]] ...',
      about: 'Impose certain types of compute stress on a system.',
      version: name === 'stress' ? '1.0.7' : '0.18.12',
      // The letters mean the same as the words.
      prepare: (args) => args.map((arg) => ({ '-c': '--cpu', '-i': '--io', '-m': '--vm', '-d': '--hdd' })[arg] ?? arg),
    },
    function* (run) {
      const { options, process } = run;
      const unsimulated = ['cpu-load', 'metrics', 'metrics-brief'].find((one) => options.has(one));
      if (unsimulated) return yield* run.die(`not simulated: --${unsimulated}`);
      const list = yield* workers(run, kinds);
      if (list.length === 0) {
        if (name === 'stress-ng') {
          yield* run.warn('stress-ng: info:  No stress workers invoked');
          return 0;
        }
        yield* run.print(
          'Usage: stress [OPTION [ARG]] ...\n -c, --cpu N        spawn N workers that compute\n -i, --io N         spawn N workers that write to disk\n -m, --vm N         spawn N workers that take memory\n     --vm-bytes B   so much memory each (default is 256MB)\n     --vm-keep      keep the memory\n -t, --timeout N    end after N seconds\n',
        );
        return 0;
      }
      const limit = parseDuration(options.value('t') ?? (name === 'stress' ? 'inf' : '1d'));
      if (limit === undefined) return yield* run.die(`not a number: ${options.value('t') ?? ''}`);
      const count = (kind: string): number => list.filter((one) => one.kind === kind).length;
      const pid = process.pid;
      const line = (level: string, text: string): string =>
        name === 'stress'
          ? `stress: ${level}: [${pid}] ${text}\n`
          : `stress-ng: ${level === 'FAIL' ? 'fail: ' : 'info: '} [${pid}] ${text}\n`;
      const quiet = options.has('q');
      if (!quiet)
        yield* run.print(
          name === 'stress'
            ? line('info', `dispatching hogs: ${kinds.map((kind) => `${count(kind)} ${kind}`).join(', ')}`)
            : `${line('info', `setting to a ${limit === Infinity ? 'infinite' : describe(limit)} run per stressor`)}${line(
                'info',
                `dispatching hogs: ${kinds
                  .filter((kind) => count(kind) > 0)
                  .map((kind) => `${count(kind)} ${kind}`)
                  .join(', ')}`,
              )}`,
        );
      yield* run.output.flush();
      const began = process.machine.kernel.now;
      const children: Process[] = [];
      for (const { body } of list) {
        const child = yield* process.fork(body);
        if (typeof child === 'string') break;
        children.push(child);
      }
      const failed = yield* untilEnd(children, limit);
      for (const child of children) if (!child.exited.opened) process.kill(child.pid, 'KILL');
      while (process.children.length > 0) yield* process.wait();
      const seconds = (process.machine.kernel.now - began) / 1000;
      if (failed) {
        yield* run.output.flush();
        yield* run.warn(
          line('FAIL', `(${failed.line}) <-- worker ${failed.pid} got signal ${failed.signal}`).trimEnd(),
        );
        if (name === 'stress') {
          yield* run.warn(line('WARN', `(${failed.line + 2}) now reaping child worker processes`).trimEnd());
          yield* run.warn(
            line('FAIL', `(${failed.line + 36}) failed run completed in ${Math.round(seconds)}s`).trimEnd(),
          );
          return 1;
        }
      }
      if (!quiet)
        yield* run.print(
          name === 'stress'
            ? line('info', `successful run completed in ${Math.round(seconds)}s`)
            : line('info', `${failed ? 'unsuccessful' : 'successful'} run completed in ${seconds.toFixed(2)} secs`),
        );
      return failed ? 2 : 0;
    },
  );

const describe = (ms: number): string => {
  const parts = formatTime('%H:%M:%S', ms % 86_400_000)
    .split(':')
    .map(Number);
  const names = ['hour', 'min', 'sec'];
  const words = parts.flatMap((part, index) =>
    part === 0 ? [] : [`${part} ${names[index] ?? ''}${part === 1 ? '' : 's'}`],
  );
  return words.length === 0 ? `${ms / 86_400_000} day` : words.join(', ');
};

/** Waits until the time is over or a worker ended; what ended it then. */
function* untilEnd(
  children: readonly Process[],
  limit: number,
): Task<{ readonly pid: number; readonly signal: number; readonly line: number } | undefined> {
  const ends = children.map(function* (child): Task<Process | undefined> {
    yield* child.exited.wait();
    return child;
  });
  function* late(): Task<Process | undefined> {
    yield* sleep(Math.min(limit, 1e12));
    return undefined;
  }
  const ended = yield* race([...ends, late()]);
  const status = ended?.exited.value;
  return ended && status ? { pid: ended.pid, signal: exitCode(status) - 128, line: 425 } : undefined;
}

/** `stress` */
export const stress = program('stress');
/** `stress-ng` */
export const stressNg = program('stress-ng');
