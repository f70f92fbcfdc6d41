// Methods of `object`, `type` and the classes that describe others: unions, aliases, properties, `super`, ranges, slices.
import type { Task } from '../../../kernel/task.ts';
import { classPath, repr } from '../objects/text.ts';
import {
  functionType,
  nativeType,
  methodType,
  builtinClass,
  classmethodType,
  genericAliasType,
  methods,
  noneType,
  objectType,
  propertyType,
  rangeType,
  sliceType,
  staticmethodType,
  superType,
  tuple,
  typeOf,
  typeType,
} from '../objects/types.ts';
import {
  ellipsis,
  PyClass,
  type PyDict,
  PyInstance,
  PyProperty,
  PyRange,
  PySlice,
  PySuper,
  PyTuple,
  PyWrapper,
  type Value,
} from '../objects/values.ts';
import { makeClass } from '../run/build-class.ts';
import { construct } from '../run/calls.ts';
import { contains, iterateFast } from '../run/containers.ts';
import type { Thread } from '../run/thread.ts';
import { whole } from './length.ts';

function superOf(thread: Thread, args: readonly Value[]): Value {
  const [start, self] = args;
  if (start instanceof PyClass) return new PySuper(superType, start, self ?? null);
  const { frame } = thread;
  const at = frame ? frame.code.free.indexOf('__class__') : -1;
  const cls = frame && at >= 0 ? frame.cells[frame.code.cells.length + at]?.value : undefined;
  if (!frame || !(cls instanceof PyClass)) throw thread.error('RuntimeError', 'super(): __class__ cell not found');
  const cell = frame.code.cellArgs.find(([, local]) => local === 0);
  return new PySuper(superType, cls, cell ? frame.cells[cell[0]]?.value : frame.locals[0]);
}

methods(objectType, {
  __new__: (_thread, [cls]) => new PyInstance(cls as PyClass),
  __init__: (thread, [self, ...args], kw) => {
    const cls = typeOf(self);
    if ((args.length > 0 || (kw?.size ?? 0) > 0) && cls.lookup('__new__') === objectType.dict.get('__new__'))
      throw thread.error(
        'TypeError',
        cls.lookup('__init__') === objectType.dict.get('__init__')
          ? `${cls.name}() takes no arguments`
          : 'object.__init__() takes exactly one argument (the instance to initialize)',
      );
    return null;
  },
});

methods(typeType, {
  *__new__(thread, [meta, title, bases, space], kw): Task<Value> {
    if (bases === undefined) return typeOf(title);
    return yield* makeClass(thread, meta as PyClass, title as string, (bases as PyTuple).items, space as PyDict, kw);
  },
  __init__: () => null,
  *__call__(thread, [cls, ...args], kw): Task<Value> {
    return yield* construct(thread, cls as PyClass, args, kw);
  },
  __or__: (_thread, [self, other]) => {
    const made = new PyInstance(unionType);
    made.attrs.set(
      '__args__',
      tuple(
        [self, other === null ? noneType : other].flatMap((one) =>
          one instanceof PyInstance && one.cls === unionType ? (one.attrs.get('__args__') as PyTuple).items : [one],
        ),
      ),
    );
    return made;
  },
});
const unionType = builtinClass('types.UnionType');

/** A type as the representations of aliases and unions show it. */
function* shownType(thread: Thread, value: Value): Task<string> {
  if (value === noneType) return 'None';
  if (value === ellipsis) return '...';
  return value instanceof PyClass ? classPath(value) : yield* repr(thread, value);
}

function* shownTypes(thread: Thread, value: Value): Task<string[]> {
  const shown: string[] = [];
  for (const item of value instanceof PyTuple ? value.items : []) shown.push(yield* shownType(thread, item));
  return shown;
}

methods(unionType, {
  *__repr__(thread, [self]) {
    return (yield* shownTypes(thread, (self as PyInstance).attrs.get('__args__'))).join(' | ');
  },
  *__or__(thread, [self, other]): Task<Value> {
    return yield* thread.call(typeType.lookup('__or__'), [self, other]);
  },
});
methods(genericAliasType, {
  *__repr__(thread, [self]) {
    const { attrs } = self as PyInstance;
    return `${yield* shownType(thread, attrs.get('__origin__'))}[${(yield* shownTypes(thread, attrs.get('__args__'))).join(', ')}]`;
  },
  *__call__(thread, [self, ...args], kw) {
    return yield* thread.call((self as PyInstance).attrs.get('__origin__'), args, kw);
  },
  *__or__(thread, [self, other]): Task<Value> {
    return yield* thread.call(typeType.lookup('__or__'), [self, other]);
  },
  __mro_entries__: (_thread, [self]) => tuple([(self as PyInstance).attrs.get('__origin__')]),
});

for (const cls of [functionType, nativeType, methodType])
  methods(cls, {
    *__call__(thread, [self, ...args], kw) {
      return yield* thread.call(self, args, kw);
    },
  });
methods(rangeType, {
  __new__: (thread, [cls, ...args]) => {
    const [a, b, c] = args.map((arg) => whole(thread, arg));
    if (c === 0) throw thread.error('ValueError', 'range() arg 3 must not be zero');
    if (a === undefined) throw thread.error('TypeError', 'range expected at least 1 argument, got 0');
    return new PyRange(cls as PyClass, b === undefined ? 0 : a, b ?? a, c ?? 1);
  },
  __iter__: (_thread, [self]) => iterateFast(self),
  __len__: (_thread, [self]) => (self as PyRange).length,
  *index(thread, [self, item]) {
    const range = self as PyRange;
    if (!(yield* contains(thread, range, item))) throw thread.error('ValueError', `${String(item)} is not in range`);
    return (Number(item) - range.start) / range.step;
  },
  *count(thread, [self, item]) {
    return (yield* contains(thread, self, item)) ? 1 : 0;
  },
});
methods(sliceType, {
  __new__: (_thread, [cls, a = null, b, c = null]) =>
    new PySlice(cls as PyClass, b === undefined ? null : a, b === undefined ? a : b, c),
});
methods(propertyType, {
  __new__: (_thread, [cls, ...args], kw) =>
    new PyProperty(
      cls as PyClass,
      args[0] ?? kw?.get('fget') ?? null,
      args[1] ?? kw?.get('fset') ?? null,
      args[2] ?? kw?.get('fdel') ?? null,
    ),
});
for (const cls of [staticmethodType, classmethodType])
  methods(cls, { __new__: (_thread, [own, func]) => new PyWrapper(own as PyClass, func) });
methods(superType, {
  __new__: (thread, [, ...args]) => superOf(thread, args),
});
