// Starts other programs: one way with the output shown as it comes, one way with the output kept and the time limited.
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
 * @typedef {object} Options
 * @property {boolean} [show] print the output as it comes, instead of keeping it
 * @property {Record<string, string>} [env] besides this process's own environment
 * @property {number} [minutes] when to stop a program that does not end, with all that it started
 */

/**
 * Runs a program to its end. Never throws: a program that cannot be started is an outcome too.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {Options} [options]
 * @returns {Promise<Outcome>}
 */
export function run(program, args, { show = false, env = {}, minutes } = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: show ? 'inherit' : ['ignore', 'pipe', 'pipe'],
      // The leader of a group of its own, so that the whole group can be stopped.
      detached: minutes !== undefined && process.platform !== 'win32',
    });
    /** @type {Buffer[]} */
    const chunks = [];
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => chunks.push(chunk));
    const stopLimit = minutes === undefined ? () => undefined : limit(child, minutes, chunks);
    child.on('error', (error) => {
      stopLimit();
      resolve({ code: 1, output: `${error.message}\n` });
    });
    child.on('close', (code) => {
      stopLimit();
      resolve({ code: code ?? 1, output: Buffer.concat(chunks).toString() });
    });
  });
}

/**
 * Stops the child's whole group when its time is over or when this process ends before it.
 * @param {import('node:child_process').ChildProcess} child
 * @param {number} minutes
 * @param {Buffer[]} chunks where the reason is written
 * @returns {() => void} to be called when the child has ended
 */
function limit(child, minutes, chunks) {
  const stop = () => {
    if (child.pid === undefined) return;
    try {
      if (process.platform === 'win32') spawn('taskkill', ['/pid', String(child.pid), '/t', '/f']);
      else process.kill(-child.pid, 'SIGKILL');
    } catch {
      // It has just ended by itself.
    }
  };
  const timer = setTimeout(() => {
    chunks.push(Buffer.from(`\nStopped: it had not ended after ${minutes} minutes.\n`));
    stop();
  }, minutes * 60_000);
  process.on('exit', stop);
  return () => {
    clearTimeout(timer);
    process.off('exit', stop);
  };
}

/**
 * A program of `node_modules`, run by this very Node, so that no shell is needed on any system.
 * @param {string} script the program's script inside `node_modules`, as `vite/bin/vite.js`
 * @param {readonly string[]} args
 * @param {Options} [options]
 */
export function runModule(script, args, options) {
  return run(process.execPath, [join(root, 'node_modules', script), ...args], options);
}

/**
 * npm itself: the one that started this script where there is one, else the one on the path.
 * @param {readonly string[]} args
 * @param {Options} [options]
 */
export function runNpm(args, options) {
  const cli = process.env.npm_execpath;
  if (cli?.endsWith('.js')) return run(process.execPath, [cli, ...args], options);
  return process.platform === 'win32' ? run('cmd', ['/c', 'npm', ...args], options) : run('npm', args, options);
}
