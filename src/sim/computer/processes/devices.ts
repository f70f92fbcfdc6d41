// Character devices that are no terminals: /dev/null, zero, full, random (null(4), full(4), random(4)).
import type { Task } from '../../kernel/task.ts';
import type { Errno } from '../filesystem/errno.ts';
import { Description } from './description.ts';
import type { ProcessTable } from './process-table.ts';

const chunkSize = 65536;

/** Reads as empty, takes all that is written. */
export class NullDevice extends Description {
  readonly kind = 'null';
  readonly #table: ProcessTable;

  constructor(table: ProcessTable) {
    super();
    this.#table = table;
  }

  *read(): Task<undefined> {
    yield* this.#table.charge(0);
    return undefined;
  }

  *write(bytes: Uint8Array): Task<undefined> {
    yield* this.#table.charge(bytes.length);
    return undefined;
  }
}

/** Endless bytes from `fill`; writes are taken, or refused with an errno. */
export class EndlessDevice extends Description {
  readonly kind = 'device';
  readonly #table: ProcessTable;
  readonly #fill: (bytes: Uint8Array) => void;
  readonly #refusal: Errno | undefined;

  constructor(table: ProcessTable, fill: (bytes: Uint8Array) => void, refusal?: Errno) {
    super();
    this.#table = table;
    this.#fill = fill;
    this.#refusal = refusal;
  }

  *read(limit = chunkSize): Task<Uint8Array> {
    const bytes = new Uint8Array(Math.min(limit, chunkSize));
    this.#fill(bytes);
    yield* this.#table.charge(bytes.length);
    return bytes;
  }

  *write(bytes: Uint8Array): Task<Errno | undefined> {
    yield* this.#table.charge(bytes.length);
    return this.#refusal;
  }
}

/** The memory devices of major number 1 by minor number; undefined for one that is not simulated. */
export function memoryDevice(table: ProcessTable, minor: number): Description | undefined {
  const nothing = (): void => undefined;
  switch (minor) {
    case 3:
      return new NullDevice(table);
    case 5:
      return new EndlessDevice(table, nothing);
    case 7:
      return new EndlessDevice(table, nothing, 'ENOSPC');
    case 8:
    case 9: {
      const random = table.kernel.random('urandom');
      return new EndlessDevice(table, (bytes) => {
        for (let index = 0; index < bytes.length; index++) bytes[index] = random.integer(256);
      });
    }
    default:
      return undefined;
  }
}
