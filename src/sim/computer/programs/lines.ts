// Programs that take lines apart or put them together: nl, paste, rev, tac, fold, comm, expand, shuf.
import type { Task } from '../../kernel/task.ts';
import type { Descriptor } from '../contract.ts';
import { HeldBytes, lineOverhead } from './held-bytes.ts';
import { applet, type Invocation } from './invocation.ts';
import { LineReader, type Line } from './text.ts';

/** All lines of a file; undefined after a message when it cannot be read. */
function* allLines(run: Invocation, path: string): Task<Line[] | undefined> {
  if (run.isDirectory(path)) {
    yield* run.complain(run.gnu ? `${path}: read error: Is a directory` : `${path}: Is a directory`);
    return undefined;
  }
  const input = yield* run.open(path, (name, why) =>
    run.gnu && run.name === 'tac' ? `failed to open '${name}' for reading: ${why}` : `${name}: ${why}`,
  );
  if (!input) return undefined;
  const lines: Line[] = [];
  const held = new HeldBytes(run.process);
  const reader = new LineReader(input, undefined, run.process);
  for (let line = yield* reader.next(); line; line = yield* reader.next()) {
    lines.push(line);
    yield* held.add(line.text.length + lineOverhead);
  }
  input.release();
  return lines;
}

const files = (run: Invocation): readonly string[] => (run.operands.length > 0 ? run.operands : ['-']);

/** `tac` */
export const tac = applet(
  {
    name: 'tac',
    short: '',
    usage: '[OPTION]... [FILE]...',
    about: 'Write each FILE to standard output, last line first.',
    unsimulated: ['b', 'r', 's', 'before', 'regex', 'separator'],
  },
  function* (run) {
    for (const path of files(run)) {
      const lines = yield* allLines(run, path);
      for (const { text, ended } of (lines ?? []).reverse()) yield* run.print(text + (ended ? '\n' : ''));
    }
    return run.status;
  },
);

/** `rev` */
export const rev = applet(
  { name: 'rev', short: '', usage: '[options] [file ...]', about: 'Reverse lines characterwise.' },
  function* (run) {
    yield* run.eachLine(run.operands, function* ({ text, ended }) {
      yield* run.print([...text].reverse().join('') + (ended ? '\n' : ''));
    });
    return run.status;
  },
);

/** `nl` */
export const nl = applet(
  {
    name: 'nl',
    short: 'b:i:n:s:v:w:',
    long: {
      'body-numbering': 'b:',
      'line-increment': 'i:',
      'number-format': 'n:',
      'number-separator': 's:',
      'starting-line-number': 'v:',
      'number-width': 'w:',
    },
    unsimulated: [
      'd',
      'f',
      'h',
      'l',
      'p',
      'section-delimiter',
      'footer-numbering',
      'header-numbering',
      'join-blank-lines',
      'no-renumber',
    ],
    usage: '[OPTION]... [FILE]...',
    about: 'Write each FILE to standard output, with line numbers added.',
  },
  function* (run) {
    const { options } = run;
    const style = options.value('b') ?? 't';
    const width = Number(options.value('w') ?? 6);
    const separator = options.value('s') ?? '\t';
    const format = options.value('n') ?? 'rn';
    const step = Number(options.value('i') ?? 1);
    let number = Number(options.value('v') ?? 1);
    yield* run.eachLine(run.operands, function* ({ text }) {
      const counts = style === 'a' || (style === 't' && text !== '');
      if (!counts) {
        yield* run.print(`${' '.repeat(width + separator.length)}${text}\n`);
        return;
      }
      const shown =
        format === 'ln' ? String(number).padEnd(width) : String(number).padStart(width, format === 'rz' ? '0' : ' ');
      number += step;
      yield* run.print(`${shown}${separator}${text}\n`);
    });
    return run.status;
  },
);

/** `fold` */
export const fold = applet(
  {
    name: 'fold',
    short: 'bsw:',
    long: { bytes: 'b', spaces: 's', width: 'w:' },
    usage: '[OPTION]... [FILE]...',
    about: 'Wrap input lines in each FILE, writing to standard output.',
    prepare: (args) => args.map((arg) => arg.replace(/^-(\d+)$/, '-w$1')),
  },
  function* (run) {
    const width = Number(run.options.value('w') ?? 80);
    if (!Number.isInteger(width) || width < 1)
      return yield* run.die(`invalid number of columns: ${run.quote(run.options.value('w') ?? '')}`);
    yield* run.eachLine(run.operands, function* ({ text, ended }) {
      let rest = text;
      for (
        let cut = cutAt(rest, width, run.options.has('s'));
        cut > 0;
        cut = cutAt(rest, width, run.options.has('s'))
      ) {
        yield* run.print(`${rest.slice(0, cut)}\n`);
        rest = rest.slice(cut);
      }
      yield* run.print(rest + (ended ? '\n' : ''));
    });
    return run.status;
  },
);

/** How many characters of a line fit into a width, tabs counted to their stops; 0 when all do. */
function cutAt(text: string, width: number, atBlanks: boolean): number {
  let column = 0;
  let blank = 0;
  for (let at = 0; at < text.length; at++) {
    column += text.charAt(at) === '\t' ? 8 - (column % 8) : 1;
    if (column > width) return atBlanks && blank > 0 ? blank : Math.max(1, at);
    if (/[ \t]/.test(text.charAt(at))) blank = at + 1;
  }
  return 0;
}

/** `expand` */
export const expand = applet(
  {
    name: 'expand',
    short: 'it:',
    long: { initial: 'i', tabs: 't:' },
    usage: '[OPTION]... [FILE]...',
    about: 'Convert tabs in each FILE to spaces, writing to standard output.',
  },
  function* (run) {
    const size = Number(run.options.value('t') ?? 8);
    if (!Number.isInteger(size) || size < 1)
      return yield* run.die(`tab size contains invalid character(s): ${run.quote(run.options.value('t') ?? '')}`);
    yield* run.eachLine(run.operands, function* ({ text, ended }) {
      let out = '';
      let column = 0;
      for (const character of text) {
        const width = character === '\t' ? size - (column % size) : 1;
        out += character === '\t' ? ' '.repeat(width) : character;
        column += width;
      }
      yield* run.print(out + (ended ? '\n' : ''));
    });
    return run.status;
  },
);

/** `paste` */
export const paste = applet(
  {
    name: 'paste',
    short: 'd:sz',
    long: { delimiters: 'd:', serial: 's', 'zero-terminated': 'z' },
    usage: '[OPTION]... [FILE]...',
    about: 'Write lines consisting of the sequentially corresponding lines from each FILE, separated by TABs.',
  },
  function* (run) {
    const { options } = run;
    const delimiters = [
      ...(options.value('d') ?? '\t').replace(
        /\\([nt0\\])/g,
        (_, c: string) => ({ n: '\n', t: '\t', '0': '\0', '\\': '\\' })[c] ?? c,
      ),
    ];
    const joint = (index: number): string =>
      delimiters.length === 0 ? '' : (delimiters[index % delimiters.length] ?? '').replace('\0', '');
    if (options.has('s')) {
      for (const path of files(run)) {
        const lines = yield* allLines(run, path);
        if (lines)
          yield* run.print(
            `${lines.map(({ text }, index) => (index === 0 ? '' : joint(index - 1)) + text).join('')}\n`,
          );
      }
      return run.status;
    }
    const shared = new Map<string, LineReader>();
    const readers: LineReader[] = [];
    const inputs: Descriptor[] = [];
    for (const path of files(run)) {
      const known = path === '-' ? shared.get(path) : undefined;
      if (known) {
        readers.push(known);
        continue;
      }
      const input = yield* run.open(path);
      if (!input) return 1;
      inputs.push(input);
      const reader = new LineReader(input, undefined, run.process);
      if (path === '-') shared.set(path, reader);
      readers.push(reader);
    }
    for (;;) {
      const row: (Line | undefined)[] = [];
      for (const reader of readers) row.push(yield* reader.next());
      if (row.every((line) => line === undefined)) break;
      yield* run.print(
        `${row.map((line, index) => (index === 0 ? '' : joint(index - 1)) + (line?.text ?? '')).join('')}\n`,
      );
    }
    for (const input of inputs) input.release();
    return run.status;
  },
);

/** `comm` */
export const comm = applet(
  {
    name: 'comm',
    short: '123z',
    long: { 'output-delimiter': 'output-delimiter:', 'check-order': 'check-order', 'nocheck-order': 'nocheck-order' },
    unsimulated: ['total'],
    usage: '[OPTION]... FILE1 FILE2',
    about: 'Compare sorted files FILE1 and FILE2 line by line.',
  },
  function* (run) {
    const { options, operands } = run;
    const [one, two, extra] = operands;
    if (one === undefined) return yield* run.misuse('missing operand');
    if (two === undefined) return yield* run.misuse(`missing operand after ${run.quote(one)}`);
    if (extra !== undefined) return yield* run.misuse(`extra operand ${run.quote(extra)}`);
    const left = yield* allLines(run, one);
    if (!left) return 1;
    const right = yield* allLines(run, two);
    if (!right) return 1;
    const tab = options.value('output-delimiter') ?? '\t';
    const shows = [1, 2, 3].map((column) => !options.has(String(column)));
    const indents = [0, shows[0] ? 1 : 0, (shows[0] ? 1 : 0) + (shows[1] ? 1 : 0)];
    function* put(column: 0 | 1 | 2, text: string): Task {
      if (shows[column]) yield* run.print(`${tab.repeat(indents[column] ?? 0)}${text}\n`);
    }
    let [i, j] = [0, 0];
    let unpaired = 0;
    while (i < left.length || j < right.length) {
      const [a, b] = [left[i], right[j]];
      if (a && (!b || a.text < b.text)) {
        unpaired++;
        yield* put(0, a.text);
        i++;
      } else if (b && (!a || b.text < a.text)) {
        unpaired++;
        yield* put(1, b.text);
        j++;
      } else if (a) {
        yield* put(2, a.text);
        i++;
        j++;
      }
    }
    for (const [index, lines] of [left, right].entries()) {
      const unsorted = lines.some(({ text }, at) => at > 0 && text < (lines[at - 1]?.text ?? ''));
      if (unsorted && unpaired > 0 && run.gnu && !options.has('nocheck-order'))
        yield* run.complain(`file ${index + 1} is not in sorted order`);
    }
    if (run.status !== 0) yield* run.complain('input is not in sorted order');
    return run.status;
  },
);

/** `shuf` */
export const shuf = applet(
  {
    name: 'shuf',
    short: 'ei:n:o:rz',
    long: { echo: 'e', 'input-range': 'i:', 'head-count': 'n:', repeat: 'r', 'zero-terminated': 'z' },
    unsimulated: ['o', 'output', 'random-source'],
    usage: '[OPTION]... [FILE]',
    about: 'Write a random permutation of the input lines to standard output.',
  },
  function* (run) {
    const { options } = run;
    const range = /^(\d+)-(\d+)$/.exec(options.value('i') ?? '');
    if (options.has('i') && !range)
      return yield* run.die(`invalid input range: ${run.quote(options.value('i') ?? '')}`);
    const lines = range
      ? Array.from({ length: Math.max(0, Number(range[2]) - Number(range[1]) + 1) }, (_, index) =>
          String(Number(range[1]) + index),
        )
      : options.has('e')
        ? [...run.operands]
        : (yield* allLines(run, run.operands[0] ?? '-'))?.map(({ text }) => text);
    if (!lines) return 1;
    const random = run.process.machine.kernel.random('shuf');
    const count = Math.min(
      Number(options.value('n') ?? (options.has('r') ? Infinity : lines.length)),
      options.has('r') ? Infinity : lines.length,
    );
    for (let index = 0; index < count && lines.length > 0; index++) {
      const at = random.integer(lines.length);
      yield* run.print(`${lines[at] ?? ''}\n`);
      if (!options.has('r')) lines.splice(at, 1);
      else yield* run.step();
    }
    return run.status;
  },
);
