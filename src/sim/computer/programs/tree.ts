// tree(1), and busybox's.
import type { Task } from '../../kernel/task.ts';
import { failed } from '../filesystem/errno.ts';
import type { Stat } from '../filesystem/file-system.ts';
import { joinPath } from '../filesystem/path.ts';
import { patternToRegExp } from '../shell/expand/pattern.ts';
import { applet, type Invocation } from './invocation.ts';
import { humanSize } from './sizes.ts';
import { complainTo } from './text.ts';
import { Names } from './users.ts';

/** `tree` */
export const tree = applet(
  {
    name: 'tree',
    short: 'adfhiL:lnpugsDFrtQNxCP:I:o:',
    long: {
      noreport: 'noreport',
      dirsfirst: 'dirsfirst',
      prune: 'prune',
      filelimit: 'filelimit:',
      charset: 'charset:',
      du: 'du',
    },
    unsimulated: ['J', 'X', 'H', 'o', 'fromfile', 'gitignore', 'matchdirs', 'info', 'A', 'S', 'c', 'U', 'v', 'R', 'q'],
    usage: '[options] [directory ...]',
    about: 'List contents of directories in a tree-like format.',
    version: 'tree v2.2.1',
    busybox: { short: '', long: {}, usage: '[DIRECTORY]...' },
  },
  function* (run) {
    const { options } = run;
    const levels = options.value('L');
    if (levels !== undefined && !(Number(levels) > 0)) {
      yield* complainTo(run.process, 'tree: Invalid level, must be greater than 0.\n');
      return 1;
    }
    const unsimulated = ['du', 'prune', 'filelimit'].find((name) => options.has(name));
    if (unsimulated) return yield* run.die(`not simulated: --${unsimulated}`);
    const { env, descriptors } = run.process;
    const wanted = env.has('LS_COLORS') || env.has('TREE_COLORS');
    const colour =
      options.has('C') || (run.gnu && wanted && descriptors.get(1)?.terminal !== undefined && !options.has('n'));
    const walk = new Walk(run, colour);
    for (const path of run.operands.length > 0 ? run.operands : ['.']) yield* walk.root(path);
    const { directories, files } = walk;
    const count = (number: number, one: string, many: string): string => `${number} ${number === 1 ? one : many}`;
    const report = options.has('d')
      ? count(directories, 'directory', 'directories')
      : `${count(directories, 'directory', 'directories')}, ${count(files, 'file', 'files')}`;
    if (!options.has('noreport')) yield* run.print(`\n${report}\n`);
    return run.status;
  },
);

class Walk {
  directories = 0;
  files = 0;
  readonly #run: Invocation;
  readonly #colour: boolean;
  readonly #names: Names;
  readonly #wanted: readonly RegExp[];
  readonly #ignored: readonly RegExp[];
  readonly #limit: number;

  constructor(run: Invocation, colour: boolean) {
    this.#run = run;
    this.#colour = colour;
    this.#names = new Names(run.process.files);
    const patterns = (letter: string): RegExp[] =>
      run.options.values(letter).flatMap((list) => list.split('|').map((one) => patternToRegExp(one)));
    this.#wanted = patterns('P');
    this.#ignored = patterns('I');
    this.#limit = Number(run.options.value('L') ?? Infinity);
  }

  *root(path: string): Task {
    const run = this.#run;
    const stat = run.process.files.stat(path);
    if (failed(stat) || stat.kind !== 'directory') {
      yield* run.print(run.gnu ? `${path}  [error opening dir]\n` : `${path} [error opening dir]\n`);
      run.status = run.gnu ? 2 : 0;
      return;
    }
    // GNU's tree counts the directory itself.
    if (run.gnu) this.directories++;
    yield* run.print(`${this.#details(stat)}${this.#painted(path, stat)}\n`);
    yield* this.#inside(path, '', 1);
  }

  *#inside(path: string, before: string, level: number): Task {
    const run = this.#run;
    const { files } = run.process;
    if (level > this.#limit) return;
    const names = files.readdir(path);
    if (failed(names)) return;
    const entries = names
      .filter((name) => run.options.has('a') || !name.startsWith('.'))
      .flatMap((name) => {
        const stat = files.lstat(joinPath(path, name));
        return failed(stat) ? [] : [{ name, stat }];
      })
      .filter(({ name, stat }) => this.#shows(name, stat))
      .sort((a, b) => this.#order(a, b));
    for (const [index, { name, stat }] of entries.entries()) {
      yield* run.step();
      const full = joinPath(path, name);
      const last = index === entries.length - 1;
      const branch = run.options.has('i') ? '' : `${before}${last ? '└── ' : '├── '}`;
      const target = stat.kind === 'symlink' ? files.readlink(full) : undefined;
      const shown = run.options.has('f') ? full : name;
      const mark = run.options.has('F')
        ? stat.kind === 'directory'
          ? '/'
          : stat.kind === 'file' && (stat.mode & 0o111) !== 0
            ? '*'
            : ''
        : '';
      const arrow = typeof target === 'string' ? ` -> ${target}` : '';
      yield* run.print(
        `${branch}${this.#details(stat)}${this.#painted(run.options.has('Q') ? `"${shown}"` : shown, stat)}${mark}${arrow}\n`,
      );
      const linked = stat.kind === 'symlink' ? files.stat(full) : stat;
      const isDirectory = !failed(linked) && linked.kind === 'directory';
      if (isDirectory) this.directories++;
      else this.files++;
      if (stat.kind === 'directory')
        yield* this.#inside(full, `${before}${last ? '    ' : run.gnu ? '│\u00a0\u00a0 ' : '│   '}`, level + 1);
    }
  }

  #shows(name: string, stat: Stat): boolean {
    if (this.#ignored.some((one) => one.test(name))) return false;
    if (stat.kind === 'directory') return true;
    if (this.#run.options.has('d')) return false;
    return this.#wanted.length === 0 || this.#wanted.some((one) => one.test(name));
  }

  #order(a: { name: string; stat: Stat }, b: { name: string; stat: Stat }): number {
    const { options } = this.#run;
    const directory = ({ stat }: { stat: Stat }): number => (stat.kind === 'directory' ? 0 : 1);
    const sign = options.has('r') ? -1 : 1;
    if (options.has('dirsfirst') && directory(a) !== directory(b)) return directory(a) - directory(b);
    if (options.has('t') && a.stat.mtime !== b.stat.mtime) return sign * (a.stat.mtime - b.stat.mtime);
    return sign * (a.name < b.name ? -1 : 1);
  }

  /** What stands in brackets before a name. */
  #details(stat: Stat): string {
    const { options } = this.#run;
    const parts: string[] = [];
    if (options.has('p')) parts.push(modeText(stat));
    if (options.has('u')) parts.push(this.#names.user(stat.uid).padEnd(8));
    if (options.has('g')) parts.push(this.#names.group(stat.gid).padEnd(8));
    if (options.has('h')) parts.push(humanSize(stat.size).padStart(4));
    else if (options.has('s')) parts.push(String(stat.size).padStart(11));
    return parts.length === 0 ? '' : `[${parts.join(' ')}]  `;
  }

  #painted(text: string, stat: Stat): string {
    if (!this.#colour) return text;
    const code =
      stat.kind === 'directory'
        ? '01;34'
        : stat.kind === 'symlink'
          ? '01;36'
          : stat.kind === 'file' && (stat.mode & 0o111) !== 0
            ? '01;32'
            : undefined;
    return code === undefined ? `\x1b[00m${text}\x1b[0m` : `\x1b[${code}m${text}\x1b[0m`;
  }
}

function modeText({ kind, mode }: Stat): string {
  const type =
    { file: '-', directory: 'd', symlink: 'l', fifo: 'p', character: 'c', block: 'b', socket: 's' }[kind as string] ??
    '?';
  const bits = [0o400, 0o200, 0o100, 0o40, 0o20, 0o10, 4, 2, 1];
  return type + bits.map((bit, index) => ((mode & bit) !== 0 ? ('rwx'[index % 3] ?? '') : '-')).join('');
}
