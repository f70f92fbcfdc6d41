// The state of one shell: what a subshell copies. The commands that change it are in run/ and builtins/.
import type { Function as FunctionNode } from 'unbash';
import type { Task } from '../../kernel/task.ts';
import { Trigger } from '../../kernel/trigger.ts';
import type { Process, Signal } from '../contract.ts';
import type { Errno } from '../filesystem/errno.ts';
import { encodeText } from '../programs/text.ts';
import { featuresOf, type Dialect, type Features } from './dialect.ts';
import type { Interpreter } from './interpreter.ts';
import { Jobs } from './jobs.ts';
import { Jump } from './jump.ts';
import { Source } from './source.ts';
import { isName, scalarOf, Variables } from './variables.ts';

/** Options of `set -o`, by their long names. */
export const optionLetters: Readonly<Record<string, string>> = {
  allexport: 'a',
  notify: 'b',
  errexit: 'e',
  noglob: 'f',
  hashall: 'h',
  monitor: 'm',
  noexec: 'n',
  verbose: 'v',
  xtrace: 'x',
  nounset: 'u',
  noclobber: 'C',
  braceexpand: 'B',
  histexpand: 'H',
  pipefail: '',
  posix: '',
  vi: '',
  emacs: '',
  ignoreeof: '',
};

/** A function that was defined, with the source that its positions refer to. */
export interface ShellFunction {
  readonly body: FunctionNode['body'];
  readonly source: Source;
  readonly text: string;
}

/** ms of CPU time that one command of the shell itself takes. */
const commandCost = 0.02;
/** ms of CPU time that are saved up before the shell really waits for them. */
const costStep = 1;

/** How a shell was started. */
export interface ShellOptions {
  readonly dialect: Dialect;
  /** What messages call it: `$0`. */
  readonly name: string;
  readonly interactive: boolean;
  readonly login: boolean;
  /** Where its commands come from. */
  readonly input: 'command' | 'script' | 'stdin';
}

/** One shell, in one process. */
export class Shell {
  readonly process: Process;
  readonly dialect: Dialect;
  readonly features: Features;
  readonly interactive: boolean;
  readonly login: boolean;
  readonly input: ShellOptions['input'];
  variables: Variables;
  name: string;
  positional: readonly string[] = [];
  options = new Set<string>();
  shopt = new Set<string>();
  functions = new Map<string, ShellFunction>();
  aliases = new Map<string, string>();
  /** Commands of `trap` by signal name, and `EXIT`, `ERR`, `DEBUG`, `RETURN`. An empty one ignores. */
  traps = new Map<string, string>();
  hashed = new Map<string, string>();
  directories: readonly string[] = [];
  jobs = new Jobs();
  history: string[] = [];
  /** `$?` */
  status = 0;
  /** Status of the last command substitution in the command that is being expanded. */
  substitutionStatus: number | undefined;
  /** `$$`: also in subshells the pid of the first shell. */
  rootPid: number;
  /** `$!` */
  lastBackground: number | undefined;
  /** `$_` */
  lastArgument = '';
  pipeStatus: readonly number[] = [0];
  source: Source = new Source('');
  line = 1;
  /** Nesting depth: loops that `break` can leave, functions and sourced files that `return` can. */
  loops = 0;
  returnable = 0;
  functionNames: readonly string[] = [];
  /** How many functions and evals are inside one another. */
  depth = 0;
  /** Greater than 0 while a failing command must not end the shell (`set -e`): conditions, `!`, all but the last of a list. */
  tested = 0;
  subshell = 0;
  getoptsOffset = 0;
  /** Signals that arrived and have a trap that has not run yet. */
  pending: Signal[] = [];
  /** Fires when a trapped signal arrives, for `wait` and `read`. */
  readonly signalled = new Trigger();
  /** ms of CPU that children used that have been waited for. */
  childTime = 0;
  /** The user was told of stopped jobs: the next `exit` is meant. */
  warned = false;
  /** Ctrl-C arrived in an interactive shell. */
  interrupted = false;
  startedAt: number;
  /** Host pid of the group that has the terminal while this shell does. */
  foregroundGroup = 0;
  /** Statuses of background jobs that were forgotten, by pid, for a later `wait`. */
  readonly endedJobs = new Map<number, number>();
  /** Descriptors of process substitutions in the command that is being run. */
  substituted: number[] = [];
  #cost = 0;
  #interpreter: Interpreter | undefined;
  readonly #load: () => Task<Interpreter>;

  /** `loading` brings what runs commands: a shell that only waits for its first line does without. */
  constructor(process: Process, loading: () => Task<Interpreter>, options: ShellOptions) {
    this.#load = loading;
    this.process = process;
    this.dialect = options.dialect;
    this.features = featuresOf(options.dialect);
    this.interactive = options.interactive;
    this.login = options.login;
    this.input = options.input;
    this.name = options.name;
    this.rootPid = process.pid;
    this.startedAt = process.machine.kernel.now;
    this.variables = new Variables();
    for (const [name, value] of process.env)
      if (isName(name)) this.variables.update(name, { value, exported: true });
      // bash hands on what is no name for it; the others lose it.
      else if (options.dialect === 'bash') this.variables.handOn(name, value);
  }

  /** Loads what runs commands. To be done before anything asks for the interpreter. */
  *prepare(): Task {
    this.#interpreter ??= yield* this.#load();
  }

  get interpreter(): Interpreter {
    if (!this.#interpreter) throw new Error('a shell is to run something before it was prepared');
    return this.#interpreter;
  }

  /** A copy of it for a subshell in another process. */
  fork(process: Process): Shell {
    const { dialect, name, login, input } = this;
    const copy = new Shell(process, this.#load, { dialect, name, interactive: false, login, input });
    copy.#interpreter = this.#interpreter;
    copy.variables = this.variables.copy();
    copy.positional = this.positional;
    copy.options = new Set(this.options);
    copy.options.delete('monitor');
    copy.shopt = new Set(this.shopt);
    copy.functions = new Map(this.functions);
    copy.aliases = new Map(this.aliases);
    copy.hashed = new Map(this.hashed);
    copy.directories = this.directories;
    copy.status = this.status;
    copy.rootPid = this.rootPid;
    copy.lastBackground = this.lastBackground;
    copy.lastArgument = this.lastArgument;
    copy.source = this.source;
    copy.line = this.line;
    copy.loops = this.loops;
    copy.returnable = this.returnable;
    copy.functionNames = this.functionNames;
    copy.tested = this.tested;
    copy.subshell = this.subshell + 1;
    copy.getoptsOffset = this.getoptsOffset;
    copy.startedAt = this.startedAt;
    copy.history = this.history;
    // Traps are reset in a subshell, but ignored signals stay ignored.
    for (const [signal, action] of this.traps) if (action === '') copy.traps.set(signal, '');
    return copy;
  }

  /** The value of a variable or special parameter; undefined if it is not set. */
  get(name: string): string | undefined {
    const first = name.charCodeAt(0);
    if (first >= 48 && first <= 57) return name === '0' ? this.name : this.positional[Number(name) - 1];
    switch (name) {
      case '?':
        return String(this.status);
      case '$':
        return String(this.rootPid);
      case '!':
        return this.lastBackground === undefined ? undefined : String(this.lastBackground);
      case '#':
        return String(this.positional.length);
      case '-':
        return this.flags();
      case '@':
      case '*':
        return this.positional.length === 0 ? undefined : this.positional.join(' ');
      default:
        return this.#dynamic(name) ?? scalarOf(this.variables.get(name));
    }
  }

  #dynamic(name: string): string | undefined {
    switch (name) {
      case 'LINENO':
        return this.dialect === 'dash' ? undefined : String(this.lineShown);
      case 'RANDOM':
        return this.dialect === 'dash' ? undefined : String(this.process.machine.kernel.random('shell').integer(32768));
      case 'SECONDS': {
        if (this.dialect !== 'bash') return undefined;
        return String(Math.floor((this.process.machine.kernel.now - this.startedAt) / 1000));
      }
      case 'EPOCHSECONDS':
        return this.dialect === 'bash' ? String(Math.floor(this.process.machine.kernel.clock / 1000)) : undefined;
      case 'BASHPID':
        return this.dialect === 'bash' ? String(this.process.pid) : undefined;
      case 'BASH_SUBSHELL':
        return this.dialect === 'bash' ? String(this.subshell) : undefined;
      case 'FUNCNAME':
        return this.dialect === 'bash' ? this.functionNames.at(-1) : undefined;
      case '_':
        return this.lastArgument;
      default:
        return undefined;
    }
  }

  /** `$-` */
  flags(): string {
    let flags = this.interactive ? 'i' : '';
    for (const [name, letter] of Object.entries(optionLetters)) if (letter && this.options.has(name)) flags += letter;
    if (this.dialect !== 'bash') return flags;
    return (
      [...flags].sort((a, b) => compareFlags(a, b)).join('') +
      (this.input === 'command' ? 'c' : this.input === 'stdin' ? 's' : '')
    );
  }

  /** Sets a variable; false, after a message, if it is read-only. */
  *set(name: string, value: string, append = false): Task<boolean> {
    const before = this.variables.get(name);
    if (before?.readOnly) {
      yield* this.complain(this.dialect === 'bash' ? `${name}: readonly variable` : `${name}: is read only`);
      return false;
    }
    const next = append ? (scalarOf(before) ?? '') + value : value;
    if (before && before.kind !== 'scalar' && typeof before.value === 'object') {
      const elements = new Map<string | number, string>(before.value as ReadonlyMap<string | number, string>);
      elements.set(before.kind === 'array' ? 0 : '0', next);
      this.variables.update(name, { value: elements as ReadonlyMap<string, string> });
    } else this.variables.update(name, { value: next });
    if (this.options.has('allexport')) this.variables.update(name, { exported: true });
    if (name === 'PATH') this.hashed.clear();
    if (name === 'OPTIND') this.getoptsOffset = 0;
    return true;
  }

  /** Writes text to one of its descriptors. */
  *write(descriptor: number, text: string): Task<Errno | undefined> {
    if (text === '') return undefined;
    const to = this.process.descriptors.get(descriptor);
    return to ? yield* to.write(encodeText(text)) : 'EBADF';
  }

  /** Writes a message to standard error, with the shell's name and the line as its dialect does. */
  *complain(message: string): Task {
    // busybox puts the line between the name of a builtin and its message.
    const counted = this.dialect === 'ash' && !this.interactive ? countedMessage.exec(message) : null;
    const text = counted
      ? `${this.name}: ${counted[1] ?? ''}: line ${this.lineShown}: ${counted[2] ?? ''}`
      : this.prefix() + message;
    yield* this.write(2, `${text}\n`);
  }

  /** What stands before its messages. */
  prefix(): string {
    if (this.dialect === 'bash')
      return this.interactive && this.input === 'stdin' ? `${this.name}: ` : `${this.name}: line ${this.line}: `;
    if (this.dialect === 'dash') return `${this.name}: ${this.line}: `;
    return this.input === 'script' ? `${this.name}: line ${this.line}: ` : `${this.name}: `;
  }

  /** The current line as the dialect counts: in the argument of -c busybox begins with 0. */
  get lineShown(): number {
    return this.dialect === 'ash' && this.input === 'command' ? this.line - 1 : this.line;
  }

  /** An error that ends a shell which is not interactive, and the current line of one that is. */
  fatal(status: number): Jump {
    return new Jump(this.interactive ? 'abort' : 'exit', status);
  }

  /** Spends the CPU time of a command, so that no loop is free of charge. */
  *charge(): Task {
    this.#cost += commandCost;
    if (this.#cost < costStep) return;
    const cost = this.#cost;
    this.#cost = 0;
    yield* this.process.compute(cost);
    if (this.interrupted) {
      this.interrupted = false;
      yield* this.write(2, '\n');
      throw new Jump('abort', 130);
    }
  }
}

/** Messages of the builtins that are part of busybox's shell itself, not applets that it runs inside. */
const countedMessage =
  /^(\.|bg|break|cd|continue|eval|exec|exit|export|fg|getopts|hash|jobs|local|readonly|return|set|shift|source|trap|type|ulimit|umask|unset|wait|read(?=: illegal)): (?!parameter )([^]*)$/;

const flagOrder = 'abefhkmnptuvxBCEHPTics';
const compareFlags = (a: string, b: string): number => orderOf(a) - orderOf(b);
const orderOf = (flag: string): number => (flag === 'i' ? flagOrder.indexOf('h') + 0.5 : flagOrder.indexOf(flag));
