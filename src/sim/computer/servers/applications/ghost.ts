// Ghost until its first page: it waits for its database.
import type { Task } from '../../../kernel/task.ts';
import type { Program } from '../../contract.ts';
import { connectTo, nodeFailure } from '../../http/client.ts';
import { say, warn } from '../../programs/net/say.ts';
import type { GoRequest, GoResponse } from '../go-http.ts';
import { onStop, openPorts, page, pathOf, serveSites, spacedTime, unsimulated } from './site.ts';

/** `node current/index.js` of the image ghost */
export const ghost: Program = function* (process) {
  const version = process.env.get('GHOST_VERSION') ?? '6.8.0';
  const log = (text: string, level = 'INFO'): Task =>
    say(process, `[${spacedTime(process).slice(0, 19)}] ${level} ${text}\n`);
  const began = process.machine.kernel.now;
  const mode = process.env.get('NODE_ENV') ?? 'production';
  const client = process.env.get('database__client') ?? (mode === 'development' ? 'sqlite3' : 'mysql');
  yield* log('Ghost is running in '.concat(mode, '...'));
  yield* process.compute(600);
  if (client === 'mysql') {
    const host = process.env.get('database__connection__host') ?? '127.0.0.1';
    const port = Number(process.env.get('database__connection__port') ?? 3306);
    const connected = yield* connectTo(process, host, port);
    if ('failure' in connected) {
      const why = nodeFailure(connected, host, port);
      yield* warn(
        process,
        `[${spacedTime(process).slice(0, 19)}] ERROR ${why}\n\n${why}\n\n"Unknown database error"\n\nError ID:\n    500\n\nError Code: \n    ${connected.failure === 'resolve' ? 'ENOTFOUND' : connected.errno}\n\n`,
      );
      yield* warn(
        process,
        `[${spacedTime(process).slice(0, 19)}] WARN Ghost is shutting down\n[${spacedTime(process).slice(0, 19)}] WARN Ghost has shut down\n[${spacedTime(process).slice(0, 19)}] WARN Your site is now offline\n`,
      );
      return 2;
    }
    connected.connection.close();
  }
  const site = process.env.get('url') ?? 'http://localhost:2368';
  const handle = function* (request: GoRequest): Task<GoResponse> {
    const path = pathOf(request);
    if (path === '/')
      return page('Ghost', '<h1>Ghost</h1>\n<p>A publication without posts. Writing is not simulated.</p>');
    return path.startsWith('/ghost/api/admin/site')
      ? {
          type: 'application/json',
          body: JSON.stringify({ site: { title: 'Ghost', url: `${site}/`, version: version.replace(/\.\d+$/, '') } }),
        }
      : unsimulated(path);
  };
  const sites = [{ port: Number(process.env.get('server__port') ?? 2368), handle }];
  const listeners = openPorts(process, sites);
  if ('errno' in listeners) return 1;
  process.useMemory(190_000_000);
  yield* log('Listening on: 0.0.0.0:2368');
  yield* log(`Url configured as: ${site}/`);
  yield* log(`Ghost booted in ${((process.machine.kernel.now - began) / 1000).toFixed(3)}s`);
  onStop(process, 0, () => `[${spacedTime(process).slice(0, 19)}] WARN Ghost is shutting down\n`);
  yield* serveSites(process, sites, listeners);
  return 0;
};
