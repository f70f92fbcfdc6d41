// What was drawn over the stage.

/** Strokes as points in px of the stage. */
export type Strokes = readonly (readonly (readonly [number, number])[])[];
