// Commands on the bits of a string.
import { command, type Call, type Command } from '../command.ts';
import { syntaxError } from '../errors.ts';
import { integer } from '../numbers.ts';
import { error, isError, type ErrorReply, type Reply } from '../reply.ts';
import { bounds } from './strings.ts';

const badOffset = error('ERR bit offset is not an integer or out of range');
const badBit = error('ERR bit is not an integer or out of range');

function textOf(call: Call, key = call.argv[1] ?? ''): string | ErrorReply {
  const value = call.db.typed(key, 'string');
  return isError(value) ? value : (value?.text ?? '');
}

const bitOf = (text: string, offset: number): number => ((text.charCodeAt(offset >> 3) || 0) >> (7 - (offset & 7))) & 1;

function offsetOf(text: string | undefined): number | ErrorReply {
  const offset = integer(text, badOffset);
  return isError(offset) || (offset >= 0 && offset < 2 ** 32) ? offset : badOffset;
}

function set(call: Call): Reply {
  const [, key = '', place, wanted] = call.argv;
  const offset = offsetOf(place);
  if (isError(offset)) return offset;
  if (wanted !== '0' && wanted !== '1') return badBit;
  const text = textOf(call);
  if (isError(text)) return text;
  const at = offset >> 3;
  const padded = text.padEnd(at + 1, '\0');
  const mask = 1 << (7 - (offset & 7));
  const byte = wanted === '1' ? padded.charCodeAt(at) | mask : padded.charCodeAt(at) & ~mask;
  const changed = padded.slice(0, at) + String.fromCharCode(byte) + padded.slice(at + 1);
  call.db.put(key, { type: 'string', text: changed, raw: true }, true);
  return bitOf(text, offset);
}

function get(call: Call): Reply {
  const offset = offsetOf(call.argv[2]);
  if (isError(offset)) return offset;
  const text = textOf(call);
  return isError(text) ? text : bitOf(text, offset);
}

/** The bits that a range means: in bytes, or in bits when it says BIT. Undefined when it is empty. */
function bitsWithin(
  text: string,
  [start, stop, unit]: readonly string[],
): readonly [number, number] | undefined | ErrorReply {
  if (start === undefined) return text === '' ? undefined : [0, text.length * 8 - 1];
  const [from, to] = [integer(start), integer(stop ?? '-1')];
  if (isError(from)) return from;
  if (isError(to)) return to;
  const upper = (unit ?? 'BYTE').toUpperCase();
  if (upper !== 'BYTE' && upper !== 'BIT') return syntaxError;
  const part = bounds(from, to, upper === 'BIT' ? text.length * 8 : text.length);
  if (!part || upper === 'BIT') return part;
  return [part[0] * 8, part[1] * 8 + 7];
}

function count(call: Call): Reply {
  const range = call.argv.slice(2);
  if (range.length === 1 || range.length > 3) return syntaxError;
  const text = textOf(call);
  if (isError(text)) return text;
  const bits = bitsWithin(text, range);
  if (isError(bits)) return bits;
  let sum = 0;
  if (bits) for (let offset = bits[0]; offset <= bits[1]; offset++) sum += bitOf(text, offset);
  return sum;
}

function find(call: Call): Reply {
  const [, , wanted, ...range] = call.argv;
  if (wanted !== '0' && wanted !== '1') return error('ERR The bit argument must be 1 or 0.');
  const text = textOf(call);
  if (isError(text)) return text;
  const bits = bitsWithin(text, range);
  if (isError(bits)) return bits;
  if (text === '') return wanted === '0' ? 0 : -1;
  if (bits)
    for (let offset = bits[0]; offset <= bits[1]; offset++) if (bitOf(text, offset) === Number(wanted)) return offset;
  return wanted === '0' && bits && range.length < 2 ? text.length * 8 : -1;
}

const operations: Readonly<Record<string, (one: number, two: number) => number>> = {
  AND: (one, two) => one & two,
  OR: (one, two) => one | two,
  XOR: (one, two) => one ^ two,
};

function combine(call: Call): Reply {
  const [, name = '', target = '', ...keys] = call.argv;
  const upper = name.toUpperCase();
  const operation = operations[upper];
  if (!operation && upper !== 'NOT') return syntaxError;
  if (upper === 'NOT' && keys.length !== 1) return error('ERR BITOP NOT must be called with a single source key.');
  const texts: string[] = [];
  for (const key of keys) {
    const text = textOf(call, key);
    if (isError(text)) return text;
    texts.push(text);
  }
  const length = Math.max(...texts.map((text) => text.length));
  let result = '';
  for (let at = 0; at < length; at++) {
    const bytes = texts.map((text) => text.charCodeAt(at) || 0);
    result += String.fromCharCode(operation ? bytes.reduce(operation) : ~(bytes[0] ?? 0) & 0xff);
  }
  if (length === 0) call.db.remove(target);
  else call.db.put(target, { type: 'string', text: result });
  return length;
}

export const bitCommands: readonly Command[] = [
  command('setbit', 4, 'write grows', set),
  command('getbit', 3, '', get),
  command('bitcount', -2, '', count),
  command('bitpos', -3, '', find),
  command('bitop', -4, 'write grows', combine),
];
