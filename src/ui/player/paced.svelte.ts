// What stands beside the picture follows the playhead some times a second: while somebody drags it, most frames are the picture's.
import { untrack } from 'svelte';

/** Ms of real time between two changes. */
const every = 150;

/**
 * The value that `read` gives, as it was at most `every` ms ago: at once after a rest, and the last one in any case. Made while a
 * component is, before what reads it. What must agree with one another is read together.
 */
export function paced<T>(read: () => T): { readonly current: T } {
  let value = $state.raw(untrack(read));
  let latest = untrack(() => value);
  let changed = -Infinity;
  let waiting: ReturnType<typeof setTimeout> | undefined;
  const take = (): void => {
    waiting = undefined;
    changed = performance.now();
    value = latest;
  };
  $effect.pre(() => {
    latest = read();
    const wait = changed + every - performance.now();
    if (wait <= 0 && waiting === undefined) take();
    else waiting ??= setTimeout(take, wait);
  });
  $effect(() => () => {
    clearTimeout(waiting);
  });
  return {
    get current() {
      return value;
    },
  };
}
