// The document that `docker inspect` shows of a container, in Docker's order: a function of its record.
import { nameFor } from '../layers/layer-folder.ts';
import type { ContainerRecord, Endpoint } from '../records.ts';
import { timestamp } from '../times.ts';
import { healthCommand } from './health-command.ts';

const home = '/var/lib/docker';

/** The bytes of its files, which the document has when `--size` was asked for. */
export const describeSize = (record: ContainerRecord, imageSize: number): object => ({
  SizeRw: record.writableSize,
  SizeRootFs: record.writableSize + imageSize,
});

/** The whole document. `folders` are those of its image's layers, lowest first; `size` is what `describeSize` says, or nothing. */
export function describeContainer(record: ContainerRecord, folders: readonly string[], size: object = {}): object {
  const { id } = record;
  const everRan = record.startedAt > 0 || record.endpoints.some(({ network }) => network !== '');
  const place = `${home}/containers/${id}`;
  const file = (name: string): string => (everRan ? `${place}/${name}` : '');
  const [path = '', ...args] = record.command;
  return {
    Id: id,
    Created: timestamp(record.createdAt),
    Path: path,
    Args: args,
    State: describeState(record),
    Image: record.image,
    ResolvConfPath: file('resolv.conf'),
    HostnamePath: file('hostname'),
    HostsPath: file('hosts'),
    LogPath: record.hostConfig.LogConfig.Type === 'json-file' ? file(`${id}-json.log`) : '',
    Name: `/${record.name}`,
    RestartCount: record.restartCount,
    Driver: 'overlay2',
    Platform: 'linux',
    MountLabel: '',
    ProcessLabel: '',
    AppArmorProfile: '',
    ExecIDs: record.execIds.length > 0 ? record.execIds : null,
    HostConfig: record.hostConfig,
    GraphDriver: describeDriver(id, folders),
    ...size,
    Mounts: describeMounts(record),
    Config: record.config,
    NetworkSettings: describeNetworkSettings(record),
  };
}

function describeState(record: ContainerRecord): object {
  const { state } = record;
  const check = healthCommand(record.config) !== undefined;
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

function describeDriver(id: string, folders: readonly string[]): object {
  const own = `${home}/overlay2/${nameFor(`upper ${id}`)}`;
  const lower = folders.toReversed().map((folder) => `${folder}/diff`);
  return {
    Data: {
      ID: id,
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
export function describeNetworks(record: ContainerRecord, where: 'list' | 'inspect'): Record<string, object> {
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
    IPv6Gateway: endpoint.gateway6,
    GlobalIPv6Address: endpoint.address6,
    GlobalIPv6PrefixLen: endpoint.prefix6,
    DNSNames: inspect && endpoint.dnsNames.length > 0 ? endpoint.dnsNames : null,
  };
}

function describeNetworkSettings(record: ContainerRecord): object {
  const bridge = record.endpoints.find(({ networkName }) => networkName === 'bridge');
  const sandbox =
    record.pid > 0 && !record.hostConfig.NetworkMode.startsWith('container:')
      ? nameFor(`sandbox ${record.id} ${record.startedAt}`)
      : '';
  return {
    Bridge: '',
    SandboxID: sandbox,
    SandboxKey:
      sandbox === ''
        ? ''
        : `/var/run/docker/netns/${record.hostConfig.NetworkMode === 'host' ? 'default' : sandbox.slice(0, 12)}`,
    Ports: describePorts(record),
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
    Networks: describeNetworks(record, 'inspect'),
  };
}

/** Open ports by container port; exposed ones that are not published are null. */
function describePorts(record: ContainerRecord): object {
  if (record.pid === 0 || !record.endpoints.some(({ address, beside }) => address !== '' && !beside)) return {};
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
