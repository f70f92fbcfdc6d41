// The built-in classes, and making new ones: the order of resolution (C3), and what class each value has.
import {
  Cell,
  ellipsis,
  notImplemented,
  PyBytes,
  PyClass,
  PyDict,
  PyFloat,
  PyInstance,
  PyIterator,
  PyList,
  PyMethod,
  PyNative,
  PyObject,
  PySet,
  PyTuple,
  type NativeCode,
  type Value,
} from './values.ts';

/** The linearisation of a class; undefined when its bases contradict each other. */
export function linearise(cls: PyClass, bases: readonly PyClass[]): PyClass[] | undefined {
  const lists = [...bases.map((base) => [...base.mro]), [...bases]];
  const result = [cls];
  while (lists.some((list) => list.length > 0)) {
    let next: PyClass | undefined;
    for (const [head] of lists)
      if (head && !lists.some((list) => list.indexOf(head) > 0)) {
        next = head;
        break;
      }
    if (!next) return undefined;
    result.push(next);
    for (const list of lists) if (list[0] === next) list.shift();
  }
  return result;
}

const seed = new PyClass(undefined as unknown as PyClass, 'type', [], new Map(), false);
seed.cls = seed;

export const typeType = seed;

/** A class of ours. */
export function builtinClass(
  name: string,
  bases: readonly PyClass[] = [objectType],
  meta: PyClass = typeType,
): PyClass {
  const cls = new PyClass(meta, name, bases, new Map(), false);
  cls.mro = linearise(cls, bases) ?? [cls];
  for (const base of bases) base.subclasses.push(cls);
  return cls;
}

export const objectType: PyClass = builtinClass('object', []);
typeType.mro = [typeType, objectType];

export const noneType = builtinClass('NoneType');
export const intType = builtinClass('int');
export const boolType = builtinClass('bool', [intType]);
export const floatType = builtinClass('float');
export const strType = builtinClass('str');
export const bytesType = builtinClass('bytes');
export const bytearrayType = builtinClass('bytearray');
export const tupleType = builtinClass('tuple');
export const listType = builtinClass('list');
export const dictType = builtinClass('dict');
export const setType = builtinClass('set');
export const frozensetType = builtinClass('frozenset');
export const rangeType = builtinClass('range');
export const sliceType = builtinClass('slice');
export const functionType = builtinClass('function');
export const nativeType = builtinClass('builtin_function_or_method');
export const methodType = builtinClass('method');
export const moduleType = builtinClass('module');
export const generatorType = builtinClass('generator');
export const coroutineType = builtinClass('coroutine');
export const asyncGeneratorType = builtinClass('async_generator');
export const iteratorType = builtinClass('iterator');
export const propertyType = builtinClass('property');
export const staticmethodType = builtinClass('staticmethod');
export const classmethodType = builtinClass('classmethod');
export const superType = builtinClass('super');
export const ellipsisType = builtinClass('ellipsis');
export const notImplementedType = builtinClass('NotImplementedType');
export const cellType = builtinClass('cell');
export const tracebackType = builtinClass('traceback');
export const codeType = builtinClass('code');
export const genericAliasType = builtinClass('types.GenericAlias');

/** The class of any value. */
export function typeOf(value: Value): PyClass {
  switch (typeof value) {
    case 'number':
    case 'bigint':
      return intType;
    case 'string':
      return strType;
    case 'boolean':
      return boolType;
    default:
      if (value instanceof PyObject) return value.cls;
      if (value instanceof PyFloat) return floatType;
      if (value === null || value === undefined) return noneType;
      if (value === ellipsis) return ellipsisType;
      if (value === notImplemented) return notImplementedType;
      if (value instanceof Cell) return cellType;
      return objectType;
  }
}

export const tuple = (items: readonly Value[]): PyTuple => new PyTuple(tupleType, items);
export const list = (items: Value[]): PyList => new PyList(listType, items);
export const dict = (): PyDict => new PyDict(dictType);
export const set = (): PySet => new PySet(setType);
export const bytes = (value: Uint8Array): PyBytes => new PyBytes(bytesType, value);
export const float = (value: number): PyFloat => new PyFloat(value);
export const instance = (cls: PyClass): PyInstance => new PyInstance(cls);
export const native = (name: string, run: NativeCode): PyNative => new PyNative(nativeType, name, run, false);
export const method = (self: Value, func: Value): PyMethod => new PyMethod(methodType, self, func);

/** An iterator over what a JavaScript iterator gives. */
export function iterator(items: Iterable<Value>, cls: PyClass = iteratorType): PyIterator {
  const source = items[Symbol.iterator]();
  return new PyIterator(cls, () => {
    const step = source.next();
    return step.done ? undefined : step.value;
  });
}

/** Adds methods to a class of ours. */
export function methods(cls: PyClass, table: Readonly<Record<string, NativeCode>>): void {
  for (const [name, run] of Object.entries(table)) cls.set(name, new PyNative(nativeType, name, run, true));
}

/** The name of a value's class. */
export const typeName = (value: Value): string => typeOf(value).name;
