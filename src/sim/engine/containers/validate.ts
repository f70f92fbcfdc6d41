// What the daemon refuses when a container is created or updated (moby's daemon/container.go and daemon_unix.go).
import type { Machine } from '../../computer/contract.ts';
import { capabilities } from '../../computer/processes/capabilities.ts';
import { errors, refused, type ApiError } from '../errors.ts';
import type { Healthcheck, HostConfig } from '../records.ts';
import type { CreateBody } from './create-body.ts';
import { parseSignal } from './signal.ts';

const mebibyte = 1024 * 1024;

/** Limits of memory and CPU. */
export function refuseResources(host: HostConfig, machine: Machine, swapWasSet: boolean): ApiError | undefined {
  const { Memory: memory, MemorySwap: swap, MemoryReservation: reservation, NanoCpus: cpus } = host;
  const refuse = errors.invalidOption;
  if (memory !== 0 && memory < 6 * mebibyte) return refuse('Minimum memory limit allowed is 6MB');
  if (memory > 0 && swapWasSet && swap > 0 && swap < memory)
    return refuse('Minimum memoryswap limit should be larger than memory limit, see usage');
  if (memory === 0 && swap > 0)
    return refuse('You should always set the Memory limit when using Memoryswap limit, see usage');
  const swappiness = host.MemorySwappiness;
  if (swappiness !== null && (swappiness < 0 || swappiness > 100))
    return refuse(`Invalid value: ${swappiness}, valid memory swappiness range is 0-100`);
  if (reservation > 0 && reservation < 6 * mebibyte) return refuse('Minimum memory reservation allowed is 6MB');
  if (memory > 0 && reservation > 0 && memory < reservation)
    return refuse('Minimum memory limit can not be less than memory reservation limit, see usage');
  if (host.OomScoreAdj < -1000 || host.OomScoreAdj > 1000)
    return refuse(`Invalid value ${host.OomScoreAdj}, range for oom score adj is [-1000, 1000]`);
  if (host.CpuShares < 0) return refuse(`invalid CPU shares (${host.CpuShares}): value must be a positive integer`);
  if (cpus > 0 && host.CpuPeriod > 0) return refuse('Conflicting options: Nano CPUs and CPU Period cannot both be set');
  if (cpus > 0 && host.CpuQuota > 0) return refuse('Conflicting options: Nano CPUs and CPU Quota cannot both be set');
  if (cpus < 0 || cpus > machine.cpus * 1e9)
    return refuse(`range of CPUs is from 0.01 to ${machine.cpus}.00, as there are only ${machine.cpus} CPUs available`);
  if (host.CpuPeriod !== 0 && (host.CpuPeriod < 1000 || host.CpuPeriod > 1_000_000))
    return refuse('CPU cfs period can not be less than 1ms (i.e. 1000) or larger than 1s (i.e. 1000000)');
  if (host.CpuQuota > 0 && host.CpuQuota < 1000) return refuse('CPU cfs quota can not be less than 1ms (i.e. 1000)');
  return (
    refuseSet('cpus', 'CPUs', host.CpusetCpus, machine.cpus) ?? refuseSet('mems', 'memory nodes', host.CpusetMems, 1)
  );
}

/** A list such as `0-2,4` of processors or of memory nodes, of which the machine has `count`. */
function refuseSet(kind: 'cpus' | 'mems', what: string, set: string, count: number): ApiError | undefined {
  if (set === '') return undefined;
  for (const part of set.split(',')) {
    const match = /^(\d+)(?:-(\d+))?$/.exec(part);
    if (!match) return errors.invalidOption(`Invalid value ${set} for cpuset ${kind}: invalid format: ${part}`);
    if (Number(match[2] ?? match[1]) >= count)
      return errors.invalidOption(
        `Requested ${what} are not available - requested ${set}, available: ${count > 1 ? `0-${count - 1}` : '0'}`,
      );
  }
  return undefined;
}

/** A restart policy. */
export function refuseRestartPolicy({
  Name: name,
  MaximumRetryCount: retries,
}: HostConfig['RestartPolicy']): ApiError | undefined {
  const refuse = (why: string): ApiError => errors.invalidOption(`invalid restart policy: ${why}`);
  if (name === 'always' || name === 'unless-stopped' || name === 'no' || name === '') {
    if (retries === 0) return undefined;
    return refuse(
      `maximum retry count can only be used with 'on-failure'${retries < 0 ? ' and cannot be negative' : ''}`,
    );
  }
  if (name === 'on-failure') return retries < 0 ? refuse('maximum retry count cannot be negative') : undefined;
  return refuse(`unknown policy '${name}'; use one of 'no', 'always', 'on-failure', or 'unless-stopped'`);
}

/** Everything else about the host configuration that does not depend on other objects. */
export function refuseHostConfig(host: HostConfig, body: CreateBody): ApiError | undefined {
  const refuse = errors.invalidOption;
  if (host.AutoRemove && host.RestartPolicy.Name !== 'no')
    return refuse("can't create 'AutoRemove' container with restart policy");
  for (const entry of host.ExtraHosts ?? [])
    if (!entry.includes(':')) return refuse(`bad format for add-host: "${entry}"`);
  const unknown = [...(host.CapAdd ?? [])].find((name) => name !== 'ALL' && !capabilities.includes(name));
  if (unknown !== undefined) return refuse(`invalid CapAdd: unknown capability: "${unknown}"`);
  const undroppable = [...(host.CapDrop ?? [])].find((name) => name !== 'ALL' && !capabilities.includes(name));
  if (undroppable !== undefined) return refuse(`invalid CapDrop: unknown capability: "${undroppable}"`);
  if (!['none', 'host', 'private', 'shareable', ''].includes(host.IpcMode) && !host.IpcMode.startsWith('container:'))
    return refuse(`invalid IPC mode: ${host.IpcMode}`);
  if (!['', 'host'].includes(host.PidMode) && !host.PidMode.startsWith('container:'))
    return refuse(`invalid PID mode: ${host.PidMode}`);
  if (!['', 'host'].includes(host.UTSMode)) return refuse(`invalid UTS mode: ${host.UTSMode}`);
  if (host.UTSMode === 'host' && body.Hostname) return refuse('conflicting options: hostname and the UTS mode');
  if (host.CgroupParent !== '' && !/^[^/]+\.slice$/.test(host.CgroupParent.replace(/^.*\//, '')))
    return refuse('cgroup-parent for systemd cgroup should be a valid slice named as "xxx.slice"');
  if (host.Runtime !== 'runc' && host.Runtime !== 'io.containerd.runc.v2')
    return refuse(`unknown or invalid runtime name: ${host.Runtime}`);
  for (const option of host.SecurityOpt ?? []) {
    const known = /^(?:no-new-privileges(?:[=:](?:true|false))?|(?:seccomp|apparmor|label|writable-cgroups)[=:].*)$/;
    if (!known.test(option)) return errors.securityOption(option);
  }
  if (host.Isolation !== '' && host.Isolation !== 'default')
    return refuse(`invalid isolation (${host.Isolation}): linux only supports 'default'`);
  const network = refuseNetworkMode(host, body);
  if (network) return network;
  for (const path of Object.keys(host.Tmpfs ?? {}))
    if (!path.startsWith('/')) return refuse(`invalid mount path: '${path}' mount path must be absolute`);
  const log = refuseLogConfig(host.LogConfig);
  if (log) return log;
  for (const [port, bindings] of Object.entries(host.PortBindings ?? {})) {
    if (!/^\d+(\/(tcp|udp|sctp))?$/.test(port)) return refuse(`invalid port specification: "${port}"`);
    for (const { HostPort } of bindings ?? [])
      if (!/^(\d+(-\d+)?)?$/.test(HostPort)) return refuse(`invalid port specification: "${HostPort}"`);
  }
  return undefined;
}

/** The storage driver's own options: none of them works on this file system. */
export function refuseStorage({ StorageOpt }: HostConfig): ApiError | undefined {
  const [option] = Object.keys(StorageOpt ?? {});
  if (option === undefined) return undefined;
  return errors.invalidOption(
    option === 'size'
      ? "--storage-opt is supported only for overlay over xfs with 'pquota' mount option"
      : `Unknown option ${option}`,
  );
}

function refuseNetworkMode(host: HostConfig, body: CreateBody): ApiError | undefined {
  const refuse = (why: string): ApiError => errors.invalidOption(`conflicting options: ${why}`);
  const { NetworkMode: mode } = host;
  if (mode === 'host' && host.Links)
    return refuse("host type networking can't be used with links. This would result in undefined behavior");
  if (!mode.startsWith('container:')) return undefined;
  if (mode === 'container:')
    return errors.invalidOption('invalid network mode: invalid container format container:<name|id>');
  if (body.Hostname) return refuse('hostname and the network mode');
  if (host.Links)
    return refuse("container type network can't be used with links. This would result in undefined behavior");
  if (host.Dns && host.Dns.length > 0) return refuse('dns and the network mode');
  if (host.ExtraHosts && host.ExtraHosts.length > 0) return refuse('custom host-to-IP mapping and the network mode');
  if (Object.keys(host.PortBindings ?? {}).length > 0 || host.PublishAllPorts)
    return refuse('port publishing and the container type network mode');
  if (Object.keys(body.ExposedPorts ?? {}).length > 0)
    return refuse('port exposing and the container type network mode');
  return undefined;
}

const logOptions: Readonly<Record<string, readonly string[]>> = {
  'json-file': [
    'max-file',
    'max-size',
    'compress',
    'labels',
    'labels-regex',
    'env',
    'env-regex',
    'tag',
    'mode',
    'max-buffer-size',
  ],
  local: ['max-file', 'max-size', 'compress', 'mode', 'max-buffer-size'],
  none: [],
};
const otherDrivers = ['awslogs', 'fluentd', 'gcplogs', 'gelf', 'journald', 'splunk', 'syslog', 'etwlogs'];

function refuseLogConfig({ Type: driver, Config: options }: HostConfig['LogConfig']): ApiError | undefined {
  const known = logOptions[driver];
  if (!known)
    return otherDrivers.includes(driver)
      ? errors.notSimulated(`log driver ${driver}`)
      : errors.invalidOption(`error looking up logging plugin ${driver}: plugin "${driver}" not found`);
  const mode = options['mode'] ?? '';
  if (!['', 'blocking', 'non-blocking'].includes(mode))
    return errors.invalidOption(`logger: logging mode not supported: ${mode}`);
  if (options['max-buffer-size'] !== undefined && mode !== 'non-blocking')
    return errors.invalidOption("logger: max-buffer-size option is only supported with 'mode=non-blocking'");
  const strange = Object.keys(options).find((name) => !known.includes(name));
  return strange === undefined || driver === 'none'
    ? undefined
    : errors.invalidOption(`unknown log opt '${strange}' for ${driver} log driver`);
}

/** Values of log options that only show when the log is opened. */
export function refuseLogValues({ Type: driver, Config: options }: HostConfig['LogConfig']): ApiError | undefined {
  if (!logOptions[driver] || driver === 'none') return undefined;
  const refuse = (why: string): ApiError =>
    errors.startFailed(`failed to create task for container: failed to initialize logging driver: ${why}`);
  const { 'max-size': size, 'max-file': count, compress } = options;
  if (size !== undefined && !/^\d+(?:\.\d+)?\s?(?:[kmgtp]i?)?b?$/i.test(size))
    return refuse(`${driver === 'local' ? `invalid value for max-size: ${size}: ` : ''}invalid size: '${size}'`);
  if (count !== undefined && !/^[+-]?\d+$/.test(count))
    return refuse(`strconv.Atoi: parsing "${count}": invalid syntax`);
  if (driver === 'local')
    return Number(count ?? 5) < 2 && compress !== 'false'
      ? refuse('compression cannot be enabled when max file count is 1')
      : undefined;
  if (Number(count ?? 1) < 1) return refuse('max-file cannot be less than 1');
  if (compress === undefined || /^(?:0|f|F|false|FALSE|False)$/.test(compress)) return undefined;
  if (!/^(?:1|t|T|true|TRUE|True)$/.test(compress))
    return refuse(`strconv.ParseBool: parsing "${compress}": invalid syntax`);
  return Number(count ?? 1) < 2 || size === undefined
    ? refuse('compress cannot be true when max-file is less than 2 or max-size is not set')
    : undefined;
}

const shortest = 1_000_000; // ns

/** The parts of the container's own configuration. */
export function refuseConfig(body: CreateBody): ApiError | undefined {
  const refuse = errors.invalidOption;
  if (body.WorkingDir && !body.WorkingDir.startsWith('/'))
    return refuse(`the working directory '${body.WorkingDir}' is invalid, it needs to be an absolute path`);
  if (body.StopSignal) {
    const signal = parseSignal(body.StopSignal);
    // A number is taken as it is: whether there is such a signal shows when it is sent.
    if (refused(signal) && !/^[1-9]\d*$/.test(body.StopSignal)) return signal;
  }
  for (const entry of body.Env ?? [])
    if (entry.startsWith('=') || entry === '') return refuse(`invalid environment variable: ${entry}`);
  return refuseHealthcheck(body.Healthcheck);
}

function refuseHealthcheck(check: Healthcheck | undefined): ApiError | undefined {
  if (!check) return undefined;
  for (const name of ['Interval', 'Timeout', 'StartPeriod', 'StartInterval'] as const) {
    const value = check[name] ?? 0;
    if (value !== 0 && value < shortest) return errors.invalidOption(`${name} in Healthcheck cannot be less than 1ms`);
  }
  return (check.Retries ?? 0) < 0 ? errors.invalidOption('Retries in Healthcheck cannot be negative') : undefined;
}
