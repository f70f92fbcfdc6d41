// int, bool and float: making them of other values, and their methods.
import type { Task } from '../../../kernel/task.ts';
import { repr } from '../objects/text.ts';
import {
  boolType,
  bytes,
  classmethodType,
  floatType,
  intType,
  methods,
  native,
  tuple,
  typeName,
} from '../objects/types.ts';
import {
  isInt,
  normal,
  plainNumber,
  PyBoxed,
  PyBytes,
  type PyClass,
  PyFloat,
  PyWrapper,
  unboxed,
  type Value,
} from '../objects/values.ts';
import type { Thread } from '../run/thread.ts';
import { truth } from '../run/truth.ts';

/** A text as an int in a base; undefined when it is none. */
function parseInteger(source: string, base: number): number | bigint | undefined {
  const match = /^([-+]?)(0[xX]|0[oO]|0[bB])?([0-9a-zA-Z]+(?:_[0-9a-zA-Z]+)*)$/.exec(source.trim());
  if (!match) return undefined;
  const [, sign, prefix = '', found = ''] = match;
  const prefixBase = { x: 16, o: 8, b: 2 }[prefix.slice(1).toLowerCase()];
  if (prefix !== '' && base !== 0 && base !== prefixBase)
    return base === 16 && prefix.toLowerCase() === '0b'
      ? parseInteger(`${sign}${prefix.slice(1)}${found}`, 16)
      : undefined;
  const radix = prefixBase ?? (base === 0 ? 10 : base);
  let total = 0n;
  for (const char of found.replaceAll('_', '')) {
    const digit = Number.parseInt(char, 36);
    if (digit >= radix) return undefined;
    total = total * BigInt(radix) + BigInt(digit);
  }
  return normal(sign === '-' ? -total : total);
}

function* toInt(thread: Thread, value: Value, base: Value): Task<Value> {
  if (value === undefined) return 0;
  const plain = unboxed(value);
  if (typeof plain === 'boolean') return Number(plain);
  if (isInt(plain)) return plain;
  if (plain instanceof PyFloat) {
    if (Number.isNaN(plain.value)) throw thread.error('ValueError', 'cannot convert float NaN to integer');
    if (!Number.isFinite(plain.value)) throw thread.error('OverflowError', 'cannot convert float infinity to integer');
    return normal(BigInt(Math.trunc(plain.value)));
  }
  const text = plain instanceof PyBytes ? String.fromCharCode(...plain.bytes) : plain;
  if (typeof text === 'string') {
    const found = parseInteger(text, base === undefined ? 10 : Number(base));
    if (found === undefined)
      throw thread.error(
        'ValueError',
        `invalid literal for int() with base ${base === undefined ? 10 : Number(base)}: ${yield* repr(thread, plain)}`,
      );
    return found;
  }
  const own = (yield* thread.callMethod(value, '__int__')) ?? (yield* thread.callMethod(value, '__index__'));
  if (own !== undefined) return own;
  throw thread.error(
    'TypeError',
    `int() argument must be a string, a bytes-like object or a real number, not '${typeName(value)}'`,
  );
}

function* toFloat(thread: Thread, value: Value): Task<PyFloat> {
  if (value === undefined) return new PyFloat(0);
  const plain = plainNumber(value);
  if (plain instanceof PyFloat) return plain;
  if (isInt(plain)) return new PyFloat(Number(plain));
  if (typeof plain === 'string') {
    const text = plain.trim().toLowerCase();
    const named = /^([-+]?)(inf|infinity|nan)$/.exec(text);
    if (named) return new PyFloat(named[2] === 'nan' ? Number.NaN : named[1] === '-' ? -Infinity : Infinity);
    if (/^[-+]?(\d+(_\d+)*\.?(\d+(_\d+)*)?|\.\d+(_\d+)*)(e[-+]?\d+)?$/.test(text))
      return new PyFloat(Number(text.replaceAll('_', '')));
    throw thread.error('ValueError', `could not convert string to float: ${yield* repr(thread, plain)}`);
  }
  const own = yield* thread.callMethod(value, '__float__');
  if (own instanceof PyFloat) return own;
  throw thread.error('TypeError', `float() argument must be a string or a real number, not '${typeName(value)}'`);
}

const whole = (value: Value): bigint => BigInt(plainNumber(value) as number);
const real = (value: Value): number => (unboxed(value) as PyFloat).value;

methods(intType, {
  *__new__(thread, [cls, value, base], kw): Task<Value> {
    const made = yield* toInt(thread, value, base ?? kw?.get('base'));
    return cls === intType ? made : new PyBoxed(cls as PyClass, made);
  },
  bit_length: (_thread, [self]) =>
    (whole(self) < 0n ? -whole(self) : whole(self)).toString(2).replace(/^0$/, '').length,
  bit_count: (_thread, [self]) => whole(self).toString(2).replace(/[^1]/g, '').length,
  to_bytes: (thread, [self, length = 1, order = 'big'], kw) => {
    const size = Number(kw?.get('length') ?? length);
    const out = new Uint8Array(size);
    let rest = kw?.get('signed') === true ? BigInt.asUintN(size * 8, whole(self)) : whole(self);
    for (let at = size - 1; at >= 0; at--, rest >>= 8n) out[at] = Number(rest & 255n);
    if (rest > 0n) throw thread.error('OverflowError', 'int too big to convert');
    return bytes((kw?.get('byteorder') ?? order) === 'little' ? out.reverse() : out);
  },
  is_integer: () => true,
  conjugate: (_thread, [self]) => self,
  as_integer_ratio: (_thread, [self]) => tuple([self, 1]),
});
intType.set(
  'from_bytes',
  new PyWrapper(
    classmethodType,
    native('from_bytes', (_thread, [, source, order = 'big'], kw) => {
      const all = [...(source as PyBytes).bytes];
      if ((kw?.get('byteorder') ?? order) === 'little') all.reverse();
      const total = all.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);
      return normal(kw?.get('signed') === true ? BigInt.asIntN(all.length * 8, total) : total);
    }),
  ),
);
methods(boolType, {
  *__new__(thread, [, value]) {
    return value === undefined ? false : yield* truth(thread, value);
  },
});
methods(floatType, {
  *__new__(thread, [cls, value]): Task<Value> {
    const made = yield* toFloat(thread, value);
    return cls === floatType ? made : new PyBoxed(cls as PyClass, made);
  },
  is_integer: (_thread, [self]) => Number.isInteger(real(self)),
  as_integer_ratio: (_thread, [self]) => {
    let value = real(self);
    let under = 1n;
    while (!Number.isInteger(value)) {
      value *= 2;
      under *= 2n;
    }
    return tuple([normal(BigInt(value)), normal(under)]);
  },
  hex: (_thread, [self]) => real(self).toString(16),
  conjugate: (_thread, [self]) => self,
});
