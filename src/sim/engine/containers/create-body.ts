// The body of POST /containers/create completed with the API's defaults, fields in the order in which inspect prints them.
import type { ContainerConfig, EndpointSettings, Healthcheck, HostConfig } from '../records.ts';
import type { ContainerConfig as ImageDefaults } from '../../oci/image-config.ts';
import { sortedByName } from '../events.ts';

/** What a client sends; everything may be left out. */
export interface CreateBody extends Partial<ContainerConfig> {
  readonly HostConfig?: Partial<HostConfig> | null;
  readonly NetworkingConfig?: {
    readonly EndpointsConfig?: Readonly<Record<string, EndpointSettings | null>> | null;
  } | null;
}

/** Paths of /proc and /sys that a container without privileges does not see, or cannot write. */
export const maskedPaths: readonly string[] = [
  '/proc/asound',
  '/proc/acpi',
  '/proc/interrupts',
  '/proc/kcore',
  '/proc/keys',
  '/proc/latency_stats',
  '/proc/timer_list',
  '/proc/timer_stats',
  '/proc/sched_debug',
  '/proc/scsi',
  '/sys/firmware',
  '/sys/devices/virtual/powercap',
];
export const readonlyPaths: readonly string[] = [
  '/proc/bus',
  '/proc/fs',
  '/proc/irq',
  '/proc/sys',
  '/proc/sysrq-trigger',
];

const noConsole: readonly number[] = [0, 0];
const noOptions: Readonly<Record<string, string>> = {};

/** The host configuration with defaults. */
export function completeHostConfig(host: Partial<HostConfig>): HostConfig {
  const privileged = host.Privileged ?? false;
  const mode = host.NetworkMode ?? '';
  const memory = host.Memory ?? 0;
  const swap = host.MemorySwap ?? 0;
  return {
    Binds: host.Binds ?? null,
    ContainerIDFile: host.ContainerIDFile ?? '',
    LogConfig: {
      Type: host.LogConfig?.Type ? host.LogConfig.Type : 'json-file',
      Config: host.LogConfig?.Config ?? noOptions,
    },
    NetworkMode: mode === '' || mode === 'default' ? 'bridge' : mode,
    PortBindings: host.PortBindings ? sortedByName(host.PortBindings) : null,
    RestartPolicy: {
      Name: host.RestartPolicy?.Name ? host.RestartPolicy.Name : 'no',
      MaximumRetryCount: host.RestartPolicy?.MaximumRetryCount ?? 0,
    },
    AutoRemove: host.AutoRemove ?? false,
    VolumeDriver: host.VolumeDriver ?? '',
    VolumesFrom: host.VolumesFrom ?? null,
    ConsoleSize: host.ConsoleSize ?? noConsole,
    ...(host.Annotations && Object.keys(host.Annotations).length > 0
      ? { Annotations: sortedByName(host.Annotations) }
      : {}),
    CapAdd: normalCapabilities(host.CapAdd),
    CapDrop: normalCapabilities(host.CapDrop),
    CgroupnsMode: host.CgroupnsMode ? host.CgroupnsMode : privileged ? 'host' : 'private',
    Dns: host.Dns ?? null,
    DnsOptions: host.DnsOptions ?? null,
    DnsSearch: host.DnsSearch ?? null,
    ExtraHosts: host.ExtraHosts ?? null,
    GroupAdd: host.GroupAdd ?? null,
    IpcMode: host.IpcMode ? host.IpcMode : 'private',
    Cgroup: host.Cgroup ?? '',
    Links: host.Links && host.Links.length > 0 ? host.Links : null,
    OomScoreAdj: host.OomScoreAdj ?? 0,
    PidMode: host.PidMode ?? '',
    Privileged: privileged,
    PublishAllPorts: host.PublishAllPorts ?? false,
    ReadonlyRootfs: host.ReadonlyRootfs ?? false,
    SecurityOpt: privileged ? ['label=disable'] : (host.SecurityOpt ?? null),
    ...(host.StorageOpt && Object.keys(host.StorageOpt).length > 0 ? { StorageOpt: host.StorageOpt } : {}),
    ...(host.Tmpfs && Object.keys(host.Tmpfs).length > 0 ? { Tmpfs: sortedByName(host.Tmpfs) } : {}),
    UTSMode: host.UTSMode ?? '',
    UsernsMode: host.UsernsMode ?? '',
    ShmSize: host.ShmSize ? host.ShmSize : 67108864,
    ...(host.Sysctls && Object.keys(host.Sysctls).length > 0 ? { Sysctls: sortedByName(host.Sysctls) } : {}),
    Runtime: host.Runtime ? host.Runtime : 'runc',
    Isolation: host.Isolation ?? '',
    CpuShares: host.CpuShares ?? 0,
    Memory: memory,
    NanoCpus: host.NanoCpus ?? 0,
    CgroupParent: host.CgroupParent ?? '',
    // Weights are discarded, with a warning.
    BlkioWeight: 0,
    BlkioWeightDevice: host.BlkioWeightDevice ? [] : null,
    BlkioDeviceReadBps: host.BlkioDeviceReadBps ?? null,
    BlkioDeviceWriteBps: host.BlkioDeviceWriteBps ?? null,
    BlkioDeviceReadIOps: host.BlkioDeviceReadIOps ?? null,
    BlkioDeviceWriteIOps: host.BlkioDeviceWriteIOps ?? null,
    CpuPeriod: host.CpuPeriod ?? 0,
    CpuQuota: host.CpuQuota ?? 0,
    CpuRealtimePeriod: host.CpuRealtimePeriod ?? 0,
    CpuRealtimeRuntime: host.CpuRealtimeRuntime ?? 0,
    CpusetCpus: host.CpusetCpus ?? '',
    CpusetMems: host.CpusetMems ?? '',
    Devices: host.Devices ?? null,
    DeviceCgroupRules: host.DeviceCgroupRules ?? null,
    DeviceRequests: host.DeviceRequests ?? null,
    MemoryReservation: host.MemoryReservation ?? 0,
    MemorySwap: memory > 0 && swap === 0 ? memory * 2 : swap,
    // There is no such setting in version 2 of control groups.
    MemorySwappiness: null,
    OomKillDisable: host.OomKillDisable ?? false,
    PidsLimit: host.PidsLimit ? host.PidsLimit : null,
    Ulimits: host.Ulimits ?? null,
    CpuCount: host.CpuCount ?? 0,
    CpuPercent: host.CpuPercent ?? 0,
    IOMaximumIOps: host.IOMaximumIOps ?? 0,
    IOMaximumBandwidth: host.IOMaximumBandwidth ?? 0,
    ...(host.Mounts && host.Mounts.length > 0 ? { Mounts: host.Mounts } : {}),
    MaskedPaths: privileged ? null : (host.MaskedPaths ?? maskedPaths),
    ReadonlyPaths: privileged ? null : (host.ReadonlyPaths ?? readonlyPaths),
    ...(host.Init === undefined ? {} : { Init: host.Init }),
  };
}

function normalCapabilities(names: readonly string[] | null | undefined): readonly string[] | null {
  if (!names || names.length === 0) return null;
  const normal = names.map((name) => {
    const upper = name.toUpperCase();
    return upper === 'ALL' || upper.startsWith('CAP_') ? upper : `CAP_${upper}`;
  });
  return [...new Set(normal)].sort();
}

/** The container's configuration: what was asked for, filled up with the image's (moby's image merge). */
export function mergeConfig(body: CreateBody, image: ImageDefaults, id: string, hostname: string): ContainerConfig {
  const ownEntrypoint = body.Entrypoint ?? [];
  const cleared = ownEntrypoint.length === 1 && ownEntrypoint[0] === '';
  const ownCmd = body.Cmd ?? [];
  const takesImage = ownEntrypoint.length === 0;
  const cmd = takesImage && ownCmd.length === 0 ? (image.Cmd ?? null) : ownCmd.length > 0 ? ownCmd : null;
  const entrypoint = cleared ? null : takesImage ? (image.Entrypoint ?? null) : ownEntrypoint;
  const ports = unite(body.ExposedPorts, image.ExposedPorts);
  const health = mergeHealthcheck(body.Healthcheck, image.Healthcheck);
  const stopSignal = body.StopSignal ? body.StopSignal : image.StopSignal;
  const stopTimeout = body.StopTimeout ?? image.StopTimeout;
  return {
    Hostname: body.Hostname ? body.Hostname : hostname === '' ? id.slice(0, 12) : hostname,
    Domainname: body.Domainname ?? '',
    User: body.User ? body.User : (image.User ?? ''),
    AttachStdin: body.AttachStdin ?? false,
    AttachStdout: body.AttachStdout ?? false,
    AttachStderr: body.AttachStderr ?? false,
    ...(ports ? { ExposedPorts: ports } : {}),
    Tty: body.Tty ?? false,
    OpenStdin: body.OpenStdin ?? false,
    StdinOnce: body.StdinOnce ?? false,
    Env: mergeEnv(body.Env ?? [], image.Env ?? []),
    Cmd: cmd && cmd.length > 0 ? cmd : null,
    ...(health ? { Healthcheck: health } : {}),
    ...(image.ArgsEscaped ? { ArgsEscaped: true } : {}),
    Image: body.Image ?? '',
    Volumes: unite(body.Volumes, image.Volumes) ?? null,
    WorkingDir: body.WorkingDir ? body.WorkingDir : (image.WorkingDir ?? ''),
    Entrypoint: entrypoint && entrypoint.length > 0 ? entrypoint : null,
    ...(body.NetworkDisabled ? { NetworkDisabled: true } : {}),
    OnBuild: null,
    Labels: sortedByName({ ...image.Labels, ...body.Labels }),
    ...(stopSignal ? { StopSignal: stopSignal } : {}),
    ...(stopTimeout === undefined ? {} : { StopTimeout: stopTimeout }),
    ...(body.Shell ? { Shell: body.Shell } : image.Shell ? { Shell: image.Shell } : {}),
  };
}

/** Names and values: the user's first, then what the image has besides. */
function mergeEnv(own: readonly string[], image: readonly string[]): readonly string[] {
  if (own.length === 0) return image;
  const names = new Set(own.map((entry) => entry.split('=', 1)[0]));
  return [...own, ...image.filter((entry) => !names.has(entry.split('=', 1)[0]))];
}

function unite(
  own: Readonly<Record<string, object>> | null | undefined,
  image: Readonly<Record<string, object>> | null | undefined,
): Readonly<Record<string, object>> | undefined {
  if (!own) return image ?? undefined;
  const united = { ...image, ...own };
  return Object.keys(united).length > 0 ? sortedByName(united) : undefined;
}

function mergeHealthcheck(own: Healthcheck | undefined, image: Healthcheck | undefined): Healthcheck | undefined {
  if (!own || !image) return own ?? image;
  const test = own.Test && own.Test.length > 0 ? own.Test : image.Test;
  const merged: Record<string, unknown> = test ? { Test: test } : {};
  for (const name of ['Interval', 'Timeout', 'StartPeriod', 'StartInterval', 'Retries'] as const) {
    const value = own[name] ? own[name] : image[name];
    if (value) merged[name] = value;
  }
  return merged;
}
