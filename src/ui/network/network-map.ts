// The networks of a host at a moment: who hangs on which bridge with which address, which names are answered, what is let in.
import type { ContainerRecord, NetworkRecord } from '../../sim/engine/records.ts';
import { recordKey } from '../../sim/engine/records.ts';
import type { View } from '../../sim/kernel/view.ts';
import type { ContainerState, Health } from '../drawing/container-parts.ts';
import { shortNameOf, type Picture } from '../stage/picture.ts';

/** A bridge. */
export interface MapNetwork {
  /** Record key. */
  readonly id: string;
  readonly name: string;
  readonly subnet: string;
  readonly gateway: string;
  readonly internal: boolean;
  /** Order that its hue stands for. */
  readonly hue: number;
  /** Names that its DNS answers with their addresses; undefined on the default bridge, which answers none. */
  readonly names:
    readonly { readonly name: string; readonly address: string; readonly container: string }[] | undefined;
}

/** A cable from a container to a bridge. */
export interface MapCable {
  /** Record key of the network. */
  readonly network: string;
  readonly device: string;
  readonly address: string;
}

/** A container, as the network sees it. */
export interface MapContainer {
  /** Record key. */
  readonly id: string;
  readonly name: string;
  /** Where the name has no room. */
  readonly shortName: string;
  /** As it was named. */
  readonly image: string;
  readonly state: ContainerState;
  readonly health: Health | undefined;
  /** `bridge`: cables; the others have none. `other`: another container's namespace. */
  readonly mode: 'bridge' | 'host' | 'none' | 'other';
  /** Whose namespace it shares, for `other`. */
  readonly shares: string;
  readonly cables: readonly MapCable[];
  /** `80`, `5432`, …; of those that do not listen on all addresses with the address. */
  readonly listens: readonly string[];
  readonly ports: readonly { readonly host: string; readonly address: string; readonly to: string }[];
}

export interface NetworkMap {
  readonly networks: readonly MapNetwork[];
  /** In order of their places. */
  readonly containers: readonly MapContainer[];
}

/** Reads the map from the records; places and hues are those of the picture. */
export function networkMapOf(view: View, picture: Picture): NetworkMap {
  const records = picture.containers
    .map(({ id }) => view.get('container', id))
    .filter((record): record is ContainerRecord => record !== undefined);
  return {
    networks: picture.networks.flatMap(({ id, hue }) => {
      const record = view.get('network', id);
      return record ? [networkOf(record, hue, records)] : [];
    }),
    containers: records.map((record) => containerOf(record, view)),
  };
}

const alive = ({ state }: ContainerRecord): boolean => state === 'running' || state === 'paused';

function networkOf(record: NetworkRecord, hue: number, containers: readonly ContainerRecord[]): MapNetwork {
  const members = containers
    .filter((container) => container.engine === record.engine && alive(container))
    .flatMap(({ name: container, endpoints }) =>
      endpoints
        .filter(({ network, address }) => network === record.id && address !== '')
        .flatMap(({ dnsNames, address }) => dnsNames.map((name) => ({ name, address, container }))),
    )
    // A short id resolves, too; a name is what people use.
    .filter(({ name }) => !/^[0-9a-f]{12}$/.test(name));
  return {
    id: recordKey(record.engine, record.id),
    name: record.name,
    subnet: record.subnet,
    gateway: record.gateway,
    internal: record.internal,
    hue,
    names: record.name === 'bridge' ? undefined : members,
  };
}

function containerOf(record: ContainerRecord, view: View): MapContainer {
  const mode = record.hostConfig.NetworkMode;
  const donor = mode.startsWith('container:') ? mode.slice('container:'.length) : undefined;
  return {
    id: recordKey(record.engine, record.id),
    name: record.name,
    shortName: shortNameOf(record),
    image: record.imageName,
    state: record.state,
    health: record.health === 'none' ? undefined : record.health,
    mode: donor !== undefined ? 'other' : mode === 'host' || mode === 'none' ? mode : 'bridge',
    shares: donor === undefined ? '' : (view.all('container').find(({ id }) => id.startsWith(donor))?.name ?? donor),
    cables: record.endpoints
      .map(({ network, address }, index) => ({
        network: recordKey(record.engine, network),
        device: `eth${index}`,
        address,
      }))
      .filter(({ address }) => alive(record) && address !== ''),
    listens: alive(record) ? listening(record.id, view) : [],
    ports: publishedPorts(record),
  };
}

function listening(id: string, view: View): string[] {
  const sockets = view
    .all('listener')
    .filter(({ container, protocol }) => container === id && protocol === 'tcp')
    .sort((a, b) => a.port - b.port)
    .map(({ address, port }) => (/^(?:0\.0\.0\.0|::|\[::\])$/.test(address) ? String(port) : `${address}:${port}`));
  return [...new Set(sockets)];
}

function publishedPorts({ ports }: ContainerRecord): MapContainer['ports'] {
  const byHost = new Map<number, MapContainer['ports'][number]>();
  for (const { hostPort, hostAddress, containerPort } of ports)
    if (hostPort > 0 && !byHost.has(hostPort))
      byHost.set(hostPort, { host: String(hostPort), address: hostAddress, to: String(containerPort) });
  return [...byHost.values()];
}

/** How one container finds another: by name on a network with DNS, by address on the default bridge, not at all. */
export function reach(
  from: MapContainer,
  to: MapContainer,
  networks: readonly MapNetwork[],
): 'name' | 'address' | 'no' {
  const shared = from.cables.filter(({ network }) => to.cables.some((cable) => cable.network === network));
  if (shared.length === 0) return 'no';
  return shared.some(({ network }) => networks.find(({ id }) => id === network)?.names) ? 'name' : 'address';
}
