// The key sequence that leaves an attached container running: `ctrl-p,ctrl-q` unless told otherwise.
import type { Failure } from '../failure.ts';

/** What leaves a container unless `--detach-keys` or the configuration says otherwise. */
export const defaultDetachKeys = 'ctrl-p,ctrl-q';

const special: Readonly<Record<string, number>> = { '@': 0, '[': 27, '\\': 28, ']': 29, '^': 30, _: 31 };

/** Reads `ctrl-p,ctrl-q` or `a,ctrl-x` into the bytes that these keys send. */
export function parseDetachKeys(text: string): number[] | Failure {
  const codes: number[] = [];
  for (const key of text.split(',')) {
    const control = /^ctrl-(.)$/.exec(key)?.[1];
    const code =
      control === undefined
        ? key.length === 1
          ? key.charCodeAt(0)
          : undefined
        : /[a-z]/.test(control)
          ? control.charCodeAt(0) - 96
          : special[control];
    if (code === undefined) return { error: `Unknown character: '${key}'` };
    codes.push(code);
  }
  return codes;
}

/** Lets typed bytes through but for the detach keys: their beginning is held back until it is clear what it is. */
export class DetachFilter {
  readonly #keys: readonly number[];
  #matched = 0;

  constructor(keys: readonly number[]) {
    this.#keys = keys;
  }

  /** What goes on to the container, and whether the sequence is complete (then nothing after it counts). */
  feed(bytes: Uint8Array): { readonly passed: Uint8Array; readonly detached: boolean } {
    const passed: number[] = [];
    for (const byte of bytes) {
      if (byte === this.#keys[this.#matched]) {
        this.#matched++;
        if (this.#matched === this.#keys.length) return { passed: Uint8Array.from(passed), detached: true };
        continue;
      }
      passed.push(...this.#keys.slice(0, this.#matched));
      this.#matched = byte === this.#keys[0] ? 1 : 0;
      if (this.#matched === 0) passed.push(byte);
    }
    return { passed: Uint8Array.from(passed), detached: false };
  }
}
