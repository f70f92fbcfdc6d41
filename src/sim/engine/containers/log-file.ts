// What a container's processes wrote, line by line, with times: the json-file log driver.
import { concatBytes } from '../../kernel/bytes.ts';
import { Trigger } from '../../kernel/trigger.ts';

/** One line, or the rest of one without a newline at its end. */
export interface LogLine {
  readonly stream: 'stdout' | 'stderr';
  /** ms since 1970. */
  readonly time: number;
  readonly data: Uint8Array;
}

/** Bytes beyond which a line is stored in parts. */
const longest = 16384;

const newline = 10;

/** The log of one container. Drivers other than `json-file` and `local` keep nothing that could be read. */
export class LogFile {
  readonly driver: string;
  /** Fires when lines were added. */
  readonly grown = new Trigger();
  readonly #lines: LogLine[] = [];
  readonly #partial = { stdout: [] as Uint8Array[], stderr: [] as Uint8Array[] };
  readonly #maxBytes: number;
  readonly #maxFiles: number;
  #bytes = 0;
  #dropped = 0;

  constructor(driver: string, options: Readonly<Record<string, string>>) {
    this.driver = driver;
    this.#maxBytes = sizeOf(options['max-size']);
    this.#maxFiles = Number(options['max-file'] ?? 1);
  }

  get readable(): boolean {
    return this.driver === 'json-file' || this.driver === 'local';
  }

  /** The lines that are kept. */
  get lines(): readonly LogLine[] {
    return this.#lines;
  }

  /** How many lines were ever written: position `n` is at `lines[n - dropped]`. */
  get end(): number {
    return this.#dropped + this.#lines.length;
  }

  get dropped(): number {
    return this.#dropped;
  }

  /** Takes what a process wrote at a time (ms since 1970). */
  write(stream: 'stdout' | 'stderr', data: Uint8Array, time: number): void {
    if (!this.readable) return;
    let start = 0;
    for (let end = data.indexOf(newline); end >= 0; end = data.indexOf(newline, start)) {
      this.#finish(stream, data.subarray(start, end + 1), time);
      start = end + 1;
    }
    if (start < data.length) {
      const rest = this.#partial[stream];
      rest.push(data.slice(start));
      if (rest.reduce((sum, part) => sum + part.length, 0) >= longest) this.#finish(stream, new Uint8Array(0), time);
    }
    this.grown.fire();
  }

  /** The container ended: what is left without a newline is a line too. */
  flush(time: number): void {
    for (const stream of ['stdout', 'stderr'] as const)
      if (this.#partial[stream].length > 0) this.#finish(stream, new Uint8Array(0), time);
    this.grown.fire();
  }

  #finish(stream: 'stdout' | 'stderr', tail: Uint8Array, time: number): void {
    const parts = this.#partial[stream];
    const data = parts.length === 0 ? tail.slice() : concatBytes([...parts, tail]);
    parts.length = 0;
    this.#lines.push({ stream, time, data });
    this.#bytes += data.length;
    while (this.#bytes > this.#maxBytes * this.#maxFiles && this.#lines.length > 1) {
      this.#bytes -= this.#lines.shift()?.data.length ?? 0;
      this.#dropped++;
    }
  }
}

function sizeOf(text: string | undefined): number {
  const match = /^(\d+)([kmg]?)b?$/i.exec(text ?? '');
  if (!match) return Infinity;
  const [, number = '', unit = ''] = match;
  return Number(number) * 1024 ** ' kmg'.indexOf(unit.toLowerCase() || ' ');
}
