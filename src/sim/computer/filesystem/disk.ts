// The small mutable holder of a file system's current tree.
import { fail, type Failure } from './errno.ts';
import type { Tree } from './tree.ts';

/** What the owner of a disk says about it. */
export interface DiskOptions {
  /** Bytes that fit; writes beyond fail with ENOSPC. Unbounded if not given. */
  readonly capacity?: number;
  /** Called after every change of the tree; the owner logs `{before, after}` once, when the instant ends. */
  readonly onChange?: (disk: Disk) => void;
}

/** One file system: its tree now, and which of its inodes are held open. */
export class Disk {
  readonly capacity: number | undefined;
  readonly #onChange: ((disk: Disk) => void) | undefined;
  readonly #open = new Map<number, number>();
  #tree: Tree;

  constructor(tree: Tree, options: DiskOptions = {}) {
    this.#tree = tree;
    this.capacity = options.capacity;
    this.#onChange = options.onChange;
  }

  /** The tree as it is now: an immutable value, safe to keep. */
  get tree(): Tree {
    return this.#tree;
  }

  /** Makes `tree` the current one. ENOSPC, and no change, if it grew beyond the capacity. */
  commit(tree: Tree): Failure | undefined {
    if (this.capacity !== undefined && tree.bytes > this.capacity && tree.bytes > this.#tree.bytes)
      return fail('ENOSPC');
    if (tree === this.#tree) return undefined;
    this.#tree = tree;
    this.#onChange?.(this);
    return undefined;
  }

  /** Whether an open file keeps this inode alive. */
  isOpen(ino: number): boolean {
    return this.#open.has(ino);
  }

  /** Counts one more open file on an inode. */
  retain(ino: number): void {
    this.#open.set(ino, (this.#open.get(ino) ?? 0) + 1);
  }

  /** Counts one less; with the last, an inode without a name goes. */
  release(ino: number): void {
    const count = (this.#open.get(ino) ?? 0) - 1;
    if (count > 0) {
      this.#open.set(ino, count);
      return;
    }
    this.#open.delete(ino);
    this.commit(this.#tree.drop(ino));
  }
}
