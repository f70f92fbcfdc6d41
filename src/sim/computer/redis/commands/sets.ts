// Commands on sets.
import { command, type Call, type Command } from '../command.ts';
import { integer, notPositive } from '../numbers.ts';
import { error, isError, type ErrorReply, type Reply } from '../reply.ts';
import { listMembers, type SetValue } from '../value.ts';
import { cardinalityLimit, countedKeys, scanOptions, scanParts } from './arguments.ts';

const setOf = (call: Call, key = call.argv[1] ?? '', reads = false): SetValue | undefined | ErrorReply =>
  call.db.typed(key, 'set', reads);

function add(call: Call): Reply {
  const [, key = '', ...members] = call.argv;
  const found = call.db.ensure<SetValue>(key, { type: 'set', members: new Set() });
  if (isError(found)) return found;
  const before = found.members.size;
  for (const member of members) found.members.add(member);
  const added = found.members.size - before;
  if (added > 0) call.db.touch(key);
  return added;
}

function remove(call: Call): Reply {
  const [, key = '', ...members] = call.argv;
  const found = setOf(call);
  if (isError(found)) return found;
  if (!found) return 0;
  const removed = members.filter((member) => found.members.delete(member)).length;
  if (removed > 0) call.db.settle(key, found.members.size);
  return removed;
}

function list(call: Call): Reply {
  const found = setOf(call, call.argv[1], true);
  return isError(found) ? found : found ? listMembers(found.members) : [];
}

function has(call: Call, many: boolean): Reply {
  const found = setOf(call, call.argv[1], true);
  if (isError(found)) return found;
  const answers = call.argv.slice(2).map((member) => Number(found?.members.has(member) ?? false));
  return many ? answers : (answers[0] ?? 0);
}

function size(call: Call): Reply {
  const found = setOf(call, call.argv[1], true);
  return isError(found) ? found : (found?.members.size ?? 0);
}

/** `count` of the items by chance: all different, or with repetition when `count` is negative. */
export function chooseSome<T>(call: Call, items: readonly T[], count: number): readonly T[] {
  const { random } = call.server.parts;
  if (items.length === 0) return [];
  if (count < 0) return Array.from({ length: -count }, () => random.pick(items));
  const left = [...items];
  const chosen: T[] = [];
  while (chosen.length < count && left.length > 0) chosen.push(...left.splice(random.integer(left.length), 1));
  return chosen;
}

function pop(call: Call): Reply {
  const [, key = '', number] = call.argv;
  const wanted = number === undefined ? 1 : integer(number, notPositive);
  if (isError(wanted)) return wanted;
  if (wanted < 0) return notPositive;
  const found = setOf(call);
  if (isError(found)) return found;
  const taken = chooseSome(call, listMembers(found?.members ?? new Set()), wanted);
  for (const member of taken) found?.members.delete(member);
  if (found && taken.length > 0) call.db.settle(key, found.members.size);
  call.rewrite(['SREM', key, ...taken]);
  return number === undefined ? (taken[0] ?? null) : taken;
}

function some(call: Call): Reply {
  const [, , number] = call.argv;
  const wanted = number === undefined ? 1 : integer(number);
  if (isError(wanted)) return wanted;
  const found = setOf(call, call.argv[1], true);
  if (isError(found)) return found;
  const chosen = chooseSome(call, listMembers(found?.members ?? new Set()), wanted);
  return number === undefined ? (chosen[0] ?? null) : chosen;
}

function move(call: Call): Reply {
  const [, from = '', to = '', member = ''] = call.argv;
  const source = setOf(call, from);
  if (isError(source)) return source;
  const target = setOf(call, to);
  if (isError(target)) return target;
  if (!source?.members.has(member)) return 0;
  if (from === to) return 1;
  source.members.delete(member);
  call.db.settle(from, source.members.size);
  const made = call.db.ensure<SetValue>(to, { type: 'set', members: new Set() });
  if (isError(made)) return made;
  made.members.add(member);
  call.db.touch(to);
  return 1;
}

type Combination = 'union' | 'inter' | 'diff';

function combine(call: Call, keys: readonly string[], how: Combination): Set<string> | ErrorReply {
  const sets: Set<string>[] = [];
  for (const key of keys) {
    const found = setOf(call, key);
    if (isError(found)) return found;
    sets.push(found?.members ?? new Set());
  }
  const [first = new Set<string>(), ...rest] = sets;
  if (how === 'union') return new Set(sets.flatMap((each) => [...each]));
  return new Set(
    [...first].filter((member) =>
      how === 'inter' ? rest.every((each) => each.has(member)) : !rest.some((each) => each.has(member)),
    ),
  );
}

const combined =
  (how: Combination) =>
  (call: Call): Reply => {
    const result = combine(call, call.argv.slice(1), how);
    return isError(result) ? result : listMembers(result);
  };

const combinedInto =
  (how: Combination) =>
  (call: Call): Reply => {
    const [, key = '', ...keys] = call.argv;
    const members = combine(call, keys, how);
    if (isError(members)) return members;
    if (members.size === 0) call.db.remove(key);
    else call.db.put(key, { type: 'set', members });
    return members.size;
  };

function countCommon(call: Call): Reply {
  const named = countedKeys(
    call.argv.slice(1),
    error('ERR numkeys should be greater than 0'),
    error("ERR Number of keys can't be greater than number of args"),
  );
  if (isError(named)) return named;
  const limit = cardinalityLimit(named.rest);
  if (isError(limit)) return limit;
  const common = combine(call, named.keys, 'inter');
  if (isError(common)) return common;
  return limit === 0 ? common.size : Math.min(limit, common.size);
}

function scan(call: Call): Reply {
  const options = scanOptions(call.argv.slice(2), false);
  if (isError(options)) return options;
  const found = setOf(call);
  if (isError(found)) return found;
  return scanParts(listMembers(found?.members ?? new Set()).map((member) => [member]), options); // prettier-ignore
}

export const setCommands: readonly Command[] = [
  command('sadd', -3, 'write grows', add),
  command('srem', -3, 'write', remove),
  command('smembers', 2, '', list),
  command('sismember', 3, '', (call) => has(call, false)),
  command('smismember', -3, '', (call) => has(call, true)),
  command('scard', 2, '', size),
  command('spop', -2, 'write', pop),
  command('srandmember', -2, '', some),
  command('smove', 4, 'write', move),
  command('sunion', -2, '', combined('union')),
  command('sinter', -2, '', combined('inter')),
  command('sdiff', -2, '', combined('diff')),
  command('sunionstore', -3, 'write grows', combinedInto('union')),
  command('sinterstore', -3, 'write grows', combinedInto('inter')),
  command('sdiffstore', -3, 'write grows', combinedInto('diff')),
  command('sintercard', -3, '', countCommon),
  command('sscan', -3, '', scan),
];
