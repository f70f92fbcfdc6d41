// Fetches what tells the story when there is one to tell: the empty page does without.
import { createSubscriber } from 'svelte/reactivity';
import type { Teller } from './teller.ts';

let loaded: typeof Teller | undefined;
let asked = false;
/** Tells those who have read that there was none yet. */
let arrived: () => void = () => undefined;
const read = createSubscriber((update) => {
  arrived = update;
});

/** The teller, once it is here; who reads it in a derivation is told when it comes. */
export function loadedTeller(): typeof Teller | undefined {
  if (loaded) return loaded;
  read();
  if (!asked) {
    asked = true;
    void import('./teller.ts').then(({ Teller }) => {
      loaded = Teller;
      arrived();
    });
  }
  return undefined;
}
