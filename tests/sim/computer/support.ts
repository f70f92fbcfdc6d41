// A bare machine for tests: a kernel, a small disk, and the programs that a test brings along.
import { Kernel } from '../../../src/sim/kernel/kernel.ts';
import type { Task } from '../../../src/sim/kernel/task.ts';
import type { InitOptions, Process, Program, ProgramTable, StartFailure } from '../../../src/sim/computer/contract.ts';
import { root } from '../../../src/sim/computer/filesystem/credentials.ts';
import { allCapabilities } from '../../../src/sim/computer/processes/capabilities.ts';
import { Disk } from '../../../src/sim/computer/filesystem/disk.ts';
import { DiskNode } from '../../../src/sim/computer/filesystem/disk-node.ts';
import { failed } from '../../../src/sim/computer/filesystem/errno.ts';
import { FileSystem } from '../../../src/sim/computer/filesystem/file-system.ts';
import { MountTable } from '../../../src/sim/computer/filesystem/mounts.ts';
import { Tree } from '../../../src/sim/computer/filesystem/tree.ts';
import { interpreter } from '../../../src/sim/computer/shell/running.ts';
import { loadInterpreter } from '../../../src/sim/computer/shell/shell-program.ts';
import { createMachine, type LinuxMachine } from '../../../src/sim/computer/machine.ts';
import type { Outside } from '../../../src/sim/computer/network/outside.ts';
import { exitCode } from '../../../src/sim/computer/processes/signals.ts';

/** 2026-01-12T09:00:00Z. */
export const epoch = Date.UTC(2026, 0, 12, 9);

/** Files by path: a text, or `program:<name>` for a binary. */
export type Files = Readonly<Record<string, string>>;

/** A disk with these files, made executable when they are programs or begin with `#!`. */
export function makeFiles(kernel: Kernel, files: Files): FileSystem {
  const disk = new Disk(Tree.create());
  const system = new FileSystem(
    new MountTable({ source: 'disk', type: 'ext4', node: new DiskNode(disk) }, () => kernel.clock),
  );
  for (const [path, text] of Object.entries(files)) {
    const parts = path.split('/').slice(1, -1);
    parts.forEach((_, index) => system.mkdir(`/${parts.slice(0, index + 1).join('/')}`, 0o755));
    const program = /^program:(.*)$/.exec(text)?.[1];
    if (program === undefined) {
      system.writeFile(path, text);
      if (text.startsWith('#!')) system.chmod(path, 0o755);
      continue;
    }
    const name = path.slice(path.lastIndexOf('/') + 1);
    const directory = system.stat(path.slice(0, path.lastIndexOf('/')) || '/');
    if (failed(directory)) throw new Error(path);
    const made = disk.tree.insert(
      directory.ino,
      name,
      { kind: 'file', content: new Uint8Array(0), program, mode: 0o755, uid: 0, gid: 0, mtime: 0 },
      0,
    );
    if ('errno' in made) throw new Error(`${path}: ${made.errno}`);
    disk.commit(made.tree);
  }
  for (const path of ['/tmp', '/dev', '/etc', '/root']) system.mkdir(path);
  for (const [name, minor] of [
    ['null', 3],
    ['zero', 5],
    ['full', 7],
    ['urandom', 9],
  ] as const)
    system.mknod(`/dev/${name}`, { kind: 'character', major: 1, minor }, 0o666);
  return system;
}

/** A machine whose disk has each program at `/bin/<name>`, and other files. */
export function bareMachine(
  programs: Readonly<Record<string, Program>>,
  files: Files = {},
  outside?: Outside,
): { kernel: Kernel; machine: LinuxMachine } {
  const kernel = new Kernel({ seed: 'test', epoch });
  // These tests do not wait for what is loaded.
  kernel.loaded.set(loadInterpreter, interpreter);
  const binaries = Object.fromEntries(Object.keys(programs).map((name) => [`/bin/${name}`, `program:${name}`]));

  const table: ProgramTable = function* (name) {
    return programs[name];
  };
  const machine = createMachine({
    kernel,
    name: 'drydock',
    files: makeFiles(kernel, { ...binaries, ...files }),
    programs: table,
    ...(outside ? { outside } : {}),
  });
  return { kernel, machine };
}

/** Options of a first process with nothing special about it. */
export function initOptions(
  machine: LinuxMachine,
  argv: readonly string[],
  rest: Partial<InitOptions> = {},
): InitOptions {
  return {
    argv,
    env: new Map([['PATH', '/bin']]),
    cwd: '/',
    credentials: { ...root, capabilities: allCapabilities },
    files: machine.files,
    network: machine.network,
    hostname: 'box',
    descriptors: new Map(),
    container: 'box',
    limits: {},
    ...rest,
  };
}

/** Runs a task to its end (at most an hour of virtual time) and returns its result. */
export function finish<T>(kernel: Kernel, task: Task<T>, limit = 3_600_000): T {
  const handle = kernel.spawn('test', task);
  let result: { value: T } | undefined;
  handle.whenFinished((outcome) => {
    if ('value' in outcome) result = outcome;
  });
  for (let passed = 0; !result && passed < limit; passed += 1000) kernel.advance(1000);
  if (!result) throw new Error('the task did not end');
  return result.value;
}

/** What a command did. */
export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Starts a process whose output is collected, both streams in one if they are merged. Await its end with `outcome`. */
export function* startCollected(
  machine: LinuxMachine,
  options: InitOptions,
  stdin = '',
  streams: 'apart' | 'merged' = 'apart',
): Task<{ process: Process; outcome: () => Task<Outcome> } | StartFailure> {
  const out = machine.pipe();
  const err = machine.pipe();
  const input = machine.pipe();
  if (stdin !== '') yield* input.writer.write(new TextEncoder().encode(stdin));
  input.writer.release();
  const descriptors = new Map([
    [0, input.reader],
    [1, out.writer],
    [2, streams === 'merged' ? out.writer : err.writer],
  ]);
  const process = yield* machine.start({ ...options, descriptors });
  for (const end of [input.reader, out.writer, err.writer]) end.release();
  if ('failure' in process) return process;
  let stdout = '';
  let stderr = '';
  const collect = function* (reader: typeof out.reader, add: (text: string) => void): Task {
    const decoder = new TextDecoder();
    for (let bytes = yield* reader.read(); bytes; bytes = yield* reader.read())
      add(decoder.decode(bytes, { stream: true }));
  };
  const readers = [
    machine.kernel.spawn(
      'stdout',
      collect(out.reader, (text) => (stdout += text)),
    ),
    machine.kernel.spawn(
      'stderr',
      collect(err.reader, (text) => (stderr += text)),
    ),
  ];
  return {
    process,
    *outcome() {
      const status = yield* process.exited.wait();
      while (readers.some((reader) => !reader.finished))
        yield (wake, scheduler) => scheduler.at(scheduler.now + 1, wake);
      return { code: exitCode(status), stdout, stderr };
    },
  };
}

/** Runs one command to its end. */
export function run(machine: LinuxMachine, argv: readonly string[], rest: Partial<InitOptions> = {}): Outcome {
  return finish(
    machine.kernel,
    (function* () {
      const started = yield* startCollected(machine, initOptions(machine, argv, rest));
      if ('failure' in started) return { code: -1, stdout: '', stderr: started.failure };
      return yield* started.outcome();
    })(),
  );
}

/** Writes text to a descriptor of a process; false when that failed. */
export function* print(process: Process, text: string, number = 1): Task<boolean> {
  const descriptor = process.descriptors.get(number);
  return descriptor !== undefined && (yield* descriptor.write(new TextEncoder().encode(text))) === undefined;
}
