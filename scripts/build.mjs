// Builds `dist` when it is missing or was made from other sources than these.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, runModule } from './command.mjs';
import { buildMark, sourcesDigest } from './sources.mjs';

/** Where the built page lies. */
export const dist = join(root, 'dist');

/**
 * Makes sure that `dist` is the build of the present sources.
 * @returns {Promise<boolean>} false when the build failed; Vite's message has been printed
 */
export async function ensureBuild() {
  if (builtFrom() === sourcesDigest(root)) return true;
  console.log('Building the page …');
  const { code, output } = await runModule('vite/bin/vite.js', ['build', '--logLevel', 'warn']);
  if (output) process.stderr.write(output);
  return code === 0;
}

function builtFrom() {
  try {
    return readFileSync(join(dist, buildMark), 'utf8').trim();
  } catch {
    return undefined;
  }
}
