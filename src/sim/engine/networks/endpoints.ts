// A container's place on its networks: what is wanted when it is made, addresses and ports while it runs.
import { contains, parseAddress, parseSubnet } from '../../computer/network/address.ts';
import { contains6, parseAddress6, parseSubnet6 } from '../../computer/network/address6.ts';
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
  address6: '',
  prefix6: 0,
  gateway6: '',
  beside: false,
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
  return { networkName, aliases: settings.Aliases ?? [], wanted: settings, ...nothing };
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
  const address6 = settings.IPAMConfig?.IPv6Address ?? '';
  if (address6 !== '') {
    if (isPredefined(network) && address === '')
      faults.push('user specified IP address is supported on user defined networks only');
    const number = parseAddress6(address6);
    if (number === undefined) faults.push(`invalid IPv6 address: ${address6}`);
    if (network.enableIPv6 && network.ipv6?.userSubnet) {
      const subnet = parseSubnet6(network.ipv6.subnet);
      if (!subnet || number === undefined || !contains6(subnet, number))
        faults.push(`no configured subnet or ip-range contain the IP address ${address6}`);
    } else faults.push(onlyOnOwnSubnets);
  }
  for (const local of settings.IPAMConfig?.LinkLocalIPs ?? [])
    if (parseAddress6(local) === undefined && parseAddress(local) === undefined)
      faults.push(`invalid link-local IP address: ${local}`);
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
  if (network.driver === 'host' || network.driver === 'null') return { ...endpoint, network: network.id, endpointId };
  const address = engine.networks.allocate(network, id, endpoint.wanted.IPAMConfig?.IPv4Address);
  if (address instanceof ApiError) return address;
  const address6 = engine.networks.allocate6(network, id, endpoint.wanted.IPAMConfig?.IPv6Address);
  if (address6 instanceof ApiError) {
    engine.networks.release(network.id, address);
    return address6;
  }
  const wantedMac = endpoint.wanted.MacAddress;
  const ownMac = wantedMac === undefined || wantedMac === '' ? engine.networks.newMac() : wantedMac;
  // Beside an interface of the machine by ipvlan, containers have its hardware address and none of their own.
  const { uplink } = engine.machine.networks;
  const [mac, shownMac] = network.driver === 'ipvlan' ? [uplink.mac, ''] : [ownMac, ownMac];
  const names = isPredefined(network) ? [] : dnsNamesOf(record.name, endpoint.aliases, id);
  engine.machine.networks.attach(namespace, network.id, {
    address,
    ...(address6 === '' ? {} : { address6 }),
    mac,
    names,
    priority: endpoint.wanted.GwPriority ?? 0,
  });
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
    address6,
    prefix6: address6 === '' ? 0 : (parseSubnet6(network.ipv6?.subnet ?? '')?.prefix ?? 0),
    gateway6: address6 === '' || network.internal ? '' : (network.ipv6?.gateway ?? ''),
    beside: network.driver !== 'bridge',
    mac: shownMac,
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
    engine.networks.release(network.id, endpoint.address6);
    engine.events.emit('network', 'disconnect', network.id, {
      container: id,
      name: network.name,
      type: network.driver,
    });
  }
  return { ...endpoint, ...nothing, network: endpoint.network };
}
