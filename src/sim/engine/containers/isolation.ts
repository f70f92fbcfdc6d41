// What isolates a container besides its files and its network: shared namespaces, limits of resources, security options, its
// place among the control groups (OCI runtime specification, "Linux Container Configuration").
import type { InitOptions, Process } from '../../computer/contract.ts';
import type { Confinement } from '../../computer/processes/confinement.ts';
import {
  containerLimits,
  type ResourceLimit,
  type ResourceLimits,
  type ResourceName,
} from '../../computer/processes/resource-limits.ts';
import { settings } from '../../computer/pseudo/sysctl.ts';
import type { Engine } from '../engine.ts';
import { ApiError, errors } from '../errors.ts';
import type { HostConfig } from '../records.ts';
import { boundingOf } from './capabilities.ts';
import type { Container } from './container.ts';

/** The container that a mode such as `container:web` names. */
export const otherOf = (mode: string): string | undefined =>
  mode.startsWith('container:') ? mode.slice('container:'.length) : undefined;

/** Namespaces that a container does not get for itself; the daemon's error when the other container does not run or share. */
export function sharedNamespaces(engine: Engine, host: HostConfig): NonNullable<InitOptions['shares']> | ApiError {
  const ipc = donor(engine, host.IpcMode, 'IPC');
  if (ipc instanceof ApiError) return ipc;
  const pid = donor(engine, host.PidMode, 'PID');
  if (pid instanceof ApiError) return pid;
  return {
    ...(ipc ? { ipc } : {}),
    ...(pid ? { pid } : {}),
    ...(host.UTSMode === 'host' ? { uts: 'machine' } : {}),
    ...(host.CgroupnsMode === 'host' ? { cgroup: 'machine' } : {}),
  };
}

function donor(engine: Engine, mode: string, kind: 'IPC' | 'PID'): Process | 'machine' | undefined | ApiError {
  if (mode === 'host') return 'machine';
  const name = otherOf(mode);
  if (name === undefined) return undefined;
  const refuse = (why: string): ApiError => errors.startFailed(`failed to join ${kind} namespace: ${why}`);
  const other = engine.containers.find(name);
  if (other instanceof ApiError) return refuse(other.message);
  if (other.record.state === 'restarting') return refuse(errors.restarting(other.id).message);
  if (!other.running) return refuse(`container ${other.id} is not running`);
  const { IpcMode: shared } = other.record.hostConfig;
  if (kind === 'IPC' && shared !== 'shareable' && shared !== 'host')
    return refuse(`container ${other.id}: non-shareable IPC (hint: use IpcMode:shareable for the donor container)`);
  return other.running.init;
}

/** The container whose /dev/shm another one uses. */
export function shmDonor(engine: Engine, host: HostConfig): Container | undefined {
  const name = otherOf(host.IpcMode);
  const other = name === undefined ? undefined : engine.containers.find(name);
  return other instanceof ApiError ? undefined : other;
}

const isResource = (name: string): name is ResourceName => Object.hasOwn(containerLimits, name);

/** Limits of its processes: the daemon's, and those of `--ulimit`; −1 is none. */
export function resourceLimitsOf(host: HostConfig): ResourceLimits {
  const limits: Record<ResourceName, ResourceLimit> = { ...containerLimits };
  const value = (number: number): number => (number < 0 ? Infinity : number);
  for (const { Name: name, Soft: soft, Hard: hard } of host.Ulimits ?? [])
    if (isResource(name)) limits[name] = { soft: value(soft), hard: value(hard) };
  return limits;
}

/** What its processes may never do. */
export function confinementOf(host: HostConfig): Confinement {
  const options = host.SecurityOpt ?? [];
  const last = (key: string): string | undefined =>
    options.findLast((option) => option.startsWith(key))?.slice(key.length + 1);
  const never = options.find((option) => option.startsWith('no-new-privileges'));
  const apparmor = last('apparmor') ?? 'docker-default';
  const free = host.Privileged || last('seccomp') === 'unconfined';
  return {
    bounding: boundingOf(host),
    seccomp: free ? 'disabled' : 'filter',
    noNewPrivileges: never !== undefined && !never.endsWith('false'),
    apparmor: host.Privileged || apparmor === 'unconfined' ? 'unconfined' : `${apparmor} (enforce)`,
    oomScoreAdjustment: host.OomScoreAdj,
  };
}

/** Where its control group is: `--cgroup-parent` names a slice, whose dashes are levels (systemd.slice(5)). */
export function cgroupPathOf({ CgroupParent: parent }: HostConfig, id: string): string {
  const slice = (parent === '' ? 'system.slice' : parent).replace(/^.*\//, '');
  const words = slice.replace(/\.slice$/, '').split('-');
  const levels = words.map((_, index) => `/${words.slice(0, index + 1).join('-')}.slice`);
  return `${levels.join('')}/docker-${id}.scope`;
}

const createFailed =
  'failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: ';

/** What runc says of `--sysctl` that cannot be set: settings of the machine's own network, and such as there are not. */
export function refuseSettings({ record }: Container): ApiError | undefined {
  const { Sysctls: wanted = {}, NetworkMode: mode } = record.hostConfig;
  for (const name of Object.keys(wanted)) {
    if (mode === 'host' && name.startsWith('net.'))
      return errors.startFailed(`${createFailed}sysctl "${name}" not allowed in host network namespace`);
    if (!settings.some((setting) => setting.name === name))
      return errors.startFailed(
        `${createFailed}unable to start container process: error during container init: open sysctl ${name} file: unsafe procfs detected: openat2 fsmount:fscontext:proc/./sys/${name.replaceAll('.', '/')}: no such file or directory`,
      );
  }
  return undefined;
}

/** Settings of `--sysctl` for its own namespaces. Those of the network go into its network namespace, the others to IPC. */
export function applySettings(container: Container, init: Process): void {
  const { Sysctls: wanted = {} } = container.record.hostConfig;
  for (const [name, value] of Object.entries(wanted)) {
    const holder = name.startsWith('net.') ? init.network.settings : init.ipc;
    holder.changed.set(name, value);
  }
}
