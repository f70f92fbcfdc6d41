// Options of openssl's commands: one dash, whole words; and the words in which a wrong one is refused.
import type { Task } from '../../../kernel/task.ts';
import type { Invocation } from '../invocation.ts';
import { readStream } from '../text.ts';

/** Options by name, and what is left. */
export interface Arguments {
  readonly given: ReadonlyMap<string, string>;
  readonly operands: readonly string[];
}

/** Reads the options of a command; `valued` take a value. Ends the run at one that is not known. */
export function* readArguments(
  run: Invocation,
  command: string,
  args: readonly string[],
  flags: readonly string[],
  valued: readonly string[],
): Task<Arguments> {
  const given = new Map<string, string>();
  let at = 0;
  for (; at < args.length; at++) {
    const arg = args[at] ?? '';
    if (!arg.startsWith('-') || arg === '-') break;
    const name = arg.replace(/^--?/, '');
    if (flags.includes(name)) given.set(name, '');
    else if (valued.includes(name)) {
      const value = args[++at];
      if (value === undefined) return yield* refuse(run, command, `Option -${name} needs a value`);
      given.set(name, value);
    } else return yield* refuse(run, command, `not simulated: -${name}`);
  }
  return { given, operands: args.slice(at) };
}

/** Says what is wrong with a command's arguments, and ends. */
export function* refuse(run: Invocation, command: string, text: string | undefined): Task<never> {
  if (text !== undefined) yield* run.warn(`${command}: ${text}`);
  yield* run.warn(`${command}: Use -help for summary.`);
  return yield* run.end(1);
}

/** What `-in` names, or standard input. */
export function* input(run: Invocation, path: string | undefined): Task<Uint8Array> {
  const source = path === undefined ? run.process.descriptors.get(0)?.retain() : yield* run.process.open(path, 'read');
  if (source === undefined) return new Uint8Array(0);
  if (typeof source === 'string') {
    yield* run.warn(`Can't open "${path ?? ''}" for reading, No such file or directory`);
    return yield* run.end(1);
  }
  const bytes = yield* readStream(source, run.process);
  source.release();
  return bytes;
}

/** Writes to what `-out` names, or to standard output. */
export function* output(run: Invocation, path: string | undefined, bytes: Uint8Array | string): Task {
  if (path === undefined) {
    if (typeof bytes === 'string') yield* run.print(bytes);
    else yield* run.output.writeBytes(bytes);
    return;
  }
  if (!run.process.files.writeFile(path, bytes)) return;
  yield* run.warn(`Can't open "${path}" for writing, No such file or directory`);
  yield* run.end(1);
}
