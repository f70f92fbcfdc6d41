// Graded labs: the world's seed says which lesson it is, and by what its names, ports and tags were chosen.

/** The seed of a lesson's world when it is not graded: the same for all. */
export const plainSeed = (lesson: string): string => `lesson:${lesson}`;

/** The seed of a graded lab's world. `variation`: letters, digits, `.`, `@`, `_` and `-`. */
export const labSeed = (lesson: string, variation: string): string => `lab:${lesson}:${variation}`;

/** By what the lesson of a world with this seed was varied; undefined: it was not. */
export const variationOf = (seed: string): string | undefined => /^lab:[\w-]+\/[\w-]+:([\w.@-]+)$/.exec(seed)?.[1];
