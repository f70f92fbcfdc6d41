// GET /_ping, GET /version, GET /info
import { json, type Request, type Response } from '../../kernel/message.ts';
import type { Task } from '../../kernel/task.ts';
import type { Engine } from '../engine.ts';
import { timestamp } from '../times.ts';

/** The release that the engine is like. */
export const release = {
  version: '28.5.2',
  apiVersion: '1.51',
  minimumApiVersion: '1.24',
  gitCommit: '89c5e8fd66634b6128fc4c0e6f1236e2540e46e0',
  goVersion: 'go1.24.9',
  built: '2025-11-05T14:43:37.000000000+00:00',
  containerd: 'v1.7.29',
  containerdCommit: '442cb34bda9a6a0fed82a2ca7cade05c5c749582',
  runc: '1.3.3',
  runcCommit: 'v1.3.3-0-gd842d771',
  init: '0.19.0',
  initCommit: 'de40ad0',
} as const;

/** Headers of every answer. */
export const commonHeaders: Readonly<Record<string, string>> = {
  'api-version': release.apiVersion,
  'docker-experimental': 'false',
  ostype: 'linux',
  server: `Docker/${release.version} (linux)`,
};

const pingHeaders: Readonly<Record<string, string>> = {
  ...commonHeaders,
  'builder-version': '2',
  'cache-control': 'no-cache, no-store, must-revalidate',
  'content-type': 'text/plain; charset=utf-8',
  pragma: 'no-cache',
  swarm: 'inactive',
};

/** Says that it is there, and in the headers which API it speaks. */
export function* ping(_engine: Engine, _params: unknown, message: Request): Task<Response> {
  return {
    status: 200,
    headers: pingHeaders,
    ...(message.method === 'HEAD' ? {} : { body: 'OK' }),
  };
}

/** Versions of its parts. */
export function* version(engine: Engine): Task<Response> {
  const { kernelVersion } = engine.options;
  const common = { GitCommit: release.gitCommit, GoVersion: release.goVersion };
  return json(200, {
    Platform: { Name: 'Docker Engine - Community' },
    Components: [
      {
        Name: 'Engine',
        Version: release.version,
        Details: {
          ApiVersion: release.apiVersion,
          Arch: 'amd64',
          BuildTime: release.built,
          Experimental: 'false',
          ...common,
          KernelVersion: kernelVersion,
          MinAPIVersion: release.minimumApiVersion,
          Os: 'linux',
        },
      },
      { Name: 'containerd', Version: release.containerd, Details: { GitCommit: release.containerdCommit } },
      { Name: 'runc', Version: release.runc, Details: { GitCommit: release.runcCommit } },
      { Name: 'docker-init', Version: release.init, Details: { GitCommit: release.initCommit } },
    ],
    Version: release.version,
    ApiVersion: release.apiVersion,
    MinAPIVersion: release.minimumApiVersion,
    ...common,
    Os: 'linux',
    Arch: 'amd64',
    KernelVersion: kernelVersion,
    BuildTime: release.built,
  });
}

/** What the engine has and can do. */
export function* info(engine: Engine): Task<Response> {
  const { machine, kernel, options } = engine;
  const counts = { running: 0, paused: 0, stopped: 0 };
  for (const { record } of engine.containers.all()) {
    if (record.state === 'paused') counts.paused++;
    else if (record.state === 'running' || record.state === 'restarting') counts.running++;
    else counts.stopped++;
  }
  const runtime = { path: 'runc' };
  return json(200, {
    ID: engine.id,
    Containers: engine.containers.count,
    ContainersRunning: counts.running,
    ContainersPaused: counts.paused,
    ContainersStopped: counts.stopped,
    Images: engine.images.count,
    Driver: 'overlay2',
    DriverStatus: [
      ['Backing Filesystem', 'extfs'],
      ['Supports d_type', 'true'],
      ['Using metacopy', 'false'],
      ['Native Overlay Diff', 'true'],
      ['userxattr', 'false'],
    ],
    Plugins: {
      Volume: ['local'],
      Network: ['bridge', 'host', 'ipvlan', 'macvlan', 'null', 'overlay'],
      Authorization: null,
      Log: ['awslogs', 'fluentd', 'gcplogs', 'gelf', 'journald', 'json-file', 'local', 'splunk', 'syslog'],
    },
    MemoryLimit: true,
    SwapLimit: true,
    CpuCfsPeriod: true,
    CpuCfsQuota: true,
    CPUShares: true,
    CPUSet: true,
    PidsLimit: true,
    IPv4Forwarding: true,
    Debug: false,
    NFd: 24,
    OomKillDisable: false,
    NGoroutines: 42,
    SystemTime: timestamp(kernel.clock),
    LoggingDriver: 'json-file',
    CgroupDriver: 'systemd',
    CgroupVersion: '2',
    NEventsListener: engine.events.listeners,
    KernelVersion: options.kernelVersion,
    OperatingSystem: options.operatingSystem,
    OSVersion: /\d+\.\d+/.exec(options.operatingSystem)?.[0] ?? '',
    OSType: 'linux',
    Architecture: 'x86_64',
    IndexServerAddress: 'https://index.docker.io/v1/',
    RegistryConfig: {
      IndexConfigs: { 'docker.io': { Mirrors: [], Name: 'docker.io', Official: true, Secure: true } },
      InsecureRegistryCIDRs: ['::1/128', '127.0.0.0/8'],
      Mirrors: null,
    },
    NCPU: machine.cpus,
    MemTotal: machine.memory,
    GenericResources: null,
    DockerRootDir: '/var/lib/docker',
    HttpProxy: '',
    HttpsProxy: '',
    NoProxy: '',
    Name: machine.name,
    Labels: [],
    ExperimentalBuild: false,
    ServerVersion: release.version,
    Runtimes: { 'io.containerd.runc.v2': runtime, runc: runtime },
    DefaultRuntime: 'runc',
    Swarm: {
      NodeID: '',
      NodeAddr: '',
      LocalNodeState: 'inactive',
      ControlAvailable: false,
      Error: '',
      RemoteManagers: null,
    },
    LiveRestoreEnabled: false,
    Isolation: '',
    InitBinary: 'docker-init',
    ContainerdCommit: { ID: release.containerdCommit },
    RuncCommit: { ID: release.runcCommit },
    InitCommit: { ID: release.initCommit },
    SecurityOptions: ['name=apparmor', 'name=seccomp,profile=builtin', 'name=cgroupns'],
    FirewallBackend: { Driver: 'iptables' },
    CDISpecDirs: ['/etc/cdi', '/var/run/cdi'],
    Containerd: {
      Address: '/run/containerd/containerd.sock',
      Namespaces: { Containers: 'moby', Plugins: 'plugins.moby' },
    },
    Warnings: accessWarnings(engine),
  });
}

/** What is said of ports at which everybody may give the daemon orders (moby's fillAPIInfo); null for none. */
function accessWarnings({ settings }: Engine): readonly string[] | null {
  const { hosts, tls } = settings;
  if (tls?.authority !== undefined) return null;
  const what = tls ? ['https', 'TLS client verification'] : ['http', 'encryption'];
  const warnings = hosts
    .filter((host) => host.startsWith('tcp://'))
    .map(
      (host) => `[DEPRECATION NOTICE]: API is accessible on ${what[0]}://${host.slice(6)} without ${what[1]}.
         Access to the remote API is equivalent to root access on the host. Refer
         to the 'Docker daemon attack surface' section in the documentation for
         more information: https://docs.docker.com/go/attack-surface/
In future versions this will be a hard failure preventing the daemon from starting! Learn more at: https://docs.docker.com/go/api-security/`,
    );
  return warnings.length > 0 ? warnings : null;
}
