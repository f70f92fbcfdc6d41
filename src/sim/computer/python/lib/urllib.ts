// `urllib` in Python: the package of urllib.parse and urllib.request.

/** Its source. */
export const source = String.raw``;
