// The timeline's track: times and places, the ruler, labels.
import { describe, expect, test } from 'vitest';
import { blockLabel, clockText, ticks, timeToX, xToTime } from '../../../src/ui/timeline/track.ts';

test.each([
  [0, '0:00.000'],
  [23_420, '0:23.420'],
  [787_210, '13:07.210'],
  [3_723_004, '1:02:03.004'],
  [-5, '0:00.000'],
])('%d ms reads %s', (ms, text) => {
  expect(clockText(ms)).toBe(text);
});

describe('places', () => {
  const range = { from: 1000, to: 5000, width: 400 };
  test('go to and fro', () => {
    expect(timeToX(3000, range)).toBe(200);
    expect(xToTime(200, range)).toBe(3000);
  });
  test('are kept within the range on the way back', () => {
    expect([xToTime(-10, range), xToTime(999, range)]).toEqual([1000, 5000]);
    expect(timeToX(3000, { from: 0, to: 0, width: 400 })).toBe(0);
  });
});

test.each([
  [{ from: 0, to: 40_000, width: 600 }, ['0:00', '0:10', '0:20', '0:30', '0:40']],
  [{ from: 0, to: 1000, width: 600 }, ['0:00.0', '0:00.2', '0:00.4', '0:00.6', '0:00.8', '0:01.0']],
  [{ from: 61_000, to: 901_000, width: 530 }, ['5:00', '10:00', '15:00']],
  [{ from: 0, to: 0, width: 600 }, []],
])('the ruler of %j is at round times', (range, labels) => {
  expect(ticks(range).map(({ label }) => label)).toEqual(labels);
});

test.each([
  ['run -d -p 8080:80 --name web nginx', 109, 'run -d -p 8080…'],
  ['ps -a', 60, 'ps -a'],
  ['ps -a', 20, ''],
])('%s in %d px reads %j', (label, width, shown) => {
  expect(blockLabel({ label, width })).toBe(shown);
});
