// What is read from the playback in every frame and seldom changes: what depends on it is looked at only when it does. A `$derived`
// is not enough for this: all that depends on one is asked whether it has changed whenever something may have.
import { untrack } from 'svelte';

/**
 * The value that `read` gives, followed where it changes (by `Object.is`). Made while a component is, before what reads it; holds
 * in effects and in what is drawn, not in a handler that has just changed what `read` reads.
 */
export function steady<T>(read: () => T): { readonly current: T } {
  let value = $state.raw(untrack(read));
  $effect.pre(() => {
    value = read();
  });
  return {
    get current() {
      return value;
    },
  };
}
