// From a service of a project to the body of `POST /containers/create`.
import { isFailure, type Failure } from '../../failure.ts';
import { parsePorts } from '../../create/ports.ts';
import { parseRestartPolicy } from '../../create/host-options.ts';
import { composeVersion } from '../version.ts';
import { configHash } from '../config-hash.ts';
import { shapedService, type Project } from '../model/project.ts';
import { isMapping, isSequence, scalarText, section, type Mapping } from '../model/tree.ts';
import { bytesOf, durationOf, mapOf, mappingsOf, numberOf, textOf, textsOf } from './fields.ts';
import { label } from './labels.ts';

/** Which container of a service is asked for. */
export interface Instance {
  readonly project: Project;
  readonly service: string;
  /** The service's fields as the project has them, or changed by `compose run`. */
  readonly fields: Mapping;
  readonly number: number;
  readonly name: string;
  readonly image: string;
  /** Digest of the image, for its label. */
  readonly imageId: string;
  readonly oneoff: boolean;
  /** Known in its networks by the service's name. */
  readonly useAliases: boolean;
  readonly autoRemove: boolean;
  readonly stdin: boolean;
  /** Ids of the containers of other services that this one shares something with. */
  readonly containerOf: (service: string) => string | undefined;
  /** All containers of another service, for links to it. */
  readonly linkedTo: (service: string) => readonly { readonly name: string; readonly number: number }[];
  /** Anonymous volumes that the container before it leaves behind, by target. */
  readonly inherited: ReadonlyMap<string, string>;
  readonly extraLabels: Readonly<Record<string, string>>;
}

/** A create request's body. */
export interface CreateBody {
  readonly [field: string]: unknown;
}

/** The request; a failure for what the engine would not understand. */
export function createBody(instance: Instance): CreateBody | Failure {
  const { oneoff } = instance;
  const fields = shapedService(instance.fields);
  const restart = restartPolicy(fields);
  if (isFailure(restart)) return restart;
  const ports = portsOf(fields);
  if (isFailure(ports)) return ports;
  const mounts = mountsOf(instance, fields);
  const networks = networksOf(instance, fields);
  const entrypoint = fields['entrypoint'];
  const command = fields['command'];
  const grace = durationOf(fields, 'stop_grace_period');
  const tty = fields['tty'] === true;
  const open = fields['stdin_open'] === true;
  const environment = Object.entries(section(fields, 'environment'))
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `${name}=${scalarText(value)}`);
  return {
    Hostname: textOf(fields, 'hostname'),
    Domainname: textOf(fields, 'domainname'),
    User: textOf(fields, 'user'),
    AttachStdin: oneoff && instance.stdin,
    AttachStdout: true,
    AttachStderr: true,
    ...(Object.keys(ports.exposed).length > 0 ? { ExposedPorts: ports.exposed } : {}),
    Tty: tty,
    OpenStdin: open,
    StdinOnce: oneoff && instance.stdin,
    Env: environment,
    Cmd: isSequence(command) ? command.map(scalarText) : null,
    ...(healthcheck(fields) ? { Healthcheck: healthcheck(fields) } : {}),
    Image: instance.image,
    Volumes: null,
    WorkingDir: textOf(fields, 'working_dir'),
    Entrypoint: isSequence(entrypoint) ? entrypoint.map(scalarText) : null,
    OnBuild: null,
    Labels: labelsOf(instance, fields),
    ...(textOf(fields, 'stop_signal') === '' ? {} : { StopSignal: textOf(fields, 'stop_signal') }),
    ...(grace === undefined ? {} : { StopTimeout: Math.ceil(grace / 1e9) }),
    HostConfig: {
      ...hostConfig(instance, fields),
      RestartPolicy: oneoff && instance.autoRemove ? { Name: 'no', MaximumRetryCount: 0 } : restart,
      PortBindings: ports.bindings,
      NetworkMode: networks.mode,
      Binds: mounts.binds.length > 0 ? mounts.binds : null,
      ...(mounts.mounts.length > 0 ? { Mounts: mounts.mounts } : {}),
    },
    NetworkingConfig: { EndpointsConfig: networks.endpoints },
  };
}

function labelsOf(
  { project, service, number, oneoff, imageId, extraLabels, fields: raw }: Instance,
  fields: Mapping,
): Record<string, string> {
  const dependencies = Object.entries(section(fields, 'depends_on')).map(([name, settings]) =>
    isMapping(settings) ? `${name}:${textOf(settings, 'condition')}:${String(settings['restart'] === true)}` : name,
  );
  return {
    ...mapOf(fields, 'labels'),
    ...extraLabels,
    [label.hash]: configHash(raw),
    [label.number]: String(number),
    [label.dependsOn]: dependencies.join(','),
    [label.image]: imageId,
    [label.oneoff]: oneoff ? 'True' : 'False',
    [label.project]: project.name,
    [label.files]: project.files.join(','),
    [label.directory]: project.working,
    [label.service]: service,
    [label.version]: composeVersion,
  };
}

function restartPolicy(fields: Mapping): { Name: string; MaximumRetryCount: number } | Failure {
  const text = textOf(fields, 'restart');
  if (text !== '') return parseRestartPolicy(text);
  const policy = section(fields, 'deploy')['restart_policy'];
  if (!isMapping(policy)) return { Name: 'no', MaximumRetryCount: 0 };
  const condition = textOf(policy, 'condition');
  const name = condition === 'any' || condition === '' ? 'always' : condition === 'none' ? 'no' : condition;
  return { Name: name, MaximumRetryCount: name === 'on-failure' ? numberOf(policy, 'max_attempts') : 0 };
}

function portsOf(fields: Mapping): ReturnType<typeof parsePorts> {
  const published = mappingsOf(fields, 'ports').map((port) => {
    const host = textOf(port, 'host_ip');
    const address = host.includes(':') ? `[${host}]:` : host === '' ? '' : `${host}:`;
    const outside = textOf(port, 'published');
    const before = address === '' && outside === '' ? '' : `${address}${outside}:`;
    return `${before}${textOf(port, 'target')}/${textOf(port, 'protocol') || 'tcp'}`;
  });
  return parsePorts(published, textsOf(fields, 'expose'));
}

function healthcheck(fields: Mapping): Record<string, unknown> | undefined {
  const check = fields['healthcheck'];
  if (!isMapping(check)) return undefined;
  if (check['disable'] === true) return { Test: ['NONE'] };
  const duration = (field: string): number => durationOf(check, field) ?? 0;
  return {
    ...(isSequence(check['test']) ? { Test: textsOf(check, 'test') } : {}),
    Interval: duration('interval'),
    Timeout: duration('timeout'),
    StartPeriod: duration('start_period'),
    StartInterval: duration('start_interval'),
    Retries: numberOf(check, 'retries'),
  };
}

function hostConfig(instance: Instance, fields: Mapping): Record<string, unknown> {
  const { containerOf } = instance;
  const limits = section(section(section(fields, 'deploy'), 'resources'), 'limits');
  const reservations = section(section(section(fields, 'deploy'), 'resources'), 'reservations');
  const namespace = (field: string): string => {
    const value = textOf(fields, field);
    const other = /^service:(.*)$/.exec(value)?.[1];
    return other === undefined ? value : `container:${containerOf(other) ?? other}`;
  };
  const logging = section(fields, 'logging');
  const filled = (name: string, values: readonly unknown[] | Readonly<Record<string, unknown>>): object =>
    Object.keys(values).length > 0 ? { [name]: values } : {};
  const from = textsOf(fields, 'volumes_from').map((text) => {
    if (text.startsWith('container:')) return text.slice('container:'.length);
    const [service = '', mode] = text.split(':');
    return `${containerOf(service) ?? service}${mode === undefined ? '' : `:${mode}`}`;
  });
  const memory = bytesOf(fields, 'mem_limit') || bytesOf(limits, 'memory');
  const ulimits = Object.entries(section(fields, 'ulimits')).map(([name, value]) =>
    isMapping(value)
      ? { Name: name, Soft: numberOf(value, 'soft'), Hard: numberOf(value, 'hard') }
      : { Name: name, Soft: Number(value), Hard: Number(value) },
  );
  const tmpfs = Object.fromEntries(
    textsOf(fields, 'tmpfs').map((text) => {
      const at = text.indexOf(':');
      return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
    }),
  );
  return {
    AutoRemove: instance.autoRemove,
    CapAdd: textsOf(fields, 'cap_add'),
    CapDrop: textsOf(fields, 'cap_drop'),
    CgroupnsMode: textOf(fields, 'cgroup'),
    IpcMode: namespace('ipc'),
    PidMode: namespace('pid'),
    UTSMode: textOf(fields, 'uts'),
    UsernsMode: textOf(fields, 'userns_mode'),
    ReadonlyRootfs: fields['read_only'] === true,
    Privileged: fields['privileged'] === true,
    ...(fields['init'] === undefined ? {} : { Init: fields['init'] === true }),
    ShmSize: bytesOf(fields, 'shm_size'),
    Dns: textsOf(fields, 'dns'),
    DnsOptions: textsOf(fields, 'dns_opt'),
    DnsSearch: textsOf(fields, 'dns_search'),
    ExtraHosts: textsOf(fields, 'extra_hosts').map((host) => host.replace('=', ':')),
    GroupAdd: textsOf(fields, 'group_add'),
    SecurityOpt: textsOf(fields, 'security_opt'),
    Links: /^(?:bridge|default)$/.test(textOf(fields, 'network_mode')) ? linksOf(instance, fields) : null,
    VolumesFrom: from.length > 0 ? from : null,
    OomScoreAdj: numberOf(fields, 'oom_score_adj'),
    OomKillDisable: fields['oom_kill_disable'] === true,
    LogConfig: { Type: textOf(logging, 'driver'), Config: mapOf(logging, 'options') },
    CgroupParent: textOf(fields, 'cgroup_parent'),
    CpuPeriod: numberOf(fields, 'cpu_period'),
    CpuQuota: numberOf(fields, 'cpu_quota'),
    CpuShares: numberOf(fields, 'cpu_shares'),
    CpusetCpus: textOf(fields, 'cpuset'),
    NanoCpus: Math.round((numberOf(fields, 'cpus') || numberOf(limits, 'cpus')) * 1e9),
    Memory: memory,
    MemorySwap: bytesOf(fields, 'memswap_limit'),
    MemoryReservation: bytesOf(fields, 'mem_reservation') || bytesOf(reservations, 'memory'),
    PidsLimit: numberOf(fields, 'pids_limit') || numberOf(limits, 'pids') || null,
    Ulimits: ulimits,
    ...(textOf(fields, 'runtime') === '' ? {} : { Runtime: textOf(fields, 'runtime') }),
    ...filled('DeviceRequests', deviceRequests(fields)),
    ...filled('Sysctls', mapOf(fields, 'sysctls')),
    ...filled('StorageOpt', mapOf(fields, 'storage_opt')),
    ...filled('Annotations', mapOf(fields, 'annotations')),
    ...filled('Tmpfs', tmpfs),
    ...filled(
      'Devices',
      mappingsOf(fields, 'devices').map((device) => ({
        PathOnHost: textOf(device, 'source'),
        PathInContainer: textOf(device, 'target'),
        CgroupPermissions: textOf(device, 'permissions'),
      })),
    ),
  };
}

/** Devices that `gpus` and `deploy.resources.reservations` ask for. */
function deviceRequests(fields: Mapping): object[] {
  const reserved = section(section(section(fields, 'deploy'), 'resources'), 'reservations');
  const gpus = mappingsOf(fields, 'gpus').map((gpu) => ({
    ...gpu,
    capabilities: [...textsOf(gpu, 'capabilities'), 'gpu'],
  }));
  return [...gpus, ...mappingsOf(reserved, 'devices')].map((device: Mapping) => ({
    Driver: textOf(device, 'driver'),
    Count: numberOf(device, 'count'),
    DeviceIDs: textsOf(device, 'device_ids'),
    Capabilities: [textsOf(device, 'capabilities')],
    Options: mapOf(device, 'options'),
  }));
}

/** The engine's name of a volume of the project. */
export const volumeName = (project: Project, key: string): string => nameOf(project, 'volumes', key);

/** The engine's name of a network of the project. */
export const networkName = (project: Project, key: string): string => nameOf(project, 'networks', key);

/** The name that the model gives a part of the project, be it blank; else the key after the project's name. */
export function nameOf(project: Project, kind: 'configs' | 'networks' | 'secrets' | 'volumes', key: string): string {
  const fields = section(section(project.model, kind), key);
  return fields['name'] === undefined ? `${project.name}_${key}` : textOf(fields, 'name');
}

/** What `recursive` of a bind asks of the engine. */
const recursion: Readonly<Record<string, object>> = {
  disabled: { NonRecursive: true },
  writable: { ReadOnlyNonRecursive: true },
  readonly: { ReadOnlyForceRecursive: true },
};

function mountsOf({ project, inherited }: Instance, fields: Mapping): { binds: string[]; mounts: object[] } {
  const binds: string[] = [];
  const mounts: object[] = [];
  const targets = new Set<string>();
  for (const volume of mappingsOf(fields, 'volumes')) {
    const [type, source, target] = [textOf(volume, 'type'), textOf(volume, 'source'), textOf(volume, 'target')];
    targets.add(target);
    const readOnly = volume['read_only'] === true;
    const bind = section(volume, 'bind');
    const options = section(volume, 'volume');
    const creates = volume['bind'] === undefined || bind['create_host_path'] === true;
    if (type === 'bind' && creates && textOf(bind, 'propagation') === '' && textOf(bind, 'recursive') === '') {
      const modes = [readOnly ? 'ro' : 'rw', textOf(bind, 'selinux')].filter((mode) => mode !== '');
      binds.push(`${source}:${target}:${modes.join(',')}`);
    } else if (type === 'volume' && source !== '' && Object.keys(options).every((key) => key === 'nocopy')) {
      const modes = [readOnly ? 'ro' : 'rw', options['nocopy'] === true ? 'nocopy' : ''].filter((mode) => mode !== '');
      binds.push(`${volumeName(project, source)}:${target}:${modes.join(',')}`);
    } else {
      const tmpfs = section(volume, 'tmpfs');
      const name =
        type === 'volume' ? (source === '' ? (inherited.get(target) ?? '') : volumeName(project, source)) : source;
      mounts.push({
        Type: type,
        ...(name === '' ? {} : { Source: name }),
        Target: target,
        ...(readOnly ? { ReadOnly: true } : {}),
        ...(type === 'tmpfs' && Object.keys(tmpfs).length > 0
          ? { TmpfsOptions: { SizeBytes: bytesOf(tmpfs, 'size'), Mode: numberOf(tmpfs, 'mode') } }
          : {}),
        ...(type === 'volume' && (textOf(options, 'subpath') !== '' || options['nocopy'] === true)
          ? { VolumeOptions: { NoCopy: options['nocopy'] === true, Subpath: textOf(options, 'subpath') } }
          : {}),
        ...(type === 'bind'
          ? {
              BindOptions: {
                ...(textOf(bind, 'propagation') === '' ? {} : { Propagation: textOf(bind, 'propagation') }),
                ...recursion[textOf(bind, 'recursive')],
                ...(creates ? { CreateMountpoint: true } : {}),
              },
            }
          : {}),
      });
    }
  }
  // Volumes that the image declares stay the same when a container is made anew.
  for (const [target, name] of inherited)
    if (!targets.has(target)) mounts.push({ Type: 'volume', Source: name, Target: target });
  for (const kind of ['configs', 'secrets'] as const)
    for (const reference of mappingsOf(fields, kind)) {
      const definition = section(section(project.model, kind), textOf(reference, 'source'));
      const file = textOf(definition, 'file');
      if (file === '') continue;
      const own = kind === 'secrets' ? { BindOptions: {} } : {};
      mounts.push({ Type: 'bind', Source: file, Target: fileTarget(kind, reference), ReadOnly: true, ...own });
    }
  return { binds, mounts };
}

/** Where a config or secret stands in a container. */
export function fileTarget(kind: 'configs' | 'secrets', reference: Mapping): string {
  const target = textOf(reference, 'target');
  const source = textOf(reference, 'source');
  if (target === '') return kind === 'configs' ? `/${source}` : `/run/secrets/${source}`;
  if (target.startsWith('/')) return target;
  return kind === 'configs' ? `/${target}` : `/run/secrets/${target}`;
}

/** `container:name` for each name by which the containers of a linked service are found; those of `external_links` by one. */
function linksOf({ project, number, linkedTo }: Instance, fields: Mapping): readonly string[] {
  const own = textsOf(fields, 'links').flatMap((link) => {
    const [service = '', alias = service] = link.split(':');
    return linkedTo(service).flatMap((container) =>
      [alias, `${service}-${container.number}`, `${project.name}-${service}-${number}`].map(
        (known) => `${container.name}:${known}`,
      ),
    );
  });
  const external = textsOf(fields, 'external_links').map((link) => {
    const [container = '', alias = container] = link.split(':');
    return `${container}:${alias}`;
  });
  return [...own, ...external];
}

function networksOf(instance: Instance, fields: Mapping): { mode: string; endpoints: Record<string, object> } {
  const { project, service, name, useAliases, containerOf } = instance;
  const links = linksOf(instance, fields);
  const mode = textOf(fields, 'network_mode');
  const shared = /^service:(.*)$/.exec(mode)?.[1];
  if (shared !== undefined) return { mode: `container:${containerOf(shared) ?? shared}`, endpoints: {} };
  if (mode !== '') return { mode, endpoints: {} };
  const networks = Object.entries(section(fields, 'networks'))
    .map(([key, settings]) => ({ key, settings: isMapping(settings) ? settings : {} }))
    .sort((a, b) => numberOf(b.settings, 'priority') - numberOf(a.settings, 'priority') || (a.key < b.key ? -1 : 1));
  const [first] = networks;
  if (!first) return { mode: 'none', endpoints: {} };
  const endpoints = Object.fromEntries(
    networks.map(({ key, settings }) => {
      const aliases = [name, ...(useAliases ? [service, ...textsOf(settings, 'aliases')] : [])];
      const [v4, v6] = [textOf(settings, 'ipv4_address'), textOf(settings, 'ipv6_address')];
      const mac = textOf(settings, 'mac_address') || textOf(fields, 'mac_address');
      return [
        networkName(project, key),
        {
          Aliases: aliases,
          ...(links.length > 0 ? { Links: links } : {}),
          ...(v4 === '' && v6 === ''
            ? {}
            : { IPAMConfig: { ...(v4 === '' ? {} : { IPv4Address: v4 }), ...(v6 === '' ? {} : { IPv6Address: v6 }) } }),
          ...(mac === '' ? {} : { MacAddress: mac }),
          ...(Object.keys(mapOf(settings, 'driver_opts')).length > 0
            ? { DriverOpts: mapOf(settings, 'driver_opts') }
            : {}),
          ...(numberOf(settings, 'gw_priority') === 0 ? {} : { GwPriority: numberOf(settings, 'gw_priority') }),
        },
      ];
    }),
  );
  return { mode: networkName(project, first.key), endpoints };
}
