// What a builtin command is.
import type { Task } from '../../../kernel/task.ts';
import type { Shell } from '../shell.ts';

/** A command that the shell carries out itself. `args[0]` is its name; the result is its status. */
export interface Builtin {
  readonly run: (shell: Shell, args: readonly string[]) => Task<number>;
  /** POSIX's special builtins: assignments before them stay, and a wrong redirection ends dash and ash. */
  readonly special?: boolean;
}

/** Options at the start of arguments, one letter each, up to `--` or the first operand; an unknown one is `bad`. */
export function letters(
  args: readonly string[],
  known: string,
): { readonly options: Map<string, string>; readonly operands: readonly string[]; readonly bad: string | undefined } {
  const options = new Map<string, string>();
  let index = 1;
  for (; index < args.length; index++) {
    const arg = args[index] ?? '';
    if (arg === '--') {
      index++;
      break;
    }
    if (!/^-./.test(arg)) break;
    for (let at = 1; at < arg.length; at++) {
      const letter = arg.charAt(at);
      const place = known.indexOf(letter);
      if (letter === ':' || place < 0) return { options, operands: [], bad: letter };
      if (known.charAt(place + 1) !== ':') {
        options.set(letter, '');
        continue;
      }
      const value = at + 1 < arg.length ? arg.slice(at + 1) : args[++index];
      if (value === undefined) return { options, operands: [], bad: letter };
      options.set(letter, value);
      break;
    }
  }
  return { options, operands: args.slice(index), bad: undefined };
}

/** The message for an unknown option, and status 2. */
export function* badOption(shell: Shell, name: string, letter: string, usage?: string): Task<number> {
  if (shell.dialect === 'bash') {
    yield* shell.complain(`${name}: -${letter}: invalid option`);
    if (usage !== undefined) yield* shell.write(2, `${name}: usage: ${usage}\n`);
  } else
    yield* shell.complain(
      `${name}: ${shell.dialect === 'dash' ? `Illegal option -${letter}` : `illegal option -${letter}`}`,
    );
  return 2;
}
