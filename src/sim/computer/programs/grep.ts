// grep(1), egrep, fgrep.
import type { Task } from '../../kernel/task.ts';
import type { Descriptor } from '../contract.ts';
import { failed } from '../filesystem/errno.ts';
import { basename, joinPath } from '../filesystem/path.ts';
import { patternToRegExp } from '../shell/expand/pattern.ts';
import { applet, reason, type Invocation } from './invocation.ts';
import { literalSource, regexSource } from './posix-regex.ts';
import { mayNeverEnd, mayNeverEndText } from './regex-cost.ts';
import { LineReader } from './text.ts';

interface Search {
  readonly run: Invocation;
  /** Matches anywhere in a line; undefined: no pattern at all, nothing matches. */
  readonly pattern: RegExp | undefined;
  readonly inverted: boolean;
  readonly names: boolean;
  readonly before: number;
  readonly after: number;
  readonly limit: number;
  readonly color: boolean;
  readonly output: 'lines' | 'count' | 'with' | 'without' | 'only' | 'nothing';
  readonly include: readonly RegExp[];
  readonly exclude: readonly RegExp[];
  readonly excludeDirectories: readonly RegExp[];
  found: boolean;
  /** Whether anything was printed yet: groups of context are separated from then on. */
  printed: boolean;
}

const gnuShort = 'EFGPe:f:iyvwxcLlm:oqsbHhnTzaA:B:C:D:d:rRU';

const description = {
  name: 'grep',
  short: gnuShort,
  long: {
    'extended-regexp': 'E',
    'fixed-strings': 'F',
    'basic-regexp': 'G',
    'perl-regexp': 'P',
    regexp: 'e:',
    file: 'f:',
    'ignore-case': 'i',
    'no-ignore-case': 'no-ignore-case',
    'invert-match': 'v',
    'word-regexp': 'w',
    'line-regexp': 'x',
    count: 'c',
    color: 'color::',
    colour: 'color::',
    'files-without-match': 'L',
    'files-with-matches': 'l',
    'max-count': 'm:',
    'only-matching': 'o',
    quiet: 'q',
    silent: 'q',
    'no-messages': 's',
    'with-filename': 'H',
    'no-filename': 'h',
    'line-number': 'n',
    'line-buffered': 'line-buffered',
    'null-data': 'z',
    text: 'a',
    'after-context': 'A:',
    'before-context': 'B:',
    context: 'C:',
    directories: 'd:',
    exclude: 'exclude:',
    'exclude-dir': 'exclude-dir:',
    include: 'include:',
    recursive: 'r',
    'dereference-recursive': 'R',
  },
  unsimulated: [
    'b',
    'T',
    'Z',
    'byte-offset',
    'initial-tab',
    'null',
    'label',
    'binary-files',
    'devices',
    'exclude-from',
    'group-separator',
  ],
  usage: '[OPTION]... PATTERNS [FILE]...',
  about: 'Search for PATTERNS in each FILE.',
  version: 'GNU grep) 3.11',
  misuse: 2,
  usageWithHint: true,
  busybox: {
    misuse: 2,
    short: 'HhnlLoqvsrRiwFExe:f:m:A:B:C:caz',
    usage: '[-HhnlLoqvsrRiwFE] [-m N] [-A|B|C N] { PATTERN | -e PATTERN... | -f FILE... } [FILE]...',
  },
  prepare: (args: readonly string[]) => args.map((arg) => (/^-\d+$/.test(arg) ? `-C${arg.slice(1)}` : arg)),
};

const named = (name: string, grammar: 'basic' | 'extended' | 'fixed') =>
  applet({ ...description, name }, (run) => search(run, grammar));

/** `grep` */
export const grep = named('grep', 'basic');
/** `egrep`, as a name of its own */
export const egrep = named('egrep', 'extended');
/** `fgrep`, as a name of its own */
export const fgrep = named('fgrep', 'fixed');

function* search(run: Invocation, usual: 'basic' | 'extended' | 'fixed'): Task<number> {
  const { options, process } = run;
  let operands = run.operands;
  const patterns = options.values('e').flatMap((one) => one.split('\n'));
  for (const path of options.values('f')) {
    const input = yield* run.open(path);
    if (!input) return 2;
    const reader = new LineReader(input);
    for (let line = yield* reader.next(); line; line = yield* reader.next()) patterns.push(line.text);
    input.release();
  }
  if (!options.has('e') && !options.has('f')) {
    const [first] = operands;
    if (first === undefined) {
      if (!run.gnu) return yield* run.misuse();
      return yield* usageOnly(run);
    }
    patterns.push(...first.split('\n'));
    operands = operands.slice(1);
  }
  const pattern = yield* compile(run, patterns, usual);
  const recursive = options.has('r') || options.has('R') || options.value('d') === 'recurse';
  const context = (letter: string): number => Number(options.value(letter) ?? options.value('C') ?? 0);
  for (const letter of ['A', 'B', 'C', 'm']) {
    const value = options.value(letter);
    if (value !== undefined && !/^\d+$/.test(value))
      return yield* run.die(
        letter === 'm'
          ? 'invalid max count'
          : run.gnu
            ? `${value}: invalid context length argument`
            : `invalid number '${value}'`,
      );
  }
  const when = options.has('color') ? options.value('color') || 'auto' : 'never';
  const globs = (name: string): RegExp[] => options.values(name).map((glob) => patternToRegExp(glob));
  const paths = operands.length > 0 ? operands : [recursive ? '.' : '-'];
  const state: Search = {
    run,
    pattern,
    inverted: options.has('v'),
    names: options.last('H', 'h') === 'H' || (options.last('H', 'h') !== 'h' && (operands.length > 1 || recursive)),
    before: context('B'),
    after: context('A'),
    limit: Number(options.value('m') ?? Infinity),
    color: when === 'always' || (when === 'auto' && process.descriptors.get(1)?.terminal !== undefined),
    output: options.has('q')
      ? 'nothing'
      : options.has('L')
        ? 'without'
        : options.has('l')
          ? 'with'
          : options.has('c')
            ? 'count'
            : options.has('o')
              ? 'only'
              : 'lines',
    include: globs('include'),
    exclude: globs('exclude'),
    excludeDirectories: globs('exclude-dir'),
    found: false,
    printed: false,
  };
  for (const path of paths) {
    yield* visit(state, path, recursive, true);
    if (state.found && state.output === 'nothing') return 0;
  }
  if (run.status === 2) return 2;
  return state.found ? 0 : 1;
}

function* usageOnly(run: Invocation): Task<number> {
  const { descriptors } = run.process;
  const text = `Usage: ${run.name} [OPTION]... PATTERNS [FILE]...\nTry '${run.name} --help' for more information.\n`;
  const error = descriptors.get(2);
  if (error) yield* error.write(new TextEncoder().encode(text));
  return 2;
}

function* compile(
  run: Invocation,
  patterns: readonly string[],
  usual: 'basic' | 'extended' | 'fixed',
): Task<RegExp | undefined> {
  const { options } = run;
  const letter = options.last('E', 'F', 'G', 'P');
  const grammar =
    letter === 'E' ? 'extended' : letter === 'F' ? 'fixed' : letter === 'G' ? 'basic' : letter === 'P' ? 'perl' : usual;
  const sources: string[] = [];
  for (const pattern of patterns) {
    const source =
      grammar === 'fixed' ? literalSource(pattern) : grammar === 'perl' ? pattern : regexSource(pattern, grammar);
    if (typeof source !== 'string')
      return yield* run.die(
        run.gnu ? source.wrong.replace(/^Unmatched \[.*/, 'Invalid regular expression') : `bad regex '${pattern}'`,
        2,
      );
    sources.push(patterns.length > 1 ? renumbered(source, sources.join('')) : source);
  }
  if (sources.length === 0) return undefined;
  let source = sources.length === 1 ? (sources[0] ?? '') : sources.map((one) => `(?:${one})`).join('|');
  if (options.has('w')) source = `(?<![\\p{L}\\p{N}_])(?:${source})(?![\\p{L}\\p{N}_])`;
  if (options.has('x')) source = `^(?:${source})$`;
  const flags = (options.last('i', 'y', 'no-ignore-case') ?? 'no-ignore-case') === 'no-ignore-case' ? 'gu' : 'giu';
  if (mayNeverEnd(source, flags)) return yield* run.die(mayNeverEndText, 2);
  try {
    return new RegExp(source, flags);
  } catch {
    return yield* run.die('not simulated: this Perl-compatible regular expression', 2);
  }
}

/** Back references count the groups of the patterns before. */
function renumbered(source: string, before: string): string {
  const groups = (before.match(/(?<!\\)\((?!\?)/g) ?? []).length;
  return groups === 0
    ? source
    : source.replace(/\(\?:\\(\d)\)/g, (_, digit: string) => `(?:\\${Number(digit) + groups})`);
}

function* visit(state: Search, path: string, recursive: boolean, operand: boolean): Task {
  const { run } = state;
  yield* run.step();
  const isDirectory = run.isDirectory(path);
  if (isDirectory && recursive) {
    if (!operand && state.excludeDirectories.some((glob) => glob.test(basename(path)))) return;
    const names = run.process.files.readdir(path);
    if (failed(names)) {
      yield* complainAbout(run, `${path}: ${reason(names)}`);
      return;
    }
    for (const name of names) {
      const below =
        operand && path === '.' && run.operands.length < 2 && !run.operands.includes('.') ? name : joinPath(path, name);
      const stat = run.process.files.lstat(below);
      // Links are followed only where they are named, and devices are not read.
      if (!failed(stat) && stat.kind === 'symlink' && !run.options.has('R') && (run.gnu || run.isDirectory(below)))
        continue;
      if (!failed(stat) && !['file', 'directory', 'symlink'].includes(stat.kind)) continue;
      yield* visit(state, below, true, false);
      if (state.found && state.output === 'nothing') return;
    }
    return;
  }
  if (isDirectory) {
    if (run.gnu && run.options.value('d') !== 'skip') yield* complainAbout(run, `${path}: Is a directory`);
    return;
  }
  if (path !== '-') {
    const name = basename(path);
    if (state.exclude.some((glob) => glob.test(name))) return;
    if (state.include.length > 0 && !state.include.some((glob) => glob.test(name))) return;
  }
  const opened = path === '-' ? run.process.descriptors.get(0)?.retain() : yield* run.process.open(path, 'read');
  if (opened === undefined || typeof opened === 'string') {
    yield* complainAbout(run, `${path}: ${reason(opened ?? 'EBADF')}`);
    return;
  }
  try {
    yield* searchInput(state, opened, path);
  } finally {
    opened.release();
  }
}

function* complainAbout(run: Invocation, text: string, status = 2): Task {
  if (run.options.has('s')) run.status = Math.max(run.status, status);
  else yield* run.complain(text, Math.max(run.status, status));
}

function* searchInput(state: Search, input: Descriptor, path: string): Task {
  const { run } = state;
  const { options } = run;
  const shown = path === '-' ? '(standard input)' : path;
  const separator = options.has('z') ? 0 : 10;
  const reader = new LineReader(input, separator, run.process);
  const end = options.has('z') ? '\0' : '\n';
  const context: { text: string; number: number }[] = [];
  let number = 0;
  let count = 0;
  let left = 0;
  let last = 0;
  let binary = false;
  for (let line = yield* reader.next(); line; line = yield* reader.next()) {
    number++;
    if (number % 64 === 0) yield* run.step(0.01);
    if (!binary && !options.has('a') && !options.has('z') && /[\0\udc80-\udcff]/.test(line.text)) binary = run.gnu;
    const matches = count < state.limit && isMatch(state, line.text);
    if (matches) {
      count++;
      state.found ||= state.output !== 'without';
      if (state.output === 'nothing' || state.output === 'with' || state.output === 'without') break;
      if (binary && state.output !== 'count') break;
      if (state.output === 'count') {
        if (count >= state.limit) break;
        continue;
      }
      const first = context[0]?.number ?? number;
      if ((state.before > 0 || state.after > 0) && state.output === 'lines' && state.printed && first > last + 1)
        yield* run.print(state.color ? '\x1b[36m\x1b[K--\x1b[m\x1b[K\n' : '--\n');
      for (const one of context) yield* run.print(prefix(state, shown, one.number, '-') + one.text + end);
      context.length = 0;
      yield* show(state, shown, number, line.text, end);
      last = number;
      left = state.after;
      if (count >= state.limit && left === 0) break;
    } else if (left > 0 && state.output === 'lines') {
      left--;
      yield* run.print(prefix(state, shown, number, '-') + line.text + end);
      last = number;
      if (count >= state.limit && left === 0) break;
    } else if (count >= state.limit) break;
    else if (state.before > 0 && state.output === 'lines') {
      context.push({ text: line.text, number });
      if (context.length > state.before) context.shift();
    }
  }
  if (binary && count > 0 && (state.output === 'lines' || state.output === 'only'))
    yield* run.complain(`${shown}: binary file matches`, run.status);
  if (state.output === 'count') yield* run.print(`${state.names ? nameText(state, shown, ':') : ''}${count}\n`);
  else if (state.output === 'with' && count > 0) yield* run.print(`${state.color ? paint(shown, '35') : shown}\n`);
  else if (state.output === 'without' && count === 0) {
    state.found = true;
    yield* run.print(`${state.color ? paint(shown, '35') : shown}\n`);
  }
}

function isMatch(state: Search, text: string): boolean {
  if (!state.pattern) return state.inverted;
  state.pattern.lastIndex = 0;
  return state.pattern.test(text) !== state.inverted;
}

const paint = (text: string, color: string): string => `\x1b[${color}m\x1b[K${text}\x1b[m\x1b[K`;

const nameText = (state: Search, name: string, mark: string): string =>
  state.color ? paint(name, '35') + paint(mark, '36') : name + mark;

function prefix(state: Search, name: string, number: number, mark: string): string {
  const numbered = state.run.options.has('n');
  return (
    (state.names ? nameText(state, name, mark) : '') +
    (numbered ? (state.color ? paint(String(number), '32') + paint(mark, '36') : `${number}${mark}`) : '')
  );
}

function* show(state: Search, name: string, number: number, text: string, end: string): Task {
  const { run, pattern } = state;
  const start = prefix(state, name, number, ':');
  if (state.output === 'only') {
    if (state.inverted || !pattern) return;
    pattern.lastIndex = 0;
    for (const [match] of text.matchAll(pattern))
      if (match !== '') yield* run.print(start + (state.color ? paint(match, '01;31') : match) + end);
    state.printed = true;
    return;
  }
  const colored =
    state.color && !state.inverted && pattern
      ? text.replace(pattern, (match) => (match === '' ? '' : paint(match, '01;31')))
      : text;
  yield* run.print(start + colored + end);
  state.printed = true;
}
