// Starting a container: its network, its files, its first process; POST /containers/{id}/start.
import type { Process, StartFailure } from '../../computer/contract.ts';
import { MountTable } from '../../computer/filesystem/mounts.ts';
import { FileSystem } from '../../computer/filesystem/file-system.ts';
import type { NamespaceOfNetworks } from '../../computer/network/namespace.ts';
import type { PublishedPort as OpenPort } from '../../computer/network/networks.ts';
import type { NetworkNamespace } from '../../computer/contract.ts';
import type { Response } from '../../kernel/message.ts';
import { sleep, type Task } from '../../kernel/task.ts';
import type { Engine } from '../engine.ts';
import { ApiError, errorResponse, errors } from '../errors.ts';
import { connectEndpoint, disconnectEndpoint, sharesNamespace } from '../networks/endpoints.ts';
import { writeEtcFiles } from '../networks/etc-files.ts';
import { publishPorts, recordedPorts } from '../networks/ports.ts';
import type { ContainerRecord, Endpoint, HostConfig } from '../records.ts';
import type { Container, Running } from './container.ts';
import { superviseContainer } from './die.ts';
import { watchHealth } from './health.ts';
import { removeNow } from './remove.ts';
import { refuseTmpfs } from './mounts.ts';
import { mountAll } from './root-files.ts';
import { openStreams } from './streams.ts';
import { runtimeError } from './runtime-error.ts';
import { findUser } from './user.ts';

/** ms that setting up the network and the runtime's work take. */
const networkSetup = 60;
const runtimeSetup = 40;

/** Starts a container that does not run; nothing happens (304) to one that does. */
export function* startContainer(engine: Engine, params: { id: string }): Task<Response> {
  const container = engine.containers.find(params.id);
  if (container instanceof ApiError) return errorResponse(container);
  yield* container.settled();
  const { state } = container.record;
  if (state === 'paused') return errorResponse(errors.startPaused());
  if (state === 'running' || container.starting) return errorResponse(errors.notModified());
  if (!container.may('start')) return errorResponse(errors.startRemoving());
  container.restart?.cancel();
  const failure = yield* start(container);
  return failure ? errorResponse(failure) : { status: 204, headers: {} };
}

/** Starts it; the reason when it cannot be. Also used by restart and by restart policies. */
export function* start(container: Container): Task<ApiError | undefined> {
  const { engine } = container;
  const idle = engine.busy('starting');
  container.starting = true;
  try {
    const failure = yield* launch(container);
    if (!failure) return undefined;
    const exitCode = exitCodeOf(failure.message);
    container.move('startFailed', { error: failure.message, exitCode, pid: 0, ports: [] });
    if (container.record.hostConfig.AutoRemove) yield* removeNow(container, true);
    return failure;
  } finally {
    container.starting = false;
    idle();
  }
}

/** moby's translateContainerdStartErr. */
function exitCodeOf(message: string): number {
  if (
    /executable file not found|no such file or directory|system cannot find/.test(message) &&
    message.includes('OCI runtime')
  )
    return 127;
  if (/OCI runtime.*(permission denied|is a directory)/.test(message)) return 126;
  if (/OCI runtime.*not a directory/.test(message)) return 127;
  return 128;
}

function* launch(container: Container): Task<ApiError | undefined> {
  const { engine, record } = container;
  if ((record.hostConfig.DeviceRequests ?? []).length > 0) return errors.noGpu();
  for (const options of Object.values(record.hostConfig.Tmpfs ?? {})) {
    const refusal = refuseTmpfs(options);
    if (refusal) return refusal;
  }
  const volumes = record.mounts.filter(({ type }) => type === 'volume').map(({ name }) => name);
  for (const mount of record.mounts)
    if (mount.type === 'volume')
      engine.events.emit('volume', 'mount', mount.name, {
        container: container.id,
        destination: mount.destination,
        driver: 'local',
        propagation: '',
        'read/write': String(!mount.readOnly),
      });
  const place = yield* setUpNetwork(container);
  if (place instanceof ApiError) {
    unmountVolumes(container, volumes);
    return place;
  }
  const started = yield* startInit(container, place, volumes);
  if (started instanceof ApiError) {
    container.update(tearDown(container, place));
    unmountVolumes(container, volumes);
    return started;
  }
  container.running = started;
  const startedAt = engine.kernel.clock;
  const fields = {
    pid: started.init.hostPid,
    startedAt,
    error: '',
    exitCode: 0,
    oomKilled: false,
    stoppedByUser: false,
    endpoints: place.endpoints,
    ports: recordedPorts(started.ports),
  } as const;
  container.expectEnd = false;
  container.move('start', fields);
  container.emit('start');
  engine.kernel.spawn(
    `container ${container.id.slice(0, 12)}`,
    superviseContainer(container, started),
    engine.kernel.current.cause,
  );
  watchHealth(container);
  return undefined;
}

/** Where its processes will be on the network. */
export interface NetworkPlace {
  readonly network: NetworkNamespace;
  readonly own: NamespaceOfNetworks | undefined;
  readonly ports: OpenPort[];
  readonly endpoints: readonly Endpoint[];
}

function* setUpNetwork(container: Container): Task<NetworkPlace | ApiError> {
  const { engine, record, id } = container;
  const { networks } = engine.machine;
  const mode = record.hostConfig.NetworkMode;
  if (sharesNamespace(mode)) return shareNetwork(container, mode);
  for (const link of record.hostConfig.Links ?? []) {
    const refusal = refuseLink(engine, link);
    if (refusal) return refusal;
  }
  const namespace = networks.createNamespace(id);
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
  const bridged = connected.find(({ address }) => address !== '');
  const ports = bridged ? publishPorts(container, namespace, bridged.address, bridged.endpointId) : [];
  if (ports instanceof ApiError) return undoAll(container, namespace, connected, record.endpoints, ports);
  writeEtcFiles(container, connected);
  yield* sleep(first ? networkSetup : 0);
  return { network: namespace, own: namespace, ports, endpoints: connected };
}

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
    return errors.joinNetwork(`cannot join network namespace of a non running container: ${other.id}`);
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

function* startInit(container: Container, place: NetworkPlace, volumes: readonly string[]): Task<Running | ApiError> {
  const { engine, record, id } = container;
  const { config, hostConfig } = record;
  container.oomKillsBefore = engine.machine.usage(id).oomKills;
  const device = (hostConfig.Devices ?? []).find(({ PathOnHost: path }) => !engine.machine.files.exists(path));
  if (device) return errors.noDevice(device.PathOnHost);
  const mounts = mountAll(container);
  if (mounts instanceof ApiError) return mounts;
  if (!(mounts instanceof MountTable)) return runtimeError.mount(mounts.mount);
  const files = new FileSystem(mounts);
  const user = findUser(files, config.User, hostConfig);
  if (user instanceof ApiError) return user;
  yield* sleep(runtimeSetup);
  const streams = openStreams(container);
  const cwd = config.WorkingDir === '' ? '/' : config.WorkingDir;
  const joins = pidOwner(engine, hostConfig);
  if (joins instanceof ApiError) {
    streams.abandon();
    return joins;
  }
  const init: Process | StartFailure = yield* engine.machine.start({
    argv: record.command,
    env: environmentOf(container, user.home),
    cwd,
    credentials: user.credentials,
    files,
    network: place.network,
    hostname: config.Hostname,
    descriptors: streams.descriptors,
    ...(streams.terminal ? { terminal: streams.terminal } : {}),
    container: id,
    limits: limitsOf(hostConfig),
    ...(hostConfig.Init ? { init: true } : {}),
    ...(joins ? { joins } : {}),
    ...(hostConfig.PidMode === 'host' ? { hostPid: true } : {}),
  });
  streams.release();
  if ('failure' in init) {
    streams.abandon();
    return runtimeError.start(init, files);
  }
  return {
    init,
    mounts,
    network: place.network,
    own: place.own,
    ports: place.ports,
    terminal: streams.terminal,
    stdin: streams.stdin,
    streams,
    startedAt: engine.kernel.now,
    volumes,
  };
}

function pidOwner(engine: Engine, { PidMode: mode }: HostConfig): Process | undefined | ApiError {
  if (!mode.startsWith('container:')) return undefined;
  const other = engine.containers.find(mode.slice('container:'.length));
  if (other instanceof ApiError) return other;
  return other.running?.init ?? errors.startFailed(`cannot join PID namespace of a non running container: ${other.id}`);
}

/** The environment of its processes: the configuration's, and what the runtime adds where it is missing. */
export function environmentOf(container: Container, home: string): Map<string, string> {
  const { config } = container.record;
  const env = new Map<string, string>();
  env.set('PATH', '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin');
  env.set('HOSTNAME', config.Hostname);
  if (config.Tty) env.set('TERM', 'xterm');
  for (const entry of config.Env ?? []) {
    const equals = entry.indexOf('=');
    if (equals > 0) env.set(entry.slice(0, equals), entry.slice(equals + 1));
    else env.delete(entry);
  }
  if (!env.has('HOME')) env.set('HOME', home);
  return env;
}

/** The limits of its control group. */
export function limitsOf(host: HostConfig): { memory?: number; cpus?: number; pids?: number } {
  const cpus =
    host.NanoCpus > 0 ? host.NanoCpus / 1e9 : host.CpuQuota > 0 ? host.CpuQuota / (host.CpuPeriod || 100_000) : 0;
  return {
    ...(host.Memory > 0 ? { memory: host.Memory } : {}),
    ...(cpus > 0 ? { cpus } : {}),
    ...(host.PidsLimit !== null && host.PidsLimit > 0 ? { pids: host.PidsLimit } : {}),
  };
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

/** Tells that its volumes are not mounted any more. */
export function unmountVolumes(container: Container, volumes: readonly string[]): void {
  for (const name of volumes)
    container.engine.events.emit('volume', 'unmount', name, { container: container.id, driver: 'local' });
}
