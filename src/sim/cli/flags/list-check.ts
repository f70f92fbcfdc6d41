// Checks that Docker makes on each value of a repeatable flag, by the flag's name.
import type { Parsed } from '../format/duration.ts';
import { quote } from '../format/quote.ts';
import { isIp } from './ip-address.ts';
import { parseDeviceRate } from './option-list.ts';

type Check = (value: string) => Parsed<string>;

const same: Check = (value) => ({ value });

const label: Check = (value) =>
  /^\s*(=|$)/.test(value) ? { error: `invalid label '${value}': empty name` } : { value };

const environment: Check = (value) =>
  value === '' || value.startsWith('=') ? { error: `invalid environment variable: ${value}` } : { value };

const extraHost: Check = (value) => {
  const match = /^([^=:]+)[=:](.*)$/.exec(value);
  const [, name, address = ''] = match ?? [];
  if (name === undefined || address === '') return { error: `bad format for add-host: ${quote(value)}` };
  const bare = /^\[(.*)\]$/.exec(address)?.[1] ?? address;
  if (bare !== 'host-gateway' && !isIp(bare)) return { error: `invalid IP address in add-host: ${quote(address)}` };
  return { value: `${name}:${bare}` };
};

const ipAddress: Check = (value) =>
  isIp(value.trim()) ? { value: value.trim() } : { error: `IP address is not correctly formatted: ${value}` };

const dnsSearch: Check = (value) => {
  const domain = value.trim();
  if (domain === '.') return { value: domain };
  const part = '[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9]';
  const good = new RegExp(`^(${part})(\\.(${part}))*\\.?$`).test(domain) && /[a-zA-Z]/.test(domain);
  return good && domain.length < 255
    ? { value: domain.replace(/\.$/, '') }
    : { error: `${value} is not a valid domain` };
};

const stream: Check = (value) =>
  ['stdin', 'stdout', 'stderr'].includes(value.toLowerCase())
    ? { value: value.toLowerCase() }
    : { error: 'valid streams are STDIN, STDOUT and STDERR' };

const link: Check = (value) => {
  if (value === '') return { error: 'empty string specified for links' };
  return value.split(':').length > 2 ? { error: `bad format for links: ${value}` } : { value };
};

const deviceRule: Check = (value) =>
  /^[acb] ([0-9]+|\*):([0-9]+|\*) [rwm]{1,3}$/.test(value)
    ? { value }
    : { error: `invalid device cgroup format '${value}'` };

const rate =
  (kind: 'bps' | 'iops' | 'weight'): Check =>
  (value) => {
    const parsed = parseDeviceRate(value, kind);
    return 'error' in parsed ? parsed : { value };
  };

const sysctlNames = new Set([
  'kernel.msgmax',
  'kernel.msgmnb',
  'kernel.msgmni',
  'kernel.sem',
  'kernel.shmall',
  'kernel.shmmax',
  'kernel.shmmni',
  'kernel.shm_rmid_forced',
]);

/** `--sysctl` of run: only names that have a namespace of their own. */
export const checkSysctl: Check = (value) => {
  const [name, given] = value.split('=', 2);
  const known = name !== undefined && (sysctlNames.has(name) || /^(net\.|fs\.mqueue\.)/.test(name));
  return given !== undefined && known ? { value } : { error: `sysctl '${value}' is not allowed` };
};

const containerChecks: Readonly<Record<string, Check>> = {
  'add-host': extraHost,
  attach: stream,
  'blkio-weight-device': rate('weight'),
  'device-cgroup-rule': deviceRule,
  'device-read-bps': rate('bps'),
  'device-read-iops': rate('iops'),
  'device-write-bps': rate('bps'),
  'device-write-iops': rate('iops'),
  dns: ipAddress,
  'dns-search': dnsSearch,
  env: environment,
  label,
  link,
};

const serviceChecks: Readonly<Record<string, Check>> = {
  'container-label': label,
  'container-label-add': label,
  dns: ipAddress,
  'dns-add': ipAddress,
  'dns-search': dnsSearch,
  'dns-search-add': dnsSearch,
  env: environment,
  'env-add': environment,
  host: extraHost,
  'host-add': extraHost,
  label,
  'label-add': label,
};

const otherChecks: Readonly<Record<string, Readonly<Record<string, Check>>>> = {
  'container exec': { env: environment },
  'network create': { label },
  'volume create': { label },
  'config create': { label },
  'secret create': { label },
  'node update': { 'label-add': label },
};

/** The check for one repeatable flag of one command (canonical name); values of other flags are taken as they are. */
export function listCheck(command: string, flag: string): Check {
  if (command === 'container run' || command === 'container create') return containerChecks[flag] ?? same;
  if (command === 'service create' || command === 'service update') return serviceChecks[flag] ?? same;
  return otherChecks[command]?.[flag] ?? same;
}
