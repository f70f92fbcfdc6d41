// The tree of files, its keys, what brings a deleted folder back, and the usual form of a text.
import { describe, expect, test } from 'vitest';
import { createWorld } from '../../../src/sim/world.ts';
import { fileRows } from '../../../src/ui/editor/file-rows.ts';
import { formatted } from '../../../src/ui/editor/format-text.ts';
import { languageOf } from '../../../src/ui/editor/languages.ts';
import { snapshotOf } from '../../../src/ui/editor/snapshot.ts';
import { TextReader } from '../../../src/ui/editor/text-file.ts';
import { treeKey } from '../../../src/ui/editor/tree-keys.ts';

const home = '/home/learner';

function filled() {
  const files = createWorld({ seed: 'files', epoch: 0 }).machine.learnerFiles;
  for (const path of ['app', 'app/src', 'Zoo']) files.mkdir(`${home}/${path}`);
  for (const path of ['b.txt', 'a.txt', 'app/main.js', 'app/src/x.js']) files.writeFile(`${home}/${path}`, `${path}\n`);
  return files;
}

describe('the tree', () => {
  const files = filled();
  const show = (open: readonly string[]): string[] =>
    fileRows(files, home, open).map(
      ({ name, level, kind, open: unfolded, position, siblings }) =>
        `${' '.repeat(level - 1)}${name}${kind === 'folder' ? (unfolded ? ' -' : ' +') : ''} ${position}/${siblings}`,
    );

  test('has folders first; what is folded is left out', () => {
    expect(show([])).toEqual(['Zoo + 1/5', 'app + 2/5', '.bashrc 3/5', 'a.txt 4/5', 'b.txt 5/5']);
    expect(show([`${home}/app`, `${home}/Zoo`])).toEqual([
      'Zoo - 1/5',
      'app - 2/5',
      ' src + 1/2',
      ' main.js 2/2',
      '.bashrc 3/5',
      'a.txt 4/5',
      'b.txt 5/5',
    ]);
  });

  test.each([
    ['ArrowDown', 'app', { act: 'go', path: `${home}/app/src` }],
    ['ArrowUp', 'app', { act: 'go', path: `${home}/Zoo` }],
    ['ArrowLeft', 'app', { act: 'fold', path: `${home}/app` }],
    ['ArrowLeft', 'app/main.js', { act: 'go', path: `${home}/app` }],
    ['ArrowLeft', 'a.txt', undefined],
    ['ArrowRight', 'app', { act: 'go', path: `${home}/app/src` }],
    ['ArrowRight', 'app/src', { act: 'unfold', path: `${home}/app/src` }],
    ['ArrowRight', 'a.txt', undefined],
    ['End', 'app', { act: 'go', path: `${home}/b.txt` }],
    ['b', 'app', { act: 'go', path: `${home}/b.txt` }],
    ['Enter', 'a.txt', { act: 'choose', path: `${home}/a.txt` }],
    ['F2', 'a.txt', { act: 'rename', path: `${home}/a.txt` }],
    ['Delete', 'a.txt', { act: 'remove', path: `${home}/a.txt` }],
    ['Tab', 'a.txt', undefined],
  ])('%s on %s', (key, at, expected) => {
    expect(treeKey(key, fileRows(files, home, [`${home}/app`]), `${home}/${at}`)).toEqual(expected);
  });
});

test('a deleted folder is brought back by changes, with modes and bytes', () => {
  const files = filled();
  files.chmod(`${home}/app/main.js`, 0o755);
  files.writeFile(`${home}/app/data`, Uint8Array.of(0, 255));
  expect(snapshotOf(files, `${home}/app`)).toEqual([
    { action: 'make-directory', path: `${home}/app` },
    { action: 'write', path: `${home}/app/data`, mode: 0o644, text: 'AP8=', encoding: 'base64' },
    { action: 'write', path: `${home}/app/main.js`, mode: 0o755, text: 'app/main.js\n' },
    { action: 'make-directory', path: `${home}/app/src` },
    { action: 'write', path: `${home}/app/src/x.js`, mode: 0o644, text: 'app/src/x.js\n' },
  ]);
  files.writeFile(`${home}/app/data`, new Uint8Array(1024 ** 2));
  expect(snapshotOf(files, `${home}/app`)).toBeUndefined();
});

test.each<[string, unknown]>([
  ['a.txt', { text: 'a.txt\n' }],
  ['none', { problem: 'This file is gone.' }],
  ['app', { problem: 'This is a folder.' }],
  ['/etc/shadow', { problem: 'Permission denied.' }],
  ['/usr/bin/ls', { problem: 'This file is not text.' }],
])('%s as text', (path, expected) => {
  expect(new TextReader().read(filled(), path.startsWith('/') ? path : `${home}/${path}`)).toEqual(expected);
});

test.each<[Parameters<typeof formatted>[0], string, unknown]>([
  ['json', '{"a":[1,2]}', { text: '{\n  "a": [\n    1,\n    2\n  ]\n}\n' }],
  ['json', '{a}', { problem: expect.stringMatching(/^Not formatted: /) as unknown }],
  [
    'dockerfile',
    '\n\nfrom alpine  \n\n\n\n  run echo from \\\n   x  \nRUN <<EOF\nrun  \n\n\n  x\nEOF\n\n',
    { text: 'FROM alpine\n\nRUN echo from \\\n   x\nRUN <<EOF\nrun  \n\n\n  x\nEOF\n' },
  ],
  ['dockerfile', '# syntax=a\n# syntax=b\n', { problem: expect.stringMatching(/^Not formatted: /) as unknown }],
  ['text', ' x ', { text: ' x ' }],
])('%s %j in its usual form', (language, text, expected) => {
  expect(formatted(language, text)).toEqual(expected);
});

test.each([
  ['Dockerfile', 'dockerfile'],
  ['/a/Dockerfile.dev', 'dockerfile'],
  ['web.Dockerfile', 'dockerfile'],
  ['compose.yaml', 'compose'],
  ['docker-compose.override.yml', 'compose'],
  ['k8s.yaml', 'yaml'],
  ['.env', 'shell'],
  ['a.tsx', 'javascript'],
  ['a.py', 'python'],
  ['package.json', 'json'],
  ['README.md', 'markdown'],
  ['notes', 'text'],
])('%s is %s', (path, language) => {
  expect(languageOf(path)).toBe(language);
});
