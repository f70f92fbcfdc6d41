// Numbers, sizes, durations, times and quoting as Go and go-units print and parse them.
import { describe, expect, it } from 'vitest';
import { formatDuration, parseDuration } from '../../../../src/sim/cli/format/duration.ts';
import {
  formatFloat,
  formatG,
  parseBoolean,
  parseDecimalInteger,
  parseFloat64,
  parseInteger,
  parseUnsigned,
} from '../../../../src/sim/cli/format/number.ts';
import { quote, quoteRune } from '../../../../src/sim/cli/format/quote.ts';
import { goTime, parseRfc3339, rfc3339Nano, rfc3339NanoFixed } from '../../../../src/sim/cli/format/time.ts';
import { ellipsis, shortId } from '../../../../src/sim/cli/format/truncate.ts';
import {
  bytesSize,
  fromHumanSize,
  humanDuration,
  humanSize,
  ramInBytes,
} from '../../../../src/sim/cli/format/units.ts';

const result = (parsed: { value: unknown } | { error: string }): unknown =>
  'error' in parsed ? parsed.error : parsed.value;

describe('sizes', () => {
  it.each([
    [0, '0B', '0B'],
    [999, '999B', '999B'],
    [1000, '1kB', '1000B'],
    [1024, '1.024kB', '1KiB'],
    [2066808, '2.067MB', '1.971MiB'],
    [67108864, '67.11MB', '64MiB'],
    [2147483648, '2.147GB', '2GiB'],
    [1e24, '1YB', '847ZiB'],
    [999999, '1000kB', '976.6KiB'],
  ])('%d bytes', (bytes, decimal, binary) => {
    expect([humanSize(bytes), bytesSize(bytes)]).toEqual([decimal, binary]);
  });

  it('takes the number of digits', () => {
    expect(humanSize(2066808, 3)).toBe('2.07MB');
  });

  it.each([
    ['64m', 67108864],
    ['1.5GiB', 1610612736],
    ['10 kb', 10240],
    ['5b', 5],
    ['7', 7],
    ['', "invalid size: ''"],
    ['abc', "invalid size: 'abc'"],
    ['-5', "invalid size: '-5'"],
    ['5z', "invalid suffix: 'z'"],
    ['5mbb', "invalid suffix: 'mbb'"],
    ['5kibb', "invalid suffix: 'kibb'"],
    ['0x1', 'strconv.ParseFloat: parsing "0x1": invalid syntax'],
  ])('parses %s', (text, expected) => {
    expect(result(ramInBytes(text))).toBe(expected);
  });

  it('parses decimal sizes', () => {
    expect(result(fromHumanSize('2.5GB'))).toBe(2.5e9);
  });
});

describe('durations', () => {
  it.each([
    ['5s', 5e9, '5s'],
    ['1h30m', 5400e9, '1h30m0s'],
    ['1.5s', 1.5e9, '1.5s'],
    ['-2m', -120e9, '-2m0s'],
    ['100ms', 1e8, '100ms'],
    ['1µs', 1000, '1µs'],
    ['1us', 1000, '1µs'],
    ['3ns', 3, '3ns'],
    ['0', 0, '0s'],
    ['2160h', 7.776e15, '2160h0m0s'],
    ['.5m', 30e9, '30s'],
  ])('%s', (text, nanoseconds, printed) => {
    expect(result(parseDuration(text))).toBe(nanoseconds);
    expect(formatDuration(nanoseconds)).toBe(printed);
  });

  it.each([
    ['', 'time: invalid duration ""'],
    ['5', 'time: missing unit in duration "5"'],
    ['5x', 'time: unknown unit "x" in duration "5x"'],
    ['abc', 'time: invalid duration "abc"'],
    ['1h x', 'time: unknown unit "h x" in duration "1h x"'],
    ['.', 'time: invalid duration "."'],
    ['3000000h', 'time: invalid duration "3000000h"'],
  ])('refuses %s', (text, error) => {
    expect(parseDuration(text)).toEqual({ error });
  });

  it.each([
    [0, 'Less than a second'],
    [999, 'Less than a second'],
    [1000, '1 second'],
    [59_999, '59 seconds'],
    [60_000, 'About a minute'],
    [120_000, '2 minutes'],
    [45 * 60_000, '45 minutes'],
    [59 * 60_000, '59 minutes'],
    [60 * 60_000, 'About an hour'],
    [89 * 60_000, 'About an hour'],
    [90 * 60_000, '2 hours'],
    [47 * 3_600_000, '47 hours'],
    [48 * 3_600_000, '2 days'],
    [13 * 86_400_000, '13 days'],
    [14 * 86_400_000, '2 weeks'],
    [61 * 86_400_000, '2 months'],
    [800 * 86_400_000, '2 years'],
  ])('%d ms ago', (ms, words) => {
    expect(humanDuration(ms)).toBe(words);
  });
});

describe('numbers', () => {
  it.each([
    ['42', 42],
    ['-0x1F', -31],
    ['010', 8],
    ['1_000', 1000],
    ['', 'strconv.ParseInt: parsing "": invalid syntax'],
    ['abc', 'strconv.ParseInt: parsing "abc": invalid syntax'],
    ['99999999999999999999', 'strconv.ParseInt: parsing "99999999999999999999": value out of range'],
  ])('int %s', (text, expected) => {
    expect(result(parseInteger(text))).toBe(expected);
  });

  it('parses the other kinds', () => {
    expect(result(parseUnsigned('65536', 16))).toBe('strconv.ParseUint: parsing "65536": value out of range');
    expect(result(parseUnsigned('-1'))).toBe('strconv.ParseUint: parsing "-1": invalid syntax');
    expect(result(parseDecimalInteger('0x1'))).toBe('strconv.Atoi: parsing "0x1": invalid syntax');
    expect(result(parseFloat64('1e3'))).toBe(1000);
    expect(result(parseFloat64('x'))).toBe('strconv.ParseFloat: parsing "x": invalid syntax');
    expect(result(parseBoolean('T'))).toBe(true);
    expect(result(parseBoolean('no'))).toBe('strconv.ParseBool: parsing "no": invalid syntax');
  });

  it.each([
    [0, '0'],
    [1.5, '1.5'],
    [0.0001, '0.0001'],
    [0.00001, '1e-05'],
    [1e20, '100000000000000000000'],
    [1e21, '1e+21'],
    [Infinity, '+Inf'],
  ])('prints %d', (value, text) => {
    expect(formatFloat(value)).toBe(text);
  });

  it('prints significant digits', () => {
    expect([formatG(123456, 4), formatG(0.00001234, 3), formatG(100, 4), formatG(9.9996, 4)]).toEqual([
      '1.235e+05',
      '1.23e-05',
      '100',
      '10',
    ]);
  });
});

describe('texts', () => {
  it('quotes as Go', () => {
    expect(quote('a"b\\c\n\t\x01é\u200b')).toBe('"a\\"b\\\\c\\n\\t\\x01é\\u200b"');
    expect(quoteRune("'")).toBe("'\\''");
  });

  it('shortens', () => {
    expect(ellipsis('/docker-entrypoint.sh nginx', 20)).toBe('/docker-entrypoint.…');
    expect(ellipsis('short', 20)).toBe('short');
    expect(ellipsis('日本語テキスト', 6)).toBe('日本…');
    expect(shortId('sha256:0123456789abcdef')).toBe('0123456789ab');
    expect(shortId('0123456789abcdef')).toBe('0123456789ab');
  });

  it('prints times', () => {
    const ms = Date.parse('2026-11-21T03:24:35Z') + 120.5;
    expect(rfc3339Nano(ms)).toBe('2026-11-21T03:24:35.1205Z');
    expect(rfc3339NanoFixed(ms)).toBe('2026-11-21T03:24:35.120500000Z');
    expect(goTime(ms)).toBe('2026-11-21 03:24:35 +0000 UTC');
    expect(rfc3339Nano(0)).toBe('1970-01-01T00:00:00Z');
    expect(parseRfc3339('2026-11-21T03:24:35.1205Z')).toBe(ms);
    expect(parseRfc3339('yesterday')).toBeUndefined();
  });
});
