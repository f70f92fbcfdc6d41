// The mount table of a mount namespace, and path resolution across it (mount_namespaces(7), path_resolution(7)).
import { may, type Caller } from './credentials.ts';
import { fail, type Failure } from './errno.ts';
import type { Inode } from './inode.ts';
import { linkLimit } from './lookup.ts';
import type { Node } from './node.ts';
import { isWithin, joinPath, pushComponents } from './path.ts';

/** Something mounted at a path. */
export interface Mount {
  /** Absolute path in this namespace. */
  readonly target: string;
  /** What /proc/mounts shows first: `overlay`, `/dev/vda1`, `tmpfs`, `proc`. */
  readonly source: string;
  /** `overlay`, `ext4`, `tmpfs`, `proc`, `sysfs`, `cgroup2`, `devtmpfs`, … */
  readonly type: string;
  /** What stands at the target: the root of a disk or overlay, or any of their nodes (a bind mount, live and shared). */
  readonly node: Node;
  readonly readOnly?: boolean;
  /** Path within what is mounted, of a bind mount; `/` when left out. */
  readonly root?: string;
  /** More options as /proc/mounts shows them. */
  readonly options?: readonly string[];
}

/** Where a path led. */
export interface Located {
  readonly mount: Mount;
  readonly node: Node;
  readonly inode: Inode;
  /** Path in this namespace without links, `.` and `..`. */
  readonly path: string;
}

/** Where a name that may not exist yet belongs. */
export interface Place {
  readonly directory: Located;
  readonly name: string;
  readonly found: Located | undefined;
  /** The path ended in a slash, so it can only be a directory. */
  readonly slash: boolean;
}

/** The directories that a lookup came through, the last one first. */
interface Trail {
  readonly at: Located;
  readonly above: Trail | undefined;
}

/** The mounts of one namespace. The last one on a path hides those before it. */
export class MountTable {
  /** Wall-clock time, ms since 1970-01-01T00:00Z. */
  readonly clock: () => number;
  #mounts: readonly Mount[];
  readonly #at = new Map<string, Mount>();
  /** Last components of all paths where something is or was mounted: any other name leads to no mount. */
  readonly #names = new Set<string>();
  #later: { readonly below: readonly string[]; readonly make: () => void } | undefined;

  constructor(root: Omit<Mount, 'target'>, clock: () => number) {
    this.clock = clock;
    this.#mounts = [];
    this.mount({ target: '/', ...root });
  }

  /** A table of its own with the same mounts, as a new mount namespace begins. */
  copy(): MountTable {
    const [first, ...rest] = this.mounts;
    if (!first) throw new Error('a mount table without a root');
    const table = new MountTable(first, this.clock);
    for (const mount of rest) table.mount(mount);
    return table;
  }

  /** The mounts in the order in which they were made, the root first. */
  get mounts(): readonly Mount[] {
    this.#makeLater();
    return this.#mounts;
  }

  /**
   * Mounts that are all made, by `make`, at or below some mounted paths: only when somebody first goes there, asks for the
   * list, or changes it. Few containers look into /proc or /sys, and much is mounted there.
   */
  mountLater(below: readonly string[], make: () => void): void {
    this.#makeLater();
    this.#later = { below, make };
  }

  /** Number of the device that a mount's files seem to be on (st_dev). */
  device(mount: Mount): number {
    return this.#mounts.indexOf(mount) + 1;
  }

  /** Mounts something. The target must be a normal absolute path that exists. */
  mount(mount: Mount): void {
    this.#mounts = [...this.mounts, mount];
    this.#at.set(mount.target, mount);
    this.#names.add(mount.target.slice(mount.target.lastIndexOf('/') + 1));
  }

  /** Puts a mount with other options in the place of one (remount). */
  replace(before: Mount, after: Mount): void {
    this.#mounts = this.mounts.map((mount) => (mount === before ? after : mount));
    if (this.#at.get(before.target) === before) this.#at.set(after.target, after);
  }

  /** Takes the last mount on a path away. EINVAL if nothing is mounted there, EBUSY if something is mounted below. */
  unmount(target: string): Failure | undefined {
    this.#makeLater();
    const mount = this.#at.get(target);
    if (!mount || target === '/') return fail('EINVAL');
    if (this.#mounts.some((other) => other.target !== target && isWithin(other.target, target))) return fail('EBUSY');
    this.#mounts = this.#mounts.filter((other) => other !== mount);
    const below = this.#mounts.findLast((other) => other.target === target);
    if (below) this.#at.set(target, below);
    else this.#at.delete(target);
    return undefined;
  }

  /** Whether something is mounted at this path or below it. */
  isBusy(path: string): boolean {
    return this.mounts.some((mount) => isWithin(mount.target, path));
  }

  /** Looks up an existing path. `follow` false: a link at the end is the result. ENOENT, ENOTDIR, EACCES, ELOOP. */
  locate(caller: Caller, path: string, follow = true): Located | Failure {
    const place = this.#resolve(caller, path, follow);
    if ('errno' in place) return place;
    if (!place.found) return fail('ENOENT');
    if (place.slash && place.found.inode.kind !== 'directory') return fail('ENOTDIR');
    return place.found;
  }

  /** Looks up where a name belongs: its directory must exist, the name need not. */
  place(caller: Caller, path: string, follow = false): Place | Failure {
    return this.#resolve(caller, path, follow);
  }

  #makeLater(): void {
    const later = this.#later;
    this.#later = undefined;
    later?.make();
  }

  #root(caller: Caller): Located | Failure {
    const mount = this.#at.get('/');
    const inode = mount?.node.inode(caller);
    return mount && inode ? { mount, node: mount.node, inode, path: '/' } : fail('ESTALE');
  }

  #resolve(caller: Caller, path: string, follow: boolean): Place | Failure {
    if (path === '') return fail('ENOENT');
    const root = this.#root(caller);
    if ('errno' in root) return root;
    const pending: string[] = [];
    pushComponents(pending, path);
    if (!path.startsWith('/')) pushComponents(pending, caller.cwd);
    let slash = path.endsWith('/') || path.endsWith('/.') || path === '.';
    let trail: Trail | undefined;
    let at = root;
    let links = 0;
    for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
      if (at.inode.kind !== 'directory') return fail('ENOTDIR');
      if (!may(caller.credentials, at.inode, 1)) return fail('EACCES');
      if (name === '..') {
        at = trail?.at ?? at;
        trail = trail?.above;
        if (pending.length === 0) slash = true;
        continue;
      }
      if (name.length > 255) return fail('ENAMETOOLONG');
      const found = this.#step(caller, at, name);
      if (!found) {
        if (pending.length > 0) return fail('ENOENT');
        return { directory: at, name, found: undefined, slash };
      }
      if (found.inode.kind === 'symlink' && (follow || slash || pending.length > 0)) {
        if (++links > linkLimit) return fail('ELOOP');
        const { target } = found.inode;
        if (target.startsWith('/')) {
          trail = undefined;
          at = root;
        }
        if (pending.length === 0 && target.endsWith('/')) slash = true;
        pushComponents(pending, target);
        continue;
      }
      trail = { at, above: trail };
      at = found;
    }
    const directory = trail?.at ?? root;
    return { directory, name: at.path.slice(at.path.lastIndexOf('/') + 1), found: at, slash };
  }

  #step(caller: Caller, at: Located, name: string): Located | undefined {
    const path = joinPath(at.path, name);
    if (this.#later?.below.includes(at.path)) this.#makeLater();
    const mount = this.#names.has(name) ? this.#at.get(path) : undefined;
    const node = mount ? mount.node : at.node.lookup(name, caller);
    const inode = node?.inode(caller);
    return node && inode ? { mount: mount ?? at.mount, node, inode, path } : undefined;
  }
}
