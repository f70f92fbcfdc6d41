// base64(1), base32(1) (RFC 4648).
import { applet, type Invocation } from './invocation.ts';
import { concatBytes } from '../../kernel/bytes.ts';
import type { Task } from '../../kernel/task.ts';
import type { Descriptor } from '../contract.ts';
import { decodeText, readAll } from './text.ts';

interface Alphabet {
  readonly letters: string;
  /** Bits a letter carries. */
  readonly bits: number;
  /** Letters that a whole group has. */
  readonly group: number;
}

const base64Alphabet: Alphabet = {
  letters: 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/',
  bits: 6,
  group: 4,
};

/** The bytes of base64, and whether all of it could be read. */
export const bytesOfBase64 = (text: string): { bytes: Uint8Array; valid: boolean } => decode(text, base64Alphabet);

const base32Alphabet: Alphabet = { letters: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567', bits: 5, group: 8 };

function encode(bytes: Uint8Array, { letters, bits, group }: Alphabet): string {
  let text = '';
  let held = 0;
  let count = 0;
  for (const byte of bytes) {
    held = (held << 8) | byte;
    count += 8;
    while (count >= bits) {
      count -= bits;
      text += letters.charAt((held >> count) & (2 ** bits - 1));
    }
    held &= 2 ** count - 1;
  }
  if (count > 0) text += letters.charAt((held << (bits - count)) & (2 ** bits - 1));
  return text.padEnd(Math.ceil(text.length / group) * group, '=');
}

/** The bytes of a text, and whether all of it could be read. */
function decode(text: string, { letters, bits, group }: Alphabet): { bytes: Uint8Array; valid: boolean } {
  const out: number[] = [];
  let held = 0;
  let count = 0;
  let valid = true;
  let length = 0;
  for (const character of text) {
    if (character === '=') {
      length++;
      continue;
    }
    const value = letters.indexOf(character);
    if (value < 0) {
      valid = false;
      break;
    }
    length++;
    held = (held << bits) | value;
    count += bits;
    if (count >= 8) {
      count -= 8;
      out.push((held >> count) & 255);
      held &= 2 ** count - 1;
    }
  }
  return { bytes: Uint8Array.from(out), valid: valid && length % group === 0 };
}

/** The bytes of a Base64 text without blanks, as far as it can be read. */
export const fromBase64 = (text: string): Uint8Array => decode(text, base64Alphabet).bytes;

const program = (name: string, alphabet: Alphabet) =>
  applet(
    {
      name,
      short: 'diw:',
      long: { decode: 'd', 'ignore-garbage': 'i', wrap: 'w:' },
      usage: '[OPTION]... [FILE]',
      about: `Encode or decode FILE, or standard input, to standard output.`,
      busybox: { short: 'dw:', long: {}, usage: '[-d] [-w COL] [FILE]' },
    },
    function* (run) {
      return yield* convert(run, alphabet);
    },
  );

function* convert(run: Invocation, alphabet: Alphabet): Task<number> {
  const { options, operands } = run;
  const [path = '-', extra] = operands;
  if (extra !== undefined) return yield* run.misuse(`extra operand ${run.quote(extra)}`);
  const wrap = options.value('w') ?? '76';
  if (!/^\d+$/.test(wrap))
    return yield* run.die(run.gnu ? `invalid wrap size: ${run.quote(wrap)}` : `invalid number '${wrap}'`);
  if (run.isDirectory(path)) return yield* run.die('read error: Is a directory');
  const input = yield* run.open(path, (name, why) => (run.gnu ? `${name}: ${why}` : `can't open '${name}': ${why}`));
  if (!input) return 1;
  if (options.has('d')) {
    const bytes = yield* readAll(input, run.process);
    input.release();
    yield* run.step(bytes.length * costPerByte);
    let text = decodeText(bytes).replace(/\n/g, '');
    if (options.has('i'))
      text = [...text].filter((character) => character === '=' || alphabet.letters.includes(character)).join('');
    const result = decode(text, alphabet);
    yield* run.output.writeBytes(result.bytes);
    if (!result.valid) yield* run.complain(run.gnu ? 'invalid input' : 'truncated input');
    return run.status;
  }
  yield* encodeAll(run, input, alphabet, Number(wrap));
  input.release();
  return run.status;
}

/** ms of CPU for a byte. */
const costPerByte = 0.000_005;
/** Bytes that make whole groups of letters, in base64 as in base32. */
const wholeGroups = 15;

/** Encodes as it comes, since there may be no end; `width` 0: in one line. */
function* encodeAll(run: Invocation, input: Descriptor, alphabet: Alphabet, width: number): Task {
  let rest: Uint8Array = new Uint8Array();
  let line = '';
  function* put(text: string): Task {
    line += text;
    let at = 0;
    for (; width > 0 && line.length - at >= width; at += width) yield* run.print(`${line.slice(at, at + width)}\n`);
    line = line.slice(at);
    if (width > 0) return;
    yield* run.print(line);
    line = '';
  }
  for (let bytes = yield* input.read(); bytes; bytes = yield* input.read()) {
    const all = concatBytes([rest, bytes]);
    const whole = all.length - (all.length % wholeGroups);
    yield* run.step(bytes.length * costPerByte);
    yield* put(encode(all.subarray(0, whole), alphabet));
    rest = all.slice(whole);
  }
  yield* put(encode(rest, alphabet));
  if (line !== '') yield* run.print(`${line}\n`);
}

/** `base64` */
export const base64 = program('base64', base64Alphabet);
/** `base32` */
export const base32 = program('base32', base32Alphabet);
