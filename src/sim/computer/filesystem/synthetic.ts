// Directories that are not stored: their content is computed when it is asked for (/proc, /sys/fs/cgroup, /dev).
import { fail, type Failure } from './errno.ts';
import type { Attributes, Inode, NewInode } from './inode.ts';
import type { Node, Reader } from './node.ts';
import type { InodeChange } from './tree.ts';

/** A file whose text is computed at each opening. `write` takes what is written at once; without it writing fails (EACCES). */
export interface SyntheticFile extends Partial<Attributes> {
  readonly kind: 'file';
  read(reader: Reader): string | Uint8Array;
  write?(bytes: Uint8Array): Failure | undefined;
}

/** A link whose target may depend on who asks (/proc/self). */
export interface SyntheticLink extends Partial<Attributes> {
  readonly kind: 'symlink';
  target(reader: Reader): string;
}

/** A device, for instance null, tty or a pseudo-terminal. */
export interface SyntheticDevice extends Partial<Attributes> {
  readonly kind: 'character' | 'block';
  readonly major: number;
  readonly minor: number;
}

/** A directory. `names` and `entry` must agree; both are asked each time. */
export interface SyntheticDirectory extends Partial<Attributes> {
  readonly kind: 'directory';
  names(reader: Reader): Iterable<string>;
  entry(name: string, reader: Reader): Synthetic | undefined;
}

/** Something that is stored elsewhere, for instance the root of another mount namespace (/proc/<pid>/root). */
export interface ForeignNode extends Partial<Attributes> {
  readonly kind: 'other';
  readonly node: Node;
}

/** An entry of a synthetic directory. */
export type Synthetic = SyntheticFile | SyntheticLink | SyntheticDevice | SyntheticDirectory | ForeignNode;

/** A directory with fixed entries. */
export const syntheticDirectory = (
  entries: Readonly<Record<string, Synthetic>>,
  attributes: Partial<Attributes> = {},
): SyntheticDirectory => ({
  kind: 'directory',
  names: () => Object.keys(entries).sort(),
  entry: (name) => (Object.hasOwn(entries, name) ? entries[name] : undefined),
  ...attributes,
});

const modes = { file: 0o444, symlink: 0o777, directory: 0o555, character: 0o666, block: 0o660 } as const;

/** A node of a synthetic directory. Its inode number is made from its path. */
export class SyntheticNode implements Node {
  readonly #entry: Exclude<Synthetic, ForeignNode>;
  readonly #path: string;
  readonly disk = undefined;

  constructor(entry: Exclude<Synthetic, ForeignNode>, path = '') {
    this.#entry = entry;
    this.#path = path;
  }

  get id(): number {
    let hash = 0x811c9dc5;
    for (let i = 0; i < this.#path.length; i++) hash = Math.imul(hash ^ this.#path.charCodeAt(i), 0x01000193);
    return hash >>> 0;
  }

  inode(reader: Reader): Inode {
    const entry = this.#entry;
    const { mode = modes[entry.kind], uid = 0, gid = 0, mtime = 0 } = entry;
    const attributes = { mode, uid, gid, mtime, nlink: 1 };
    switch (entry.kind) {
      case 'file': {
        const content = entry.read(reader);
        return {
          ...attributes,
          kind: 'file',
          content: typeof content === 'string' ? new TextEncoder().encode(content) : content,
        };
      }
      case 'symlink':
        return { ...attributes, kind: 'symlink', target: entry.target(reader) };
      case 'directory':
        return { ...attributes, kind: 'directory', parent: 0, entries: null };
      default:
        return { ...attributes, kind: entry.kind, major: entry.major, minor: entry.minor };
    }
  }

  lookup(name: string, reader: Reader): Node | undefined {
    const entry = this.#entry.kind === 'directory' ? this.#entry.entry(name, reader) : undefined;
    if (entry?.kind === 'other') return entry.node;
    return entry && new SyntheticNode(entry, `${this.#path}/${name}`);
  }

  names(reader: Reader): Iterable<string> {
    return this.#entry.kind === 'directory' ? this.#entry.names(reader) : [];
  }

  change(change: InodeChange): Failure | undefined {
    if (this.#entry.kind !== 'file' || !(change.content instanceof Uint8Array)) return fail('EPERM');
    if (!this.#entry.write) return fail('EACCES');
    return change.content.length === 0 ? undefined : this.#entry.write(change.content);
  }

  prepareWrite(): Failure | undefined {
    return this.#entry.kind === 'file' && !this.#entry.write ? fail('EACCES') : undefined;
  }

  create(_name: string, _body: NewInode, _time: number): Failure {
    return fail('ENOENT');
  }

  link(_name: string, _target: Node, _time: number): Failure {
    return fail('EPERM');
  }

  unlink(_name: string, _time: number): Failure {
    return fail('EPERM');
  }

  rmdir(_name: string, _time: number): Failure {
    return fail('EPERM');
  }

  rename(_name: string, _to: Node, _newName: string, _time: number): Failure {
    return fail('EPERM');
  }

  retain(): () => void {
    return () => undefined;
  }
}
