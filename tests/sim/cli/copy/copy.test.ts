import { expect, test } from 'vitest';
import { localPath, splitArgument, splitPath } from '../../../../src/sim/cli/copy/paths.ts';
import { prepareCopy, type CopyEnd } from '../../../../src/sim/cli/copy/prepare.ts';
import type { TarEntry } from '../../../../src/sim/oci/tar-entry.ts';

test.each([
  ['box:/etc/hosts', { container: 'box', path: '/etc/hosts' }],
  ['box:', { container: 'box', path: '' }],
  ['./a:b', { container: '', path: './a:b' }],
  ['/a:b', { container: '', path: '/a:b' }],
  ['file', { container: '', path: 'file' }],
])('argument %s', (argument, side) => {
  expect(splitArgument(argument)).toEqual(side);
});

test.each([
  ['/etc/hosts', { directory: '/etc/', base: 'hosts' }],
  ['/etc/', { directory: '/', base: 'etc' }],
  ['/etc/.', { directory: '/etc/', base: '.' }],
  ['/', { directory: '/', base: '' }],
  ['', { directory: '', base: '.' }],
])('parts of %s', (path, parts) => {
  expect(splitPath(path)).toEqual(parts);
});

test.each([
  ['a', '/home/a'],
  ['./a/', '/home/a/'],
  ['.', '/home/.'],
  ['../x/.', '/x/.'],
  ['/', '/'],
])('%s on the client’s machine', (path, whole) => {
  expect(localPath(path, '/home')).toBe(whole);
});

const entry = (path: string, type: TarEntry['type'] = 'file'): TarEntry => ({
  path,
  type,
  mode: 0o644,
  uid: 0,
  gid: 0,
  mtime: 0,
});
const end = (path: string, kind: CopyEnd['kind']): CopyEnd => ({ path, kind });
const file = [entry('a.txt')];
const folder = [entry('dir', 'directory'), entry('dir/a.txt')];
const content = [entry('', 'directory'), entry('a.txt')];

test.each([
  ['a file into a directory', file, end('/s/a.txt', 'file'), end('/t', 'directory'), '/t', ['a.txt']],
  ['a file over a file', file, end('/s/a.txt', 'file'), end('/t/b.txt', 'file'), '/t/', ['b.txt']],
  ['a file to a new name', file, end('/s/a.txt', 'file'), end('/t/new', 'absent'), '/t/', ['new']],
  [
    'a directory into a directory',
    folder,
    end('/s/dir', 'directory'),
    end('/t', 'directory'),
    '/t',
    ['dir', 'dir/a.txt'],
  ],
  [
    'a directory to a new name',
    folder,
    end('/s/dir', 'directory'),
    end('/t/new', 'absent'),
    '/t/',
    ['new', 'new/a.txt'],
  ],
  [
    'the content of a directory into a directory',
    content,
    end('/s/dir/.', 'directory'),
    end('/t', 'directory'),
    '/t',
    ['', 'a.txt'],
  ],
  [
    'the content of a directory to a new name',
    content,
    end('/s/dir/.', 'directory'),
    end('/t/new', 'absent'),
    '/t/',
    ['new', 'new/a.txt'],
  ],
])('%s', (_, entries, source, target, directory, names) => {
  const prepared = prepareCopy(entries, source, target);
  expect(
    'error' in prepared ? prepared : { directory: prepared.directory, names: prepared.entries.map(({ path }) => path) },
  ).toEqual({
    directory,
    names,
  });
});

test.each([
  ['a directory over a file', folder, end('/s/dir', 'directory'), end('/t/b.txt', 'file'), 'cannot copy directory'],
  ['a file to what must be a directory', file, end('/s/a.txt', 'file'), end('/t/new/', 'absent'), 'no such directory'],
])('%s is refused', (_, entries, source, target, error) => {
  expect(prepareCopy(entries, source, target)).toEqual({ error });
});
