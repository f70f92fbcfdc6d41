import { gunzipSync } from 'node:zlib';
import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { createLayer, readLayer } from '../../../src/sim/oci/layer.ts';
import { meaningOf, opaqueMark, whiteout } from '../../../src/sim/oci/whiteout.ts';
import type { TarEntry } from '../../../src/sim/oci/tar-entry.ts';

const hello: TarEntry = {
  path: 'hello.txt',
  type: 'file',
  mode: 0o644,
  uid: 0,
  gid: 0,
  mtime: 0,
  content: new TextEncoder().encode('hello\n'),
};
const large: TarEntry = { ...hello, path: 'usr/lib/libc.so.6', declaredSize: 1_922_136 };
const { content: _bytes, ...declared } = large;

const hash = (bytes: Uint8Array): string => `sha256:${createHash('sha256').update(bytes).digest('hex')}`;

test('a layer of real bytes: digests, sizes and a blob that any gunzip opens', () => {
  const layer = createLayer([hello]);
  expect(layer.diffId).toBe(hash(layer.tar));
  expect(layer.digest).toBe(hash(layer.blob));
  expect(new Uint8Array(gunzipSync(layer.blob))).toEqual(layer.tar);
  expect([layer.size, layer.uncompressedSize]).toEqual([layer.blob.length, 6]);
  expect(createLayer([hello])).toEqual(layer);
});

test('a declared compressed size changes the blob and its digest, not the diff ID; it is read back', () => {
  const layer = createLayer([declared], { compressedSize: 757_000 });
  expect([layer.size, layer.uncompressedSize]).toEqual([757_000, 1_922_136]);
  expect(new Uint8Array(gunzipSync(layer.blob))).toEqual(layer.tar);
  expect(createLayer([declared]).diffId).toBe(layer.diffId);
  expect(readLayer(layer.blob)).toEqual({ ok: true, layer });
});

test('without a statement files of declared size count two fifths', () => {
  const layer = createLayer([hello, declared]);
  expect(layer.size - createLayer([hello]).size).toBeGreaterThan(768_854);
  expect(layer.size).toBeLessThan(770_000);
});

test('a plain tar and rubbish', () => {
  const { tar, diffId } = createLayer([hello]);
  const plain = readLayer(tar);
  expect(plain.ok && [plain.layer.mediaType, plain.layer.digest]).toEqual([
    'application/vnd.oci.image.layer.v1.tar',
    diffId,
  ]);
  expect(readLayer(new Uint8Array([0x1f, 0x8b, 8, 0]))).toEqual({ ok: false, message: 'gzip: invalid header' });
  expect(readLayer(new Uint8Array(10))).toEqual({ ok: false, message: 'unexpected EOF' });
});

test('whiteouts', () => {
  expect(whiteout('etc/motd', 5_000)).toMatchObject({ path: 'etc/.wh.motd', type: 'file', mtime: 5_000 });
  expect([opaqueMark('var/cache', 0).path, opaqueMark('', 0).path]).toEqual(['var/cache/.wh..wh..opq', '.wh..wh..opq']);
  expect(['etc/.wh.motd', '.wh.a', 'var/.wh..wh..opq', '.wh..wh..opq', 'etc/motd', '.wh.'].map(meaningOf)).toEqual([
    { kind: 'whiteout', path: 'etc/motd' },
    { kind: 'whiteout', path: 'a' },
    { kind: 'opaque', path: 'var' },
    { kind: 'opaque', path: '' },
    { kind: 'entry', path: 'etc/motd' },
    { kind: 'entry', path: '.wh.' },
  ]);
});
