// Commands on strings: SET and GET, counters, parts of a string.
import { command, type Call, type Command } from '../command.ts';
import { syntaxError, wrongArguments } from '../errors.ts';
import { addDecimals, fits, integer, notAFloat, notAnInteger, parseWide } from '../numbers.ts';
import { error, isError, ok, type ErrorReply, type Reply } from '../reply.ts';
import { expiryTime, pairs } from './arguments.ts';

const longest = 536_870_912;
const tooLong = error('ERR string exceeds maximum allowed size (proto-max-bulk-len)');

/** The text of a string key; '' when there is none. */
function textOf(call: Call, reads = false): string | undefined | ErrorReply {
  const value = call.db.typed(call.argv[1] ?? '', 'string', reads);
  return isError(value) ? value : value?.text;
}

interface SetOptions {
  when: 'NX' | 'XX' | undefined;
  get: boolean;
  keep: boolean;
  expiry: { readonly unit: string; readonly value: string } | undefined;
}

const units = new Set(['EX', 'PX', 'EXAT', 'PXAT']);

function setOptions(words: readonly string[]): SetOptions | ErrorReply {
  const options: SetOptions = { when: undefined, get: false, keep: false, expiry: undefined };
  for (let at = 0; at < words.length; at++) {
    const word = (words[at] ?? '').toUpperCase();
    if ((word === 'NX' || word === 'XX') && (options.when ?? word) === word) options.when = word;
    else if (word === 'GET') options.get = true;
    else if (word === 'KEEPTTL' && !options.expiry) options.keep = true;
    else if (units.has(word) && !options.expiry && !options.keep && at + 1 < words.length)
      options.expiry = { unit: word, value: words[++at] ?? '' };
    else return syntaxError;
  }
  return options;
}

/** SET key value … */
function set(call: Call): Reply {
  const [, key = '', text = '', ...words] = call.argv;
  const options = setOptions(words);
  if (isError(options)) return options;
  const { when, get, keep, expiry } = options;
  const expiresAt = expiry && expiryTime(call, expiry.unit, expiry.value);
  if (isError(expiresAt)) return expiresAt;
  const before = get ? textOf(call, true) : undefined;
  if (isError(before)) return before;
  const exists = call.db.find(key) !== undefined;
  if (when !== undefined && exists !== (when === 'XX')) return get ? (before ?? null) : null;
  call.db.put(key, { type: 'string', text }, keep);
  if (expiresAt !== undefined) {
    expire(call, key, expiresAt);
    call.rewrite(['SET', key, text, 'PXAT', String(expiresAt)]);
  }
  return get ? (before ?? null) : ok;
}

/** Sets when a key expires; one whose time has passed goes at once. */
export function expire(call: Call, key: string, at: number): void {
  const entry = call.db.entries.get(key);
  if (!entry) return;
  if (at <= call.server.now()) {
    call.db.remove(key);
    return;
  }
  entry.expiresAt = at;
  call.db.touch(key);
}

const setFor =
  (unit: string) =>
  (call: Call): Reply => {
    const [, key = '', time = '', text = ''] = call.argv;
    const at = expiryTime(call, unit, time);
    if (isError(at)) return at;
    call.db.put(key, { type: 'string', text });
    expire(call, key, at);
    call.rewrite(['SET', key, text, 'PXAT', String(at)]);
    return ok;
  };

function setIfNew(call: Call): Reply {
  const [, key = '', text = ''] = call.argv;
  if (call.db.find(key)) return 0;
  call.db.put(key, { type: 'string', text });
  return 1;
}

/** GETEX key … */
function getAndExpire(call: Call): Reply {
  const [, key = '', ...words] = call.argv;
  const [option = '', value = ''] = words;
  const upper = option.toUpperCase();
  const good =
    words.length === 0 || (upper === 'PERSIST' ? words.length === 1 : units.has(upper) && words.length === 2);
  if (!good) return syntaxError;
  const text = textOf(call, true);
  if (isError(text) || text === undefined) return text ?? null;
  if (upper === 'PERSIST') persist(call, key);
  else if (option !== '') {
    const at = expiryTime(call, upper, value);
    if (isError(at)) return at;
    expire(call, key, at);
    call.rewrite(['PEXPIREAT', key, String(at)]);
  }
  return text;
}

/** Takes the time to live from a key; false when it had none. */
export function persist(call: Call, key: string): boolean {
  const entry = call.db.entries.get(key);
  if (entry?.expiresAt === undefined) return false;
  entry.expiresAt = undefined;
  call.db.touch(key);
  call.rewrite(['PERSIST', key]);
  return true;
}

function getAndSet(call: Call): Reply {
  const [, key = '', text = ''] = call.argv;
  const before = textOf(call, true);
  if (isError(before)) return before;
  call.db.put(key, { type: 'string', text });
  return before ?? null;
}

function getAndDelete(call: Call): Reply {
  const [, key = ''] = call.argv;
  const before = textOf(call, true);
  if (isError(before)) return before;
  if (before !== undefined) call.db.remove(key);
  call.rewrite(['DEL', key]);
  return before ?? null;
}

function setMany(call: Call, onlyNew: boolean): Reply {
  const words = call.argv.slice(1);
  if (words.length % 2 !== 0) return wrongArguments(call.argv[0] ?? '');
  if (onlyNew && pairs(words).some(([key]) => call.db.find(key) !== undefined)) return 0;
  for (const [key, text] of pairs(words)) call.db.put(key, { type: 'string', text });
  return onlyNew ? 1 : ok;
}

function getMany(call: Call): Reply {
  return call.argv.slice(1).map((key) => {
    const value = call.db.look(key);
    return value?.type === 'string' ? value.text : null;
  });
}

function append(call: Call): Reply {
  const [, key = '', more = ''] = call.argv;
  const before = textOf(call);
  if (isError(before)) return before;
  const text = (before ?? '') + more;
  if (text.length > longest) return tooLong;
  call.db.put(key, { type: 'string', text, ...(before === undefined ? {} : { raw: true }) }, true);
  return text.length;
}

const overflow = error('ERR increment or decrement would overflow');

function add(call: Call, by: bigint): Reply {
  const [, key = ''] = call.argv;
  const text = textOf(call);
  if (isError(text)) return text;
  const before = parseWide(text ?? '0');
  if (before === undefined) return notAnInteger;
  const after = before + by;
  if (!fits(after)) return overflow;
  call.db.put(key, { type: 'string', text: String(after) }, true);
  return after;
}

function addArgument(call: Call, sign: bigint): Reply {
  const by = parseWide(call.argv[2] ?? '');
  if (by === undefined) return notAnInteger;
  if (!fits(sign * by)) return error('ERR decrement would overflow');
  return add(call, sign * by);
}

function addFloat(call: Call): Reply {
  const [, key = '', by = ''] = call.argv;
  const text = textOf(call);
  if (isError(text)) return text;
  if (/^[+-]?inf/i.test(by)) return error('ERR increment would produce NaN or Infinity');
  const sum = addDecimals(text ?? '0', by);
  if (sum === undefined) return notAFloat;
  call.db.put(key, { type: 'string', text: sum }, true);
  call.rewrite(['SET', key, sum, 'KEEPTTL']);
  return sum;
}

/** From and to (included) within a text, both counted from its end when negative; undefined when nothing is left. */
export function bounds(start: number, stop: number, length: number): readonly [from: number, to: number] | undefined {
  const from = Math.max(0, start < 0 ? length + start : start);
  const to = Math.min(length - 1, stop < 0 ? length + stop : stop);
  return from > to ? undefined : [from, to];
}

function getRange(call: Call): Reply {
  const [start, stop] = [integer(call.argv[2]), integer(call.argv[3])];
  if (isError(start)) return start;
  if (isError(stop)) return stop;
  const text = textOf(call, true);
  if (isError(text)) return text;
  const part = bounds(start, stop, text?.length ?? 0);
  return part ? (text ?? '').slice(part[0], part[1] + 1) : '';
}

function setRange(call: Call): Reply {
  const [, key = '', , piece = ''] = call.argv;
  const offset = integer(call.argv[2]);
  if (isError(offset)) return offset;
  if (offset < 0) return error('ERR offset is out of range');
  const text = textOf(call);
  if (isError(text)) return text;
  if (piece === '') return (text ?? '').length;
  if (offset + piece.length > longest) return tooLong;
  const padded = (text ?? '').padEnd(offset, '\0');
  const changed = padded.slice(0, offset) + piece + padded.slice(offset + piece.length);
  call.db.put(key, { type: 'string', text: changed, raw: true }, true);
  return changed.length;
}

function length(call: Call): Reply {
  const text = textOf(call, true);
  return isError(text) ? text : (text ?? '').length;
}

function get(call: Call): Reply {
  const text = textOf(call, true);
  return isError(text) ? text : (text ?? null);
}

export const stringCommands: readonly Command[] = [
  command('set', -3, 'write grows', set),
  command('get', 2, '', get),
  command('setnx', 3, 'write grows', setIfNew),
  command('setex', 4, 'write grows', setFor('EX')),
  command('psetex', 4, 'write grows', setFor('PX')),
  command('getex', -2, 'write', getAndExpire),
  command('getset', 3, 'write grows', getAndSet),
  command('getdel', 2, 'write', getAndDelete),
  command('mset', -3, 'write grows', (call) => setMany(call, false)),
  command('msetnx', -3, 'write grows', (call) => setMany(call, true)),
  command('mget', -2, '', getMany),
  command('append', 3, 'write grows', append),
  command('strlen', 2, '', length),
  command('incr', 2, 'write grows', (call) => add(call, 1n)),
  command('decr', 2, 'write grows', (call) => add(call, -1n)),
  command('incrby', 3, 'write grows', (call) => addArgument(call, 1n)),
  command('decrby', 3, 'write grows', (call) => addArgument(call, -1n)),
  command('incrbyfloat', 3, 'write grows', addFloat),
  command('getrange', 4, '', getRange),
  command('substr', 4, '', getRange),
  command('setrange', 4, 'write grows', setRange),
];
