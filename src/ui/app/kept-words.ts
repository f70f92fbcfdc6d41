// What the page says about whether the work is kept.
import type { Keeping } from '../session/laboratory.svelte.ts';

export const keptWords: Readonly<Record<Keeping, string>> = {
  kept: 'Saved on this computer',
  refused: 'Not saved: the browser keeps nothing',
  elsewhere: 'Not saved: open in another tab',
};
