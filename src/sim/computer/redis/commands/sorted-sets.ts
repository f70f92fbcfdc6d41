// Commands on sorted sets: members, scores, ranks.
import { command, type Answer, type Call, type Command } from '../command.ts';
import { syntaxError } from '../errors.ts';
import { count, formatDouble, integer, notAFloat, parseDouble } from '../numbers.ts';
import { error, isError, nullArray, type ErrorReply, type Reply } from '../reply.ts';
import { SortedSet, type ScoredMember, type SortedSetValue } from '../value.ts';
import { countedKeys, pairs, scanOptions, scanParts, timeout } from './arguments.ts';
import { chooseSome } from './sets.ts';

export const sortedOf = (
  call: Call,
  key = call.argv[1] ?? '',
  reads = false,
): SortedSetValue | undefined | ErrorReply => call.db.typed(key, 'zset', reads);

const notANumber = error('ERR resulting score is not a number (NaN)');

/** Members, each followed by its score when asked for. */
export const listScored = (members: readonly ScoredMember[], scores: boolean): Reply =>
  members.flatMap(({ member, score }) => (scores ? [member, formatDouble(score)] : [member]));

interface AddOptions {
  readonly words: ReadonlySet<string>;
  readonly rest: readonly string[];
}

function addOptions(words: readonly string[]): AddOptions | ErrorReply {
  const known = new Set(['NX', 'XX', 'GT', 'LT', 'CH', 'INCR']);
  let at = 0;
  while (known.has(words[at]?.toUpperCase() ?? '')) at++;
  const options = new Set(words.slice(0, at).map((word) => word.toUpperCase()));
  const rest = words.slice(at);
  if (rest.length === 0 || rest.length % 2 !== 0) return syntaxError;
  if (options.has('NX') && options.has('XX')) return error('ERR XX and NX options at the same time are not compatible');
  if ([...options].filter((word) => ['NX', 'GT', 'LT'].includes(word)).length > 1)
    return error('ERR GT, LT, and/or NX options at the same time are not compatible');
  if (options.has('INCR') && rest.length > 2) return error('ERR INCR option supports a single increment-element pair');
  return { words: options, rest };
}

/** ZADD; ZINCRBY is `ZADD … INCR`. */
function add(call: Call, key: string, given: readonly string[]): Reply {
  const options = addOptions(given);
  if (isError(options)) return options;
  const { words, rest } = options;
  const wanted: [number, string][] = [];
  for (const [text, member] of pairs(rest)) {
    const score = parseDouble(text);
    if (score === undefined) return notAFloat;
    wanted.push([score, member]);
  }
  const existing = sortedOf(call, key);
  if (isError(existing)) return existing;
  const increments = words.has('INCR');
  if (!existing && words.has('XX')) return increments ? null : 0;
  const found = existing ?? call.db.ensure<SortedSetValue>(key, { type: 'zset', members: new SortedSet() });
  if (isError(found)) return found;
  let [added, updated] = [0, 0];
  let result: Reply = null;
  for (const [given, member] of wanted) {
    const before = found.members.get(member);
    const score = increments && before !== undefined ? before + given : given;
    if (Number.isNaN(score)) return notANumber;
    const refused =
      (words.has('NX') && before !== undefined) ||
      (words.has('XX') && before === undefined) ||
      (before !== undefined && ((words.has('GT') && score <= before) || (words.has('LT') && score >= before)));
    if (refused) continue;
    result = formatDouble(score);
    if (before === score) continue;
    found.members.set(member, score);
    if (before === undefined) added++;
    else updated++;
  }
  if (found.members.size === 0) call.db.remove(key);
  else if (added + updated > 0) call.db.touch(key);
  if (increments) return result;
  return words.has('CH') ? added + updated : added;
}

function increment(call: Call): Reply {
  const [, key = '', by = '', member = ''] = call.argv;
  return add(call, key, ['INCR', by, member]);
}

function scores(call: Call, many: boolean): Reply {
  const found = sortedOf(call, call.argv[1], true);
  if (isError(found)) return found;
  const answers = call.argv.slice(2).map((member) => {
    const score = found?.members.get(member);
    return score === undefined ? null : formatDouble(score);
  });
  return many ? answers : (answers[0] ?? null);
}

function size(call: Call): Reply {
  const found = sortedOf(call, call.argv[1], true);
  return isError(found) ? found : (found?.members.size ?? 0);
}

const rank =
  (reverse: boolean) =>
  (call: Call): Reply => {
    const [, , member = '', option] = call.argv;
    if (option !== undefined && (option.toUpperCase() !== 'WITHSCORE' || call.argv.length > 4)) return syntaxError;
    const found = sortedOf(call, call.argv[1], true);
    if (isError(found)) return found;
    const score = found?.members.get(member);
    if (!found || score === undefined) return option === undefined ? null : nullArray;
    const place = found.members.sorted.findIndex((each) => each.member === member);
    const answer = reverse ? found.members.size - 1 - place : place;
    return option === undefined ? answer : [answer, formatDouble(score)];
  };

function remove(call: Call): Reply {
  const [, key = '', ...members] = call.argv;
  const found = sortedOf(call);
  if (isError(found)) return found;
  if (!found) return 0;
  const removed = members.filter((member) => found.members.delete(member)).length;
  if (removed > 0) call.db.settle(key, found.members.size);
  return removed;
}

type End = 'MIN' | 'MAX';

/** Takes members from one end; none when there is no key. */
function take(call: Call, key: string, end: End, number: number): readonly ScoredMember[] | ErrorReply {
  const found = sortedOf(call, key);
  if (isError(found)) return found;
  if (!found) return [];
  const { sorted } = found.members;
  const taken = (end === 'MIN' ? sorted : sorted.toReversed()).slice(0, number);
  for (const { member } of taken) found.members.delete(member);
  if (taken.length > 0) call.db.settle(key, found.members.size);
  return taken;
}

const pop =
  (end: End) =>
  (call: Call): Reply => {
    const [, key = '', number] = call.argv;
    if (call.argv.length > 3) return syntaxError;
    const wanted = number === undefined ? 1 : count(number);
    if (isError(wanted)) return wanted;
    const taken = take(call, key, end, wanted);
    return isError(taken) ? taken : listScored(taken, true);
  };

/** BZPOPMIN and BZPOPMAX. */
const waitAndPop =
  (end: End) =>
  (call: Call): Answer => {
    const keys = call.argv.slice(1, -1);
    const patience = timeout(call.argv.at(-1));
    if (isError(patience)) return patience;
    const attempt = (now: Call): Reply | undefined => {
      for (const key of keys) {
        const taken = take(now, key, end, 1);
        if (isError(taken)) return taken;
        if (!taken[0]) continue;
        now.rewrite([`ZPOP${end}`, key]);
        return [key, taken[0].member, formatDouble(taken[0].score)];
      }
      return undefined;
    };
    return attempt(call) ?? { waitsFor: keys, timeout: patience, attempt, late: nullArray };
  };

/** ZMPOP and BZMPOP. */
function popFromMany(call: Call, waits: boolean): Answer {
  const patience = waits ? timeout(call.argv[1]) : 0;
  if (isError(patience)) return patience;
  const named = countedKeys(call.argv.slice(waits ? 2 : 1), error('ERR numkeys should be greater than 0'));
  if (isError(named)) return named;
  const { keys, rest } = named;
  const end = rest[0]?.toUpperCase();
  if (end !== 'MIN' && end !== 'MAX') return syntaxError;
  if (rest.length !== 1 && (rest.length !== 3 || rest[1]?.toUpperCase() !== 'COUNT')) return syntaxError;
  const number = rest.length === 3 ? integer(rest[2], error('ERR count should be greater than 0')) : 1;
  if (isError(number)) return number;
  if (number < 1) return error('ERR count should be greater than 0');
  const attempt = (now: Call): Reply | undefined => {
    for (const key of keys) {
      const taken = take(now, key, end, number);
      if (isError(taken)) return taken;
      if (taken.length === 0) continue;
      now.rewrite([`ZPOP${end}`, key, String(taken.length)]);
      return [key, taken.map(({ member, score }) => [member, formatDouble(score)])];
    }
    return undefined;
  };
  return attempt(call) ?? (waits ? { waitsFor: keys, timeout: patience, attempt, late: nullArray } : nullArray);
}

function some(call: Call): Reply {
  const [, , number, word] = call.argv;
  if (word !== undefined && (word.toUpperCase() !== 'WITHSCORES' || call.argv.length > 4)) return syntaxError;
  const wanted = number === undefined ? 1 : integer(number);
  if (isError(wanted)) return wanted;
  const found = sortedOf(call, call.argv[1], true);
  if (isError(found)) return found;
  const chosen = chooseSome(call, found?.members.sorted ?? [], wanted);
  return number === undefined ? (chosen[0]?.member ?? null) : listScored(chosen, word !== undefined);
}

function scan(call: Call): Reply {
  const options = scanOptions(call.argv.slice(2), false);
  if (isError(options)) return options;
  const found = sortedOf(call);
  if (isError(found)) return found;
  return scanParts((found?.members.sorted ?? []).map(({ member, score }) => [member, formatDouble(score)]), options); // prettier-ignore
}

export const sortedSetCommands: readonly Command[] = [
  command('zadd', -4, 'write grows', (call) => add(call, call.argv[1] ?? '', call.argv.slice(2))),
  command('zincrby', 4, 'write grows', increment),
  command('zscore', 3, '', (call) => scores(call, false)),
  command('zmscore', -3, '', (call) => scores(call, true)),
  command('zcard', 2, '', size),
  command('zrank', -3, '', rank(false)),
  command('zrevrank', -3, '', rank(true)),
  command('zrem', -3, 'write', remove),
  command('zpopmin', -2, 'write', pop('MIN')),
  command('zpopmax', -2, 'write', pop('MAX')),
  command('bzpopmin', -3, 'write', waitAndPop('MIN')),
  command('bzpopmax', -3, 'write', waitAndPop('MAX')),
  command('zmpop', -4, 'write', (call) => popFromMany(call, false)),
  command('bzmpop', -5, 'write', (call) => popFromMany(call, true)),
  command('zrandmember', -2, '', some),
  command('zscan', -3, '', scan),
];
