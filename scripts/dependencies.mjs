// Installs the npm packages when `node_modules` is not what the lock file says.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, runNpm } from './command.mjs';

/**
 * Makes sure that exactly the locked packages are installed.
 * @returns {Promise<boolean>} false when npm failed; it has said why
 */
export async function ensureDependencies() {
  if (areInstalled(root)) return true;
  console.log('Installing packages (npm ci) …');
  const { code } = await runNpm(['ci', '--no-audit', '--no-fund'], { show: true });
  return code === 0;
}

/**
 * Whether npm's own record of `node_modules` has every package of the lock file at the locked version. Packages for
 * other platforms are optional and may be missing. Compared by content, because times of files survive no checkout.
 * @param {string} folder
 */
export function areInstalled(folder) {
  const locked = packagesOf(join(folder, 'package-lock.json'));
  const installed = packagesOf(join(folder, 'node_modules', '.package-lock.json'));
  if (!locked || !installed) return false;
  return Object.entries(locked).every(
    ([path, { version, optional }]) =>
      path === '' || (installed[path] ? installed[path].version === version : optional === true),
  );
}

/**
 * @param {string} lockFile
 * @returns {Record<string, { version?: string, optional?: boolean }> | undefined} undefined when there is no such file
 */
function packagesOf(lockFile) {
  try {
    return JSON.parse(readFileSync(lockFile, 'utf8')).packages;
  } catch {
    return undefined;
  }
}
