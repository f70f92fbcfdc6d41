// Crowded networks: what is alike becomes one group, and nothing lies upon another.
import { expect, test } from 'vitest';
import { groupName, layoutMap } from '../../../src/ui/network/map-layout.ts';
import type { MapContainer } from '../../../src/ui/network/network-map.ts';

const container = (name: string, image: string, more: Partial<MapContainer> = {}): MapContainer => ({
  id: name,
  name,
  shortName: name,
  image,
  state: 'running',
  health: undefined,
  mode: 'bridge',
  shares: '',
  cables: [{ network: 'front', device: 'eth0', address: '172.18.0.2' }],
  listens: [],
  ports: [],
  ...more,
});

const workers = (count: number): MapContainer[] =>
  Array.from({ length: count }, (_, index) => container(`worker-${index + 1}`, 'alpine'));

test.each([
  ['few stand alone', [container('web', 'nginx'), container('api', 'node')], ['web', 'api']],
  ['many alike are one', [container('web', 'nginx'), ...workers(30)], ['web', 'worker × 30']],
  [
    'who publishes a port, and who takes part, stays',
    [container('web', 'alpine', { ports: [{ host: '80', address: '', to: '80' }] }), ...workers(20)],
    ['web', 'worker-1', 'worker × 19'],
  ],
])('%s', (_, containers, expected) => {
  const alone = expected.includes('worker-1') ? ['worker-1'] : [];
  const { boxes } = layoutMap({ networks: [], containers }, new Map(), alone, 900, 400);
  expect(boxes.map(({ members }) => (members.length === 1 ? members[0].name : groupName(members)))).toEqual(expected);
});

test('a hundred different ones: as many as there is room for, side by side', () => {
  const containers = Array.from({ length: 100 }, (_, index) => container(`c${index}`, `image-${index}`));
  const { boxes, x2 } = layoutMap({ networks: [], containers }, new Map(), [], 1100, 400);
  expect(boxes.flatMap(({ members }) => members)).toHaveLength(100);
  for (const [index, { x, width }] of boxes.entries()) {
    const before = boxes[index - 1];
    if (before) expect(x).toBeGreaterThan(before.x + before.width);
    expect(x + width).toBeLessThanOrEqual(x2);
  }
});

test('what hangs on nothing may stand under the tables, so that all have room; what has a cable may not', () => {
  const attached = Array.from({ length: 4 }, (_, index) => container(`c${index}`, `image-${index}`));
  const idle = Array.from({ length: 2 }, (_, index) => container(`i${index}`, `idle-${index}`, { cables: [] }));
  const { boxes, x2, boxesY, rails } = layoutMap(
    {
      networks: [{ id: 'front', name: 'front', subnet: '', gateway: '', internal: false, hue: 0, names: manyNames }],
      containers: [...idle, ...attached],
    },
    new Map(),
    [],
    900,
    330,
  );
  expect(boxes.map(({ members }) => members[0].name)).toEqual(['c0', 'c1', 'c2', 'c3', 'i0', 'i1']);
  for (const { x, width, members } of boxes) if (members[0].cables.length) expect(x + width).toBeLessThanOrEqual(x2);
  for (const { table } of rails) expect(table.y + table.height).toBeLessThanOrEqual(boxesY);
});

test.each([
  [254, 2],
  [291, 1],
  [357, 4],
])('a map %d px high has room for %d networks, with the containers in its frame', (height, count) => {
  const networks = Array.from({ length: count }, (_, hue) => ({
    ...{ id: `n${hue}`, name: `n${hue}`, subnet: '172.18.0.0/16', gateway: '', internal: false, hue },
    names: manyNames.slice(0, hue),
  }));
  const containers = Array.from({ length: 4 }, (_, index) => container(`c${index}`, `image-${index}`));
  const layout = layoutMap({ networks, containers }, new Map(), [], 914, height);
  expect(layout.height).toBe(height);
  expect(layout.boxesY + layout.boxHeight).toBeLessThan(height - 12);
  for (const { y } of layout.rails) expect(y).toBeLessThan(layout.boxesY - 20);
});

const manyNames = Array.from({ length: 20 }, (_, index) => ({
  name: `name-${index}`,
  address: `172.18.0.${index}`,
  container: `name-${index}`,
}));

test.each([4, 12, 40])(
  'on a phone %i stand in rows, one by one as far as there is room, and none upon another',
  (count) => {
    const containers = Array.from({ length: count }, (_, index) => container(`c${index}`, `image-${index}`));
    const { boxes, boxHeight, height } = layoutMap({ networks: [], containers }, new Map(), [], 390, 280);
    expect(boxes.flatMap(({ members }) => members)).toHaveLength(count);
    expect(boxes.filter(({ members }) => members.length === 1).length).toBe(Math.min(count, 11 + Number(count <= 12)));
    for (const [index, { x, y, width }] of boxes.entries()) {
      expect([x >= 0 && x + width <= 390, y + boxHeight <= height]).toEqual([true, true]);
      for (const other of boxes.slice(index + 1)) expect(other.y !== y || other.x > x + width).toBe(true);
    }
  },
);
