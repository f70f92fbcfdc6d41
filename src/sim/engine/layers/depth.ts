// How many layers may lie on each other: Docker's limits, so that the kernel can mount them (moby: layer_store.go, overlay.go).

/** Layers that one may stand on which comes into the store on its own: by commit, load or pull. */
const underStored = 124;

/** Layers below a mounted one. */
const underMounted = 128;

/** Whether the store takes no layer on top of so many. */
export const isTooDeepToStore = (chain: readonly string[]): boolean => chain.length > underStored;

/** Whether a step of a build cannot stand on so many. */
export const isTooDeepToBuildOn = (chain: readonly string[]): boolean => chain.length > underMounted;

/** Whether a container cannot: between its image and its own layer lies one for the files that Docker sets up. */
export const isTooDeepToRun = (chain: readonly string[]): boolean => chain.length + 1 > underMounted;
