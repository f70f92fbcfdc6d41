// The geometry of the drawn objects: same input, same places, without a browser.
import { describe, expect, test } from 'vitest';
import { containerInWords, containerParts, type DrawnContainer } from '../../../src/ui/drawing/container-parts.ts';
import { dotsOf, dotsOutline, hueOf, layerDots } from '../../../src/ui/drawing/digest-look.ts';
import { hitArea } from '../../../src/ui/drawing/interactive.ts';
import { mergeMiddle, stackFrom } from '../../../src/ui/drawing/layer-stack.ts';
import { layerInWords, slabParts } from '../../../src/ui/drawing/layer.ts';
import { arriving, leaving, progress, sliding } from '../../../src/ui/drawing/motion.ts';
import { nearestObject } from '../../../src/ui/drawing/nearest.ts';
import { hueOfNetwork } from '../../../src/ui/drawing/network.ts';
import { arcPath, arrowHead, mountLine } from '../../../src/ui/drawing/outlines.ts';
import { packetParts, packetWidth, travelX } from '../../../src/ui/drawing/packet.ts';
import { routeHead } from '../../../src/ui/drawing/chart.ts';
import { fitText, textWidth, wrapText } from '../../../src/ui/drawing/text-width.ts';

describe('a layer', () => {
  test.each([
    ['sha256:5c32499ab8069ab27c', 5, 56],
    ['5c32499ab8069ab27c', 5, 56],
    ['375a694db7349ab27c', 8, 55],
    ['d48b13fa9e079ab27c', 1, 30],
    ['0000000000', 1, 21],
  ])('%s has its hue and its dots', (digest, hue, dots) => {
    expect([hueOf(digest), dotsOf(digest)]).toEqual([hue, dots]);
  });

  test('large dots are the bits that are set', () => {
    expect(layerDots(0, 0, 22, 0b000101).map(({ cx, cy, r }) => [cx, cy, r])).toEqual([
      [5, 5, 1.7],
      [10, 5, 0.6],
      [5, 11, 1.7],
      [10, 11, 0.6],
      [5, 17, 0.6],
      [10, 17, 0.6],
    ]);
  });

  test('dots are one outline', () => {
    const dots = [
      { cx: 5, cy: 5, r: 2 },
      { cx: 10, cy: 5, r: 0.5 },
    ];
    expect(dotsOutline(dots)).toBe('M3 5a2 2 0 1 0 4 0a2 2 0 1 0 -4 0M9.5 5a0.5 0.5 0 1 0 1 0a0.5 0.5 0 1 0 -1 0');
  });

  const layer = { digest: '375a694db734', name: '375a694', note: '43.9 MB' };
  test.each([
    ['ghost', 1, 0, undefined, undefined],
    ['waiting', 1, 0, undefined, undefined],
    ['downloading', 0.6, 120, { from: 0, width: 120 }, undefined],
    ['downloading', 0, 0, undefined, undefined],
    ['downloaded', undefined, 200, { from: 0, width: 200 }, undefined],
    ['verifying', undefined, 200, { from: 0, width: 200 }, undefined],
    ['extracting', 0.25, 200, { from: 50, width: 150 }, 50],
    ['extracting', 1.5, 200, undefined, 200],
    ['present', undefined, 200, undefined, undefined],
  ] as const)('%s at %s is filled and hatched as far as it has come', (state, done, filled, packed, front) => {
    const parts = slabParts({ ...layer, state, ...(done === undefined ? {} : { done }) }, { width: 200, height: 22 });
    expect([parts.filled, parts.packed, parts.front]).toEqual([filled, packed, front]);
  });

  test('a thin slab has no text and a narrow one cuts its name before its note', () => {
    expect(slabParts(layer, { width: 200, height: 7 })).toMatchObject({ name: '', note: '', key: 6 });
    expect(slabParts(layer, { width: 110, height: 22 })).toMatchObject({ name: '375…', note: '43.9 MB' });
    expect(slabParts(layer, { width: 160, height: 22 })).toMatchObject({ name: '375a694', note: '43.9 MB' });
  });

  test('says in words how far it has come', () => {
    expect(layerInWords({ ...layer, state: 'downloading', done: 0.614 })).toBe(
      'layer, 375a694, 43.9 MB, downloading 61 %',
    );
    expect(layerInWords(layer)).toBe('layer, 375a694, 43.9 MB');
  });
});

test('a stack stands on its bottom, with a gap between slabs', () => {
  expect(stackFrom(100, [22, 7, 22], 2)).toEqual({ ys: [78, 69, 45], top: 45 });
  expect(stackFrom(100, [])).toEqual({ ys: [], top: 100 });
});

test('over twelve layers the middle is one strip', () => {
  const layers = Array.from({ length: 20 }, (_, i) => i);
  expect(mergeMiddle(layers)).toEqual([0, 1, 2, 3, 4, { more: 9 }, 14, 15, 16, 17, 18, 19]);
  expect(mergeMiddle(layers.slice(0, 12))).toHaveLength(12);
});

describe('a container', () => {
  const web: DrawnContainer = {
    name: 'web',
    state: 'running',
    image: 'nginx:latest',
    layers: Array.from({ length: 4 }, (_, i) => ({ digest: String(i).repeat(10) })),
    writable: '1.1 kB',
    processes: [
      { pid: 1, command: 'nginx: master' },
      { pid: 29, command: 'nginx: worker', depth: 1 },
      { pid: 30, command: 'nginx: worker', depth: 1 },
      { pid: 31, command: 'nginx: worker', depth: 1 },
    ],
  };
  const frame = { x: 10, y: 100, width: 160, height: 150 };

  test('is laid out from the bottom: strips, writable layer, room', () => {
    expect(containerParts(frame, web)).toEqual({
      detail: 'full',
      name: 'web',
      word: 'running',
      healthX: undefined,
      image: 'nginx:latest',
      room: { x: 18, y: 144, width: 144, height: 55 },
      writable: { x: 18, y: 202, width: 144, height: 19 },
      strips: web.layers?.map((layer, i) => ({ layer, y: [238, 233, 228, 223][i] })),
      processes: [
        { process: web.processes?.[0], x: 25, y: 147, branchUp: 1 },
        { process: web.processes?.[1], x: 42, y: 169, branchUp: 1 },
      ],
      more: 2,
    });
  });

  test('draws nothing below another: every part lies in the frame and above the one it stands on', () => {
    const { room, writable, strips } = containerParts(frame, web, 3);
    const bottoms = [room, writable].map((box) => (box ? box.y + box.height : NaN));
    expect(bottoms[0]).toBeLessThan(writable?.y ?? 0);
    expect(bottoms[1]).toBeLessThanOrEqual(strips.at(-1)?.y ?? 0);
    expect((strips[0]?.y ?? 0) + 3).toBeLessThan(frame.y + frame.height);
  });

  test.each([
    [150, 'full', 'web', 'running'],
    [149, 'brief', 'web', 'running'],
    [96, 'brief', 'web', ''],
    [95, 'line', 'web', ''],
    [60, 'line', 'web', ''],
  ] as const)('at %i px it is %s', (width, detail, name, word) => {
    expect(containerParts({ ...frame, width }, web)).toMatchObject({ detail, name, word });
  });

  test.each([
    ['shop-web-1', 'web-1', 200, 'shop-web-1', 'running'],
    ['shop-web-1', 'web-1', 150, 'web-1', 'running'],
    ['elated_jones', undefined, 150, 'elated_jones', ''],
    ['compassionate_williamson', undefined, 150, 'compassionat…', ''],
  ] as const)(
    '%s, short %s, is called whole for as long as there is room: at %i px %s',
    (name, shortName, width, said, word) => {
      const called = { ...web, name, ...(shortName === undefined ? {} : { shortName }) };
      expect(containerParts({ ...frame, width }, called)).toMatchObject({ name: said, word });
    },
  );

  test.each([
    [{ health: 'unhealthy' }, 'unhealthy'],
    [{ health: 'healthy', state: 'paused' }, 'paused'],
    [{ word: 'lost' }, 'lost'],
    [{ ghost: true, state: 'created' }, 'not yet'],
  ] as const)('%j says %s', (extra, word) => {
    expect(containerParts(frame, { ...web, ...extra }).word).toBe(word);
  });

  test('has a name for assistive technology', () => {
    expect(containerInWords({ ...web, health: 'unhealthy' })).toBe('web, container, running, unhealthy, nginx:latest');
    expect(containerInWords({ name: 'job', state: 'exited', exit: 137 })).toBe(
      'job, container, exited, exit status 137',
    );
  });
});

describe('text', () => {
  test.each([
    ['docker', { face: 'code' } as const, 39],
    ['docker', { face: 'code', size: 14 } as const, 42],
    ['', {}, 0],
  ])('%j %j is %d px wide', (text, style, width) => {
    expect(textWidth(text, style)).toBe(width);
  });

  test('is wider in a heavier weight, in proportion between the measured ones', () => {
    const at = (weight: number): number => textWidth('running', { weight });
    expect(at(400)).toBeCloseTo(43.5, 1);
    expect(at(475)).toBeCloseTo((at(400) + at(550)) / 2);
    expect(at(680)).toBeGreaterThan(at(550));
  });

  test('is cut where it does not fit', () => {
    expect(fitText('nginx:latest', 78, { face: 'code' })).toBe('nginx:latest');
    expect(fitText('nginx:latest', 77, { face: 'code' })).toBe('nginx:late…');
    expect(fitText('nginx:latest', 19, { face: 'code' })).toBe('');
  });

  test('is broken between words', () => {
    expect(wrapText('nothing listens yet', 100, { face: 'code' })).toEqual(['nothing listens', 'yet']);
    expect(wrapText('  ', 100)).toEqual([]);
  });
});

describe('a packet', () => {
  test('has its nose in the direction of travel', () => {
    const at = { head: 'GET', body: 'x', height: 24, width: 60 } as const;
    expect(packetParts(0, 0, { ...at, direction: 'right' }).outline).toBe('M0 0H51L60 12L51 24H0Z');
    expect(packetParts(0, 0, { ...at, direction: 'left' }).outline).toBe('M9 0H60V24H9L0 12Z');
  });
  test('is as wide as its words', () => {
    expect(packetWidth('POST', 'abcd') - packetWidth('POST')).toBeCloseTo(4 * 6.5 + 16);
    expect(packetParts(0, 0, { head: 'POST', direction: 'left' }).width).toBe(packetWidth('POST'));
  });
  test.each([
    ['right', 0, 100],
    ['right', 1, 240],
    ['left', 0, 240],
    ['left', 0.5, 170],
    ['left', 2, 100],
  ] as const)('going %s at %d stands at %d', (direction, part, x) => {
    expect(travelX(100, 300, 60, direction, part)).toBe(x);
  });
});

test('a mount runs straight down, or across half-way', () => {
  expect(mountLine(10, 0, 10, 20)).toBe('M10 0V20');
  expect(mountLine(10, 0, 50, 20)).toBe('M10 0V5Q10 10 15 10H45Q50 10 50 15V20');
});

test('an arrow has its point where it is put', () => {
  expect(arrowHead(10, 20, 'left')).toBe('M17 16L10 20L17 24Z');
  expect(
    routeHead([
      [0, 0],
      [0, 30],
      [40, 30],
    ]),
  ).toEqual({ x: 40, y: 30, heading: 'right' });
  expect(
    routeHead([
      [0, 30],
      [0, 0],
    ]),
  ).toEqual({ x: 0, y: 0, heading: 'up' });
});

test.each([
  [0, ''],
  [0.25, 'M50 30A20 20 0 0 1 70 50'],
  [0.75, 'M50 30A20 20 0 1 1 30 50'],
  [1, 'M50 30a20 20 0 0 1 0 40a20 20 0 0 1 0 -40'],
])('%d of a turn is an arc from the top', (share, path) => {
  expect(arcPath(50, 50, 20, share)).toBe(path);
});

test('the fifth network begins the hues again', () => {
  expect([0, 1, 2, 3, 4].map(hueOfNetwork)).toEqual([1, 2, 3, 4, 1]);
});

test('a small object has a pointer area of 32 px about its centre', () => {
  expect(hitArea({ x: 100, y: 100, width: 12, height: 60 })).toEqual({ x: 90, y: 100, width: 32, height: 60 });
});

describe('motion', () => {
  test.each([
    [99, 0],
    [100, 0],
    [260, 0.5],
    [420, 1],
    [9999, 1],
  ])('at %d ms the part is %d', (now, part) => {
    expect(progress(now, 100, 320)).toBe(part);
  });
  test('comes from its side and goes to it', () => {
    expect(arriving(0, 0, 'above')).toEqual({ dx: 0, dy: -8, opacity: 0 });
    expect(arriving(320, 0, 'above')).toEqual({ dx: 0, dy: 0, opacity: 1 });
    expect(leaving(320, 0, 'right')).toEqual({ dx: 8, dy: 0, opacity: 0 });
    expect(sliding(160, 0, 10, 30)).toBe(20);
  });
  test('takes no time where motion is reduced', () => {
    expect(arriving(0, 0, 'left', 0)).toEqual({ dx: 0, dy: 0, opacity: 1 });
  });
});

describe('arrow keys on the stage', () => {
  const box = (
    id: string,
    x: number,
    y: number,
  ): { id: string; x: number; y: number; width: number; height: number } => ({ id, x, y, width: 100, height: 50 });
  const objects = [
    box('web', 0, 100),
    box('api', 120, 100),
    box('db', 240, 100),
    box('data', 240, 200),
    box('front', 0, 0),
  ];
  test.each([
    ['web', 'right', 'api'],
    ['web', 'left', undefined],
    ['db', 'down', 'data'],
    ['web', 'up', 'front'],
    ['data', 'left', 'api'],
    ['gone', 'left', 'web'],
  ] as const)('from %s to the %s is %s', (from, heading, to) => {
    expect(nearestObject(objects, from, heading)).toBe(to);
  });
});
