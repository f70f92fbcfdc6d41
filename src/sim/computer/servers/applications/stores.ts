// MinIO, InfluxDB, Vault and Consul as servers that start, tell their state, and say what they cannot.
import type { Task } from '../../../kernel/task.ts';
import { encodeBase64 } from '../../../kernel/base64.ts';
import type { Process, Program } from '../../contract.ts';
import { strerror } from '../../filesystem/errno.ts';
import { say, warn } from '../../programs/net/say.ts';
import { goFlags } from '../go-flags.ts';
import type { GoRequest, GoResponse } from '../go-http.ts';
import { hexOf, isoTime, json, makeDirectories, onStop, openPorts, page, pathOf, plain, serveSites, unsimulated, type Handler } from './site.ts'; // prettier-ignore

/** The value of an option that is spelled in one of these ways, as the next word or after `=`. */
function option(process: Process, ...names: readonly string[]): string | undefined {
  const at = process.argv.findIndex((word) => names.includes(word.replace(/=.*$/s, '')));
  return at < 0 ? undefined : (/=(.*)$/s.exec(process.argv[at] ?? '')?.[1] ?? process.argv[at + 1]);
}

const portOf = (address: string): number => Number(address.replace(/^.*:/, ''));

/** A handler that waits for nothing. */
const at = (answer: (path: string, request: GoRequest) => GoResponse): Handler =>
  function* (request) {
    return answer(pathOf(request), request);
  };

/** `minio server DIR` */
export const minio: Program = function* (process) {
  const words = process.argv.slice(1);
  if (words[0] !== 'server' || !words.some((word, index) => index > 0 && word.startsWith('/'))) {
    const help = words.length === 0 || words[0] === '--help' || words[0] === 'server';
    yield* help ? say(process, 'NAME:\n  minio - High Performance Object Storage\n\nUSAGE:\n  minio [FLAGS] COMMAND [ARGS...]\n\nCOMMANDS:\n  server  start object storage server\n') : warn(process, `drydock: minio: not simulated: ${words[0] ?? ''}\n`); // prettier-ignore
    return help ? 0 : 1;
  }
  const folder = words.find((word, index) => index > 0 && word.startsWith('/')) ?? '/data';
  const user = process.env.get('MINIO_ROOT_USER') ?? process.env.get('MINIO_ACCESS_KEY') ?? 'minioadmin';
  const password = process.env.get('MINIO_ROOT_PASSWORD') ?? process.env.get('MINIO_SECRET_KEY') ?? 'minioadmin';
  if (user.length < 3 || password.length < 8) {
    yield* warn(process, 'FATAL Unable to validate credentials inherited from the shell environment: Invalid credentials\n      > Please provide correct credentials\n      HINT:\n        MINIO_ROOT_USER length should be at least 3, and MINIO_ROOT_PASSWORD length at least 8 characters\n'); // prettier-ignore
    return 1;
  }
  makeDirectories(process, `${folder}/.minio.sys`);
  const port = portOf(option(process, '--address') ?? ':9000');
  const pages = portOf(option(process, '--console-address') ?? ':43657');
  const denied = (path: string, request: GoRequest): GoResponse => ({ status: 403, type: 'application/xml', headers: { Server: 'MinIO' }, body: `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>AccessDenied</Code><Message>Access Denied.</Message><Resource>${path}</Resource><RequestId>${hexOf(request.remote, 16).toUpperCase()}</RequestId></Error>` }); // prettier-ignore
  const api = at((path, request) =>
    /^\/minio\/health\/(?:live|ready|cluster)$/.test(path)
      ? { headers: { Server: 'MinIO' }, body: '' }
      : request.head.headers.get('authorization') === undefined
        ? denied(path, request)
        : unsimulated(`objects: ${request.head.method} ${path}`),
  );
  const console_ = at((path) => (path === '/' || path === '/login' ? page('MinIO Console', '<h1>MinIO</h1>\n<p>Its pages are not simulated.</p>') : unsimulated(path))); // prettier-ignore
  const sites = [
    { port: pages, handle: console_ },
    { port, handle: api },
  ];
  const listeners = openPorts(process, sites);
  if ('errno' in listeners) {
    yield* warn(process, `FATAL Unable to start the server: Specified port is already in use\n      > Please ensure no other program uses the same address/port\n`); // prettier-ignore
    return 1;
  }
  process.useMemory(82_000_000);
  const address = process.network.interfaces.at(-1)?.address ?? '127.0.0.1';
  yield* say(process, `MinIO Object Storage Server\nCopyright: 2015-2025 MinIO, Inc.\nLicense: GNU AGPLv3 - https://www.gnu.org/licenses/agpl-3.0.html\nVersion: RELEASE.2025-09-07T16-13-09Z (go1.24.6 linux/amd64)\n\nAPI: http://${address}:${port}  http://127.0.0.1:${port} \nWebUI: http://${address}:${pages} http://127.0.0.1:${pages} \n\nDocs: https://docs.min.io\n`); // prettier-ignore
  if (user === 'minioadmin' && password === 'minioadmin') yield* say(process, "WARN: Detected default credentials 'minioadmin:minioadmin', we recommend that you change these values with 'MINIO_ROOT_USER' and 'MINIO_ROOT_PASSWORD' environment variables\n"); // prettier-ignore
  onStop(process, 0, () => 'INFO: Exiting on signal: TERMINATED\n');
  yield* serveSites(process, sites, listeners);
  return 0;
};

/** `influxd` */
export const influxd: Program = function* (process) {
  const version = process.env.get('INFLUXDB_VERSION') ?? '2.7.12';
  const log = (text: string, level = 'info'): Task => say(process, `ts=${isoTime(process)} lvl=${level} msg=${text}\n`);
  yield* log(`"Welcome to InfluxDB" log_id=${hexOf('influxdb', 12)} version=v${version} log_level=info`);
  yield* process.compute(300);
  const handle = at((path) => {
    if (path === '/health') return json({ name: 'influxdb', message: 'ready for queries and writes', status: 'pass', checks: [], version: `v${version}` }); // prettier-ignore
    if (path === '/ping') return { status: 204, headers: { 'X-Influxdb-Build': 'OSS', 'X-Influxdb-Version': `v${version}` }, body: '' }; // prettier-ignore
    if (path === '/ready') return json({ status: 'ready', started: isoTime(process) });
    if (path === '/') return page('InfluxDB', '<h1>InfluxDB</h1>\n<p>Its pages are not simulated. <code>/health</code> answers.</p>'); // prettier-ignore
    return unsimulated(path);
  });
  const sites = [{ port: 8086, handle }];
  const listeners = openPorts(process, sites);
  if ('errno' in listeners) {
    yield* log(`"Failed to set up TCP listener" service=tcp-listener addr=:8086 error="listen tcp :8086: bind: ${strerror(listeners.errno).toLowerCase()}"`, 'error'); // prettier-ignore
    return 1;
  }
  process.useMemory(68_000_000);
  yield* log(`Listening service=tcp-listener transport=http addr=:8086 port=8086`);
  onStop(process, 0);
  yield* serveSites(process, sites, listeners);
  return 0;
};

/** `vault server -dev` */
export const vault: Program = function* (process) {
  const [command = ''] = process.argv.slice(1);
  if (command !== 'server' || !process.argv.includes('-dev')) {
    yield* warn(process, `drydock: vault: not simulated: ${process.argv.slice(1).join(' ')}\n`);
    return 1;
  }
  const flags = goFlags(process.argv.slice(2), { dev: 'switch', 'dev-root-token-id': '', 'dev-listen-address': '', 'log-level': '' }); // prettier-ignore
  if (typeof flags === 'string') {
    yield* warn(process, `${flags}\n`);
    return 1;
  }
  const version = process.env.get('VERSION') ?? '1.21.0';
  const random = process.machine.kernel.random('vault');
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
  const made = `hvs.${Array.from({ length: 24 }, () => letters.charAt(Math.floor(random.next() * letters.length))).join('')}`;
  const token = flags.get('dev-root-token-id') ?? process.env.get('VAULT_DEV_ROOT_TOKEN_ID') ?? made;
  const address = flags.get('dev-listen-address') ?? process.env.get('VAULT_DEV_LISTEN_ADDRESS') ?? '0.0.0.0:8200';
  const secrets = new Map<string, unknown>();
  const handle = at((path, { head, body }) => {
    if (path === '/v1/sys/health') return json({ initialized: true, sealed: false, standby: false, version, cluster_name: 'vault-cluster-dev' }); // prettier-ignore
    if (path === '/v1/sys/seal-status')
      return json({ type: 'shamir', initialized: true, sealed: false, t: 1, n: 1, version });
    if (path === '/' || path.startsWith('/ui'))
      return page('Vault', '<h1>Vault</h1>\n<p>Its pages are not simulated.</p>');
    if ((head.headers.get('x-vault-token') ?? '') !== token) return json({ errors: ['permission denied'] }, 403);
    const secret = /^\/v1\/secret\/data\/(.+)$/.exec(path)?.[1];
    if (secret === undefined) return unsimulated(path);
    if (head.method === 'POST' || head.method === 'PUT') {
      try {
        secrets.set(secret, (JSON.parse(new TextDecoder().decode(body)) as { data?: unknown }).data);
      } catch {
        return json({ errors: ['failed to parse JSON input: invalid character'] }, 400);
      }
      return json({ data: { created_time: isoTime(process), deletion_time: '', destroyed: false, version: 1 } });
    }
    return secrets.has(secret) ? json({ data: { data: secrets.get(secret), metadata: { destroyed: false, version: 1 } } }) : json({ errors: [] }, 404); // prettier-ignore
  });
  const sites = [{ port: portOf(address), handle }];
  const listeners = openPorts(process, sites);
  if ('errno' in listeners) {
    yield* warn(process, `Error initializing listener of type tcp: listen tcp4 ${address}: bind: ${strerror(listeners.errno).toLowerCase()}\n`); // prettier-ignore
    return 1;
  }
  process.useMemory(120_000_000);
  yield* say(process, `==> Vault server configuration:\n\n             Api Address: http://${address}\n              Listener 1: tcp (addr: "${address}", tls: "disabled")\n               Log Level: info\n                 Storage: inmem\n                 Version: Vault v${version}\n\n==> Vault server started! Log data will stream in below:\n\n`); // prettier-ignore
  yield* say(process, `WARNING! dev mode is enabled! In this mode, Vault runs entirely in-memory\nand starts unsealed with a single unseal key. The root token is already\nauthenticated to the CLI, so you can immediately begin using Vault.\n\nYou may need to set the following environment variables:\n\n    $ export VAULT_ADDR='http://${address}'\n\nThe unseal key and root token are displayed below in case you want to\nseal/unseal the Vault or re-authenticate.\n\nRoot Token: ${token}\n\nDevelopment mode should NOT be used in production installations!\n\n`); // prettier-ignore
  onStop(process, 0, () => '==> Vault shutdown triggered\n');
  yield* serveSites(process, sites, listeners);
  return 0;
};

/** `consul agent`: one server with a store of keys and values; clusters are not simulated. */
export const consul: Program = function* (process) {
  if (process.argv[1] !== 'agent') {
    yield* warn(process, `drydock: consul: not simulated: ${process.argv[1] ?? ''}\n`);
    return 1;
  }
  if (process.argv.some((word) => /^--?(?:retry-)?join/.test(word)) || !process.argv.some((word) => /^--?(?:dev|server|bootstrap-expect)/.test(word))) {
    yield* warn(process, 'drydock: consul: not simulated: clusters\n');
    return 1;
  } // prettier-ignore
  const version = process.env.get('VERSION') ?? '1.22.0';
  const log = (source: string, text: string): Task => say(process, `${isoTime(process)} [INFO]  ${source}: ${text}\n`);
  const values = new Map<string, string>();
  const handle = at((path, { head, body }) => {
    const key = /^\/v1\/kv\/(.+)$/.exec(path)?.[1];
    if (path === '/v1/status/leader') return json('127.0.0.1:8300');
    if (path === '/v1/agent/self') return json({ Config: { Datacenter: 'dc1', NodeName: process.hostname, Server: true, Version: version } }); // prettier-ignore
    if (path === '/v1/catalog/nodes')
      return json([{ Node: process.hostname, Address: '127.0.0.1', Datacenter: 'dc1' }]);
    if (path === '/v1/catalog/services') return json({ consul: [] });
    if (path === '/') return { status: 301, headers: { Location: '/ui/' }, body: '' };
    if (path.startsWith('/ui')) return page('Consul', '<h1>Consul</h1>\n<p>Its pages are not simulated.</p>');
    if (key === undefined) return unsimulated(path);
    if (head.method === 'PUT') {
      values.set(key, new TextDecoder().decode(body));
      return json(true);
    }
    if (head.method === 'DELETE') {
      values.delete(key);
      return json(true);
    }
    const value = values.get(key);
    if (value === undefined) return { status: 404, body: '' };
    return head.target.includes('?raw') ? plain(value) : json([{ Key: key, Flags: 0, Value: encode(value) }]);
  });
  const sites = [{ port: 8500, handle }];
  const listeners = openPorts(process, sites);
  if ('errno' in listeners) {
    yield* say(
      process,
      `==> Failed to setup listener: listen tcp 0.0.0.0:8500: bind: ${strerror(listeners.errno).toLowerCase()}\n`,
    );
    return 1;
  }
  process.useMemory(96_000_000);
  yield* say(process, `==> Starting Consul agent...\n               Version: '${version}'\n            Build Date: '2025-10-24 20:01:31 +0000 UTC'\n               Node ID: '${hexOf(process.hostname, 8)}'\n             Node name: '${process.hostname}'\n            Datacenter: 'dc1' (Segment: '<all>')\n                Server: true (Bootstrap: false)\n\n==> Log data will now stream in as it occurs:\n\n`); // prettier-ignore
  yield* log('agent', 'Started HTTP server: address=[::]:8500 network=tcp');
  yield* log('agent.server', 'New leader elected: payload='.concat(process.hostname));
  onStop(process, 0);
  yield* serveSites(process, sites, listeners);
  return 0;
};

const encode = (text: string): string => encodeBase64(new TextEncoder().encode(text));
