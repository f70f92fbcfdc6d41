// Starting a container: its network, its files, its first process; POST /containers/{id}/start.
import type { Limits, Process, StartFailure } from '../../computer/contract.ts';
import { MountTable } from '../../computer/filesystem/mounts.ts';
import { FileSystem } from '../../computer/filesystem/file-system.ts';
import type { Response } from '../../kernel/message.ts';
import { sleep, type Task } from '../../kernel/task.ts';
import { runsHere } from '../../oci/platform.ts';
import type { Engine } from '../engine.ts';
import { ApiError, errorResponse, errors } from '../errors.ts';
import { recordedPorts } from '../networks/ports.ts';
import type { HostConfig } from '../records.ts';
import type { Container, Running } from './container.ts';
import { superviseContainer } from './die.ts';
import { environmentOf } from './environment.ts';
import { watchHealth } from './health.ts';
import { removeNow } from './remove.ts';
import { refuseTmpfs, unmountVolumes } from './mounts.ts';
import { refuseLogValues, refuseResources } from './validate.ts';
import { mountAll } from './root-files.ts';
import { setUpNetwork, tearDown, type NetworkPlace } from './start-network.ts';
import { openStreams } from './streams.ts';
import {
  applySettings,
  cgroupPathOf,
  refuseSettings,
  confinementOf,
  resourceLimitsOf,
  sharedNamespaces,
} from './isolation.ts';
import { runtimeError } from './runtime-error.ts';
import { findUser } from './user.ts';

/** ms that the runtime takes to start a process in new namespaces. */
const runtimeSetup = 40;

/** Starts a container that does not run; nothing happens (304) to one that does. */
export function* startContainer(engine: Engine, params: { id: string }): Task<Response> {
  const container = engine.containers.find(params.id);
  if (container instanceof ApiError) return errorResponse(container);
  yield* container.settled();
  const { state } = container.record;
  if (state === 'paused') return errorResponse(errors.startPaused());
  if (state === 'running') return errorResponse(errors.notModified());
  if (!container.may('start')) return errorResponse(errors.startRemoving());
  // What was changed since it was made may not go together.
  const refusal = refuseResources(container.record.hostConfig, engine.machine, false);
  if (refusal) return errorResponse(refusal);
  container.restart?.cancel();
  container.resetRestarts();
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
    container.changed.fire();
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
  const log = refuseLogValues(record.hostConfig.LogConfig);
  if (log) return log;
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
    superviseContainer(container, started, start),
    engine.kernel.current.cause,
  );
  watchHealth(container);
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
  const refusal = refuseSettings(container);
  if (refusal) {
    streams.abandon();
    return refusal;
  }
  const shares = sharedNamespaces(engine, hostConfig);
  if (shares instanceof ApiError) {
    streams.abandon();
    return shares;
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
    ...(runsHere(container.imageConfig) ? {} : { foreign: true }),
    shares,
    resourceLimits: resourceLimitsOf(hostConfig),
    confinement: confinementOf(hostConfig),
    cgroupPath: cgroupPathOf(hostConfig, id),
  });
  streams.release();
  if (!('failure' in init)) applySettings(container, init);
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

/** The processors of a list such as `0-2,4`, in order. */
function processorsOf(list: string): readonly number[] {
  const numbers = list.split(',').flatMap((part) => {
    const [first = 0, last = first] = part.split('-').map(Number);
    return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
  });
  return [...new Set(numbers)].sort((one, two) => one - two);
}

/** CPU shares (2 … 262144) as the weight of version 2 (1 … 10000), as runc converts them. */
const weightOf = (shares: number): number => Math.floor(1 + ((Math.min(262_144, shares) - 2) * 9999) / 262_142);

/** The limits of its control group. */
export function limitsOf(host: HostConfig): Limits {
  const cpus =
    host.NanoCpus > 0 ? host.NanoCpus / 1e9 : host.CpuQuota > 0 ? host.CpuQuota / (host.CpuPeriod || 100_000) : 0;
  return {
    ...(host.Memory > 0 ? { memory: host.Memory } : {}),
    ...(cpus > 0 ? { cpus } : {}),
    ...(host.PidsLimit !== null && host.PidsLimit > 0 ? { pids: host.PidsLimit } : {}),
    ...(host.Memory > 0 && host.MemorySwap >= host.Memory ? { swap: host.MemorySwap - host.Memory } : {}),
    ...(host.CpusetCpus === '' ? {} : { cpuset: processorsOf(host.CpusetCpus) }),
    ...(host.CpuShares > 1 ? { cpuWeight: weightOf(host.CpuShares) } : {}),
  };
}
