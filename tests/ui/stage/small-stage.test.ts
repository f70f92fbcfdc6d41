// What has to be seen on a stage with little room: a projector's, and that of a small laptop.
import { beforeAll, describe, expect, test } from 'vitest';
import type { World } from '../../../src/sim/world.ts';
import { containerParts, type Box } from '../../../src/ui/drawing/container-parts.ts';
import { thinBelow } from '../../../src/ui/drawing/layer.ts';
import { textWidth } from '../../../src/ui/drawing/text-width.ts';
import { HostLayouts, type HostLayout } from '../../../src/ui/stage/host-layout.ts';
import { besideEachOther } from '../../../src/ui/stage/stage-layout.ts';
import { sceneAt, worldAfter } from './support.ts';

/** A stage of 1280 × 408 that is drawn 1.6 times as large, and that of a window of 1280 × 720. */
const projector = { width: 800, height: 255 };
const laptop = { width: 1280, height: 358 };
const titleWidth = 34;

const overlap = (a: Box, b: Box): boolean =>
  a.x < b.x + b.width - 0.01 &&
  b.x < a.x + a.width - 0.01 &&
  a.y < b.y + b.height - 0.01 &&
  b.y < a.y + a.height - 0.01;

/** Nothing lies upon anything else, no pipe runs through a name or another socket. */
function expectOrder({ containers, groups, volumes, layers, tags, rails, inner }: HostLayout): void {
  const boxes: readonly Box[] = [
    ...containers,
    ...groups,
    ...volumes,
    ...layers,
    ...tags.map((tag) => ({ ...tag, height: 21 })),
  ];
  for (const [index, box] of boxes.entries()) {
    expect(box.y + box.height).toBeLessThanOrEqual(inner.y + inner.height + 0.01);
    expect(box.x + box.width).toBeLessThanOrEqual(inner.x + inner.width + 0.01);
    for (const other of boxes.slice(index + 1))
      expect(overlap(box, other), `${JSON.stringify(box)} and ${JSON.stringify(other)}`).toBe(false);
  }
  const pipes = containers.flatMap(({ ports }) => ports.map(({ x }) => x)).toSorted((a, b) => a - b);
  for (const [index, x] of pipes.entries()) {
    expect(x - (pipes[index - 1] ?? -Infinity)).toBeGreaterThanOrEqual(46);
    for (const { nameX, network } of rails)
      expect(x < nameX - 4 || x > nameX + textWidth(network.name, { weight: 600 }) + 4, network.name).toBe(true);
  }
}

const names = ({ containers }: HostLayout): string[] => containers.map(({ container }) => container.drawn.name);

describe('two servers of one image', () => {
  let world: World;
  beforeAll(async () => {
    world = await worldAfter('docker run -d -p 8080:80 --name web nginx', 'docker run -d -p 8081:80 --name web2 nginx');
  }, 60_000);

  test('fill a projector: ports, addresses, processes, writable layers, the large layers of the image with their names', () => {
    const { picture, conversation } = sceneAt(world, world.kernel.now);
    expect(conversation.daemonToRegistry).toEqual([]);
    const places = besideEachOther(projector.width, projector.height, false);
    expect(places.host.width).toBeGreaterThan(projector.width * 0.68);
    const layout = new HostLayouts().at(picture, places.inner, undefined, titleWidth);
    expectOrder(layout);
    expect(layout.containers.map(({ ports }) => ports.map(({ port }) => port.host))).toEqual([['8080'], ['8081']]);
    for (const { container, ...frame } of layout.containers) {
      const parts = containerParts(frame, container.drawn, 3);
      expect([parts.name, parts.word, parts.processes.length > 0, parts.writable !== undefined]).toEqual([
        container.drawn.name,
        'running',
        true,
        true,
      ]);
    }
    const large = layout.layers.filter(({ layer }) => !layer.small);
    expect(large.length).toBeGreaterThan(0);
    for (const { height } of large) expect(height).toBeGreaterThanOrEqual(thinBelow);
    expect(layout.tags.map(({ name, width }) => width >= textWidth(name, { face: 'code' }))).toEqual([true]);
  });

  test('the registry has room on a projector while it is asked, and everywhere else always', () => {
    const during = sceneAt(world, world.kernel.log.entries.find(({ type }) => type === 'message')?.t ?? 0);
    expect(during.conversation.command).toBeGreaterThan(-1);
    for (const [{ width, height }, asked, room] of [
      [projector, true, true],
      [projector, false, false],
      [laptop, false, true],
    ] as const) {
      const { host, registry } = besideEachOther(width, height, asked);
      expect(registry.width > 0).toBe(room);
      expect(host.x + host.width).toBeLessThanOrEqual(registry.x);
    }
  });
});

test('six servers on three networks with three volumes keep their ports on a small laptop', async () => {
  const world = await worldAfter(
    'for n in 1 2 3; do docker network create net$n; docker volume create vol$n; done',
    'for i in 1 2 3 4 5 6; do docker run -d --name c$i -p 808$i:80 --network net$((i%3+1)) -v vol$((i%3+1)):/data nginx; done',
  );
  const { picture } = sceneAt(world, world.kernel.now);
  const { inner } = besideEachOther(laptop.width, laptop.height);
  const layout = new HostLayouts().at(picture, inner, undefined, titleWidth);
  expectOrder(layout);
  expect(names(layout)).toEqual(['c1', 'c2', 'c3', 'c4', 'c5', 'c6']);
  expect(layout.containers.map(({ ports, height }) => [ports.length, height >= 46])).toEqual(
    Array.from({ length: 6 }, () => [1, true]),
  );
  expect([layout.moreNetworks, layout.volumes.length, layout.moreVolumes]).toEqual([0, 3, 0]);
  for (const size of [projector, { width: 924, height: 358 }, { width: 1366, height: 406 }])
    expectOrder(
      new HostLayouts().at(picture, besideEachOther(size.width, size.height, false).inner, undefined, titleWidth),
    );
}, 60_000);

test('of more images than have room with their names the newest are there, and the others are counted', async () => {
  const world = await worldAfter(
    'docker pull -q httpd; docker pull -q redis',
    'for i in $(seq 24); do printf "FROM alpine\\nRUN echo $i > /f\\n" | docker build -q -t app$i - > /dev/null; done',
    'docker pull -q nginx',
  );
  const { picture } = sceneAt(world, world.kernel.now);
  for (const [{ width, height }, most] of [
    [{ width: 1440, height: 466 }, 10],
    [laptop, 9],
    [{ width: 924, height: 358 }, 6],
  ] as const) {
    const { inner } = besideEachOther(width, height);
    const layout = new HostLayouts().at(picture, inner, undefined, titleWidth);
    expectOrder(layout);
    const shown = layout.tags.map(({ name }) => name);
    expect(shown.length).toBeGreaterThanOrEqual(most);
    expect(shown.length + layout.moreImages).toBe(27);
    expect(shown).toContain('nginx:latest');
    const built = shown.filter((name) => name.startsWith('app'));
    const newest = built.map((_, index) => `app${24 - index}:latest`);
    expect(built.toSorted()).toEqual(newest.toSorted());
    const drawn = new Set(layout.layers.map(({ layer }) => layer.id));
    for (const { layer } of layout.layers) expect(layer.parent === '' || drawn.has(layer.parent)).toBe(true);
  }
}, 60_000);
