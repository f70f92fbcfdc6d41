// Opens an address in the person's browser.
import { spawn } from 'node:child_process';

/**
 * Best effort: a machine without a browser is not an error, the address has been printed.
 * @param {string} url
 */
export function openBrowser(url) {
  const [program, args] = openerFor(process.platform, url);
  const child = spawn(program, args, { stdio: 'ignore', detached: true });
  child.on('error', () => undefined);
  child.unref();
}

/**
 * @param {NodeJS.Platform} platform
 * @param {string} url
 * @returns {[program: string, args: string[]]}
 */
function openerFor(platform, url) {
  if (platform === 'darwin') return ['open', [url]];
  if (platform === 'win32') return ['cmd', ['/c', 'start', '', url]];
  return ['xdg-open', [url]];
}
