// Command-line options as getopt(3) and getopt_long(3) read them, with the messages of glibc and of musl.

/** What a program understands. */
export interface Syntax {
  /** Letters; `:` after one that needs a value, `::` after one that may have it attached; `+` first: ends at an operand. */
  readonly short: string;
  /** Long names and the option that each means (a letter, or a name), with `:` or `::` after it when that takes a value. */
  readonly long?: Readonly<Record<string, string>>;
}

/** What is wrong with a command line. */
export type OptionProblem =
  | { readonly kind: 'unknown-letter' | 'letter-needs-value' | 'unknown-name'; readonly option: string }
  | { readonly kind: 'name-needs-value' | 'name-takes-none'; readonly option: string }
  | { readonly kind: 'ambiguous'; readonly option: string; readonly candidates: readonly string[] };

/** The options that were given, in order, and what is left. */
export class Options {
  readonly given: readonly { readonly name: string; readonly value: string }[];
  readonly operands: readonly string[];

  constructor(given: Options['given'], operands: readonly string[]) {
    this.given = given;
    this.operands = operands;
  }

  /** Whether an option was given. */
  has(name: string): boolean {
    return this.given.some((option) => option.name === name);
  }

  /** Value of the last one of a name; undefined if it was not given. An option without a value has an empty one. */
  value(name: string): string | undefined {
    return this.given.findLast((option) => option.name === name)?.value;
  }

  /** Values of all of a name, in order. */
  values(name: string): string[] {
    return this.given.filter((option) => option.name === name).map(({ value }) => value);
  }

  /** Which of these was given last; undefined if none was. */
  last(...names: readonly string[]): string | undefined {
    return this.given.findLast((option) => names.includes(option.name))?.name;
  }
}

/** Reads options; operands may stand between them unless the letters begin with `+`. */
export function parseOptions(args: readonly string[], syntax: Syntax): Options | OptionProblem {
  const given: { name: string; value: string }[] = [];
  const operands: string[] = [];
  const stops = syntax.short.startsWith('+');
  for (let index = 0; index < args.length; index++) {
    const arg = args[index] ?? '';
    if (arg === '--') {
      operands.push(...args.slice(index + 1));
      break;
    }
    if (!arg.startsWith('-') || arg === '-') {
      if (stops) {
        operands.push(...args.slice(index));
        break;
      }
      operands.push(arg);
      continue;
    }
    if (arg.startsWith('--')) {
      const option = longOption(arg.slice(2), syntax.long ?? {});
      if ('kind' in option) return option;
      let { value } = option;
      if (value === undefined && option.takes === ':') {
        value = args[++index];
        if (value === undefined) return { kind: 'name-needs-value', option: option.written };
      }
      given.push({ name: option.name, value: value ?? '' });
      continue;
    }
    for (let at = 1; at < arg.length; at++) {
      const letter = arg.charAt(at);
      const takes = letterTakes(letter, syntax.short);
      if (takes === undefined) return { kind: 'unknown-letter', option: letter };
      if (takes === '') {
        given.push({ name: letter, value: '' });
        continue;
      }
      const attached = arg.slice(at + 1);
      const value = attached !== '' || takes === '::' ? attached : args[++index];
      if (value === undefined) return { kind: 'letter-needs-value', option: letter };
      given.push({ name: letter, value });
      break;
    }
  }
  return new Options(given, operands);
}

type Takes = '' | ':' | '::';

function letterTakes(letter: string, short: string): Takes | undefined {
  if (letter === ':' || letter === '+') return undefined;
  const place = short.indexOf(letter);
  if (place < 0) return undefined;
  return /^:{0,2}/.exec(short.slice(place + 1))?.[0] as Takes;
}

function longOption(
  text: string,
  long: Readonly<Record<string, string>>,
): { name: string; takes: Takes; value: string | undefined; written: string } | OptionProblem {
  const equals = text.indexOf('=');
  const typed = equals < 0 ? text : text.slice(0, equals);
  const value = equals < 0 ? undefined : text.slice(equals + 1);
  const candidates = Object.hasOwn(long, typed) ? [typed] : Object.keys(long).filter((name) => name.startsWith(typed));
  const [written] = candidates;
  if (written === undefined) return { kind: 'unknown-name', option: typed };
  if (new Set(candidates.map((name) => long[name])).size > 1) return { kind: 'ambiguous', option: typed, candidates };
  const target = long[written] ?? written;
  const name = target.replace(/:+$/, '');
  const takes = target.slice(name.length) as Takes;
  if (value !== undefined && takes === '') return { kind: 'name-takes-none', option: written };
  return { name, takes, value, written };
}

/** The problem in the words of glibc (without the program's name). */
export function glibcProblem(problem: OptionProblem): string {
  const { option } = problem;
  switch (problem.kind) {
    case 'unknown-letter':
      return `invalid option -- '${option}'`;
    case 'letter-needs-value':
      return `option requires an argument -- '${option}'`;
    case 'unknown-name':
      return `unrecognized option '--${option}'`;
    case 'name-needs-value':
      return `option '--${option}' requires an argument`;
    case 'name-takes-none':
      return `option '--${option}' doesn't allow an argument`;
    case 'ambiguous':
      return `option '--${option}' is ambiguous; possibilities: ${problem.candidates.map((name) => `'--${name}'`).join(' ')}`;
  }
}

/** The problem in the words of musl (without the program's name). */
export function muslProblem(problem: OptionProblem): string {
  const { option } = problem;
  switch (problem.kind) {
    case 'unknown-letter':
    case 'unknown-name':
      return `unrecognized option: ${option}`;
    case 'letter-needs-value':
    case 'name-needs-value':
      return `option requires an argument: ${option}`;
    case 'name-takes-none':
      return `option does not take an argument: ${option}`;
    case 'ambiguous':
      return `option is ambiguous: ${option}`;
  }
}
