// Arguments that several families of commands share.
import type { Call } from '../command.ts';
import { syntaxError } from '../errors.ts';
import { globTest } from '../glob.ts';
import { integer, notAnInteger, parseWide } from '../numbers.ts';
import { error, isError, type ErrorReply, type Reply } from '../reply.ts';

/** Words two by two. */
export function pairs(words: readonly string[]): readonly (readonly [string, string])[] {
  const found: [string, string][] = [];
  for (let at = 0; at + 1 < words.length; at += 2) found.push([words[at] ?? '', words[at + 1] ?? '']);
  return found;
}

/** When something expires, ms since 1970: an EX, PX, EXAT or PXAT that must be above 0. */
export function expiryTime(call: Call, unit: string, text: string): number | ErrorReply {
  const value = parseWide(text);
  if (value === undefined) return notAnInteger;
  const ms = unit.startsWith('P') ? value : value * 1000n;
  const at = unit.endsWith('AT') ? ms : ms + BigInt(Math.floor(call.server.now()));
  if (value <= 0n || at > 2n ** 63n - 1n)
    return error(`ERR invalid expire time in '${(call.argv[0] ?? '').toLowerCase()}' command`);
  return Number(at);
}

/** A timeout in seconds as blocking commands have it, in ms. */
export function timeout(text: string | undefined): number | ErrorReply {
  const seconds = Number(text);
  if (text === undefined || text.trim() === '' || !Number.isFinite(seconds))
    return error('ERR timeout is not a float or out of range');
  return seconds < 0 ? error('ERR timeout is negative') : Math.ceil(seconds * 1000);
}

/** Options of SCAN and its like. */
export interface ScanOptions {
  readonly cursor: number;
  readonly count: number;
  readonly matches: (text: string) => boolean;
  readonly type: string | undefined;
}

/** Reads `cursor [MATCH p] [COUNT n] [TYPE t]`. */
export function scanOptions(words: readonly string[], types: boolean): ScanOptions | ErrorReply {
  const cursor = words[0] ?? '';
  if (!/^\d+$/.test(cursor)) return error('ERR invalid cursor');
  let count = 10;
  let matches: ScanOptions['matches'] = () => true;
  let type: string | undefined;
  for (let at = 1; at < words.length; at += 2) {
    const [word = '', value] = [words[at]?.toUpperCase(), words[at + 1]];
    if (value === undefined) return syntaxError;
    if (word === 'COUNT') {
      const number = integer(value);
      if (isError(number)) return number;
      if (number < 1) return syntaxError;
      count = number;
    } else if (word === 'MATCH') matches = globTest(value);
    else if (word === 'TYPE' && types) type = value.toLowerCase();
    else return syntaxError;
  }
  return { cursor: Number(cursor), count, matches, type };
}

/** How many parts of a collection are given at once whatever COUNT says: those that Redis keeps in one piece. */
const onePiece = 128;

/** One page of the parts of a collection: HSCAN, SSCAN, ZSCAN. */
export function scanParts(parts: readonly (readonly string[])[], { cursor, count, matches }: ScanOptions): Reply {
  const size = parts.length <= onePiece ? parts.length : count;
  const page = parts.slice(cursor, cursor + size);
  const next = cursor + size < parts.length ? cursor + size : 0;
  return [String(next), page.filter(([name = '']) => matches(name)).flat()];
}

/** Number of keys that follow, as ZUNION, LMPOP and SINTERCARD have it: the keys and what comes after them. */
export function countedKeys(
  words: readonly string[],
  problem: ErrorReply,
  tooMany = syntaxError,
): { readonly keys: readonly string[]; readonly rest: readonly string[] } | ErrorReply {
  const number = integer(words[0], problem);
  if (isError(number)) return number;
  if (number <= 0) return problem;
  if (words.length - 1 < number) return tooMany;
  return { keys: words.slice(1, 1 + number), rest: words.slice(1 + number) };
}

/** A `LIMIT` of SINTERCARD and ZINTERCARD; 0: none. */
export function cardinalityLimit(rest: readonly string[]): number | ErrorReply {
  if (rest.length === 0) return 0;
  if (rest.length !== 2 || rest[0]?.toUpperCase() !== 'LIMIT') return syntaxError;
  const limit = integer(rest[1], error("ERR LIMIT can't be negative"));
  return !isError(limit) && limit < 0 ? error("ERR LIMIT can't be negative") : limit;
}
