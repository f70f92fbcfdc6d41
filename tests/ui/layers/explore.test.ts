// The layer explorer over real layers: what it says agrees with docker diff, docker history and the sizes of the layers.
import { beforeAll, expect, test } from 'vitest';
import { View } from '../../../src/sim/kernel/view.ts';
import { createWorld, type World } from '../../../src/sim/world.ts';
import { explore, Explorer, subjectsOf, suggestSubject, type Explored } from '../../../src/ui/layers/explore.ts';
import { seenVersion } from '../../../src/ui/layers/file-history.ts';
import { fileRows, rowInWords, type RowWish } from '../../../src/ui/layers/file-rows.ts';

let world: World;
let view: View;

const dockerfile = [
  'FROM alpine',
  'WORKDIR /app',
  'COPY . .',
  'RUN head -c 2000 /dev/zero > big && echo one > seen',
  'RUN rm big && echo two > seen',
  'RUN rm -rf /etc/apk',
].join('\\n');

beforeAll(async () => {
  world = createWorld({ seed: 'explore', epoch: 1_700_000_000_000 });
  world.openTerminal('terminal-1', 120, 40);
  await world.settle(1000);
  for (const line of [
    `mkdir app; cd app; printf '${dockerfile}' > Dockerfile; echo a > a.txt`,
    'docker build -q -t shop .',
    'docker tag alpine:latest same; docker pull -q alpine:latest',
    'docker run -d --name web nginx',
    'docker exec web sh -c "echo hi >> /etc/nginx/nginx.conf; rm /usr/share/nginx/html/50x.html; touch /new; rm -r /etc/apt"',
    'docker diff web',
  ]) {
    world.type('terminal-1', `${line}\r`);
    await world.settle(300_000);
  }
  view = new View(world.kernel.log);
  view.moveTo(world.kernel.now);
}, 60_000);

const look = (name: string): Explored => {
  const subject = subjectsOf(view, 'drydock').find((some) => some.name === name);
  const explored = subject && explore(view, 'drydock', subject);
  if (!explored) throw new Error(`no ${name}`);
  return explored;
};

test('containers come before images, and a command names what to look at', () => {
  expect(subjectsOf(view, 'drydock').map(({ kind, name }) => `${kind} ${name}`)).toEqual([
    'container web',
    'image alpine:latest',
    'image nginx:latest',
    'image shop:latest',
  ]);
  const suggested = (line: string): string | undefined => suggestSubject(view, 'drydock', line.split(' '))?.name;
  expect(suggested('history shop')).toBe('shop:latest');
  expect(suggested('diff web')).toBe('web');
  expect(suggested('run web nginx')).toBe('web');
  expect(suggested('cp web:/etc/passwd .')).toBe('web');
  expect(suggested('image prune')).toBe('web');
});

test('each layer of a build has the files that its step made', () => {
  const { layers, size, waste } = look('shop:latest');
  expect(layers.slice(1).map(({ number, name, counts, size: bytes }) => ({ number, name, counts, bytes }))).toEqual([
    { number: 2, name: 'WORKDIR /app', counts: { added: 0, changed: 0, deleted: 0 }, bytes: 0 },
    { number: 3, name: 'COPY . .', counts: { added: 2, changed: 0, deleted: 0 }, bytes: 137 },
    {
      number: 4,
      name: 'RUN head -c 2000 /dev/zero > big && echo one > seen',
      counts: { added: 2, changed: 0, deleted: 0 },
      bytes: 2004,
    },
    { number: 5, name: 'RUN rm big && echo two > seen', counts: { added: 0, changed: 1, deleted: 1 }, bytes: 4 },
    {
      number: 6,
      name: 'RUN rm -rf /etc/apk',
      counts: { added: 0, changed: 0, deleted: layers[5]?.counts.deleted },
      bytes: 0,
    },
  ]);
  expect(layers[0]?.sharedWith).toEqual(['alpine:latest']);
  expect(layers[1]?.sharedWith).toEqual([]);
  expect(layers[3]?.size).toBe(2004);
  expect(waste.byLayer[3]).toEqual(new Map([[4, 2004]]));
  expect(waste.files[0]).toEqual({ path: '/app/big', bytes: 2000 });
  expect(waste.bytes).toBeGreaterThanOrEqual(2004);
  expect(waste.efficiency).toBeCloseTo(1 - waste.bytes / size, 6);
});

test('the files that are seen are those of the topmost tree, and sizes add up to those of the layers', () => {
  for (const { name } of subjectsOf(view, 'drydock')) {
    const { layers, files, writable } = look(name);
    layers.forEach((layer, index) => {
      const bytes = files.flatMap(({ versions }) => versions.filter((version) => version.layer === index));
      expect(`${layer.name} ${bytes.reduce((all, { size }) => all + size, 0)}`).toBe(`${layer.name} ${layer.size}`);
    });
    if (writable) continue;
    const seen = files.filter((history) => seenVersion(history)?.inode).length;
    const chain = layers.at(-1)?.chainId ?? '';
    expect(seen).toBe(namesIn(chain));
  }
});

function namesIn(chain: string): number {
  const tree = view.get('layer', `drydock/${chain}`)?.tree;
  const count = (directory: number): number =>
    [...(tree?.entries(directory) ?? [])].reduce((all, [, ino]) => all + (tree?.directory(ino) ? count(ino) : 1), 0);
  return tree ? count(tree.root) : 0;
}

test('the writable layer has what docker diff tells, without the folders above', () => {
  const { files, layers, writable } = look('web');
  const own = files.flatMap(({ path, versions }) =>
    versions.filter(({ layer }) => layer === layers.length).map(({ kind }) => `${kind} ${path}`),
  );
  const shown = view
    .output('terminal-1')
    .split('\n')
    .map((line) => /^([ACD]) (\/\S*)\r?$/.exec(line))
    .filter((match) => match !== null)
    .map(([, kind = '', path = '']) => `${kind} ${path}`);
  for (const line of own.filter((text) => !text.startsWith('deleted /etc/apt/'))) {
    const [kind = '', path = ''] = line.split(' ');
    expect(shown).toContain(`${{ added: 'A', changed: 'C', deleted: 'D' }[kind] ?? ''} ${path.replace(/\/$/, '')}`);
  }
  expect(own).toContain('changed /etc/nginx/nginx.conf');
  expect(own).toContain('deleted /usr/share/nginx/html/50x.html');
  expect(own).toContain('added /new');
  expect(own.filter((text) => text.startsWith('deleted /etc/apt/')).length).toBeGreaterThan(1);
  expect(shown).toContain('D /etc/apt');
  expect(writable?.counts.changed).toBe(own.filter((text) => text.startsWith('changed')).length);
});

const wish: RowWish = { open: new Set(), onlyChanged: false, layer: undefined, writable: undefined };

test('rows gather what is alike, and open', () => {
  const { files } = look('shop:latest');
  const name = (layer: number): string => `layer ${layer + 1}`;
  const app = (rows = fileRows(files, wish)): string[] => {
    const from = rows.findIndex(({ label }) => label === '/app');
    const to = rows.findIndex(({ kind }, index) => index > from && kind === 'heading');
    return rows.slice(from + 1, to < 0 ? undefined : to).map((row) => rowInWords(row, name));
  };
  expect(app()).toEqual([
    '/app/Dockerfile, added in layer 3',
    '/app/a.txt, added in layer 3',
    '/app/big, added in layer 4, removed in layer 5, not seen',
    '/app/seen, added in layer 4, changed in layer 5, seen in layer 5',
  ]);
  expect(app(fileRows(files, { ...wish, layer: 4 }))).toHaveLength(2);
  expect(app(fileRows(files, { ...wish, onlyChanged: true }))).toHaveLength(2);
  const closed = fileRows(files, wish);
  const several = closed.find(({ kind }) => kind === 'several');
  expect(several?.count).toBeGreaterThan(2);
  const opened = fileRows(files, { ...wish, open: new Set([several?.id ?? '']) });
  expect(opened).toHaveLength(closed.length + (several?.count ?? 0));
  const all = fileRows(files, wish).reduce((count, row) => count + row.count, 0);
  expect(all).toBe(files.length);
});

test('looking again costs nothing until something changes', () => {
  const explorer = new Explorer('drydock');
  const subject = subjectsOf(view, 'drydock')[0];
  if (!subject) throw new Error('nothing to explore');
  const first = explorer.at(view, subject);
  expect(explorer.at(view, subject)).toBe(first);
  view.moveTo(0);
  expect(explorer.at(view, subject)).toBeUndefined();
  view.moveTo(world.kernel.now);
});
