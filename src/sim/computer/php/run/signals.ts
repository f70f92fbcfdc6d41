// What leaves a script before its end: exceptions, fatal errors, exit.
import type { PhpObject } from '../values.ts';

/** An exception of PHP's on its way. */
export class Thrown extends Error {
  readonly object: PhpObject;

  constructor(object: PhpObject) {
    super(object.cls.name);
    this.object = object;
  }
}

/** An error that nothing can catch. */
export class Fatal extends Error {
  readonly line: number | undefined;
  readonly file: string | undefined;
  readonly kind: 'Fatal error' | 'Parse error';

  constructor(message: string, at: { line?: number; file?: string; kind?: 'Fatal error' | 'Parse error' } = {}) {
    super(message);
    this.line = at.line;
    this.file = at.file;
    this.kind = at.kind ?? 'Fatal error';
  }
}

/** A generator is given up: its `finally` blocks run, and nothing else. */
export class Abandoned extends Error {}

/** `exit` */
export class Exit extends Error {
  readonly status: number;

  constructor(status: number) {
    super('exit');
    this.status = status;
  }
}
