// Lines of several containers on one screen: each behind its container's name, in columns, with a colour of its own.
import type { Task } from '../../../kernel/task.ts';
import type { Client } from '../../client.ts';
import { rfc3339NanoFixed } from '../../format/time.ts';
import type { Frame } from '../../attach/frames.ts';

const rainbow = ['36', '33', '32', '35', '34', '36;1', '33;1', '32;1', '35;1', '34;1'];

/** How lines are shown. */
export interface LogStyle {
  readonly prefix: boolean;
  readonly colour: boolean;
  /** The time at which a line came stands before it. */
  readonly timestamps?: boolean;
  /** What containers write to standard error goes there. */
  readonly splitsErrors?: boolean;
}

/** Prints what containers write. */
export class LogPrinter {
  readonly #client: Client;
  readonly #style: LogStyle;
  readonly #names: string[] = [];
  readonly #rests = new Map<string, string>();

  constructor(client: Client, style: LogStyle) {
    this.#client = client;
    this.#style = style;
  }

  /** A container takes part from now on; its name may widen the column. */
  register(name: string): void {
    if (!this.#names.includes(name)) this.#names.push(name);
  }

  /** Prints the complete lines of a piece of output; what is left waits for its end. */
  *write(name: string, frame: unknown): Task {
    const data = frame instanceof Uint8Array ? frame : (frame as Frame).data;
    const stream = frame instanceof Uint8Array ? 'stdout' : (frame as Frame).stream;
    const key = `${name} ${stream}`;
    const lines = ((this.#rests.get(key) ?? '') + new TextDecoder().decode(data)).split('\n');
    this.#rests.set(key, lines.pop() ?? '');
    for (const line of lines) yield* this.#line(name, line, stream);
  }

  /** Prints what a container has not ended with a newline. */
  *flush(name: string): Task {
    for (const stream of ['stdout', 'stderr'] as const) {
      const key = `${name} ${stream}`;
      const rest = this.#rests.get(key) ?? '';
      this.#rests.delete(key);
      if (rest !== '') yield* this.#line(name, rest, stream);
    }
  }

  /** `web-1 exited with code 0`, on a line of its own. */
  *status(name: string, text: string): Task {
    yield* this.#client.stdout.print(`\r\x1b[K${name} ${text}\n`);
  }

  *#line(name: string, line: string, stream: Frame['stream']): Task {
    const text = line.replace(/\r$/, '');
    const { clock } = this.#client.process.machine.kernel;
    const time = this.#style.timestamps === true ? `${rfc3339NanoFixed(clock)} ` : '';
    const output = stream === 'stderr' && this.#style.splitsErrors === true ? this.#client.stderr : this.#client.stdout;
    yield* output.print(`${this.#prefix(name)}${time}${text}\n`);
  }

  #prefix(name: string): string {
    if (!this.#style.prefix) return '';
    const width = Math.max(...this.#names.map(({ length }) => length)) + 1;
    const text = `${name.padEnd(width)} | `;
    const at = this.#names.indexOf(name);
    const colour = rainbow[Math.max(0, at) % rainbow.length] ?? '36';
    return this.#style.colour ? `\x1b[${colour}m${text}\x1b[0m` : text;
  }
}
