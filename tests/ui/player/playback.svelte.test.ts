// What follows the playback is made anew with each frame; what only keeps hold of its log is not.
import { flushSync } from 'svelte';
import { expect, test } from 'vitest';
import { createWorld } from '../../../src/sim/world.ts';
import { Playback } from '../../../src/ui/player/playback.svelte.ts';

test('the log is read without following the frames', () => {
  const world = createWorld({ seed: 'playback', epoch: 0 });
  world.openTerminal('terminal-1', 80, 24);
  const playback = new Playback(world.kernel);
  const runs = { log: 0, time: 0 };
  const stop = $effect.root(() => {
    const made = $derived((runs.log++, { of: playback.log }));
    $effect(() => void made.of);
    $effect(() => {
      void playback.time;
      runs.time++;
    });
  });
  flushSync();
  for (const time of [0, 1, 2]) {
    playback.seek(time);
    flushSync();
  }
  stop();
  expect(runs).toEqual({ log: 1, time: 4 });
});
