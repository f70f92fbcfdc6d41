// From a name to addresses: /etc/hosts, then the name server of /etc/resolv.conf: Docker's embedded one or the outside
// (hosts(5), resolv.conf(5)). Queries are logged as messages.
import type { Endpoint } from '../../kernel/log.ts';
import { sleep, type Task } from '../../kernel/task.ts';
import { failed } from '../filesystem/errno.ts';
import type { FileSystem } from '../filesystem/file-system.ts';
import { isLoopback, parseAddress } from './address.ts';
import type { NamespaceOfNetworks } from './namespace.ts';
import { findRoute } from './route.ts';

/** Address of the engine's DNS server inside containers on user-defined networks. */
export const embeddedServer = '127.0.0.11';

/** ms until a resolver gives up a server that does not answer (two tries of 5 s). */
const serverTimeout = 10_000;

export type Resolution = readonly string[] | 'NXDOMAIN' | 'SERVFAIL';

/** The addresses that a hosts file gives a name. */
export function lookupHosts(text: string, name: string): readonly string[] {
  const wanted = name.toLowerCase();
  const found: string[] = [];
  for (const line of text.split('\n')) {
    const [address, ...names] = line.replace(/#.*/, '').trim().split(/\s+/);
    if (address && names.some((each) => each.toLowerCase() === wanted)) found.push(address);
  }
  return found;
}

/** The name servers that a resolv.conf names. */
export const nameServers = (text: string): readonly string[] =>
  [...text.matchAll(/^\s*nameserver\s+(\S+)/gm)].map(([, address]) => address ?? '');

/** See `NetworkNamespace.resolve`. */
export function* resolveName(from: NamespaceOfNetworks, name: string, files: FileSystem): Task<Resolution> {
  if (parseAddress(name) !== undefined || /^[0-9a-f]*:[0-9a-f:.]*$/i.test(name)) return [name];
  const hosts = files.readText('/etc/hosts');
  const known = failed(hosts) ? [] : lookupHosts(hosts, name);
  const v4 = known.filter((address) => parseAddress(address) !== undefined);
  if (known.length > 0) return [...v4, ...known.filter((address) => !v4.includes(address))];
  if (name.toLowerCase() === 'localhost') return ['127.0.0.1'];
  const conf = files.readText('/etc/resolv.conf');
  const [server] = failed(conf) ? [] : nameServers(conf);
  return server === undefined ? 'SERVFAIL' : yield* queryServer(from, name, server);
}

/** Asks one name server, as nslookup does: /etc/hosts is not looked at. */
export function* queryServer(from: NamespaceOfNetworks, name: string, server: string): Task<Resolution> {
  const bare = name.replace(/\.$/, '');
  if (server === embeddedServer) return yield* askEmbedded(from, bare);
  const route = findRoute(from, server);
  const serves = route.kind === 'outside' && from.networks.outside.isNameServer(server);
  if (!serves) {
    if (!(route.kind === 'unreachable' && route.errno === 'ENETUNREACH') && !isLoopback(server))
      yield* sleep(serverTimeout);
    return 'SERVFAIL';
  }
  return yield* ask(from, bare, 'outside:dns', route.link.latency, () => from.networks.outside.addressesOf(bare));
}

function* askEmbedded(from: NamespaceOfNetworks, name: string): Task<Resolution> {
  if (!from.attachments.some(({ bridge }) => bridge.options.names)) return 'SERVFAIL';
  const { networks } = from;
  let inside: readonly string[] = [];
  for (const { bridge } of from.attachments) {
    if (!bridge.options.names) continue;
    inside = bridge.addressesOf(
      name.endsWith(`.${bridge.options.name}`) ? name.slice(0, -bridge.options.name.length - 1) : name,
    );
    if (inside.length > 0) break;
  }
  const daemon: Endpoint = `daemon:${networks.table.machine.name}`;
  if (inside.length > 0) return yield* ask(from, name, daemon, 0.1, () => inside);
  if (!from.defaultBridge) return yield* ask(from, name, daemon, 0.1, () => 'NXDOMAIN');
  return yield* ask(from, name, daemon, 9, () => networks.outside.addressesOf(name));
}

function* ask(
  from: NamespaceOfNetworks,
  name: string,
  to: Endpoint,
  latency: number,
  answer: () => Resolution,
): Task<Resolution> {
  const { kernel } = from.networks.table;
  const exchange = kernel.log.length;
  const message = { type: 'message', exchange, protocol: 'dns' } as const;
  kernel.log.append({
    ...message,
    role: 'request',
    from: from.endpoint,
    to,
    method: 'A',
    path: name,
    received: kernel.now + latency,
  });
  yield* sleep(latency);
  const result = answer();
  const body = typeof result === 'string' ? { error: result } : { addresses: result };
  kernel.log.append({
    ...message,
    role: 'response',
    from: to,
    to: from.endpoint,
    cause: exchange,
    body,
    received: kernel.now + latency,
  });
  yield* sleep(latency);
  return result;
}
