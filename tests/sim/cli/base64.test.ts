import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromBase64, toBase64 } from '../../../src/sim/cli/base64.ts';

test('writes and reads what Node writes and reads', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(toBase64(text)).toBe(Buffer.from(text).toString('base64'));
      expect(toBase64(text, 'url').replace(/=+$/, '')).toBe(Buffer.from(text).toString('base64url'));
      expect(fromBase64(Buffer.from(text).toString('base64'))).toBe(text);
    }),
  );
});

test.each(['a b', 'ä', '{'])('%s is no base64', (text) => {
  expect(fromBase64(text)).toBeUndefined();
});
