// How `halt` and `halt_error` end a jq program.
import type { Value } from './value.ts';

/** Ends the program with a status. */
export class Halt extends Error {
  readonly status: number;
  readonly value: Value | undefined;

  constructor(status: number, value?: Value) {
    super('halt');
    this.status = status;
    this.value = value;
  }
}
