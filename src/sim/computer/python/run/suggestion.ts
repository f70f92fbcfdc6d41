// `Did you mean: …?`: names that are near to one that does not exist (as traceback.py looks for them).
import { standardModules } from '../modules/standard.ts';
import { PyClass, type PyException, type Value } from '../objects/values.ts';
import type { Frame } from './frame.ts';
import { namesOf } from './special.ts';
import type { Thread } from './thread.ts';

const moveCost = 2;
const caseCost = 1;

/** What is added to the text of an exception; empty when nothing is near. */
export function suggestion(thread: Thread, exception: PyException): string {
  const name = exception.attrs.get('name');
  if (typeof name !== 'string' || exception.args.length !== 1) return '';
  const is = (type: string): boolean =>
    exception.cls.name === type ||
    (exception.cls.mro.some((cls) => cls.name === type && !cls.heap) && !exception.cls.heap);
  if (is('AttributeError') && exception.attrs.has('obj')) {
    const near = nearest(name, namesOf(exception.attrs.get('obj')));
    return near === undefined ? '' : `. Did you mean: '${near}'?`;
  }
  if (!is('NameError') || is('UnboundLocalError')) return '';
  const last = exception.trace.at(-1);
  if (!last) return '';
  const frame = last.frame as Frame;
  const known = [
    ...frame.code.locals,
    ...frame.code.cells,
    ...frame.code.free,
    ...strings(frame.globals.map.keys()),
    ...strings(frame.builtins.map.keys()),
  ];
  if (frame.code.locals[0] === 'self' && has(frame.locals[0], name)) return `. Did you mean: 'self.${name}'?`;
  const near = nearest(name, known);
  const imports = standardModules.has(name);
  if (near !== undefined) return `. Did you mean: '${near}'?${imports && thread.interpreter.series >= 12 ? '' : ''}`;
  return imports && thread.interpreter.series >= 12 ? `. Did you forget to import '${name}'?` : '';
}

const has = (object: Value, name: string): boolean =>
  object instanceof Object &&
  'attrs' in object &&
  !(object instanceof PyClass) &&
  ((object.attrs as Map<string, Value> | undefined)?.has(name) ?? false);

const strings = (names: Iterable<Value>): string[] =>
  [...names].filter((name): name is string => typeof name === 'string');

/** The nearest name; undefined when none is near enough. */
function nearest(wrong: string, names: readonly string[]): string | undefined {
  if (names.length > 750 || wrong.length > 40) return undefined;
  let best: string | undefined;
  let bestDistance = Infinity;
  for (const name of [...new Set(names)].sort()) {
    if (name === wrong || (name.startsWith('_') && !wrong.startsWith('_') && name.startsWith('__'))) continue;
    const limit = Math.min(Math.floor(((wrong.length + name.length + 3) * moveCost) / 6), bestDistance - 1);
    const distance = levenshtein(wrong, name, limit);
    if (distance > limit) continue;
    best = name;
    bestDistance = distance;
  }
  return best;
}

function levenshtein(from: string, to: string, limit: number): number {
  let a = from;
  let b = to;
  while (a !== '' && b !== '' && b.startsWith(a.charAt(0))) [a, b] = [a.slice(1), b.slice(1)];
  while (a !== '' && b !== '' && a.at(-1) === b.at(-1)) [a, b] = [a.slice(0, -1), b.slice(0, -1)];
  if (a === '' || b === '') return moveCost * (a.length + b.length);
  if (Math.abs(a.length - b.length) * moveCost > limit) return limit + 1;
  let row = Array.from({ length: a.length + 1 }, (_, index) => index * moveCost);
  for (let y = 1; y <= b.length; y++) {
    const next = [y * moveCost];
    for (let x = 1; x <= a.length; x++) {
      const p = a[x - 1] ?? '';
      const q = b[y - 1] ?? '';
      const change = p === q ? 0 : p.toLowerCase() === q.toLowerCase() ? caseCost : moveCost;
      next.push(Math.min((row[x - 1] ?? 0) + change, (row[x] ?? 0) + moveCost, (next[x - 1] ?? 0) + moveCost));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
