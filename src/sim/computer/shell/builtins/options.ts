// `set` and `shopt`.
import type { Task } from '../../../kernel/task.ts';
import { ansiQuoted, quoteRuns, singleQuoted } from '../run/trace.ts';
import { handleInteractiveSignals } from '../run/traps.ts';
import { optionLetters, type Shell } from '../shell.ts';
import { scalarOf } from '../variables.ts';
import { badOption, letters } from './builtin.ts';
import { sortedVariables } from './variables.ts';

/** `set [option…] [--] [argument…]` */
export function* set(shell: Shell, args: readonly string[]): Task<number> {
  if (args.length === 1) {
    for (const [name, variable] of sortedVariables(shell)) {
      const value = scalarOf(variable);
      if (value === undefined) continue;
      const shown =
        shell.dialect === 'bash'
          ? /^[A-Za-z0-9_@%+=:,./-]*$/.test(value)
            ? value
            : /[\x00-\x1f]/.test(value)
              ? ansiQuoted(value)
              : singleQuoted(value)
          : quoteRuns(value);
      yield* shell.write(1, `${name}=${shown}\n`);
    }
    return 0;
  }
  for (let index = 1; index < args.length; index++) {
    const arg = args[index] ?? '';
    if (arg === '--' || arg === '-') {
      if (arg === '--' || index + 1 < args.length) shell.positional = args.slice(index + 1);
      return 0;
    }
    if (!/^[-+]./.test(arg)) {
      shell.positional = args.slice(index);
      return 0;
    }
    const on = arg.startsWith('-');
    for (const letter of arg.slice(1)) {
      if (letter === 'o') {
        const name = args[++index];
        if (name === undefined) {
          yield* listOptions(shell, on);
          return 0;
        }
        if (!(name in optionLetters) || (name === 'pipefail' && shell.dialect === 'dash')) {
          const texts = {
            bash: `set: ${name}: invalid option name`,
            dash: `set: Illegal option -o ${name}`,
            ash: `set: illegal option -o ${name}`,
          };
          yield* shell.complain(texts[shell.dialect]);
          if (shell.dialect === 'dash') throw shell.fatal(2);
          return shell.dialect === 'ash' ? 1 : 2;
        }
        setOption(shell, name, on);
        continue;
      }
      const name = Object.entries(optionLetters).find(([, short]) => short === letter)?.[0];
      if (name === undefined) {
        const texts = {
          bash: `set: ${arg.charAt(0)}${letter}: invalid option`,
          dash: `set: Illegal option ${arg.charAt(0)}${letter}`,
          ash: `set: illegal option ${arg.charAt(0)}${letter}`,
        };
        yield* shell.complain(texts[shell.dialect]);
        if (shell.dialect !== 'bash') throw shell.fatal(2);
        yield* shell.write(2, 'set: usage: set [-abefhkmnptuvxBCEHPT] [-o option-name] [--] [-] [arg ...]\n');
        return 2;
      }
      setOption(shell, name, on);
    }
  }
  return 0;
}

/** Sets or clears an option of `set -o`. */
export function setOption(shell: Shell, name: string, on: boolean): void {
  if (on) shell.options.add(name);
  else shell.options.delete(name);
  if (name === 'monitor' && shell.interactive) handleInteractiveSignals(shell);
}

function* listOptions(shell: Shell, readable: boolean): Task {
  const names = Object.keys(optionLetters).sort();
  if (!readable) {
    for (const name of names) yield* shell.write(1, `set ${shell.options.has(name) ? '-' : '+'}o ${name}\n`);
    return;
  }
  if (shell.dialect === 'dash') yield* shell.write(1, 'Current option settings\n');
  for (const name of names)
    yield* shell.write(
      1,
      `${name.padEnd(shell.dialect === 'bash' ? 15 : 16)}${shell.dialect === 'bash' ? '\t' : ''}${shell.options.has(name) ? 'on' : 'off'}\n`,
    );
}

/** `shopt [-suq] [name…]` */
export function* shopt(shell: Shell, args: readonly string[]): Task<number> {
  const { options, operands, bad } = letters(args, 'supqo');
  if (bad !== undefined) return yield* badOption(shell, 'shopt', bad, 'shopt [-pqsu] [-o] [optname ...]');
  let status = 0;
  for (const name of operands) {
    if (options.has('s')) shell.shopt.add(name);
    else if (options.has('u')) shell.shopt.delete(name);
    else {
      const on = shell.shopt.has(name);
      if (!on) status = 1;
      if (!options.has('q')) yield* shell.write(1, `${name.padEnd(15)}\t${on ? 'on' : 'off'}\n`);
    }
  }
  return status;
}
