import { describe, expect, test } from 'vitest';
import { chainIds } from '../../../src/sim/oci/chain-id.ts';
import { hexOf, parseDigest, sha256, shortId } from '../../../src/sim/oci/digest.ts';
import type { DiffId } from '../../../src/sim/oci/digest.ts';

const empty = 'sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

test('sha256 of bytes and of text', () => {
  expect(sha256(new Uint8Array())).toBe(empty);
  expect(sha256('abc')).toBe('sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
});

describe('parseDigest', () => {
  test.each([empty, `sha512:${'0'.repeat(128)}`, `sha384:${'a'.repeat(96)}`])('%s is one', (text) => {
    expect(parseDigest(text)).toEqual({ ok: true, digest: text });
  });
  test.each([
    ['', 'invalid checksum digest format'],
    ['sha256', 'invalid checksum digest format'],
    ['sha256:', 'invalid checksum digest format'],
    [`SHA256:${'a'.repeat(64)}`, 'invalid checksum digest format'],
    [`sha256:${'A'.repeat(64)}`, 'invalid checksum digest format'],
    [`sha256:${'g'.repeat(64)}`, 'invalid checksum digest format'],
    [`sha256:${'a'.repeat(63)}`, 'invalid checksum digest length'],
    [`sha512:${'a'.repeat(64)}`, 'invalid checksum digest length'],
    [`md5:${'a'.repeat(32)}`, 'unsupported digest algorithm'],
  ])('%s: %s', (text, message) => {
    expect(parseDigest(text)).toEqual({ ok: false, message });
  });
});

test('parts of a digest', () => {
  expect(hexOf(sha256(''))).toBe(empty.slice(7));
  expect([shortId(empty), shortId(empty.slice(7))]).toEqual(['e3b0c44298fc', 'e3b0c44298fc']);
});

test('chain IDs as the specification computes them', () => {
  const [a, b, c] = ['a', 'b', 'c'].map((text) => sha256<DiffId>(text)) as [DiffId, DiffId, DiffId];
  const ab = sha256(`${a} ${b}`);
  expect(chainIds([a, b, c])).toEqual([a, ab, sha256(`${ab} ${c}`)]);
  expect(chainIds([])).toEqual([]);
});
