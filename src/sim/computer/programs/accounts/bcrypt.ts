// bcrypt, the hash of passwords in files of htpasswd(1): `$2y$05$salt…hash…` (Provos and Mazières, 1999).

const alphabet = './ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** Words of the cipher's first state: 18 subkeys, then four boxes of 256. */
const words = 18 + 4 * 256;

let digits: Uint32Array | undefined;

/** The first state of Blowfish: the binary digits of π after the point (Machin's formula in fixed point). */
function piDigits(): Uint32Array {
  if (digits) return digits;
  const bits = BigInt(words * 32);
  const guard = 64n;
  const one = 1n << (bits + guard);
  const arctanOfInverse = (x: bigint): bigint => {
    let sum = 0n;
    let sign = 1n;
    for (let power = one / x, odd = 1n; power > 0n; power /= x * x, odd += 2n, sign = -sign)
      sum += (sign * power) / odd;
    return sum;
  };
  const pi = 4n * (4n * arctanOfInverse(5n) - arctanOfInverse(239n));
  const fraction = (pi - 3n * one) >> guard;
  const hex = fraction.toString(16).padStart(words * 8, '0');
  digits = Uint32Array.from({ length: words }, (_, index) => parseInt(hex.slice(index * 8, index * 8 + 8), 16));
  return digits;
}

/** The cipher with a key schedule that is made dear on purpose. */
class Blowfish {
  readonly #state = Uint32Array.from(piDigits());
  #left = 0;
  #right = 0;

  encrypt(left: number, right: number): readonly [number, number] {
    const state = this.#state;
    let [l, r] = [left, right];
    for (let round = 0; round < 16; round += 2) {
      l ^= state[round] ?? 0;
      r ^= this.#mix(l);
      r ^= state[round + 1] ?? 0;
      l ^= this.#mix(r);
    }
    return [(r ^ (state[17] ?? 0)) >>> 0, (l ^ (state[16] ?? 0)) >>> 0];
  }

  /** One pass of the key schedule; without a salt it counts as zeros. */
  expand(key: Uint8Array, salt?: Uint8Array): void {
    const state = this.#state;
    for (let index = 0; index < 18; index++) state[index] = (state[index] ?? 0) ^ wordAt(key, index);
    [this.#left, this.#right] = [0, 0];
    for (let index = 0; index < words; index += 2) {
      if (salt) {
        this.#left ^= wordAt(salt, index % 4);
        this.#right ^= wordAt(salt, (index + 1) % 4);
      }
      [this.#left, this.#right] = this.encrypt(this.#left, this.#right);
      state[index] = this.#left;
      state[index + 1] = this.#right;
    }
  }

  #mix(x: number): number {
    const state = this.#state;
    const [a, b, c, d] = [(x >>> 24) & 255, (x >>> 16) & 255, (x >>> 8) & 255, x & 255];
    const sum = ((state[18 + a] ?? 0) + (state[274 + b] ?? 0)) ^ (state[530 + c] ?? 0);
    return (sum + (state[786 + d] ?? 0)) | 0;
  }
}

/** Four bytes as a number, from bytes that are repeated without end. */
function wordAt(bytes: Uint8Array, index: number): number {
  let word = 0;
  for (let byte = 0; byte < 4; byte++) word = (word << 8) | (bytes[(index * 4 + byte) % bytes.length] ?? 0);
  return word;
}

/** The hash of a password. `cost`: 4 to 31, the binary logarithm of the passes; `salt`: 16 bytes. */
export function bcrypt(password: string, cost: number, salt: Uint8Array, variant = '2y'): string {
  const key = new Uint8Array([...new TextEncoder().encode(password).subarray(0, 71), 0]);
  const cipher = new Blowfish();
  cipher.expand(key, salt);
  for (let pass = 2 ** cost; pass > 0; pass--) {
    cipher.expand(key);
    cipher.expand(salt);
  }
  const text = new TextEncoder().encode('OrpheanBeholderScryDoubt');
  const hash = new Uint8Array(24);
  for (let block = 0; block < 24; block += 8) {
    let pair: readonly [number, number] = [wordAt(text, block / 4), wordAt(text, block / 4 + 1)];
    for (let turn = 0; turn < 64; turn++) pair = cipher.encrypt(...pair);
    for (const [half, word] of pair.entries())
      for (let byte = 0; byte < 4; byte++) hash[block + half * 4 + byte] = word >>> (24 - byte * 8);
  }
  const prefix = `$${variant}$${String(cost).padStart(2, '0')}$`;
  return `${prefix}${encode(salt)}${encode(hash.subarray(0, 23))}`;
}

/** Whether a hash (`$2a$`, `$2b$`, `$2y$`) is that of the password. A text that is no such hash is nobody's. */
export function bcryptMatches(password: string, hash: string): boolean {
  const match = /^\$(2[aby])\$(\d\d)\$([./A-Za-z0-9]{22})[./A-Za-z0-9]{31}$/.exec(hash);
  if (!match) return false;
  const [, variant = '', cost = '', salt = ''] = match;
  if (Number(cost) < 4 || Number(cost) > 31) return false;
  return (
    bcrypt(password, Number(cost), decode(salt), variant) ===
    `${hash.slice(0, 28)}${canonicalTail(salt)}${hash.slice(29)}`
  );
}

/** The salt's last character carries two bits only: the others are as they are written, and count for nothing. */
function canonicalTail(salt: string): string {
  return alphabet.charAt(alphabet.indexOf(salt.charAt(21)) & 0x30);
}

function encode(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const left = bytes.length - at;
    const group = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    for (let digit = 0; digit < Math.min(4, left + 1); digit++)
      text += alphabet.charAt((group >> (18 - digit * 6)) & 63);
  }
  return text;
}

function decode(text: string): Uint8Array {
  const bytes: number[] = [];
  for (let at = 0; at < text.length; at += 4) {
    let group = 0;
    for (let digit = 0; digit < 4; digit++)
      group = (group << 6) | Math.max(0, alphabet.indexOf(text.charAt(at + digit)));
    bytes.push(group >> 16, (group >> 8) & 255, group & 255);
  }
  return Uint8Array.from(bytes.slice(0, 16));
}
