// What an attached client types: handed to the container until the client ends it, or detaches by a sequence of keys.
import type { Descriptor, Terminal } from '../../computer/contract.ts';
import type { Pipe } from '../../kernel/pipe.ts';
import type { Task } from '../../kernel/task.ts';
import type { Latch, Trigger } from '../../kernel/trigger.ts';
import type { Engine } from '../engine.ts';

/** Something that takes input: a container's run, or an exec instance. */
export interface InputTarget {
  readonly terminal: Terminal | undefined;
  readonly stdin: Descriptor | undefined;
  closeStdin(): void;
}

/** ctrl-p, ctrl-q */
export const usualKeys: readonly number[] = [16, 17];

const named: Readonly<Record<string, number>> = { '@': 0, '[': 27, '\\': 28, ']': 29, '^': 30, _: 31 };

/** Reads a sequence of keys such as `ctrl-p,ctrl-q` or `ctrl-x,a`; the usual one when there is none; undefined when it is no good. */
export function detachKeysOf(text: string | undefined): readonly number[] | undefined {
  if (text === undefined || text === '') return usualKeys;
  const codes = text.split(',').map((key) => {
    if (key.length === 1) return key.charCodeAt(0);
    const control = /^ctrl-([a-z@[\\\]^_])$/.exec(key)?.[1];
    if (control === undefined) return undefined;
    return named[control] ?? control.charCodeAt(0) - 96;
  });
  return codes.every((code) => code !== undefined) ? codes : undefined;
}

/** What the end of the client's input means. */
export interface InputEnd {
  /** It is the end of the container's input too (`StdinOnce`). */
  readonly closesAtEnd: boolean;
  /** Else, and where there is a terminal, the client is let go of: moby closes its output with its input. */
  onEnd(): void;
  /** What may not run yet: its input waits. */
  readonly starting?: { readonly running: unknown; readonly changed: Trigger; readonly removed: Latch };
}

/** Copies from a client to a container in a task of its own. Detach keys count only where there is a terminal. */
export function feedInput(
  engine: Engine,
  upload: Pipe<Uint8Array>,
  target: InputTarget,
  keys: readonly number[],
  onDetach: () => void,
  end: InputEnd,
): void {
  const { kernel } = engine;
  const copy = function* (): Task {
    let matched = 0;
    // A client attaches before it starts the container: its input waits.
    const { starting } = end;
    while (starting && !starting.running && !starting.removed.opened) yield* starting.changed.next();
    for (let bytes = yield* upload.read(); bytes !== undefined; bytes = yield* upload.read()) {
      const { terminal, stdin } = target;
      if (!terminal) {
        if (stdin && (yield* stdin.write(bytes))) break;
        continue;
      }
      // A chunk stays together: an escape sequence must not come in pieces.
      const through: number[] = [];
      for (const byte of bytes) {
        if (byte === keys[matched]) {
          if (++matched < keys.length) continue;
          if (through.length > 0) terminal.input(Uint8Array.from(through));
          onDetach();
          upload.closeReader();
          return;
        }
        through.push(...keys.slice(0, matched));
        matched = byte === keys[0] ? 1 : 0;
        if (matched === 0) through.push(byte);
      }
      if (through.length > 0) terminal.input(Uint8Array.from(through));
    }
    if (end.closesAtEnd && !target.terminal) target.closeStdin();
    else end.onEnd();
    upload.closeReader();
  };
  kernel.spawn('copy stdin', copy(), kernel.current.cause);
}
