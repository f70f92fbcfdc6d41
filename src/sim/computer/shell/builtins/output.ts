// `echo` and `test` as builtins.
import type { Task } from '../../../kernel/task.ts';
import { echoText } from '../../programs/echo-text.ts';
import { evaluateTest } from '../../programs/test-expression.ts';
import { isSet } from '../run/conditional.ts';
import type { Shell } from '../shell.ts';
import { print } from './print.ts';

/** `echo`, which prints its arguments. */
export function* echo(shell: Shell, args: readonly string[]): Task<number> {
  return yield* print(shell, 'echo', echoText(args.slice(1), shell.features.echoOptions ? 'options' : 'dash'));
}

/** `test` and `[`. */
export function* test(shell: Shell, args: readonly string[]): Task<number> {
  const name = args[0] ?? 'test';
  let operands = args.slice(1);
  if (name === '[') {
    if (operands.at(-1) !== ']') {
      yield* shell.complain({ bash: "[: missing `]'", dash: '[: missing ]', ash: 'missing ]' }[shell.dialect]);
      return 2;
    }
    operands = operands.slice(0, -1);
  }
  if (shell.dialect === 'bash' && operands.length === 2 && operands[0] === '-v')
    return isSet(shell, operands[1] ?? '') ? 0 : 1;
  if (shell.dialect === 'bash' && operands.length === 2 && operands[0] === '-o')
    return shell.options.has(operands[1] ?? '') ? 0 : 1;
  const result = evaluateTest(shell.process, operands, shell.dialect);
  if (typeof result === 'boolean') return result ? 0 : 1;
  if (shell.dialect === 'ash') yield* shell.complain(result.wrong);
  else yield* shell.complain(`${name}: ${result.wrong}`);
  return 2;
}
