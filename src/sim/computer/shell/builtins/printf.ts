// `printf` as a builtin.
import type { Task } from '../../../kernel/task.ts';
import { formatPrintf } from '../../programs/printf-format.ts';
import { ansiQuoted } from '../run/trace.ts';
import type { Shell } from '../shell.ts';
import { isName } from '../variables.ts';
import { print } from './print.ts';

/** `printf [-v name] format [argument…]` */
export function* printf(shell: Shell, args: readonly string[]): Task<number> {
  let rest = args.slice(1);
  let variable: string | undefined;
  if (rest[0] === '-v' && shell.dialect === 'bash') {
    variable = rest[1] ?? '';
    rest = rest.slice(2);
    if (!isName(variable)) {
      yield* shell.complain(`printf: \`${variable}': not a valid identifier`);
      return 2;
    }
  }
  if (rest[0] === '--') rest = rest.slice(1);
  const [format, ...values] = rest;
  if (format === undefined) {
    if (shell.dialect === 'bash') yield* shell.write(2, 'printf: usage: printf [-v var] format [arguments]\n');
    else
      yield* shell.complain(
        shell.dialect === 'dash' ? 'printf: usage: printf format [arg ...]' : 'printf: usage: printf FORMAT [ARG]...',
      );
    return 2;
  }
  const result = formatPrintf(format, values, quoteForPrintf);
  let status = 0;
  if (variable === undefined) status = yield* print(shell, 'printf', result.text);
  else yield* shell.set(variable, result.text);
  for (const { argument, problem } of result.invalid) {
    status = 1;
    const texts = {
      bash: `printf: ${argument}: invalid number`,
      dash: `printf: ${argument}: ${problem === 'number' ? 'expected numeric value' : 'not completely converted'}`,
      ash: `invalid number '${argument}'`,
    };
    yield* shell.complain(texts[shell.dialect]);
  }
  if (result.badDirective !== undefined) {
    status = 1;
    const letter = result.badDirective.at(-1) ?? '';
    const texts = {
      bash:
        result.badDirective === '%' || /[\d.]$/.test(result.badDirective)
          ? `printf: \`${result.badDirective}': missing format character`
          : `printf: \`${letter}': invalid format character`,
      dash: `printf: ${result.badDirective}: invalid directive`,
      ash: `printf: ${result.badDirective}: invalid format`,
    };
    yield* shell.complain(texts[shell.dialect]);
  }
  return status;
}

/** `%q` of bash. */
export function quoteForPrintf(text: string): string {
  if (text === '') return "''";
  if (/[\x00-\x1f\x7f]/.test(text)) return ansiQuoted(text);
  return text.replace(/[^A-Za-z0-9_@%+=:./-]/g, '\\$&').replace(/^([~#])/, '\\$1');
}
