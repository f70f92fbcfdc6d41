// A repository on the simulated disk: objects (stored uncompressed), references, HEAD, the index and the configuration.
import { failed } from '../filesystem/errno.ts';
import type { FileSystem } from '../filesystem/file-system.ts';
import { dirname, joinPath } from '../filesystem/path.ts';
import { Configuration } from './configuration.ts';
import {
  decodeObject,
  encodeObject,
  objectId,
  readCommit,
  readTrees,
  type Commit,
  type GitObject,
  type Snapshot,
} from './objects.ts';

/** Where HEAD points: at a branch (which may have no commit yet), or at a commit itself. */
export interface Head {
  readonly branch?: string;
  readonly id?: string;
}

/** A working tree with its `.git`. */
export class Repository {
  readonly files: FileSystem;
  /** Top of the working tree. */
  readonly root: string;
  readonly directory: string;

  constructor(files: FileSystem, root: string) {
    this.files = files;
    this.root = root;
    this.directory = joinPath(root, '.git');
  }

  /** The repository that a directory is in; undefined if none. */
  static find(files: FileSystem, cwd: string): Repository | undefined {
    for (let at = cwd; ; at = dirname(at)) {
      if (files.exists(joinPath(at, '.git/HEAD'))) return new Repository(files, at);
      if (at === '/') return undefined;
    }
  }

  /** Makes `.git` with an unborn branch; false when it cannot. */
  static create(files: FileSystem, root: string, branch: string): Repository | undefined {
    const made = new Repository(files, root);
    if (files.mkdir(made.directory)) return undefined;
    for (const name of ['branches', 'hooks', 'info', 'objects', 'objects/info', 'objects/pack', 'refs', 'refs/heads', 'refs/tags'])
      files.mkdir(joinPath(made.directory, name)); // prettier-ignore
    made.put('HEAD', `ref: refs/heads/${branch}\n`);
    made.put(
      'config',
      '[core]\n\trepositoryformatversion = 0\n\tfilemode = true\n\tbare = false\n\tlogallrefupdates = true\n',
    );
    made.put('description', "Unnamed repository; edit this file 'description' to name the repository.\n");
    return made;
  }

  /** A text below `.git`; undefined if there is none. */
  text(name: string): string | undefined {
    const text = this.files.readText(joinPath(this.directory, name));
    return failed(text) ? undefined : text;
  }

  /** Writes a text below `.git`, with the directories above it. */
  put(name: string, text: string): void {
    this.#parents(name);
    this.files.writeFile(joinPath(this.directory, name), text);
  }

  /** Removes a file below `.git`. */
  drop(name: string): void {
    this.files.unlink(joinPath(this.directory, name));
  }

  get config(): Configuration {
    return new Configuration(this.text('config') ?? '');
  }

  /** An object by its whole id. */
  read(id: string): GitObject | undefined {
    const bytes = this.files.readFile(joinPath(this.directory, `objects/${id.slice(0, 2)}/${id.slice(2)}`));
    return failed(bytes) ? undefined : decodeObject(bytes);
  }

  /** Stores an object; its id. */
  write(object: GitObject): string {
    const id = objectId(object);
    const name = `objects/${id.slice(0, 2)}/${id.slice(2)}`;
    this.#parents(name);
    const path = joinPath(this.directory, name);
    if (!this.files.exists(path)) this.files.writeFile(path, encodeObject(object), 0o444);
    return id;
  }

  get head(): Head {
    const text = (this.text('HEAD') ?? '').trim();
    const branch = /^ref: refs\/heads\/(.+)$/.exec(text)?.[1];
    if (branch === undefined) return { id: text };
    const id = this.ref(`refs/heads/${branch}`);
    return { branch, ...(id === undefined ? {} : { id }) };
  }

  /** The id in a reference, its full name given. */
  ref(name: string): string | undefined {
    const text = this.text(name)?.trim();
    if (text?.startsWith('ref: ')) return this.ref(text.slice(5));
    return text !== undefined && /^[0-9a-f]{40}$/.test(text) ? text : undefined;
  }

  /** Names below a directory of references, for instance `refs/heads`. */
  refs(directory: string, prefix = ''): string[] {
    const path = joinPath(this.directory, directory);
    const names = this.files.readdir(path);
    if (failed(names)) return [];
    return names
      .flatMap((name) => {
        const stat = this.files.stat(joinPath(path, name));
        return !failed(stat) && stat.kind === 'directory'
          ? this.refs(`${directory}/${name}`, `${prefix}${name}/`)
          : [`${prefix}${name}`];
      })
      .sort();
  }

  /** Moves what HEAD points at to a commit. */
  advance(id: string): void {
    const { branch } = this.head;
    this.put(branch === undefined ? 'HEAD' : `refs/heads/${branch}`, `${id}\n`);
  }

  /** The commit that a revision means: HEAD, a branch, tag, remote branch, (short) id, with ~n and ^. */
  resolve(revision: string): string | undefined {
    const suffix = /^(.*?)((?:~\d*|\^)*)$/.exec(revision);
    let id = this.#named(suffix?.[1] ?? revision);
    for (const [, letter, count] of (suffix?.[2] ?? '').matchAll(/([~^])(\d*)/g)) {
      const steps = letter === '~' && count ? Number(count) : 1;
      for (let step = 0; step < steps && id !== undefined; step++) id = this.commit(id)?.parents[0];
    }
    return id;
  }

  #named(name: string): string | undefined {
    if (name === 'HEAD' || name === '@' || name === '') return name === '' ? undefined : this.head.id;
    for (const before of ['', 'refs/', 'refs/tags/', 'refs/heads/', 'refs/remotes/']) {
      const id = (before + name).startsWith('refs/') ? this.ref(before + name) : undefined;
      if (id !== undefined) return id;
    }
    const origin = this.ref(`refs/remotes/${name}/HEAD`);
    if (origin !== undefined) return origin;
    if (!/^[0-9a-f]{4,40}$/.test(name)) return undefined;
    const names = this.files.readdir(joinPath(this.directory, `objects/${name.slice(0, 2)}`));
    if (failed(names)) return undefined;
    const found = names.filter((rest) => rest.startsWith(name.slice(2))).map((rest) => name.slice(0, 2) + rest);
    return found.length === 1 ? found[0] : undefined;
  }

  /** The commit of an id. */
  commit(id: string): Commit | undefined {
    const object = this.read(id);
    return object?.kind === 'commit' ? readCommit(object.body) : undefined;
  }

  /** All files of a commit; none for no commit. */
  snapshot(id: string | undefined): Snapshot {
    const commit = id === undefined ? undefined : this.commit(id);
    return commit ? readTrees(commit.tree, (object) => this.read(object)) : new Map();
  }

  /** Commits from one back to the first, newest first; a shallow repository ends where its history was cut. */
  history(id: string | undefined): { readonly id: string; readonly commit: Commit }[] {
    const found: { id: string; commit: Commit }[] = [];
    for (let at = id; at !== undefined;) {
      const commit = this.commit(at);
      if (!commit) break;
      found.push({ id: at, commit });
      at = commit.parents[0];
    }
    return found;
  }

  /** What is staged. */
  get index(): Map<string, { mode: string; id: string }> {
    return new Map(
      (this.text('index') ?? '')
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => {
          const [mode = '', id = '', ...path] = line.split(' ');
          return [path.join(' '), { mode, id }];
        }),
    );
  }

  set index(entries: Snapshot) {
    const lines = [...entries]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([path, { mode, id }]) => `${mode} ${id} ${path}\n`);
    this.put('index', lines.join(''));
  }

  #parents(name: string): void {
    const parts = name.split('/').slice(0, -1);
    parts.forEach((_, at) => this.files.mkdir(joinPath(this.directory, parts.slice(0, at + 1).join('/'))));
  }
}
