// `umask`, with which every login begins.
import type { Task } from '../../../kernel/task.ts';
import type { Shell } from '../shell.ts';
import { badOption, letters } from './builtin.ts';

/** `umask [-S] [mode]` */
export function* umask(shell: Shell, args: readonly string[]): Task<number> {
  const { options, operands, bad } = letters(args, 'pS');
  if (bad !== undefined) return yield* badOption(shell, 'umask', bad, 'umask [-p] [-S] [mode]');
  const mask = shell.process.umask;
  const mode = operands[0];
  if (mode === undefined) {
    const symbols = (bits: number): string => `${bits & 4 ? 'r' : ''}${bits & 2 ? 'w' : ''}${bits & 1 ? 'x' : ''}`;
    const given = 0o777 & ~mask;
    if (options.has('S'))
      yield* shell.write(1, `u=${symbols(given >> 6)},g=${symbols((given >> 3) & 7)},o=${symbols(given & 7)}\n`);
    else yield* shell.write(1, `${options.has('p') ? 'umask ' : ''}${mask.toString(8).padStart(4, '0')}\n`);
    return 0;
  }
  if (/^[0-7]+$/.test(mode)) {
    shell.process.umask = Number.parseInt(mode, 8) & 0o777;
    return 0;
  }
  let allowed = 0o777 & ~mask;
  for (const clause of mode.split(',')) {
    const match = /^([ugoa]*)([-+=])([rwx]*)$/.exec(clause);
    if (!match) {
      const texts = {
        bash: /^\d+$/.test(mode)
          ? `umask: ${mode}: octal number out of range`
          : `umask: \`${mode.charAt(0)}': invalid symbolic mode operator`,
        dash: `umask: Illegal mode: ${mode}`,
        ash: `umask: illegal mode: ${mode}`,
      };
      yield* shell.complain(texts[shell.dialect]);
      return shell.dialect === 'bash' ? 1 : 2;
    }
    const [, who = '', operator, permissions = ''] = match;
    const bits =
      (permissions.includes('r') ? 4 : 0) | (permissions.includes('w') ? 2 : 0) | (permissions.includes('x') ? 1 : 0);
    for (const [letter, shift] of [
      ['u', 6],
      ['g', 3],
      ['o', 0],
    ] as const) {
      if (who !== '' && !who.includes(letter) && !who.includes('a')) continue;
      if (operator === '=') allowed &= ~(7 << shift);
      allowed = operator === '-' ? allowed & ~(bits << shift) : allowed | (bits << shift);
    }
  }
  shell.process.umask = 0o777 & ~allowed;
  return 0;
}
