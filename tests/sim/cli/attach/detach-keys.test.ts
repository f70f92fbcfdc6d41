import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DetachFilter, parseDetachKeys } from '../../../../src/sim/cli/attach/detach-keys.ts';

test.each([
  ['ctrl-p,ctrl-q', [16, 17]],
  ['ctrl-x,y', [24, 121]],
  ['ctrl-@,ctrl-[,ctrl-\\,ctrl-],ctrl-^,ctrl-_', [0, 27, 28, 29, 30, 31]],
  ['foo', { error: "Unknown character: 'foo'" }],
  ['ctrl-1', { error: "Unknown character: 'ctrl-1'" }],
])('detach keys %s', (text, keys) => {
  expect(parseDetachKeys(text)).toEqual(keys);
});

const typed = (keys: readonly number[], ...chunks: string[]): { passed: string; detached: boolean } => {
  const filter = new DetachFilter(keys);
  let passed = '';
  for (const chunk of chunks) {
    const result = filter.feed(new TextEncoder().encode(chunk));
    passed += new TextDecoder().decode(result.passed);
    if (result.detached) return { passed, detached: true };
  }
  return { passed, detached: false };
};

test.each([
  [['ls\r'], { passed: 'ls\r', detached: false }],
  [['ab\x10\x11cd'], { passed: 'ab', detached: true }],
  [['\x10', '\x11'], { passed: '', detached: true }],
  [['\x10', 'x'], { passed: '\x10x', detached: false }],
  [['\x10\x10\x11'], { passed: '\x10', detached: true }],
])('typing %j', (chunks, result) => {
  expect(typed([16, 17], ...chunks)).toEqual(result);
});

test('without the keys everything goes through, however it is cut', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: fc.constantFrom('a', 'b', '\x10') })), (chunks) => {
      const end = 'a';
      expect(typed([16, 17], ...chunks, end)).toEqual({ passed: chunks.join('') + end, detached: false });
    }),
  );
});
