// One run of make(1): what it has read, and the words in which it fails.
import type { Task } from '../../../kernel/task.ts';
import { exitCode } from '../../processes/signals.ts';
import type { Invocation } from '../invocation.ts';
import { decodeText, readAll } from '../text.ts';
import { expand } from './expand.ts';
import { Scope, type Variable } from './variables.ts';

/** Where something stands. */
export interface Place {
  readonly file: string;
  readonly line: number;
}

/** The lines that make a target. */
export interface Recipe {
  readonly lines: readonly { readonly text: string; readonly place: Place }[];
  readonly place: Place;
}

/** What a makefile says of a target. */
export interface Rule {
  readonly target: string;
  readonly prerequisites: string[];
  readonly orderOnly: string[];
  recipe?: Recipe;
  /** What `%` of a static pattern stands for. */
  stem?: string;
  /** Variables of this target. */
  readonly scope: Scope;
}

/** A rule for all targets that fit a pattern. */
export interface PatternRule {
  readonly targets: readonly string[];
  readonly prerequisites: readonly string[];
  readonly orderOnly: readonly string[];
  readonly recipe: Recipe;
}

/** What the options say. */
export interface Settings {
  readonly always: boolean;
  readonly dry: boolean;
  readonly ignore: boolean;
  readonly keepGoing: boolean;
  readonly question: boolean;
  readonly silent: boolean;
  readonly touch: boolean;
}

/** The state of a run. */
export class Maker {
  readonly run: Invocation;
  readonly settings: Settings;
  /** `make`, or `make[1]` in one that another make has started. */
  readonly name: string;
  readonly variables = new Scope();
  readonly rules = new Map<string, Rule>();
  readonly patterns: PatternRule[] = [];
  /** Variables that recipes have in their environment; `all`: each. */
  readonly exported = new Set<string>();
  readonly unexported = new Set<string>();
  exportAll = false;
  /** The target that is made when none is named. */
  defaultGoal: string | undefined;
  /** What was noticed while reading. */
  readonly warnings: string[] = [];
  /** Names of variables that are being expanded. */
  readonly expanding = new Set<string>();
  /** Where the reader is, or the recipe that runs. */
  at: Place | undefined;
  /** What is said before an end that is not a good one. */
  beforeEnd: () => Task = function* () {
    // Nothing to say unless a directory was entered.
  };
  /** Reads a text as a part of a makefile. */
  evaluate: (text: string) => Task;

  constructor(run: Invocation, settings: Settings, level: number, evaluate: (maker: Maker, text: string) => Task) {
    this.run = run;
    this.settings = settings;
    this.name = level === 0 ? 'make' : `make[${level}]`;
    this.evaluate = (text) => evaluate(this, text);
  }

  /** `Makefile:3: ` where a line is being read or run. */
  get place(): string {
    return this.at ? `${this.at.file}:${this.at.line}: ` : `${this.name}: `;
  }

  /** `Makefile:3: *** text.  Stop.`, and the end. */
  *fail(text: string): Task<never> {
    yield* this.run.warn(`${this.place}*** ${text}.  Stop.`);
    return yield* this.end(2);
  }

  /** `make: *** text.  Stop.`, and the end. */
  *stop(text: string): Task<never> {
    yield* this.run.warn(`${this.name}: *** ${text}.  Stop.`);
    return yield* this.end(2);
  }

  /** Ends with a status. */
  *end(status: number): Task<never> {
    yield* this.beforeEnd();
    return yield* this.run.end(status);
  }

  /** Whether a target is phony: `.PHONY` names it. */
  phony(target: string): boolean {
    return this.rules.get('.PHONY')?.prerequisites.includes(target) ?? false;
  }

  /** Sets a variable unless one that comes before it has the name. */
  assign(name: string, variable: Variable, scope = this.variables): void {
    if (scope.accepts(name, variable.origin)) scope.set(name, variable);
  }

  /** The environment of recipes: variables that are exported, and what sub-makes need. */
  *environment(scope: Scope): Task<Map<string, string>> {
    const env = new Map(this.run.process.env);
    for (const name of scope.names()) {
      const variable = scope.get(name);
      const chosen =
        this.exported.has(name) ||
        env.has(name) ||
        variable?.origin === 'command line' ||
        (this.exportAll && variable?.origin === 'file' && /^\w+$/.test(name));
      if (!variable || !chosen || this.unexported.has(name) || ['SHELL', 'MAKEFLAGS', 'MAKELEVEL'].includes(name))
        continue;
      env.set(name, variable.recursive ? yield* expand(this, variable.value, scope) : variable.value);
    }
    for (const name of this.unexported) env.delete(name);
    return env;
  }

  /** What a command prints, its newlines turned into blanks and the last ones left out. */
  *shellOutput(command: string): Task<string> {
    const { process } = this.run;
    const { reader, writer } = process.pipe();
    yield* this.run.output.flush();
    const shell = yield* expand(this, '$(SHELL)', this.variables);
    const child = yield* process.spawn({
      argv: [shell, '-c', command],
      descriptors: new Map([...process.descriptors, [1, writer]]),
    });
    writer.release();
    if (typeof child === 'string') {
      reader.release();
      return '';
    }
    const bytes = yield* readAll(reader, process);
    reader.release();
    const ended = yield* process.wait(child);
    const value = typeof ended === 'string' ? '1' : String(exitCode(ended.status));
    this.variables.set('.SHELLSTATUS', { value, recursive: false, origin: 'override' });
    return decodeText(bytes).replace(/\n+$/, '').replaceAll('\n', ' ');
  }
}
