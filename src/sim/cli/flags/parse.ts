// Parses flags as spf13/pflag does: clusters (-it), joined values (-p8080:80, -p=8080:80), --name=value, --, and its error texts.
import { quote, quoteRune } from '../format/quote.ts';
import type { CommandSpec, FlagSpec } from '../reference/reference.ts';
import { FlagValues } from './flag-values.ts';
import { readValue } from './value.ts';

/** Flags and arguments of one command, before the number of arguments is checked. */
export interface ParsedFlags {
  readonly kind: 'flags';
  readonly values: FlagValues;
  readonly args: readonly string[];
  /** How many of the arguments stand before `--`; undefined without one. */
  readonly argsBeforeDashes: number | undefined;
  /** --help was given. */
  readonly help: boolean;
  /** Lines such as "Flag shorthand -h has been deprecated, use --help", each with its newline. */
  readonly notices: string;
}

/** The text of pflag's error, without the usage that Docker adds. */
export interface FlagMistake {
  readonly kind: 'mistake';
  readonly message: string;
}

/** The flag that every command has besides its own. */
const helpFlag: FlagSpec = { name: 'help', short: 'h', type: 'bool', hidden: true, managerOnly: false };

/** How errors name a flag: `-p, --publish` or `--rm`. */
const cited = (flag: FlagSpec): string =>
  flag.short === undefined || flag === helpFlag ? `--${flag.name}` : `-${flag.short}, --${flag.name}`;

/** Parses the words after a command's name. `interspersed` overrides the command's own rule. */
export function parseFlags(
  spec: CommandSpec,
  words: readonly string[],
  interspersed = spec.interspersed,
): ParsedFlags | FlagMistake {
  const values = new FlagValues(spec);
  const args: string[] = [];
  const rest = [...words];
  let argsBeforeDashes: number | undefined;
  let help = false;
  let notices = '';

  const byName = (name: string): FlagSpec | undefined =>
    spec.flags.find((flag) => flag.name === name) ?? (name === 'help' ? helpFlag : undefined);
  const byShort = (letter: string): FlagSpec | undefined =>
    spec.flags.find((flag) => flag.short === letter) ?? (letter === 'h' ? helpFlag : undefined);

  const set = (flag: FlagSpec, text: string): string | undefined => {
    const parsed = readValue(text, flag === helpFlag ? undefined : values.before(flag), flag, spec.name);
    if ('error' in parsed) return `invalid argument ${quote(text)} for ${quote(cited(flag))} flag: ${parsed.error}`;
    if (flag.name === 'help') help = parsed.value === true;
    if (flag !== helpFlag) values.set(flag, parsed.value);
    if (flag.deprecated !== undefined) notices += `Flag --${flag.name} has been deprecated, ${flag.deprecated}\n`;
    return undefined;
  };

  const long = (word: string): string | undefined => {
    const name = word.slice(2);
    if (name === '' || name.startsWith('-') || name.startsWith('=')) return `bad flag syntax: ${word}`;
    const equals = name.indexOf('=');
    const key = equals < 0 ? name : name.slice(0, equals);
    const flag = byName(key);
    if (!flag) return `unknown flag: --${key}`;
    if (equals >= 0) return set(flag, name.slice(equals + 1));
    if (flag.type === 'bool') return set(flag, 'true');
    const next = rest.shift();
    return next === undefined ? `flag needs an argument: ${word}` : set(flag, next);
  };

  const short = (word: string): string | undefined => {
    let letters = word.slice(1);
    while (letters !== '') {
      const letter = Array.from(letters)[0] ?? '';
      const flag = byShort(letter);
      if (!flag) return `unknown shorthand flag: ${quoteRune(letter)} in -${letters}`;
      if (flag === helpFlag) notices += 'Flag shorthand -h has been deprecated, use --help\n';
      const after = letters.slice(letter.length);
      let text: string | undefined;
      if (letters.length > 2 && after.startsWith('=')) text = after.slice(1);
      else if (flag.type === 'bool') {
        const error = set(flag, 'true');
        if (error !== undefined) return error;
        letters = after;
        continue;
      } else if (after !== '') text = after;
      else text = rest.shift();
      return text === undefined ? `flag needs an argument: ${quoteRune(letter)} in -${letters}` : set(flag, text);
    }
    return undefined;
  };

  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (word.length < 2 || !word.startsWith('-')) {
      args.push(word);
      if (interspersed) continue;
      args.push(...rest);
      break;
    }
    if (word === '--') {
      argsBeforeDashes = args.length;
      args.push(...rest);
      break;
    }
    const message = word.startsWith('--') ? long(word) : short(word);
    if (message !== undefined) return { kind: 'mistake', message };
  }
  return { kind: 'flags', values, args, argsBeforeDashes, help, notices };
}
