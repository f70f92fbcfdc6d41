// One run of a program: its options, its output, its complaints; and how programs are put together from these.
import type { Task } from '../../kernel/task.ts';
import type { Descriptor, Process } from '../contract.ts';
import { failed, strerror, type Errno, type Failure } from '../filesystem/errno.ts';
import { busyboxBanner, hasMusl, type Applet, type Flavour } from './flavour.ts';
import { OpenedInput } from './opened-input.ts';
import { glibcProblem, muslProblem, Options, parseOptions, type OptionProblem, type Syntax } from './options.ts';
import { complainTo, LineReader, localeQuoted, Output, quit, writeError } from './text.ts';

/** What a program is, beyond what it does. */
export interface Description extends Syntax {
  readonly name: string;
  /** What follows the name in its usage line. */
  readonly usage: string;
  /** One sentence for `--help`. */
  readonly about: string;
  /** Status for a wrong command line; 1 if not given. */
  readonly misuse?: number;
  /** What differs in busybox. */
  readonly busybox?: Partial<Syntax> & { readonly usage?: string; readonly misuse?: number };
  /** What stands between quotation marks after `Try` when the command line is wrong; `name --help` if not given. */
  readonly tries?: string;
  /** The usage line stands before the hint at --help. */
  readonly usageWithHint?: boolean;
  /** A wrong command line shows all of the help instead of a hint at it. */
  readonly wholeUsage?: boolean;
  /** Which package `--version` names; GNU coreutils 9.7 if not given. */
  readonly version?: string;
  /** Options (letters or long names) that the real one has and that are not simulated. */
  readonly unsimulated?: readonly string[];
  /** Rewrites arguments of older forms (`head -5`) before they are read. */
  readonly prepare?: (args: readonly string[], flavour: Flavour) => readonly string[];
}

/** One run of a program. */
export class Invocation {
  readonly process: Process;
  readonly flavour: Flavour;
  readonly description: Description;
  readonly options: Options;
  readonly output: Output;
  /** What it ends with if it returns nothing. */
  status = 0;
  #debt = 0;
  /** What was opened to be read. */
  readonly #opened: OpenedInput[] = [];
  #answers: LineReader | undefined;

  constructor(process: Process, flavour: Flavour, description: Description, options: Options) {
    this.process = process;
    this.flavour = flavour;
    this.description = description;
    this.options = options;
    this.output = new Output(process, 1, (errno) => this.#writeFailed(errno));
  }

  get name(): string {
    return this.description.name;
  }

  get operands(): readonly string[] {
    return this.options.operands;
  }

  get gnu(): boolean {
    return this.flavour === 'gnu';
  }

  /** Spends CPU time (ms) of work without reading and writing, so that no loop is free: system calls on paths, sorting. */
  *step(ms = 0.003): Task {
    this.#debt += ms;
    if (this.#debt < 1) return;
    const owed = this.#debt;
    this.#debt = 0;
    yield* this.process.compute(owed);
  }

  *print(text: string): Task {
    yield* this.output.write(text);
  }

  /** Writes `name: text` to standard error and makes the status that of a failure. */
  *complain(text: string, status = 1): Task {
    this.status = status;
    yield* this.output.flush();
    yield* complainTo(this.process, `${this.name}: ${text}\n`);
  }

  /** Complains and ends. */
  *die(text: string, status = misuseStatus(this.description, this.flavour)): Task<never> {
    yield* this.complain(text, status);
    return yield* quit(this.process, status);
  }

  /** Writes lines to standard error as they are; the status stays. */
  *warn(text: string): Task {
    yield* this.output.flush();
    yield* complainTo(this.process, `${text}\n`);
  }

  /** Ends with a status. */
  *end(status: number): Task<never> {
    yield* this.output.flush();
    return yield* quit(this.process, status);
  }

  /** Complains about the way it was called, and ends: GNU's tools hint at --help, busybox shows its usage or `busyboxText`. */
  *misuse(text?: string, busyboxText?: string, status = misuseStatus(this.description, this.flavour)): Task<never> {
    yield* this.output.flush();
    if (!this.gnu) {
      yield* complainTo(
        this.process,
        busyboxText === undefined ? busyboxUsage(this.process, this.description) : `${this.name}: ${busyboxText}\n`,
      );
      return yield* quit(this.process, status);
    }
    if (text !== undefined) yield* this.complain(text, status);
    yield* complainTo(this.process, hint(this.description));
    return yield* quit(this.process, status);
  }

  /** A word in the quotation marks of messages. */
  quote(text: string): string {
    return this.gnu ? localeQuoted(this.process.env, text) : `'${text}'`;
  }

  /** Asks a question on standard error; whether the answer on standard input begins with y. */
  *ask(question: string): Task<boolean> {
    yield* this.output.flush();
    yield* complainTo(this.process, question);
    const input = this.process.descriptors.get(0);
    this.#answers ??= input && new LineReader(input);
    const answer = this.#answers ? yield* this.#answers.next() : undefined;
    return /^[yY]/.test(answer?.text ?? '');
  }

  /** Opens a file for reading, `-` being standard input. Complains, and gives undefined, when it cannot. */
  *open(path: string, message?: (path: string, reason: string) => string): Task<Descriptor | undefined> {
    if (path === '-') {
      const input = this.process.descriptors.get(0);
      if (input) return this.keep(input.retain());
      yield* this.complain(`-: ${strerror('EBADF')}`);
      return undefined;
    }
    const opened = yield* this.process.open(path, 'read');
    if (typeof opened !== 'string') return this.keep(opened);
    yield* this.complain((message ?? ((name, reason) => `${name}: ${reason}`))(path, strerror(opened)));
    return undefined;
  }

  /** Takes over a reference to an open file, which ends with the program if not before. */
  keep(descriptor: Descriptor): Descriptor {
    const input = new OpenedInput(descriptor);
    this.#opened.push(input);
    return input;
  }

  /** Lets go of all that was opened, when the program has ended or was killed. */
  close(): void {
    for (const input of this.#opened) input.release();
  }

  /** Whether a path is a directory, which opens but cannot be read. */
  isDirectory(path: string): boolean {
    const stat = path === '-' ? undefined : this.process.files.stat(path);
    return stat !== undefined && !failed(stat) && stat.kind === 'directory';
  }

  /** Runs `body` for the lines of each file (standard input when none is named). */
  *eachLine(paths: readonly string[], body: (line: { text: string; ended: boolean }, path: string) => Task): Task {
    for (const path of paths.length === 0 ? ['-'] : paths) {
      if (this.isDirectory(path)) {
        yield* this.complain(`${path}: ${strerror('EISDIR')}`);
        continue;
      }
      const input = yield* this.open(path);
      if (!input) continue;
      try {
        const reader = new LineReader(input, undefined, this.process);
        for (let line = yield* reader.next(); line; line = yield* reader.next()) yield* body(line, path);
      } finally {
        input.release();
      }
    }
  }

  *#writeFailed(errno: Errno): Task {
    yield* complainTo(this.process, writeError(this.name, errno));
    yield* quit(this.process, misuseStatus(this.description, this.flavour));
  }
}

const misuseStatus = (description: Description, flavour: Flavour): number =>
  (flavour === 'gnu' ? description.misuse : description.busybox?.misuse) ?? 1;

const hint = (description: Description): string =>
  description.wholeUsage ? gnuHelp(description) : shortHint(description);

const shortHint = ({ name, usage, usageWithHint, tries }: Description): string =>
  `${usageWithHint ? `Usage: ${name} ${usage}\n` : ''}Try ${tries ?? `'${name} --help'`} for more information.\n`;

/** The text of a failed call. */
export const reason = (failure: Failure | Errno): string => strerror(failure);

/** Makes a program from a description and what it does. The body's result is its status; by default that of its complaints. */
export const applet =
  (description: Description, body: (run: Invocation) => Task<number | undefined>): Applet =>
  (process, flavour) =>
    runApplet(process, flavour, description, body);

/** Runs the program and lets go of what it reads, however it ends: who writes into a pipe to it is told. */
function* closing(run: Invocation, body: (run: Invocation) => Task<number | undefined>): Task<number | undefined> {
  try {
    return yield* body(run);
  } finally {
    run.close();
  }
}

function* runApplet(
  process: Process,
  flavour: Flavour,
  description: Description,
  body: (run: Invocation) => Task<number | undefined>,
): Task<number> {
  const { name, prepare } = description;
  const misuse = misuseStatus(description, flavour);
  const given = process.argv.slice(1);
  const args = prepare ? prepare(given, flavour) : given;
  const gnu = flavour === 'gnu';
  const syntax: Syntax = {
    short: (gnu ? undefined : description.busybox?.short) ?? description.short,
    long: {
      help: ' help',
      ...(gnu ? { version: ' version' } : {}),
      ...((gnu ? undefined : description.busybox?.long) ?? description.long),
    },
  };
  const options = parseOptions(args, syntax);
  if (!(options instanceof Options)) {
    if (description.unsimulated?.includes(options.option)) {
      const dashes = options.option.length > 1 ? '--' : '-';
      yield* complainTo(process, `${name}: not simulated: ${dashes}${options.option}\n`);
      return misuse;
    }
    yield* complainTo(process, `${name}: ${problemText(process, flavour, options)}\n`);
    yield* complainTo(process, gnu ? hint(description) : busyboxUsage(process, description));
    return misuse;
  }
  const run = new Invocation(process, flavour, description, options);
  if (options.has(' help')) yield* run.print(gnu ? gnuHelp(description) : busyboxUsage(process, description));
  else if (options.has(' version')) yield* run.print(`${name} (${description.version ?? 'GNU coreutils) 9.7'}\n`);
  else {
    const status = yield* closing(run, body);
    yield* run.output.flush();
    return status ?? run.status;
  }
  yield* run.output.flush();
  return 0;
}

function problemText(process: Process, flavour: Flavour, problem: OptionProblem): string {
  return flavour === 'busybox' && hasMusl(process.files) ? muslProblem(problem) : glibcProblem(problem);
}

function gnuHelp({ name, usage, about, long = {} }: Description): string {
  const options = Object.entries(long)
    .filter(([word]) => !word.startsWith(' '))
    .map(([word, target]) => {
      const key = target.replace(/:+$/, '');
      const value = target.endsWith('::') ? '[=VALUE]' : target.endsWith(':') ? '=VALUE' : '';
      return `  ${key.length === 1 ? `-${key}, ` : '    '}--${word}${value}\n`;
    });
  return `Usage: ${usage
    .split('\n')
    .map((line) => `${name} ${line}`)
    .join(
      '\n  or:  ',
    )}\n${about}\n\n${options.join('')}      --help        display this help and exit\n      --version     output version information and exit\n`;
}

function busyboxUsage(process: Process, { name, usage, about, busybox }: Description): string {
  return `${busyboxBanner(process.files)}\n\nUsage: ${name} ${busybox?.usage ?? usage.split('\n')[0] ?? ''}\n\n${about}\n`;
}
