// find(1): an expression of tests and actions for every file below the starting points (POSIX XCU find, GNU's additions).
import type { Task } from '../../kernel/task.ts';
import { failed } from '../filesystem/errno.ts';
import type { Stat } from '../filesystem/file-system.ts';
import { basename, dirname, joinPath } from '../filesystem/path.ts';
import { patternToRegExp } from '../shell/expand/pattern.ts';
import type { Process } from '../contract.ts';
import { formatTime, listedTime, parseTime } from './calendar.ts';
import { modeText, parseMode } from './file-mode.ts';
import type { Applet } from './flavour.ts';
import { applet, reason, type Invocation } from './invocation.ts';
import { compileRegex } from './posix-regex.ts';
import { unescape } from './unescape.ts';
import { blocksOf } from './sizes.ts';
import { complainTo, shellQuoted } from './text.ts';
import { findUser, groups, Names, users } from './users.ts';

interface Visit {
  readonly path: string;
  readonly stat: Stat;
  readonly depth: number;
  /** The starting point that it was found from. */
  readonly start: string;
  pruned: boolean;
}

type Test = (visit: Visit) => Task<boolean>;

class Wrong extends Error {
  readonly kind: 'plain' | 'usage';

  constructor(message: string, kind: 'plain' | 'usage' = 'plain') {
    super(message);
    this.kind = kind;
  }
}

interface Plan {
  readonly starts: readonly string[];
  readonly test: Test;
  readonly minDepth: number;
  readonly maxDepth: number;
  readonly depthFirst: boolean;
  readonly sameDevice: boolean;
  readonly follow: 'never' | 'operands' | 'always';
  /** What is left to do at the end: commands that collect names. */
  readonly finish: (() => Task)[];
}

/** A walk through files, and how it is ended early. */
class Walk {
  readonly run: Invocation;
  #state: 'going' | 'quit' = 'going';

  constructor(run: Invocation) {
    this.run = run;
  }

  goesOn(): boolean {
    return this.#state === 'going';
  }

  quit(): void {
    this.#state = 'quit';
  }
}

/** `find` */
export const find: Applet = applet(
  {
    name: 'find',
    short: '+',
    usage: '[-H] [-L] [-P] [path...] [expression]',
    about: 'Search for files in a directory hierarchy.',
    version: 'GNU findutils) 4.10.0',
    busybox: { usage: '[-HL] [PATH]... [OPTIONS] [ACTIONS]' },
    prepare: (args) => (args.length === 1 && /^--(help|version)$/.test(args[0] ?? '') ? args : ['--', ...args]),
  },
  function* (run) {
    const walk = new Walk(run);
    let plan: Plan;
    try {
      plan = new ExpressionParser(walk, run.operands).plan();
    } catch (error) {
      if (!(error instanceof Wrong)) throw error;
      if (error.kind === 'plain') return yield* run.die(error.message);
      yield* run.complain(error.message);
      return yield* run.misuse();
    }
    for (const start of plan.starts) if (walk.goesOn()) yield* visit(walk, plan, start, start, 0, undefined);
    for (const finish of plan.finish) yield* finish();
    return run.status;
  },
);

function* visit(walk: Walk, plan: Plan, path: string, start: string, depth: number, device: number | undefined): Task {
  const { run } = walk;
  const { files } = run.process;
  yield* run.step();
  const follows = plan.follow === 'always' || (plan.follow === 'operands' && depth === 0);
  let stat = follows ? files.stat(path) : files.lstat(path);
  if (failed(stat) && follows) stat = files.lstat(path);
  if (failed(stat)) {
    yield* run.complain(`${run.gnu ? run.quote(path) : path}: ${reason(stat)}`);
    return;
  }
  const here: Visit = { path, stat, depth, start, pruned: false };
  const wanted = depth >= plan.minDepth;
  if (wanted && !plan.depthFirst) yield* plan.test(here);
  const enters =
    stat.kind === 'directory' &&
    depth < plan.maxDepth &&
    (!here.pruned || plan.depthFirst) &&
    !(plan.sameDevice && device !== undefined && stat.device !== device);
  if (enters && walk.goesOn()) {
    const names = files.readdir(path);
    if (failed(names)) yield* run.complain(`${run.gnu ? run.quote(path) : path}: ${reason(names)}`);
    else
      for (const name of names) {
        if (!walk.goesOn()) break;
        yield* visit(walk, plan, joinPath(path, name), start, depth + 1, device ?? stat.device);
      }
  }
  if (wanted && plan.depthFirst && walk.goesOn()) yield* plan.test(here);
}

const kinds: Readonly<Record<string, Stat['kind']>> = {
  f: 'file',
  d: 'directory',
  l: 'symlink',
  c: 'character',
  b: 'block',
  p: 'fifo',
  s: 'socket',
};

const kindLetters = new Map(Object.entries(kinds).map(([letter, kind]) => [kind, letter]));

const always: Test = function* () {
  return true;
};

const when = (condition: (visit: Visit) => boolean): Test =>
  function* (visit) {
    return condition(visit);
  };

/** A number with `+` (more than) or `-` (less than) before it. */
function numberTest(text: string): ((value: number) => boolean) | undefined {
  const match = /^([-+]?)(\d+)$/.exec(text);
  if (!match) return undefined;
  const wanted = Number(match[2]);
  if (match[1] === '+') return (value) => value > wanted;
  return match[1] === '-' ? (value) => value < wanted : (value) => value === wanted;
}

class ExpressionParser {
  readonly #walk: Walk;
  readonly #run: Invocation;
  readonly #args: readonly string[];
  readonly #finish: (() => Task)[] = [];
  #at = 0;
  #minDepth = 0;
  #maxDepth = Infinity;
  #depthFirst = false;
  #sameDevice = false;
  #follow: Plan['follow'] = 'never';
  #acts = false;

  constructor(walk: Walk, args: readonly string[]) {
    this.#walk = walk;
    this.#run = walk.run;
    this.#args = args;
  }

  plan(): Plan {
    for (; /^-[HLP]$/.test(this.#args[this.#at] ?? ''); this.#at++) {
      const letter = this.#args[this.#at];
      this.#follow = letter === '-L' ? 'always' : letter === '-H' ? 'operands' : 'never';
    }
    const starts: string[] = [];
    for (let arg = this.#peek(); arg !== undefined && !/^-.|^[(!)]$/.test(arg); arg = this.#peek()) {
      starts.push(arg);
      this.#at++;
    }
    let test = this.#peek() === undefined ? always : this.#or();
    const extra = this.#peek();
    if (extra !== undefined) {
      if (extra === ')') throw new Wrong(this.#run.gnu ? "you have too many ')'" : 'unexpected )');
      if (this.#run.gnu) throw new Wrong(`paths must precede expression: \`${extra}'`);
      throw new Wrong(`unrecognized: ${extra}`);
    }
    if (!this.#acts) test = and(test, this.#print('\n'));
    return {
      starts: starts.length > 0 ? starts : ['.'],
      test,
      minDepth: this.#minDepth,
      maxDepth: this.#maxDepth,
      depthFirst: this.#depthFirst,
      sameDevice: this.#sameDevice,
      follow: this.#follow,
      finish: this.#finish,
    };
  }

  #peek(): string | undefined {
    return this.#args[this.#at];
  }

  #value(name: string): string {
    const value = this.#args[this.#at++];
    if (value === undefined)
      throw new Wrong(this.#run.gnu ? `missing argument to \`${name}'` : `${name} requires an argument`);
    return value;
  }

  #or(): Test {
    let test = this.#and();
    for (;;) {
      const word = this.#peek();
      if (word === '-o' || word === '-or') {
        this.#at++;
        const [left, right] = [test, this.#and()];
        test = function* (visit) {
          return (yield* left(visit)) || (yield* right(visit));
        };
      } else if (word === ',') {
        this.#at++;
        const [left, right] = [test, this.#and()];
        test = function* (visit) {
          yield* left(visit);
          return yield* right(visit);
        };
      } else return test;
    }
  }

  #and(): Test {
    let test = this.#not();
    for (;;) {
      const word = this.#peek();
      if (word === undefined || word === ')' || word === '-o' || word === '-or' || word === ',') return test;
      if (word === '-a' || word === '-and') this.#at++;
      else if (!word.startsWith('-') && word !== '!' && word !== '(') return test;
      test = and(test, this.#not());
    }
  }

  #not(): Test {
    const word = this.#peek();
    if (word === '!' || word === '-not') {
      this.#at++;
      const test = this.#not();
      return function* (visit) {
        return !(yield* test(visit));
      };
    }
    if (word === '(') {
      this.#at++;
      const test = this.#or();
      if (this.#peek() !== ')')
        throw new Wrong("invalid expression; I was expecting to find a ')' somewhere but did not see one.");
      this.#at++;
      return test;
    }
    return this.#primary();
  }

  #print(end: string): Test {
    const run = this.#run;
    return function* ({ path }) {
      yield* run.print(path + end);
      return true;
    };
  }

  #number(name: string): (value: number) => boolean {
    const text = this.#value(name);
    const test = numberTest(text);
    if (!test)
      throw new Wrong(this.#run.gnu ? `invalid argument \`${text}' to \`${name}'` : `invalid number '${text}'`);
    return test;
  }

  #pattern(name: string, ignoreCase: boolean): RegExp {
    return patternToRegExp(this.#value(name), { ignoreCase });
  }

  #primary(): Test {
    const name = this.#args[this.#at++];
    const run = this.#run;
    const { process } = run;
    const { files } = process;
    const now = process.machine.kernel.clock;
    switch (name) {
      case '-true':
        return always;
      case '-false':
        return when(() => false);
      case '-name':
      case '-iname': {
        const pattern = this.#pattern(name, name === '-iname');
        return when(({ path }) => pattern.test(basename(path)));
      }
      case '-path':
      case '-wholename':
      case '-ipath': {
        const pattern = this.#pattern(name, name === '-ipath');
        return when(({ path }) => pattern.test(path));
      }
      case '-lname': {
        const pattern = this.#pattern(name, false);
        return when(({ path }) => {
          const target = files.readlink(path);
          return typeof target === 'string' && pattern.test(target);
        });
      }
      case '-regex':
      case '-iregex': {
        const pattern = compileRegex(`^\\(${this.#value(name)}\\)$`, 'basic', name === '-iregex' ? 'i' : '');
        if ('wrong' in pattern) throw new Wrong(pattern.wrong);
        return when(({ path }) => pattern.test(path));
      }
      case '-type':
      case '-xtype': {
        const letters = this.#value(name).split(',');
        for (const letter of letters)
          if (!kinds[letter])
            throw new Wrong(
              run.gnu ? `Unknown argument to ${name}: ${letter}` : `invalid argument '${letter}' to '${name}'`,
            );
        return when(({ path, stat }) => {
          const followed = name === '-xtype' ? files.stat(path) : stat;
          return letters.some((letter) => !failed(followed) && kinds[letter] === followed.kind);
        });
      }
      case '-size': {
        const text = this.#value(name);
        const match = /^([-+]?\d+)([bcwkMG]?)$/.exec(text);
        const test = match && numberTest(match[1] ?? '');
        if (!match || !test)
          throw new Wrong(run.gnu ? `invalid argument \`${text}' to \`-size'` : `invalid number '${text}'`);
        const unit = { b: 512, c: 1, w: 2, k: 1024, M: 1024 ** 2, G: 1024 ** 3 }[match[2] || 'b'] ?? 512;
        // busybox compares bytes.
        const bytes = numberTest(`${/^[-+]/.exec(text)?.[0] ?? ''}${Math.abs(Number.parseInt(text, 10)) * unit}`);
        if (!run.gnu && bytes) return when(({ stat }) => bytes(stat.size));
        return when(({ stat }) => test(Math.ceil(stat.size / unit)));
      }
      case '-empty':
        return when(({ path, stat }) => {
          if (stat.kind === 'file') return stat.size === 0;
          const names = stat.kind === 'directory' ? files.readdir(path) : undefined;
          return Array.isArray(names) && names.length === 0;
        });
      case '-mtime':
      case '-atime':
      case '-ctime': {
        const test = this.#number(name);
        return when(({ stat }) => test(Math.floor((now - stat.mtime) / 86_400_000)));
      }
      case '-mmin':
      case '-amin':
      case '-cmin': {
        const test = this.#number(name);
        return when(({ stat }) => test(Math.ceil((now - stat.mtime) / 60_000)));
      }
      case '-newer': {
        const text = this.#value(name);
        const stat = files.stat(text);
        if (failed(stat))
          throw new Wrong(run.gnu ? `${run.quote(text)}: ${reason(stat)}` : `can't stat '${text}': ${reason(stat)}`);
        return when((visit) => visit.stat.mtime > stat.mtime);
      }
      case '-newermt': {
        const text = this.#value(name);
        const time = parseTime(text, now);
        if (time === undefined)
          throw new Wrong(`I cannot figure out how to interpret ${run.quote(text)} as a date or time`);
        return when(({ stat }) => stat.mtime > time);
      }
      case '-perm':
        return this.#permissions(this.#value(name));
      case '-user': {
        const text = this.#value(name);
        const uid = findUser(files, text)?.uid ?? (/^\d+$/.test(text) ? Number(text) : undefined);
        if (uid === undefined)
          throw new Wrong(run.gnu ? `'${text}' is not the name of a known user` : `unknown user ${text}`);
        return when(({ stat }) => stat.uid === uid);
      }
      case '-group': {
        const text = this.#value(name);
        const gid =
          groups(files).find((one) => one.name === text)?.gid ?? (/^\d+$/.test(text) ? Number(text) : undefined);
        if (gid === undefined)
          throw new Wrong(run.gnu ? `'${text}' is not the name of an existing group` : `unknown group ${text}`);
        return when(({ stat }) => stat.gid === gid);
      }
      case '-uid': {
        const test = this.#number(name);
        return when(({ stat }) => test(stat.uid));
      }
      case '-gid': {
        const test = this.#number(name);
        return when(({ stat }) => test(stat.gid));
      }
      case '-nouser': {
        const known = new Set(users(files).map(({ uid }) => uid));
        return when(({ stat }) => !known.has(stat.uid));
      }
      case '-nogroup': {
        const known = new Set(groups(files).map(({ gid }) => gid));
        return when(({ stat }) => !known.has(stat.gid));
      }
      case '-links': {
        const test = this.#number(name);
        return when(({ stat }) => test(stat.nlink));
      }
      case '-inum': {
        const test = this.#number(name);
        return when(({ stat }) => test(stat.ino));
      }
      case '-samefile': {
        const path = this.#value(name);
        const same = files.stat(path);
        if (failed(same)) throw new Wrong(`${path}: ${reason(same)}`);
        return when(({ stat }) => stat.ino === same.ino && stat.device === same.device);
      }
      case '-readable':
      case '-writable':
      case '-executable': {
        const access = name === '-readable' ? 4 : name === '-writable' ? 2 : 1;
        return when(({ path }) => !files.access(path, access));
      }
      case '-maxdepth':
      case '-mindepth': {
        const text = this.#value(name);
        if (!/^\d+$/.test(text))
          throw new Wrong(
            run.gnu
              ? `Expected a positive decimal integer argument to ${name}, but got '${text}'`
              : `invalid number '${text}'`,
          );
        if (name === '-maxdepth') this.#maxDepth = Number(text);
        else this.#minDepth = Number(text);
        return always;
      }
      case '-depth':
      case '-d':
        this.#depthFirst = true;
        return always;
      case '-xdev':
      case '-mount':
        this.#sameDevice = true;
        return always;
      case '-follow':
        this.#follow = 'always';
        return always;
      case '-noleaf':
      case '-warn':
      case '-nowarn':
        return always;
      case '-print':
      case '-print0':
        this.#acts = true;
        return this.#print(name === '-print' ? '\n' : '\0');
      case '-printf': {
        this.#acts = true;
        const format = this.#value(name);
        return function* (visit) {
          yield* run.print(formatted(process, format, visit));
          return true;
        };
      }
      case '-ls':
        this.#acts = true;
        return this.#list();
      case '-prune':
        return function* (visit) {
          visit.pruned = true;
          return true;
        };
      case '-quit': {
        const walk = this.#walk;
        return function* () {
          walk.quit();
          return false;
        };
      }
      case '-delete':
        this.#acts = true;
        this.#depthFirst = true;
        return function* ({ path, stat }) {
          if (path === '.') return true;
          const failure = stat.kind === 'directory' ? files.rmdir(path) : files.unlink(path);
          if (failure)
            yield* run.complain(
              run.gnu ? `cannot delete ${shellQuoted(path)}: ${reason(failure)}` : `${path}: ${reason(failure)}`,
            );
          return !failure;
        };
      case '-exec':
      case '-execdir':
      case '-ok':
        this.#acts = true;
        return this.#exec(name);
      default:
        if (
          name !== undefined &&
          /^-(?:newer..|fstype|printf|fprint|fprint0|fls|fprintf|used|context|daystart|regextype|okdir|files0-from|ignore_readdir_race|noignore_readdir_race|ilname)$/.test(
            name,
          )
        )
          throw new Wrong(`not simulated: ${name}`);
        if (run.gnu)
          throw new Wrong(
            name?.startsWith('-') ? `unknown predicate \`${name}'` : `paths must precede expression: \`${name ?? ''}'`,
          );
        throw new Wrong(`unrecognized: ${name ?? ''}`, 'usage');
    }
  }

  #permissions(text: string): Test {
    const sign = /^[-/]/.test(text) ? text.charAt(0) : '';
    const change = parseMode(text.slice(sign.length));
    if (!change) throw new Wrong(this.#run.gnu ? `invalid mode \`${text}'` : `invalid mode '${text}'`);
    const wanted = change(0, false, 0);
    if (sign === '-') return when(({ stat }) => (stat.mode & wanted) === wanted);
    if (sign === '/') return when(({ stat }) => wanted === 0 || (stat.mode & wanted) !== 0);
    return when(({ stat }) => stat.mode === wanted);
  }

  #list(): Test {
    const run = this.#run;
    const names = new Names(run.process.files);
    return function* ({ path, stat }) {
      const target = stat.kind === 'symlink' ? run.process.files.readlink(path) : '';
      const arrow = typeof target === 'string' && target !== '' ? ` -> ${target}` : '';
      yield* run.print(
        `${String(stat.ino).padStart(9)} ${String(blocksOf(stat) / 2).padStart(6)} ${modeText(stat)} ${String(stat.nlink).padStart(3)} ${names.user(stat.uid).padEnd(8)} ${names.group(stat.gid).padEnd(8)} ${String(stat.size).padStart(8)} ${listedTime(stat.mtime, run.process.machine.kernel.clock)} ${path}${arrow}\n`,
      );
      return true;
    };
  }

  #exec(name: string): Test {
    const run = this.#run;
    const words: string[] = [];
    let collects = false;
    for (;;) {
      const word = this.#args[this.#at++];
      if (word === undefined)
        throw new Wrong(run.gnu ? `missing argument to \`${name}'` : `${name} requires an argument`);
      if (word === ';') break;
      if (word === '+' && words.at(-1) === '{}') {
        collects = true;
        words.pop();
        break;
      }
      words.push(word);
    }
    if (words.length === 0) throw new Wrong(`invalid argument \`;' to \`${name}'`);
    if (collects) {
      const found: string[] = [];
      this.#finish.push(function* () {
        if (found.length > 0 && !(yield* runCommand(run, [...words, ...found], undefined))) run.status = 1;
      });
      return function* ({ path }) {
        found.push(path);
        return true;
      };
    }
    return function* ({ path }) {
      const inside = name === '-execdir';
      const shown = inside ? `./${basename(path)}` : path;
      const argv = words.map((word) => word.replaceAll('{}', shown));
      if (name === '-ok' && !(yield* run.ask(`< ${argv[0] ?? ''} ... ${path} > ? `))) return false;
      return yield* runCommand(run, argv, inside ? dirname(path) : undefined);
    };
  }
}

const and = (left: Test, right: Test): Test =>
  function* (visit) {
    return (yield* left(visit)) && (yield* right(visit));
  };

function* runCommand(run: Invocation, argv: readonly string[], cwd: string | undefined): Task<boolean> {
  const { process } = run;
  yield* run.output.flush();
  const directory = cwd === undefined ? undefined : process.files.realpath(cwd);
  const child = yield* process.spawn({ argv, ...(typeof directory === 'string' ? { cwd: directory } : {}) });
  if (typeof child === 'string') {
    yield* complainTo(process, `find: ${run.gnu ? `'${argv[0] ?? ''}'` : (argv[0] ?? '')}: ${reason(child)}\n`);
    return false;
  }
  const ended = yield* process.wait(child);
  return typeof ended !== 'string' && 'code' in ended.status && ended.status.code === 0;
}

function formatted(process: Process, format: string, visit: Visit): string {
  const { path, stat, depth, start } = visit;
  const names = new Names(process.files);
  const below = path === start ? '' : path.slice(start.length).replace(/^\//, '');
  return format.replace(
    /\\(?:[0-7]{1,3}|.)|%([-0-9.]*)([a-zA-Z%])(?:(?<=[ACT])(.))?/gs,
    (whole, width: string | undefined, letter: string | undefined, time: string | undefined) => {
      if (letter === undefined) return unescape(whole, { octalNeedsZero: false }).text;
      const values: Readonly<Record<string, () => string>> = {
        '%': () => '%',
        p: () => path,
        f: () => basename(path),
        h: () => dirname(path),
        P: () => below,
        H: () => start,
        d: () => String(depth),
        s: () => String(stat.size),
        k: () => String(blocksOf(stat) / 2),
        b: () => String(blocksOf(stat)),
        m: () => stat.mode.toString(8),
        M: () => modeText(stat),
        u: () => names.user(stat.uid),
        U: () => String(stat.uid),
        g: () => names.group(stat.gid),
        G: () => String(stat.gid),
        i: () => String(stat.ino),
        n: () => String(stat.nlink),
        y: () => kindLetters.get(stat.kind) ?? '?',
        l: () => {
          const target = process.files.readlink(path);
          return typeof target === 'string' ? target : '';
        },
        t: () => formatTime('%a %b %e %H:%M:%S.%N0 %Y', stat.mtime),
        T: () =>
          time === '@'
            ? `${(stat.mtime / 1000).toFixed(9)}0`
            : time === '+'
              ? formatTime('%Y-%m-%d+%H:%M:%S.%N0', stat.mtime)
              : formatTime(`%${time ?? ''}`, stat.mtime),
      };
      const text = values[letter]?.() ?? whole;
      const size = Number.parseInt((width ?? '').replace('-', ''), 10) || 0;
      return (width ?? '').startsWith('-') ? text.padEnd(size) : text.padStart(size);
    },
  );
}
