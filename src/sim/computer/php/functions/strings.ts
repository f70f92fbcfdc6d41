// Functions on texts, byte by byte.
import { decodeLooseBase64, encodeBase64 } from '../../../kernel/base64.ts';
import { fromBytes, fromText, isUtf8, toBytes, toText } from '../bytes.ts';
import { Float, PhpArray, type Ref, type Key, type Value } from '../values.ts';
import { compare, toStr, toTexts } from '../run/convert.ts';
import type { Engine } from '../run/engine.ts';
import { escapeHtml, htmlEntities, unescapeHtml } from './html.ts';
import type { Library } from './native.ts';

const upper = (text: string): string => text.replace(/[a-z]+/g, (part) => part.toUpperCase());
const lower = (text: string): string => text.replace(/[A-Z]+/g, (part) => part.toLowerCase());

/** The part that substr and its like mean; undefined when it begins behind the end. */
export function span(size: number, offset: number, length: number | null | undefined): readonly [number, number] {
  const start = offset < 0 ? Math.max(0, size + offset) : Math.min(offset, size);
  const end =
    length === null || length === undefined ? size : length < 0 ? size + length : Math.min(size, start + length);
  return [start, Math.max(start, end)];
}

/** The characters that trim takes away: `a..z` is a range. */
function inSet(characters: string): (letter: string) => boolean {
  const set = new Set<string>();
  for (let at = 0; at < characters.length; at++) {
    if (characters.slice(at + 1, at + 3) === '..' && at + 3 < characters.length) {
      for (let code = characters.charCodeAt(at); code <= characters.charCodeAt(at + 3); code++)
        set.add(String.fromCharCode(code));
      at += 3;
    } else set.add(characters.charAt(at));
  }
  return (letter) => set.has(letter);
}

const white = ' \n\r\t\v\0';

function trimmed(text: string, characters: string, left: boolean, right: boolean): string {
  const has = inSet(characters);
  let start = 0;
  let end = text.length;
  while (left && start < end && has(text.charAt(start))) start++;
  while (right && end > start && has(text.charAt(end - 1))) end--;
  return text.slice(start, end);
}

/** Where a text is found, from an offset that may count from the end; an Error of PHP's when that is outside. */
function find(
  php: Engine,
  name: string,
  hay: string,
  needle: string,
  offset: number,
  backwards = false,
): number | false {
  if (Math.abs(offset) > hay.length && (offset > 0 || -offset > hay.length))
    throw php.error('ValueError', `${name}(): Argument #3 ($offset) must be contained in argument #1 ($haystack)`);
  const at = backwards
    ? offset < 0
      ? hay.lastIndexOf(needle, hay.length + offset)
      : Math.max(-1, hay.lastIndexOf(needle)) >= offset
        ? hay.lastIndexOf(needle)
        : -1
    : hay.indexOf(needle, offset < 0 ? hay.length + offset : offset);
  return at < 0 ? false : at;
}

function replaceIn(
  php: Engine,
  search: Value,
  replace: Value,
  subject: string,
  caseless: boolean,
  count: { value: number },
): string {
  const searches = toTexts(php, search);
  const replacements = replace instanceof PhpArray ? toTexts(php, replace) : undefined;
  let text = subject;
  for (const [at, wanted] of searches.entries()) {
    if (wanted === '') continue;
    const by = replacements ? (replacements[at] ?? '') : toStr(php, replace);
    if (caseless) {
      const pattern = new RegExp(wanted.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), 'gi');
      text = text.replace(pattern, () => {
        count.value++;
        return by;
      });
    } else {
      const parts = text.split(wanted);
      count.value += parts.length - 1;
      text = parts.join(by);
    }
  }
  return text;
}

function replaceAll(
  php: Engine,
  [search, replace, subject, count]: [Value, Value, Value, Ref?],
  caseless: boolean,
): Value {
  const counted = { value: 0 };
  const made =
    subject instanceof PhpArray
      ? PhpArray.of(
          subject
            .entries()
            .map(([key, one]): [Key, Value] => [
              key,
              replaceIn(php, search, replace, toStr(php, one), caseless, counted),
            ]),
        )
      : replaceIn(php, search, replace, toStr(php, subject), caseless, counted);
  if (count) count.value = counted.value;
  return made;
}

/** strnatcmp */
export function naturalOrder(left: string, right: string): number {
  const [one, two] = [left, right].map((text) => text.match(/\d+|\D+/g) ?? []);
  for (let at = 0; at < Math.max(one?.length ?? 0, two?.length ?? 0); at++) {
    const [first, second] = [one?.[at], two?.[at]];
    if (first === undefined) return -1;
    if (second === undefined) return 1;
    if (/^\d/.test(first) && /^\d/.test(second)) {
      if (Number(first) !== Number(second)) return Number(first) < Number(second) ? -1 : 1;
    } else if (first !== second) return first < second ? -1 : 1;
  }
  return 0;
}

const order = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);

function wrap(text: string, width: number, glue: string, cut: boolean): string {
  const lines = text.split(glue).map((line) => {
    const made: string[] = [];
    let current: string | undefined;
    for (const word of line.split(' ')) {
      let left = word;
      if (current !== undefined && current.length + 1 + left.length <= width) {
        current += ` ${left}`;
        continue;
      }
      if (current !== undefined) made.push(current);
      while (cut && left.length > width) {
        made.push(left.slice(0, width));
        left = left.slice(width);
      }
      current = left;
    }
    if (current !== undefined) made.push(current);
    return made.join(glue);
  });
  return lines.join(glue);
}

function levenshtein(left: string, right: string): number {
  let row = Array.from({ length: right.length + 1 }, (_, at) => at);
  for (let i = 1; i <= left.length; i++) {
    const next = [i];
    for (let j = 1; j <= right.length; j++)
      next.push(
        Math.min((next[j - 1] ?? 0) + 1, (row[j] ?? 0) + 1, (row[j - 1] ?? 0) + (left[i - 1] === right[j - 1] ? 0 : 1)),
      );
    row = next;
  }
  return row[right.length] ?? 0;
}

function similar(left: string, right: string): number {
  let best = 0;
  let [one, two] = [0, 0];
  for (let i = 0; i < left.length; i++)
    for (let j = 0; j < right.length; j++) {
      let length = 0;
      while (i + length < left.length && j + length < right.length && left[i + length] === right[j + length]) length++;
      if (length > best) [best, one, two] = [length, i, j];
    }
  if (best === 0) return 0;
  return (
    best + similar(left.slice(0, one), right.slice(0, two)) + similar(left.slice(one + best), right.slice(two + best))
  );
}

/** Points of a text in UTF-8. */
const points = (text: string): string[] => [...toText(text)];

export const strings: Library = {
  'strlen(string $string)': (_php, [text]: [string]) => text.length,
  'strtolower(string $string)': (_php, [text]: [string]) => lower(text),
  'strtoupper(string $string)': (_php, [text]: [string]) => upper(text),
  'ucfirst(string $string)': (_php, [text]: [string]) => upper(text.charAt(0)) + text.slice(1),
  'lcfirst(string $string)': (_php, [text]: [string]) => lower(text.charAt(0)) + text.slice(1),
  'ucwords(string $string, string $separators = " ")': (
    _php,
    [text, separators = ' \t\r\n\f\v']: [string, string?],
  ) => {
    let start = true;
    return [...text].map((letter) => {
      const made = start ? upper(letter) : letter;
      start = separators.includes(letter);
      return made;
    }).join(''); // prettier-ignore
  },
  'trim(string $string, string $characters = " ")': (_php, [text, set = white]: [string, string?]) =>
    trimmed(text, set, true, true),
  'ltrim(string $string, string $characters = " ")': (_php, [text, set = white]: [string, string?]) =>
    trimmed(text, set, true, false),
  'rtrim(string $string, string $characters = " ")': (_php, [text, set = white]: [string, string?]) =>
    trimmed(text, set, false, true),
  'chop(string $string, string $characters = " ")': (_php, [text, set = white]: [string, string?]) =>
    trimmed(text, set, false, true),
  'str_repeat(string $string, int $times)': (php, [text, times]: [string, number]) => {
    if (times < 0)
      throw php.error('ValueError', 'str_repeat(): Argument #2 ($times) must be greater than or equal to 0');
    if (text.length * times > 120_000_000) throw outOfMemory(php, text.length * times);
    return text.repeat(times);
  },
  'strrev(string $string)': (_php, [text]: [string]) => text.split('').reverse().join(''),
  'substr(string $string, int $offset, ?int $length = null)': (
    _php,
    [text, offset, length]: [string, number, (number | null)?],
  ) => text.slice(...span(text.length, offset, length)),
  'substr_count(string $haystack, string $needle, int $offset = 0, ?int $length = null)': (
    php,
    [text, needle, offset = 0, length]: [string, string, number?, (number | null)?],
  ) => {
    if (needle === '') throw php.error('ValueError', 'substr_count(): Argument #2 ($needle) must not be empty');
    return text.slice(...span(text.length, offset, length)).split(needle).length - 1;
  },
  'substr_replace(array|string $string, array|string $replace, array|int $offset, array|int|null $length = null)': (
    php,
    [text, by, offset, length]: [Value, Value, number, (number | null)?],
  ) => {
    const one = (subject: string): string => {
      const [start, end] = span(subject.length, offset, length);
      return subject.slice(0, start) + toStr(php, by) + subject.slice(end);
    };
    return text instanceof PhpArray
      ? PhpArray.of(text.entries().map(([key, value]): [Key, Value] => [key, one(toStr(php, value))]))
      : one(toStr(php, text));
  },
  'strpos(string $haystack, string $needle, int $offset = 0)': (
    php,
    [hay, needle, offset = 0]: [string, string, number?],
  ) => find(php, 'strpos', hay, needle, offset),
  'stripos(string $haystack, string $needle, int $offset = 0)': (
    php,
    [hay, needle, offset = 0]: [string, string, number?],
  ) => find(php, 'stripos', lower(hay), lower(needle), offset),
  'strrpos(string $haystack, string $needle, int $offset = 0)': (
    php,
    [hay, needle, offset = 0]: [string, string, number?],
  ) => find(php, 'strrpos', hay, needle, offset, true),
  'strripos(string $haystack, string $needle, int $offset = 0)': (
    php,
    [hay, needle, offset = 0]: [string, string, number?],
  ) => find(php, 'strripos', lower(hay), lower(needle), offset, true),
  'strstr(string $haystack, string $needle, bool $before_needle = false)': (
    _php,
    [hay, needle, before = false]: [string, string, boolean?],
  ) => {
    const at = hay.indexOf(needle);
    return at < 0 ? false : before ? hay.slice(0, at) : hay.slice(at);
  },
  'stristr(string $haystack, string $needle, bool $before_needle = false)': (
    _php,
    [hay, needle, before = false]: [string, string, boolean?],
  ) => {
    const at = lower(hay).indexOf(lower(needle));
    return at < 0 ? false : before ? hay.slice(0, at) : hay.slice(at);
  },
  'strrchr(string $haystack, string $needle)': (_php, [hay, needle]: [string, string]) => {
    const at = hay.lastIndexOf(needle.charAt(0));
    return at < 0 ? false : hay.slice(at);
  },
  'str_contains(string $haystack, string $needle)': (_php, [hay, needle]: [string, string]) => hay.includes(needle),
  'str_starts_with(string $haystack, string $needle)': (_php, [hay, needle]: [string, string]) =>
    hay.startsWith(needle),
  'str_ends_with(string $haystack, string $needle)': (_php, [hay, needle]: [string, string]) => hay.endsWith(needle),
  'str_replace(array|string $search, array|string $replace, array|string $subject, &$count = null)': (
    php,
    args: [Value, Value, Value, Ref?],
  ) => replaceAll(php, args, false),
  'str_ireplace(array|string $search, array|string $replace, array|string $subject, &$count = null)': (
    php,
    args: [Value, Value, Value, Ref?],
  ) => replaceAll(php, args, true),
  'str_pad(string $string, int $length, string $pad_string = " ", int $pad_type = 1)': (
    php,
    [text, length, fill = ' ', type = 1]: [string, number, string?, number?],
  ) => {
    if (fill === '') throw php.error('ValueError', 'str_pad(): Argument #3 ($pad_string) must not be empty');
    const missing = Math.max(0, length - text.length);
    const left = type === 0 ? missing : type === 2 ? Math.floor(missing / 2) : 0;
    return ''.padStart(left, fill) + text + ''.padEnd(missing - left, fill);
  },
  'str_split(string $string, int $length = 1)': (_php, [text, length = 1]: [string, number?]) => {
    const parts = Array.from({ length: Math.ceil(text.length / length) }, (_, at) =>
      text.slice(at * length, (at + 1) * length),
    );
    return PhpArray.list(parts);
  },
  'explode(string $separator, string $string, int $limit = 0)': (
    php,
    [separator, text, limit]: [string, string, number?],
  ) => {
    if (separator === '') throw php.error('ValueError', 'explode(): Argument #1 ($separator) must not be empty');
    const parts = text.split(separator);
    if (limit === undefined) return PhpArray.list(parts);
    if (limit < 0) return PhpArray.list(parts.slice(0, limit));
    const most = Math.max(1, limit);
    return PhpArray.list(
      parts.length <= most ? parts : [...parts.slice(0, most - 1), parts.slice(most - 1).join(separator)],
    );
  },
  'implode(array|string $separator, ?array $array = null)': (php, [first, second]: [Value, (PhpArray | null)?]) =>
    join(php, first, second ?? undefined),
  'join(array|string $separator, ?array $array = null)': (php, [first, second]: [Value, (PhpArray | null)?]) =>
    join(php, first, second ?? undefined),
  'strtr(string $string, array|string $from, ?string $to = null)': (
    php,
    [text, from, to]: [string, Value, (string | null)?],
  ) => {
    if (!(from instanceof PhpArray)) {
      const [one, two] = [toStr(php, from), to ?? ''];
      return [...text].map((letter) => {
        const at = one.lastIndexOf(letter);
        return at >= 0 && at < two.length ? two.charAt(at) : letter;
      }).join(''); // prettier-ignore
    }
    const pairs = from
      .entries()
      .map(([key, value]) => [String(key), toStr(php, value)] as const)
      .filter(([key]) => key !== '')
      .sort(([a], [b]) => b.length - a.length);
    if (pairs.length === 0) return text;
    const known = new Map(pairs);
    return text.replace(
      new RegExp(pairs.map(([key]) => key.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|'), 'g'),
      (found) => known.get(found) ?? found,
    );
  },
  'strcmp(string $string1, string $string2)': (_php, [one, two]: [string, string]) => order(one, two),
  'strcasecmp(string $string1, string $string2)': (_php, [one, two]: [string, string]) => order(lower(one), lower(two)),
  'strncmp(string $string1, string $string2, int $length)': (_php, [one, two, length]: [string, string, number]) =>
    order(one.slice(0, length), two.slice(0, length)),
  'strncasecmp(string $string1, string $string2, int $length)': (_php, [one, two, length]: [string, string, number]) =>
    order(lower(one.slice(0, length)), lower(two.slice(0, length))),
  'strnatcmp(string $string1, string $string2)': (_php, [one, two]: [string, string]) => naturalOrder(one, two),
  'strnatcasecmp(string $string1, string $string2)': (_php, [one, two]: [string, string]) =>
    naturalOrder(lower(one), lower(two)),
  'strcoll(string $string1, string $string2)': (_php, [one, two]: [string, string]) => order(one, two),
  'ord(string $character)': (_php, [text]: [string]) => text.charCodeAt(0) || 0,
  'chr(int $codepoint)': (_php, [code]: [number]) => String.fromCharCode(((code % 256) + 256) % 256),
  'nl2br(string $string, bool $use_xhtml = true)': (_php, [text, xhtml = true]: [string, boolean?]) =>
    text.replace(/\r\n|\n\r|\n|\r/g, (end) => `<br${xhtml ? ' /' : ''}>${end}`),
  'htmlspecialchars(string $string, int $flags = 11, ?string $encoding = null, bool $double_encode = true)': (
    _php,
    [text, flags = 11, , twice = true]: [string, number?, (string | null)?, boolean?],
  ) => escapeHtml(text, flags, twice),
  'htmlentities(string $string, int $flags = 11, ?string $encoding = null, bool $double_encode = true)': (
    _php,
    [text, flags = 11, , twice = true]: [string, number?, (string | null)?, boolean?],
  ) => htmlEntities(text, flags, twice),
  'htmlspecialchars_decode(string $string, int $flags = 11)': (_php, [text, flags = 11]: [string, number?]) =>
    unescapeHtml(text, flags, false),
  'html_entity_decode(string $string, int $flags = 11, ?string $encoding = null)': (
    _php,
    [text, flags = 11]: [string, number?],
  ) => unescapeHtml(text, flags, true),
  'addslashes(string $string)': (_php, [text]: [string]) => text.replace(/['"\\]/g, '\\$&').replaceAll('\0', '\\0'),
  'stripslashes(string $string)': (_php, [text]: [string]) =>
    text.replace(/\\([^])/g, (_, letter: string) => (letter === '0' ? '\0' : letter)),
  'addcslashes(string $string, string $characters)': (_php, [text, characters]: [string, string]) => {
    const has = inSet(characters);
    return [...text].map((letter) => (has(letter) ? `\\${letter}` : letter)).join('');
  },
  'quotemeta(string $string)': (_php, [text]: [string]) => text.replace(/[.\\+*?[^\]$()]/g, '\\$&'),
  'strip_tags(string $string, array|string|null $allowed_tags = null)': (php, [text, allowed]: [string, Value?]) => {
    const names =
      allowed instanceof PhpArray ? toTexts(php, allowed) : (toStr(php, allowed ?? null).match(/[\w-]+/g) ?? []);
    return text.replace(/<!--[^]*?-->|<\?[^]*?\?>|<\/?([a-zA-Z][\w-]*)\b[^>]*>/g, (tag, name: string | undefined) =>
      name !== undefined && names.includes(lower(name)) ? tag : '',
    );
  },
  'wordwrap(string $string, int $width = 75, string $break = "n", bool $cut_long_words = false)': (
    _php,
    [text, width = 75, glue = '\n', cut = false]: [string, number?, string?, boolean?],
  ) => wrap(text, width, glue, cut),
  'chunk_split(string $string, int $length = 76, string $separator = "rn")': (
    _php,
    [text, length = 76, end = '\r\n']: [string, number?, string?],
  ) => (text.match(new RegExp(`[^]{1,${length}}`, 'g')) ?? []).map((part) => part + end).join(''),
  'similar_text(string $string1, string $string2, &$percent = null)': (
    _php,
    [one, two, percent]: [string, string, Ref?],
  ) => {
    const found = similar(one, two);
    if (percent)
      percent.value = new Float(one.length + two.length === 0 ? 0 : (found * 2 * 100) / (one.length + two.length));
    return found;
  },
  'levenshtein(string $string1, string $string2)': (_php, [one, two]: [string, string]) => levenshtein(one, two),
  'soundex(string $string)': (_php, [text]: [string]) => soundex(text),
  'bin2hex(string $string)': (_php, [text]: [string]) =>
    [...toBytes(text)].map((byte) => byte.toString(16).padStart(2, '0')).join(''),
  'hex2bin(string $string)': (php, [text]: [string]) => {
    if (text.length % 2 === 1 || /[^0-9a-f]/i.test(text)) {
      php.warn(
        text.length % 2 === 1
          ? 'hex2bin(): Hexadecimal input string must have an even length'
          : 'hex2bin(): Input string must be hexadecimal string',
      );
      return false;
    }
    return (text.match(/../g) ?? []).map((pair) => String.fromCharCode(Number.parseInt(pair, 16))).join('');
  },
  'base64_encode(string $string)': (_php, [text]: [string]) => encodeBase64(toBytes(text)),
  'base64_decode(string $string, bool $strict = false)': (_php, [text, strict = false]: [string, boolean?]) =>
    strict && /[^A-Za-z0-9+/=\s]/.test(text) ? false : fromBytes(decodeLooseBase64(text)),
  'str_word_count(string $string, int $format = 0, ?string $characters = null)': (
    _php,
    [text, how = 0]: [string, number?],
  ) => {
    const words = text.match(/[A-Za-z'-]+/g) ?? [];
    return how === 0 ? words.length : PhpArray.list(words);
  },
  'count_chars(string $string, int $mode = 0)': (php, [text, mode = 0]: [string, number?]) => {
    if (mode === 3) return [...new Set(text)].sort().join('');
    const counts = new Map<number, number>(mode === 0 ? Array.from({ length: 256 }, (_, code) => [code, 0]) : []);
    for (const letter of text) counts.set(letter.charCodeAt(0), (counts.get(letter.charCodeAt(0)) ?? 0) + 1);
    if (mode !== 0 && mode !== 1) throw php.notSimulated(`count_chars() with mode ${mode}`);
    return PhpArray.of([...counts].sort(([one], [two]) => one - two));
  },
  'strpbrk(string $string, string $characters)': (_php, [text, characters]: [string, string]) => {
    const at = [...text].findIndex((letter) => characters.includes(letter));
    return at < 0 ? false : text.slice(at);
  },
  'strspn(string $string, string $characters, int $offset = 0, ?int $length = null)': (
    _php,
    [text, characters, offset = 0]: [string, string, number?],
  ) => {
    let count = 0;
    while (offset + count < text.length && characters.includes(text.charAt(offset + count))) count++;
    return count;
  },
  'strcspn(string $string, string $characters, int $offset = 0, ?int $length = null)': (
    _php,
    [text, characters, offset = 0]: [string, string, number?],
  ) => {
    let count = 0;
    while (offset + count < text.length && !characters.includes(text.charAt(offset + count))) count++;
    return count;
  },
  'str_shuffle(string $string)': (php, [text]: [string]) => {
    const random = php.process.machine.kernel.random('php');
    const letters = text.split('');
    for (let at = letters.length - 1; at > 0; at--) {
      const other = Math.floor(random.next() * (at + 1));
      [letters[at], letters[other]] = [letters[other] ?? '', letters[at] ?? ''];
    }
    return letters.join('');
  },
  'lcg_value()': (php) => new Float(php.process.machine.kernel.random('php').next()),
  'substr_compare(string $haystack, string $needle, int $offset, ?int $length = null, bool $case_insensitive = false)':
    (_php, [hay, needle, offset, length, caseless = false]: [string, string, number, (number | null)?, boolean?]) => {
      const part = hay.slice(...span(hay.length, offset, length));
      const other = length === null || length === undefined ? needle : needle.slice(0, length);
      return caseless ? order(lower(part), lower(other)) : order(part, other);
    },
  'mb_strlen(string $string, ?string $encoding = null)': (_php, [text, encoding]: [string, (string | null)?]) =>
    isBytes(encoding) ? text.length : points(text).length,
  'mb_strtolower(string $string, ?string $encoding = null)': (_php, [text]: [string]) =>
    fromText(toText(text).toLowerCase()),
  'mb_strtoupper(string $string, ?string $encoding = null)': (_php, [text]: [string]) =>
    fromText(toText(text).toUpperCase()),
  'mb_ucfirst(string $string, ?string $encoding = null)': (_php, [text]: [string]) => {
    const [first = '', ...rest] = points(text);
    return fromText(first.toUpperCase() + rest.join(''));
  },
  'mb_substr(string $string, int $start, ?int $length = null, ?string $encoding = null)': (
    _php,
    [text, start, length]: [string, number, (number | null)?],
  ) => {
    const letters = points(text);
    return fromText(letters.slice(...span(letters.length, start, length)).join(''));
  },
  'mb_str_split(string $string, int $length = 1, ?string $encoding = null)': (
    _php,
    [text, length = 1]: [string, number?],
  ) => {
    const letters = points(text);
    return PhpArray.list(
      Array.from({ length: Math.ceil(letters.length / length) }, (_, at) =>
        fromText(letters.slice(at * length, (at + 1) * length).join('')),
      ),
    );
  },
  'mb_strpos(string $haystack, string $needle, int $offset = 0, ?string $encoding = null)': (
    _php,
    [hay, needle, offset = 0]: [string, string, number?],
  ) => {
    const before = points(hay);
    const at = toText(hay).indexOf(toText(needle), before.slice(0, offset).join('').length);
    return at < 0 ? false : [...toText(hay).slice(0, at)].length;
  },
  'mb_strwidth(string $string, ?string $encoding = null)': (_php, [text]: [string]) =>
    points(text).reduce(
      (sum, letter) =>
        sum +
        (/[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/.test(letter)
          ? 2
          : 1),
      0,
    ),
  'mb_substr_count(string $haystack, string $needle, ?string $encoding = null)': (
    _php,
    [hay, needle]: [string, string],
  ) => hay.split(needle).length - 1,
  'mb_internal_encoding(?string $encoding = null)': (_php, [encoding]: [(string | null)?]) =>
    encoding ? true : 'UTF-8',
  'mb_check_encoding(array|string|null $value = null, ?string $encoding = null)': (php, [value]: [Value?]) =>
    isUtf8(toStr(php, value ?? null)),
  'mb_detect_encoding(string $string, array|string|null $encodings = null, bool $strict = false)': (
    _php,
    [text]: [string],
  ) => (/[^\0-\x7f]/.test(text) ? (isUtf8(text) ? 'UTF-8' : false) : 'ASCII'),
  'mb_convert_encoding(array|string $string, string $to_encoding, array|string|null $from_encoding = null)': (
    php,
    [text, to, from]: [Value, string, Value?],
  ) => {
    const [source, target] = [toStr(php, from ?? 'UTF-8').toUpperCase(), to.toUpperCase()];
    if (source === target) return text;
    if (target === 'UTF-8' && /^ISO-8859-1$|^LATIN1$/.test(source)) return fromText(toStr(php, text));
    if (source === 'UTF-8' && /^ISO-8859-1$|^LATIN1$/.test(target))
      return fromBytes(Uint8Array.from([...toText(toStr(php, text))].map((letter) => letter.codePointAt(0) ?? 63)));
    throw php.notSimulated(`mb_convert_encoding() from ${source} to ${target}`);
  },
  'mb_convert_case(string $string, int $mode, ?string $encoding = null)': (_php, [text, mode]: [string, number]) => {
    const plain = toText(text);
    if (mode === 0 || mode === 1) return fromText(mode === 0 ? plain.toUpperCase() : plain.toLowerCase());
    return fromText(
      plain
        .toLowerCase()
        .replace(/(^|[^\p{L}\p{N}'])(\p{L})/gu, (_, before: string, letter: string) => before + letter.toUpperCase()),
    );
  },
  'utf8_encode(string $string)': (_php, [text]: [string]) => fromText(text),
  'utf8_decode(string $string)': (_php, [text]: [string]) =>
    [...toText(text)].map((letter) => ((letter.codePointAt(0) ?? 63) < 256 ? letter : '?')).join(''),
  'iconv(string $from_encoding, string $to_encoding, string $string)': (
    php,
    [from, to, text]: [string, string, string],
  ) => {
    if (from.toUpperCase() === to.toUpperCase().replace(/\/\/.*/, '')) return text;
    if (/^us-ascii|^ascii/i.test(to))
      return toText(text)
        .normalize('NFD')
        .replace(/[^\0-\x7f]/g, '');
    throw php.notSimulated(`iconv() from ${from} to ${to}`);
  },
  'ctype_digit(mixed $text)': (_php, [text]: [Value]) => typeof text === 'string' && /^[0-9]+$/.test(text),
  'ctype_alpha(mixed $text)': (_php, [text]: [Value]) => typeof text === 'string' && /^[A-Za-z]+$/.test(text),
  'ctype_alnum(mixed $text)': (_php, [text]: [Value]) => typeof text === 'string' && /^[A-Za-z0-9]+$/.test(text),
  'ctype_upper(mixed $text)': (_php, [text]: [Value]) => typeof text === 'string' && /^[A-Z]+$/.test(text),
  'ctype_lower(mixed $text)': (_php, [text]: [Value]) => typeof text === 'string' && /^[a-z]+$/.test(text),
  'ctype_space(mixed $text)': (_php, [text]: [Value]) => typeof text === 'string' && /^[ \t\n\r\v\f]+$/.test(text),
  'ctype_punct(mixed $text)': (_php, [text]: [Value]) => typeof text === 'string' && /^[!-/:-@[-`{-~]+$/.test(text),
  'ctype_xdigit(mixed $text)': (_php, [text]: [Value]) => typeof text === 'string' && /^[0-9A-Fa-f]+$/.test(text),
  'version_compare(string $version1, string $version2, ?string $operator = null)': (
    php,
    [one, two, operator]: [string, string, (string | null)?],
  ) => versionCompare(php, one, two, operator ?? undefined),
};

const isBytes = (encoding: string | null | undefined): boolean => /^(?:8bit|ascii|iso-8859-1)$/i.test(encoding ?? '');

export const outOfMemory = (php: Engine, wanted: number): Error => {
  const limit = php.ini.get('memory_limit') ?? '128M';
  const bytes = Number.parseInt(limit, 10) * (/g/i.test(limit) ? 2 ** 30 : /m/i.test(limit) ? 2 ** 20 : 1);
  return php.fatalError(`Allowed memory size of ${bytes} bytes exhausted (tried to allocate ${wanted + 32} bytes)`);
};

function join(php: Engine, first: Value, second: PhpArray | undefined): string {
  const [glue, parts] = first instanceof PhpArray ? ['', first] : [toStr(php, first), second];
  if (!parts)
    throw php.error(
      'TypeError',
      'implode(): If argument #1 ($separator) is of type string, argument #2 ($array) must be of type array, null given',
    );
  return toTexts(php, parts).join(glue);
}

function soundex(text: string): string {
  const codes: Readonly<Record<string, string>> = { B: '1', F: '1', P: '1', V: '1', C: '2', G: '2', J: '2', K: '2', Q: '2', S: '2', X: '2', Z: '2', D: '3', T: '3', L: '4', M: '5', N: '5', R: '6' }; // prettier-ignore
  const letters = upper(text).replace(/[^A-Z]/g, '');
  let made = letters.charAt(0);
  let last = codes[made] ?? '';
  for (const letter of letters.slice(1)) {
    const code = codes[letter] ?? '';
    if (code !== '' && code !== last) made += code;
    if (!'HW'.includes(letter)) last = code;
  }
  return made === '' ? '' : made.slice(0, 4).padEnd(4, '0');
}

function versionCompare(php: Engine, one: string, two: string, operator: string | undefined): Value {
  const ranks: Readonly<Record<string, number>> = {
    dev: 0,
    alpha: 1,
    a: 1,
    beta: 2,
    b: 2,
    RC: 3,
    rc: 3,
    '#': 4,
    pl: 5,
    p: 5,
  };
  const parts = (text: string): string[] =>
    text
      .replace(/[-_+]/g, '.')
      .replace(/(\d)([^\d.])/g, '$1.$2')
      .replace(/([^\d.])(\d)/g, '$1.$2')
      .split('.');
  const rank = (part: string): number => (/^\d+$/.test(part) ? 4 : (ranks[part] ?? -1));
  const [left, right] = [parts(one), parts(two)];
  let found = 0;
  for (let at = 0; at < Math.max(left.length, right.length) && found === 0; at++) {
    const [first, second] = [left[at], right[at]];
    if (first === undefined) found = /^\d/.test(second ?? '') ? -1 : 4 - rank(second ?? '');
    else if (second === undefined) found = /^\d/.test(first) ? 1 : rank(first) - 4;
    else found = /^\d/.test(first) && /^\d/.test(second) ? Number(first) - Number(second) : rank(first) - rank(second);
  }
  const sign = Math.sign(found);
  if (operator === undefined) return sign;
  const tests: Readonly<Record<string, boolean>> = {
    '<': sign < 0, lt: sign < 0, '<=': sign <= 0, le: sign <= 0, '>': sign > 0, gt: sign > 0, '>=': sign >= 0, ge: sign >= 0,
    '==': sign === 0, eq: sign === 0, '!=': sign !== 0, '<>': sign !== 0, ne: sign !== 0,
  }; // prettier-ignore
  const result = tests[operator];
  if (result === undefined)
    throw php.error('ValueError', 'version_compare(): Argument #3 ($operator) must be a valid comparison operator');
  return result;
}

/** How texts and other values are ordered without case. */
export const caselessOrder = (php: Engine, one: Value, two: Value): number =>
  typeof one === 'string' && typeof two === 'string' ? order(lower(one), lower(two)) : compare(php, one, two);
