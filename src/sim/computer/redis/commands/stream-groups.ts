// Groups of consumers: XGROUP, XREADGROUP, XACK, XPENDING, XCLAIM, XAUTOCLAIM, XINFO.
import { command, type Answer, type Call, type Command } from '../command.ts';
import { noSuchKey, notSimulated, syntaxError, unknownSubcommand, wrongArguments } from '../errors.ts';
import { integer } from '../numbers.ts';
import { error, isError, nullArray, ok, type ErrorReply, type Reply } from '../reply.ts';
import {
  compareIds, firstId, formatId, lastId, parseId, Stream, type Group, type StreamEntry, type StreamId,
} from '../stream.ts'; // prettier-ignore
import type { StreamValue } from '../value.ts';
import { invalidId, listEntries, readRequest, streamOf } from './streams.ts';

const keyNeeded = error(
  'ERR The XGROUP subcommand requires the key to exist. Note that for CREATE you may want to use the MKSTREAM option to create an empty stream automatically.',
);

const noGroup = (key: string, name: string): ErrorReply =>
  error(`NOGROUP No such consumer group '${name}' for key name '${key}'`);

function manageGroup(call: Call): Reply {
  const [, what = '', key = '', name = '', id = '', ...words] = call.argv;
  const lower = what.toLowerCase();
  const words5 = { create: 5, setid: 5, destroy: 4, createconsumer: 5, delconsumer: 5 }[lower];
  if (words5 === undefined) return unknownSubcommand('xgroup', what);
  if (call.argv.length < words5) return wrongArguments(`xgroup|${lower}`);
  const makes = lower === 'create' && words.some((word) => word.toUpperCase() === 'MKSTREAM');
  const found = makes
    ? call.db.ensure<StreamValue>(key, { type: 'stream', stream: new Stream() })
    : streamOf(call, key);
  if (isError(found)) return found;
  if (!found) return keyNeeded;
  const { stream } = found;
  const group = stream.groups.get(name);
  if (lower === 'create') {
    const last = id === '$' ? stream.last : parseId(id);
    if (!last) return invalidId;
    if (group) return error('BUSYGROUP Consumer Group name already exists');
    stream.groups.set(name, { last, pending: new Map(), consumers: new Map() });
    call.db.touch(key);
    return ok;
  }
  if (lower === 'destroy') {
    if (!stream.groups.delete(name)) return 0;
    call.db.touch(key);
    return 1;
  }
  if (!group) return noGroup(key, name);
  call.db.touch(key);
  if (lower === 'setid') {
    const last = id === '$' ? stream.last : parseId(id);
    if (!last) return invalidId;
    group.last = last;
    return ok;
  }
  if (lower === 'createconsumer') {
    if (group.consumers.has(id)) return 0;
    group.consumers.set(id, { seenAt: call.server.now() });
    return 1;
  }
  const theirs = [...group.pending].filter(([, { consumer }]) => consumer === id);
  for (const [entry] of theirs) group.pending.delete(entry);
  group.consumers.delete(id);
  return theirs.length;
}

/** XREADGROUP GROUP group consumer … */
function readAsGroup(call: Call): Answer {
  const [, word = '', name = '', consumer = '', ...words] = call.argv;
  if (word.toUpperCase() !== 'GROUP') return syntaxError;
  const request = readRequest(words, 'xreadgroup');
  if (isError(request)) return request;
  const { keys, ids, count, block, noAck } = request;
  const groupOf = (now: Call, key: string): { stream: Stream; group: Group } | ErrorReply => {
    const found = streamOf(now, key);
    if (isError(found)) return found;
    const group = found?.stream.groups.get(name);
    if (found && group) return { stream: found.stream, group };
    return error(`NOGROUP No such key '${key}' or consumer group '${name}' in XREADGROUP with GROUP option`);
  };
  const attempt = (now: Call): Reply | undefined => {
    const answers: Reply[] = [];
    for (const [index, key] of keys.entries()) {
      const found = groupOf(now, key);
      if (isError(found)) return found;
      const { stream, group } = found;
      const text = ids[index] ?? '';
      const time = now.server.now();
      group.consumers.set(consumer, { seenAt: time });
      if (text !== '>') {
        const after = parseId(text);
        if (!after) return invalidId;
        answers.push([key, listAgain(stream, group, consumer, after).slice(0, count)]);
        continue;
      }
      const entries = stream.after(group.last).slice(0, count);
      if (entries.length === 0) continue;
      for (const { id } of entries) {
        group.last = id;
        if (!noAck) group.pending.set(formatId(id), { id, consumer, deliveredAt: time, deliveries: 1 });
      }
      now.db.touch(key);
      answers.push([key, listEntries(entries)]);
    }
    return answers.length > 0 ? answers : undefined;
  };
  for (const key of keys) {
    const found = groupOf(call, key);
    if (isError(found)) return found;
  }
  const waits = block !== undefined && ids.every((id) => id === '>');
  return attempt(call) ?? (waits ? { waitsFor: keys, timeout: block, attempt, late: nullArray } : nullArray);
}

/** What a consumer was given before and has not acknowledged. */
function listAgain(stream: Stream, group: Group, consumer: string, after: StreamId): Reply[] {
  return [...group.pending.values()]
    .filter((pending) => pending.consumer === consumer && compareIds(pending.id, after) > 0)
    .sort((one, two) => compareIds(one.id, two.id))
    .map(({ id }) => [formatId(id), entryOf(stream, id)?.fields ?? nullArray]);
}

const entryOf = (stream: Stream, id: StreamId): StreamEntry | undefined =>
  stream.entries.find((entry) => compareIds(entry.id, id) === 0);

function acknowledge(call: Call): Reply {
  const [, key = '', name = '', ...ids] = call.argv;
  const parsed = ids.map((id) => parseId(id));
  if (parsed.includes(undefined)) return invalidId;
  const found = streamOf(call);
  if (isError(found)) return found;
  const group = found?.stream.groups.get(name);
  const done = parsed.filter((id) => id && group?.pending.delete(formatId(id))).length;
  if (done > 0) call.db.touch(key);
  return done;
}

function listPending(call: Call): Reply {
  const [, key = '', name = '', ...words] = call.argv;
  const found = streamOf(call);
  if (isError(found)) return found;
  const group = found?.stream.groups.get(name);
  if (!group) return error(`NOGROUP No such key '${key}' or consumer group '${name}'`);
  const pending = [...group.pending.values()].sort((one, two) => compareIds(one.id, two.id));
  if (words.length === 0) {
    const [first, last] = [pending[0], pending.at(-1)];
    if (!first || !last) return [0, null, null, nullArray];
    const consumers = [...new Set(pending.map(({ consumer }) => consumer))].sort();
    return [
      pending.length,
      formatId(first.id),
      formatId(last.id),
      consumers.map((consumer) => [consumer, String(pending.filter((each) => each.consumer === consumer).length)]),
    ];
  }
  let idle = 0;
  let rest = words;
  if (rest[0]?.toUpperCase() === 'IDLE') {
    const ms = integer(rest[1]);
    if (isError(ms)) return ms;
    idle = ms;
    rest = rest.slice(2);
  }
  const [from = '', to = '', number, consumer] = rest;
  if (number === undefined) return syntaxError;
  const [low, high] = [from === '-' ? firstId : parseId(from), to === '+' ? lastId : parseId(to, lastId.sequence)];
  if (!low || !high) return invalidId;
  const count = integer(number);
  if (isError(count)) return count;
  const now = call.server.now();
  return pending
    .filter(
      (each) =>
        compareIds(each.id, low) >= 0 &&
        compareIds(each.id, high) <= 0 &&
        now - each.deliveredAt >= idle &&
        (consumer === undefined || each.consumer === consumer),
    )
    .slice(0, count)
    .map((each) => [formatId(each.id), each.consumer, Math.floor(now - each.deliveredAt), each.deliveries]);
}

/** Gives pending entries to another consumer. */
function claim(call: Call): Reply {
  const [, key = '', name = '', consumer = '', least, ...words] = call.argv;
  const idle = integer(least, error('ERR Invalid min-idle-time argument for XCLAIM'));
  if (isError(idle)) return idle;
  const end = words.findIndex((word) => !parseId(word));
  const ids = words.slice(0, end < 0 ? undefined : end).map((word) => parseId(word));
  const options = end < 0 ? [] : words.slice(end).map((word) => word.toUpperCase());
  const bare = options.includes('JUSTID');
  const unknown = options.find((word) => word !== 'JUSTID');
  if (unknown !== undefined) return notSimulated(`XCLAIM ${unknown}`);
  const found = streamOf(call);
  if (isError(found)) return found;
  const group = found?.stream.groups.get(name);
  if (!found || !group) return error(`NOGROUP No such key '${key}' or consumer group '${name}'`);
  return takeOver(call, { stream: found.stream, group }, consumer, idle, ids.filter((id) => id !== undefined), bare); // prettier-ignore
}

function takeOver(
  call: Call,
  { stream, group }: { stream: Stream; group: Group },
  consumer: string,
  idle: number,
  ids: readonly StreamId[],
  bare: boolean,
): Reply[] {
  const now = call.server.now();
  const taken: Reply[] = [];
  group.consumers.set(consumer, { seenAt: now });
  for (const id of ids) {
    const pending = group.pending.get(formatId(id));
    if (!pending || now - pending.deliveredAt < idle) continue;
    const entry = entryOf(stream, id);
    if (!entry) {
      group.pending.delete(formatId(id));
      continue;
    }
    pending.consumer = consumer;
    pending.deliveredAt = now;
    if (!bare) pending.deliveries++;
    taken.push(bare ? formatId(id) : [formatId(id), entry.fields]);
  }
  call.db.touch(call.argv[1] ?? '');
  return taken;
}

function claimIdle(call: Call): Reply {
  const [, key = '', name = '', consumer = '', least, start = '', ...words] = call.argv;
  const idle = integer(least, error('ERR Invalid min-idle-time argument for XAUTOCLAIM'));
  if (isError(idle)) return idle;
  const from = parseId(start);
  if (!from) return invalidId;
  const upper = words.map((word) => word.toUpperCase());
  const at = upper.indexOf('COUNT');
  const count = at < 0 ? 100 : integer(words[at + 1], error('ERR COUNT must be > 0'));
  if (isError(count)) return count;
  const found = streamOf(call);
  if (isError(found)) return found;
  const group = found?.stream.groups.get(name);
  if (!found || !group) return error(`NOGROUP No such key '${key}' or consumer group '${name}'`);
  const ids = [...group.pending.values()]
    .map(({ id }) => id)
    .filter((id) => compareIds(id, from) >= 0)
    .sort(compareIds);
  const next = ids[count];
  const page = ids.slice(0, count);
  const deleted = page.filter((id) => !entryOf(found.stream, id)).map(formatId);
  const taken = takeOver(call, { stream: found.stream, group }, consumer, idle, page, upper.includes('JUSTID'));
  return [next ? formatId(next) : '0-0', taken, deleted];
}

function tell(call: Call): Reply {
  const [, what = '', key = '', name = ''] = call.argv;
  const lower = what.toLowerCase();
  if (!['stream', 'groups', 'consumers'].includes(lower)) return unknownSubcommand('xinfo', what);
  if (call.argv.length < (lower === 'consumers' ? 4 : 3)) return wrongArguments(`xinfo|${lower}`);
  const found = streamOf(call, key);
  if (isError(found)) return found;
  if (!found) return noSuchKey;
  const { stream } = found;
  if (lower === 'groups')
    return [...stream.groups].map(([group, { consumers, pending, last }]) => [
      'name', group, 'consumers', consumers.size, 'pending', pending.size, 'last-delivered-id', formatId(last),
      'entries-read', null, 'lag', stream.after(last).length,
    ]); // prettier-ignore
  if (lower === 'consumers') {
    const group = stream.groups.get(name);
    if (!group) return noGroup(key, name);
    return [...group.consumers].map(([consumer, { seenAt }]) => [
      'name', consumer, 'pending', [...group.pending.values()].filter((each) => each.consumer === consumer).length,
      'idle', Math.floor(call.server.now() - seenAt),
    ]); // prettier-ignore
  }
  const [first, last] = [stream.entries[0], stream.entries.at(-1)];
  const show = (entry: StreamEntry | undefined): Reply => (entry ? [formatId(entry.id), entry.fields] : null);
  return [
    'length', stream.entries.length, 'radix-tree-keys', 1, 'radix-tree-nodes', 2, 'last-generated-id',
    formatId(stream.last), 'max-deleted-entry-id', '0-0', 'entries-added', stream.added, 'recorded-first-entry-id',
    formatId(first?.id ?? firstId), 'groups', stream.groups.size, 'first-entry', show(first), 'last-entry', show(last),
  ]; // prettier-ignore
}

export const streamGroupCommands: readonly Command[] = [
  command('xgroup', -2, 'write', manageGroup),
  command('xreadgroup', -7, 'write', readAsGroup),
  command('xack', -4, 'write', acknowledge),
  command('xpending', -3, '', listPending),
  command('xclaim', -6, 'write', claim),
  command('xautoclaim', -6, 'write', claimIdle),
  command('xinfo', -2, '', tell),
];
