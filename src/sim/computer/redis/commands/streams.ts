// Commands on streams: adding, reading ranges, waiting for new entries.
import { command, type Answer, type Call, type Command } from '../command.ts';
import { syntaxError, wrongArguments } from '../errors.ts';
import { integer } from '../numbers.ts';
import { error, isError, nullArray, type ErrorReply, type Reply } from '../reply.ts';
import {
  compareIds, firstId, formatId, lastId, nextId, parseId, Stream, type StreamEntry, type StreamId,
} from '../stream.ts'; // prettier-ignore
import type { StreamValue } from '../value.ts';

export const invalidId = error('ERR Invalid stream ID specified as stream command argument');

export const streamOf = (call: Call, key = call.argv[1] ?? ''): StreamValue | undefined | ErrorReply =>
  call.db.typed(key, 'stream');

/** Entries as replies have them. */
export const listEntries = (entries: readonly StreamEntry[]): Reply =>
  entries.map(({ id, fields }) => [formatId(id), fields]);

interface Trim {
  readonly by: 'MAXLEN' | 'MINID';
  readonly threshold: string;
}

/** Reads `MAXLEN|MINID [=|~] threshold [LIMIT n]` at a place; where it ends. */
function readTrim(words: readonly string[], at: number): { trim: Trim; next: number } | ErrorReply {
  const by = words[at]?.toUpperCase() === 'MINID' ? 'MINID' : 'MAXLEN';
  let next = at + 1;
  const roughly = words[next] === '~';
  if (roughly || words[next] === '=') next++;
  const threshold = words[next++];
  if (threshold === undefined) return syntaxError;
  if (words[next]?.toUpperCase() === 'LIMIT') {
    if (!roughly) return error('ERR syntax error, LIMIT cannot be used without the special ~ option');
    if (words[next + 1] === undefined) return syntaxError;
    next += 2;
  }
  return { trim: { by, threshold }, next };
}

/** Cuts a stream; how many entries went. */
function cut(stream: Stream, { by, threshold }: Trim): number | ErrorReply {
  const before = stream.entries.length;
  if (by === 'MAXLEN') {
    const longest = integer(threshold);
    if (isError(longest)) return longest;
    if (longest < 0) return error('ERR The MAXLEN argument must be >= 0.');
    stream.entries = stream.entries.slice(Math.max(0, before - longest));
  } else {
    const least = parseId(threshold);
    if (!least) return invalidId;
    stream.entries = stream.entries.filter(({ id }) => compareIds(id, least) >= 0);
  }
  return before - stream.entries.length;
}

/** The id of a new entry: `*`, `<ms>-*` or one that is given. */
function newId(call: Call, text: string, last: StreamId): StreamId | ErrorReply {
  const now = { ms: BigInt(Math.floor(call.server.now())), sequence: 0n };
  if (text === '*') return compareIds(now, last) > 0 ? now : (nextId(last) ?? exhausted);
  if (text.endsWith('-*')) {
    const start = parseId(text.slice(0, -2));
    if (!start) return invalidId;
    if (start.ms === last.ms) return nextId(last) ?? exhausted;
    return compareIds(start, last) > 0 ? start : tooSmall;
  }
  const id = parseId(text);
  if (!id) return invalidId;
  if (compareIds(id, firstId) === 0) return error('ERR The ID specified in XADD must be greater than 0-0');
  return compareIds(id, last) > 0 ? id : tooSmall;
}

const exhausted = error('ERR The stream has exhausted the last possible ID, unable to add more items');
const tooSmall = error('ERR The ID specified in XADD is equal or smaller than the target stream top item');

function add(call: Call): Reply {
  const [name = '', key = '', ...words] = call.argv;
  let at = 0;
  let onlyOld = false;
  let trim: Trim | undefined;
  for (;;) {
    const word = words[at]?.toUpperCase();
    if (word === 'NOMKSTREAM') {
      onlyOld = true;
      at++;
    } else if (word === 'MAXLEN' || word === 'MINID') {
      const read = readTrim(words, at);
      if (isError(read)) return read;
      ({ trim, next: at } = read);
    } else break;
  }
  const text = words[at] ?? '';
  const fields = words.slice(at + 1);
  if (fields.length === 0 || fields.length % 2 !== 0) return wrongArguments(name);
  const existing = streamOf(call);
  if (isError(existing)) return existing;
  if (!existing && onlyOld) return null;
  const id = newId(call, text, existing?.stream.last ?? firstId);
  if (isError(id)) return id;
  const found = existing ?? call.db.ensure<StreamValue>(key, { type: 'stream', stream: new Stream() });
  if (isError(found)) return found;
  found.stream.add(id, fields);
  if (trim) {
    const gone = cut(found.stream, trim);
    if (isError(gone)) return gone;
  }
  call.db.touch(key);
  call.rewrite([name, key, ...words.slice(0, at), formatId(id), ...fields]);
  return formatId(id);
}

/** One end of a range: `-`, `+`, an id, or `(` and an id. */
function bound(text: string, side: 'low' | 'high'): StreamId | ErrorReply {
  if (text === '-') return firstId;
  if (text === '+') return lastId;
  const open = text.startsWith('(');
  const id = parseId(open ? text.slice(1) : text, side === 'low' ? 0n : lastId.sequence);
  if (!id) return invalidId;
  if (!open) return id;
  if (side === 'low') return nextId(id) ?? error('ERR invalid start ID for the interval');
  if (id.sequence > 0n) return { ms: id.ms, sequence: id.sequence - 1n };
  return id.ms > 0n ? { ms: id.ms - 1n, sequence: lastId.sequence } : error('ERR invalid end ID for the interval');
}

const range =
  (reverse: boolean) =>
  (call: Call): Reply => {
    const [, , one = '', other = '', word, number] = call.argv;
    if (word !== undefined && (word.toUpperCase() !== 'COUNT' || number === undefined)) return syntaxError;
    const [from, to] = reverse ? [bound(other, 'low'), bound(one, 'high')] : [bound(one, 'low'), bound(other, 'high')];
    if (isError(from)) return from;
    if (isError(to)) return to;
    const wanted = number === undefined ? undefined : integer(number);
    if (isError(wanted)) return wanted;
    const found = streamOf(call);
    if (isError(found)) return found;
    const entries = found?.stream.range(from, to) ?? [];
    return listEntries((reverse ? entries.toReversed() : entries).slice(0, wanted));
  };

/** What XREAD and XREADGROUP are asked. */
export interface ReadRequest {
  readonly count: number | undefined;
  /** ms; undefined: it does not wait. */
  readonly block: number | undefined;
  readonly noAck: boolean;
  readonly keys: readonly string[];
  readonly ids: readonly string[];
}

export function readRequest(words: readonly string[], name: string): ReadRequest | ErrorReply {
  let [count, block]: (number | undefined)[] = [];
  let noAck = false;
  let at = 0;
  for (; at < words.length; at++) {
    const word = words[at]?.toUpperCase();
    if (word === 'STREAMS') break;
    if (word === 'NOACK' && name === 'xreadgroup') noAck = true;
    else if ((word === 'COUNT' || word === 'BLOCK') && at + 1 < words.length) {
      const value = integer(
        words[++at],
        error(
          word === 'BLOCK'
            ? 'ERR timeout is not an integer or out of range'
            : 'ERR value is not an integer or out of range',
        ),
      );
      if (isError(value)) return value;
      if (word === 'BLOCK' && value < 0) return error('ERR timeout is negative');
      if (word === 'BLOCK') block = value;
      else if (value > 0) count = value;
    } else return syntaxError;
  }
  const named = words.slice(at + 1);
  if (named.length === 0) return syntaxError;
  if (named.length % 2 !== 0)
    return error(
      `ERR Unbalanced '${name}' list of streams: for each stream key an ID or '${name === 'xread' ? '$' : '>'}' must be specified.`,
    );
  const half = named.length / 2;
  return { count, block, noAck, keys: named.slice(0, half), ids: named.slice(half) };
}

function read(call: Call): Answer {
  const request = readRequest(call.argv.slice(1), 'xread');
  if (isError(request)) return request;
  const { keys, count, block } = request;
  const after: StreamId[] = [];
  for (const [index, key] of keys.entries()) {
    const text = request.ids[index] ?? '';
    const found = streamOf(call, key);
    if (isError(found)) return found;
    if (text === '>') return error('ERR The > ID can be specified only when calling XREADGROUP using the GROUP <group> <consumer> option.'); // prettier-ignore
    const id = text === '$' ? (found?.stream.last ?? firstId) : parseId(text);
    if (!id) return invalidId;
    after.push(id);
  }
  const attempt = (now: Call): Reply | undefined => {
    const answers: Reply[] = [];
    for (const [index, key] of keys.entries()) {
      const found = streamOf(now, key);
      if (isError(found)) return found;
      const entries = found?.stream.after(after[index] ?? firstId).slice(0, count) ?? [];
      if (entries.length > 0) answers.push([key, listEntries(entries)]);
    }
    return answers.length > 0 ? answers : undefined;
  };
  return (
    attempt(call) ?? (block === undefined ? nullArray : { waitsFor: keys, timeout: block, attempt, late: nullArray })
  );
}

function remove(call: Call): Reply {
  const [, key = '', ...ids] = call.argv;
  const gone = ids.map((id) => parseId(id));
  if (gone.includes(undefined)) return invalidId;
  const found = streamOf(call);
  if (isError(found)) return found;
  if (!found) return 0;
  const before = found.stream.entries.length;
  found.stream.entries = found.stream.entries.filter(
    ({ id }) => !gone.some((each) => each && compareIds(each, id) === 0),
  );
  const removed = before - found.stream.entries.length;
  if (removed > 0) call.db.touch(key);
  return removed;
}

function trimStream(call: Call): Reply {
  const [, key = '', ...words] = call.argv;
  if (!['MAXLEN', 'MINID'].includes(words[0]?.toUpperCase() ?? '')) return syntaxError;
  const asked = readTrim(words, 0);
  if (isError(asked)) return asked;
  if (asked.next < words.length) return syntaxError;
  const found = streamOf(call);
  if (isError(found)) return found;
  const removed = cut(found?.stream ?? new Stream(), asked.trim);
  if (!isError(removed) && removed > 0) call.db.touch(key);
  return removed;
}

function length(call: Call): Reply {
  const found = streamOf(call);
  return isError(found) ? found : (found?.stream.entries.length ?? 0);
}

export const streamCommands: readonly Command[] = [
  command('xadd', -5, 'write grows', add),
  command('xlen', 2, '', length),
  command('xrange', -4, '', range(false)),
  command('xrevrange', -4, '', range(true)),
  command('xread', -4, '', read),
  command('xdel', -3, 'write', remove),
  command('xtrim', -4, 'write', trimStream),
];
