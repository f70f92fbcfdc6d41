// The capabilities that a container starts with (moby's caps package).
import { allCapabilities, capabilities } from '../../computer/processes/capabilities.ts';
import type { HostConfig } from '../records.ts';

const usual: readonly string[] = [
  'CHOWN', 'DAC_OVERRIDE', 'FSETID', 'FOWNER', 'MKNOD', 'NET_RAW', 'SETGID', 'SETUID', 'SETFCAP', 'SETPCAP',
  'NET_BIND_SERVICE', 'SYS_CHROOT', 'KILL', 'AUDIT_WRITE',
].map((name) => `CAP_${name}`); // prettier-ignore

const usualSet: ReadonlySet<string> = new Set(usual);
const none: ReadonlySet<string> = new Set();

/** The effective capabilities of a container's processes; none for a user other than root. */
export const capabilitiesOf = (host: HostConfig, uid: number): ReadonlySet<string> =>
  uid === 0 ? boundingOf(host) : none;

/** The capabilities that a container's processes may have at most. */
export function boundingOf(host: HostConfig): ReadonlySet<string> {
  if (host.Privileged) return allCapabilities;
  const { CapAdd: add, CapDrop: drop } = host;
  if (!add && !drop) return usualSet;
  const base = add?.includes('ALL') ? capabilities : drop?.includes('ALL') ? [] : usual;
  const set = new Set(base);
  for (const name of drop ?? []) set.delete(name);
  for (const name of add ?? []) if (name !== 'ALL') set.add(name);
  return set;
}
