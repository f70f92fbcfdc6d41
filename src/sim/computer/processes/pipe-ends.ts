// The two ends of a pipe as descriptors (pipe(7)).
import { bytePipe, type Pipe } from '../../kernel/pipe.ts';
import type { Task } from '../../kernel/task.ts';
import type { Descriptor } from '../contract.ts';
import type { Errno } from '../filesystem/errno.ts';
import { Description } from './description.ts';
import type { ProcessTable } from './process-table.ts';

const chunkSize = 65536;

/** The end that is read. */
export class PipeReader extends Description {
  readonly kind = 'pipe';
  readonly #table: ProcessTable;
  readonly #pipe: Pipe<Uint8Array>;

  constructor(table: ProcessTable, pipe: Pipe<Uint8Array>) {
    super();
    this.#table = table;
    this.#pipe = pipe;
  }

  *read(limit = chunkSize): Task<Uint8Array | undefined> {
    const chunk = yield* this.#pipe.read();
    if (chunk === undefined) return undefined;
    yield* this.#table.charge(chunk.length);
    if (chunk.length <= limit) return chunk;
    this.#pipe.putBack(chunk.subarray(limit));
    return chunk.subarray(0, limit);
  }

  *write(): Task<Errno> {
    return 'EBADF';
  }

  protected override close(): void {
    this.#pipe.closeReader();
  }
}

/** The end that is written. */
export class PipeWriter extends Description {
  readonly kind = 'pipe';
  readonly #table: ProcessTable;
  readonly #pipe: Pipe<Uint8Array>;

  constructor(table: ProcessTable, pipe: Pipe<Uint8Array>) {
    super();
    this.#table = table;
    this.#pipe = pipe;
  }

  *read(): Task<undefined> {
    return undefined;
  }

  *write(bytes: Uint8Array): Task<Errno | undefined> {
    yield* this.#table.charge(bytes.length);
    for (let start = 0; start < bytes.length; start += chunkSize) {
      // The reader may see the bytes long after the writer has reused its buffer.
      if (yield* this.#pipe.write(bytes.slice(start, start + chunkSize))) continue;
      yield* this.#table.brokenPipe();
      return 'EPIPE';
    }
    return undefined;
  }

  protected override close(): void {
    this.#pipe.close();
  }
}

/** A new pipe between processes of a table. */
export function makePipe(table: ProcessTable): { reader: Descriptor; writer: Descriptor } {
  const pipe = bytePipe();
  return { reader: new PipeReader(table, pipe), writer: new PipeWriter(table, pipe) };
}
