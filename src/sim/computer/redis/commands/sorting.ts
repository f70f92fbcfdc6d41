// SORT: the elements of a list, a set or a sorted set in order, or what other keys hold for them.
import { command, type Call, type Command } from '../command.ts';
import { wrongType } from '../database.ts';
import { syntaxError } from '../errors.ts';
import { integer, parseDouble } from '../numbers.ts';
import { error, isError, type ErrorReply, type Reply } from '../reply.ts';
import { listMembers } from '../value.ts';

interface SortOptions {
  by: string | undefined;
  offset: number;
  count: number;
  readonly get: string[];
  descending: boolean;
  alpha: boolean;
  store: string | undefined;
}

function sortOptions(words: readonly string[], stores: boolean): SortOptions | ErrorReply {
  const options: SortOptions = { by: undefined, offset: 0, count: -1, get: [], descending: false, alpha: false, store: undefined }; // prettier-ignore
  for (let at = 0; at < words.length; at++) {
    const word = words[at]?.toUpperCase();
    const left = words.length - at - 1;
    if (word === 'ASC') options.descending = false;
    else if (word === 'DESC') options.descending = true;
    else if (word === 'ALPHA') options.alpha = true;
    else if (word === 'LIMIT' && left >= 2) {
      const [offset, count] = [integer(words[at + 1]), integer(words[at + 2])];
      if (isError(offset)) return offset;
      if (isError(count)) return count;
      [options.offset, options.count] = [Math.max(0, offset), count];
      at += 2;
    } else if (word === 'STORE' && left >= 1 && stores) options.store = words[++at];
    else if (word === 'BY' && left >= 1) options.by = words[++at];
    else if (word === 'GET' && left >= 1) options.get.push(words[++at] ?? '');
    else return syntaxError;
  }
  return options;
}

/** What a pattern names for an element: `#` itself, `key_*` another key, `key_*->field` a field of it. */
function lookUp(call: Call, pattern: string, element: string): string | undefined {
  if (pattern === '#') return element;
  if (!pattern.includes('*')) return undefined;
  const arrow = pattern.indexOf('->', pattern.indexOf('*'));
  const [name, field] = arrow < 0 ? [pattern, undefined] : [pattern.slice(0, arrow), pattern.slice(arrow + 2)];
  const value = call.db.find(name.replace('*', element));
  if (field !== undefined) return value?.type === 'hash' ? value.fields.get(field) : undefined;
  return value?.type === 'string' ? value.text : undefined;
}

function elementsOf(call: Call): readonly string[] | ErrorReply {
  const value = call.db.find(call.argv[1] ?? '');
  if (!value) return [];
  if (value.type === 'list') return value.items;
  if (value.type === 'set') return listMembers(value.members);
  return value.type === 'zset' ? value.members.sorted.map(({ member }) => member) : wrongType;
}

function sort(call: Call, stores: boolean): Reply {
  const options = sortOptions(call.argv.slice(2), stores);
  if (isError(options)) return options;
  const elements = elementsOf(call);
  if (isError(elements)) return elements;
  const { by, alpha, descending, offset, count, get, store } = options;
  let sorted = [...elements];
  if (by === undefined || by.includes('*')) {
    const weights = new Map<string, string | number>();
    for (const element of sorted) {
      const text = by === undefined ? element : lookUp(call, by, element);
      const weight = alpha ? (text ?? '') : parseDouble(text ?? '0');
      if (weight === undefined) return error("ERR One or more scores can't be converted into double");
      weights.set(element, weight);
    }
    const sign = descending ? -1 : 1;
    sorted.sort((one, two) => {
      const [first = 0, second = 0] = [weights.get(one), weights.get(two)];
      if (first === second) return sign * (one < two ? -1 : Number(one > two));
      return sign * (first < second ? -1 : 1);
    });
  }
  sorted = sorted.slice(offset, count < 0 ? undefined : offset + count);
  const shown =
    get.length === 0
      ? sorted
      : sorted.flatMap((element) => get.map((pattern) => lookUp(call, pattern, element) ?? null));
  if (store === undefined) return shown;
  if (shown.length === 0) call.db.remove(store);
  else call.db.put(store, { type: 'list', items: shown.map((item) => item ?? '') });
  return shown.length;
}

export const sortingCommands: readonly Command[] = [
  command('sort', -2, 'write grows', (call) => sort(call, true)),
  command('sort_ro', -2, '', (call) => sort(call, false)),
];
