// POST /networks/create
import { contains, formatAddress, parseAddress, parseSubnet } from '../../computer/network/address.ts';
import {
  contains6,
  formatAddress6,
  formatSubnet6,
  parseAddress6,
  parseSubnet6,
} from '../../computer/network/address6.ts';
import { json, type Request, type Response } from '../../kernel/message.ts';
import { sleep, type Task } from '../../kernel/task.ts';
import type { Engine } from '../engine.ts';
import { ApiError, errorResponse, errors } from '../errors.ts';
import { sortedByName } from '../events.ts';
import type { AddressPool, NetworkRecord } from '../records.ts';
import { predefined } from './network-store.ts';

interface PoolRequest {
  readonly Subnet?: string;
  readonly IPRange?: string;
  readonly Gateway?: string;
  readonly AuxiliaryAddresses?: Readonly<Record<string, string>>;
}

interface CreateBody {
  readonly Name?: string;
  readonly Driver?: string;
  readonly Internal?: boolean;
  readonly Attachable?: boolean;
  readonly EnableIPv4?: boolean;
  readonly EnableIPv6?: boolean;
  readonly Scope?: string;
  readonly Ingress?: boolean;
  readonly ConfigOnly?: boolean;
  readonly ConfigFrom?: { readonly Network: string } | null;
  readonly IPAM?: {
    readonly Driver?: string;
    readonly Options?: Readonly<Record<string, string>> | null;
    readonly Config?: readonly PoolRequest[] | null;
  } | null;
  readonly Options?: Readonly<Record<string, string>> | null;
  readonly Labels?: Readonly<Record<string, string>> | null;
}

/** Makes a network of the drivers bridge, macvlan and ipvlan; with another driver says why it cannot. */
export function* createNetwork(engine: Engine, _params: unknown, message: Request): Task<Response> {
  const body = (message.body ?? {}) as CreateBody;
  const made = create(engine, body);
  if (made instanceof ApiError) return errorResponse(made);
  yield* sleep(60);
  engine.events.emit('network', 'create', made.id, { name: made.name, type: made.driver });
  return json(201, { Id: made.id, Warning: '' });
}

function create(engine: Engine, asked: CreateBody): NetworkRecord | ApiError {
  const configured = withConfiguration(engine, asked);
  if (configured instanceof ApiError) return configured;
  // An option of drivers says it, too: it is older than the field, and the field says less.
  const body = /^(?:1|t|true)$/i.test(configured.Options?.['com.docker.network.enable_ipv6'] ?? '')
    ? { ...configured, EnableIPv6: true }
    : configured;
  const { Name: name = '', Driver: driver = '' } = body;
  if (name === '') return errors.emptyNetworkName();
  const refusal = refuseDriver(name, driver, body) ?? refuseScope(body) ?? refuseOptions(driver, body.Options ?? {});
  if (refusal) return refusal;
  const config = body.IPAM?.Config ?? [];
  const faults = config.flatMap(faultsOf);
  if (faults.length > 0) return errors.networkConfig(faults);
  for (const network of engine.networks.all()) if (network.name === name) return errors.networkExists(name);

  if (body.ConfigOnly) return addConfiguration(engine, name, body, config.map(shown));
  const pool = config.find(({ Subnet = '' }) => !Subnet.includes(':'));
  const wanted = pool?.Subnet === undefined ? undefined : parseSubnet(pool.Subnet);
  if (wanted && engine.networks.overlaps(wanted)) return errors.poolOverlaps();
  const subnet = wanted ?? engine.networks.freeSubnet();
  if (subnet instanceof ApiError) return subnet;
  const gateway = pool?.Gateway ?? formatAddress(subnet.base + 1);
  const written = `${formatAddress(subnet.base)}/${subnet.prefix}`;
  const ipv6 = body.EnableIPv6 ? ipv6Of(engine, config) : undefined;
  if (ipv6 instanceof ApiError) return ipv6;
  const refusal6 = refuseParent(engine, driver, body.Options ?? {}) ?? refuseBridge(engine, driver, body);
  if (refusal6) return refusal6;
  const record = engine.networks.add({
    name,
    driver: driver === 'macvlan' || driver === 'ipvlan' ? driver : 'bridge',
    internal: body.Internal ?? false,
    attachable: body.Attachable ?? false,
    enableIPv6: body.EnableIPv6 ?? false,
    subnet: written,
    gateway,
    userSubnet: wanted !== undefined,
    ...(ipv6 ? { ipv6 } : {}),
    ipam: {
      Driver: body.IPAM?.Driver === undefined || body.IPAM.Driver === '' ? 'default' : body.IPAM.Driver,
      Options: body.IPAM?.Options ?? null,
      // What was asked for, and after it what was chosen.
      Config: [
        ...config.map(shown),
        ...(wanted ? [] : [{ Subnet: written, Gateway: gateway }]),
        ...(ipv6 && !ipv6.userSubnet ? [{ Subnet: ipv6.subnet, Gateway: ipv6.gateway }] : []),
      ],
    },
    options: sortedByName(body.Options ?? {}),
    labels: sortedByName(body.Labels ?? {}),
    ...(body.ConfigFrom?.Network ? { configFrom: body.ConfigFrom.Network } : {}),
  });
  for (const { AuxiliaryAddresses } of config)
    for (const address of Object.values(AuxiliaryAddresses ?? {})) engine.networks.reserve(record.id, address);
  return record;
}

/** The IPv6 subnet of a new network and its gateway: the first address, if none was named. */
function ipv6Of(engine: Engine, config: readonly PoolRequest[]): NonNullable<NetworkRecord['ipv6']> | ApiError {
  const pool = config.find(({ Subnet = '' }) => Subnet.includes(':'));
  const wanted = parseSubnet6(pool?.Subnet ?? '');
  if (wanted && engine.networks.overlaps6(wanted)) return errors.poolOverlaps();
  const subnet = wanted ?? engine.networks.freeSubnet6();
  const gateway = parseAddress6(pool?.Gateway ?? '') ?? subnet.base + 1n;
  return { subnet: formatSubnet6(subnet), gateway: formatAddress6(gateway), userSubnet: wanted !== undefined };
}

/** The settings of `--config-from` in place of its own. */
function withConfiguration(engine: Engine, body: CreateBody): CreateBody | ApiError {
  const source = body.ConfigFrom?.Network ?? '';
  if (source === '') return body;
  const network = engine.networks.find(source);
  if (network instanceof ApiError) return errors.noConfiguration(source);
  if (!network.configOnly) return errors.notAConfiguration(source);
  return { ...body, IPAM: network.ipam, Options: network.options, Internal: network.internal };
}

/** A network that only holds settings: it has no bridge. */
function addConfiguration(
  engine: Engine,
  name: string,
  body: CreateBody,
  pools: readonly AddressPool[],
): NetworkRecord {
  return engine.networks.add({
    name,
    driver: 'null',
    internal: body.Internal ?? false,
    attachable: body.Attachable ?? false,
    enableIPv6: body.EnableIPv6 ?? false,
    subnet: '',
    gateway: '',
    userSubnet: false,
    ipam: { Driver: 'default', Options: body.IPAM?.Options ?? null, Config: pools },
    options: sortedByName(body.Options ?? {}),
    labels: sortedByName(body.Labels ?? {}),
    configOnly: true,
  });
}

function refuseScope(body: CreateBody): ApiError | undefined {
  if (body.Ingress) return errors.ingressScope();
  if (body.Scope === 'swarm') return errors.swarmScope();
  if (body.EnableIPv4 === false && !body.EnableIPv6) return errors.noIpFamily();
  return body.EnableIPv4 === false ? errors.notSimulated('networks without IPv4') : undefined;
}

/** The modes of the drivers that put containers on the segment of an interface; the first is what they do unasked. */
const modes = {
  macvlan: ['bridge', 'private', 'vepa', 'passthru'],
  ipvlan: ['l2', 'l3', 'l3s'],
} as const;

function refuseOptions(driver: string, options: Readonly<Record<string, string>>): ApiError | undefined {
  if (driver === 'macvlan' || driver === 'ipvlan') {
    const mode = options[`${driver}_mode`] ?? '';
    const [usual] = modes[driver];
    if (mode !== '' && !(modes[driver] as readonly string[]).includes(mode))
      return errors.parentMode(driver, mode, usual);
    if (mode !== '' && mode !== usual) return errors.notSimulated(`${driver}_mode ${mode}`);
    if ((options['ipvlan_flag'] ?? 'bridge') !== 'bridge') return errors.notSimulated('ipvlan_flag');
  }
  const mtu = options['com.docker.network.driver.mtu'];
  return mtu === undefined || /^[+-]?\d+$/.test(mtu) ? undefined : errors.networkMtu(mtu);
}

function refuseDriver(name: string, driver: string, body: CreateBody): ApiError | undefined {
  if ((predefined as readonly string[]).includes(name)) return errors.predefinedNetwork(name);
  if (driver === 'host' || driver === 'null') return errors.singleInstance(driver);
  if (driver === 'overlay') return new ApiError('not-in-swarm', 'forbidden', errors.notInSwarm().message);
  if (driver === 'macvlan' || driver === 'ipvlan') return undefined;
  if (driver !== '' && driver !== 'bridge') return errors.pluginNotFound(driver);
  const ipam = body.IPAM?.Driver ?? '';
  return ipam === '' || ipam === 'default' ? undefined : errors.pluginNotFound(ipam);
}

/** The interface beside which containers are put must be one of the machine's. */
function refuseParent(engine: Engine, driver: string, options: Readonly<Record<string, string>>): ApiError | undefined {
  if (driver !== 'macvlan' && driver !== 'ipvlan') return undefined;
  const parent = options['parent'] ?? '';
  if (parent === 'lo') return errors.loopbackParent(driver);
  if (parent === '' || engine.machine.networks.machine.links.some(({ name }) => name === parent)) return undefined;
  if (!parent.includes('.')) return errors.parentName(parent);
  // `eth0.30`: the daemon would make the interface of VLAN 30.
  const [outer = '', id = '', ...rest] = parent.split('.');
  if (rest.length > 0) return errors.vlanName(parent);
  if (!/^[+-]?\d+$/.test(id)) return errors.vlanNumber(id);
  if (!engine.machine.networks.machine.links.some(({ name }) => name === outer)) return errors.vlanParent(outer);
  return Number(id) < 1 || Number(id) > 4094 ? errors.vlanRange(Number(id)) : errors.notSimulated(`VLAN ${parent}`);
}

/** A bridge has one subnet of a family, and its interface a name that no other has. */
function refuseBridge(engine: Engine, driver: string, body: CreateBody): ApiError | undefined {
  if (driver === 'macvlan' || driver === 'ipvlan') return undefined;
  const subnets = (body.IPAM?.Config ?? []).map(({ Subnet = '' }) => Subnet.includes(':'));
  if (subnets.filter((six) => six).length > 1 || subnets.filter((six) => !six).length > 1)
    return errors.severalSubnets();
  const name = body.Options?.['com.docker.network.bridge.name'] ?? '';
  if (name === '') return undefined;
  for (const { id, options } of engine.networks.all())
    if (options['com.docker.network.bridge.name'] === name) return errors.bridgeName(engine.newId(), name, id);
  return undefined;
}

function shown(pool: PoolRequest): AddressPool {
  return {
    Subnet: pool.Subnet ?? '',
    ...(pool.IPRange ? { IPRange: pool.IPRange } : {}),
    ...(pool.Gateway ? { Gateway: pool.Gateway } : {}),
    ...(pool.AuxiliaryAddresses && Object.keys(pool.AuxiliaryAddresses).length > 0
      ? { AuxiliaryAddresses: sortedByName(pool.AuxiliaryAddresses) }
      : {}),
  };
}

function faultsOf({
  Subnet: subnet = '',
  IPRange: range,
  Gateway: gateway,
  AuxiliaryAddresses: aux,
}: PoolRequest): string[] {
  if (subnet.includes(':')) return faultsOf6(subnet, range, gateway, aux);
  const parsed = parseSubnet(subnet);
  if (!parsed) return [`invalid subnet ${subnet}: invalid CIDR block notation`];
  const faults: string[] = [];
  const written = `${formatAddress(parsed.base)}/${parsed.prefix}`;
  if (written !== subnet) faults.push(`invalid subnet ${subnet}: it should be ${written}`);
  if (range) {
    const inner = parseSubnet(range);
    if (!inner) faults.push(`invalid ip-range ${range}: invalid CIDR block notation`);
    else if (!contains(parsed, inner.base))
      faults.push(`invalid ip-range ${range}: parent subnet ${subnet} doesn't contain ip-range`);
  }
  const inside = (address: string): boolean => contains(parsed, parseAddress(address) ?? -1);
  if (gateway && parseAddress(gateway) === undefined) faults.push(`invalid gateway ${gateway}: invalid address`);
  else if (gateway && !inside(gateway))
    faults.push(`invalid gateway ${gateway}: parent subnet ${subnet} doesn't contain this address`);
  for (const [name, address] of Object.entries(aux ?? {}))
    if (!inside(address))
      faults.push(`invalid auxiliary address ${name}: parent subnet ${subnet} doesn't contain this address`);
  return faults;
}

function faultsOf6(
  subnet: string,
  range = '',
  gateway = '',
  aux: Readonly<Record<string, string>> | undefined = {},
): string[] {
  const parsed = parseSubnet6(subnet);
  if (!parsed) return [`invalid subnet ${subnet}: invalid CIDR block notation`];
  const faults: string[] = [];
  const given = parseAddress6(subnet.split('/')[0] ?? '');
  if (given !== parsed.base) faults.push(`invalid subnet ${subnet}: it should be ${formatSubnet6(parsed)}`);
  const inner = parseSubnet6(range);
  if (range !== '' && !inner) faults.push(`invalid ip-range ${range}: invalid CIDR block notation`);
  else if (inner && !contains6(parsed, inner.base))
    faults.push(`invalid ip-range ${range}: parent subnet ${subnet} doesn't contain ip-range`);
  const place = (address: string): 'inside' | 'outside' | 'none' => {
    const number = parseAddress6(address);
    return number === undefined ? 'none' : contains6(parsed, number) ? 'inside' : 'outside';
  };
  if (gateway !== '' && place(gateway) === 'none') faults.push(`invalid gateway ${gateway}: invalid address`);
  else if (gateway !== '' && place(gateway) === 'outside')
    faults.push(`invalid gateway ${gateway}: parent subnet ${subnet} doesn't contain this address`);
  for (const [name, address] of Object.entries(aux))
    if (place(address) !== 'inside')
      faults.push(`invalid auxiliary address ${name}: parent subnet ${subnet} doesn't contain this address`);
  return faults;
}
