// Arithmetic with what the shell adds: expansions in its text are done first, and errors are told in the dialect's words.
import type { Task } from '../../../kernel/task.ts';
import { parseWord } from '../syntax.ts';
import type { Shell } from '../shell.ts';
import { elementsOf, scalarOf } from '../variables.ts';
import { evaluate, type ArithmeticContext } from './arithmetic.ts';

/** The value of an expression; a message and the end of the command if it is wrong. */
export function* arithmetic(shell: Shell, raw: string): Task<bigint> {
  const text = yield* expandText(shell, raw);
  const result = evaluate(text, contextOf(shell));
  if ('value' in result) return result.value;
  yield* shell.complain(explain(shell, text.trim(), result.error, result.at, result.message ?? ''));
  throw shell.fatal(shell.dialect === 'bash' ? 1 : 2);
}

/** As `arithmetic`, but an error is undefined after the message, for `(( ))` and `let`. */
export function* arithmeticOrError(shell: Shell, raw: string, by: string): Task<bigint | undefined> {
  const text = yield* expandText(shell, raw);
  const result = evaluate(text, contextOf(shell));
  if ('value' in result) return result.value;
  yield* shell.complain(`${by}: ${explain(shell, text, result.error, result.at, result.message ?? '')}`);
  return undefined;
}

function* expandText(shell: Shell, raw: string): Task<string> {
  if (!/[$`"'\\]/.test(raw)) return raw;
  const word = parseWord(`"${raw.replaceAll('"', '')}"`);
  return word ? yield* shell.interpreter.textOf(shell, word) : raw;
}

function contextOf(shell: Shell): ArithmeticContext {
  const indexOf = (index: string): number => {
    const result = evaluate(index, contextOf(shell));
    return 'value' in result ? Number(result.value) : 0;
  };
  return {
    strict: shell.dialect === 'dash',
    get: (name, index) => {
      if (index === undefined) return shell.get(name);
      const variable = shell.variables.get(name);
      if (variable?.kind === 'associative') return elementsOf(variable).find(([key]) => key === index)?.[1];
      return elementsOf(variable).find(([key]) => key === String(indexOf(index)))?.[1];
    },
    set: (name, index, value) => {
      const variable = shell.variables.get(name);
      if (variable?.readOnly) return 'readonly variable';
      if (index === undefined && (variable?.kind ?? 'scalar') === 'scalar') shell.variables.update(name, { value });
      else if (variable?.kind === 'associative') {
        const elements = new Map(variable.value as ReadonlyMap<string, string> | undefined);
        shell.variables.update(name, { value: elements.set(index ?? '0', value) });
      } else {
        const elements =
          variable?.kind === 'array'
            ? new Map(variable.value as ReadonlyMap<number, string> | undefined)
            : new Map(scalarOf(variable) === undefined ? [] : [[0, scalarOf(variable) ?? '']]);
        shell.variables.update(name, {
          kind: 'array',
          value: elements.set(index === undefined ? 0 : indexOf(index), value),
        });
      }
      return undefined;
    },
  };
}

function explain(shell: Shell, text: string, error: string, at: string, message: string): string {
  if (error === 'refused') return `${at}: ${message}`;
  if (error === 'illegal') return `Illegal number: ${at}`;
  if (shell.dialect === 'bash') {
    const token = ` (error token is "${at}")`;
    switch (error) {
      case 'division':
        return `${text}: division by 0${token}`;
      case 'operand':
        return `${text}: syntax error: operand expected${token}`;
      case 'base':
        return `${at}: value too great for base${token}`;
      case 'exponent':
        return `${text}: exponent less than 0${token}`;
      case 'recursion':
        return `${at}: expression recursion level exceeded${token}`;
      case 'operator':
        return `${text}: syntax error: invalid arithmetic operator${token}`;
      default:
        return `${text}: syntax error in expression${token}`;
    }
  }
  if (shell.dialect === 'dash')
    return error === 'division'
      ? `arithmetic expression: division by zero: "${text}"`
      : error === 'operand'
        ? `arithmetic expression: expecting primary: "${text}"`
        : `arithmetic expression: expecting EOF: "${text}"`;
  return error === 'division' ? 'divide by zero' : 'arithmetic syntax error';
}
