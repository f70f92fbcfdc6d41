// `--network` and the flags that say how the container hangs on it: the networking part of a create request.
import type { FlagValues } from '../flags/flag-values.ts';
import type { NetworkOption } from '../flags/option-list.ts';
import { quote } from '../format/quote.ts';
import { isFailure, type Failure } from '../failure.ts';

/** An endpoint's settings in the form of the Engine API. */
export type EndpointSettings = Readonly<Record<string, unknown>>;

/** Whether a network mode names a network that somebody created. */
const isUserDefined = (mode: string): boolean =>
  !['default', 'bridge', 'host', 'none'].includes(mode) && !mode.startsWith('container:');

/** The endpoints that the flags of run and create ask for, by network. */
export function parseNetworks(flags: FlagValues): Record<string, EndpointSettings> | Failure {
  const asked = flags.networks();
  const networks =
    asked.length > 0 ? asked : [{ Target: 'default', Aliases: [], DriverOpts: {}, Links: [], LinkLocalIPs: [] }];
  const endpoints: Record<string, EndpointSettings> = {};
  let userDefined = false;
  let builtIn = false;
  for (const [index, network] of networks.entries()) {
    if (asked.length > 0) {
      if (isUserDefined(network.Target)) userDefined = true;
      else builtIn = true;
    }
    const merged = index === 0 ? withContainerFlags(network, flags) : network;
    if (isFailure(merged)) return merged;
    const endpoint = toEndpoint(merged);
    if (isFailure(endpoint)) return endpoint;
    // A built-in network that is named without any setting is left to the network mode alone.
    if (asked.length === 1 && !isUserDefined(network.Target) && isPlain(merged)) continue;
    if (endpoints[network.Target]) return { error: `network ${quote(network.Target)} is specified multiple times` };
    endpoints[network.Target] = endpoint;
  }
  if (userDefined && builtIn)
    return { error: 'conflicting options: cannot attach both user-defined and non-user-defined network-modes' };
  return Object.fromEntries(Object.entries(endpoints).sort(([a], [b]) => (a < b ? -1 : 1)));
}

const isPlain = (network: NetworkOption): boolean =>
  network.Aliases.length + network.Links.length + network.LinkLocalIPs.length === 0 &&
  Object.keys(network.DriverOpts).length === 0 &&
  [network.IPv4Address, network.IPv6Address, network.MacAddress, network.GwPriority].every(
    (part) => part === undefined,
  );

/** The older flags (`--network-alias`, `--ip`, …) speak of the first network; saying a thing twice is a conflict. */
function withContainerFlags(network: NetworkOption, flags: FlagValues): NetworkOption | Failure {
  const conflict = (flag: string, what: string): Failure => ({
    error: `conflicting options: cannot specify both --${flag} and per-network ${what}`,
  });
  const aliases = flags.list('network-alias');
  const links = flags.list('link');
  const local = flags.list('link-local-ip');
  const [ip, ip6, mac] = [flags.string('ip'), flags.string('ip6'), flags.string('mac-address')];
  if (network.Aliases.length > 0 && aliases.length > 0) return conflict('network-alias', 'alias');
  if (network.Links.length > 0 && links.length > 0) return conflict('link', 'links');
  if (network.IPv4Address !== undefined && ip !== '') return conflict('ip', 'IPv4 address');
  if (network.IPv6Address !== undefined && ip6 !== '') return conflict('ip6', 'IPv6 address');
  if (network.LinkLocalIPs.length > 0 && local.length > 0) return conflict('link-local-ip', 'link-local IP addresses');
  if (network.MacAddress !== undefined && mac !== '') return conflict('mac-address', 'MAC address');
  return {
    ...network,
    Aliases: [...network.Aliases, ...aliases],
    Links: [...network.Links, ...(isUserDefined(network.Target) ? links : [])],
    LinkLocalIPs: [...network.LinkLocalIPs, ...local],
    ...(ip === '' ? {} : { IPv4Address: ip }),
    ...(ip6 === '' ? {} : { IPv6Address: ip6 }),
    ...(mac === '' ? {} : { MacAddress: mac }),
  };
}

function toEndpoint(network: NetworkOption): EndpointSettings | Failure {
  if (network.Target.trim() === '') return { error: 'no name set for network' };
  if (!isUserDefined(network.Target)) {
    if (network.Aliases.length > 0)
      return { error: 'network-scoped aliases are only supported for user-defined networks' };
    if (network.Links.length > 0) return { error: 'links are only supported for user-defined networks' };
  }
  const addresses = {
    ...(network.IPv4Address === undefined ? {} : { IPv4Address: network.IPv4Address }),
    ...(network.IPv6Address === undefined ? {} : { IPv6Address: network.IPv6Address }),
    ...(network.LinkLocalIPs.length === 0 ? {} : { LinkLocalIPs: network.LinkLocalIPs }),
  };
  return endpointSettings({
    IPAMConfig: Object.keys(addresses).length > 0 ? addresses : null,
    Links: network.Links.length > 0 ? network.Links : null,
    Aliases: network.Aliases.length > 0 ? network.Aliases : null,
    MacAddress: network.MacAddress ?? '',
    DriverOpts: Object.keys(network.DriverOpts).length > 0 ? network.DriverOpts : null,
    GwPriority: network.GwPriority ?? 0,
  });
}

/** An `EndpointSettings` with every field that the client sends. */
export function endpointSettings(given: EndpointSettings): EndpointSettings {
  return {
    IPAMConfig: null,
    Links: null,
    Aliases: null,
    MacAddress: '',
    DriverOpts: null,
    GwPriority: 0,
    ...given,
    NetworkID: '',
    EndpointID: '',
    Gateway: '',
    IPAddress: '',
    IPPrefixLen: 0,
    IPv6Gateway: '',
    GlobalIPv6Address: '',
    GlobalIPv6PrefixLen: 0,
    DNSNames: null,
  };
}
