// A crowded host on a phone and in a low window: an open group shows all its members, names stand free of cables, nothing moves.
import { beforeAll, describe, expect, test } from 'vitest';
import type { World } from '../../../src/sim/world.ts';
import type { Box } from '../../../src/ui/drawing/container-parts.ts';
import { drawnGroup } from '../../../src/ui/drawing/container-group.ts';
import { textWidth } from '../../../src/ui/drawing/text-width.ts';
import { HostLayouts, type HostLayout } from '../../../src/ui/stage/host-layout.ts';
import { cablesIn } from '../../../src/ui/stage/host-marks.ts';
import type { Picture } from '../../../src/ui/stage/picture.ts';
import { besideEachOther } from '../../../src/ui/stage/stage-layout.ts';
import { aboveEachOther, hostHeight, withFreeNames } from '../../../src/ui/stage/upright-layout.ts';
import { sceneAt, worldAfter } from './support.ts';

const group = 'group:drydock/learner-web';

let service: World;
let crowd: World;
beforeAll(async () => {
  service = await worldAfter(
    "printf 'services:\\n  web:\\n    image: nginx\\n    networks: [front, back]\\n  db:\\n    image: redis\\n    networks: [back]\\nnetworks:\\n  front:\\n  back:\\n' > compose.yaml",
    'docker compose create --scale web=30',
  );
  crowd = await worldAfter(
    'for n in front back db; do docker network create $n; done',
    'for n in front back db; do for i in web cache api; do docker run -d --network $n -v $n:/data --name $i-$n alpine sleep 9999; done; done',
    'docker run -d --network front --name edge alpine sleep 9999; docker network connect back edge; docker network connect db edge',
  );
}, 120_000);

const pictureOf = (world: World): Picture => sceneAt(world, world.kernel.now).picture;

/** The stage of a phone beside its terminal, and enlarged. */
const phones = [
  { width: 390, height: 330 },
  { width: 390, height: 580 },
];
function onPhone(picture: Picture, { width, height }: (typeof phones)[number], opened?: string): HostLayout {
  const places = aboveEachOther(width, height, (room) => hostHeight(picture, width - 46, room, opened));
  return withFreeNames(new HostLayouts().at(picture, places.inner, opened));
}
const inWindow = (picture: Picture, width: number, height: number, opened?: string): HostLayout =>
  new HostLayouts().at(picture, besideEachOther(width, height).inner, opened, 40);

const apart = (a: Box, b: Box, px: number): boolean =>
  a.x + a.width + px <= b.x + 0.01 ||
  b.x + b.width + px <= a.x + 0.01 ||
  a.y + a.height + px <= b.y + 0.01 ||
  b.y + b.height + px <= a.y + 0.01;

describe('an open group of thirty', () => {
  const all = [
    ...phones.map((phone) => ({
      of: `a phone's ${phone.height} px`,
      open: () => onPhone(pictureOf(service), phone, group),
    })),
    { of: 'a window of 1024 × 352', open: () => inWindow(pictureOf(service), 1024, 352, group) },
  ];
  test.each(all)('shows all of them apart from each other on $of', ({ open }) => {
    const { containers, groups, moreContainers, inner } = open();
    const [frame] = groups;
    if (!frame?.open) throw new Error('the group is not open');
    expect([containers.length, moreContainers]).toEqual([30, 0]);
    expect(frame.y + frame.height).toBeLessThanOrEqual(inner.y + inner.height);
    for (const [index, placed] of containers.entries()) {
      expect(placed.y + placed.height).toBeLessThanOrEqual(frame.y + frame.height);
      for (const other of containers.slice(index + 1)) expect(apart(placed, other, 6)).toBe(true);
    }
  });
  test.each(phones)('has members that a finger hits, where the stage is $height px high', (phone) => {
    for (const { width, height } of onPhone(pictureOf(service), phone, group).containers)
      expect(Math.min(width, height)).toBeGreaterThanOrEqual(24);
  });
  test('stands over what is below it, and moves nothing', () => {
    const closed = inWindow(pictureOf(service), 1024, 352);
    const open = inWindow(pictureOf(service), 1024, 352, group);
    expect([open.layers, open.tags, open.volumes]).toEqual([closed.layers, closed.tags, closed.volumes]);
    expect(open.rails.map(({ y }) => y)).toEqual(closed.rails.map(({ y }) => y));
    expect(open.covered).toBeGreaterThan(closed.covered);
  });
  test('is called by its service where its project has no room', () => {
    const { groups } = onPhone(pictureOf(service), { width: 390, height: 330 });
    const members = groups.flatMap(({ members: of }) => of.map(({ drawn }) => drawn));
    expect(drawnGroup('learner-web', members).shortName).toBe('web');
  });
});

test.each(phones)('three volumes stand beside each other where the stage is $height px high', (phone) => {
  const { volumes, moreVolumes } = onPhone(pictureOf(crowd), phone);
  expect([volumes.length, moreVolumes]).toEqual([3, 0]);
});

test.each(phones)('no cable runs through the name of a network where the stage is $height px high', (phone) => {
  const layout = onPhone(pictureOf(crowd), phone);
  const cables = cablesIn(layout);
  expect(layout.rails.length).toBeGreaterThan(2);
  expect(cables.length).toBeGreaterThan(9);
  for (const { network, nameX, y } of layout.rails) {
    const end = nameX + textWidth(network.name, { weight: 600 });
    expect(cables.filter((cable) => cable.y < y && cable.x > nameX && cable.x < end)).toEqual([]);
  }
});
