// What the log holds about an engine: containers, images, layers, networks, volumes, the daemon itself.
// Keys are `<engine>/<id>` (see `recordKey`), so that several engines live in one world.
import type { ImageConfig } from '../oci/image-config.ts';
import type { Tree } from '../computer/filesystem/tree.ts';

/** The key of an engine's record. */
export const recordKey = (engine: string, id: string): string => `${engine}/${id}`;

/** State of the container statechart (machines/container.ts). */
export type ContainerState = 'created' | 'running' | 'paused' | 'restarting' | 'removing' | 'exited' | 'dead';

export type HealthState = 'none' | 'starting' | 'healthy' | 'unhealthy';

/** A published port: where the host listens and what it leads to. */
export interface PublishedPort {
  readonly hostAddress: string;
  readonly hostPort: number;
  readonly containerPort: number;
  readonly protocol: 'tcp' | 'udp';
}

/** How a container hangs on a network, or will when it runs: then `endpointId` is empty, and with it the address. */
export interface Endpoint {
  /** Id of the network; empty until the container has run for the first time. */
  readonly network: string;
  readonly networkName: string;
  readonly endpointId: string;
  readonly address: string;
  readonly prefix: number;
  readonly gateway: string;
  /** Of IPv6; empty where its network has none. */
  readonly address6: string;
  readonly prefix6: number;
  readonly gateway6: string;
  /** It lies beside the machine's own interface (macvlan, ipvlan): the machine maps no ports to it. */
  readonly beside: boolean;
  readonly mac: string;
  /** As they were asked for. */
  readonly aliases: readonly string[];
  /** Names by which others on the network find it. */
  readonly dnsNames: readonly string[];
  /** What was asked for: a fixed address, a hardware address, links, driver options, priority of its gateway. */
  readonly wanted: EndpointSettings;
}

/** The part of the API's EndpointSettings that a user sets. */
export interface EndpointSettings {
  readonly IPAMConfig?: {
    readonly IPv4Address?: string;
    readonly IPv6Address?: string;
    readonly LinkLocalIPs?: readonly string[];
  } | null;
  readonly Links?: readonly string[] | null;
  readonly Aliases?: readonly string[] | null;
  readonly MacAddress?: string;
  readonly DriverOpts?: Readonly<Record<string, string>> | null;
  readonly GwPriority?: number;
}

/** Something mounted into a container. */
export interface Mount {
  readonly type: 'volume' | 'bind' | 'tmpfs' | 'image';
  /** Volume name; empty for others. */
  readonly name: string;
  /** Path on the host; empty for tmpfs. */
  readonly source: string;
  readonly destination: string;
  readonly driver: string;
  readonly mode: string;
  readonly readOnly: boolean;
  readonly propagation: string;
  /** Bytes, for tmpfs with a limit. */
  readonly size?: number;
  /** Permissions of a tmpfs, when it was told. */
  readonly permissions?: number;
  /** The part of a volume or of an image that is mounted; all of it when absent. */
  readonly subpath?: string;
}

/** A container. `config` and `hostConfig` are the Engine API's own objects, as `docker inspect` shows them. */
export interface ContainerRecord {
  readonly engine: string;
  /** 64 hex digits. */
  readonly id: string;
  /** Without the leading slash. */
  readonly name: string;
  readonly state: ContainerState;
  readonly health: HealthState;
  /** Outcomes of the health check, latest last, at most 5. */
  readonly healthLog: readonly HealthResult[];
  readonly failingStreak: number;
  /** Id of its image. */
  readonly image: string;
  /** The image as it was named on the command line. */
  readonly imageName: string;
  /** Path and arguments of PID 1. */
  readonly command: readonly string[];
  readonly config: ContainerConfig;
  readonly hostConfig: HostConfig;
  readonly endpoints: readonly Endpoint[];
  /** Published ports that are open now (empty unless it runs). */
  readonly ports: readonly PublishedPort[];
  readonly mounts: readonly Mount[];
  /** The writable layer: an overlay's upper tree. */
  readonly writable: Tree;
  /** Bytes in the writable layer. */
  readonly writableSize: number;
  /** Virtual clock times, ms since 1970; 0: never. */
  readonly createdAt: number;
  readonly startedAt: number;
  readonly finishedAt: number;
  readonly exitCode: number;
  readonly oomKilled: boolean;
  /** Why it could not be started, in the daemon's words. */
  readonly error: string;
  /** Host pid of PID 1; 0 when it does not run. */
  readonly pid: number;
  readonly restartCount: number;
  /** True after `docker stop` or `kill` by the user: a restart policy then stays quiet. */
  readonly stoppedByUser: boolean;
  readonly execIds: readonly string[];
}

export interface HealthResult {
  /** Virtual clock times, ms since 1970. */
  readonly start: number;
  readonly end: number;
  readonly exitCode: number;
  readonly output: string;
}

/** The Engine API's ContainerConfig (https://docs.docker.com/reference/api/engine/, ContainerCreate). */
export interface ContainerConfig {
  readonly Hostname: string;
  readonly Domainname: string;
  readonly User: string;
  readonly AttachStdin: boolean;
  readonly AttachStdout: boolean;
  readonly AttachStderr: boolean;
  readonly ExposedPorts?: Readonly<Record<string, object>>;
  readonly Tty: boolean;
  readonly OpenStdin: boolean;
  readonly StdinOnce: boolean;
  readonly Env: readonly string[] | null;
  readonly Cmd: readonly string[] | null;
  readonly Healthcheck?: Healthcheck;
  readonly ArgsEscaped?: boolean;
  readonly Image: string;
  readonly Volumes: Readonly<Record<string, object>> | null;
  readonly WorkingDir: string;
  readonly Entrypoint: readonly string[] | null;
  readonly NetworkDisabled?: boolean;
  readonly OnBuild: readonly string[] | null;
  readonly Labels: Readonly<Record<string, string>>;
  readonly StopSignal?: string;
  readonly StopTimeout?: number;
  readonly Shell?: readonly string[];
}

/** Durations in nanoseconds, as in the API. */
export interface Healthcheck {
  readonly Test?: readonly string[];
  readonly Interval?: number;
  readonly Timeout?: number;
  readonly StartPeriod?: number;
  readonly StartInterval?: number;
  readonly Retries?: number;
}

/** A device of the host that a container gets. */
export interface DeviceMapping {
  readonly PathOnHost: string;
  readonly PathInContainer: string;
  readonly CgroupPermissions: string;
}

/** An entry of `--mount`, as the API has it. */
export interface MountSpec {
  readonly Type: string;
  readonly Source?: string;
  readonly Target?: string;
  readonly ReadOnly?: boolean;
  readonly Consistency?: string;
  readonly BindOptions?: {
    readonly Propagation?: string;
    readonly CreateMountpoint?: boolean;
    readonly NonRecursive?: boolean;
    readonly ReadOnlyNonRecursive?: boolean;
    readonly ReadOnlyForceRecursive?: boolean;
  };
  readonly VolumeOptions?: {
    readonly NoCopy?: boolean;
    readonly Labels?: Readonly<Record<string, string>>;
    readonly Subpath?: string;
    readonly DriverConfig?: { readonly Name?: string; readonly Options?: Readonly<Record<string, string>> };
  };
  readonly ImageOptions?: { readonly Subpath?: string };
  readonly TmpfsOptions?: { readonly SizeBytes?: number; readonly Mode?: number };
}

/** A list that the API may leave out. */
type List<T> = readonly T[] | null;

/** The Engine API's HostConfig; fields in the order in which `docker inspect` prints them. */
export interface HostConfig {
  readonly Binds: List<string>;
  readonly ContainerIDFile: string;
  readonly LogConfig: { readonly Type: string; readonly Config: Readonly<Record<string, string>> };
  readonly NetworkMode: string;
  readonly PortBindings: Readonly<Record<string, List<{ readonly HostIp: string; readonly HostPort: string }>>> | null;
  readonly RestartPolicy: { readonly Name: string; readonly MaximumRetryCount: number };
  readonly AutoRemove: boolean;
  readonly VolumeDriver: string;
  readonly VolumesFrom: List<string>;
  readonly ConsoleSize: readonly number[];
  readonly Annotations?: Readonly<Record<string, string>>;
  readonly CapAdd: List<string>;
  readonly CapDrop: List<string>;
  readonly CgroupnsMode: string;
  readonly Dns: List<string>;
  readonly DnsOptions: List<string>;
  readonly DnsSearch: List<string>;
  readonly ExtraHosts: List<string>;
  readonly GroupAdd: List<string>;
  readonly IpcMode: string;
  readonly Cgroup: string;
  readonly Links: List<string>;
  readonly OomScoreAdj: number;
  readonly PidMode: string;
  readonly Privileged: boolean;
  readonly PublishAllPorts: boolean;
  readonly ReadonlyRootfs: boolean;
  readonly SecurityOpt: List<string>;
  readonly StorageOpt?: Readonly<Record<string, string>>;
  readonly Tmpfs?: Readonly<Record<string, string>>;
  readonly UTSMode: string;
  readonly UsernsMode: string;
  readonly ShmSize: number;
  readonly Sysctls?: Readonly<Record<string, string>>;
  readonly Runtime: string;
  readonly Isolation: string;
  readonly CpuShares: number;
  readonly Memory: number;
  readonly NanoCpus: number;
  readonly CgroupParent: string;
  readonly BlkioWeight: number;
  readonly BlkioWeightDevice: List<object>;
  readonly BlkioDeviceReadBps: List<object>;
  readonly BlkioDeviceWriteBps: List<object>;
  readonly BlkioDeviceReadIOps: List<object>;
  readonly BlkioDeviceWriteIOps: List<object>;
  readonly CpuPeriod: number;
  readonly CpuQuota: number;
  readonly CpuRealtimePeriod: number;
  readonly CpuRealtimeRuntime: number;
  readonly CpusetCpus: string;
  readonly CpusetMems: string;
  readonly Devices: List<DeviceMapping>;
  readonly DeviceCgroupRules: List<string>;
  readonly DeviceRequests: List<object>;
  readonly MemoryReservation: number;
  readonly MemorySwap: number;
  readonly MemorySwappiness: number | null;
  readonly OomKillDisable: boolean | null;
  readonly PidsLimit: number | null;
  readonly Ulimits: List<{ readonly Name: string; readonly Hard: number; readonly Soft: number }>;
  readonly CpuCount: number;
  readonly CpuPercent: number;
  readonly IOMaximumIOps: number;
  readonly IOMaximumBandwidth: number;
  readonly Mounts?: readonly MountSpec[];
  readonly MaskedPaths: List<string>;
  readonly ReadonlyPaths: List<string>;
  readonly Init?: boolean;
}

/** An image on an engine's disk. Key id: the image id (config digest). */
export interface ImageRecord {
  readonly engine: string;
  /** `sha256:…` of the configuration. */
  readonly id: string;
  /** `repository:tag` in familiar form, for instance `nginx:latest`, in order of tagging. */
  readonly tags: readonly string[];
  /** `repository@sha256:…` in familiar form. */
  readonly digests: readonly string[];
  readonly config: ImageConfig;
  /** Chain ids of its layers, lowest first: keys of layer records. */
  readonly layers: readonly string[];
  /** Bytes of all its layers, unpacked. */
  readonly size: number;
  /** Image id that it was committed or built from; empty for a pulled one. */
  readonly parent: string;
  /** Virtual clock times, ms since 1970. */
  readonly lastTagged: number;
}

/** State of the layer statechart (machines/layer.ts). */
export type LayerState = 'absent' | 'downloading' | 'downloaded' | 'verifying' | 'extracting' | 'present' | 'failed';

/** A layer on an engine's disk, or on its way there. Key id: its chain id. */
export interface LayerRecord {
  readonly engine: string;
  readonly chainId: string;
  readonly diffId: string;
  /** Digest of the compressed blob; empty for a layer that was made here and never pushed. */
  readonly digest: string;
  /** Chain id of the layer below; empty for the lowest. */
  readonly parent: string;
  readonly state: LayerState;
  /** Progress runs from 0 to 1 between these virtual times (ms) while downloading or extracting. */
  readonly from: number;
  readonly until: number;
  /** Bytes unpacked, and compressed (0 when never packed). */
  readonly size: number;
  readonly compressedSize: number;
  /** What made it, as `docker history` says. */
  readonly createdBy: string;
  /** The root file system up to and including this layer; undefined until it is present. */
  readonly tree: Tree | undefined;
  /** Images and running pulls that hold it. */
  readonly references: number;
}

/** A pull under way or done: what the image statechart is in, and which layers it waits for. Key id: the reference. */
export interface PullRecord {
  readonly engine: string;
  /** `nginx:latest`. */
  readonly reference: string;
  readonly state: 'resolving' | 'pulling' | 'complete' | 'failed';
  /** Chain ids, lowest first; empty until the manifest is known. */
  readonly layers: readonly string[];
  readonly error: string;
}

/** A range of addresses of a network, in the API's form. */
export interface AddressPool {
  readonly Subnet: string;
  readonly IPRange?: string;
  readonly Gateway?: string;
  readonly AuxiliaryAddresses?: Readonly<Record<string, string>>;
}

/** A network. Key id: 64 hex digits. */
export interface NetworkRecord {
  readonly engine: string;
  readonly id: string;
  readonly name: string;
  readonly driver: 'bridge' | 'host' | 'null' | 'macvlan' | 'ipvlan';
  readonly scope: 'local';
  readonly internal: boolean;
  readonly attachable: boolean;
  readonly enableIPv6: boolean;
  readonly subnet: string;
  readonly gateway: string;
  /** Whether the subnet was chosen by the user: only then can containers have fixed addresses. */
  readonly userSubnet: boolean;
  /** Its IPv6 subnet, which it uses when `enableIPv6` is set. */
  readonly ipv6?: { readonly subnet: string; readonly gateway: string; readonly userSubnet: boolean };
  /** As it was asked for; inspect shows this one. */
  readonly ipam: {
    readonly Driver: string;
    readonly Options: Readonly<Record<string, string>> | null;
    readonly Config: readonly AddressPool[] | null;
  };
  /** A network that only holds settings for others: nobody can be on it. */
  readonly configOnly?: boolean;
  /** The network whose settings it took. */
  readonly configFrom?: string;
  readonly options: Readonly<Record<string, string>>;
  readonly labels: Readonly<Record<string, string>>;
  readonly createdAt: number;
}

/** A named or anonymous volume. Key id: its name. */
export interface VolumeRecord {
  readonly engine: string;
  readonly name: string;
  readonly anonymous: boolean;
  readonly driver: 'local';
  readonly labels: Readonly<Record<string, string>> | null;
  readonly options: Readonly<Record<string, string>> | null;
  readonly createdAt: number;
  readonly tree: Tree;
  /** Bytes in it. */
  readonly size: number;
}

/** The daemon. Key id: `daemon`. */
export interface DaemonRecord {
  readonly engine: string;
  readonly state: 'stopped' | 'starting' | 'ready' | 'stopping';
  /** What it is doing, in a word for the stage: `idle`, `pulling`, `creating`, … */
  readonly activity: string;
}

declare module '../kernel/store.ts' {
  interface Kinds {
    container: ContainerRecord;
    image: ImageRecord;
    layer: LayerRecord;
    pull: PullRecord;
    network: NetworkRecord;
    volume: VolumeRecord;
    daemon: DaemonRecord;
  }
}
