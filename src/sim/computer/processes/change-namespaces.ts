// Leaving namespaces for new ones, and entering those of another process (unshare(2), setns(2)).
import type { NetworkNamespace } from '../contract.ts';
import { fileCapabilities, type Credentials } from '../filesystem/credentials.ts';
import type { Settings } from '../pseudo/sysctl.ts';
import type { Errno } from '../filesystem/errno.ts';
import { FileSystem } from '../filesystem/file-system.ts';
import { NamespaceOfNetworks } from '../network/namespace.ts';
import type { CgroupRoot } from './cgroup.ts';
import { allCapabilities } from './capabilities.ts';
import type { NamespaceKind } from './namespaces.ts';
import { PidNamespace } from './pid-namespace.ts';
import type { LinuxProcess } from './process.ts';

/** The states of namespaces that a process holds. */
export interface NamespaceStates {
  readonly files: FileSystem;
  readonly network: NetworkNamespace;
  readonly uts: { hostname: string };
  readonly ipc: Settings;
  readonly user: object;
  readonly cgroupRoot: CgroupRoot;
  readonly childNamespace: PidNamespace;
  readonly credentials: Credentials;
}

/** Why a process may not: a user namespace needs no rights, all others need CAP_SYS_ADMIN, unless one comes first. */
export function refuseUnshare(process: LinuxProcess, kinds: readonly NamespaceKind[]): Errno | undefined {
  if (process.credentials.capabilities.has('CAP_SYS_ADMIN')) return undefined;
  // Docker's seccomp profile lets nobody without CAP_SYS_ADMIN unshare at all.
  return process.confinement.seccomp === 'filter' || !kinds.includes('user') ? 'EPERM' : undefined;
}

/** New states for these kinds. */
export function unshared(process: LinuxProcess, kinds: readonly NamespaceKind[]): Partial<NamespaceStates> {
  const has = (kind: NamespaceKind): boolean => kinds.includes(kind);
  const { table } = process;
  return {
    ...(has('mnt') ? { files: new FileSystem(process.files.mounts.copy()) } : {}),
    ...(has('net')
      ? {
          network: new NamespaceOfNetworks(
            table.machine.networks,
            'unshared',
            process.network.endpoint,
            process.container,
          ),
        }
      : {}),
    ...(has('uts') ? { uts: { hostname: process.hostname } } : {}),
    ...(has('ipc') ? { ipc: { changed: new Map<string, string>() } } : {}),
    ...(has('cgroup') ? { cgroupRoot: { path: process.cgroup.path } } : {}),
    ...(has('pid') ? { childNamespace: new PidNamespace(process.namespace) } : {}),
    ...(has('user')
      ? { user: {}, credentials: { ...process.credentials, capabilities: inUserNamespace(process.credentials) } }
      : {}),
  };
}

/** All capabilities, but none over files that belong to somebody outside. */
const inUserNamespace = ({ uid }: Credentials): ReadonlySet<string> =>
  uid === 0 ? allCapabilities : new Set([...allCapabilities].filter((name) => !fileCapabilities.has(name)));

/** The states of another process for these kinds. */
export function entered(target: LinuxProcess, kinds: readonly NamespaceKind[]): Partial<NamespaceStates> {
  const has = (kind: NamespaceKind): boolean => kinds.includes(kind);
  return {
    ...(has('mnt') ? { files: target.files, cwd: '/' } : {}),
    ...(has('net') ? { network: target.network } : {}),
    ...(has('uts') ? { uts: target.uts } : {}),
    ...(has('ipc') ? { ipc: target.ipc } : {}),
    ...(has('cgroup') ? { cgroupRoot: target.cgroupRoot } : {}),
    ...(has('pid') ? { childNamespace: target.namespace } : {}),
    ...(has('user') ? { user: target.user } : {}),
  };
}
