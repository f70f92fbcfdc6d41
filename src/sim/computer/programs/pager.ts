// less(1) and more(1): a file, screen by screen; on a pipe they only pass it through.
import type { Task } from '../../kernel/task.ts';
import type { Terminal } from '../contract.ts';
import { failed, strerror } from '../filesystem/errno.ts';
import { applet, type Invocation } from './invocation.ts';
import { keyTerminal, ScreenKeys } from './screen-keys.ts';
import { decodeText, readAll } from './text.ts';

/** A file that was read whole, or why it could not be. */
interface Page {
  readonly name: string;
  readonly lines: readonly string[];
}

/** Reads the files, or standard input, with a message for each that cannot be read. */
function* pages(run: Invocation): Task<Page[]> {
  const found: Page[] = [];
  for (const path of run.operands.length > 0 ? run.operands : ['-']) {
    const stat = path === '-' ? undefined : run.process.files.stat(path);
    if (stat && !failed(stat) && stat.kind === 'directory') {
      yield* run.warn(run.name === 'less' ? `${path} is a directory` : `\n*** ${path}: directory ***\n`);
      run.status = run.name === 'less' ? 1 : 0;
      continue;
    }
    const opened = path === '-' ? run.process.descriptors.get(0)?.retain() : yield* run.process.open(path, 'read');
    if (typeof opened === 'string') {
      yield* run.warn(
        run.gnu
          ? run.name === 'less'
            ? `${path}: ${strerror(opened)}`
            : `more: cannot open ${path}: ${strerror(opened)}`
          : `${run.name}: can't open '${path}': ${strerror(opened)}`,
      );
      run.status = 1;
      continue;
    }
    if (!opened) continue;
    const text = decodeText(yield* readAll(opened, run.process));
    opened.release();
    const lines = text.split('\n');
    if (lines.at(-1) === '') lines.pop();
    found.push({ name: path === '-' ? '' : path, lines });
  }
  return found;
}

/** `less` */
export const less = applet(
  {
    name: 'less',
    short: 'eEFgGiIJKLmMnNqQrRsSuUVwWXx:+p:P:b:h:j:k:o:O:t:T:y:z:D:fc',
    long: {
      'quit-at-eof': 'e',
      'QUIT-AT-EOF': 'E',
      'quit-if-one-screen': 'F',
      'ignore-case': 'i',
      'LINE-NUMBERS': 'N',
      'RAW-CONTROL-CHARS': 'R',
      'chop-long-lines': 'S',
      'no-init': 'X',
    },
    usage: '[options] [file...]',
    about: 'View a file a screen at a time.',
    version: 'less 668',
    busybox: { short: 'EFIMmNRSh~', long: {}, usage: '[-EFIMmNSRh~] [FILE]...' },
    prepare: (args) => args.filter((arg) => !arg.startsWith('+')),
  },
  function* (run) {
    if (run.operands.length === 0 && run.process.descriptors.get(0)?.terminal) {
      yield* run.warn(run.gnu ? 'Missing filename ("less --help" for help)' : 'less: missing filename');
      return 1;
    }
    const start = run.process.argv.find((arg) => arg.startsWith('+'));
    return yield* show(run, start);
  },
);

/** `more` */
export const more = applet(
  {
    name: 'more',
    short: 'cdeflpsun:V',
    long: { lines: 'n:', squeeze: 's', 'clean-print': 'c' },
    usage: '[options] <file>...',
    about: 'Display the contents of a file in a terminal.',
    version: 'util-linux 2.41',
    busybox: { short: '', long: {}, usage: '[FILE]...' },
    prepare: (args) => args.filter((arg) => !/^[+-]\d+$/.test(arg)),
  },
  function* (run) {
    if (run.operands.length === 0 && run.process.descriptors.get(0)?.terminal) {
      yield* run.warn(run.gnu ? "more: bad usage\nTry 'more --help' for more information." : 'more: no file');
      return 1;
    }
    return yield* show(run, undefined);
  },
);

function* show(run: Invocation, start: string | undefined): Task<number> {
  const terminal = run.process.descriptors.get(1)?.terminal;
  const keys = keyTerminal(run.process);
  const found = yield* pages(run);
  if (!terminal || !keys) {
    for (const [index, { name, lines }] of found.entries()) {
      if (run.name === 'more' && run.gnu && found.length > 1)
        yield* run.print(`${index > 0 ? '\n' : ''}::::::::::::::\n${name}\n::::::::::::::\n`);
      yield* run.print(lines.map((line) => `${line}\n`).join(''));
    }
    return run.status;
  }
  for (const page of found) {
    const view = new View(run, terminal, page);
    if ((yield* view.show(start)) === 'quit') break;
  }
  return run.status;
}

/** Keys and what they mean. */
const motions: Readonly<Record<string, (rows: number) => number>> = {
  ' ': (rows) => rows,
  f: (rows) => rows,
  'ctrl-f': (rows) => rows,
  'ctrl-v': (rows) => rows,
  'page-down': (rows) => rows,
  b: (rows) => -rows,
  'ctrl-b': (rows) => -rows,
  'page-up': (rows) => -rows,
  d: (rows) => Math.floor(rows / 2),
  'ctrl-d': (rows) => Math.floor(rows / 2),
  u: (rows) => -Math.floor(rows / 2),
  'ctrl-u': (rows) => -Math.floor(rows / 2),
  enter: () => 1,
  down: () => 1,
  j: () => 1,
  e: () => 1,
  up: () => -1,
  k: () => -1,
  y: () => -1,
};

class View {
  readonly #run: Invocation;
  readonly #terminal: Terminal;
  readonly #page: Page;
  readonly #more: boolean;
  #top = 0;
  #left = 0;
  #search: { readonly pattern: RegExp; readonly direction: 1 | -1 } | undefined;
  #message: string | undefined;

  constructor(run: Invocation, terminal: Terminal, page: Page) {
    this.#run = run;
    this.#terminal = terminal;
    this.#page = page;
    this.#more = run.name === 'more';
  }

  /** Lines of the screen, cut to its width or continued on the next row. */
  get #rows(): string[] {
    const width = Math.max(1, this.#terminal.columns);
    const numbered = this.#run.options.has('N');
    return this.#page.lines.flatMap((line, index) => {
      const text = (numbered ? `${String(index + 1).padStart(7)} ` : '') + line.replaceAll('\t', '        ');
      if (this.#run.options.has('S')) return [text.slice(this.#left, this.#left + width)];
      const parts: string[] = [];
      for (let at = 0; at === 0 || at < text.length; at += width) parts.push(text.slice(at, at + width));
      return parts;
    });
  }

  get #height(): number {
    return Math.max(1, this.#terminal.rows - 1);
  }

  *show(start: string | undefined): Task<'quit' | 'next'> {
    const rows = this.#rows;
    const { options } = this.#run;
    if (rows.length <= this.#height && (this.#more || options.has('F'))) {
      yield* this.#print(rows.map((row) => `${row}\n`).join(''));
      return 'next';
    }
    if (start === '+G' || start === '+F') this.#top = this.#last;
    else if (start !== undefined && /^\+\d+$/.test(start)) this.#top = Math.min(this.#last, Number(start.slice(1)) - 1);
    const full = !this.#more && !options.has('X');
    const keys = new ScreenKeys(keyTerminal(this.#run.process) ?? this.#terminal);
    try {
      if (full) yield* this.#print('\x1b[?1049h\x1b[?1h\x1b=');
      if (this.#more) return yield* this.#forward(keys);
      for (;;) {
        yield* this.#draw();
        const key = yield* keys.next();
        this.#message = undefined;
        if (key === undefined || key === 'q' || key === 'Q' || key === 'ctrl-c') return 'quit';
        yield* this.#press(key, keys);
      }
    } finally {
      keys.close();
      const end = full ? '\r\x1b[K\x1b[?1l\x1b>\x1b[?1049l' : '\r\x1b[K';
      yield* this.#print(end);
    }
  }

  get #last(): number {
    return Math.max(0, this.#rows.length - this.#height);
  }

  *#press(key: string, keys: ScreenKeys): Task {
    const motion = Object.hasOwn(motions, key) ? motions[key] : undefined;
    if (motion) this.#top = Math.min(this.#last, Math.max(0, this.#top + motion(this.#height)));
    else if (key === 'g' || key === '<' || key === 'home') this.#top = 0;
    else if (key === 'G' || key === '>' || key === 'end') this.#top = this.#last;
    else if (key === 'right') this.#left += Math.floor(this.#terminal.columns / 2);
    else if (key === 'left') this.#left = Math.max(0, this.#left - Math.floor(this.#terminal.columns / 2));
    else if (key === '/' || key === '?') yield* this.#ask(key, keys);
    else if (key === 'n' || key === 'N') this.#find(key === 'n' ? 1 : -1);
    else if (key === 'h') this.#message = 'not simulated: help';
  }

  *#ask(sign: '/' | '?', keys: ScreenKeys): Task {
    let text = '';
    for (;;) {
      yield* this.#print(`\r\x1b[K${sign}${text}`);
      const key = yield* keys.next();
      if (key === undefined || key === 'ctrl-c' || key === 'escape') return;
      if (key === 'enter') break;
      if (key === 'backspace') {
        if (text === '') return;
        text = text.slice(0, -1);
      } else if ([...key].length === 1) text += key;
    }
    const ignoresCase = this.#run.options.has('i') || this.#run.options.has('I');
    const direction = sign === '/' ? 1 : -1;
    if (text !== '')
      try {
        this.#search = { pattern: new RegExp(text, ignoresCase ? 'i' : ''), direction };
      } catch {
        this.#message = 'Invalid pattern';
        return;
      }
    this.#find(1);
  }

  #find(sense: 1 | -1): void {
    const search = this.#search;
    if (!search) {
      this.#message = 'No previous regular expression';
      return;
    }
    const rows = this.#rows;
    const step = search.direction * sense;
    for (let at = this.#top + step; at >= 0 && at < rows.length; at += step)
      if (search.pattern.test(rows[at] ?? '')) {
        this.#top = at;
        return;
      }
    this.#message = 'Pattern not found  (press RETURN)';
  }

  *#draw(): Task {
    const rows = this.#rows;
    const shown = rows.slice(this.#top, this.#top + this.#height);
    while (shown.length < this.#height) shown.push('~');
    const marked = shown.map((row) =>
      this.#search && row !== '~'
        ? row.replace(new RegExp(this.#search.pattern.source, `g${this.#search.pattern.flags}`), (text) =>
            text === '' ? '' : `\x1b[7m${text}\x1b[27m`,
          )
        : row,
    );
    const atEnd = this.#top + this.#height >= rows.length;
    const { name } = this.#page;
    const first = this.#top === 0 && name !== '' ? name : undefined;
    const prompt = this.#message ?? (atEnd ? (first ? `${first} (END)` : '(END)') : first);
    const bottom = prompt === undefined ? ':' : `\x1b[7m${prompt}\x1b[27m`;
    yield* this.#print(`\x1b[H\x1b[J${marked.map((row) => `${row}\n`).join('')}${bottom}`);
  }

  /** more goes forward only, and lets the screen scroll. */
  *#forward(keys: ScreenKeys): Task<'quit' | 'next'> {
    const rows = this.#rows;
    let at = 0;
    let amount = this.#height;
    for (;;) {
      const part = rows.slice(at, at + amount);
      yield* this.#print(part.map((row) => `${row}\n`).join(''));
      at += part.length;
      if (at >= rows.length) return 'next';
      const share = Math.floor((rows.slice(0, at).join('\n').length * 100) / Math.max(1, rows.join('\n').length));
      yield* this.#print(
        this.#run.gnu
          ? `\x1b[7m--More--(${share}%)\x1b[27m`
          : `--More-- (${share}% of ${rows.join('\n').length + 1} bytes)`,
      );
      for (;;) {
        const key = yield* keys.next();
        if (key === undefined || key === 'q' || key === 'Q' || key === 'ctrl-c') return 'quit';
        const motion = Object.hasOwn(motions, key) ? motions[key] : undefined;
        if (!motion || motion(2) < 0) continue;
        amount = key === 'enter' ? 1 : Math.max(1, motion(this.#height));
        break;
      }
      yield* this.#print('\r\x1b[K');
    }
  }

  *#print(text: string): Task {
    yield* this.#run.print(text);
    yield* this.#run.output.flush();
  }
}
