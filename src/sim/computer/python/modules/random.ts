// `_random`: the Mersenne Twister, so that a seeded program draws the numbers that CPython draws.
import { builtinClass, float, tuple, typeName } from '../objects/types.ts';
import { isInt, normal, plainNumber, PyFloat, PyNativeObject, type PyClass, type Value } from '../objects/values.ts';
import { hash } from '../objects/hash.ts';
import type { NativeModule } from '../run/interpreter.ts';
import { define } from './native.ts';

const size = 624;

class Twister {
  state = new Uint32Array(size);
  at = size;

  seed(key: readonly number[]): void {
    const { state } = this;
    state[0] = 19650218;
    for (let i = 1; i < size; i++) {
      const before = (state[i - 1] as number) ^ ((state[i - 1] as number) >>> 30);
      state[i] = Math.imul(1812433253, before) + i;
    }
    let i = 1;
    let j = 0;
    for (let k = Math.max(size, key.length); k > 0; k--) {
      const before = (state[i - 1] as number) ^ ((state[i - 1] as number) >>> 30);
      state[i] = ((state[i] as number) ^ Math.imul(before, 1664525)) + (key[j] ?? 0) + j;
      if (++i >= size) {
        state[0] = state[size - 1] as number;
        i = 1;
      }
      if (++j >= key.length) j = 0;
    }
    for (let k = size - 1; k > 0; k--) {
      const before = (state[i - 1] as number) ^ ((state[i - 1] as number) >>> 30);
      state[i] = ((state[i] as number) ^ Math.imul(before, 1566083941)) - i;
      if (++i >= size) {
        state[0] = state[size - 1] as number;
        i = 1;
      }
    }
    state[0] = 0x80000000;
    this.at = size;
  }

  /** 32 bits. */
  next(): number {
    const { state } = this;
    if (this.at >= size) {
      for (let k = 0; k < size; k++) {
        const y = ((state[k] as number) & 0x80000000) | ((state[(k + 1) % size] as number) & 0x7fffffff);
        state[k] = (state[(k + 397) % size] as number) ^ (y >>> 1) ^ (y & 1 ? 0x9908b0df : 0);
      }
      this.at = 0;
    }
    let y = state[this.at++] as number;
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    y ^= y >>> 18;
    return y >>> 0;
  }
}

const randomType = builtinClass('Random');
const twister = (value: Value): Twister => (value as PyNativeObject<Twister>).native;

/** The words of a number, the lowest first. */
function words(value: bigint): number[] {
  const found: number[] = [];
  for (let rest = value < 0n ? -value : value; rest > 0n; rest >>= 32n) found.push(Number(rest & 0xffffffffn));
  return found.length > 0 ? found : [0];
}

/** Fills `_random`. */
export const random: NativeModule = (interpreter, names) => {
  const { process } = interpreter;
  const entropy = (): number[] =>
    Array.from({ length: 8 }, () => process.machine.kernel.random(`python ${process.hostPid}`).integer(0xffffffff));
  define(randomType, '_random', {
    __new__: (_thread, [cls]) => {
      const made = new Twister();
      made.seed(entropy());
      return new PyNativeObject<Twister>(cls as PyClass, made);
    },
    seed: (thread, [self, value = null]) => {
      const plain = plainNumber(value);
      if (plain === null) twister(self).seed(entropy());
      else if (isInt(plain)) twister(self).seed(words(BigInt(plain)));
      else if (plain instanceof PyFloat) twister(self).seed(words(BigInt(hash(thread, plain))));
      else
        throw thread.error(
          'TypeError',
          `The only supported seed types are: None,\nint, float, str, bytes, and bytearray. (${typeName(value)})`,
        );
      return null;
    },
    random: (_thread, [self]) => {
      const a = twister(self).next() >>> 5;
      const b = twister(self).next() >>> 6;
      return float((a * 67108864 + b) / 9007199254740992);
    },
    getrandbits: (thread, [self, count]) => {
      let left = Number(count);
      if (left < 0) throw thread.error('ValueError', 'number of bits must be non-negative');
      if (left === 0) return 0;
      if (left <= 32) return twister(self).next() >>> (32 - left);
      let value = 0n;
      for (let shift = 0n; left > 0; left -= 32, shift += 32n) {
        const word = left < 32 ? twister(self).next() >>> (32 - left) : twister(self).next();
        value |= BigInt(word) << shift;
      }
      return normal(value);
    },
    getstate: (_thread, [self]) => tuple([...twister(self).state, twister(self).at]),
    setstate: (_thread, [self, state]) => {
      const items = (state as { items: number[] }).items;
      twister(self).state = Uint32Array.from(items.slice(0, size));
      twister(self).at = items[size] ?? size;
      return null;
    },
  });
  names.set('Random', randomType);
};
