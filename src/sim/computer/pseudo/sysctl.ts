// Settings of the kernel under /proc/sys (sysctl(8)): those of a network namespace, of an IPC namespace, and of the whole machine.
import { linux } from '../linux.ts';

/** What has settings of its own: values that somebody changed, by dotted name. */
export interface Settings {
  readonly changed: Map<string, string>;
}

/** Settings of a network namespace. */
const network: Readonly<Record<string, string>> = {
  'net.core.somaxconn': '4096',
  'net.ipv4.conf.all.forwarding': '1',
  'net.ipv4.conf.all.rp_filter': '2',
  'net.ipv4.conf.default.rp_filter': '2',
  'net.ipv4.icmp_echo_ignore_all': '0',
  'net.ipv4.ip_default_ttl': '64',
  'net.ipv4.ip_forward': '1',
  'net.ipv4.ip_local_port_range': '32768\t60999',
  'net.ipv4.ip_nonlocal_bind': '0',
  'net.ipv4.ip_unprivileged_port_start': '1024',
  'net.ipv4.ping_group_range': '1\t0',
  'net.ipv4.tcp_fin_timeout': '60',
  'net.ipv4.tcp_keepalive_intvl': '75',
  'net.ipv4.tcp_keepalive_probes': '9',
  'net.ipv4.tcp_keepalive_time': '7200',
  'net.ipv4.tcp_max_syn_backlog': '512',
  'net.ipv4.tcp_retries2': '15',
  'net.ipv4.tcp_syncookies': '1',
  'net.ipv4.tcp_tw_reuse': '2',
  'net.ipv6.conf.all.disable_ipv6': '0',
  'net.ipv6.conf.default.disable_ipv6': '0',
  'net.ipv6.conf.all.forwarding': '0',
};

/** What the daemon sets in a container's own network namespace. */
export const containerNetworkSettings: Readonly<Record<string, string>> = {
  'net.ipv4.ip_unprivileged_port_start': '0',
  'net.ipv4.ping_group_range': '0\t2147483647',
};

/** Settings of an IPC namespace. */
const ipc: Readonly<Record<string, string>> = {
  'fs.mqueue.msg_max': '10',
  'fs.mqueue.msgsize_max': '8192',
  'fs.mqueue.queues_max': '256',
  'kernel.msgmax': '8192',
  'kernel.msgmnb': '16384',
  'kernel.msgmni': '32000',
  'kernel.sem': '32000\t1024000000\t500\t32000',
  'kernel.shm_rmid_forced': '0',
  'kernel.shmall': '18446744073692774399',
  'kernel.shmmax': '18446744073692774399',
  'kernel.shmmni': '4096',
};

/** Settings of the machine. */
const machine: Readonly<Record<string, string>> = {
  'fs.file-max': '9223372036854775807',
  'fs.inotify.max_user_instances': '128',
  'fs.inotify.max_user_watches': '29643',
  'fs.nr_open': '1048576',
  'fs.pipe-max-size': '1048576',
  'kernel.cap_last_cap': '40',
  'kernel.core_pattern': 'core',
  'kernel.dmesg_restrict': '1',
  'kernel.ngroups_max': '65536',
  'kernel.osrelease': linux.release,
  'kernel.ostype': linux.name,
  'kernel.overflowuid': '65534',
  'kernel.panic': '0',
  'kernel.pid_max': '4194304',
  'kernel.randomize_va_space': '2',
  'kernel.threads-max': '30956',
  'kernel.unprivileged_userns_clone': '1',
  'kernel.version': linux.version,
  'user.max_pid_namespaces': '15478',
  'user.max_user_namespaces': '15478',
  'vm.dirty_ratio': '20',
  'vm.drop_caches': '0',
  'vm.max_map_count': '1048576',
  'vm.overcommit_memory': '0',
  'vm.swappiness': '60',
};

/** Those that nobody can change. */
const fixed: ReadonlySet<string> = new Set([
  'kernel.cap_last_cap',
  'kernel.ngroups_max',
  'kernel.osrelease',
  'kernel.ostype',
  'kernel.version',
]);

/** Whose a setting is. */
export type Scope = 'network' | 'ipc' | 'machine';

/** All settings with whose they are, sorted by name. */
export const settings: readonly { readonly name: string; readonly scope: Scope; readonly writable: boolean }[] = [
  ...Object.keys(network).map((name) => ({ name, scope: 'network' as const, writable: true })),
  ...Object.keys(ipc).map((name) => ({ name, scope: 'ipc' as const, writable: true })),
  ...Object.keys(machine).map((name) => ({ name, scope: 'machine' as const, writable: !fixed.has(name) })),
].sort((one, two) => (one.name < two.name ? -1 : 1));

/** The value of a setting for somebody; empty for one that there is not. */
export const settingOf = (of: Settings, name: string): string =>
  of.changed.get(name) ?? network[name] ?? ipc[name] ?? machine[name] ?? '';
