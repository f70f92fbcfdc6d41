// The colour of a network on the stage.

/** Hue 1 to 4 of the network that was created as number `order` (from 0); the fifth begins again. */
export const hueOfNetwork = (order: number): number => (((order % 4) + 4) % 4) + 1;
