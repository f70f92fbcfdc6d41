// Methods of bytes and bytearray.
import type { Task } from '../../../kernel/task.ts';
import { bytearrayType, bytesType, classmethodType, list, methods, native, strType, tuple } from '../objects/types.ts';
import {
  type NativeCode,
  notImplemented,
  plainText,
  PyBytes,
  type PyClass,
  PyList,
  type PyNative,
  PyTuple,
  PyWrapper,
  type Value,
} from '../objects/values.ts';
import { collect, iterateFast } from '../run/containers.ts';
import { percentFormatBytes } from './percent-format.ts';
import { decode, encode } from './text-methods.ts';

function bytesFrom(cls: PyClass): NativeCode {
  return function* (thread, [, source, encoding], kw): Task<Value> {
    if (source === undefined) return new PyBytes(cls, new Uint8Array());
    if (typeof source === 'string') {
      const name = encoding ?? kw?.get('encoding');
      if (name === undefined) throw thread.error('TypeError', 'string argument without an encoding');
      return new PyBytes(cls, encode(thread, source, plainText(name), 'strict'));
    }
    if (typeof source === 'number') return new PyBytes(cls, new Uint8Array(source));
    if (source instanceof PyBytes) return new PyBytes(cls, source.bytes.slice());
    const items = yield* collect(thread, source);
    if (items.some((item) => typeof item !== 'number' || item < 0 || item > 255))
      throw thread.error('ValueError', 'bytes must be in range(0, 256)');
    return new PyBytes(cls, Uint8Array.from(items as number[]));
  };
}
const bytesOf = (value: Value): Uint8Array => (value as PyBytes).bytes;
const asLatin = (value: Value): string => Array.from(bytesOf(value), (byte) => String.fromCharCode(byte)).join('');
const fromLatin = (text: string): PyBytes =>
  new PyBytes(
    bytesType,
    Uint8Array.from(text, (char) => char.charCodeAt(0)),
  );
/** Methods of bytes that work as those of str do, on one character a byte. */
const shared = [
  'strip',
  'lstrip',
  'rstrip',
  'split',
  'rsplit',
  'splitlines',
  'replace',
  'startswith',
  'endswith',
  'find',
  'rfind',
  'index',
  'count',
  'upper',
  'lower',
  'partition',
  'rpartition',
  'isdigit',
  'isalpha',
  'title',
  'ljust',
  'rjust',
  'center',
  'zfill',
  'removeprefix',
  'removesuffix',
];
const toText = (value: Value): Value =>
  value instanceof PyBytes ? asLatin(value) : value instanceof PyTuple ? tuple(value.items.map(toText)) : value;
const toBytes = (value: Value): Value =>
  typeof value === 'string'
    ? fromLatin(value)
    : value instanceof PyList
      ? list(value.items.map(toBytes))
      : value instanceof PyTuple
        ? tuple(value.items.map(toBytes))
        : value;
const bytesMethods: Record<string, NativeCode> = {
  ...Object.fromEntries(
    shared.map((name) => [
      name,
      ((thread, args, kw) =>
        toBytes((strType.dict.get(name) as PyNative).run(thread, args.map(toText), kw))) satisfies NativeCode,
    ]),
  ),
  decode: (thread, [self, encoding, errors], kw) =>
    decode(
      thread,
      bytesOf(self),
      plainText(encoding ?? kw?.get('encoding'), 'utf-8'),
      plainText(errors ?? kw?.get('errors'), 'strict'),
    ),
  hex: (_thread, [self]) => Array.from(bytesOf(self), (byte) => byte.toString(16).padStart(2, '0')).join(''),
  *join(thread, [self, items]) {
    return fromLatin((yield* collect(thread, items)).map(asLatin).join(asLatin(self)));
  },
  __len__: (_thread, [self]) => bytesOf(self).length,
  __iter__: (_thread, [self]) => iterateFast(self),
  __add__: (_thread, [self, other]) =>
    other instanceof PyBytes
      ? new PyBytes((self as PyBytes).cls, Uint8Array.from([...bytesOf(self), ...other.bytes]))
      : notImplemented,
  __mul__: (_thread, [self, times]) => fromLatin(asLatin(self).repeat(Number(times))),
  *__mod__(thread, [self, values]) {
    const made = yield* percentFormatBytes(thread, (self as PyBytes).bytes, values);
    return new PyBytes(bytesType, made);
  },
};
methods(bytesType, { ...bytesMethods, __new__: bytesFrom(bytesType) });
methods(bytearrayType, {
  ...bytesMethods,
  __new__: bytesFrom(bytearrayType),
  append: (_thread, [self, byte]) => {
    (self as PyBytes).bytes = Uint8Array.from([...bytesOf(self), byte as number]);
    return null;
  },
  extend: (_thread, [self, other]) => {
    (self as PyBytes).bytes = Uint8Array.from([...bytesOf(self), ...bytesOf(other)]);
    return null;
  },
});
bytesType.set(
  'fromhex',
  new PyWrapper(
    classmethodType,
    native(
      'fromhex',
      (_thread, [, text]) =>
        new PyBytes(
          bytesType,
          Uint8Array.from(String(text).replace(/\s/g, '').match(/../g) ?? [], (pair) => Number.parseInt(pair, 16)),
        ),
    ),
  ),
);
