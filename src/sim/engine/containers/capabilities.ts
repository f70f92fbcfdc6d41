// Linux capabilities (capabilities(7)) and those that a container starts with.
import type { HostConfig } from '../records.ts';

/** All capabilities in order of their numbers (linux/capability.h). */
export const capabilities: readonly string[] = [
  'CHOWN', 'DAC_OVERRIDE', 'DAC_READ_SEARCH', 'FOWNER', 'FSETID', 'KILL', 'SETGID', 'SETUID', 'SETPCAP',
  'LINUX_IMMUTABLE', 'NET_BIND_SERVICE', 'NET_BROADCAST', 'NET_ADMIN', 'NET_RAW', 'IPC_LOCK', 'IPC_OWNER',
  'SYS_MODULE', 'SYS_RAWIO', 'SYS_CHROOT', 'SYS_PTRACE', 'SYS_PACCT', 'SYS_ADMIN', 'SYS_BOOT', 'SYS_NICE',
  'SYS_RESOURCE', 'SYS_TIME', 'SYS_TTY_CONFIG', 'MKNOD', 'LEASE', 'AUDIT_WRITE', 'AUDIT_CONTROL', 'SETFCAP',
  'MAC_OVERRIDE', 'MAC_ADMIN', 'SYSLOG', 'WAKE_ALARM', 'BLOCK_SUSPEND', 'AUDIT_READ', 'PERFMON', 'BPF',
  'CHECKPOINT_RESTORE',
].map((name) => `CAP_${name}`); // prettier-ignore

const usual: readonly string[] = [
  'CHOWN', 'DAC_OVERRIDE', 'FSETID', 'FOWNER', 'MKNOD', 'NET_RAW', 'SETGID', 'SETUID', 'SETFCAP', 'SETPCAP',
  'NET_BIND_SERVICE', 'SYS_CHROOT', 'KILL', 'AUDIT_WRITE',
].map((name) => `CAP_${name}`); // prettier-ignore

const usualSet: ReadonlySet<string> = new Set(usual);
const none: ReadonlySet<string> = new Set();

/** The effective capabilities of a container's processes; none for a user other than root. */
export function capabilitiesOf(host: HostConfig, uid: number): ReadonlySet<string> {
  if (uid !== 0) return none;
  if (host.Privileged) return new Set(capabilities);
  const { CapAdd: add, CapDrop: drop } = host;
  if (!add && !drop) return usualSet;
  const base = add?.includes('ALL') ? capabilities : drop?.includes('ALL') ? [] : usual;
  const set = new Set(base);
  for (const name of drop ?? []) set.delete(name);
  for (const name of add ?? []) if (name !== 'ALL') set.add(name);
  return set;
}
