// The environment of a container's processes.
import type { Container } from './container.ts';

/** The environment of its processes: the configuration's, and what the runtime adds where it is missing. */
export function environmentOf(container: Container, home: string): Map<string, string> {
  const { config } = container.record;
  const env = new Map<string, string>();
  env.set('PATH', '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin');
  env.set('HOSTNAME', config.Hostname);
  if (config.Tty) env.set('TERM', 'xterm');
  for (const entry of config.Env ?? []) {
    const equals = entry.indexOf('=');
    if (equals > 0) env.set(entry.slice(0, equals), entry.slice(equals + 1));
    else env.delete(entry);
  }
  if (!env.has('HOME')) env.set('HOME', home);
  return env;
}
