// Assignments to variables and arrays.
import type { ArrayValue, Assignment } from 'unbash';
import { sleep, type Task } from '../../../kernel/task.ts';
import { arithmetic } from '../expand/arithmetic-text.ts';
import { fieldsOfWord, textOf } from '../expand/word.ts';
import type { Shell } from '../shell.ts';
import { parseWord } from '../syntax.ts';
import { scalarOf } from '../variables.ts';

/** Does one assignment; false, after a message, if the variable is read-only. */
export function* assign(shell: Shell, assignment: Assignment): Task<boolean> {
  const { name, value } = assignment;
  if (value.type === 'ArrayValue') return yield* assignArray(shell, assignment);
  const text = yield* textOf(shell, value, 'assignment');
  if (assignment.index) {
    if (!(yield* isWritable(shell, name))) return false;
    const key = yield* keyOf(shell, name, yield* textOf(shell, assignment.index));
    const elements = elementsFor(shell, name);
    elements.set(key, assignment.append ? (elements.get(key) ?? '') + text : text);
    store(shell, name, elements);
    return true;
  }
  const integer = shell.variables.get(name)?.integer;
  if (integer) {
    const before = assignment.append ? `${shell.get(name) ?? 0}+` : '';
    return yield* shell.set(name, String(yield* arithmetic(shell, before + text)));
  }
  const done = yield* shell.set(name, text, assignment.append ?? false);
  if (text.length >= large) yield* accountFor(shell, text.length);
  return done;
}

/** From this length on (bytes) a value counts as memory of the process. */
const large = 1 << 16;
/** Longer values (bytes) than this cannot be held; a real machine would be out of memory not much later. */
const largest = 1 << 27;

/** Large values count: beyond the limit of its container, or of the machine, the kernel kills the process. */
function* accountFor({ process, variables }: Shell, length: number): Task {
  let held = 0;
  for (const name of variables.names()) held += scalarOf(variables.get(name))?.length ?? 0;
  process.useMemory(length > largest ? process.machine.memory + 1 : usualMemory + held);
  // Where a process that has been killed for it ends.
  yield* sleep(0);
}

/** Resident bytes of a shell with little in it. */
const usualMemory = 1 << 20;

/** `name=value` as one argument, its value expanded as in an assignment. */
export function* textOfAssignment(shell: Shell, assignment: Assignment): Task<string> {
  if (assignment.value.type === 'ArrayValue') return assignment.name;
  const value = yield* textOf(shell, assignment.value, 'assignment');
  const index = assignment.index ? `[${yield* textOf(shell, assignment.index)}]` : '';
  return `${assignment.name}${index}${assignment.append ? '+' : ''}=${value}`;
}

/** `name=(…)` */
export function* assignArray(shell: Shell, assignment: Assignment): Task<boolean> {
  const { name, value } = assignment;
  if (value.type !== 'ArrayValue') return true;
  if (!(yield* isWritable(shell, name))) return false;
  const elements = assignment.append ? elementsFor(shell, name) : new Map<string | number, string>();
  yield* fill(shell, name, value, elements);
  store(shell, name, elements);
  return true;
}

function* fill(shell: Shell, name: string, value: ArrayValue, elements: Map<string | number, string>): Task {
  let next = Math.max(-1, ...[...elements.keys()].filter((key) => typeof key === 'number')) + 1;
  for (const element of value.elements) {
    const keyed = /^\[([^\]]*)\](\+?)=(.*)$/s.exec(element.text);
    if (keyed) {
      const [, index = '', , text = ''] = keyed;
      const indexWord = index === '' ? undefined : parseWord(index);
      const key = yield* keyOf(shell, name, indexWord ? yield* textOf(shell, indexWord) : index);
      const word = text === '' ? undefined : parseWord(text);
      elements.set(key, word ? yield* textOf(shell, word) : text);
      if (typeof key === 'number') next = key + 1;
    } else for (const field of yield* fieldsOfWord(shell, element)) elements.set(next++, field);
  }
}

function* isWritable(shell: Shell, name: string): Task<boolean> {
  if (!shell.variables.get(name)?.readOnly) return true;
  yield* shell.complain(`${name}: readonly variable`);
  return false;
}

function* keyOf(shell: Shell, name: string, index: string): Task<string | number> {
  const variable = shell.variables.get(name);
  if (variable?.kind === 'associative') return index;
  const at = Number(yield* arithmetic(shell, index));
  if (at >= 0) return at;
  const keys =
    variable?.kind === 'array' ? [...((variable.value as ReadonlyMap<number, string> | undefined)?.keys() ?? [])] : [];
  return at + Math.max(-1, ...keys) + 1;
}

function elementsFor(shell: Shell, name: string): Map<string | number, string> {
  const variable = shell.variables.get(name);
  if (variable && variable.kind !== 'scalar')
    return new Map(variable.value as ReadonlyMap<string | number, string> | undefined);
  const scalar = scalarOf(variable);
  return new Map(scalar === undefined ? [] : [[0, scalar]]);
}

function store(shell: Shell, name: string, elements: ReadonlyMap<string | number, string>): void {
  const kind = shell.variables.get(name)?.kind === 'associative' ? 'associative' : 'array';
  shell.variables.update(name, { kind, value: elements as ReadonlyMap<string, string> });
}
