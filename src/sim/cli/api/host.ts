// Where the daemon listens: the value of DOCKER_HOST, `--host` and contexts.
import type { ClientTls } from '../../computer/tls/handshake.ts';
import type { Failure } from '../failure.ts';

/** A daemon's address, read. */
export interface Host {
  /** As the client prints it, for instance `unix:///var/run/docker.sock`. */
  readonly url: string;
  readonly scheme: string;
  /** Path of a socket, or host name of the rest. */
  readonly name: string;
  /** Port of a TCP address, or of the ssh server. */
  readonly port: number;
  /** Host and port as requests name them. */
  readonly authority: string;
  /** Of an ssh address: whom to log in as, and the socket there. */
  readonly user?: string;
  readonly path?: string;
  /** Undefined: without TLS. */
  readonly tls?: ClientTls;
}

/** Where the engine of a Linux machine listens unless told otherwise. */
export const defaultHost = 'unix:///var/run/docker.sock';

/** Reads the value of `--host` or DOCKER_HOST; a bare name means TCP on port 2375. The failure is what the client says. */
export function parseHost(text: string): Host | Failure {
  const value = text.trim();
  if (value === '') return parseHost(defaultHost);
  const [, scheme = 'tcp', rest = value] = /^(.*?):\/\/(.*)$/.exec(value) ?? [];
  if (scheme === 'tcp') {
    const checked = checkAuthority(rest, `tcp://${rest}`);
    if (checked) return { error: `unable to resolve docker endpoint: ${checked.error}` };
    const [, name = '', port] = /^(\[[^\]]*\]|[^:/]*)(?::(\d*))?/.exec(rest) ?? [];
    return tcpHost(name === '' ? 'localhost' : name, port === undefined || port === '' ? 2375 : Number(port));
  }
  if (scheme === 'ssh') return sshHost(value, rest);
  if (scheme !== 'unix' && scheme !== 'npipe' && scheme !== 'fd')
    return { error: `unable to resolve docker endpoint: invalid bind address format: ${value}` };
  const path = scheme === 'unix' && rest === '' ? '/var/run/docker.sock' : rest;
  return { url: `${scheme}://${path}`, scheme, name: path, port: 0, authority: '' };
}

/** Reads the address of a context, which is taken as it is written: without a port it is that of HTTP. */
export function parseContextHost(value: string): Host | Failure {
  const [, scheme = '', rest = ''] = /^(.*?):\/\/(.*)$/.exec(value) ?? [];
  if (value === '' || scheme === 'unix' || scheme === 'npipe') return parseHost(value);
  if (scheme === '')
    return { error: `unable to apply docker endpoint options: unable to parse docker host \`${value}\`` };
  if (scheme === 'ssh') {
    const host = sshHost(value, rest);
    return 'error' in host ? { error: `invalid docker endpoint options: ${host.error}` } : host;
  }
  const checked = checkAuthority(rest, value);
  if (checked) return { error: `invalid docker endpoint options: ${checked.error}` };
  const [, name = '', port] = /^(\[[^\]]*\]|[^:/]*)(?::(\d*))?/.exec(rest) ?? [];
  const host = tcpHost(name, Number(port || 80));
  return { ...host, url: value, scheme, authority: rest.split('/')[0] ?? '' };
}

const tcpHost = (name: string, port: number): Host => ({
  url: `tcp://${name}:${port}`,
  scheme: 'tcp',
  name,
  port,
  authority: `${name}:${port}`,
});

/** What Go's URL parser has against a host. */
function checkAuthority(rest: string, url: string): Failure | undefined {
  const authority = rest.split('/')[0] ?? '';
  const odd = /[ "<>\\^`{|}]/.exec(authority)?.[0];
  if (odd !== undefined) return { error: `parse "${url}": invalid character ${JSON.stringify(odd)} in host name` };
  const port = /^(?:\[[^\]]*\]|[^:]*)(:.*)$/.exec(authority)?.[1];
  return port === undefined || /^:\d*$/.test(port)
    ? undefined
    : { error: `parse "${url}": invalid port ${JSON.stringify(port)} after host` };
}

function sshHost(url: string, rest: string): Host | Failure {
  const invalid = (why: string): Failure => ({ error: `ssh host connection is not valid: invalid SSH URL: ${why}` });
  const [, user, name = '', port, path = '', query] =
    /^(?:([^@/]*)@)?(\[[^\]]*\]|[^:/?]*)(?::(\d+))?(\/[^?]*)?(?:\?(.*))?$/.exec(rest) ?? [];
  if (user?.includes(':')) return invalid('plain-text password is not supported');
  if (name === '') return invalid('hostname is empty');
  if (query !== undefined) return invalid(`query parameters are not allowed: ${JSON.stringify(query)}`);
  return {
    url,
    scheme: 'ssh',
    name,
    port: Number(port ?? 22),
    authority: 'docker.example.com',
    ...(user === undefined ? {} : { user }),
    ...(path === '' || path === '/' ? {} : { path }),
  };
}
