// Ranges of sorted sets, by rank, score or bytes, and what is made of several of them.
import { command, type Call, type Command } from '../command.ts';
import { syntaxError } from '../errors.ts';
import { integer, parseDouble } from '../numbers.ts';
import { error, isError, type ErrorReply, type Reply } from '../reply.ts';
import { SortedSet, type ScoredMember } from '../value.ts';
import { cardinalityLimit, countedKeys } from './arguments.ts';
import { listScored, sortedOf } from './sorted-sets.ts';
import { bounds } from './strings.ts';

type By = 'rank' | 'score' | 'lex';

interface Range {
  readonly by: By;
  readonly reverse: boolean;
  readonly scores: boolean;
  readonly offset: number;
  /** Negative: all. */
  readonly count: number;
}

/** One end of a range of scores or bytes: whether a member lies on the right side of it. */
type Bound = (member: ScoredMember) => boolean;

function scoreBound(text: string, side: 'low' | 'high'): Bound | ErrorReply {
  const open = text.startsWith('(');
  const limit = parseDouble(open ? text.slice(1) : text);
  if (limit === undefined) return error('ERR min or max is not a float');
  if (side === 'low') return ({ score }) => (open ? score > limit : score >= limit);
  return ({ score }) => (open ? score < limit : score <= limit);
}

function lexBound(text: string, side: 'low' | 'high'): Bound | ErrorReply {
  if (text === '-') return () => side === 'low';
  if (text === '+') return () => side === 'high';
  const open = text.startsWith('(');
  if (!open && !text.startsWith('[')) return error('ERR min or max not valid string range item');
  const limit = text.slice(1);
  if (side === 'low') return ({ member }) => (open ? member > limit : member >= limit);
  return ({ member }) => (open ? member < limit : member <= limit);
}

/** The members of a range; `start` and `stop` as they were typed. */
function select(
  sorted: readonly ScoredMember[],
  start: string,
  stop: string,
  { by, reverse, offset, count }: Range,
): readonly ScoredMember[] | ErrorReply {
  const ordered = reverse ? sorted.toReversed() : sorted;
  if (by === 'rank') {
    const [from, to] = [integer(start), integer(stop)];
    if (isError(from)) return from;
    if (isError(to)) return to;
    const part = bounds(from, to, ordered.length);
    return part ? ordered.slice(part[0], part[1] + 1) : [];
  }
  const bound = by === 'score' ? scoreBound : lexBound;
  const [lowText, highText] = reverse ? [stop, start] : [start, stop];
  const [low, high] = [bound(lowText, 'low'), bound(highText, 'high')];
  if (isError(low)) return low;
  if (isError(high)) return high;
  const inside = ordered.filter((member) => low(member) && high(member));
  return offset < 0 ? [] : inside.slice(offset, count < 0 ? undefined : offset + count);
}

/** Options after a range; ZRANGE has more of them than its older relations. */
function rangeOptions(words: readonly string[], fixed: Partial<Range>, full: boolean): Range | ErrorReply {
  let { by = 'rank', reverse = false } = fixed;
  let scores = false;
  let [offset, count] = [0, -1];
  let limited = false;
  for (let at = 0; at < words.length; at++) {
    const word = words[at]?.toUpperCase();
    if (word === 'WITHSCORES' && fixed.by !== 'lex') scores = true;
    else if (word === 'LIMIT' && at + 2 < words.length) {
      const [from, number] = [integer(words[at + 1]), integer(words[at + 2])];
      if (isError(from)) return from;
      if (isError(number)) return number;
      [offset, count] = [from, number];
      limited = true;
      at += 2;
    } else if (full && word === 'REV') reverse = true;
    else if (full && word === 'BYSCORE') by = 'score';
    else if (full && word === 'BYLEX') by = 'lex';
    else return syntaxError;
  }
  if (limited && by === 'rank')
    return full
      ? error('ERR syntax error, LIMIT is only supported in combination with either BYSCORE or BYLEX')
      : syntaxError;
  if (scores && by === 'lex') return error('ERR syntax error, WITHSCORES not supported in combination with BYLEX');
  return { by, reverse, scores, offset, count };
}

const range =
  (fixed: Partial<Range>, full = false) =>
  (call: Call): Reply => {
    const [, key = '', start = '', stop = '', ...words] = call.argv;
    const options = rangeOptions(words, fixed, full);
    if (isError(options)) return options;
    const empty = select([], start, stop, options);
    if (isError(empty)) return empty;
    const found = sortedOf(call, key, true);
    if (isError(found)) return found;
    const members = select(found?.members.sorted ?? [], start, stop, options);
    return isError(members) ? members : listScored(members, options.scores);
  };

function store(call: Call, key: string, members: readonly ScoredMember[]): Reply {
  if (members.length === 0) call.db.remove(key);
  else call.db.put(key, { type: 'zset', members: new SortedSet(members.map(({ member, score }) => [member, score])) });
  return members.length;
}

function rangeInto(call: Call): Reply {
  const [, target = '', key = '', start = '', stop = '', ...words] = call.argv;
  const options = rangeOptions(words, {}, true);
  if (isError(options)) return options;
  if (options.scores) return syntaxError;
  const found = sortedOf(call, key);
  if (isError(found)) return found;
  const members = select(found?.members.sorted ?? [], start, stop, options);
  return isError(members) ? members : store(call, target, members);
}

/** ZCOUNT, ZLEXCOUNT and ZREMRANGEBY…: the members between two ends, counted or removed. */
const within =
  (by: By, removes: boolean) =>
  (call: Call): Reply => {
    const [, key = '', start = '', stop = ''] = call.argv;
    const options: Range = { by, reverse: false, scores: false, offset: 0, count: -1 };
    const empty = select([], start, stop, options);
    if (isError(empty)) return empty;
    const found = sortedOf(call, key, !removes);
    if (isError(found)) return found;
    const members = select(found?.members.sorted ?? [], start, stop, options);
    if (isError(members)) return members;
    if (removes && found && members.length > 0) {
      for (const { member } of members) found.members.delete(member);
      call.db.settle(key, found.members.size);
    }
    return members.length;
  };

type Combination = 'union' | 'inter' | 'diff';

interface Mixing {
  readonly weights: readonly number[];
  readonly aggregate: (one: number, two: number) => number;
  readonly scores: boolean;
}

const aggregates: Readonly<Record<string, Mixing['aggregate']>> = {
  SUM: (one, two) => (Number.isNaN(one + two) ? 0 : one + two),
  MIN: Math.min,
  MAX: Math.max,
};

function mixing(rest: readonly string[], keys: number, how: Combination, stores: boolean): Mixing | ErrorReply {
  let weights: readonly number[] = Array.from({ length: keys }, () => 1);
  let aggregate = aggregates.SUM as Mixing['aggregate'];
  let scores = false;
  for (let at = 0; at < rest.length; at++) {
    const word = rest[at]?.toUpperCase();
    if (word === 'WITHSCORES' && !stores) scores = true;
    else if (word === 'WEIGHTS' && how !== 'diff' && at + keys < rest.length) {
      const given = rest.slice(at + 1, at + 1 + keys).map(parseDouble);
      const good = given.filter((weight) => weight !== undefined);
      if (good.length < keys) return error('ERR weight value is not a float');
      weights = good;
      at += keys;
    } else if (word === 'AGGREGATE' && how !== 'diff' && at + 1 < rest.length) {
      const chosen = aggregates[rest[++at]?.toUpperCase() ?? ''];
      if (!chosen) return syntaxError;
      aggregate = chosen;
    } else return syntaxError;
  }
  return { weights, aggregate, scores };
}

function mix(
  call: Call,
  keys: readonly string[],
  how: Combination,
  { weights, aggregate }: Mixing,
): readonly ScoredMember[] | ErrorReply {
  const sets: ReadonlyMap<string, number>[] = [];
  for (const [index, key] of keys.entries()) {
    const value = call.db.find(key);
    const weight = weights[index] ?? 1;
    if (value?.type === 'set') sets.push(new Map([...value.members].map((member) => [member, weight])));
    else {
      const found = sortedOf(call, key);
      if (isError(found)) return found;
      sets.push(new Map((found?.members.sorted ?? []).map(({ member, score }) => [member, score * weight])));
    }
  }
  const [first = new Map<string, number>(), ...rest] = sets;
  const mixed = new Map(first);
  if (how === 'union')
    for (const each of rest)
      for (const [member, score] of each) {
        const before = mixed.get(member);
        mixed.set(member, before === undefined ? score : aggregate(before, score));
      }
  else
    for (const [member, score] of first) {
      const others = rest.map((each) => each.get(member));
      const stays = how === 'inter' ? !others.includes(undefined) : others.every((other) => other === undefined);
      if (!stays) mixed.delete(member);
      else if (how === 'inter') mixed.set(member, others.reduce<number>((sum, other) => aggregate(sum, other ?? 0), score)); // prettier-ignore
    }
  return new SortedSet(mixed).sorted;
}

const combined =
  (how: Combination, stores: boolean) =>
  (call: Call): Reply => {
    const name = (call.argv[0] ?? '').toLowerCase();
    const few = error(`ERR at least 1 input key is needed for '${name}' command`);
    const number = integer(call.argv[stores ? 2 : 1]);
    if (isError(number)) return number;
    const named = countedKeys(call.argv.slice(stores ? 2 : 1), few);
    if (isError(named)) return named;
    const options = mixing(named.rest, named.keys.length, how, stores);
    if (isError(options)) return options;
    const members = mix(call, named.keys, how, options);
    if (isError(members)) return members;
    return stores ? store(call, call.argv[1] ?? '', members) : listScored(members, options.scores);
  };

function countCommon(call: Call): Reply {
  const named = countedKeys(call.argv.slice(1), error("ERR at least 1 input key is needed for 'zintercard' command"));
  if (isError(named)) return named;
  const limit = cardinalityLimit(named.rest);
  if (isError(limit)) return limit;
  const plain = mixing([], named.keys.length, 'inter', false);
  if (isError(plain)) return plain;
  const members = mix(call, named.keys, 'inter', plain);
  if (isError(members)) return members;
  return limit === 0 ? members.length : Math.min(limit, members.length);
}

export const sortedSetRangeCommands: readonly Command[] = [
  command('zrange', -4, '', range({}, true)),
  command('zrevrange', -4, '', range({ reverse: true })),
  command('zrangebyscore', -4, '', range({ by: 'score' })),
  command('zrevrangebyscore', -4, '', range({ by: 'score', reverse: true })),
  command('zrangebylex', -4, '', range({ by: 'lex' })),
  command('zrevrangebylex', -4, '', range({ by: 'lex', reverse: true })),
  command('zrangestore', -5, 'write grows', rangeInto),
  command('zcount', 4, '', within('score', false)),
  command('zlexcount', 4, '', within('lex', false)),
  command('zremrangebyrank', 4, 'write', within('rank', true)),
  command('zremrangebyscore', 4, 'write', within('score', true)),
  command('zremrangebylex', 4, 'write', within('lex', true)),
  command('zunion', -3, '', combined('union', false)),
  command('zinter', -3, '', combined('inter', false)),
  command('zdiff', -3, '', combined('diff', false)),
  command('zunionstore', -4, 'write grows', combined('union', true)),
  command('zinterstore', -4, 'write grows', combined('inter', true)),
  command('zdiffstore', -4, 'write grows', combined('diff', true)),
  command('zintercard', -3, '', countCommon),
];
