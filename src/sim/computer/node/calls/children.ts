// System calls on other programs: starting them, and running one to its end.
import { all, join, race, sleep, spawn, type Task } from '../../../kernel/task.ts';
import type { Descriptor, Process, Signal } from '../../contract.ts';
import { readAll } from '../../programs/text.ts';
import { numberOf, textOf, type Arguments, type Call, type NodeHost, type Outcome } from '../host.ts';

/** The ends of pipes of a child: what it is given, and what is kept here. */
interface Plumbing {
  readonly given: Map<number, Descriptor>;
  readonly kept: (Descriptor | undefined)[];
  release(): void;
}

function plumb({ process }: NodeHost, stdio: readonly unknown[], nothing: Descriptor | undefined): Plumbing {
  const given = new Map<number, Descriptor>();
  const kept: (Descriptor | undefined)[] = [];
  const own: Descriptor[] = [];
  stdio.forEach((kind, index) => {
    const inherited = typeof kind === 'number' ? process.descriptors.get(kind) : undefined;
    if (inherited) given.set(index, inherited);
    else if (kind === 'ignore' && nothing) given.set(index, nothing);
    else {
      const { reader, writer } = process.pipe();
      given.set(index, index === 0 ? reader : writer);
      kept[index] = index === 0 ? writer : reader;
      own.push(index === 0 ? reader : writer);
    }
  });
  return {
    given,
    kept,
    release: () => {
      for (const one of own) one.release();
      nothing?.release();
    },
  };
}

function* start(
  host: NodeHost,
  args: Arguments,
): Task<{ readonly child: Process; readonly kept: (Descriptor | undefined)[] } | Outcome> {
  const { process } = host;
  const stdio = Array.isArray(args['stdio']) ? (args['stdio'] as readonly unknown[]) : [];
  const device = stdio.includes('ignore') ? yield* process.open('/dev/null', 'read-write') : undefined;
  const plumbing = plumb(host, stdio, typeof device === 'string' ? undefined : device);
  const environment = args['env'];
  const file = textOf(args, 'file');
  const child = yield* process.spawn({
    argv: (args['argv'] as readonly string[] | undefined) ?? [file],
    ...(file.includes('/') ? { path: file } : {}),
    ...(environment ? { env: new Map(Object.entries(environment as Record<string, string>)) } : {}),
    ...(args['cwd'] === undefined ? {} : { cwd: textOf(args, 'cwd') }),
    ...(args['detached'] ? { group: 'new' as const } : {}),
    descriptors: plumbing.given,
  });
  plumbing.release();
  if (typeof child !== 'string') return { child, kept: plumbing.kept };
  for (const end of plumbing.kept) end?.release();
  return { error: child };
}

function* outputOf(descriptor: Descriptor, reader: Process): Task<Uint8Array> {
  try {
    return yield* readAll(descriptor, reader);
  } finally {
    descriptor.release();
  }
}

function* spawnSync(host: NodeHost, args: Arguments, data: string | Uint8Array | undefined): Task<Outcome> {
  const started = yield* start(host, args);
  if (started === undefined || typeof started !== 'object' || !('child' in started)) return started;
  const { child, kept } = started;
  const [input, out, err] = kept;
  if (input) {
    const feed = function* (): Task {
      if (data instanceof Uint8Array) yield* input.write(data);
      input.release();
    };
    yield* spawn('stdin', feed());
  }
  const reading = yield* spawn('output', all([out, err].map((end) => (end ? outputOf(end, host.process) : none()))));
  const timeout = numberOf(args, 'timeout');
  const signal = (textOf(args, 'killSignal').replace(/^SIG/, '') || 'TERM') as Signal;
  if (timeout > 0) {
    const ended = yield* race([over(child), late(timeout)]);
    if (!ended) host.process.kill(child.pid, signal);
  }
  const ended = yield* host.process.wait(child);
  const outcome = yield* join(reading);
  const [stdout, stderr] = 'value' in outcome ? outcome.value : [];
  const status = typeof ended === 'string' ? { code: 1 } : ended.status;
  return {
    json: {
      pid: child.pid,
      ...('code' in status ? { code: status.code } : { signal: status.signal }),
      stdout: out && stdout ? host.keep(stdout) : undefined,
      stderr: err && stderr ? host.keep(stderr) : undefined,
    },
  };
}

function* over(child: Process): Task<boolean> {
  yield* child.exited.wait();
  return true;
}

function* late(ms: number): Task<boolean> {
  yield* sleep(ms);
  return false;
}

function* none(): Task<Uint8Array> {
  return new Uint8Array(0);
}

/** Calls by name; what their arguments are stands in the library's `child_process`. */
export const childCalls: Readonly<Record<string, Call>> = {
  *spawn(host, args) {
    const started = yield* start(host, args);
    if (started === undefined || typeof started !== 'object' || !('child' in started)) return started;
    const { child, kept } = started;
    host.children.set(child.pid, child);
    const pipes = kept.map((end) => {
      if (!end) return undefined;
      const number = host.number();
      host.pipes.set(number, end);
      return number;
    });
    return { json: { pid: child.pid, pipes } };
  },
  spawnSync,
  closePipe: (host, args) => {
    host.pipes.get(numberOf(args, 'pipe'))?.release();
    host.pipes.delete(numberOf(args, 'pipe'));
    return undefined;
  },
};
