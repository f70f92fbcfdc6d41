import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { packTar, unpackTar } from 'modern-tar';
import { readTar } from '../../../src/sim/oci/tar-read.ts';
import { writeTar } from '../../../src/sim/oci/tar-write.ts';
import type { TarEntry } from '../../../src/sim/oci/tar-entry.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const base = { mode: 0o644, uid: 0, gid: 0, mtime: 1_700_000_000_000 };
const file = (path: string, content: string): TarEntry => ({ ...base, path, type: 'file', content: bytes(content) });

const every: readonly TarEntry[] = [
  { ...base, path: 'etc', type: 'directory', mode: 0o755 },
  file('etc/hostname', 'drydock\n'),
  file('etc/empty', ''),
  { ...base, path: 'bin/sh', type: 'symlink', mode: 0o777, linkTarget: '/bin/busybox' },
  { ...base, path: 'bin/ash', type: 'hardlink', linkTarget: 'bin/busybox' },
  { ...base, path: 'dev/null', type: 'character', mode: 0o666, device: { major: 1, minor: 3 } },
  { ...base, path: 'dev/sda', type: 'block', mode: 0o660, gid: 6, device: { major: 8, minor: 0 } },
  { ...base, path: 'run/pipe', type: 'fifo' },
  { ...base, path: 'tmp', type: 'directory', mode: 0o1777 },
  { ...base, path: 'usr/bin/sudo', type: 'file', mode: 0o4755, declaredSize: 232_416, program: 'sudo' },
  file(`${'deep/'.repeat(30)}leaf`, 'split into prefix and name'),
  file(`${'x'.repeat(180)}.txt`, 'too long for ustar'),
  file('données/été.txt', 'é'),
  { ...base, path: 'long-link', type: 'symlink', linkTarget: `/${'y'.repeat(150)}` },
  { ...base, path: 'ångström', type: 'symlink', linkTarget: 'données/été.txt' },
  { ...file('old', ''), mtime: -1_500 },
  { ...file('precise', ''), mtime: 1_700_000_000_123 },
  { ...file('owned', ''), uid: 4_000_000_000, gid: 3_000_000 },
];

test('every kind of entry survives writing and reading', () => {
  expect(readTar(writeTar(every))).toEqual({ ok: true, entries: every });
});

test('the root is written as ./ and a path is read without its leading slash', async () => {
  const root: TarEntry = { ...base, path: '', type: 'directory', mode: 0o755 };
  expect(readTar(writeTar([root]))).toEqual({ ok: true, entries: [root] });
  const foreign = await packTar([{ header: { name: '/etc/motd', size: 2, type: 'file' }, body: 'hi' }]);
  const reading = readTar(foreign);
  expect(reading.ok && reading.entries.map(({ path }) => path)).toEqual(['etc/motd']);
});

test('another implementation reads what we write', async () => {
  const archive = await unpackTar(writeTar(every));
  const types = { character: 'character-device', block: 'block-device', hardlink: 'link' } as Record<string, string>;
  expect(
    archive.map(({ header, data }) => ({
      path: header.name.replace(/\/$/, ''),
      type: header.type,
      mode: header.mode,
      link: header.linkname ?? '',
      text: data && new TextDecoder().decode(data),
    })),
  ).toEqual(
    every.map((entry) => ({
      path: entry.path,
      type: types[entry.type] ?? entry.type,
      mode: entry.mode,
      link: entry.linkTarget ?? '',
      text: entry.type === 'file' ? new TextDecoder().decode(entry.content) : undefined,
    })),
  );
});

test('we read what another implementation writes', async () => {
  const archive = await packTar(
    every
      .filter(({ type, declaredSize }) => (type === 'file' && declaredSize === undefined) || type === 'symlink')
      .map((entry) => ({
        header: {
          name: entry.path,
          type: entry.type as 'file' | 'symlink',
          size: entry.content?.length ?? 0,
          ...(entry.linkTarget === undefined ? {} : { linkname: entry.linkTarget }),
          mtime: new Date(entry.mtime),
        },
        ...(entry.content ? { body: entry.content } : {}),
      })),
  );
  const reading = readTar(archive);
  expect(reading.ok && reading.entries.map(({ path, linkTarget, content }) => [path, linkTarget, content])).toEqual(
    every
      .filter(({ type, declaredSize }) => (type === 'file' && declaredSize === undefined) || type === 'symlink')
      .map(({ path, linkTarget, content }) => [path, linkTarget, content]),
  );
});

describe('property: any entries', () => {
  const name = fc.stringMatching(/^[a-zA-Z0-9 _.\-+é漢]{1,60}$/).filter((text) => !/^\.+$/.test(text));
  const path = fc.array(name, { minLength: 1, maxLength: 6 }).map((names) => names.join('/'));
  const common = {
    path,
    mode: fc.integer({ min: 0, max: 0o7777 }),
    uid: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
    gid: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
    mtime: fc.integer({ min: -(10 ** 12), max: 4 * 10 ** 12 }),
  };
  const entry: fc.Arbitrary<TarEntry> = fc.oneof(
    fc.record({ ...common, type: fc.constant('file' as const), content: fc.uint8Array({ maxLength: 600 }) }),
    fc.record({ ...common, type: fc.constant('file' as const), declaredSize: fc.nat(), program: name }),
    fc.record({ ...common, type: fc.constant('directory' as const) }),
    fc.record({ ...common, type: fc.constantFrom('symlink' as const, 'hardlink' as const), linkTarget: path }),
  );
  test('survive writing and reading, and give the same bytes again', () => {
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 8 }), (entries) => {
        const archive = writeTar(entries);
        const reading = readTar(archive);
        expect(reading).toEqual({ ok: true, entries });
        expect(reading.ok && writeTar(reading.entries)).toEqual(archive);
      }),
      { seed: 1, numRuns: 60 },
    );
  });
});

describe('archives that cannot be read', () => {
  const archive = writeTar([file('a', 'content')]);
  const damaged = archive.slice();
  damaged[0] = 0x62;
  test.each([
    ['cut inside a header', archive.slice(0, 300), 'unexpected EOF'],
    ['cut inside a content', archive.slice(0, 515), 'unexpected EOF'],
    ['a wrong checksum', damaged, 'archive/tar: invalid tar header'],
    ['rubbish', bytes('x'.repeat(600)), 'archive/tar: invalid tar header'],
  ])('%s', (_, content, message) => {
    expect(readTar(content)).toEqual({ ok: false, message });
  });
  test('an archive without its end is read, an empty one has no entries', () => {
    expect(readTar(archive.slice(0, 1024))).toEqual({ ok: true, entries: [file('a', 'content')] });
    expect(readTar(writeTar([]))).toEqual({ ok: true, entries: [] });
  });
});
