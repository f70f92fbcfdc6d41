// Where the daemon listens: the value of DOCKER_HOST, `--host` and contexts.
import type { Endpoint } from '../../kernel/log.ts';
import type { Failure } from '../failure.ts';

/** A daemon's address, read. */
export interface Host {
  /** As the client prints it, for instance `unix:///var/run/docker.sock`. */
  readonly url: string;
  readonly scheme: 'unix' | 'tcp' | 'http' | 'ssh' | 'npipe' | 'fd';
  /** Path of a socket, or host name of the rest. */
  readonly name: string;
  /** Port of a TCP address. */
  readonly port: number;
}

/** Where the engine of a Linux machine listens unless told otherwise. */
export const defaultHost = 'unix:///var/run/docker.sock';

/** Reads an address; a bare name means TCP on port 2375. */
export function parseHost(text: string): Host | Failure {
  const value = text.trim();
  if (value === '') return parseHost(defaultHost);
  const match = /^([a-z]+):\/\/(.*)$/.exec(value);
  const scheme = match?.[1] ?? 'tcp';
  const rest = match ? (match[2] ?? '') : value;
  switch (scheme) {
    case 'unix':
      return { url: `unix://${rest || '/var/run/docker.sock'}`, scheme, name: rest || '/var/run/docker.sock', port: 0 };
    case 'npipe':
    case 'fd':
      return { url: value, scheme, name: rest, port: 0 };
    case 'ssh':
      return { url: value, scheme, name: rest.replace(/^.*@/, '').replace(/[:/].*$/, ''), port: 22 };
    case 'tcp':
    case 'http': {
      const address = /^(\[[^\]]+\]|[^:/]*)(?::(\d+))?\/?$/.exec(rest);
      if (!address) return { error: `unable to parse docker host \`${value}\`` };
      const name = (address[1] ?? '') === '' ? 'localhost' : (address[1] ?? '');
      const port = address[2] === undefined ? 2375 : Number(address[2]);
      return { url: `${scheme}://${name}:${port}`, scheme, name, port };
    }
    default:
      return { error: `unable to parse docker host \`${value}\`` };
  }
}

/** The daemon that answers at an address seen from a machine; undefined when nothing of ours can. */
export function daemonAt(host: Host, machine: string): Endpoint | undefined {
  if (host.scheme === 'unix')
    return /^\/(?:var\/)?run\/docker\.sock$/.test(host.name) ? `daemon:${machine}` : undefined;
  return host.scheme === 'tcp' || host.scheme === 'http' ? `daemon:${host.name}:${host.port}` : undefined;
}
