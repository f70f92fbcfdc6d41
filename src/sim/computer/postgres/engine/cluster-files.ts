// The data directory in two places: the container's files, which keep it, and the engine's memory, where it works.
import type { FileSystem } from '../../filesystem/file-system.ts';
import { failed } from '../../filesystem/errno.ts';
import type { MemoryFiles } from './pglite.ts';

/** Where the engine expects its data. */
const engineData = '/pglite/data';

/** The release of the engine as data directories name it. */
export const engineMajor = '18';

/** Each has its own: the server's, which others read, and the engine's. */
const lockFile = '/postmaster.pid';

const versionFile = /(?:^|\/)PG_VERSION$/;

export class ClusterFiles {
  readonly #files: FileSystem;
  readonly #directory: string;
  /** Release that the image says it is: what PG_VERSION holds in the container. */
  readonly #major: string;
  readonly #changed = new Set<string>();

  constructor(files: FileSystem, directory: string, major: string) {
    this.#files = files;
    this.#directory = directory;
    this.#major = major;
  }

  /** Copies everything into the engine's memory. */
  load(memory: MemoryFiles): void {
    memory.mkdirTree(engineData, 0o700);
    this.#load(memory, '');
    this.#changed.clear();
  }

  #load(memory: MemoryFiles, below: string): void {
    const names = this.#files.readdir(`${this.#directory}${below}`);
    if (failed(names)) return;
    for (const name of names) {
      const path = `${below}/${name}`;
      const found = this.#files.stat(`${this.#directory}${path}`);
      if (failed(found)) continue;
      if (found.kind === 'directory') {
        memory.mkdirTree(`${engineData}${path}`, 0o700);
        this.#load(memory, path);
        continue;
      }
      const content = found.kind === 'file' ? this.#files.readFile(`${this.#directory}${path}`) : undefined;
      if (!content || failed(content) || path === lockFile) continue;
      const bytes = versionFile.test(path) ? new TextEncoder().encode(`${engineMajor}\n`) : content;
      memory.writeFile(`${engineData}${path}`, bytes, { mode: 0o600 });
    }
  }

  /** Notes from now on what the engine changes. */
  watch(memory: MemoryFiles): void {
    const note = (path: string): void => {
      const inside = path.startsWith(`${engineData}/`) ? path.slice(engineData.length) : lockFile;
      if (inside !== lockFile) this.#changed.add(inside);
    };
    const { write, doTruncate, mknod, unlink, rmdir, rename } = memory;
    memory.write = (stream, ...rest) => {
      note(memory.getPath(stream.node));
      return write.call(memory, stream, ...rest);
    };
    memory.doTruncate = (stream, node, length) => {
      note(memory.getPath(node));
      doTruncate.call(memory, stream, node, length);
    };
    memory.mknod = (path, mode, device) => {
      note(path);
      return mknod.call(memory, path, mode, device);
    };
    memory.unlink = (path) => {
      note(path);
      unlink.call(memory, path);
    };
    memory.rmdir = (path) => {
      note(path);
      rmdir.call(memory, path);
    };
    memory.rename = (from, to) => {
      note(from);
      note(to);
      rename.call(memory, from, to);
    };
  }

  /** Brings the container's files up to date with what the engine has written. */
  save(memory: MemoryFiles): void {
    const paths = [...this.#changed].sort();
    this.#changed.clear();
    for (const path of paths) this.#save(memory, path);
  }

  #save(memory: MemoryFiles, path: string): void {
    const node = memory.analyzePath(`${engineData}${path}`).object;
    const target = `${this.#directory}${path}`;
    if (!node) {
      this.#remove(target);
      return;
    }
    if (memory.isDir(node.mode)) {
      if (!this.#files.exists(target)) this.#files.mkdir(target, 0o700);
      for (const name of memory.readdir(`${engineData}${path}`))
        if (name !== '.' && name !== '..' && !this.#files.exists(`${target}/${name}`))
          this.#save(memory, `${path}/${name}`);
      return;
    }
    const bytes = versionFile.test(path) ? `${this.#major}\n` : memory.readFile(`${engineData}${path}`);
    this.#files.writeFile(target, bytes, 0o600);
  }

  #remove(target: string): void {
    const found = this.#files.lstat(target);
    if (failed(found)) return;
    if (found.kind !== 'directory') {
      this.#files.unlink(target);
      return;
    }
    const names = this.#files.readdir(target);
    if (!failed(names)) for (const name of names) this.#remove(`${target}/${name}`);
    this.#files.rmdir(target);
  }
}
