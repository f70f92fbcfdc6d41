// What modules of ours in TypeScript are made of.
import { methods, native } from '../objects/types.ts';
import type { NativeCode, PyClass, PyDict, Value } from '../objects/values.ts';

/** Adds functions to a module. */
export function addFunctions(names: PyDict, table: Readonly<Record<string, NativeCode>>): void {
  for (const [name, run] of Object.entries(table)) names.set(name, native(name, run));
}

/** Adds values to a module. */
export function addValues(names: PyDict, table: Readonly<Record<string, Value>>): void {
  for (const [name, value] of Object.entries(table)) names.set(name, value);
}

/** Gives a class of ours its methods, and the module that it says it is of. */
export function define(cls: PyClass, module: string, table: Readonly<Record<string, NativeCode>>): PyClass {
  methods(cls, table);
  cls.set('__module__', module);
  return cls;
}
