// What is paced follows at once after a rest, seldom while much changes, and comes to the last value in any case.
import { flushSync } from 'svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { paced } from '../../../src/ui/player/paced.svelte.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('what changes in every frame', () => {
  let value = $state(0);
  const seen: string[] = [];
  const stop = $effect.root(() => {
    const slow = paced(() => value);
    $effect(() => {
      seen.push(`${value}: ${slow.current}`);
    });
  });
  flushSync();
  const frame = (): void => {
    vi.advanceTimersByTime(16);
    value++;
    flushSync();
  };
  for (let count = 0; count < 11; count++) frame();
  vi.advanceTimersByTime(1000);
  flushSync();
  frame();
  stop();
  expect(seen).toEqual([
    ...['0: 0', '1: 0', '2: 0', '3: 0', '4: 0', '5: 0', '6: 0', '7: 0', '8: 0', '9: 0'],
    ...['10: 9', '11: 9', '11: 11', '12: 12'],
  ]);
});

test('nothing is taken any more when what follows it is gone', () => {
  let value = $state(0);
  let slow: { readonly current: number } | undefined;
  const stop = $effect.root(() => {
    slow = paced(() => value);
  });
  flushSync();
  value = 1;
  flushSync();
  stop();
  vi.advanceTimersByTime(1000);
  expect(slow?.current).toBe(0);
});
