// A small computer with node on it, and running one program there to its end.
import { node } from '../../../../src/sim/computer/node/node.ts';
import { binaries } from '../../../../src/sim/computer/programs/binaries.ts';
import { shells } from '../../../../src/sim/computer/programs/shells.ts';
import type { LinuxMachine } from '../../../../src/sim/computer/machine.ts';
import type { Kernel } from '../../../../src/sim/kernel/kernel.ts';
import type { Task } from '../../../../src/sim/kernel/task.ts';
import { exitCode } from '../../../../src/sim/computer/processes/signals.ts';
import { bareMachine, initOptions, type Files } from '../support.ts';
import type { Case, Recorded } from './cases.ts';
import { home } from './cases.ts';

const system = {
  '/etc/passwd': 'root:x:0:0:root:/root:/bin/bash\n',
  '/etc/hosts': '127.0.0.1\tlocalhost\n',
};

/** The version whose output is recorded. */
export const version = '20.20.2';

/** A computer with programs below `home`. */
export function computer(files: Files): { kernel: Kernel; machine: LinuxMachine } {
  const placed: Record<string, string> = { ...system };
  for (const [path, text] of Object.entries(files)) placed[path.startsWith('/') ? path : `${home}/${path}`] = text;
  return bareMachine({ node: node(version), ...shells, ...binaries }, placed);
}

/** Runs a task to its end, waiting for what is loaded. */
export async function finishLoading<T>(kernel: Kernel, task: Task<T>): Promise<T> {
  let result: { value: T } | undefined;
  kernel.spawn('test', task).whenFinished((outcome) => {
    if ('value' in outcome) result = outcome;
  });
  for (let work = 0; !result && work < 1_000_000; work++) {
    const due = kernel.nextDue;
    if (due === undefined) break;
    kernel.advance(Math.max(0, due - kernel.now), 1000);
    if (kernel.blocked) await kernel.blocked;
  }
  if (!result) throw new Error('the task did not end');
  return result.value;
}

/** Runs a program as the recorder does. */
export async function runCase({ files, args, stdin, env }: Omit<Case, 'name'>): Promise<Recorded> {
  const { kernel, machine } = computer(files);
  return await finishLoading(kernel, run(machine, args, stdin, env));
}

function* run(
  machine: LinuxMachine,
  args: readonly string[],
  stdin: string,
  env: Readonly<Record<string, string>>,
): Task<Recorded> {
  const [input, out, err] = [machine.pipe(), machine.pipe(), machine.pipe()];
  const process = yield* machine.start(
    initOptions(machine, ['node', ...args], {
      cwd: home,
      env: new Map(Object.entries({ PATH: '/bin', HOME: '/root', ...env })),
      descriptors: new Map([
        [0, input.reader],
        [1, out.writer],
        [2, err.writer],
      ]),
    }),
  );
  for (const end of [input.reader, out.writer, err.writer]) end.release();
  if ('failure' in process) throw new Error(process.failure);
  if (stdin !== '') yield* input.writer.write(new TextEncoder().encode(stdin));
  input.writer.release();
  const texts = ['', ''];
  const readers = [out.reader, err.reader].map((reader, index) => {
    const decoder = new TextDecoder();
    const collect = function* (): Task {
      for (let bytes = yield* reader.read(); bytes; bytes = yield* reader.read())
        texts[index] = (texts[index] ?? '') + decoder.decode(bytes, { stream: true });
    };
    return machine.kernel.spawn('output', collect());
  });
  const status = yield* process.exited.wait();
  while (readers.some((reader) => !reader.finished)) yield (wake, scheduler) => scheduler.at(scheduler.now + 1, wake);
  return { stdout: texts[0] ?? '', stderr: texts[1] ?? '', code: exitCode(status) };
}
