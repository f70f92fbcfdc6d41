// /etc/docker/daemon.json: what the daemon reads when it starts.
import { failed } from '../../computer/filesystem/errno.ts';
import type { FileSystem } from '../../computer/filesystem/file-system.ts';

/** Registries that may be spoken to without TLS (`insecure-registries`): `host:port` each. None without a readable file. */
export function insecureRegistries(files: FileSystem): readonly string[] {
  const text = files.readText('/etc/docker/daemon.json');
  if (failed(text)) return [];
  try {
    const { 'insecure-registries': hosts } = JSON.parse(text) as { 'insecure-registries'?: unknown };
    return Array.isArray(hosts) ? hosts.filter((host) => typeof host === 'string') : [];
  } catch {
    return [];
  }
}
