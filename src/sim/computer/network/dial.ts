// Opening a connection: the route, a published port on the way, the listener at its end. Each attempt is logged as a message.
import type { Link } from '../../kernel/message.ts';
import type { Endpoint } from '../../kernel/log.ts';
import { sleep, type Task } from '../../kernel/task.ts';
import type { Connection } from '../contract.ts';
import type { Errno } from '../filesystem/errno.ts';
import { isLoopback, socketText } from './address.ts';
import { connect, type ConnectionEnd } from './connection.ts';
import { countAlong, linkPath } from './link-path.ts';
import { httpTap } from './http-tap.ts';
import type { NamespaceOfNetworks } from './namespace.ts';
import type { PublishedPort } from './networks.ts';
import { connectTimeout, findRoute } from './route.ts';

/** Where a connection really ends. */
interface Destination {
  readonly endpoint: Endpoint;
  readonly link: Link;
  readonly source: string;
  readonly namespace: NamespaceOfNetworks | undefined;
  /** What its listener is asked for, after translation. */
  readonly address: string;
  readonly port: number;
  readonly published: PublishedPort | undefined;
  readonly protocol: 'tcp' | 'udp';
}

/** See `NetworkNamespace.connect`. */
export function* dial(
  from: NamespaceOfNetworks,
  address: string,
  port: number,
  protocol: 'tcp' | 'udp' = 'tcp',
): Task<Connection | Errno> {
  const { networks } = from;
  const { kernel } = networks.table;
  const route = findRoute(from, address);
  const exchange = kernel.log.length;
  const path = socketText(address, port);
  if (route.kind === 'unreachable') {
    const message = { type: 'message', exchange, from: from.endpoint, to: from.endpoint, protocol } as const;
    kernel.log.append({ ...message, role: 'request', method: 'CONNECT', path, received: kernel.now });
    try {
      yield* sleep(route.after);
      return route.errno;
    } finally {
      // Also when the caller has lost patience before the kernel does.
      const body = { errno: route.errno, reason: route.reason };
      kernel.log.append({ ...message, role: 'end', cause: exchange, body, received: kernel.now });
    }
  }
  const to = destination(from, address, port, route, protocol);
  from.met(address);
  const { latency } = to.link;
  const message = { type: 'message', exchange, protocol } as const;
  const there = { ...message, from: from.endpoint, to: to.endpoint };
  const back = { ...message, from: to.endpoint, to: from.endpoint, cause: exchange };
  const via = to.published ? { body: { via: socketText(to.published.hostAddress, to.published.hostPort) } } : {};
  kernel.log.append({ ...there, role: 'request', method: 'CONNECT', path, received: kernel.now + latency, ...via });
  yield* sleep(latency);
  const refuse = function* (errno: Errno, reason: string): Task<Errno> {
    const received = kernel.now + latency;
    kernel.log.append({ ...back, role: 'end', body: { errno, reason }, received });
    yield* sleep(latency);
    return errno;
  };
  if (!to.namespace) {
    const site = networks.outside.siteAt(to.address);
    if (!site || protocol === 'udp') {
      try {
        yield* sleep(connectTimeout);
        return 'ETIMEDOUT';
      } finally {
        const body = { errno: 'ETIMEDOUT', reason: `nobody answers at ${to.address}` };
        kernel.log.append({ ...back, role: 'end', body, received: kernel.now });
      }
    }
    if (!site.ports.includes(port))
      return yield* refuse('ECONNREFUSED', `${site.name} does not listen on port ${port}`);
    const ends = open(from, to, address, port);
    kernel.log.append({ ...back, role: 'response', received: kernel.now + latency });
    kernel.spawn(`outside ${site.name}`, site.serve(ends.server), exchange);
    yield* sleep(latency);
    return ends.client.ownedBy(networks.table.running);
  }
  const listener = to.namespace.listenerAt(to.address, to.port, protocol);
  const ends = open(from, to, address, port);
  if (!listener?.offer(ends.server)) {
    const reason = `nothing listens on port ${to.port} of ${to.address}`;
    // Docker's proxy has taken the connection before it finds out.
    if (!to.published || !isLoopback(address)) return yield* refuse('ECONNREFUSED', reason);
    ends.server.abort();
    kernel.log.append({ ...back, role: 'end', body: { errno: 'ECONNRESET', reason }, received: kernel.now + latency });
  } else kernel.log.append({ ...back, role: 'response', received: kernel.now + latency });
  ends.client.service = listener?.service;
  yield* sleep(latency);
  return ends.client.ownedBy(networks.table.running);
}

function destination(
  from: NamespaceOfNetworks,
  address: string,
  port: number,
  route: Exclude<ReturnType<typeof findRoute>, { kind: 'unreachable' }>,
  protocol: 'tcp' | 'udp',
): Destination {
  const { networks } = from;
  const plain = { link: route.link, source: route.source, address, port, published: undefined, protocol };
  if (route.kind === 'outside')
    return { ...plain, endpoint: `outside:${networks.outside.siteAt(address)?.name ?? address}`, namespace: undefined };
  const { namespace } = route;
  const published = namespace.isMachine ? namespace.networks.publishedAt(protocol, { address, port }) : undefined;
  if (!published) return { ...plain, endpoint: namespace.endpoint, namespace };
  return {
    endpoint: published.namespace.endpoint,
    link: route.link,
    // What comes through the machine's own address is sent on by the gateway.
    source:
      namespace === from || isLoopback(address) ? namespace.networks.gatewayOf(published.namespace) : route.source,
    namespace: published.namespace,
    address: published.address,
    port: published.containerPort,
    published,
    protocol,
  };
}

function open(
  from: NamespaceOfNetworks,
  to: Destination,
  address: string,
  port: number,
): { client: ConnectionEnd; server: ConnectionEnd } {
  const { kernel } = from.networks.table;
  const tap = httpTap(kernel, from.endpoint, to.endpoint);
  const near = from.ephemeralPort();
  const { protocol } = to;
  const addresses = {
    client: { address: to.published ? nearAddress(from, address) : to.source, port: near },
    server: { address: to.published ? to.address : address, port: to.published ? to.port : port },
    serverSees: { address: to.source, port: near },
  };
  const way = linkPath(from, to);
  const ends = connect(kernel, to.link, addresses, {
    request: (bytes, arrives) => {
      countAlong(way, bytes.length, 'there');
      tap.request(bytes, arrives);
    },
    response: (bytes, arrives) => {
      countAlong(way, bytes.length, 'back');
      tap.response(bytes, arrives);
    },
  });
  const remote = { address, port };
  const of = { protocol, owner: undefined, waitsUntil: undefined } as const;
  ends.client.listIn(from.connections, { ...of, local: addresses.client, remote });
  if (to.namespace)
    ends.server.listIn(to.namespace.connections, { ...of, local: addresses.server, remote: addresses.serverSees });
  return ends;
}

/** The address that a namespace speaks from to somebody. */
function nearAddress(from: NamespaceOfNetworks, address: string): string {
  const route = findRoute(from, address);
  return route.kind === 'unreachable' ? address : route.source;
}
