// `concurrent` in Python: the package of concurrent.futures.

/** Its source. */
export const source = String.raw``;
