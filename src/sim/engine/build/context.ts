// The build context as the daemon has it: the files that the client sent, the Dockerfile, what is ignored.
import { FileSystem } from '../../computer/filesystem/file-system.ts';
import { Disk } from '../../computer/filesystem/disk.ts';
import { DiskNode } from '../../computer/filesystem/disk-node.ts';
import { apply } from '../../computer/filesystem/layer.ts';
import { MountTable } from '../../computer/filesystem/mounts.ts';
import type { Tree } from '../../computer/filesystem/tree.ts';
import { sleep, type Task } from '../../kernel/task.ts';
import { Latch } from '../../kernel/trigger.ts';
import type { TarEntry } from '../../oci/tar-entry.ts';
import { changesOf } from '../layers/changes.ts';
import { emptyTree } from '../layers/empty-tree.ts';
import type { BuildCache } from './cache.ts';
import { textOf } from './copy-files.ts';
import { Ignore, patternsProblem } from '../../computer/filesystem/ignore-patterns.ts';
import { withoutIgnored } from './ignored-files.ts';
import type { BuildProgress } from './status.ts';
import { shownBytes, transferSize } from './transfer-size.ts';

/** Bytes a ms from client to daemon. */
const speed = 500_000;

/** The files of a context as the daemon keeps them: nobody's. */
export const contextTree = (entries: readonly TarEntry[]): Tree =>
  apply(emptyTree, changesOf(entries.map((entry) => ({ ...entry, uid: 0, gid: 0 }))));

/** The files of one build's context. */
export class BuildContext {
  readonly #all: Tree;
  readonly #remote: string;
  readonly #cache: BuildCache;
  /** Undefined: the files are here already, nothing is told of them. */
  readonly #progress: BuildProgress | undefined;
  readonly #clock: () => number;
  #sent: Latch<Tree> | undefined;
  #ignore: Ignore | undefined;

  constructor(
    entries: readonly TarEntry[],
    remote: string,
    cache: BuildCache,
    progress: BuildProgress,
    place: 'client' | 'here',
  ) {
    this.#all = contextTree(entries);
    this.#remote = remote;
    this.#cache = cache;
    this.#progress = place === 'client' ? progress : undefined;
    this.#clock = () => progress.clock;
  }

  /** All files, those that are ignored too. */
  get whole(): Tree {
    return this.#all;
  }

  /** The text of a file, whether it is ignored or not. */
  text(path: string): string | undefined {
    return textOf(this.#files(this.#all), `/${path}`);
  }

  /** The size of the transfer of a Dockerfile, which its own list of ignored files goes with. */
  sizeOfDockerfile(path: string): number {
    return this.#sizeOf(path, `${path}.dockerignore`);
  }

  /** Bytes for files of one folder, sent from there. */
  #sizeOf(...paths: readonly string[]): number {
    const folder = /^.*\//.exec(paths[0] ?? '')?.[0] ?? '';
    const names = paths.map((path) => path.slice(folder.length));
    const top = folder
      .split('/')
      .filter((part) => part !== '')
      .reduce((at, part) => this.#all.child(at, part) ?? at, this.#all.root);
    return transferSize(this.#all, (each) => names.includes(each), undefined, top);
  }

  /** Reads which files are ignored, and says what is wrong with the list: a list of the Dockerfile's own came with it, the context's is asked for. */
  *loadIgnore(own: string | undefined): Task<string | undefined> {
    if (own !== undefined) {
      this.#ignore = Ignore.parse(own);
      return patternsProblem(own);
    }
    const name = '.dockerignore';
    const vertex = this.#progress?.vertex('[internal] load .dockerignore').start();
    yield* sleep(2);
    const text = this.text(name);
    vertex?.status(`transferring context: ${shownBytes(text === undefined ? 2 : this.#sizeOf(name))}`, true);
    if (this.#remote !== '')
      this.#cache.useLocal(`ignore ${this.#remote}`, 'source.local', 'local source for context', 0);
    this.#ignore = text === undefined ? undefined : Ignore.parse(text);
    vertex?.done();
    return text === undefined ? undefined : patternsProblem(text);
  }

  /** What is not ignored, when it has been transferred; that happens once a build, for the paths that steps want. */
  *files(wanted: readonly string[]): Task<FileSystem> {
    if (!this.#sent) {
      const sent = (this.#sent = new Latch<Tree>());
      const vertex = this.#progress?.vertex('[internal] load build context').start();
      const tree = this.#withoutIgnored();
      const before = this.#remote === '' ? undefined : this.#cache.contexts.get(this.#remote);
      const bytes = transferSize(tree, chooses(wanted), before);
      yield* sleep(2 + bytes / speed);
      vertex?.status(`transferring context: ${shownBytes(bytes)}`, true);
      vertex?.done();
      if (this.#remote !== '') {
        this.#cache.contexts.set(this.#remote, tree);
        this.#cache.useLocal(`context ${this.#remote}`, 'source.local', 'local source for context', tree.bytes);
      }
      sent.open(tree);
    }
    return this.#files(yield* this.#sent.wait());
  }

  /** The tree of what is not ignored, once it has been transferred. */
  *tree(wanted: readonly string[]): Task<Tree> {
    yield* this.files(wanted);
    return this.#withoutIgnored();
  }

  #withoutIgnored(): Tree {
    return withoutIgnored(this.#all, this.#ignore);
  }

  #files(tree: Tree): FileSystem {
    const root = { source: 'context', type: 'ext4', node: new DiskNode(new Disk(tree)) };
    return new FileSystem(new MountTable(root, this.#clock));
  }
}

/** Whether a path is one of those wanted, above or below one; patterns want everything. */
function chooses(wanted: readonly string[]): (path: string) => boolean {
  if (wanted.some((path) => path === '' || /[*?[]/.test(path))) return () => true;
  return (path) => wanted.some((each) => path === each || path.startsWith(`${each}/`) || each.startsWith(`${path}/`));
}
