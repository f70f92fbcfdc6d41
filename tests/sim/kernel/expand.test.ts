// What is compressed, expanded: whole, damaged in each way, several members in one file, and more than a page can hold.
import { deflateSync, gzipSync, zlibSync } from 'fflate';
import { expect, test } from 'vitest';
import { concatBytes } from '../../../src/sim/kernel/bytes.ts';
import { expandDeflate, expandGzip } from '../../../src/sim/kernel/expand.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const told = (content: Uint8Array | string): string =>
  typeof content === 'string' ? `(${content})` : new TextDecoder().decode(content);

const alpha = gzipSync(bytes('alpha\n'));
const beta = gzipSync(bytes('beta\n'));
const zlib = zlibSync(bytes('hello hello hello'));
const raw = deflateSync(bytes('hello hello hello'));
const altered = alpha.slice();
altered[12] = (altered[12] ?? 0) ^ 1;

const ways: readonly (readonly [what: string, found: Uint8Array | string, expected: string])[] = [
  ['one member', expandGzip(alpha), 'alpha\n'],
  ['two members', expandGzip(concatBytes([alpha, beta])), 'alpha\nbeta\n'],
  ['the last member like the first', expandGzip(concatBytes([alpha, beta, alpha])), 'alpha\nbeta\nalpha\n'],
  ['an empty member', expandGzip(concatBytes([gzipSync(bytes('')), beta])), 'beta\n'],
  ['a changed byte', expandGzip(altered), '(checksum)'],
  ['a changed byte in the second member', expandGzip(concatBytes([beta, altered])), '(checksum)'],
  ['cut in its content', expandGzip(alpha.slice(0, 14)), '(truncated)'],
  ['no bytes', expandGzip(new Uint8Array()), '(truncated)'],
  ['no gzip', expandGzip(bytes('a text that is nothing of the kind')), '(malformed)'],
  ['zlib', expandDeflate(zlib, 'zlib'), 'hello hello hello'],
  ['zlib, cut', expandDeflate(zlib.slice(0, 8), 'zlib'), '(truncated)'],
  ['deflate', expandDeflate(raw, 'none'), 'hello hello hello'],
  ['deflate, cut', expandDeflate(raw.slice(0, 5), 'none'), '(truncated)'],
  ['no zlib', expandDeflate(bytes('plain text'), 'zlib'), '(malformed)'],
];

test.each(ways)('%s', (_what, found, expected) => {
  expect(told(found)).toBe(expected);
});

test('a file of 1.6 MB that stands for 1.6 GB is refused', () => {
  const member = gzipSync(new Uint8Array(16_000_000));
  expect(expandGzip(concatBytes(Array.from({ length: 100 }, () => member)))).toBe('too large');
});
