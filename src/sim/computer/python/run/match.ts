// The tests of `match` that look into objects.
import type { Task } from '../../../kernel/task.ts';
import { isException } from '../objects/exceptions.ts';
import { hashKey } from '../objects/hash.ts';
import { dict, typeOf } from '../objects/types.ts';
import { PyClass, type PyDict, PyTuple, Raised, type Value } from '../objects/values.ts';
import { getAttribute } from './attributes.ts';
import { skipPush } from './frame.ts';
import type { Thread } from './thread.ts';

/** Takes the keys and the subject; leaves the values, the first on top (above them what is left over), then whether all were there. */
export function matchKeys(thread: Thread, stack: Value[], rest: boolean): void {
  const keys = (stack.pop() as PyTuple).items;
  const subject = stack.pop() as PyDict;
  const values: Value[] = [];
  const used = new Set<Value>();
  for (const key of keys) {
    const hash = hashKey(thread, key, subject.map);
    const entry = subject.map.get(hash);
    if (!entry) {
      stack.push(false);
      return;
    }
    used.add(hash);
    values.push(entry.value);
  }
  stack.push(...values.reverse());
  if (rest) {
    const others = dict();
    for (const [hash, entry] of subject.map) if (!used.has(hash)) others.map.set(hash, { ...entry });
    stack.push(others);
  }
  stack.push(true);
}

const selfMatching = new Set([
  'bool',
  'bytearray',
  'bytes',
  'dict',
  'float',
  'frozenset',
  'int',
  'list',
  'set',
  'str',
  'tuple',
]);

/** Takes the class and the subject; leaves the attributes, the first on top, then true; or only false. */
export function* matchClass(thread: Thread, stack: Value[], [positional, names]: [number, string[]]): Task<Value> {
  const cls = stack.pop();
  const subject = stack.pop();
  if (!(cls instanceof PyClass)) throw thread.error('TypeError', 'called match pattern must be a class');
  if (!typeOf(subject).isSubclass(cls)) {
    stack.push(false);
    return skipPush;
  }
  const values: Value[] = [];
  const all: string[] = [];
  if (positional > 0) {
    const args = cls.lookup('__match_args__');
    if (args instanceof PyTuple) {
      if (args.items.length < positional)
        throw thread.error(
          'TypeError',
          `${cls.name}() accepts ${args.items.length} positional sub-pattern${args.items.length === 1 ? '' : 's'} (${positional} given)`,
        );
      all.push(...(args.items.slice(0, positional) as string[]));
    } else if (cls.mro.some((one) => !one.heap && selfMatching.has(one.name)) && positional === 1) values.push(subject);
    else throw thread.error('TypeError', `${cls.name}() accepts 0 positional sub-patterns (${positional} given)`);
  }
  for (const name of [...all, ...names]) {
    try {
      values.push(yield* getAttribute(thread, subject, name));
    } catch (error) {
      if (!(error instanceof Raised) || !isException(error.exception, 'AttributeError')) throw error;
      stack.push(false);
      return skipPush;
    }
  }
  stack.push(...values.reverse(), true);
  return skipPush;
}
