// Tuples with named fields, as `sys.version_info`, `os.stat_result` and `time.struct_time` are.
import type { Task } from '../../../kernel/task.ts';
import { repr } from './text.ts';
import { builtinClass, methods, tupleType } from './types.ts';
import { PyTuple, type PyClass, type Value } from './values.ts';

/** Makes records of a class. `hidden` fields can be read by name only. */
export interface RecordClass {
  readonly cls: PyClass;
  make(values: readonly Value[], hidden?: Readonly<Record<string, Value>>): PyTuple;
}

/** A class of tuples whose items have names. */
export function recordClass(name: string, fields: readonly string[]): RecordClass {
  const cls = builtinClass(name, [tupleType]);
  methods(cls, {
    *__repr__(thread, [self]): Task<Value> {
      const parts: string[] = [];
      for (const [at, item] of (self as PyTuple).items.entries())
        parts.push(`${fields[at]}=${yield* repr(thread, item)}`);
      return `${name}(${parts.join(', ')})`;
    },
  });
  return {
    cls,
    make: (values, hidden = {}) => {
      const made = new PyTuple(cls, values);
      made.attrs = new Map([...fields.map((field, at) => [field, values[at]] as const), ...Object.entries(hidden)]);
      return made;
    },
  };
}
