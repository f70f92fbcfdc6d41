// Mounts, permissions, open files and overlays, each as calls in and what they answer.
import { expect, test } from 'vitest';
import { root, type Caller } from '../../../../src/sim/computer/filesystem/credentials.ts';
import { Disk } from '../../../../src/sim/computer/filesystem/disk.ts';
import { DiskNode } from '../../../../src/sim/computer/filesystem/disk-node.ts';
import { failed, strerror } from '../../../../src/sim/computer/filesystem/errno.ts';
import { FileSystem } from '../../../../src/sim/computer/filesystem/file-system.ts';
import { apply, diff, layerChanges, type LayerChange } from '../../../../src/sim/computer/filesystem/layer.ts';
import { MountTable } from '../../../../src/sim/computer/filesystem/mounts.ts';
import { Overlay, type CopyUp } from '../../../../src/sim/computer/filesystem/overlay.ts';
import { syntheticDirectory, SyntheticNode } from '../../../../src/sim/computer/filesystem/synthetic.ts';
import { Tree } from '../../../../src/sim/computer/filesystem/tree.ts';

const user = (uid: number, ...capabilities: string[]): Caller => ({
  pid: 7,
  cwd: '/home',
  umask: 0o027,
  credentials: { uid, gid: uid, groups: [uid, 50], capabilities: new Set(capabilities) },
});

function machine(capacity?: number): { disk: Disk; mounts: MountTable; files: FileSystem } {
  const disk = new Disk(Tree.create(), capacity === undefined ? {} : { capacity });
  const mounts = new MountTable({ source: '/dev/vda1', type: 'ext4', node: new DiskNode(disk) }, () => 5000);
  return { disk, mounts, files: new FileSystem(mounts) };
}

/** A failure's errno; the result itself otherwise. */
const answer = (result: unknown): unknown => (failed(result) ? result.errno : result);

const at = { mode: 0o644, uid: 0, gid: 0, mtime: 1000 };
const directory = { ...at, mode: 0o755 };
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

const image: LayerChange[] = [
  { path: '/etc', type: 'directory', ...directory },
  { path: '/etc/passwd', type: 'file', content: bytes('root:x:0:0'), ...at },
  { path: '/etc/big', type: 'file', content: { size: 7_000_000 }, ...at },
  { path: '/bin', type: 'directory', ...directory },
  { path: '/bin/busybox', type: 'file', content: { size: 800_000 }, program: 'busybox', ...at, mode: 0o755 },
  { path: '/bin/sh', type: 'hardlink', linkTarget: '/bin/busybox', ...at },
  { path: '/var/www', type: 'directory', ...directory },
  { path: '/var/www/index.html', type: 'file', content: bytes('hello'), ...at },
  { path: '/var/www/old.html', type: 'file', content: bytes('old'), ...at },
];

test('copy-up, whiteouts and opaque directories make the rows of docker diff and the layer', () => {
  const lower = apply(Tree.create(), image);
  const copies: CopyUp[] = [];
  const upper = new Disk(Tree.create());
  const overlay = new Overlay(lower, upper, (copy) => copies.push(copy));
  const files = new FileSystem(
    new MountTable({ source: 'overlay', type: 'overlay', node: overlay.root() }, () => 5000),
  );
  expect(upper.tree.bytes).toBe(0);
  expect(answer(files.appendFile('/etc/passwd', '\nweb:x:1:1'))).toBe(undefined);
  expect(answer(files.chmod('/etc/big', 0o600))).toBe(undefined);
  expect(answer(files.unlink('/var/www/old.html'))).toBe(undefined);
  expect(answer(files.writeFile('/tmp', 'x'))).toBe(undefined);
  expect(answer(files.rename('/var', '/srv'))).toBe('EXDEV');
  expect(copies).toEqual([
    { path: '/etc', bytes: 0 },
    { path: '/etc/passwd', bytes: 10 },
    { path: '/etc/big', bytes: 7_000_000 },
    { path: '/var', bytes: 0 },
    { path: '/var/www', bytes: 0 },
  ]);
  expect(upper.tree.bytes).toBe(20 + 7_000_000 + 1);
  expect(diff(lower, upper.tree)).toEqual([
    { kind: 'C', path: '/etc' },
    { kind: 'C', path: '/etc/big' },
    { kind: 'C', path: '/etc/passwd' },
    { kind: 'A', path: '/tmp' },
    { kind: 'C', path: '/var' },
    { kind: 'C', path: '/var/www' },
    { kind: 'D', path: '/var/www/old.html' },
  ]);
  expect(answer(files.unlink('/var/www/index.html'))).toBe(undefined);
  expect(answer(files.rmdir('/var/www'))).toBe(undefined);
  expect(answer(files.mkdir('/var/www'))).toBe(undefined);
  expect(files.readdir('/var/www')).toEqual([]);
  expect(layerChanges(upper.tree).filter((change) => change.path.startsWith('/var'))).toEqual([
    { path: '/var', type: 'directory', mode: 0o755, uid: 0, gid: 0, mtime: 5000 },
    { path: '/var/www', type: 'directory', mode: 0o755, uid: 0, gid: 0, mtime: 5000, opaque: true },
  ]);
});

test('a file opened for reading before its copy-up keeps showing the lower one', () => {
  const overlay = new Overlay(apply(Tree.create(), image), new Disk(Tree.create()));
  const files = new FileSystem(new MountTable({ source: 'overlay', type: 'overlay', node: overlay.root() }, () => 1));
  const reader = files.open('/etc/passwd', { read: true });
  if (failed(reader)) throw new Error(reader.errno);
  files.writeFile('/etc/passwd', 'changed');
  expect(new TextDecoder().decode(reader.read() as Uint8Array)).toBe('root:x:0:0');
});

test('programs and hard links of an image', () => {
  const files = new FileSystem(
    new MountTable({ source: 'd', type: 'ext4', node: new DiskNode(new Disk(apply(Tree.create(), image))) }, () => 1),
  );
  expect(files.stat('/bin/sh')).toMatchObject({ program: 'busybox', nlink: 2, mode: 0o755, size: 800_000 });
  expect(files.stat('/bin/sh')).toEqual(files.stat('/bin/busybox'));
});

test.each<[string, (files: FileSystem, mine: FileSystem) => unknown, unknown]>([
  [
    'umask',
    (f, m) => (
      f.mkdir('/home'),
      f.chown('/home', 5, 5),
      m.writeFile('f', ''),
      (f.stat('/home/f') as { mode: number }).mode
    ),
    0o640,
  ],
  ['search', (f, m) => (f.mkdir('/s', 0o700), f.writeFile('/s/x', ''), m.stat('/s/x')), 'EACCES'],
  ['read', (f, m) => (f.writeFile('/x', 'x', 0o600), m.readFile('/x')), 'EACCES'],
  ['write', (f, m) => (f.writeFile('/x', 'x'), m.writeFile('/x', '')), 'EACCES'],
  ['create', (_f, m) => m.writeFile('/x', ''), 'EACCES'],
  ['group', (f, m) => (f.writeFile('/x', 'g', 0o640), f.chown('/x', 0, 50), m.readText('/x')), 'g'],
  ['chmod another’s', (f, m) => (f.writeFile('/x', ''), m.chmod('/x', 0o777)), 'EPERM'],
  ['chown', (f, m) => (f.writeFile('/x', ''), f.chown('/x', 5, 5), m.chown('/x', 6, -1)), 'EPERM'],
  ['chgrp to one’s own', (f, m) => (f.writeFile('/x', ''), f.chown('/x', 5, 5), m.chown('/x', -1, 50)), undefined],
  [
    'sticky',
    (f, m) => (f.mkdir('/tmp'), f.chmod('/tmp', 0o1777), f.writeFile('/tmp/x', ''), m.unlink('/tmp/x')),
    'EPERM',
  ],
  [
    'mknod',
    (f, m) => (f.mkdir('/tmp'), f.chmod('/tmp', 0o777), m.mknod('/tmp/d', { kind: 'block', major: 8, minor: 0 })),
    'EPERM',
  ],
  [
    'root without capabilities',
    (f) => (f.writeFile('/x', '', 0o600), f.chown('/x', 5, 5), f.as(user(0)).readFile('/x')),
    'EACCES',
  ],
  [
    'the capability alone',
    (f) => (f.writeFile('/x', 'y', 0o600), f.as(user(9, 'CAP_DAC_OVERRIDE')).readText('/x')),
    'y',
  ],
])('permissions: %s', (_name, act, expected) => {
  const { files } = machine();
  expect(answer(act(files, files.as(user(5))))).toEqual(expected);
});

test('mounts: volumes are shared and live, read-only refuses, mount points are busy, links stay inside', () => {
  const { files, mounts } = machine();
  const volume = new Disk(Tree.create());
  for (const path of ['/a', '/b', '/c']) files.mkdir(path);
  files.writeFile('/file', 'host');
  files.writeFile('/target', 'hidden');
  mounts.mount({ target: '/a', source: 'v', type: 'ext4', node: new DiskNode(volume) });
  mounts.mount({ target: '/b', source: 'v', type: 'ext4', node: new DiskNode(volume), readOnly: true });
  const at = mounts.locate({ pid: 1, cwd: '/', umask: 0, credentials: root }, '/file');
  if (failed(at)) throw new Error(at.errno);
  mounts.mount({ target: '/target', source: 'v', type: 'ext4', node: at.node });
  expect(answer(files.writeFile('/a/x', 'shared'))).toBe(undefined);
  expect(files.readText('/b/x')).toBe('shared');
  expect(answer(files.writeFile('/b/x', ''))).toBe('EROFS');
  expect(answer(files.unlink('/b/x'))).toBe('EROFS');
  expect(answer(files.rename('/a/x', '/c/x'))).toBe('EXDEV');
  expect(answer(files.link('/a/x', '/c/x'))).toBe('EXDEV');
  expect(answer(files.rmdir('/a'))).toBe('EBUSY');
  expect(files.readText('/target')).toBe('host');
  files.appendFile('/target', '!');
  expect(files.readText('/file')).toBe('host!');
  expect(answer(files.unlink('/target'))).toBe('EBUSY');
  expect(answer(mounts.unmount('/target'))).toBe(undefined);
  expect(files.readText('/target')).toBe('hidden');
  expect(files.readText('/a/../a/./x')).toBe('shared');
  expect(files.realpath('/a/..')).toBe('/');
});

test('a tmpfs is full when it is full', () => {
  const { files, mounts } = machine();
  files.mkdir('/t');
  mounts.mount({
    target: '/t',
    source: 'tmpfs',
    type: 'tmpfs',
    node: new DiskNode(new Disk(Tree.create(), { capacity: 10 })),
  });
  expect(answer(files.writeFile('/t/a', '12345678'))).toBe(undefined);
  expect(answer(files.writeFile('/t/b', '123'))).toBe('ENOSPC');
  expect(answer(files.writeFile('/t/a', ''))).toBe(undefined);
  expect(answer(files.writeFile('/t/b', '123'))).toBe(undefined);
  expect(files.statfs('/t/a')).toMatchObject({ size: 10, used: 3 });
});

test('open files: offsets, append, truncate, and life after the last name', () => {
  const { files, disk } = machine();
  files.writeFile('/f', 'hello');
  const count = disk.tree.count;
  const open = (flags: object): Exclude<ReturnType<FileSystem['open']>, { errno: unknown }> => {
    const file = files.open('/f', flags);
    if (failed(file)) throw new Error(file.errno);
    return file;
  };
  const reader = open({ read: true });
  const writer = open({ write: true, append: true });
  expect(new TextDecoder().decode(reader.read(3) as Uint8Array)).toBe('hel');
  files.unlink('/f');
  expect(answer(writer.write(bytes(' world')))).toBe(undefined);
  expect(new TextDecoder().decode(reader.read() as Uint8Array)).toBe('lo world');
  expect(answer(reader.write(bytes('x')))).toBe('EBADF');
  reader.close();
  reader.close();
  expect(disk.tree.count).toBe(count);
  writer.close();
  expect(disk.tree.count).toBe(count - 1);
  expect(answer(files.open('/f', { read: true }))).toBe('ENOENT');
  expect(answer(files.open('/', { write: true }))).toBe('EISDIR');
  expect(answer(files.open('/g', { write: true, create: true, exclusive: true }))).toMatchObject({ path: '/g' });
  expect(answer(files.open('/g', { write: true, create: true, exclusive: true }))).toBe('EEXIST');
});

test('synthetic directories compute what is read and may take what is written', () => {
  const { files, mounts } = machine();
  const written: string[] = [];
  const proc = syntheticDirectory({
    self: { kind: 'symlink', target: (reader) => String(reader.pid) },
    uptime: { kind: 'file', read: () => '1.00 2.00\n' },
    '7': syntheticDirectory({ comm: { kind: 'file', read: () => 'sh\n' } }),
    oom: { kind: 'file', mode: 0o644, read: () => '0\n', write: (b) => void written.push(new TextDecoder().decode(b)) },
  });
  files.mkdir('/proc');
  mounts.mount({ target: '/proc', source: 'proc', type: 'proc', node: new SyntheticNode(proc) });
  expect(files.readdir('/proc')).toEqual(['7', 'oom', 'self', 'uptime']);
  expect(files.as({ ...user(0, 'CAP_DAC_OVERRIDE'), pid: 7 }).readText('/proc/self/comm')).toBe('sh\n');
  expect(answer(files.writeFile('/proc/uptime', 'x'))).toBe('EACCES');
  expect(answer(files.writeFile('/proc/oom', '-5'))).toBe(undefined);
  expect(written).toEqual(['-5']);
  expect(answer(files.writeFile('/proc/new', 'x'))).toBe('ENOENT');
});

test('zeros stay a declared size; appending line by line does not copy what is there', () => {
  const { files } = machine();
  const zeros = new Uint8Array(1 << 20);
  const file = files.open('/zeros', { write: true, create: true });
  if (failed(file)) throw new Error(file.errno);
  for (let i = 0; i < 500; i++) file.write(zeros);
  expect(files.stat('/zeros')).toMatchObject({ size: 500 * 2 ** 20 });
  for (let i = 0; i < 20_000; i++) files.appendFile('/log', `line ${i}\n`);
  expect(files.readText('/log')).toBe(Array.from({ length: 20_000 }, (_, i) => `line ${i}\n`).join(''));
});

test('errors have the C library’s texts', () => {
  expect([strerror('ENOENT'), strerror('ENOTEMPTY'), strerror('EXDEV')]).toEqual([
    'No such file or directory',
    'Directory not empty',
    'Invalid cross-device link',
  ]);
});
