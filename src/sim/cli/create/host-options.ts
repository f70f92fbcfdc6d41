// Flags of run and create whose values the client itself checks before it asks the daemon: modes, policies, drivers.
import type { Process } from '../../computer/contract.ts';
import { failed, strerror } from '../../computer/filesystem/errno.ts';
import { quote } from '../format/quote.ts';
import type { FlagValues } from '../flags/flag-values.ts';
import type { Failure } from '../failure.ts';
import { toMap } from './environment.ts';

/** `--restart`: `no`, `always`, `unless-stopped`, `on-failure:3`. Unknown names are the daemon's business. */
export function parseRestartPolicy(text: string): { Name: string; MaximumRetryCount: number } | Failure {
  if (text === '') return { Name: '', MaximumRetryCount: 0 };
  const at = text.indexOf(':');
  const name = at < 0 ? text : text.slice(0, at);
  const count = at < 0 ? undefined : text.slice(at + 1);
  if (at >= 0 && name === '') return { error: 'invalid restart policy format: no policy provided before colon' };
  if (count !== undefined && count !== '' && !/^[+-]?\d+$/.test(count))
    return { error: 'invalid restart policy format: maximum retry count must be an integer' };
  return { Name: name, MaximumRetryCount: Number(count ?? 0) };
}

/** `--pid`, `--uts`, `--userns`, `--cgroupns`: what is wrong with them, if something is. */
export function checkModes(flags: FlagValues): Failure | undefined {
  const shared = (mode: string): boolean => mode === '' || mode === 'host';
  const pid = flags.string('pid');
  if (!shared(pid) && !/^container:./.test(pid)) return { error: '--pid: invalid PID mode' };
  if (!shared(flags.string('uts'))) return { error: '--uts: invalid UTS mode' };
  if (!shared(flags.string('userns'))) return { error: '--userns: invalid USER mode' };
  const cgroup = flags.string('cgroupns');
  if (!shared(cgroup) && cgroup !== 'private') return { error: '--cgroupns: invalid CGROUP mode' };
  return undefined;
}

/** `--log-driver` and `--log-opt`. */
export function parseLogging(
  driver: string,
  options: readonly string[],
): { Type: string; Config: Record<string, string> } | Failure {
  if (driver === 'none' && options.length > 0) return { error: `invalid logging opts for driver ${driver}` };
  return { Type: driver, Config: toMap(options) };
}

/** `--security-opt`, in the form in which the client sends it: `key=value`, or a word that stands alone. */
export function parseSecurity(process: Process, values: readonly string[]): string[] | Failure {
  const options: string[] = [];
  for (const value of values) {
    const match = /^([^=:]*)[=:](.*)$/.exec(value);
    if (!match && value !== 'no-new-privileges') return { error: `Invalid --security-opt: ${quote(value)}` };
    if (match?.[1] === 'seccomp' && !['unconfined', 'builtin'].includes(match[2] ?? '')) {
      const path = match[2] ?? '';
      const text = process.files.readText(path);
      return failed(text)
        ? { error: `opening seccomp profile (${path}) failed: open ${path}: ${strerror(text).toLowerCase()}` }
        : { error: `not simulated: --security-opt seccomp=${path} (only unconfined and the daemon's own profile are)` };
    }
    options.push(value);
  }
  return options;
}

/** `--storage-opt`. */
export function parseStorage(values: readonly string[]): Record<string, string> | Failure {
  return values.every((value) => value.includes('=')) ? toMap(values) : { error: 'invalid storage option' };
}

/** Names of capabilities as the client sends them: `net_admin` → `CAP_NET_ADMIN`; sorted, each once. */
export function capabilities(values: readonly string[]): string[] | null {
  const names = values.map((value) => {
    const name = value.trim().toUpperCase();
    return name === 'ALL' || name.startsWith('CAP_') ? name : `CAP_${name}`;
  });
  if (names.includes('ALL')) return ['ALL'];
  return names.length > 0 ? [...new Set(names)].sort() : null;
}

/** The values, or null where the API writes none so. */
export const orNull = <T>(values: readonly T[]): readonly T[] | null => (values.length > 0 ? values : null);
