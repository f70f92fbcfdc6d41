// `[[ … ]]` (bash 3.2.5.2; busybox's is close to it).
import type { TestCommand, TestExpression } from 'unbash';
import type { Task } from '../../../kernel/task.ts';
import { testUnary, testFiles } from '../../programs/test-expression.ts';
import { arithmetic } from '../expand/arithmetic-text.ts';
import { matches, patternToRegExp } from '../expand/pattern.ts';
import { patternOf, textOf } from '../expand/word.ts';
import { mayNeverEnd, mayNeverEndText } from '../../programs/regex-cost.ts';
import type { Shell } from '../shell.ts';

/** The status of a conditional: 0 true, 1 false, 2 wrong. */
export function* testConditional(shell: Shell, node: TestCommand): Task<number> {
  if (!shell.features.conditionals) {
    yield* shell.complain('[[: not found');
    return 127;
  }
  return (yield* test(shell, node.expression)) ? 0 : 1;
}

function* test(shell: Shell, expression: TestExpression): Task<boolean> {
  switch (expression.type) {
    case 'TestGroup':
      return yield* test(shell, expression.expression);
    case 'TestNot':
      return (expression.negations.length % 2 === 1) !== (yield* test(shell, expression.operand));
    case 'TestLogical': {
      const all = expression.operator === '&&';
      for (const operand of expression.operands) if ((yield* test(shell, operand)) !== all) return !all;
      return all;
    }
    case 'TestUnary': {
      const operand = yield* textOf(shell, expression.operand);
      if (expression.operator === '-v') return isSet(shell, operand);
      if (expression.operator === '-o') return shell.options.has(operand);
      return testUnary(shell.process, expression.operator, operand) ?? false;
    }
    case 'TestBinary':
      return yield* testBinary(shell, expression);
  }
}

/** Whether a variable, or an element of an array, has a value. */
export function isSet(shell: Shell, name: string): boolean {
  const [, array, index] = /^(\w+)\[(.*)\]$/.exec(name) ?? [];
  if (array === undefined || index === undefined) return shell.get(name) !== undefined;
  const value = shell.variables.get(array)?.value;
  if (typeof value !== 'object') return index === '0' && value !== undefined;
  return (value as ReadonlyMap<string | number, string>).has(
    /^\d+$/.test(index) && shell.variables.get(array)?.kind === 'array' ? Number(index) : index,
  );
}

function* testBinary(shell: Shell, node: Extract<TestExpression, { type: 'TestBinary' }>): Task<boolean> {
  const left = yield* textOf(shell, node.left);
  switch (node.operator) {
    case '=':
    case '==':
    case '!=': {
      const pattern = yield* patternOf(shell, node.right);
      const hit = shell.shopt.has('nocasematch')
        ? patternToRegExp(pattern, { ignoreCase: true }).test(left)
        : matches(pattern, left);
      return hit === (node.operator !== '!=');
    }
    case '=~': {
      const source = yield* regularExpressionOf(shell, node.right);
      if (mayNeverEnd(source, 'su')) {
        yield* shell.complain(mayNeverEndText);
        throw shell.fatal(2);
      }
      let found: RegExpExecArray | null;
      try {
        found = new RegExp(source, 'su').exec(left);
      } catch {
        throw shell.fatal(2);
      }
      if (shell.dialect === 'bash')
        shell.variables.update('BASH_REMATCH', {
          kind: 'array',
          value: new Map((found ?? []).map((text: string | undefined, index) => [index, text ?? ''] as const)),
        });
      return found !== null;
    }
    case '<':
      return left < (yield* textOf(shell, node.right));
    case '>':
      return left > (yield* textOf(shell, node.right));
    case '-ef':
    case '-nt':
    case '-ot':
      return testFiles(shell.process, left, node.operator, yield* textOf(shell, node.right));
    default: {
      const a = yield* arithmetic(shell, left);
      const b = yield* arithmetic(shell, yield* textOf(shell, node.right));
      const results: Readonly<Record<string, boolean>> = {
        '-eq': a === b,
        '-ne': a !== b,
        '-lt': a < b,
        '-le': a <= b,
        '-gt': a > b,
        '-ge': a >= b,
      };
      return results[node.operator] ?? false;
    }
  }
}

/** The extended regular expression on the right of `=~`: quoted parts match themselves. */
function* regularExpressionOf(shell: Shell, word: Parameters<typeof textOf>[1]): Task<string> {
  let source = '';
  if (!word.parts) source = word.text;
  else
    for (const part of word.parts) {
      if (
        part.type === 'Literal' ||
        part.type === 'Glob' ||
        part.type === 'ExtendedGlob' ||
        part.type === 'BraceExpansion'
      )
        source += part.text;
      else {
        const text = yield* textOf(shell, { ...plainWord, text: part.text, value: part.text, parts: [part] });
        const quoted = part.type === 'SingleQuoted' || part.type === 'DoubleQuoted' || part.type === 'AnsiCQuoted';
        source += quoted ? text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&') : text;
      }
    }
  return toJavaScript(source);
}

const plainWord = { type: 'Word', pos: 0, end: 0 } as const;

/** POSIX classes in brackets, which JavaScript does not know. */
export const toJavaScript = (source: string): string =>
  source
    .replace(/\[:alpha:\]/g, 'A-Za-z')
    .replace(/\[:digit:\]/g, '0-9')
    .replace(/\[:alnum:\]/g, 'A-Za-z0-9')
    .replace(/\[:upper:\]/g, 'A-Z')
    .replace(/\[:lower:\]/g, 'a-z')
    .replace(/\[:space:\]/g, '\\s')
    .replace(/\[:blank:\]/g, ' \\t')
    .replace(/\[:xdigit:\]/g, '0-9A-Fa-f')
    .replace(/\[:punct:\]/g, '!-\\/:-@\\[-`{-~')
    .replace(/\\([<>"' %&,:;=@_`~#-])/g, '$1');
