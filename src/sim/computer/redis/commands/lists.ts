// Commands on lists, those that wait for an element too.
import { command, type Answer, type Call, type Command } from '../command.ts';
import { noSuchKey, outOfRange, syntaxError } from '../errors.ts';
import { count, integer, notPositive } from '../numbers.ts';
import { error, isError, nullArray, ok, type ErrorReply, type Reply } from '../reply.ts';
import type { ListValue } from '../value.ts';
import { countedKeys, timeout } from './arguments.ts';
import { bounds } from './strings.ts';

type Side = 'LEFT' | 'RIGHT';

const listOf = (call: Call, key = call.argv[1] ?? '', reads = false): ListValue | undefined | ErrorReply =>
  call.db.typed(key, 'list', reads);

const push =
  (side: Side, onlyOld = false) =>
  (call: Call): Reply => {
    const [, key = '', ...items] = call.argv;
    const found = onlyOld ? listOf(call) : call.db.ensure<ListValue>(key, { type: 'list', items: [] });
    if (isError(found)) return found;
    if (!found) return 0;
    for (const item of items) put(found, side, item);
    call.db.touch(key);
    return found.items.length;
  };

function put(list: ListValue, side: Side, item: string): void {
  if (side === 'LEFT') list.items.unshift(item);
  else list.items.push(item);
}

/** Takes elements from one side; undefined when there is no list. */
function take(call: Call, key: string, side: Side, number: number): readonly string[] | undefined | ErrorReply {
  const found = listOf(call, key);
  if (isError(found) || !found) return found;
  const { items } = found;
  const taken = side === 'LEFT' ? items.splice(0, number) : items.splice(Math.max(0, items.length - number)).reverse();
  if (taken.length > 0) call.db.settle(key, items.length);
  return taken;
}

const pop =
  (side: Side) =>
  (call: Call): Reply => {
    const [, key = '', number, extra] = call.argv;
    if (extra !== undefined)
      return error(`ERR wrong number of arguments for '${side === 'LEFT' ? 'lpop' : 'rpop'}' command`);
    const wanted = number === undefined ? 1 : count(number, notPositive);
    if (isError(wanted)) return wanted;
    const taken = take(call, key, side, wanted);
    if (isError(taken)) return taken;
    if (number !== undefined) return taken ?? nullArray;
    return taken?.[0] ?? null;
  };

/** BLPOP and BRPOP. */
const waitAndPop =
  (side: Side) =>
  (call: Call): Answer => {
    const keys = call.argv.slice(1, -1);
    const patience = timeout(call.argv.at(-1));
    if (isError(patience)) return patience;
    const attempt = (now: Call): Reply | undefined => {
      for (const key of keys) {
        const taken = take(now, key, side, 1);
        if (isError(taken)) return taken;
        if (!taken?.[0]) continue;
        now.rewrite([side === 'LEFT' ? 'LPOP' : 'RPOP', key]);
        return [key, taken[0]];
      }
      return undefined;
    };
    return attempt(call) ?? { waitsFor: keys, timeout: patience, attempt, late: nullArray };
  };

function sideOf(word: string | undefined): Side | undefined {
  const upper = word?.toUpperCase();
  return upper === 'LEFT' || upper === 'RIGHT' ? upper : undefined;
}

/** Moves an element from one list to another; undefined when there is none. */
function transfer(call: Call, from: string, to: string, sides: readonly [Side, Side]): Reply | undefined {
  const source = listOf(call, from);
  if (isError(source)) return source;
  if (!source) return undefined;
  const target = listOf(call, to);
  if (isError(target)) return target;
  const taken = take(call, from, sides[0], 1);
  const item = isError(taken) ? undefined : taken?.[0];
  if (item === undefined) return undefined;
  const list = call.db.ensure<ListValue>(to, { type: 'list', items: [] });
  if (isError(list)) return list;
  put(list, sides[1], item);
  call.db.touch(to);
  call.rewrite(['LMOVE', from, to, ...sides]);
  return item;
}

function moveElement(call: Call, waits: boolean): Answer {
  const [name = '', from = '', to = '', ...words] = call.argv;
  const old = name.toLowerCase().endsWith('rpoplpush');
  const [first, second] = old ? (['RIGHT', 'LEFT'] as const) : [sideOf(words[0]), sideOf(words[1])];
  if (!first || !second) return syntaxError;
  const patience = waits ? timeout(call.argv.at(-1)) : 0;
  if (isError(patience)) return patience;
  const attempt = (now: Call): Reply | undefined => transfer(now, from, to, [first, second]);
  return attempt(call) ?? (waits ? { waitsFor: [from], timeout: patience, attempt, late: null } : null);
}

/** LMPOP and BLMPOP. */
function popFromMany(call: Call, waits: boolean): Answer {
  const patience = waits ? timeout(call.argv[1]) : 0;
  if (isError(patience)) return patience;
  const named = countedKeys(call.argv.slice(waits ? 2 : 1), error('ERR numkeys should be greater than 0'));
  if (isError(named)) return named;
  const { keys, rest } = named;
  const side = sideOf(rest[0]);
  if (!side || (rest.length !== 1 && (rest.length !== 3 || rest[1]?.toUpperCase() !== 'COUNT'))) return syntaxError;
  const number = rest.length === 3 ? integer(rest[2], error('ERR count should be greater than 0')) : 1;
  if (isError(number)) return number;
  if (number < 1) return error('ERR count should be greater than 0');
  const attempt = (now: Call): Reply | undefined => {
    for (const key of keys) {
      const taken = take(now, key, side, number);
      if (isError(taken)) return taken;
      if (!taken || taken.length === 0) continue;
      now.rewrite([side === 'LEFT' ? 'LPOP' : 'RPOP', key, String(taken.length)]);
      return [key, taken];
    }
    return undefined;
  };
  return attempt(call) ?? (waits ? { waitsFor: keys, timeout: patience, attempt, late: nullArray } : nullArray);
}

function range(call: Call): Reply {
  const [start, stop] = [integer(call.argv[2]), integer(call.argv[3])];
  if (isError(start)) return start;
  if (isError(stop)) return stop;
  const list = listOf(call, call.argv[1], true);
  if (isError(list)) return list;
  const part = bounds(start, stop, list?.items.length ?? 0);
  return part ? (list?.items.slice(part[0], part[1] + 1) ?? []) : [];
}

function at(call: Call): Reply {
  const index = integer(call.argv[2]);
  if (isError(index)) return index;
  const list = listOf(call, call.argv[1], true);
  return isError(list) ? list : (list?.items.at(index) ?? null);
}

function setAt(call: Call): Reply {
  const [, key = '', position, item = ''] = call.argv;
  const list = listOf(call);
  if (isError(list)) return list;
  if (!list) return noSuchKey;
  const index = integer(position);
  if (isError(index)) return index;
  const place = index < 0 ? list.items.length + index : index;
  if (place < 0 || place >= list.items.length) return outOfRange;
  list.items[place] = item;
  call.db.touch(key);
  return ok;
}

function insert(call: Call): Reply {
  const [, key = '', where = '', pivot = '', item = ''] = call.argv;
  const after = { BEFORE: 0, AFTER: 1 }[where.toUpperCase()];
  if (after === undefined) return syntaxError;
  const list = listOf(call);
  if (isError(list)) return list;
  if (!list) return 0;
  const index = list.items.indexOf(pivot);
  if (index < 0) return -1;
  list.items.splice(index + after, 0, item);
  call.db.touch(key);
  return list.items.length;
}

function removeElements(call: Call): Reply {
  const [, key = '', number, item = ''] = call.argv;
  const wanted = integer(number);
  if (isError(wanted)) return wanted;
  const list = listOf(call);
  if (isError(list)) return list;
  if (!list) return 0;
  const { items } = list;
  let places = [...items.keys()].filter((index) => items[index] === item);
  if (wanted > 0) places = places.slice(0, wanted);
  if (wanted < 0) places = places.slice(wanted);
  for (const index of places.toReversed()) items.splice(index, 1);
  if (places.length > 0) call.db.settle(key, items.length);
  return places.length;
}

function trim(call: Call): Reply {
  const [start, stop] = [integer(call.argv[2]), integer(call.argv[3])];
  if (isError(start)) return start;
  if (isError(stop)) return stop;
  const list = listOf(call);
  if (isError(list)) return list;
  if (!list) return ok;
  const part = bounds(start, stop, list.items.length);
  list.items.splice(0, list.items.length, ...(part ? list.items.slice(part[0], part[1] + 1) : []));
  call.db.settle(call.argv[1] ?? '', list.items.length);
  return ok;
}

function position(call: Call): Reply {
  const [, , item = '', ...words] = call.argv;
  const given: Record<string, number> = {};
  for (let index = 0; index < words.length; index += 2) {
    const word = words[index]?.toUpperCase() ?? '';
    if (!['RANK', 'COUNT', 'MAXLEN'].includes(word) || words[index + 1] === undefined) return syntaxError;
    const value = integer(words[index + 1]);
    if (isError(value)) return value;
    given[word] = value;
  }
  const { RANK: rank = 1, COUNT: wanted, MAXLEN: longest = 0 } = given;
  if (rank === 0)
    return error(
      "ERR RANK can't be zero: use 1 to start from the first match, 2 from the second ... or use negative to start from the end of the list",
    );
  if (wanted !== undefined && wanted < 0) return error("ERR COUNT can't be negative");
  if (longest < 0) return error("ERR MAXLEN can't be negative");
  const list = listOf(call, call.argv[1], true);
  if (isError(list)) return list;
  const items = list?.items ?? [];
  let places = [...items.keys()];
  if (rank < 0) places.reverse();
  if (longest > 0) places = places.slice(0, longest);
  places = places.filter((index) => items[index] === item).slice(Math.abs(rank) - 1);
  if (wanted === undefined) return places[0] ?? null;
  return wanted === 0 ? places : places.slice(0, wanted);
}

function length(call: Call): Reply {
  const list = listOf(call, call.argv[1], true);
  return isError(list) ? list : (list?.items.length ?? 0);
}

export const listCommands: readonly Command[] = [
  command('lpush', -3, 'write grows', push('LEFT')),
  command('rpush', -3, 'write grows', push('RIGHT')),
  command('lpushx', -3, 'write grows', push('LEFT', true)),
  command('rpushx', -3, 'write grows', push('RIGHT', true)),
  command('lpop', -2, 'write', pop('LEFT')),
  command('rpop', -2, 'write', pop('RIGHT')),
  command('blpop', -3, 'write', waitAndPop('LEFT')),
  command('brpop', -3, 'write', waitAndPop('RIGHT')),
  command('rpoplpush', 3, 'write grows', (call) => moveElement(call, false)),
  command('brpoplpush', 4, 'write grows', (call) => moveElement(call, true)),
  command('lmove', 5, 'write grows', (call) => moveElement(call, false)),
  command('blmove', 6, 'write grows', (call) => moveElement(call, true)),
  command('lmpop', -4, 'write', (call) => popFromMany(call, false)),
  command('blmpop', -5, 'write', (call) => popFromMany(call, true)),
  command('llen', 2, '', length),
  command('lrange', 4, '', range),
  command('lindex', 3, '', at),
  command('lset', 4, 'write grows', setAt),
  command('linsert', 5, 'write grows', insert),
  command('lrem', 4, 'write', removeElements),
  command('ltrim', 4, 'write', trim),
  command('lpos', -3, '', position),
];
