// Files of the build that are read when they are needed: the engine's WebAssembly and the JavaScript that runs inside it.

/**
 * The bytes of a file beside the code, named with `new URL('…', import.meta.url)`: fetched in a page, read from the disk
 * in Node. Rejects when it cannot be had.
 */
export async function readAsset(url: URL): Promise<Uint8Array> {
  if (url.protocol === 'file:' && typeof process !== 'undefined')
    return await process.getBuiltinModule('node:fs/promises').readFile(url);
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url.pathname}: ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}

/** The text of such a file. */
export const readTextAsset = async (url: URL): Promise<string> => new TextDecoder().decode(await readAsset(url));

/**
 * Node.js's optimising compiler gives the engine's inner loop a stack frame of 38 KB, so that two dozen nested calls would
 * use up the stack: it keeps to the first compiler, as browsers decide for themselves. Elsewhere nothing happens.
 */
export function keepFramesSmall(): void {
  if (typeof process === 'undefined' || typeof process.getBuiltinModule !== 'function') return;
  process.getBuiltinModule('node:v8').setFlagsFromString('--liftoff-only');
}
