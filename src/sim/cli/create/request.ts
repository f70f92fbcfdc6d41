// From the command line of run and create to the body of `POST /containers/create`, in the order of the client's fields.
import type { Process } from '../../computer/contract.ts';
import { absolute } from '../../computer/filesystem/path.ts';
import { isFailure, type Failure } from '../failure.ts';
import type { FlagValues } from '../flags/flag-values.ts';
import { readEnvironment, readLabels } from './environment.ts';
import { parseHealthcheck } from './healthcheck.ts';
import {
  capabilities,
  checkModes,
  orNull,
  parseLogging,
  parseRestartPolicy,
  parseSecurity,
  parseStorage,
} from './host-options.ts';
import { parseNetworks } from './networks.ts';
import { parsePorts } from './ports.ts';
import { parseResources } from './resources.ts';
import { parseVolumes } from './volumes.ts';

/** The Engine API's ContainerConfig as the client sends it. */
export interface CreateConfig {
  readonly AttachStdin: boolean;
  readonly AttachStdout: boolean;
  readonly AttachStderr: boolean;
  readonly Tty: boolean;
  readonly OpenStdin: boolean;
  readonly StdinOnce: boolean;
  readonly Image: string;
  readonly [field: string]: unknown;
}

/** The parts of a create request. */
export interface CreateRequest {
  readonly config: CreateConfig;
  readonly hostConfig: { readonly AutoRemove: boolean; readonly [field: string]: unknown };
  readonly endpoints: Readonly<Record<string, unknown>>;
}

/** Reads the flags and arguments of run and create; a failure is in the words of the client. */
export function parseCreate(process: Process, flags: FlagValues, args: readonly string[]): CreateRequest | Failure {
  const [image = '', ...command] = args;
  const mac = flags.string('mac-address');
  if (mac !== '' && !/^([0-9a-fA-F]{2}[:-]){5}[0-9a-fA-F]{2}$/.test(mac))
    return { error: `${mac} is not a valid mac address` };
  const swappiness = flags.number('memory-swappiness');
  if (swappiness < -1 || swappiness > 100)
    return { error: `invalid value: ${swappiness}. Valid memory swappiness range is 0-100` };
  const onMachine = (path: string): string => absolute(path, process.cwd);
  const volumes = parseVolumes(flags.list('volume'), onMachine);
  if (isFailure(volumes)) return volumes;
  const ports = parsePorts(flags.list('publish'), flags.list('expose'));
  if (isFailure(ports)) return ports;
  const resources = parseResources(flags);
  if (isFailure(resources)) return resources;
  const environment = readEnvironment(process, flags.list('env-file'), flags.list('env'));
  if (isFailure(environment)) return environment;
  const labels = readLabels(process, flags.list('label-file'), flags.list('label'));
  if (isFailure(labels)) return labels;
  const modes = checkModes(flags);
  if (modes) return modes;
  const restart = parseRestartPolicy(flags.string('restart'));
  if (isFailure(restart)) return restart;
  const logging = parseLogging(flags.string('log-driver'), flags.list('log-opt'));
  if (isFailure(logging)) return logging;
  const security = parseSecurity(process, flags.list('security-opt'));
  if (isFailure(security)) return security;
  const storage = parseStorage(flags.list('storage-opt'));
  if (isFailure(storage)) return storage;
  const healthcheck = parseHealthcheck(flags);
  if (isFailure(healthcheck)) return healthcheck;
  const remove = flags.bool('rm');
  if (remove && restart.Name !== 'no' && restart.Name !== '')
    return { error: 'conflicting options: cannot specify both --restart and --rm' };
  const endpoints = parseNetworks(flags);
  if (isFailure(endpoints)) return endpoints;

  const streams = flags.list('attach');
  const stdin = flags.bool('interactive');
  const attachStdin = stdin || streams.includes('stdin');
  const entrypoint = flags.string('entrypoint');
  const unconfined = security.includes('systempaths=unconfined');
  const mode = flags.networks()[0]?.Target ?? 'default';
  const config: CreateConfig = {
    Hostname: flags.string('hostname'),
    Domainname: flags.string('domainname'),
    User: flags.string('user'),
    AttachStdin: attachStdin,
    AttachStdout: streams.length === 0 || streams.includes('stdout'),
    AttachStderr: streams.length === 0 || streams.includes('stderr'),
    ...(Object.keys(ports.exposed).length > 0 ? { ExposedPorts: ports.exposed } : {}),
    Tty: flags.bool('tty'),
    OpenStdin: stdin,
    StdinOnce: stdin && attachStdin,
    Env: orNull(environment),
    Cmd: orNull(command),
    ...(healthcheck ? { Healthcheck: healthcheck } : {}),
    Image: image,
    Volumes: Object.fromEntries(volumes.anonymous.map((target) => [target, {}])),
    WorkingDir: flags.string('workdir'),
    Entrypoint: flags.changed('entrypoint') ? [entrypoint] : null,
    OnBuild: null,
    Labels: labels,
    ...(flags.changed('stop-signal') ? { StopSignal: flags.string('stop-signal') } : {}),
    ...(flags.changed('stop-timeout') ? { StopTimeout: flags.number('stop-timeout') } : {}),
  };
  const mounts = flags.mounts().map((mount) => {
    const relative = mount.Type === 'bind' && /^\.{1,2}(\/|$)/.test(mount.Source ?? '');
    return relative ? { ...mount, Source: onMachine(mount.Source ?? '') } : mount;
  });
  if (flags.bool('use-api-socket')) {
    const socket = '/var/run/docker.sock';
    mounts.push({ Type: 'bind', Source: socket, Target: socket, BindOptions: {} });
  }
  const tmpfs = flags.list('tmpfs').map((value) => {
    const at = value.indexOf(':');
    return at < 0 ? [value, ''] : [value.slice(0, at), value.slice(at + 1)];
  });
  const filled = (name: string, map: Readonly<Record<string, string>>): object =>
    Object.keys(map).length > 0 ? { [name]: map } : {};
  const hostConfig = {
    Binds: orNull(volumes.binds),
    ContainerIDFile: flags.string('cidfile'),
    LogConfig: logging,
    NetworkMode: mode,
    PortBindings: ports.bindings,
    RestartPolicy: restart,
    AutoRemove: remove,
    VolumeDriver: flags.string('volume-driver'),
    VolumesFrom: orNull(flags.list('volumes-from')),
    ConsoleSize: [0, 0],
    ...filled('Annotations', flags.map('annotation')),
    CapAdd: capabilities(flags.list('cap-add')),
    CapDrop: capabilities(flags.list('cap-drop')),
    CgroupnsMode: flags.string('cgroupns'),
    Dns: flags.list('dns'),
    DnsOptions: flags.list('dns-option'),
    DnsSearch: flags.list('dns-search'),
    ExtraHosts: orNull(flags.list('add-host')),
    GroupAdd: orNull(flags.list('group-add')),
    IpcMode: flags.string('ipc'),
    Cgroup: '',
    Links: orNull(flags.list('link')),
    OomScoreAdj: flags.number('oom-score-adj'),
    PidMode: flags.string('pid'),
    Privileged: flags.bool('privileged'),
    PublishAllPorts: flags.bool('publish-all'),
    ReadonlyRootfs: flags.bool('read-only'),
    SecurityOpt: orNull(security.filter((option) => option !== 'systempaths=unconfined')),
    ...filled('StorageOpt', storage),
    ...filled('Tmpfs', Object.fromEntries(tmpfs) as Record<string, string>),
    UTSMode: flags.string('uts'),
    UsernsMode: flags.string('userns'),
    ShmSize: flags.number('shm-size'),
    ...filled('Sysctls', flags.map('sysctl')),
    ...(flags.string('runtime') === '' ? {} : { Runtime: flags.string('runtime') }),
    Isolation: flags.string('isolation'),
    ...resources,
    ...(mounts.length > 0 ? { Mounts: mounts } : {}),
    MaskedPaths: unconfined ? [] : null,
    ReadonlyPaths: unconfined ? [] : null,
    ...(flags.changed('init') ? { Init: flags.bool('init') } : {}),
  };
  return { config, hostConfig, endpoints };
}
