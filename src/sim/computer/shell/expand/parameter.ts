// Parameter expansion: `$x`, `${x:-word}`, `${x#pattern}`, `${#x}`, arrays and the rest (POSIX XCU 2.6.2, bash 3.5.3).
import type { ParameterExpansionPart, ParameterOperation } from 'unbash';
import type { Task } from '../../../kernel/task.ts';
import { encodeText } from '../../programs/text.ts';
import type { Shell } from '../shell.ts';
import { elementsOf } from '../variables.ts';
import { arithmetic } from './arithmetic-text.ts';
import { matches, patternSource } from './pattern.ts';
import { joined, type Piece } from './piece.ts';

/** What a parameter is: one value, or a list of them (`$@`, `${a[*]}`). */
type Value =
  | { readonly kind: 'single'; readonly value: string | undefined }
  | { readonly kind: 'list'; readonly values: readonly string[]; readonly star: boolean };

/** The pieces of `$name` and `${name…}`. */
export function* expandParameter(shell: Shell, part: ParameterExpansionPart, quoted: boolean): Task<Piece[]> {
  if (part.operation?.type === 'Unknown' || !isParameter(part.parameter)) return yield* badSubstitution(shell, part);
  if (!shell.features.substrings && unsupported(part)) return yield* badSubstitution(shell, part);
  if (!shell.features.arrays && (part.index || part.prefix === '!')) return yield* badSubstitution(shell, part);
  const name = part.parameter;
  if (part.prefix === '!' && part.operation?.type === 'Names')
    return listPieces(shell, namesWith(shell, name), part.operation.operator === '*', quoted);
  const index = part.index ? yield* shell.interpreter.textOf(shell, part.index) : undefined;
  if (part.prefix === '!' && (index === '@' || index === '*')) {
    const keys = elementsOf(shell.variables.get(name)).map(([key]) => key);
    return listPieces(shell, keys, index === '*', quoted);
  }
  if (part.prefix === '!') return yield* indirect(shell, part, name, quoted);
  const value = yield* valueOf(shell, name, index);
  if (part.prefix === '#') {
    if (value.kind === 'single' && value.value === undefined) yield* demandSet(shell, name);
    const length = value.kind === 'list' ? value.values.length : lengthOf(shell, value.value ?? '');
    return [single(String(length), quoted)];
  }
  return yield* applyOperation(shell, { name, index, text: part.text }, value, part.operation, quoted);
}

/** The pieces of `$x`, the form without braces. */
export function* expandSimple(shell: Shell, text: string, quoted: boolean): Task<Piece[]> {
  const name = text.slice(1);
  const value = yield* valueOf(shell, name, undefined);
  return yield* applyOperation(shell, { name, index: undefined, text }, value, undefined, quoted);
}

interface Target {
  readonly name: string;
  readonly index: string | undefined;
  readonly text: string;
}

/** dash counts bytes, the others characters. */
const lengthOf = (shell: Shell, text: string): number =>
  shell.dialect === 'dash' ? encodeText(text).length : [...text].length;

const isParameter = (name: string): boolean => /^([A-Za-z_][A-Za-z0-9_]*|\d+|[@*#?$!-])$/.test(name);

const unsupported = (part: ParameterExpansionPart): boolean =>
  part.operation?.type === 'Replace' ||
  part.operation?.type === 'Slice' ||
  part.operation?.type === 'CaseModification' ||
  part.operation?.type === 'Transform';

function* badSubstitution(shell: Shell, part: ParameterExpansionPart): Task<never> {
  const texts = {
    bash: `${part.text}: bad substitution`,
    dash: 'Bad substitution',
    ash: 'syntax error: bad substitution',
  };
  yield* shell.complain(texts[shell.dialect]);
  throw shell.fatal(shell.dialect === 'bash' ? 1 : 2);
}

function namesWith(shell: Shell, prefix: string): string[] {
  return shell.variables
    .names()
    .filter((name) => name.startsWith(prefix))
    .sort();
}

function* valueOf(shell: Shell, name: string, index: string | undefined): Task<Value> {
  if (index === undefined) {
    if (name === '@' || name === '*') return { kind: 'list', values: shell.positional, star: name === '*' };
    return { kind: 'single', value: shell.get(name) };
  }
  const variable = shell.variables.get(name);
  if (name === 'PIPESTATUS' || name === 'FUNCNAME') {
    const values = name === 'PIPESTATUS' ? shell.pipeStatus.map(String) : [...shell.functionNames].reverse();
    if (index === '@' || index === '*') return { kind: 'list', values, star: index === '*' };
    return { kind: 'single', value: values[Number(index)] };
  }
  if (index === '@' || index === '*')
    return { kind: 'list', values: elementsOf(variable).map(([, value]) => value), star: index === '*' };
  if (variable?.kind === 'associative' && typeof variable.value === 'object')
    return { kind: 'single', value: (variable.value as ReadonlyMap<string, string>).get(index) };
  let at = Number(yield* arithmetic(shell, index));
  if (variable?.kind !== 'array') return { kind: 'single', value: at === 0 || at === -1 ? shell.get(name) : undefined };
  const elements = variable.value as ReadonlyMap<number, string> | undefined;
  if (at < 0) at += Math.max(-1, ...(elements?.keys() ?? [])) + 1;
  return { kind: 'single', value: elements?.get(at) };
}

function* indirect(shell: Shell, part: ParameterExpansionPart, name: string, quoted: boolean): Task<Piece[]> {
  const target = shell.get(name);
  if (target === undefined || target === '') {
    yield* shell.complain(`${name}: invalid indirect expansion`);
    throw shell.fatal(1);
  }
  const [, base = target, index] = /^([A-Za-z_]\w*)\[(.*)\]$/.exec(target) ?? [];
  const value = yield* valueOf(shell, base, index);
  return yield* applyOperation(shell, { name: base, index, text: part.text }, value, part.operation, quoted);
}

/** Status of a shell that ends because a parameter is not set. */
function unsetStatus(shell: Shell): number {
  if (shell.dialect !== 'bash') return 2;
  return shell.input === 'command' && shell.subshell === 0 ? 127 : 1;
}

function* demandSet(shell: Shell, name: string): Task {
  if (!shell.options.has('nounset') || name === '@' || name === '*') return;
  yield* shell.complain(shell.dialect === 'bash' ? `${name}: unbound variable` : `${name}: parameter not set`);
  throw shell.fatal(unsetStatus(shell));
}

const single = (text: string, quoted: boolean): Piece => ({ text, quoted, split: !quoted });

function listPieces(shell: Shell, values: readonly string[], star: boolean, quoted: boolean): Piece[] {
  if (star && quoted) return [single(joined(values, shell.get('IFS')), true)];
  return values.flatMap((value, index): Piece[] =>
    index === 0 ? [single(value, quoted)] : ['break', single(value, quoted)],
  );
}

function valuePieces(shell: Shell, value: Value, quoted: boolean): Piece[] {
  return value.kind === 'list'
    ? listPieces(shell, value.values, value.star, quoted)
    : [single(value.value ?? '', quoted)];
}

function isUnset(value: Value, nullToo: boolean): boolean {
  if (value.kind === 'list') return value.values.length === 0 || (nullToo && value.values.every((item) => item === ''));
  return value.value === undefined || (nullToo && value.value === '');
}

function* applyOperation(
  shell: Shell,
  target: Target,
  value: Value,
  operation: ParameterOperation | undefined,
  quoted: boolean,
): Task<Piece[]> {
  if (operation?.type !== 'Default' && value.kind === 'single' && value.value === undefined)
    yield* demandSet(shell, target.name);
  switch (operation?.type) {
    case undefined:
    case 'Names':
    case 'Unknown':
      return valuePieces(shell, value, quoted);
    case 'Default': {
      const unset = isUnset(value, operation.operator.startsWith(':'));
      switch (operation.operator.at(-1)) {
        case '-':
          return unset
            ? yield* shell.interpreter.expandOperand(shell, operation.operand, quoted)
            : valuePieces(shell, value, quoted);
        case '+':
          return unset
            ? value.kind === 'list'
              ? []
              : [single('', quoted)]
            : yield* shell.interpreter.expandOperand(shell, operation.operand, quoted);
        case '=': {
          if (!unset) return valuePieces(shell, value, quoted);
          if (!/^[A-Za-z_]/.test(target.name)) {
            yield* shell.complain(`$${target.name}: cannot assign in this way`);
            throw shell.fatal(1);
          }
          const text = yield* shell.interpreter.textOf(shell, operation.operand);
          if (!(yield* shell.set(target.name, text))) throw shell.fatal(shell.dialect === 'bash' ? 1 : 2);
          return [single(text, quoted)];
        }
        default: {
          if (!unset) return valuePieces(shell, value, quoted);
          const given = yield* shell.interpreter.textOf(shell, operation.operand);
          const standard =
            operation.operator.startsWith(':') || shell.dialect === 'ash'
              ? 'parameter null or not set'
              : 'parameter not set';
          const text =
            given ||
            (shell.dialect === 'bash'
              ? standard
              : operation.operator.startsWith(':')
                ? 'parameter not set or null'
                : 'parameter not set');
          yield* shell.complain(`${target.name}: ${text}`);
          throw shell.fatal(unsetStatus(shell));
        }
      }
    }
    case 'Remove': {
      const pattern = yield* shell.interpreter.patternOf(shell, operation.operand);
      return valuePieces(
        shell,
        map(value, (text) => removePattern(text, pattern, operation.operator)),
        quoted,
      );
    }
    case 'Replace': {
      const pattern = yield* shell.interpreter.patternOf(shell, operation.pattern);
      const replacement = yield* shell.interpreter.textOf(shell, operation.replacement);
      return valuePieces(
        shell,
        map(value, (text) => replacePattern(text, pattern, replacement, operation.operator)),
        quoted,
      );
    }
    case 'Slice': {
      const offset = Number(yield* arithmetic(shell, yield* shell.interpreter.textOf(shell, operation.offset)));
      const length = operation.length
        ? Number(yield* arithmetic(shell, yield* shell.interpreter.textOf(shell, operation.length)))
        : undefined;
      return yield* slice(shell, target, value, offset, length, quoted);
    }
    case 'CaseModification': {
      const pattern = operation.operand ? yield* shell.interpreter.patternOf(shell, operation.operand) : '?';
      return valuePieces(
        shell,
        map(value, (text) => changeCase(text, operation.operator, pattern)),
        quoted,
      );
    }
    case 'Transform':
      return valuePieces(
        shell,
        map(value, (text) => transform(text, operation.operand.value)),
        quoted,
      );
  }
}

function map(value: Value, change: (text: string) => string): Value {
  if (value.kind === 'list') return { ...value, values: value.values.map(change) };
  return { kind: 'single', value: change(value.value ?? '') };
}

/** `#`, `##`, `%`, `%%`: the text without the shortest or longest part that the pattern matches at its start or end. */
export function removePattern(text: string, pattern: string, operator: '#' | '##' | '%' | '%%'): string {
  const length = text.length;
  const fromStart = operator.startsWith('#');
  for (let step = 0; step <= length; step++) {
    const size = operator.length === 1 ? step : length - step;
    const cut = fromStart ? text.slice(0, size) : text.slice(length - size);
    if (matches(pattern, cut)) return fromStart ? text.slice(size) : text.slice(0, length - size);
  }
  return text;
}

function replacePattern(text: string, pattern: string, replacement: string, operator: string): string {
  const source = patternSource(pattern);
  if (pattern === '') return operator === '/#' ? replacement + text : operator === '/%' ? text + replacement : text;
  const anchored = operator === '/#' ? `^(?:${source})` : operator === '/%' ? `(?:${source})$` : source;
  return text.replace(new RegExp(anchored, operator === '//' ? 'sug' : 'su'), (match) =>
    match === '' && operator === '//' ? '' : replacement,
  );
}

function* slice(
  shell: Shell,
  target: Target,
  value: Value,
  offset: number,
  length: number | undefined,
  quoted: boolean,
): Task<Piece[]> {
  if (value.kind === 'list') {
    const isParameters = target.name === '@' || target.name === '*';
    const all = isParameters ? [shell.name, ...value.values] : value.values;
    const from = offset < 0 ? all.length + offset : offset;
    if (length !== undefined && length < 0) {
      yield* shell.complain(`${length}: substring expression < 0`);
      throw shell.fatal(1);
    }
    const values =
      from < 0
        ? []
        : all.slice(isParameters && offset === 0 ? 0 : from, length === undefined ? undefined : from + length);
    return listPieces(shell, values, value.star, quoted);
  }
  const characters = [...(value.value ?? '')];
  const from = offset < 0 ? characters.length + offset : offset;
  const end = length === undefined ? characters.length : length < 0 ? characters.length + length : from + length;
  if (length !== undefined && length < 0 && end < from) {
    yield* shell.complain(`${length}: substring expression < 0`);
    throw shell.fatal(1);
  }
  return [single(from < 0 || from > characters.length ? '' : characters.slice(from, end).join(''), quoted)];
}

function changeCase(text: string, operator: string, pattern: string): string {
  const change = (character: string): string => {
    if (!matches(pattern, character)) return character;
    return operator.startsWith('^') ? character.toUpperCase() : character.toLowerCase();
  };
  if (operator.length === 2) return [...text].map(change).join('');
  const [first = '', ...rest] = [...text];
  return change(first) + rest.join('');
}

function transform(text: string, operator: string): string {
  switch (operator) {
    case 'Q':
      return `'${text.replaceAll("'", "'\\''")}'`;
    case 'U':
      return text.toUpperCase();
    case 'L':
      return text.toLowerCase();
    case 'u':
      return text.charAt(0).toUpperCase() + text.slice(1);
    default:
      return text;
  }
}
