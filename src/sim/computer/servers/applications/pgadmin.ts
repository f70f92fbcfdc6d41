// gunicorn as pgAdmin's image runs it: the server of its pages, of which only the login's is there.
import type { Task } from '../../../kernel/task.ts';
import type { Process, Program } from '../../contract.ts';
import { strerror } from '../../filesystem/errno.ts';
import { say, warn } from '../../programs/net/say.ts';
import type { GoRequest, GoResponse } from '../go-http.ts';
import { onStop, openPorts, page, pathOf, plain, redirect, serveSites, spacedTime, unsimulated } from './site.ts';

/** `gunicorn … run_pgadmin:app` */
export const pgadmin: Program = function* (process) {
  const bind = process.argv[process.argv.indexOf('--bind') + 1] ?? '[::]:80';
  const port = Number(bind.replace(/^.*:/, ''));
  const log = (text: string, level = 'INFO'): Task =>
    warn(process, `[${spacedTime(process).slice(0, 19)} +0000] [${process.pid}] [${level}] ${text}\n`);
  yield* log('Starting gunicorn 23.0.0');
  const sites = [{ port, handle: (request: GoRequest) => answer(process, request) }];
  const listeners = openPorts(process, sites);
  if ('errno' in listeners) {
    yield* log(`connection to ('::', ${port}) failed: [Errno 98] ${strerror(listeners.errno)}`, 'ERROR');
    return 1;
  }
  yield* log(`Listening at: http://${bind} (${process.pid})`);
  yield* log('Using worker: gthread');
  process.useMemory(210_000_000);
  yield* process.compute(400);
  const worker = yield* process.fork(function* (child) {
    yield* warn(
      child,
      `[${spacedTime(child).slice(0, 19)} +0000] [${child.pid}] [INFO] Booting worker with pid: ${child.pid}\n`,
    );
    yield* serveSites(child, sites, listeners);
    return 0;
  });
  if (typeof worker === 'string') return 1;
  onStop(
    process,
    0,
    () => `[${spacedTime(process).slice(0, 19)} +0000] [${process.pid}] [INFO] Handling signal: term\n`,
    2,
  );
  yield* worker.exited.wait();
  return 0;
};

function* answer(process: Process, request: GoRequest): Task<GoResponse> {
  const path = pathOf(request);
  const time = new Date(process.machine.kernel.clock)
    .toUTCString()
    .slice(5, 25)
    .replace(/ (\d{4}) /, '/$1:')
    .replace(' ', '/');
  const given = route(request, path);
  const size = typeof given.body === 'string' ? given.body.length : given.body.byteLength;
  yield* say(
    process,
    `${request.remote.replace(/:\d+$/, '')} - - [${time} +0000] "${request.head.method} ${request.head.target} HTTP/${request.head.version}" ${given.status ?? 200} ${size} "-" "${request.head.headers.get('user-agent') ?? '-'}"\n`,
  );
  return given;
}

function route(request: GoRequest, path: string): GoResponse {
  if (path === '/misc/ping') return plain('PING');
  if (path === '/') return redirect('/login?next=/');
  if (path === '/login' && request.head.method === 'GET')
    return page(
      'pgAdmin 4',
      '<h1>pgAdmin</h1>\n<p>Its pages are not simulated. <code>psql</code> in a container of postgres reaches the same databases.</p>',
    );
  return unsimulated(path);
}
