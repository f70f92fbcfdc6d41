// A regular file (or directory) as a descriptor.
import type { Task } from '../../kernel/task.ts';
import { failed, type Errno } from '../filesystem/errno.ts';
import type { OpenFile } from '../filesystem/open-file.ts';
import { Description } from './description.ts';
import type { ProcessTable } from './process-table.ts';

const chunkSize = 65536;

export class FileDescription extends Description {
  readonly kind = 'file';
  /** The open file, for what is more than reading and writing: seek, truncate, stat. */
  readonly file: OpenFile;
  readonly #table: ProcessTable;

  constructor(table: ProcessTable, file: OpenFile) {
    super();
    this.#table = table;
    this.file = file;
  }

  *read(limit = chunkSize): Task<Uint8Array | undefined> {
    const bytes = this.file.read(limit);
    if (failed(bytes)) return undefined;
    yield* this.#table.charge(bytes.length);
    return bytes.length === 0 ? undefined : bytes;
  }

  *write(bytes: Uint8Array): Task<Errno | undefined> {
    yield* this.#table.charge(bytes.length);
    return this.file.write(bytes)?.errno;
  }

  protected override close(): void {
    this.file.close();
  }
}
