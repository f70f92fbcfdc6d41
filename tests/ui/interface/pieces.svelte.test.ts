// The pieces of interface in a page: roles, states, keys.
import { fireEvent, render, screen } from '@testing-library/svelte';
import { describe, expect, test } from 'vitest';
import CommandBlock from '../../../src/ui/interface/CommandBlock.svelte';
import Path from '../../../src/ui/interface/Path.svelte';
import Splitter from '../../../src/ui/interface/Splitter.svelte';
import Tabs from '../../../src/ui/interface/Tabs.svelte';
import Transport from '../../../src/ui/timeline/Transport.svelte';

test('tabs: one tab stop, arrows go round and choose', async () => {
  const chosen: string[] = [];
  render(Tabs, {
    label: 'Views',
    tabs: ['stage', 'layers', 'network'].map((id) => ({ id, label: id })),
    current: 'stage',
    onchange: (id: string) => chosen.push(id),
  });
  const tabs = screen.getAllByRole('tab');
  expect(tabs.map((tab) => tab.getAttribute('tabindex'))).toEqual(['0', '-1', '-1']);
  expect(tabs.map((tab) => tab.getAttribute('aria-selected'))).toEqual(['true', 'false', 'false']);
  const [first] = tabs;
  if (!first) throw new Error('no tabs');
  await fireEvent.keyDown(first, { key: 'ArrowLeft' });
  expect(document.activeElement?.textContent.trim()).toBe('network');
  await fireEvent.keyDown(first, { key: 'ArrowRight' });
  expect(chosen).toEqual(['network', 'layers']);
});

describe('a splitter', () => {
  const at = (onresize: (size: number) => void): HTMLElement => {
    render(Splitter, {
      orientation: 'vertical',
      label: 'Lesson',
      size: 384,
      min: 280,
      max: 600,
      initial: 356,
      onresize,
    });
    return screen.getByRole('separator', { name: 'Lesson' });
  };
  test('says its size and moves by arrow keys; Enter and a double click reset it', async () => {
    const sizes: number[] = [];
    const splitter = at((size) => sizes.push(size));
    expect(['aria-valuenow', 'aria-valuemin', 'aria-valuemax'].map((name) => splitter.getAttribute(name))).toEqual([
      '384',
      '280',
      '600',
    ]);
    await fireEvent.keyDown(splitter, { key: 'ArrowLeft' });
    await fireEvent.keyDown(splitter, { key: 'End' });
    await fireEvent.keyDown(splitter, { key: 'Enter' });
    await fireEvent.dblClick(splitter);
    await fireEvent.keyDown(splitter, { key: 'a' });
    expect(sizes).toEqual([368, 600, 356, 356]);
  });
});

test.each([
  ['ready', undefined, 'Run docker ps', 1],
  ['running', undefined, 'Running: docker ps.', 0],
  ['done', undefined, 'Done: docker ps. Run again', 1],
  ['failed', 125, 'Exit 125: docker ps. Run again', 1],
] as const)('a command that is %s', async (state, exit, name, runs) => {
  const ran: string[] = [];
  render(CommandBlock, { command: 'docker ps', state, exit, onrun: (command: string) => ran.push(command) });
  await fireEvent.click(screen.getByRole('button', { name }));
  expect(ran).toHaveLength(runs);
});

test('the path leads everywhere but to where one is', async () => {
  const picked: string[] = [];
  const steps = ['Everything', 'Host', 'api'].map((id) => ({ id, label: id }));
  render(Path, { label: 'Zoom', steps, current: 'Host', onpick: (id: string) => picked.push(id) });
  expect(screen.getAllByRole('button').map((button) => button.textContent)).toEqual(['Everything', 'api']);
  await fireEvent.click(screen.getByText('api'));
  expect([picked, screen.getByText('Host').getAttribute('aria-current')]).toEqual([['api'], 'location']);
});

test('at the first moment there is no way back, but the buttons can still be reached', async () => {
  const steps: string[] = [];
  render(Transport, {
    playing: false,
    atStart: true,
    onplay: () => steps.push('play'),
    onstep: (unit: string, direction: string) => steps.push(`${unit} ${direction}`),
  });
  for (const name of ['Previous command', 'Previous event', 'Play', 'Next event', 'Next command'])
    await fireEvent.click(screen.getByRole('button', { name }));
  expect(steps).toEqual(['play', 'event on', 'command on']);
});
