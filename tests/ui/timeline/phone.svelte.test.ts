// What a timeline can do is not a matter of the screen: a phone's offers all that a wide one does.
import { cleanup, render } from '@testing-library/svelte';
import { flushSync, tick } from 'svelte';
import { afterEach, expect, test } from 'vitest';
import { createWorld } from '../../../src/sim/world.ts';
import { Playback } from '../../../src/ui/player/playback.svelte.ts';
import PhoneTimelineEnd from '../../../src/ui/timeline/PhoneTimelineEnd.svelte';
import Timeline from '../../../src/ui/timeline/Timeline.svelte';

afterEach(cleanup);

const acts = { onbranch: () => undefined, onenter: () => undefined, onmark: () => undefined };

/** The names of all buttons, as they are called for who does not see them. */
async function offers(compact: boolean, live: boolean): Promise<Map<string, HTMLElement>> {
  const playback = new Playback(createWorld({ seed: 'timeline', epoch: 0 }).kernel);
  if (!live) playback.togglePlaying();
  const { container } = render(Timeline, { playback, compact, marked: undefined, ...acts });
  // What is loaded for it comes a moment later.
  for (let round = 0; round < 5; round++) {
    await new Promise((resolve) => setTimeout(resolve));
    await tick();
    flushSync();
  }
  const buttons = [...container.querySelectorAll<HTMLElement>('button')];
  return new Map(buttons.map((button) => [nameOf(button), button]));
}

/** A speed is a button of its own, or an entry of a menu. */
const nameOf = (button: HTMLElement): string =>
  (button.getAttribute('aria-label') ?? button.textContent).replace(/^Speed: .*|^\S+speed$/, 'Speed').trim();

test.each([true, false])('all that a wide one offers; live: %s', async (live) => {
  expect(PhoneTimelineEnd).toBeDefined();
  const wide = await offers(false, live);
  cleanup();
  const phone = await offers(true, live);
  expect(wide.size).toBeGreaterThan(6);
  expect([...wide.keys()].filter((name) => !phone.has(name))).toEqual([]);
});
