// An open file description: a node with an offset, shared by all descriptors that were made from one opening (open(2)).
import { readContent, sizeOfContent, truncateContent, writeContent } from './content.ts';
import { fail, type Failure } from './errno.ts';
import type { Inode } from './inode.ts';
import type { Node, Reader } from './node.ts';

/** How a file is opened, as the flags of open(2). */
export interface OpenFlags {
  readonly read?: boolean;
  readonly write?: boolean;
  readonly append?: boolean;
  readonly create?: boolean;
  readonly exclusive?: boolean;
  readonly truncate?: boolean;
  readonly directory?: boolean;
  readonly noFollow?: boolean;
}

/** An open file. It keeps its content alive when the last name goes. */
export class OpenFile {
  /** Path by which it was opened, without links. */
  readonly path: string;
  readonly flags: OpenFlags;
  /** Where the next read or write starts, in bytes. */
  offset = 0;
  readonly #node: Node;
  readonly #reader: Reader;
  readonly #clock: () => number;
  readonly #release: () => void;
  /** What a computed file held when it was opened, so that reading it in parts is consistent. */
  readonly #snapshot: Inode | undefined;
  #closed = false;

  constructor(node: Node, path: string, flags: OpenFlags, reader: Reader, clock: () => number) {
    this.path = path;
    this.flags = flags;
    this.#node = node;
    this.#reader = reader;
    this.#clock = clock;
    this.#release = node.retain();
    this.#snapshot = node.disk ? undefined : node.inode(reader);
  }

  /** Identity of the inode, for fifos that must meet and for `tail -F`. */
  get id(): number {
    return this.#node.id;
  }

  /** The inode now; undefined if it vanished. */
  get inode(): Inode | undefined {
    return this.#snapshot ?? this.#node.inode(this.#reader);
  }

  /** Size of the content now, in bytes. */
  get size(): number {
    const inode = this.inode;
    return inode?.kind === 'file' ? sizeOfContent(inode.content) : 0;
  }

  /** The next bytes, at most `limit`; none at the end. EBADF, EISDIR, EINVAL for what has no content. */
  read(limit = Infinity): Uint8Array | Failure {
    if (this.#closed || !this.flags.read) return fail('EBADF');
    const inode = this.inode;
    if (!inode) return fail('ESTALE');
    if (inode.kind === 'directory') return fail('EISDIR');
    if (inode.kind !== 'file') return fail('EINVAL');
    const bytes = readContent(inode.content, this.offset, this.offset + limit);
    this.offset += bytes.length;
    return bytes;
  }

  /** Writes all bytes at the offset, or at the end when appending. EBADF, ENOSPC, EFBIG. */
  write(bytes: Uint8Array): Failure | undefined {
    if (this.#closed || !(this.flags.write || this.flags.append)) return fail('EBADF');
    const inode = this.#node.inode(this.#reader);
    if (inode?.kind !== 'file') return fail(inode ? 'EINVAL' : 'ESTALE');
    const computed = this.#node.disk === undefined;
    const size = sizeOfContent(inode.content);
    const offset = computed ? 0 : this.flags.append ? size : this.offset;
    const content = computed ? bytes : writeContent(inode.content, offset, bytes);
    if ('errno' in content) return content;
    const failure = this.#node.change({ content, mtime: this.#clock() });
    if (!failure) this.offset = offset + bytes.length;
    return failure;
  }

  /** Cuts or extends the file. EBADF if it is not open for writing. */
  truncate(size: number): Failure | undefined {
    const inode = this.inode;
    if (this.#closed || !(this.flags.write || this.flags.append)) return fail('EBADF');
    if (inode?.kind !== 'file') return fail('EINVAL');
    return this.#node.change({ content: truncateContent(inode.content, size), mtime: this.#clock() });
  }

  /** Lets go of the file; a second time does nothing. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#release();
  }
}
