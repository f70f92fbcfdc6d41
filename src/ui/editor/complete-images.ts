// Names of images: those that the engine has, then what Docker Hub's index lists.
import type { Completion } from '@codemirror/autocomplete';
import { listings } from '../../sim/registry/catalogue/listing.ts';

/** All of them as completions. */
export const imageCompletions = (local: readonly string[]): Completion[] => [
  ...local.map((label): Completion => ({ label, detail: 'on this machine', type: 'constant', boost: 20 })),
  ...listings.map(({ name, description }): Completion => ({ label: name, info: description, type: 'constant' })),
];
