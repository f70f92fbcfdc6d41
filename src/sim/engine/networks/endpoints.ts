// A container's place on its networks: what is wanted when it is made, addresses and ports while it runs.
import { contains, parseAddress, parseSubnet } from '../../computer/network/address.ts';
import type { NamespaceOfNetworks } from '../../computer/network/namespace.ts';
import type { Container } from '../containers/container.ts';
import type { Engine } from '../engine.ts';
import { ApiError, errors } from '../errors.ts';
import type { Endpoint, EndpointSettings, HostConfig, NetworkRecord } from '../records.ts';
import { isPredefined } from './inspect-network.ts';

const nothing = {
  network: '',
  endpointId: '',
  address: '',
  prefix: 0,
  gateway: '',
  mac: '',
  dnsNames: [],
} as const;

const noSettings: EndpointSettings = {};

/** Whether a container shares the network namespace of another container, or the machine's. */
export const sharesNamespace = (mode: string): boolean => mode === 'host' || mode.startsWith('container:');

/** The endpoints that a container will have; refuses settings that can never work. */
export function endpointsOf(
  engine: Engine,
  host: HostConfig,
  wanted: Readonly<Record<string, EndpointSettings | null>>,
): Endpoint[] | ApiError {
  const { NetworkMode: mode } = host;
  if (mode.startsWith('container:')) return [];
  const rest = Object.keys(wanted).filter((name) => name !== mode && !(mode === 'bridge' && name === 'default'));
  const names = [mode, ...rest.sort()];
  const endpoints: Endpoint[] = [];
  for (const name of names) {
    const settings = wanted[name] ?? (name === 'bridge' ? wanted['default'] : undefined) ?? noSettings;
    const network = engine.networks.find(name);
    const refusal = network instanceof ApiError ? undefined : refuseSettings(network, settings, true);
    if (refusal) return refusal;
    endpoints.push(plannedEndpoint(network instanceof ApiError ? name : network.name, settings));
  }
  return endpoints;
}

/** An endpoint before it is connected. */
export function plannedEndpoint(networkName: string, settings: EndpointSettings): Endpoint {
  return { ...nothing, networkName, aliases: settings.Aliases ?? [], wanted: settings };
}

/** Whether a text is an address of version 6: eight groups of hex digits, `::` for as many zeros as are missing. */
function isAddress6(text: string): boolean {
  const [head = '', tail, ...more] = text.split('::');
  const groups = [head, tail ?? ''].flatMap((part) => (part === '' ? [] : part.split(':')));
  const whole = tail === undefined ? groups.length === 8 : groups.length < 8;
  return more.length === 0 && whole && groups.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group));
}

const onlyOnOwnSubnets =
  'user specified IP address is supported only when connecting to networks with user configured subnets';

/** What a network refuses of the settings for an endpoint on it. */
export function refuseSettings(
  network: NetworkRecord,
  settings: EndpointSettings,
  named: boolean,
): ApiError | undefined {
  const faults: string[] = [];
  const address = settings.IPAMConfig?.IPv4Address ?? '';
  if (isPredefined(network) && (settings.Aliases ?? []).length > 0)
    faults.push('network-scoped alias is supported only for containers in user defined networks');
  if (address !== '') {
    const number = parseAddress(address);
    if (isPredefined(network)) faults.push('user specified IP address is supported on user defined networks only');
    if (number === undefined) faults.push(`invalid IPv4 address: ${address}`);
    if (network.userSubnet || network.name === 'bridge') {
      const subnet = parseSubnet(network.subnet);
      if (!subnet || number === undefined || !contains(subnet, number))
        faults.push(`no configured subnet or ip-range contain the IP address ${address}`);
    } else faults.push(onlyOnOwnSubnets);
  }
  // No network here has addresses of version 6.
  const address6 = settings.IPAMConfig?.IPv6Address ?? '';
  if (address6 !== '') {
    if (isPredefined(network) && address === '')
      faults.push('user specified IP address is supported on user defined networks only');
    if (!isAddress6(address6)) faults.push(`invalid IPv6 address: ${address6}`);
    faults.push(onlyOnOwnSubnets);
  }
  for (const local of settings.IPAMConfig?.LinkLocalIPs ?? [])
    if (!isAddress6(local) && parseAddress(local) === undefined) faults.push(`invalid link-local IP address: ${local}`);
  return faults.length > 0 ? errors.endpointConfig(named ? network.name : undefined, faults) : undefined;
}

/** Connects a running container's namespace to one network; the endpoint with its address. */
export function connectEndpoint(
  container: Container,
  namespace: NamespaceOfNetworks,
  endpoint: Endpoint,
): Endpoint | ApiError {
  const { engine, id, record } = container;
  const network = engine.networks.find(endpoint.networkName);
  if (network instanceof ApiError) return network;
  const endpointId = engine.newId();
  if (network.driver !== 'bridge') return { ...endpoint, network: network.id, endpointId };
  const address = engine.networks.allocate(network, id, endpoint.wanted.IPAMConfig?.IPv4Address);
  if (address instanceof ApiError) return address;
  const wantedMac = endpoint.wanted.MacAddress;
  const mac = wantedMac === undefined || wantedMac === '' ? engine.networks.newMac() : wantedMac;
  const names = isPredefined(network) ? [] : dnsNamesOf(record.name, endpoint.aliases, id);
  engine.machine.networks.attach(namespace, network.id, { address, mac, names });
  for (const link of endpoint.wanted.Links ?? []) {
    const [target = '', alias = target] = link.split(':');
    namespace.linkedNames.set(alias.toLowerCase(), target);
  }
  engine.events.emit('network', 'connect', network.id, { container: id, name: network.name, type: network.driver });
  return {
    ...endpoint,
    network: network.id,
    endpointId,
    address,
    prefix: parseSubnet(network.subnet)?.prefix ?? 0,
    gateway: network.internal ? '' : network.gateway,
    mac,
    dnsNames: names,
  };
}

/** Names by which a container is found on a user-defined network. */
export function dnsNamesOf(name: string, aliases: readonly string[], id: string): readonly string[] {
  return [...new Set([name, ...aliases, id.slice(0, 12)])];
}

/** Takes a container off one network: its address is free again. */
export function disconnectEndpoint(
  container: Container,
  namespace: NamespaceOfNetworks | undefined,
  endpoint: Endpoint,
): Endpoint {
  const { engine, id } = container;
  const network = engine.networks.get(endpoint.network);
  if (network) {
    if (namespace) engine.machine.networks.detach(namespace, network.id);
    engine.networks.release(network.id, endpoint.address);
    engine.events.emit('network', 'disconnect', network.id, {
      container: id,
      name: network.name,
      type: network.driver,
    });
  }
  return { ...endpoint, ...nothing, network: endpoint.network };
}
