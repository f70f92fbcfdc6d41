// /etc/docker/daemon.json: what the daemon reads when it starts.
import { failed } from '../../computer/filesystem/errno.ts';
import type { FileSystem } from '../../computer/filesystem/file-system.ts';

/** The settings that mean something here; what is left out has Docker's own value. */
export interface DaemonFile {
  /** Registries that may be spoken to without TLS: `host:port` each. */
  readonly insecureRegistries: readonly string[];
  /** Where it listens: `unix:///var/run/docker.sock`, `tcp://0.0.0.0:2375`. */
  readonly hosts: readonly string[];
  /** Files of its certificate, and of the authority whose clients it lets in; undefined: it speaks without TLS. */
  readonly tls: { readonly certificate: string; readonly authority: string | undefined } | undefined;
}

const usualHosts: readonly string[] = ['unix:///var/run/docker.sock'];

/** Reads the file. Without one that can be read all is as usual. */
export function readDaemonFile(files: FileSystem): DaemonFile {
  const text = files.readText('/etc/docker/daemon.json');
  const value = failed(text) ? {} : parsed(text);
  const hosts = strings(value['hosts']);
  const path = (key: string, usual: string): string => (typeof value[key] === 'string' ? value[key] : usual);
  const verifies = value['tlsverify'] === true;
  const certificate = path('tlscert', '/root/.docker/cert.pem');
  const authority = verifies ? path('tlscacert', '/root/.docker/ca.pem') : undefined;
  return {
    insecureRegistries: strings(value['insecure-registries']),
    hosts: hosts.length > 0 ? hosts : usualHosts,
    tls: verifies || value['tls'] === true ? { certificate, authority } : undefined,
  };
}

function parsed(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

const strings = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
