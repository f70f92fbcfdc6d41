// Why a compose file is none, as a class: a mapping of the file may have a field `error` too.
import type { Failure } from '../../failure.ts';

/** A failure with the words that Compose prints. */
export class Fault implements Failure {
  readonly error: string;

  constructor(error: string) {
    this.error = error;
  }
}

/** Tells a fault from a value. */
export const isFault = (value: unknown): value is Fault => value instanceof Fault;
