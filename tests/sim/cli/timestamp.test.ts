import { expect, test } from 'vitest';
import { parseTimestamp } from '../../../src/sim/cli/timestamp.ts';

const clock = Date.UTC(2026, 10, 21, 3, 0, 0);

test.each([
  ['', ''],
  ['10m', String(clock / 1000 - 600)],
  ['1h30m', String(clock / 1000 - 5400)],
  ['2026-11-21', `${clock / 1000 - 3 * 3600}.000000000`],
  ['2026-11-21T02', `${clock / 1000 - 3600}.000000000`],
  ['2026-11-21T02:00:00.25Z', `${clock / 1000 - 3600}.250000000`],
  ['2026-11-21T03:00+01:00', `${clock / 1000 - 3600}.000000000`],
  ['1700000000', '1700000000'],
  ['1700000000.5', '1700000000.5'],
  ['0', '0'],
])('%s', (text, seconds) => {
  expect(parseTimestamp(text, clock)).toBe(seconds);
});

// Each text is what the client 28.5.2 printed.
test.each([
  ['yesterday', 'failed to parse value as time or duration: "yesterday"'],
  ['12:00', 'failed to parse value as time or duration: "12:00"'],
  ['2020-13-45', 'parsing time "2020-13-45": month out of range'],
  ['2020-02-30', 'parsing time "2020-02-30": day out of range'],
  ['2020-01-01T99:00', 'parsing time "2020-01-01T99:00": hour out of range'],
  ['2020-1-2', 'parsing time "2020-1-2" as "2006-01-02": cannot parse "1-2" as "01"'],
  ['abc-def', 'parsing time "abc-def" as "2006-01-02": cannot parse "abc-def" as "2006"'],
])('%s: %s', (text, error) => {
  expect(parseTimestamp(text, clock)).toEqual({ error });
});
