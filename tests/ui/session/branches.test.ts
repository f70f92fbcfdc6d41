// Where sessions are cut, where two part, and which are kept.
import { describe, expect, test } from 'vitest';
import type { Session, TimedInput } from '../../../src/sim/session.ts';
import {
  branchOf,
  doingAnew,
  leaving,
  mostBranches,
  noWays,
  sessionBefore,
  sessionUntil,
} from '../../../src/ui/session/branches.ts';
import { parseWays } from '../../../src/ui/session/parse-ways.ts';

const open: TimedInput = { t: 0, kind: 'open', terminal: 'a', columns: 80, rows: 24 };
const key = (t: number, data: string, terminal = 'a'): TimedInput => ({ t, kind: 'type', terminal, data });
const session = (until: number, ...inputs: readonly TimedInput[]): Session => ({
  version: 1,
  seed: 's',
  epoch: 0,
  inputs: [open, ...inputs],
  until,
});

// `ls` runs from 30 to 40; `pw`, `d` corrected, runs from 80.
const first = [key(10, 'l'), key(20, 's'), key(30, '\r')];
const second = [key(50, 'p'), key(55, 'x'), key(60, '\x7f'), key(65, 'w'), key(70, 'd'), key(80, '\r')];
const whole = session(100, ...first, ...second);

test('a session up to a moment has what came until then', () => {
  expect(sessionUntil(whole, 30)).toEqual(session(30, ...first));
  expect(sessionUntil(whole, 500)).toEqual(whole);
});

describe('before a command', () => {
  test('nothing of its line is typed', () => {
    expect(sessionBefore(whole, { terminal: 'a', start: 80, since: 40 })).toEqual(session(50, ...first));
    expect(sessionBefore(whole, { terminal: 'a', start: 30, since: 0 })).toEqual(session(10));
  });

  test('what was done elsewhere meanwhile is not kept, and what was done before is', () => {
    const other = key(45, 'x', 'b');
    const mixed = session(100, ...first, other, ...second, key(90, 'y', 'b'));
    expect(sessionBefore(mixed, { terminal: 'a', start: 80, since: 40 })).toEqual(session(50, ...first, other));
  });

  test('lines that were pasted at once go together', () => {
    const pasted = session(100, key(10, 'ls\rpwd\r'));
    expect(sessionBefore(pasted, { terminal: 'a', start: 30, since: 25 })).toEqual(session(10));
  });

  test('a command of another terminal is not of this session', () => {
    expect(sessionBefore(whole, { terminal: 'b', start: 80, since: 0 })).toBeUndefined();
  });
});

test.each([
  ['another line', session(90, ...first, key(60, 'docker ps\r')), 50, 'docker ps'],
  ['nothing more', session(45, ...first), 45, ''],
  ['a line that was given up', session(90, ...first, key(45, 'rm'), key(46, '\x03'), key(47, 'df\r')), 45, 'df'],
] as const)('a branch with %s', (_, other, t, line) => {
  expect(branchOf(whole, other)).toEqual({ session: other, t, line });
});

test('the line of a branch is what was entered in the end', () => {
  expect(branchOf(session(40, ...first), whole)).toMatchObject({ line: 'pwd' });
});

describe('ways', () => {
  const past = sessionUntil(whole, 30);
  const other = session(90, ...first, key(60, 'docker ps\r'));

  test('what is left is kept, unless nothing of its own was done in it', () => {
    expect(leaving(noWays, whole, past)).toEqual({ left: [whole], undone: [] });
    const resized = { ...past, inputs: [...past.inputs, { ...open, t: 31, kind: 'resize' } as const] };
    expect(leaving({ left: [whole], undone: [] }, resized, whole)).toEqual({ left: [], undone: [] });
  });

  test('what was undone is a branch once something else is done', () => {
    expect(doingAnew({ left: [other], undone: [whole, past] })).toEqual({ left: [other, whole], undone: [] });
  });

  test('of too many the oldest goes', () => {
    const many = Array.from({ length: mostBranches }, (_, index) => session(99, key(1, `${index}\r`)));
    expect(leaving({ left: many, undone: [] }, whole, past).left).toEqual([...many.slice(1), whole]);
  });

  test.each([undefined, null, 7, 'x', [], { left: 1 }, { left: [{ version: 99 }], undone: [null] }])(
    'what was kept and is no session is left out: %j',
    (value) => {
      expect(parseWays(value)).toEqual(noWays);
    },
  );

  test('what was kept is found again', () => {
    const ways = { left: [whole], undone: [other] };
    expect(parseWays(JSON.parse(JSON.stringify(ways)))).toEqual(ways);
  });
});
