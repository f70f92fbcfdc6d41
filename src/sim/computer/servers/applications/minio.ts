// MinIO: its state, and that strangers may read nothing. Objects are not simulated.
import type { Process, Program } from '../../contract.ts';
import { say, warn } from '../../programs/net/say.ts';
import type { GoRequest, GoResponse } from '../go-http.ts';
import { hexOf, makeDirectories, onStop, openPorts, page, portOf, serveSites, unsimulated, answering } from './site.ts';

/** The value of an option that is spelled in one of these ways, as the next word or after `=`. */
function option(process: Process, ...names: readonly string[]): string | undefined {
  const at = process.argv.findIndex((word) => names.includes(word.replace(/=.*$/s, '')));
  return at < 0 ? undefined : (/=(.*)$/s.exec(process.argv[at] ?? '')?.[1] ?? process.argv[at + 1]);
}

/** `minio server DIR` */
export const minio: Program = function* (process) {
  const words = process.argv.slice(1);
  if (words[0] !== 'server' || !words.some((word, index) => index > 0 && word.startsWith('/'))) {
    const help = words.length === 0 || words[0] === '--help' || words[0] === 'server';
    yield* help
      ? say(
          process,
          'NAME:\n  minio - High Performance Object Storage\n\nUSAGE:\n  minio [FLAGS] COMMAND [ARGS...]\n\nCOMMANDS:\n  server  start object storage server\n',
        )
      : warn(process, `drydock: minio: not simulated: ${words[0] ?? ''}\n`);
    return help ? 0 : 1;
  }
  const folder = words.find((word, index) => index > 0 && word.startsWith('/')) ?? '/data';
  const user = process.env.get('MINIO_ROOT_USER') ?? process.env.get('MINIO_ACCESS_KEY') ?? 'minioadmin';
  const password = process.env.get('MINIO_ROOT_PASSWORD') ?? process.env.get('MINIO_SECRET_KEY') ?? 'minioadmin';
  if (user.length < 3 || password.length < 8) {
    yield* warn(
      process,
      'FATAL Unable to validate credentials inherited from the shell environment: Invalid credentials\n      > Please provide correct credentials\n      HINT:\n        MINIO_ROOT_USER length should be at least 3, and MINIO_ROOT_PASSWORD length at least 8 characters\n',
    );
    return 1;
  }
  makeDirectories(process, `${folder}/.minio.sys`);
  const port = portOf(option(process, '--address') ?? ':9000');
  const pages = portOf(option(process, '--console-address') ?? ':43657');
  const denied = (path: string, request: GoRequest): GoResponse => ({
    status: 403,
    type: 'application/xml',
    headers: { Server: 'MinIO' },
    body: `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>AccessDenied</Code><Message>Access Denied.</Message><Resource>${path}</Resource><RequestId>${hexOf(request.remote, 16).toUpperCase()}</RequestId></Error>`,
  });
  const api = answering((path, request) =>
    /^\/minio\/health\/(?:live|ready|cluster)$/.test(path)
      ? { headers: { Server: 'MinIO' }, body: '' }
      : request.head.headers.get('authorization') === undefined
        ? denied(path, request)
        : unsimulated(`objects: ${request.head.method} ${path}`),
  );
  const console_ = answering((path) =>
    path === '/' || path === '/login'
      ? page('MinIO Console', '<h1>MinIO</h1>\n<p>Its pages are not simulated.</p>')
      : unsimulated(path),
  );
  const sites = [
    { port: pages, handle: console_ },
    { port, handle: api },
  ];
  const listeners = openPorts(process, sites);
  if ('errno' in listeners) {
    yield* warn(
      process,
      `FATAL Unable to start the server: Specified port is already in use\n      > Please ensure no other program uses the same address/port\n`,
    );
    return 1;
  }
  process.useMemory(82_000_000);
  const address = process.network.interfaces.at(-1)?.address ?? '127.0.0.1';
  yield* say(
    process,
    `MinIO Object Storage Server\nCopyright: 2015-2025 MinIO, Inc.\nLicense: GNU AGPLv3 - https://www.gnu.org/licenses/agpl-3.0.html\nVersion: RELEASE.2025-09-07T16-13-09Z (go1.24.6 linux/amd64)\n\nAPI: http://${address}:${port}  http://127.0.0.1:${port} \nWebUI: http://${address}:${pages} http://127.0.0.1:${pages} \n\nDocs: https://docs.min.io\n`,
  );
  if (user === 'minioadmin' && password === 'minioadmin')
    yield* say(
      process,
      "WARN: Detected default credentials 'minioadmin:minioadmin', we recommend that you change these values with 'MINIO_ROOT_USER' and 'MINIO_ROOT_PASSWORD' environment variables\n",
    );
  onStop(process, 0, () => 'INFO: Exiting on signal: TERMINATED\n');
  yield* serveSites(process, sites, listeners);
  return 0;
};
