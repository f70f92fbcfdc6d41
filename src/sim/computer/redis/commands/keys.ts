// Commands on keys of any type: removing, renaming, listing, times to live.
import { command, type Call, type Command } from '../command.ts';
import { noSuchKey, syntaxError, unknownSubcommand, wrongArguments } from '../errors.ts';
import { globTest } from '../glob.ts';
import { integer, notAnInteger, parseWide } from '../numbers.ts';
import { error, isError, ok, type Reply } from '../reply.ts';
import { encodingOf } from '../value.ts';
import { copyOf } from '../copy-value.ts';
import { scanOptions } from './arguments.ts';
import { expire, persist } from './strings.ts';

function remove(call: Call): Reply {
  const removed = call.argv.slice(1).filter((key) => call.db.remove(key)).length;
  call.rewrite(['DEL', ...call.argv.slice(1)]);
  return removed;
}

const countFound = (call: Call): Reply => call.argv.slice(1).filter((key) => call.db.look(key) !== undefined).length;

/** EXPIRE and its like. */
const expireIn =
  (unit: 'EX' | 'PX' | 'EXAT' | 'PXAT') =>
  (call: Call): Reply => {
    const [name = '', key = '', time = '', ...words] = call.argv;
    const value = parseWide(time);
    if (value === undefined) return notAnInteger;
    const options = new Set(words.map((word) => word.toUpperCase()));
    const unknown = words.find((word) => !['NX', 'XX', 'GT', 'LT'].includes(word.toUpperCase()));
    if (unknown !== undefined) return error(`ERR Unsupported option ${unknown}`);
    if (options.has('NX') && options.size > 1)
      return error('ERR NX and XX, GT or LT options at the same time are not compatible');
    if (options.has('GT') && options.has('LT'))
      return error('ERR GT and LT options at the same time are not compatible');
    const ms = unit.startsWith('P') ? value : value * 1000n;
    const at = Number(unit.endsWith('AT') ? ms : ms + BigInt(Math.floor(call.server.now())));
    if (!Number.isSafeInteger(at)) return error(`ERR invalid expire time in '${name.toLowerCase()}' command`);
    const entry = call.db.entries.get(key);
    if (!entry) return 0;
    const before = entry.expiresAt ?? Infinity;
    const refused =
      (options.has('NX') && entry.expiresAt !== undefined) ||
      (options.has('XX') && entry.expiresAt === undefined) ||
      (options.has('GT') && at <= before) ||
      (options.has('LT') && at >= before);
    if (refused) return 0;
    expire(call, key, at);
    call.rewrite(call.db.entries.has(key) ? ['PEXPIREAT', key, String(at)] : ['DEL', key]);
    return 1;
  };

/** TTL and its like: -2 for no key, -1 for no time. */
const timeLeft =
  (read: (at: number, now: number) => number) =>
  (call: Call): Reply => {
    const entry = call.db.entries.get(call.argv[1] ?? '');
    if (!entry) return -2;
    return entry.expiresAt === undefined ? -1 : read(entry.expiresAt, Math.floor(call.server.now()));
  };

const listKeys = (call: Call): Reply => {
  const matches = globTest(call.argv[1] ?? '');
  return [...call.db.entries.keys()].filter(matches);
};

function scan(call: Call): Reply {
  const options = scanOptions(call.argv.slice(1), true);
  if (isError(options)) return options;
  const { cursor, count, matches, type } = options;
  const left = [...call.db.entries].filter(([, { serial }]) => serial > cursor);
  const page = left.slice(0, count);
  const next = left.length > count ? (page.at(-1)?.[1].serial ?? 0) : 0;
  const shown = page.filter(([key, { value }]) => matches(key) && (type === undefined || value.type === type));
  return [String(next), shown.map(([key]) => key)];
}

function rename(call: Call, onlyNew: boolean): Reply {
  const [, from = '', to = ''] = call.argv;
  const entry = call.db.entries.get(from);
  if (!entry) return noSuchKey;
  if (onlyNew && call.db.entries.has(to)) return 0;
  if (from !== to) {
    const { value, expiresAt } = entry;
    call.db.remove(from);
    call.db.put(to, value);
    if (expiresAt !== undefined) expire(call, to, expiresAt);
  } else call.db.touch(to);
  return onlyNew ? 1 : ok;
}

function randomKey(call: Call): Reply {
  const keys = [...call.db.entries.keys()];
  return keys.length === 0 ? null : call.server.parts.random.pick(keys);
}

function move(call: Call): Reply {
  const [, key = '', target] = call.argv;
  const index = integer(target, error('ERR value is not an integer or out of range'));
  if (isError(index)) return index;
  const other = call.server.databases[index];
  if (!other) return error('ERR DB index is out of range');
  if (other === call.db) return error('ERR source and destination objects are the same');
  const entry = call.db.entries.get(key);
  if (!entry || other.entries.has(key)) return 0;
  other.put(key, entry.value);
  const moved = other.entries.get(key);
  if (moved) moved.expiresAt = entry.expiresAt;
  call.db.remove(key);
  return 1;
}

function copy(call: Call): Reply {
  const [, from = '', to = '', ...words] = call.argv;
  let other = call.db;
  let replace = false;
  for (let at = 0; at < words.length; at++) {
    const word = words[at]?.toUpperCase();
    if (word === 'REPLACE') replace = true;
    else if (word === 'DB' && at + 1 < words.length) {
      const index = integer(words[++at]);
      if (isError(index)) return index;
      const found = call.server.databases[index];
      if (!found) return error('ERR DB index is out of range');
      other = found;
    } else return syntaxError;
  }
  if (other === call.db && from === to) return error('ERR source and destination objects are the same');
  const entry = call.db.entries.get(from);
  if (!entry || (other.entries.has(to) && !replace)) return 0;
  other.put(to, copyOf(entry.value));
  const made = other.entries.get(to);
  if (made && entry.expiresAt !== undefined) {
    made.expiresAt = entry.expiresAt;
    other.touch(to);
  }
  return 1;
}

function object(call: Call): Reply {
  const [, what = '', key] = call.argv;
  const lower = what.toLowerCase();
  if (lower === 'help') return objectHelp.map((status) => ({ status }));
  if (!['encoding', 'refcount', 'idletime', 'freq'].includes(lower)) return unknownSubcommand('object', what);
  if (key === undefined || call.argv.length !== 3) return wrongArguments(`object|${lower}`);
  const entry = call.db.entries.get(key);
  if (!entry) return null;
  if (lower === 'encoding') return encodingOf(entry.value);
  if (lower === 'refcount') return 1;
  if (lower === 'idletime') return Math.floor((call.server.now() - entry.used) / 1000);
  if (call.server.settings.get('maxmemory-policy')?.endsWith('-lfu')) return entry.uses;
  return error(
    'ERR An LFU maxmemory policy is not selected, access frequency not tracked. Please note that when switching between policies at runtime LRU and LFU data will take some time to adjust.',
  );
}

const objectHelp = [
  'OBJECT <subcommand> [<arg> [value] [opt] ...]. Subcommands are:',
  'ENCODING <key>',
  '    Return the kind of internal representation used in order to store the value',
  '    associated with a <key>.',
  'FREQ <key>',
  '    Return the access frequency index of the <key>. The returned integer is',
  '    proportional to the logarithm of the recent access frequency of the key.',
  'IDLETIME <key>',
  '    Return the idle time of the <key>, that is the approximated number of',
  '    seconds elapsed since the last access to the key.',
  'REFCOUNT <key>',
  '    Return the number of references of the value associated with the specified',
  '    <key>.',
  'HELP',
  '    Prints this help.',
];

export const keyCommands: readonly Command[] = [
  command('del', -2, 'write', remove),
  command('unlink', -2, 'write', remove),
  command('exists', -2, '', countFound),
  command('touch', -2, '', countFound),
  command('expire', -3, 'write', expireIn('EX')),
  command('pexpire', -3, 'write', expireIn('PX')),
  command('expireat', -3, 'write', expireIn('EXAT')),
  command('pexpireat', -3, 'write', expireIn('PXAT')),
  command(
    'ttl',
    2,
    '',
    timeLeft((at, now) => Math.floor((at - now + 500) / 1000)),
  ),
  command(
    'pttl',
    2,
    '',
    timeLeft((at, now) => Math.ceil(at - now)),
  ),
  command(
    'expiretime',
    2,
    '',
    timeLeft((at) => Math.floor((at + 500) / 1000)),
  ),
  command(
    'pexpiretime',
    2,
    '',
    timeLeft((at) => Math.floor(at)),
  ),
  command('persist', 2, 'write', (call) => Number(persist(call, call.argv[1] ?? ''))),
  command('type', 2, '', (call) => ({ status: call.db.look(call.argv[1] ?? '')?.type ?? 'none' })),
  command('keys', 2, '', listKeys),
  command('scan', -2, '', scan),
  command('rename', 3, 'write', (call) => rename(call, false)),
  command('renamenx', 3, 'write', (call) => rename(call, true)),
  command('randomkey', 1, '', randomKey),
  command('move', 3, 'write', move),
  command('copy', -3, 'write grows', copy),
  command('object', -2, '', object),
];
