// The command line of a shell: `sh [-aefnuvx] [-o option] [-c command | script | -s] [name] [argument…]`.
import type { Dialect } from './dialect.ts';
import { optionLetters } from './shell.ts';

/** What the arguments ask for. */
export interface ShellArguments {
  readonly command: string | undefined;
  readonly script: string | undefined;
  /** What follows: for a command its name (`$0`) and arguments. */
  readonly operands: readonly string[];
  readonly options: ReadonlySet<string>;
  readonly interactive: boolean;
  readonly login: boolean;
  readonly fromStdin: boolean;
  readonly rc: boolean;
  readonly profile: boolean;
  /** `--version` or `--help` of bash. */
  readonly shows: 'version' | 'help' | undefined;
}

/** The meaning of the arguments, or the option that is wrong. */
export function parseArguments(argv: readonly string[], dialect: Dialect): ShellArguments | { readonly bad: string } {
  const options = new Set<string>();
  let command = false;
  let interactive = false;
  let login = argv[0]?.startsWith('-') ?? false;
  let fromStdin = false;
  let rc = true;
  let profile = true;
  let shows: ShellArguments['shows'];
  let index = 1;
  for (; index < argv.length; index++) {
    const arg = argv[index] ?? '';
    if (arg === '--' || arg === '-') {
      index++;
      break;
    }
    if (arg.startsWith('--')) {
      if (dialect === 'ash' && arg === '--login') login = true;
      if (dialect !== 'bash') {
        if (arg === '--login' && dialect === 'ash') continue;
        return { bad: arg };
      }
      if (arg === '--login') login = true;
      else if (arg === '--norc') rc = false;
      else if (arg === '--noprofile') profile = false;
      else if (arg === '--posix') options.add('posix');
      else if (arg === '--version' || arg === '--help') shows = arg === '--version' ? 'version' : 'help';
      else if (arg === '--rcfile' || arg === '--init-file') index++;
      else if (arg !== '--verbose') return { bad: arg };
      continue;
    }
    if (!/^[-+]./.test(arg)) break;
    const on = arg.startsWith('-');
    for (const letter of arg.slice(1)) {
      if (letter === 'c') command = on;
      else if (letter === 'i') interactive = on;
      else if (letter === 'l') login = on;
      else if (letter === 's') fromStdin = on;
      else if (letter === 'o') {
        const name = argv[++index] ?? '';
        if (!(name in optionLetters)) return { bad: name };
        if (on) options.add(name);
        else options.delete(name);
      } else {
        const name = Object.entries(optionLetters).find(([, short]) => short === letter)?.[0];
        if (name === undefined) return { bad: arg };
        if (on) options.add(name);
        else options.delete(name);
      }
    }
  }
  const rest = argv.slice(index);
  const common = { options, interactive, login, rc, profile, shows };
  if (command) return { ...common, command: rest[0], script: undefined, operands: rest.slice(1), fromStdin: false };
  if (fromStdin || rest.length === 0)
    return { ...common, command: undefined, script: undefined, operands: rest, fromStdin: true };
  return { ...common, command: undefined, script: rest[0], operands: rest.slice(1), fromStdin: false };
}
