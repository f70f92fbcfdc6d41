// tr(1).
import { applet } from './invocation.ts';
import { unescape } from './unescape.ts';

const byteClasses: Readonly<Record<string, (code: number) => boolean>> = {
  alnum: (code) => /[A-Za-z0-9]/.test(String.fromCharCode(code)),
  alpha: (code) => /[A-Za-z]/.test(String.fromCharCode(code)),
  blank: (code) => code === 32 || code === 9,
  cntrl: (code) => code < 32 || code === 127,
  digit: (code) => code >= 48 && code <= 57,
  graph: (code) => code > 32 && code < 127,
  lower: (code) => code >= 97 && code <= 122,
  print: (code) => code >= 32 && code < 127,
  punct: (code) => code > 32 && code < 127 && !/[A-Za-z0-9]/.test(String.fromCharCode(code)),
  space: (code) => code === 32 || (code >= 9 && code <= 13),
  upper: (code) => code >= 65 && code <= 90,
  xdigit: (code) => /[0-9A-Fa-f]/.test(String.fromCharCode(code)),
};

/** A set written as tr takes it, as bytes; `star` is where `[x*]` may be repeated to fill up. */
function parseSet(
  text: string,
): { bytes: number[]; star: { at: number; byte: number } | undefined } | { wrong: string } {
  const units: { byte: number; escaped: boolean }[] = [];
  const encoder = new TextEncoder();
  for (let at = 0; at < text.length;) {
    const escape = /^\\([0-7]{1,3}|x[0-9a-fA-F]{1,2}|.)/s.exec(text.slice(at));
    if (escape) {
      const [whole, body = ''] = escape;
      const plain = unescape(whole, { octalNeedsZero: false }).text;
      const shown = plain.startsWith('\\') && plain.length > 1 ? body : plain;
      for (const byte of /^[0-7x]/.test(body) && body.length > 0 && /^[0-7]/.test(body)
        ? [shown.charCodeAt(0) & 255]
        : encoder.encode(shown))
        units.push({ byte, escaped: true });
      at += whole.length;
      continue;
    }
    const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
    for (const byte of encoder.encode(character)) units.push({ byte, escaped: false });
    at += character.length;
  }
  const is = (index: number, character: string): boolean =>
    units[index] !== undefined && !units[index].escaped && units[index].byte === character.charCodeAt(0);
  const bytes: number[] = [];
  let star: { at: number; byte: number } | undefined;
  for (let i = 0; i < units.length; i++) {
    const unit = units[i];
    if (!unit) break;
    if (is(i, '[') && (is(i + 1, ':') || is(i + 1, '='))) {
      const mark = is(i + 1, ':') ? ':' : '=';
      let close = i + 2;
      while (close < units.length && !(is(close, mark) && is(close + 1, ']'))) close++;
      const name = units
        .slice(i + 2, close)
        .map(({ byte }) => String.fromCharCode(byte))
        .join('');
      if (close < units.length && name !== '') {
        if (mark === '=') bytes.push(name.charCodeAt(0));
        else {
          const test = byteClasses[name];
          if (!test) return { wrong: `invalid character class '${name}'` };
          for (let code = 0; code < 256; code++) if (test(code)) bytes.push(code);
        }
        i = close + 1;
        continue;
      }
    }
    if (is(i, '[') && is(i + 2, '*')) {
      let close = i + 3;
      while (close < units.length && !is(close, ']')) close++;
      const digits = units
        .slice(i + 3, close)
        .map(({ byte }) => String.fromCharCode(byte))
        .join('');
      if (close < units.length && /^\d*$/.test(digits)) {
        const byte = units[i + 1]?.byte ?? 0;
        const count = digits.startsWith('0') ? Number.parseInt(digits, 8) : Number(digits);
        if (count === 0) star = { at: bytes.length, byte };
        else for (let n = 0; n < count; n++) bytes.push(byte);
        i = close;
        continue;
      }
    }
    const last = units[i + 2];
    if (is(i + 1, '-') && last) {
      if (last.byte < unit.byte) {
        const show = (byte: number): string => String.fromCharCode(byte);
        return {
          wrong: `range-endpoints of '${show(unit.byte)}-${show(last.byte)}' are in reverse collating sequence order`,
        };
      }
      for (let code = unit.byte; code <= last.byte; code++) bytes.push(code);
      i += 2;
      continue;
    }
    bytes.push(unit.byte);
  }
  return { bytes, star };
}

/** `tr` */
export const tr = applet(
  {
    name: 'tr',
    short: '+cCdst',
    long: { complement: 'c', delete: 'd', 'squeeze-repeats': 's', 'truncate-set1': 't' },
    usage: '[OPTION]... STRING1 [STRING2]',
    about: 'Translate, squeeze, and/or delete characters from standard input, writing to standard output.',
    busybox: { short: '+Ccdst', usage: '[-cds] STRING1 [STRING2]' },
  },
  function* (run) {
    const { options, operands, process } = run;
    const [first, second, third] = operands;
    const deletes = options.has('d');
    const squeezes = options.has('s');
    if (first === undefined) return yield* run.misuse('missing operand');
    if (second === undefined && deletes === squeezes) {
      const why = deletes
        ? 'Two strings must be given when both deleting and squeezing repeats.'
        : 'Two strings must be given when translating.';
      return yield* run.misuse(`missing operand after ${run.quote(first)}\n${why}`);
    }
    const extra = deletes && !squeezes ? second : third;
    if (extra !== undefined)
      return yield* run.misuse(
        `extra operand ${run.quote(extra)}${deletes && !squeezes ? '\nOnly one string may be given when deleting without squeezing repeats.' : ''}`,
      );
    const one = parseSet(first);
    if ('wrong' in one) return yield* run.die(one.wrong);
    const two = parseSet(second ?? '');
    if ('wrong' in two) return yield* run.die(two.wrong);
    const complement = options.has('c') || options.has('C');
    const from = complement
      ? Array.from({ length: 256 }, (_, code) => code).filter((code) => !one.bytes.includes(code))
      : one.bytes;
    const to = [...two.bytes];
    if (two.star) {
      const { at, byte } = two.star;
      to.splice(at, 0, ...Array.from({ length: Math.max(0, from.length - to.length) }, () => byte));
    }
    const translates = second !== undefined && !deletes;
    if (translates && to.length === 0 && run.gnu)
      return yield* run.die('when not truncating set1, string2 must be non-empty');
    const table = Array.from({ length: 256 }, (_, code) => code);
    if (translates)
      for (const [index, byte] of from.entries()) {
        if (index >= to.length && options.has('t')) break;
        table[byte] = to[Math.min(index, to.length - 1)] ?? byte;
      }
    const removed = new Set(deletes ? from : []);
    const squeezed = new Set(squeezes ? (second !== undefined ? to : from) : []);
    const input = process.descriptors.get(0);
    let before = -1;
    for (let bytes = yield* input?.read() ?? nothing(); bytes; bytes = yield* input?.read() ?? nothing()) {
      const out: number[] = [];
      for (const byte of bytes) {
        if (removed.has(byte)) continue;
        const changed = table[byte] ?? byte;
        if (changed === before && squeezed.has(changed)) continue;
        before = changed;
        out.push(changed);
      }
      yield* run.output.writeBytes(Uint8Array.from(out));
    }
    return 0;
  },
);

function* nothing(): Generator<never, undefined> {
  return undefined;
}
