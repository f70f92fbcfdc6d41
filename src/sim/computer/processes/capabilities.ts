// Linux capabilities (capabilities(7)).

/** All capabilities in order of their numbers (linux/capability.h). */
export const capabilities: readonly string[] = [
  'CHOWN', 'DAC_OVERRIDE', 'DAC_READ_SEARCH', 'FOWNER', 'FSETID', 'KILL', 'SETGID', 'SETUID', 'SETPCAP',
  'LINUX_IMMUTABLE', 'NET_BIND_SERVICE', 'NET_BROADCAST', 'NET_ADMIN', 'NET_RAW', 'IPC_LOCK', 'IPC_OWNER',
  'SYS_MODULE', 'SYS_RAWIO', 'SYS_CHROOT', 'SYS_PTRACE', 'SYS_PACCT', 'SYS_ADMIN', 'SYS_BOOT', 'SYS_NICE',
  'SYS_RESOURCE', 'SYS_TIME', 'SYS_TTY_CONFIG', 'MKNOD', 'LEASE', 'AUDIT_WRITE', 'AUDIT_CONTROL', 'SETFCAP',
  'MAC_OVERRIDE', 'MAC_ADMIN', 'SYSLOG', 'WAKE_ALARM', 'BLOCK_SUSPEND', 'AUDIT_READ', 'PERFMON', 'BPF',
  'CHECKPOINT_RESTORE',
].map((name) => `CAP_${name}`); // prettier-ignore

/** All of them. */
export const allCapabilities: ReadonlySet<string> = new Set(capabilities);

/** A set as the kernel prints it: a bit each, sixteen digits. */
export function capabilityMask(set: ReadonlySet<string>): string {
  let bits = 0n;
  for (const [bit, name] of capabilities.entries()) if (set.has(name)) bits |= 1n << BigInt(bit);
  return bits.toString(16).padStart(16, '0');
}
