// Variables in a compose file: `$NAME`, `${NAME}`, `${NAME:-default}`, `:?error`, `:+other` and their forms without colon.
import { castFor } from './casts.ts';
import { Fault, isFault } from './fault.ts';
import { isMapping, isSequence, showPath, type Mapping, type Tree, type TreePath } from './tree.ts';

/** What a variable is, and who wants to know that one is not set. */
export interface Variables {
  readonly get: (name: string) => string | undefined;
  readonly unset: (name: string) => void;
  /** A text that YAML 1.2 no longer takes for a truth value. */
  readonly oldBoolean?: (text: string, meaning: boolean) => void;
}

/** A variable that must be there is not. */
class Missing extends Fault {}

/** One use of a variable in a text. */
export interface Reference {
  readonly name: string;
  /** `:-`, `-`, `:?`, `?`, `:+`, `+`, or nothing. */
  readonly operator: string;
  readonly operand: string;
}

const operatorForm = /^(:?[-+?])([\s\S]*)$/;

/** Splits a text into literal parts and uses of variables; undefined when it is no template. */
export function splitTemplate(text: string): (string | Reference)[] | undefined {
  const parts: (string | Reference)[] = [];
  let at = 0;
  while (at < text.length) {
    const dollar = text.indexOf('$', at);
    if (dollar < 0) break;
    parts.push(text.slice(at, dollar));
    const rest = text.slice(dollar + 1);
    if (rest.startsWith('$')) {
      parts.push('$');
      at = dollar + 2;
      continue;
    }
    const named = /^[_a-zA-Z][_a-zA-Z0-9]*/.exec(rest)?.[0];
    if (named !== undefined) {
      parts.push({ name: named, operator: '', operand: '' });
      at = dollar + 1 + named.length;
      continue;
    }
    if (!rest.startsWith('{')) {
      parts.push('$');
      at = dollar + 1;
      continue;
    }
    const name = /^\{([_a-zA-Z][_a-zA-Z0-9]*)/.exec(rest)?.[1];
    const end = name === undefined ? -1 : closingBrace(text, dollar);
    if (name === undefined || end < 0) return undefined;
    const inside = text.slice(dollar + 2 + name.length, end);
    const operation = operatorForm.exec(inside);
    if (inside !== '' && !operation) return undefined;
    parts.push({ name, operator: operation?.[1] ?? '', operand: operation?.[2] ?? '' });
    at = end + 1;
  }
  parts.push(text.slice(at));
  return parts;
}

/** The brace that closes the one after a dollar; where none is balanced the last of the line. */
function closingBrace(text: string, dollar: number): number {
  let open = 0;
  let last = -1;
  for (let at = dollar; at < text.length && text[at] !== '\n'; at++) {
    if (text[at] === '}') {
      last = at;
      if (--open === 0) return at;
    } else if (text.startsWith('${', at)) {
      open++;
      at++;
    }
  }
  return last;
}

/** Fills in a text. */
export function substitute(text: string, variables: Variables): string | Fault {
  const parts = splitTemplate(text);
  if (!parts) return new Fault(text);
  let result = '';
  for (const part of parts) {
    const value = typeof part === 'string' ? part : evaluate(part, variables);
    if (isFault(value)) return value;
    result += value;
  }
  return result;
}

function evaluate({ name, operator, operand }: Reference, variables: Variables): string | Fault {
  const value = variables.get(name);
  const missing = operator.startsWith(':') ? value === undefined || value === '' : value === undefined;
  switch (operator.at(-1)) {
    case undefined:
      if (value === undefined) variables.unset(name);
      return value ?? '';
    case '-':
      return missing ? substitute(operand, variables) : (value ?? '');
    case '+':
      return missing ? '' : substitute(operand, variables);
    default: {
      if (!missing) return value ?? '';
      const reason = substitute(operand, variables);
      if (isFault(reason)) return reason;
      return new Missing(`required variable ${name} is missing a value${reason === '' ? '' : `: ${reason}`}`);
    }
  }
}

/** Fills in all texts of a file, and turns them into numbers and truth values where the format has such. */
export function interpolate(value: Mapping, variables: Variables): Mapping | Fault {
  return walk(value, [], variables) as Mapping | Fault;
}

function walk(value: Tree, path: TreePath, variables: Variables): Tree | Fault {
  if (typeof value === 'string') {
    const filled = substitute(value, variables);
    if (isFault(filled)) return explain(filled, path);
    const cast = castFor(path);
    if (!cast) return filled;
    const result = cast(filled);
    if (typeof result === 'boolean' && !/^(?:true|false)$/i.test(filled)) variables.oldBoolean?.(filled, result);
    return isFault(result)
      ? new Fault(`error while interpolating ${showPath(path)}: failed to cast to expected type: ${result.error}`)
      : result;
  }
  if (isSequence(value)) {
    const items: Tree[] = [];
    for (const item of value) {
      const result = walk(item, [...path, '[]'], variables);
      if (isFault(result)) return result;
      items.push(result);
    }
    return items;
  }
  if (!isMapping(value)) return value;
  const entries: [string, Tree][] = [];
  for (const [key, item] of Object.entries(value)) {
    const result = walk(item, [...path, key], variables);
    if (isFault(result)) return result;
    entries.push([key, result]);
  }
  return Object.fromEntries(entries);
}

const explain = (fault: Fault, path: TreePath): Fault =>
  new Fault(
    fault instanceof Missing
      ? `error while interpolating ${showPath(path)}: ${fault.error}`
      : `invalid interpolation format for ${showPath(path)}.
You may need to escape any $ with another $.
${fault.error}`,
  );

/** Every variable that a tree mentions, in their order. */
export function references(value: Tree): Reference[] {
  if (typeof value === 'string') return referencesOf(value);
  if (isSequence(value)) return value.flatMap((item) => references(item));
  return isMapping(value) ? Object.values(value).flatMap((item) => references(item)) : [];
}

const referencesOf = (text: string): Reference[] =>
  (splitTemplate(text) ?? []).filter((part): part is Reference => typeof part !== 'string');
