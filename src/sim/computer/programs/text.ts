// Text in and out of descriptors: UTF-8 that keeps invalid bytes, lines, buffered output that ends with SIGPIPE or an error.
import { concatBytes } from '../../kernel/bytes.ts';
import { sleep, suspend, type Task } from '../../kernel/task.ts';
import type { Descriptor, Process } from '../contract.ts';
import { strerror, type Errno } from '../filesystem/errno.ts';
import { HeldBytes } from './held-bytes.ts';

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const encoder = new TextEncoder();

/** Bytes as text. What is no UTF-8 becomes lone surrogates U+DC80…U+DCFF, which `encodeText` turns back into the bytes. */
export function decodeText(bytes: Uint8Array): string {
  try {
    return strict.decode(bytes);
  } catch {
    return decodeInvalid(bytes);
  }
}

function decodeInvalid(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length;) {
    const first = bytes[at] ?? 0;
    const length = first < 0x80 ? 1 : first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc2 ? 2 : 0;
    let character: string | undefined;
    try {
      if (length > 0 && at + length <= bytes.length) character = strict.decode(bytes.subarray(at, at + length));
    } catch {
      character = undefined;
    }
    text += character ?? String.fromCharCode(0xdc00 + first);
    at += character === undefined ? 1 : length;
  }
  return text;
}

/** The bytes of a text that may come from `decodeText`. */
export function encodeText(text: string): Uint8Array {
  if (!/[\udc80-\udcff]/.test(text)) return encoder.encode(text);
  const parts = text.split(/(?<![\ud800-\udbff])([\udc80-\udcff])/);
  return concatBytes(
    parts.map((part, index) => (index % 2 === 1 ? Uint8Array.of(part.charCodeAt(0) & 255) : encoder.encode(part))),
  );
}

/** Everything that is left to read; `holder` is who reads it: it needs memory for it. */
export function* readAll(descriptor: Descriptor, holder: Process): Task<Uint8Array> {
  const held = new HeldBytes(holder);
  const parts: Uint8Array[] = [];
  for (let part = yield* descriptor.read(); part; part = yield* descriptor.read()) {
    parts.push(part);
    yield* held.add(part.length);
  }
  return concatBytes(parts);
}

/** Bytes of a stream that the page can hold. */
const mostStreamed = 1 << 28;

/**
 * Everything that is left to read, for a program that works on what it reads piece by piece: it needs no memory for it. A stream
 * that would fill the page ends the program as if its machine had run out of memory.
 */
export function* readStream(descriptor: Descriptor, reader: Process): Task<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for (let part = yield* descriptor.read(); part; part = yield* descriptor.read()) {
    parts.push(part);
    size += part.length;
    if (size <= mostStreamed) continue;
    reader.useMemory(reader.machine.memory + 1);
    yield* sleep(0);
  }
  return concatBytes(parts);
}

/** A line without its end, and whether it had one (the last of a file may not). */
export interface Line {
  readonly text: string;
  readonly ended: boolean;
}

/** Reads lines from a descriptor. `separator` is the byte that ends one: newline, or 0; `holder` needs memory for a long one. */
export class LineReader {
  readonly #descriptor: Descriptor;
  readonly #separator: number;
  #lines: string[] = [];
  #next = 0;
  #rest: Uint8Array[] = [];
  #state: 'open' | 'ended' = 'open';
  readonly #held: HeldBytes | undefined;

  constructor(descriptor: Descriptor, separator = 10, holder?: Process) {
    this.#descriptor = descriptor;
    this.#held = holder && new HeldBytes(holder);
    this.#separator = separator;
  }

  /** Waits for a line; undefined at the end. */
  *next(): Task<Line | undefined> {
    while (this.#next >= this.#lines.length) {
      if (this.#state === 'ended') return undefined;
      const chunk = yield* this.#descriptor.read();
      if (chunk === undefined) {
        this.#state = 'ended';
        const rest = concatBytes(this.#rest);
        this.#rest = [];
        return rest.length === 0 ? undefined : { text: decodeText(rest), ended: false };
      }
      const end = chunk.lastIndexOf(this.#separator);
      if (end < 0) {
        this.#rest.push(chunk);
        if (this.#held) yield* this.#held.add(chunk.length);
        continue;
      }
      const whole = decodeText(concatBytes([...this.#rest, chunk.subarray(0, end)]));
      this.#rest = end + 1 < chunk.length ? [chunk.subarray(end + 1)] : [];
      this.#lines = whole.split(String.fromCharCode(this.#separator));
      this.#next = 0;
    }
    return { text: this.#lines[this.#next++] ?? '', ended: true };
  }

  /** Lines that can be had without waiting. */
  get ready(): boolean {
    return this.#next < this.#lines.length;
  }
}

/** Characters that are kept before they are written. */
const bufferSize = 16384;

/** Buffered text for a descriptor, line by line when that is a terminal. */
export class Output {
  readonly #process: Process;
  readonly #number: number;
  readonly #onError: (errno: Errno) => Task;
  #pending: string[] = [];
  #size = 0;

  constructor(process: Process, number: number, onError: (errno: Errno) => Task) {
    this.#process = process;
    this.#number = number;
    this.#onError = onError;
  }

  *write(text: string): Task {
    this.#pending.push(text);
    this.#size += text.length;
    if (this.#size >= bufferSize || (this.#size > 0 && this.#terminal && text.endsWith('\n'))) yield* this.flush();
  }

  /** Bytes as they are, after what is kept. */
  *writeBytes(bytes: Uint8Array): Task {
    yield* this.flush();
    yield* this.#put(bytes);
  }

  *flush(): Task {
    if (this.#size === 0) return;
    const text = this.#pending.join('');
    this.#pending = [];
    this.#size = 0;
    yield* this.#put(encodeText(text));
  }

  get #terminal(): boolean {
    return this.#process.descriptors.get(this.#number)?.terminal !== undefined;
  }

  *#put(bytes: Uint8Array): Task {
    const descriptor = this.#process.descriptors.get(this.#number);
    const errno = descriptor ? yield* descriptor.write(bytes) : 'EBADF';
    if (errno) yield* this.#onError(errno);
  }
}

/** Ends the process with a status from wherever its program is. */
export function* quit(process: Process, code: number): Task<never> {
  process.exit(code);
  return yield* suspend<never>(() => undefined);
}

/** Writes a message to standard error, whether or not anybody listens. */
export function* complainTo(process: Process, text: string): Task {
  const descriptor = process.descriptors.get(2);
  if (descriptor) yield* descriptor.write(encodeText(text));
}

/** The message of a failed write, as GNU's tools end with it. */
export const writeError = (name: string, errno: Errno): string => `${name}: write error: ${strerror(errno)}\n`;

/** A text in quotes that a shell reads as it is: always, or only if it needs them (gnulib's shell-escape style). */
export function shellQuoted(text: string, when: 'always' | 'needed' = 'always'): string {
  const plain =
    /^[^\s'"\\$`|&;<>()*?[\]#~!{}=^\x00-\x1f\x7f]+$/.test(text) ||
    /^[^\s'"\\$`|&;<>()*?[\]!^\x00-\x1f\x7f#~{}]+$/.test(text);
  if (plain && when === 'needed') return text;
  if (/[\x00-\x1f\x7f]/.test(text)) return escaped(text);
  if (!text.includes("'")) return `'${text}'`;
  if (!/["$`\\!]/.test(text)) return `"${text}"`;
  return `'${text.replaceAll("'", "'\\''")}'`;
}

function escaped(text: string): string {
  const names: Readonly<Record<string, string>> = {
    '\n': '\\n',
    '\t': '\\t',
    '\r': '\\r',
    '\x07': '\\a',
    '\b': '\\b',
    '\v': '\\v',
    '\f': '\\f',
  };
  return text
    .split(/([\x00-\x1f\x7f]+)/)
    .map((part, index) => {
      if (index % 2 === 0) return part === '' && index > 0 ? '' : `'${part.replaceAll("'", "'\\''")}'`;
      const codes = [...part].map((c) => names[c] ?? `\\${c.charCodeAt(0).toString(8).padStart(3, '0')}`);
      return `$'${codes.join('')}'`;
    })
    .join('');
}

/** A text in the quotes of messages: ‘x’ where the locale has them, 'x' otherwise (gnulib's locale style). */
export function localeQuoted(env: ReadonlyMap<string, string>, text: string): string {
  const locale = env.get('LC_ALL') || env.get('LC_CTYPE') || env.get('LANG') || '';
  if (/utf-?8/i.test(locale)) return `‘${text}’`;
  return `'${text.replaceAll("'", "\\'")}'`;
}
