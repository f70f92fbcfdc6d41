// The nodes of a plain disk: a volume, a tmpfs, a machine's own root.
import type { Disk } from './disk.ts';
import { fail, type Failure } from './errno.ts';
import type { Inode, NewInode } from './inode.ts';
import type { Node } from './node.ts';
import type { InodeChange } from './tree.ts';

/** An inode of a disk. */
export class DiskNode implements Node {
  readonly disk: Disk;
  readonly id: number;

  constructor(disk: Disk, ino: number = disk.tree.root) {
    this.disk = disk;
    this.id = ino;
  }

  inode(): Inode | undefined {
    return this.disk.tree.inode(this.id);
  }

  lookup(name: string): Node | undefined {
    const ino = this.disk.tree.child(this.id, name);
    return ino === undefined ? undefined : new DiskNode(this.disk, ino);
  }

  *names(): Iterable<string> {
    for (const [name] of this.disk.tree.entries(this.id)) yield name;
  }

  create(name: string, body: NewInode, time: number): Node | Failure {
    const made = this.disk.tree.insert(this.id, name, body, time);
    if ('errno' in made) return made;
    return this.disk.commit(made.tree) ?? new DiskNode(this.disk, made.ino);
  }

  link(name: string, target: Node, time: number): Failure | undefined {
    if (target.disk !== this.disk) return fail('EXDEV');
    return this.#commit(this.disk.tree.link(this.id, name, target.id, time));
  }

  unlink(name: string, time: number): Failure | undefined {
    return this.#commit(this.disk.tree.unlink(this.id, name, time, this.#isOpen(name)));
  }

  rmdir(name: string, time: number): Failure | undefined {
    return this.#commit(this.disk.tree.removeDirectory(this.id, name, time));
  }

  rename(name: string, to: Node, newName: string, time: number): Failure | undefined {
    if (!(to instanceof DiskNode) || to.disk !== this.disk) return fail('EXDEV');
    return this.#commit(this.disk.tree.rename(this.id, name, to.id, newName, time, to.#isOpen(newName)));
  }

  change(change: InodeChange): Failure | undefined {
    return this.#commit(this.disk.tree.change(this.id, change));
  }

  prepareWrite(): Failure | undefined {
    return undefined;
  }

  retain(): () => void {
    this.disk.retain(this.id);
    return () => {
      this.disk.release(this.id);
    };
  }

  #isOpen(name: string): boolean {
    const ino = this.disk.tree.child(this.id, name);
    return ino !== undefined && this.disk.isOpen(ino);
  }

  #commit(result: Disk['tree'] | Failure): Failure | undefined {
    return 'errno' in result ? result : this.disk.commit(result);
  }
}
