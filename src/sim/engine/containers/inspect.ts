// GET /containers/{id}/json: every field of `docker inspect`, in Docker's order. Worked out only when somebody asks.
import { json, type Request, type Response } from '../../kernel/message.ts';
import type { Task } from '../../kernel/task.ts';
import type { Engine } from '../engine.ts';
import { ApiError, errorResponse } from '../errors.ts';
import { layerFolder, nameFor } from '../layers/layer-folder.ts';
import { boolean } from '../query.ts';
import type { ContainerRecord, Endpoint } from '../records.ts';
import { timestamp } from '../times.ts';
import type { Container } from './container.ts';
import { hasHealthcheck } from './health.ts';

const home = '/var/lib/docker';

/** One container; `size` adds the sizes of its files. */
export function* inspectContainer(engine: Engine, params: { id: string }, message: Request): Task<Response> {
  const container = engine.containers.find(params.id);
  if (container instanceof ApiError) return errorResponse(container);
  yield* container.settled();
  return json(200, describeContainer(container, boolean(message.query['size'])));
}

/** The whole JSON. */
export function describeContainer(container: Container, size: boolean): object {
  container.flush();
  const { record, id, imageSize } = container;
  const everRan = record.startedAt > 0 || record.endpoints.some(({ network }) => network !== '');
  const place = `${home}/containers/${id}`;
  const file = (name: string): string => (everRan ? `${place}/${name}` : '');
  const [path = '', ...args] = record.command;
  return {
    Id: id,
    Created: timestamp(record.createdAt),
    Path: path,
    Args: args,
    State: describeState(container),
    Image: record.image,
    ResolvConfPath: file('resolv.conf'),
    HostnamePath: file('hostname'),
    HostsPath: file('hosts'),
    LogPath: container.log.driver === 'json-file' ? file(`${id}-json.log`) : '',
    Name: `/${record.name}`,
    RestartCount: record.restartCount,
    Driver: 'overlay2',
    Platform: 'linux',
    MountLabel: '',
    ProcessLabel: '',
    AppArmorProfile: '',
    ExecIDs: container.execs.size > 0 ? [...container.execs] : null,
    HostConfig: record.hostConfig,
    GraphDriver: describeDriver(container),
    ...(size ? { SizeRw: record.writableSize, SizeRootFs: record.writableSize + imageSize } : {}),
    Mounts: describeMounts(record),
    Config: record.config,
    NetworkSettings: describeNetworkSettings(container),
  };
}

function describeState(container: Container): object {
  const { record } = container;
  const { state } = record;
  const check = hasHealthcheck(container);
  return {
    Status: state,
    Running: state === 'running' || state === 'paused' || state === 'restarting',
    Paused: state === 'paused',
    Restarting: state === 'restarting',
    OOMKilled: record.oomKilled,
    Dead: state === 'dead',
    Pid: record.pid,
    ExitCode: record.exitCode,
    Error: record.error,
    StartedAt: timestamp(record.startedAt),
    FinishedAt: timestamp(record.finishedAt),
    ...(check && record.startedAt > 0
      ? {
          Health: {
            Status: record.health === 'none' ? 'starting' : record.health,
            FailingStreak: record.failingStreak,
            Log: record.healthLog.map(({ start, end, exitCode, output }) => ({
              Start: timestamp(start),
              End: timestamp(end),
              ExitCode: exitCode,
              Output: output,
            })),
          },
        }
      : {}),
  };
}

function describeDriver(container: Container): object {
  const own = `${home}/overlay2/${nameFor(`upper ${container.id}`)}`;
  const lower = [...container.imageLayers].reverse().map((chain) => `${layerFolder(container.engine, chain)}/diff`);
  return {
    Data: {
      ID: container.id,
      LowerDir: [`${own}-init/diff`, ...lower].join(':'),
      MergedDir: `${own}/merged`,
      UpperDir: `${own}/diff`,
      WorkDir: `${own}/work`,
    },
    Name: 'overlay2',
  };
}

/** Mounts as inspect and `docker ps` show them: `--tmpfs` is not among them. */
export function describeMounts({ mounts, hostConfig }: ContainerRecord): object[] {
  return mounts
    .filter(({ type, destination }) => type !== 'tmpfs' || hostConfig.Tmpfs?.[destination] === undefined)
    .map(({ type, name, source, destination, driver, mode, readOnly, propagation }) => ({
      Type: type,
      ...(name === '' ? {} : { Name: name }),
      Source: source,
      Destination: destination,
      ...(driver === '' ? {} : { Driver: driver }),
      Mode: mode,
      RW: !readOnly,
      Propagation: propagation,
    }));
}

/** Endpoints by network name. The list of containers leaves aliases and names out. */
export function describeNetworks({ record }: Container, where: 'list' | 'inspect'): Record<string, object> {
  const sorted = [...record.endpoints].sort((a, b) => (a.networkName < b.networkName ? -1 : 1));
  return Object.fromEntries(sorted.map((endpoint) => [endpoint.networkName, describeEndpoint(endpoint, where)]));
}

function describeEndpoint(endpoint: Endpoint, where: 'list' | 'inspect'): object {
  const { wanted } = endpoint;
  const inspect = where === 'inspect';
  return {
    IPAMConfig: wanted.IPAMConfig ?? null,
    Links: inspect ? (wanted.Links ?? null) : null,
    Aliases: inspect ? (wanted.Aliases ?? null) : null,
    MacAddress: endpoint.mac,
    DriverOpts: wanted.DriverOpts ?? null,
    GwPriority: wanted.GwPriority ?? 0,
    NetworkID: endpoint.network,
    EndpointID: endpoint.endpointId,
    Gateway: endpoint.gateway,
    IPAddress: endpoint.address,
    IPPrefixLen: endpoint.prefix,
    IPv6Gateway: '',
    GlobalIPv6Address: '',
    GlobalIPv6PrefixLen: 0,
    DNSNames: inspect && endpoint.dnsNames.length > 0 ? endpoint.dnsNames : null,
  };
}

function describeNetworkSettings(container: Container): object {
  const { record, running } = container;
  const bridge = record.endpoints.find(({ networkName }) => networkName === 'bridge');
  const sandbox =
    running && !record.hostConfig.NetworkMode.startsWith('container:')
      ? nameFor(`sandbox ${container.id} ${record.startedAt}`)
      : '';
  return {
    Bridge: '',
    SandboxID: sandbox,
    SandboxKey:
      sandbox === ''
        ? ''
        : `/var/run/docker/netns/${record.hostConfig.NetworkMode === 'host' ? 'default' : sandbox.slice(0, 12)}`,
    Ports: describePorts(container),
    HairpinMode: false,
    LinkLocalIPv6Address: '',
    LinkLocalIPv6PrefixLen: 0,
    SecondaryIPAddresses: null,
    SecondaryIPv6Addresses: null,
    EndpointID: bridge?.endpointId ?? '',
    Gateway: bridge?.gateway ?? '',
    GlobalIPv6Address: '',
    GlobalIPv6PrefixLen: 0,
    IPAddress: bridge?.address ?? '',
    IPPrefixLen: bridge?.prefix ?? 0,
    IPv6Gateway: '',
    MacAddress: bridge?.mac ?? '',
    Networks: describeNetworks(container, 'inspect'),
  };
}

/** Open ports by container port; exposed ones that are not published are null. */
function describePorts({ record, running }: Container): object {
  if (!running || !record.endpoints.some(({ address }) => address !== '')) return {};
  const names = new Set(Object.keys(record.config.ExposedPorts ?? {}));
  for (const { containerPort, protocol } of record.ports) names.add(`${containerPort}/${protocol}`);
  return Object.fromEntries(
    [...names].sort().map((name) => {
      const open = record.ports.filter(({ containerPort, protocol }) => `${containerPort}/${protocol}` === name);
      return [
        name,
        open.length > 0
          ? open.map(({ hostAddress, hostPort }) => ({ HostIp: hostAddress, HostPort: String(hostPort) }))
          : null,
      ];
    }),
  );
}
