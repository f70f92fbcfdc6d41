// Commands on hashes.
import { command, type Call, type Command } from '../command.ts';
import { syntaxError, wrongArguments } from '../errors.ts';
import { addDecimals, fits, integer, notAFloat, notAnInteger, parseWide } from '../numbers.ts';
import { error, isError, ok, type ErrorReply, type Reply } from '../reply.ts';
import type { HashValue } from '../value.ts';
import { pairs, scanOptions, scanParts } from './arguments.ts';
import { chooseSome } from './sets.ts';

const hashOf = (call: Call, reads = false): HashValue | undefined | ErrorReply =>
  call.db.typed(call.argv[1] ?? '', 'hash', reads);

const makeHash = (call: Call): HashValue | ErrorReply =>
  call.db.ensure<HashValue>(call.argv[1] ?? '', { type: 'hash', fields: new Map() });

function set(call: Call): Reply {
  const [name = '', key = '', ...words] = call.argv;
  if (words.length % 2 !== 0) return wrongArguments(name);
  const found = makeHash(call);
  if (isError(found)) return found;
  const before = found.fields.size;
  for (const [field, value] of pairs(words)) found.fields.set(field, value);
  call.db.touch(key);
  return name.toLowerCase() === 'hmset' ? ok : found.fields.size - before;
}

function setIfNew(call: Call): Reply {
  const [, key = '', field = '', value = ''] = call.argv;
  const before = hashOf(call);
  if (isError(before)) return before;
  if (before?.fields.has(field)) return 0;
  const found = makeHash(call);
  if (isError(found)) return found;
  found.fields.set(field, value);
  call.db.touch(key);
  return 1;
}

/** A command that only reads; `read` gets the fields, none when there is no key. */
const reading =
  (read: (fields: ReadonlyMap<string, string>, words: readonly string[], call: Call) => Reply) =>
  (call: Call): Reply => {
    const found = hashOf(call, true);
    return isError(found) ? found : read(found?.fields ?? new Map<string, string>(), call.argv.slice(2), call);
  };

function remove(call: Call): Reply {
  const [, key = '', ...names] = call.argv;
  const found = hashOf(call);
  if (isError(found)) return found;
  if (!found) return 0;
  const removed = names.filter((name) => found.fields.delete(name)).length;
  if (removed > 0) call.db.settle(key, found.fields.size);
  return removed;
}

function add(call: Call): Reply {
  const [, key = '', field = '', text = ''] = call.argv;
  const by = parseWide(text);
  if (by === undefined) return notAnInteger;
  const existing = hashOf(call);
  if (isError(existing)) return existing;
  const before = parseWide(existing?.fields.get(field) ?? '0');
  if (before === undefined) return error('ERR hash value is not an integer');
  if (!fits(before + by)) return error('ERR increment or decrement would overflow');
  const found = makeHash(call);
  if (isError(found)) return found;
  found.fields.set(field, String(before + by));
  call.db.touch(key);
  return before + by;
}

function addFloat(call: Call): Reply {
  const [, key = '', field = '', by = ''] = call.argv;
  if (addDecimals('0', by) === undefined) return notAFloat;
  const existing = hashOf(call);
  if (isError(existing)) return existing;
  const sum = addDecimals(existing?.fields.get(field) ?? '0', by);
  if (sum === undefined) return error('ERR hash value is not a float');
  const found = makeHash(call);
  if (isError(found)) return found;
  found.fields.set(field, sum);
  call.db.touch(key);
  call.rewrite(['HSET', key, field, sum]);
  return sum;
}

function some(fields: ReadonlyMap<string, string>, [number, word]: readonly string[], call: Call): Reply {
  if (word !== undefined && (word.toUpperCase() !== 'WITHVALUES' || call.argv.length > 4)) return syntaxError;
  const wanted = number === undefined ? 1 : integer(number);
  if (isError(wanted)) return wanted;
  const chosen = chooseSome(call, [...fields], wanted);
  if (number === undefined) return chosen[0]?.[0] ?? null;
  return word === undefined ? chosen.map(([field]) => field) : chosen.flat();
}

function scan(call: Call): Reply {
  const words = call.argv.slice(2);
  const bare = words.at(-1)?.toUpperCase() === 'NOVALUES';
  const options = scanOptions(bare ? words.slice(0, -1) : words, false);
  if (isError(options)) return options;
  const found = hashOf(call);
  if (isError(found)) return found;
  return scanParts([...(found?.fields ?? [])].map(([field, value]) => (bare ? [field] : [field, value])), options); // prettier-ignore
}

export const hashCommands: readonly Command[] = [
  command('hset', -4, 'write grows', set),
  command('hmset', -4, 'write grows', set),
  command('hsetnx', 4, 'write grows', setIfNew),
  command('hget', 3, '', reading((fields, [name = '']) => fields.get(name) ?? null)), // prettier-ignore
  command('hmget', -3, '', reading((fields, names) => names.map((name) => fields.get(name) ?? null))), // prettier-ignore
  command('hgetall', 2, '', reading((fields) => [...fields].flat())), // prettier-ignore
  command('hdel', -3, 'write', remove),
  command('hexists', 3, '', reading((fields, [name = '']) => Number(fields.has(name)))), // prettier-ignore
  command('hlen', 2, '', reading((fields) => fields.size)), // prettier-ignore
  command('hkeys', 2, '', reading((fields) => [...fields.keys()])), // prettier-ignore
  command('hvals', 2, '', reading((fields) => [...fields.values()])), // prettier-ignore
  command('hstrlen', 3, '', reading((fields, [name = '']) => (fields.get(name) ?? '').length)), // prettier-ignore
  command('hincrby', 4, 'write grows', add),
  command('hincrbyfloat', 4, 'write grows', addFloat),
  command('hrandfield', -2, '', reading(some)),
  command('hscan', -3, '', scan),
];
