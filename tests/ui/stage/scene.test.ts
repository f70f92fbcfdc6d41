// The stage of a real world: what is on it, where it stands, and that a moment looks the same however one comes to it.
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { MessageEntry } from '../../../src/sim/kernel/log.ts';
import { View } from '../../../src/sim/kernel/view.ts';
import type { World } from '../../../src/sim/world.ts';
import type { Box } from '../../../src/ui/drawing/container-parts.ts';
import { containerInWords, containerParts } from '../../../src/ui/drawing/container-parts.ts';
import { HostLayouts, type HostLayout } from '../../../src/ui/stage/host-layout.ts';
import { SceneMaker, type Scene } from '../../../src/ui/stage/scene.ts';
import { besideEachOther } from '../../../src/ui/stage/stage-layout.ts';
import { aboveEachOther } from '../../../src/ui/stage/upright-layout.ts';
import { trafficPath } from '../../../src/ui/stage/traffic.ts';
import { captionAt } from '../../../src/ui/words/caption.ts';
import { Narrative } from '../../../src/ui/words/narrative.ts';
import { Teller } from '../../../src/ui/words/teller.ts';
import { engine, sceneAt, storyOf, worldAfter } from './support.ts';

const inner: Box = { x: 440, y: 26, width: 632, height: 399 };
const overlap = (a: Box, b: Box): boolean =>
  a.x < b.x + b.width - 0.01 &&
  b.x < a.x + a.width - 0.01 &&
  a.y < b.y + b.height - 0.01 &&
  b.y < a.y + a.height - 0.01;
const inside = (a: Box, b: Box): boolean =>
  a.x >= b.x - 0.01 &&
  a.y >= b.y - 0.01 &&
  a.x + a.width <= b.x + b.width + 0.01 &&
  a.y + a.height <= b.y + b.height + 0.01;

/** What a scene shows, as plain data. */
const shown = ({ picture, conversation, presences, saying, summary, time }: Scene): unknown => ({
  picture,
  clientToDaemon: conversation.clientToDaemon,
  daemonToRegistry: conversation.daemonToRegistry,
  traffic: conversation.traffic.map((message) => [message.id, time]),
  presences: [...picture.containers, ...picture.layers, ...picture.networks].map(({ id }) => presences.of(id)),
  saying,
  summary,
});

const noOverlaps = (layout: HostLayout): void => {
  for (const boxes of [
    layout.containers,
    layout.layers,
    layout.volumes,
    layout.tags.map((tag) => ({ ...tag, height: 21 })),
  ])
    for (const [index, box] of boxes.entries()) {
      expect(inside(box, layout.inner), JSON.stringify(box)).toBe(true);
      for (const other of boxes.slice(index + 1)) expect(overlap(box, other)).toBe(false);
    }
  for (const container of layout.containers)
    for (const below of [...layout.layers, ...layout.volumes]) expect(overlap(container, below)).toBe(false);
};

let world: World;
beforeAll(async () => {
  world = await worldAfter(
    'docker run -d -p 8080:80 --name web nginx',
    'curl -s localhost:8080 > page.html',
    'docker pull -q debian:bookworm-slim; docker pull -q ubuntu',
    'docker network create back; docker volume create data',
    'docker run -d --name worker --network back -v data:/data alpine sleep 1000',
    'docker create --name made alpine true',
    'docker run --name failed alpine sh -c "exit 3"',
    'docker pause worker',
    'docker rm made',
  );
}, 60_000);

describe('a moment', () => {
  test('looks the same when it is reached from elsewhere as when it is drawn at once', () => {
    const { log } = world.kernel;
    const story = storyOf(world);
    const view = new View(log);
    const maker = new SceneMaker(log, engine);
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: world.kernel.now, noNaN: true }),
        fc.nat(log.length - 1),
        (anywhere, index) => {
          for (const time of [anywhere, log.entries[index]?.t ?? 0]) {
            view.moveTo(time);
            expect(shown(maker.at(view, story, false))).toEqual(shown(sceneAt(world, time, story)));
          }
        },
      ),
      { numRuns: 60, seed: 7 },
    );
  });

  test('is laid out without overlaps and within the host, in windows of all sizes', () => {
    const { log } = world.kernel;
    const story = storyOf(world);
    const layouts = new HostLayouts();
    for (let index = 0; index < log.length; index += 97) {
      const { picture } = sceneAt(world, log.entries[index]?.t ?? 0, story);
      for (const box of [inner, besideEachOther(1024, 406).inner, besideEachOther(1920, 600).inner])
        noOverlaps(layouts.at(picture, box));
    }
  });

  test('keeps the place of what stays while others come and go', () => {
    const { log } = world.kernel;
    const story = storyOf(world);
    const places = new Map<string, number>();
    for (let index = 0; index < log.length; index += 41)
      for (const { id, place, inspectable } of sceneAt(world, log.entries[index]?.t ?? 0, story).picture.containers) {
        if (!inspectable) continue;
        expect(places.get(id) ?? place).toBe(place);
        places.set(id, place);
      }
    expect([...places.values()].sort()).toEqual([0, 1, 2, 3]);
  });
});

describe('the picture', () => {
  test('shows each container in its state, with its ports, networks and mounts', () => {
    const { picture } = sceneAt(world, world.kernel.now);
    expect(picture.containers.map(({ drawn }) => containerInWords(drawn))).toEqual([
      'web, container, running, nginx, 8080→80',
      'worker, container, paused, alpine',
      'failed, container, exited, exit status 3, alpine',
    ]);
    expect(picture.containers.map(({ cables }) => cables.map(({ address }) => address))).toEqual([
      ['172.17.0.2'],
      ['172.18.0.2'],
      [],
    ]);
    expect(picture.containers.map(({ mounts }) => mounts.map(({ path }) => path))).toEqual([[], ['/data'], []]);
    expect(picture.containers[0]?.drawn.processes?.map(({ pid, depth }) => [pid === 1, depth])).toEqual([
      [true, 0],
      [false, 1],
      [false, 1],
    ]);
  });

  test('has one slab for a layer that two images share, as wide as both', () => {
    const { layers, tags } = new HostLayouts().at(sceneAt(world, world.kernel.now).picture, inner);
    for (const { layer, x, width } of layers)
      for (const above of layers.filter((other) => other.layer.parent === layer.id)) {
        expect(above.x).toBeGreaterThanOrEqual(x - 0.01);
        expect(above.x + above.width).toBeLessThanOrEqual(x + width + 4.01);
      }
    const base = layers.find(({ layer }) => layer.tags.includes('debian:bookworm-slim'));
    const nginx = layers.find(({ layer }) => layer.tags.includes('nginx:latest'));
    expect(base && nginx && base.width > nginx.width * 1.5).toBe(true);
    expect(tags.map(({ name }) => name)).toEqual([
      'debian:bookworm-slim',
      'nginx:latest',
      'ubuntu:latest',
      'alpine:latest',
    ]);
  });

  test('promises the container while its image is fetched, in the place that it then takes', () => {
    const { entries } = world.kernel.log;
    const refused = entries.find((entry) => entry.type === 'message' && entry.status === 404) as MessageEntry;
    const { picture, conversation } = sceneAt(world, refused.received);
    expect(picture.containers).toMatchObject([
      { id: 'ghost', place: 0, ports: [{ host: '8080', to: '80', ghost: true }], drawn: { name: 'web', ghost: true } },
    ]);
    expect(conversation.clientToDaemon.map(({ head, body, kind }) => [head, body, kind])).toEqual([
      ['HEAD', '/_ping', 'request'],
      ['200', 'OK', 'response'],
      ['POST', '/containers/create', 'request'],
      ['404', 'No such image', 'error'],
      ['POST', '/images/create', 'request'],
    ]);
  });

  test('still has what has just been removed, on its way out', () => {
    const { entries } = world.kernel.log;
    const removal = entries.find(
      (entry) => entry.type === 'change' && entry.kind === 'container' && entry.after === undefined,
    );
    const { picture, presences } = sceneAt(world, (removal?.t ?? 0) + 0.001);
    const made = picture.containers.find(({ drawn }) => drawn.name === 'made');
    expect(made).toBeDefined();
    expect(presences.of(made?.id ?? '').opacity).toBeGreaterThan(0.9);
    const later = sceneAt(world, (removal?.t ?? 0) + 1400);
    expect(later.picture.containers.map(({ drawn }) => drawn.name)).not.toContain('made');
  });

  test('a request of curl goes from the client through the socket into the container', () => {
    const { entries } = world.kernel.log;
    const request = entries.find(
      (entry) => entry.type === 'message' && entry.protocol === 'http' && entry.role === 'request',
    ) as MessageEntry;
    const { picture } = sceneAt(world, request.t);
    const places = besideEachOther(1440, 457);
    const host = new HostLayouts().at(picture, places.inner);
    const at = (time: number): { x: number; y: number } | undefined => trafficPath(request, time, host, places);
    const web = host.containers[0];
    expect(at(request.t)?.x).toBe(places.client.x + places.client.width / 2);
    expect(at(request.received)).toMatchObject({ x: web?.ports[0]?.x, y: web?.y, body: '/', head: 'GET' });
  });
});

test('a low container merges its strips and leaves out its image’s name before it hides its processes', () => {
  const layers = Array.from({ length: 7 }, (_, index) => ({ digest: `sha256:${index}` }));
  const container = {
    name: 'web',
    state: 'running',
    image: 'nginx',
    layers,
    writable: '0B',
    processes: [{ pid: 1, command: 'nginx' }],
  } as const;
  const parts = (height: number): unknown[] => {
    const { image, strips, processes } = containerParts({ x: 0, y: 0, width: 200, height }, container, 3);
    return [image, strips.length, processes.length];
  };
  expect([parts(150), parts(118), parts(100)]).toEqual([
    ['nginx', 7, 1],
    ['nginx', 4, 1],
    ['', 4, 1],
  ]);
});

test('a phone has room for the host between client and registry', () => {
  const { client, host, registry, inner: room } = aboveEachOther(390, 445);
  expect(client.y + client.height).toBeLessThan(host.y);
  expect(host.y + host.height).toBeLessThan(registry.y);
  expect(inside(room, host)).toBe(true);
  noOverlaps(new HostLayouts().at(sceneAt(world, world.kernel.now).picture, room));
});

test('the caption speaks of the latest sentence of the latest command', () => {
  const { chapters } = new Narrative(world.kernel.log, () => Teller);
  expect(captionAt([], 0, false).text).toBe('Nothing has happened yet. Type a docker command in the terminal.');
  expect(captionAt(chapters, world.kernel.now, false)).toEqual({
    lead: 'Rm.',
    text: 'The container made is gone, and its writable layer with it.',
  });
});
