// Statecharts as they are drawn: all of the definition is there, and no two ways lie upon each other.
import { expect, test } from 'vitest';
import { machines } from '../../../src/sim/machines/index.ts';
import { textWidth } from '../../../src/ui/drawing/text-width.ts';
import { layoutChart, leastWidth } from '../../../src/ui/states/chart-layout.ts';
import { eventText, statechartOf } from '../../../src/ui/states/statechart.ts';

test('the container: outer states, what leads where, what is inside', () => {
  const { nodes, edges } = statechartOf(machines.container);
  expect(nodes.map(({ name, initial, final }) => `${name}${initial ? ' initial' : ''}${final ? ' final' : ''}`)).toEqual([
    'created initial', 'running', 'paused', 'restarting', 'exited', 'removing', 'dead', 'gone final',
  ]); // prettier-ignore
  expect(edges.filter(({ from }) => from === 'running')).toEqual([
    { from: 'running', to: 'exited', events: ['exit'] },
    { from: 'running', to: 'restarting', events: ['exitAndRestart'] },
    { from: 'running', to: 'paused', events: ['pause'] },
  ]);
  const running = nodes.find(({ name }) => name === 'running');
  expect(running?.inner).toEqual(['none', 'starting', 'healthy', 'unhealthy']);
  expect(running?.innerEdges).toContainEqual({ from: 'healthy', to: 'unhealthy', events: ['unhealthy'] });
  expect(running?.stays).toContain('exec');
  expect(eventText('exitAndRestart')).toBe('exit and restart');
});

test.each(Object.entries(machines))('%s: states side by side, one lane for each way', (_, machine) => {
  const chart = statechartOf(machine);
  const { nodes, edges, height } = layoutChart(chart, leastWidth(chart));
  for (const [index, { x }] of nodes.entries()) {
    const before = nodes[index - 1];
    if (before) expect(x).toBeGreaterThan(before.x + before.width);
  }
  const lanes = edges.map(({ points }) => {
    const [[, side], [x1, y], [x2]] = points as unknown as [[number, number], [number, number], [number, number]];
    return { y, low: Math.min(x1, x2), high: Math.max(x1, x2), side };
  });
  for (const [index, lane] of lanes.entries()) {
    expect(lane.y).toBeGreaterThan(0);
    expect(lane.y).toBeLessThan(height);
    for (const other of lanes.slice(index + 1))
      expect(lane.y === other.y && lane.low < other.high && other.low < lane.high).toBe(false);
  }
});

test.each(Object.entries(machines))(
  '%s: every event is written whole, and no words lie upon others or outside',
  (_, machine) => {
    const chart = statechartOf(machine);
    // The usual width beside the panel of a small laptop, and what a projector leaves.
    for (const [width, height] of [
      [922, 311],
      [914, 249],
    ] as const) {
      if (width < leastWidth(chart)) continue;
      const layout = layoutChart(chart, width, height);
      expect(layout.height).toBeLessThanOrEqual(height);
      const words = layout.edges.flatMap(({ edge, label }) => {
        expect(label.lines.map(({ text }) => text).join(' ')).toBe(edge.events.map(eventText).join(', '));
        return label.lines.map(({ text, y }) => ({ text, y, wide: textWidth(text), middle: label.x }));
      });
      for (const [index, { text, y, wide, middle }] of words.entries()) {
        expect([y - 12 > 0, y + 4 < layout.height], text).toEqual([true, true]);
        for (const other of words.slice(index + 1)) {
          const apart = Math.abs(other.y - y) >= 13 || Math.abs(other.middle - middle) >= (other.wide + wide) / 2 + 4;
          expect(apart, `${text} and ${other.text}`).toBe(true);
        }
      }
    }
  },
);
