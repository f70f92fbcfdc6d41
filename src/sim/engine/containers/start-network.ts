// A container's place on the network when it starts and when it ends: namespace, endpoints, ports, or somebody else's namespace.
import type { NetworkNamespace } from '../../computer/contract.ts';
import type { NamespaceOfNetworks } from '../../computer/network/namespace.ts';
import type { PublishedPort as OpenPort } from '../../computer/network/networks.ts';
import { sleep, type Task } from '../../kernel/task.ts';
import type { Engine } from '../engine.ts';
import { ApiError, errors } from '../errors.ts';
import { connectEndpoint, disconnectEndpoint, sharesNamespace } from '../networks/endpoints.ts';
import { writeEtcFiles } from '../networks/etc-files.ts';
import { publishPorts } from '../networks/ports.ts';
import type { ContainerRecord, Endpoint } from '../records.ts';
import type { Container } from './container.ts';

/** ms that setting up a namespace with its addresses and ports takes. */
const networkSetup = 60;

/** Where its processes will be on the network. */
export interface NetworkPlace {
  readonly network: NetworkNamespace;
  readonly own: NamespaceOfNetworks | undefined;
  readonly ports: OpenPort[];
  readonly endpoints: readonly Endpoint[];
}

/** Connects a container that is about to run. When something is in the way, nothing stays connected. */
export function* setUpNetwork(container: Container): Task<NetworkPlace | ApiError> {
  const { engine, record, id } = container;
  const { networks } = engine.machine;
  const mode = record.hostConfig.NetworkMode;
  if (sharesNamespace(mode)) return shareNetwork(container, mode);
  // On a network of one's own a link is a name there, and may lead nowhere.
  for (const link of isDefault(mode) ? (record.hostConfig.Links ?? []) : []) {
    const refusal = refuseLink(engine, link);
    if (refusal) return refusal;
  }
  const namespace = networks.createNamespace(id);
  const { Dns: servers } = record.hostConfig;
  if (servers && servers.length > 0) namespace.forwardsTo = servers;
  const connected: Endpoint[] = [];
  const several = record.endpoints.length > 1;
  for (const planned of record.endpoints) {
    const endpoint =
      several && planned.networkName === 'none'
        ? errors.privateNetwork()
        : connectEndpoint(container, namespace, planned);
    if (endpoint instanceof ApiError)
      return undoAll(container, namespace, connected, record.endpoints, errors.networkingFailed(endpoint.message));
    connected.push(endpoint);
  }
  const [first] = connected;
  // What is on an internal network cannot be reached through the machine, nor what is beside it: its ports stay closed without a word.
  const way = namespace.defaultBridge?.options;
  const open = connected.find(({ network }) => way !== undefined && way.parent === undefined && network === way.id);
  const ports = open ? publishPorts(container, namespace, open.address, open.endpointId) : [];
  if (ports instanceof ApiError) return undoAll(container, namespace, connected, record.endpoints, ports);
  writeEtcFiles(container, connected);
  yield* sleep(first ? networkSetup : 0);
  return { network: namespace, own: namespace, ports, endpoints: connected };
}

const isDefault = (mode: string): boolean => ['default', 'bridge', 'none'].includes(mode);

function undoAll(
  container: Container,
  namespace: NamespaceOfNetworks,
  connected: readonly Endpoint[],
  planned: readonly Endpoint[],
  failure: ApiError,
): ApiError {
  const after = connected.map((endpoint) => disconnectEndpoint(container, namespace, endpoint));
  container.update({ endpoints: planned.map((endpoint, index) => after[index] ?? endpoint) });
  container.engine.machine.networks.removeNamespace(namespace);
  return failure;
}

function shareNetwork(container: Container, mode: string): NetworkPlace | ApiError {
  const { engine, record } = container;
  if (mode === 'host') {
    const host = engine.networks.find('host');
    const network = host instanceof ApiError ? '' : host.id;
    const endpoints = record.endpoints.map((endpoint) => ({ ...endpoint, network, endpointId: engine.newId() }));
    engine.events.emit('network', 'connect', network, { container: container.id, name: 'host', type: 'host' });
    writeEtcFiles(container, []);
    return { network: engine.machine.networks.machine, own: undefined, ports: [], endpoints };
  }
  const other = engine.containers.find(mode.slice('container:'.length));
  if (other instanceof ApiError) return errors.joinNetwork(other.message);
  if (!other.running)
    return errors.startFailed(
      `cannot join network namespace of a non running container: container ${other.record.name} is ${other.record.state}`,
    );
  writeEtcFiles(container, []);
  return { network: other.running.network, own: undefined, ports: [], endpoints: [] };
}

function refuseLink(engine: Engine, link: string): ApiError | undefined {
  const [target = ''] = link.split(':');
  const other = engine.containers.find(target);
  if (other instanceof ApiError) return errors.linkTarget(target);
  if (!other.record.endpoints.some(({ networkName }) => networkName === 'bridge'))
    return errors.linkNotOnBridge(other.id);
  if (!other.running) return errors.linkNotRunning(`/${other.record.name}`, link.split(':')[1] ?? target);
  return undefined;
}

/** Takes a container off its networks: its ports close, its addresses are free. What changes in its record by that. */
export function tearDown(
  container: Container,
  { own, ports, endpoints }: Pick<NetworkPlace, 'own' | 'ports' | 'endpoints'>,
): Pick<ContainerRecord, 'endpoints' | 'ports'> {
  const { networks } = container.engine.machine;
  for (const port of ports) networks.unpublish(port);
  const after = endpoints.map((endpoint) =>
    endpoint.endpointId === '' ? endpoint : disconnectEndpoint(container, own, endpoint),
  );
  if (own) networks.removeNamespace(own);
  return { endpoints: after, ports: [] };
}
