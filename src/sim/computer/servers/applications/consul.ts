// Consul as one server.
import { encodeBase64 } from '../../../kernel/base64.ts';
import type { Task } from '../../../kernel/task.ts';
import type { Program } from '../../contract.ts';
import { strerror } from '../../filesystem/errno.ts';
import { say, warn } from '../../programs/net/say.ts';
import { hexOf, isoTime, json, onStop, openPorts, page, plain, serveSites, unsimulated, answering } from './site.ts';

/** `consul agent`: one server with a store of keys and values; clusters are not simulated. */
export const consul: Program = function* (process) {
  if (process.argv[1] !== 'agent') {
    yield* warn(process, `drydock: consul: not simulated: ${process.argv[1] ?? ''}\n`);
    return 1;
  }
  if (
    process.argv.some((word) => /^--?(?:retry-)?join/.test(word)) ||
    !process.argv.some((word) => /^--?(?:dev|server|bootstrap-expect)/.test(word))
  ) {
    yield* warn(process, 'drydock: consul: not simulated: clusters\n');
    return 1;
  }
  const version = process.env.get('VERSION') ?? '1.22.0';
  const log = (source: string, text: string): Task => say(process, `${isoTime(process)} [INFO]  ${source}: ${text}\n`);
  const values = new Map<string, string>();
  const handle = answering((path, { head, body }) => {
    const key = /^\/v1\/kv\/(.+)$/.exec(path)?.[1];
    if (path === '/v1/status/leader') return json('127.0.0.1:8300');
    if (path === '/v1/agent/self')
      return json({ Config: { Datacenter: 'dc1', NodeName: process.hostname, Server: true, Version: version } });
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
  yield* say(
    process,
    `==> Starting Consul agent...\n               Version: '${version}'\n            Build Date: '2025-10-24 20:01:31 +0000 UTC'\n               Node ID: '${hexOf(process.hostname, 8)}'\n             Node name: '${process.hostname}'\n            Datacenter: 'dc1' (Segment: '<all>')\n                Server: true (Bootstrap: false)\n\n==> Log data will now stream in as it occurs:\n\n`,
  );
  yield* log('agent', 'Started HTTP server: address=[::]:8500 network=tcp');
  yield* log('agent.server', 'New leader elected: payload='.concat(process.hostname));
  onStop(process, 0);
  yield* serveSites(process, sites, listeners);
  return 0;
};

const encode = (text: string): string => encodeBase64(new TextEncoder().encode(text));
