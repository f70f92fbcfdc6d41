// Work that can wait until the page has nothing to draw.

/** Ms after which it is done where a browser does not tell when it is idle. */
const later = 200;

/** Calls `work` when the browser is idle. Returns what calls it off. */
export function whenIdle(work: () => void): () => void {
  if (!('requestIdleCallback' in globalThis)) {
    const timer = setTimeout(work, later);
    return () => clearTimeout(timer);
  }
  const handle = requestIdleCallback(work);
  return () => cancelIdleCallback(handle);
}
