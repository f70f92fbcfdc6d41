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

/** `SERVFAIL`: the server says that it cannot find out; `silent`: no server answers. */
export type Resolution = readonly string[] | 'NXDOMAIN' | 'SERVFAIL';
export type Answer = Resolution | 'silent';

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
  if (server === undefined) return 'SERVFAIL';
  let result: Resolution = 'NXDOMAIN';
  for (const candidate of candidatesOf(name, failed(conf) ? '' : conf)) {
    const answer = yield* queryServer(from, candidate, server);
    if (answer === 'silent') return 'SERVFAIL';
    if (typeof answer !== 'string') return answer;
    result = answer;
  }
  return result;
}

/** The full names to try: with each search domain, before or after the name itself (resolv.conf(5), search and ndots). */
export function candidatesOf(name: string, conf: string): readonly string[] {
  if (name.endsWith('.')) return [name];
  const domains = (/^\s*search\s+(.*)$/m.exec(conf)?.[1]?.trim().split(/\s+/) ?? []).filter((domain) => domain !== '.');
  const ndots = Number(/^\s*options\s.*\bndots:(\d+)/m.exec(conf)?.[1] ?? 1);
  const longer = domains.map((domain) => `${name}.${domain}`);
  return name.split('.').length - 1 >= ndots ? [name, ...longer] : [...longer, name];
}

/** Asks one name server, as nslookup does: /etc/hosts is not looked at. */
export function* queryServer(from: NamespaceOfNetworks, name: string, server: string): Task<Answer> {
  const bare = name.replace(/\.$/, '');
  if (server === embeddedServer) return yield* askEmbedded(from, bare);
  const route = findRoute(from, server);
  const serves = route.kind === 'outside' && from.networks.outside.isNameServer(server);
  if (!serves) {
    if (!(route.kind === 'unreachable' && route.errno === 'ENETUNREACH') && !isLoopback(server))
      yield* sleep(serverTimeout);
    return 'silent';
  }
  const { networks } = from;
  const knows = server === networks.lan.router ? networks : networks.outside;
  return yield* ask(from, bare, 'outside:dns', route.link.latency, () => knows.addressesOf(bare));
}

function* askEmbedded(from: NamespaceOfNetworks, name: string): Task<Answer> {
  if (!from.attachments.some(({ bridge }) => bridge.options.names)) return 'silent';
  const { networks } = from;
  let inside: readonly string[] = [];
  for (const { bridge } of from.attachments) {
    if (!bridge.options.names) continue;
    const bare = name.endsWith(`.${bridge.options.name}`) ? name.slice(0, -bridge.options.name.length - 1) : name;
    inside = bridge.addressesOf(from.linkedNames.get(bare.toLowerCase()) ?? bare);
    if (inside.length > 0) break;
  }
  const daemon: Endpoint = `daemon:${networks.table.machine.name}`;
  if (inside.length > 0) return yield* ask(from, name, daemon, 0.1, () => inside);
  // Without a way out the daemon cannot ask anybody; nor when the servers of `--dns` do not answer.
  if (!from.defaultBridge) return yield* ask(from, name, daemon, 0.1, () => 'SERVFAIL');
  const { forwardsTo } = from;
  if (forwardsTo && !forwardsTo.some((server) => networks.outside.isNameServer(server))) {
    yield* sleep(serverTimeout);
    return yield* ask(from, name, daemon, 0.1, () => 'SERVFAIL');
  }
  const knows = forwardsTo && !forwardsTo.includes(networks.lan.router) ? networks.outside : networks;
  return yield* ask(from, name, daemon, 9, () => knows.addressesOf(name));
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
