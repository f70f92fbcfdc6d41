// Crowded hosts: containers of one service or image stand as one group, which opens and closes and moves nothing else.
import { cleanup, fireEvent, render } from '@testing-library/svelte';
import { flushSync, tick } from 'svelte';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import type { World } from '../../../src/sim/world.ts';
import { Playback } from '../../../src/ui/player/playback.svelte.ts';
import { layoutContainers } from '../../../src/ui/stage/container-layout.ts';
import HostContainers from '../../../src/ui/stage/HostContainers.svelte';
import HostStores from '../../../src/ui/stage/HostStores.svelte';
import RegistryHeld from '../../../src/ui/stage/RegistryHeld.svelte';
import Stage from '../../../src/ui/stage/Stage.svelte';
import StageText from '../../../src/ui/stage/StageText.svelte';
import { sceneAt, worldAfter } from './support.ts';

const box = { x: 0, y: 0, width: 640, height: 120 };
const room = { clientWidth: 1100, clientHeight: 460 };

let world: World;
beforeAll(async () => {
  world = await worldAfter(
    'docker run -d --name web -p 8080:80 nginx',
    'for i in $(seq 24); do docker run -d --name w$i alpine sleep 10000; done',
    'docker run -d --name cache redis',
    'docker stop -t 0 w3 w5',
  );
  // What is loaded for the view is there before it is asked for.
  expect([HostContainers, HostStores, RegistryHeld, StageText]).toHaveLength(4);
}, 120_000);
beforeEach(() => {
  cleanup();
  for (const [key, of] of Object.entries(room))
    Object.defineProperty(HTMLElement.prototype, key, { configurable: true, get: () => of });
});

const layoutNow = (opened?: string): ReturnType<typeof layoutContainers> =>
  layoutContainers(sceneAt(world, world.kernel.now).picture.containers, box, opened);
const group = 'group:drydock/alpine';

test('those of one image are one group where not all have room with their names', () => {
  const { containers, groups, more } = layoutNow();
  expect(containers.map(({ container }) => container.drawn.name)).toEqual(['web', 'cache']);
  expect(groups.map(({ id, name, members, open }) => [id, name, members.length, open])).toEqual([
    [group, 'alpine', 24, false],
  ]);
  expect(more).toBe(0);
});

test('where all have room each stands by itself', () => {
  const { containers, groups } = layoutContainers(sceneAt(world, world.kernel.now).picture.containers, {
    ...box,
    width: 1900,
    height: 400,
  });
  expect([containers.length, groups.length]).toEqual([26, 0]);
});

test('crowds keep their places while their members come and go', () => {
  const seen = new Map<string, number>();
  for (const { t } of world.kernel.log.entries.filter((_, index) => index % 50 === 0))
    for (const { crowd } of sceneAt(world, t).picture.containers) {
      expect(seen.get(crowd.crowd) ?? crowd.place).toBe(crowd.place);
      seen.set(crowd.crowd, crowd.place);
    }
  expect(Object.fromEntries(seen)).toEqual({ nginx: 0, alpine: 1, redis: 2 });
});

test('an open group fills the room of the containers with its members', () => {
  const { containers, groups, more } = layoutNow(group);
  expect(groups.map(({ open }) => open)).toEqual([true]);
  expect(containers.map(({ container }) => container.drawn.name)).toHaveLength(24);
  expect(more).toBe(0);
  const [frame] = groups;
  for (const { x, y, width, height } of containers) {
    expect(x >= (frame?.x ?? NaN) && x + width <= (frame?.x ?? NaN) + (frame?.width ?? NaN)).toBe(true);
    expect(y >= (frame?.y ?? NaN) && y + height <= (frame?.y ?? NaN) + (frame?.height ?? NaN)).toBe(true);
  }
});

test('a group opens and closes by keyboard, keeps the focus, and everything is where it was', async () => {
  const playback = new Playback(world.kernel);
  const { container } = render(Stage, {
    playback,
    selected: undefined,
    kind: 'wide',
    enlarged: false,
    chosen: 'everything',
    onselect: () => undefined,
    onenlarge: () => undefined,
    onchoose: () => undefined,
    onrun: () => undefined,
  });
  const settled = async (): Promise<void> => {
    for (let round = 0; round < 5; round++) {
      await new Promise((resolve) => setTimeout(resolve));
      await tick();
      flushSync();
    }
  };
  await settled();
  const found = container.querySelector<HTMLElement>(`[data-object="${group}"]`);
  if (!found) throw new Error('the group is not drawn');
  const drawing = (): string => container.querySelector('.drawing')?.innerHTML.replace(/<!--.*?-->/g, '') ?? '';
  expect(found.getAttribute('aria-label')).toBe('alpine, group of 24 containers, 22 running, 2 exited');
  expect(found.getAttribute('aria-expanded')).toBe('false');
  found.focus();
  await settled();
  await fireEvent.keyDown(found, { key: 'Enter' });
  await fireEvent.keyDown(found, { key: 'Enter' });
  await settled();
  const closed = drawing();
  await fireEvent.keyDown(found, { key: 'Enter' });
  await settled();
  expect(found.getAttribute('aria-expanded')).toBe('true');
  // Each that is drawn has its name; of those without room for one the number is told.
  const drawn = container.querySelectorAll('[data-object][aria-label^="w"][aria-label*=", container, "]').length;
  const told = /(\d+) more containers/.exec(container.querySelector('.drawing')?.textContent ?? '')?.[1] ?? '0';
  expect(drawn).toBeGreaterThan(10);
  expect(drawn + Number(told)).toBe(24);
  expect(document.activeElement).toBe(found);
  await fireEvent.keyDown(found, { key: 'Escape' });
  await settled();
  expect(found.getAttribute('aria-expanded')).toBe('false');
  expect(drawing()).toBe(closed);
});

test('the text tells of the group and of each in it', () => {
  const { container } = render(StageText, {
    scene: sceneAt(world, world.kernel.now),
    onselect: () => undefined,
    onread: () => undefined,
  });
  const text = container.textContent.replace(/\s+/g, ' ');
  expect(text).toContain('alpine, group of 24 containers, 22 running, 2 exited');
  expect(text).toContain('w24, container, running, alpine');
  expect(text).toContain('web, container, running, nginx, 8080→80');
});
