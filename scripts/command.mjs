// Starts other programs: one way with the output shown as it comes, one way with the output kept.
import { spawn } from 'node:child_process';
import { join } from 'node:path';

/** The repository's folder, from which every command runs. */
export const root = join(import.meta.dirname, '..');

/**
 * @typedef {object} Outcome
 * @property {number} code the exit status; 1 when the program could not be started or died of a signal
 * @property {string} output what it printed on both streams, empty when it was shown
 */

/**
 * Runs a program to its end. Never throws: a program that cannot be started is an outcome too.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{ show?: boolean, env?: Record<string, string> }} [options] `show`: print the output as it comes
 * @returns {Promise<Outcome>}
 */
export function run(program, args, { show = false, env = {} } = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: show ? 'inherit' : ['ignore', 'pipe', 'pipe'],
    });
    /** @type {Buffer[]} */
    const chunks = [];
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => chunks.push(chunk));
    child.on('error', (error) => resolve({ code: 1, output: `${error.message}\n` }));
    child.on('close', (code) => resolve({ code: code ?? 1, output: Buffer.concat(chunks).toString() }));
  });
}

/**
 * A program of `node_modules`, run by this very Node, so that no shell is needed on any system.
 * @param {string} script the program's script inside `node_modules`, as `vite/bin/vite.js`
 * @param {readonly string[]} args
 * @param {Parameters<typeof run>[2]} [options]
 */
export function runModule(script, args, options) {
  return run(process.execPath, [join(root, 'node_modules', script), ...args], options);
}

/**
 * npm itself: the one that started this script where there is one, else the one on the path.
 * @param {readonly string[]} args
 * @param {Parameters<typeof run>[2]} [options]
 */
export function runNpm(args, options) {
  const cli = process.env.npm_execpath;
  if (cli?.endsWith('.js')) return run(process.execPath, [cli, ...args], options);
  return process.platform === 'win32' ? run('cmd', ['/c', 'npm', ...args], options) : run('npm', args, options);
}
