// Which state of the sources a build was made from, so that a stale `dist` is noticed whatever the clocks of its files say.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Everything that `vite build` reads, relative to the repository. */
const inputs = [
  'index.html',
  'package-lock.json',
  'public',
  'scripts/lesson-summaries.ts',
  'src',
  'svelte.config.js',
  'vite.config.ts',
];

/** The file in `dist` that carries the digest of the sources it was built from. */
export const buildMark = 'built-from.txt';

/**
 * One digest over the names and contents of all inputs of the build.
 * @param {string} root the repository's folder
 * @returns {string} 64 hexadecimal digits
 */
export function sourcesDigest(root) {
  const hash = createHash('sha256');
  for (const name of inputs.filter((input) => existsSync(join(root, input)))) {
    for (const file of filesUnder(root, name)) {
      hash
        .update(`${file}\0`)
        .update(readFileSync(join(root, file)))
        .update('\0');
    }
  }
  return hash.digest('hex');
}

/**
 * @param {string} root
 * @param {string} name a file or a folder
 * @returns {string[]} paths with `/`, sorted, so that every system counts them in the same order
 */
function filesUnder(root, name) {
  if (!statSync(join(root, name)).isDirectory()) return [name];
  return readdirSync(join(root, name))
    .sort()
    .flatMap((child) => filesUnder(root, `${name}/${child}`));
}
