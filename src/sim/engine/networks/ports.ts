// Published ports: which are wanted, opening and closing them on the machine (moby's libnetwork, bridge driver).
import type { NamespaceOfNetworks } from '../../computer/network/namespace.ts';
import type { PublishedPort as OpenPort } from '../../computer/network/networks.ts';
import type { Container } from '../containers/container.ts';
import { ApiError, errors } from '../errors.ts';
import type { PublishedPort } from '../records.ts';

/** One wanted binding: a container port, the addresses of the machine, the ports that will do (none: any). */
interface Wanted {
  readonly containerPort: number;
  readonly protocol: 'tcp' | 'udp';
  readonly addresses: readonly string[];
  readonly first: number;
  readonly last: number;
}

/** `80/tcp` as number and protocol. */
export function parsePort(text: string): { readonly port: number; readonly protocol: 'tcp' | 'udp' } {
  const [number = '', protocol = 'tcp'] = text.split('/');
  return { port: Number(number), protocol: protocol === 'udp' ? 'udp' : 'tcp' };
}

function wantedPorts(container: Container): Wanted[] {
  const { hostConfig, config } = container.record;
  const bindings = hostConfig.PortBindings ?? {};
  const wanted: Wanted[] = [];
  for (const [name, list] of Object.entries(bindings)) {
    const { port: containerPort, protocol } = parsePort(name);
    for (const { HostIp: address, HostPort: hostPort } of list ?? []) {
      const [first = '', last = first] = hostPort.split('-');
      wanted.push({
        containerPort,
        protocol,
        addresses: address === '' ? ['0.0.0.0', '::'] : [address],
        first: Number(first),
        last: Number(last),
      });
    }
  }
  if (hostConfig.PublishAllPorts)
    for (const name of Object.keys(config.ExposedPorts ?? {})) {
      if (Object.hasOwn(bindings, name)) continue;
      const { port: containerPort, protocol } = parsePort(name);
      wanted.push({ containerPort, protocol, addresses: ['0.0.0.0', '::'], first: 0, last: 0 });
    }
  const order = (port: Wanted): number => (port.first === 0 ? 1 : 0) * 1e6 + port.containerPort;
  return wanted.sort((a, b) => order(a) - order(b));
}

/** Opens all ports that a container publishes; none stays open when one cannot be. */
export function publishPorts(
  container: Container,
  namespace: NamespaceOfNetworks,
  address: string,
  endpointId: string,
): OpenPort[] | ApiError {
  const { networks } = container.engine.machine;
  const opened: OpenPort[] = [];
  for (const port of wantedPorts(container)) {
    const result = publish(container, namespace, address, endpointId, port);
    if (result instanceof ApiError) {
      for (const open of opened) networks.unpublish(open);
      return result;
    }
    opened.push(...result);
  }
  return opened;
}

function publish(
  container: Container,
  namespace: NamespaceOfNetworks,
  address: string,
  endpointId: string,
  port: Wanted,
): OpenPort[] | ApiError {
  const { networks } = container.engine.machine;
  const { protocol, addresses, containerPort } = port;
  const prefix = `driver failed programming external connectivity on endpoint ${container.record.name} (${endpointId}): `;
  const fixed = port.first !== 0;
  const first = fixed ? port.first : networks.freePort(protocol, addresses);
  const last = fixed ? port.last : first;
  const candidates = networks.portsOfRange(protocol, first, last);
  for (const [index, hostPort] of candidates.entries()) {
    const opened: OpenPort[] = [];
    const failure = addresses
      .map((hostAddress) => {
        const open: OpenPort = { protocol, hostAddress, hostPort, namespace, address, containerPort };
        const holder = networks.publishedAt(protocol, { address: hostAddress, port: hostPort });
        const conflict = networks.publish(open);
        if (!conflict) opened.push(open);
        return conflict && { conflict, hostAddress, holder };
      })
      .find((each) => each !== undefined);
    if (!failure) {
      if (first < last) networks.tookOfRange(protocol, first, last, hostPort);
      return opened;
    }
    for (const open of opened) networks.unpublish(open);
    if (index < candidates.length - 1) continue;
    if (first < last) return errors.networkingFailed(`${prefix}all ports are allocated`);
    return failure.conflict === 'published'
      ? errors.networkingFailed(
          `${prefix}Bind for ${(failure.holder?.hostAddress ?? failure.hostAddress).replace(/^::$/, '[::]')}:${hostPort} failed: port is already allocated`,
        )
      : errors.networkingFailed(
          `${prefix}failed to bind host port ${failure.hostAddress}:${hostPort}/${protocol}: address already in use`,
        );
  }
  return errors.networkingFailed(`${prefix}all ports are allocated`);
}

/** Open ports as the record shows them. */
export function recordedPorts(ports: readonly OpenPort[]): PublishedPort[] {
  return ports.map(({ hostAddress, hostPort, containerPort, protocol }) => ({
    hostAddress,
    hostPort,
    containerPort,
    protocol,
  }));
}
