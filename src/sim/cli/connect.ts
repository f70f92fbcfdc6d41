// Which daemon a client talks to: `--host`, `--context`, DOCKER_HOST, DOCKER_CONTEXT, the configured context, in this order.
import type { Process } from '../computer/contract.ts';
import { joinPath } from '../computer/filesystem/path.ts';
import type { ClientEvent } from '../machines/client.ts';
import { Connection } from './api/connection.ts';
import { parseContextHost, parseHost, type Host } from './api/host.ts';
import type { ConfigFile } from './config.ts';
import { ContextStore, defaultContext } from './context-store.ts';
import { isFailure, type Failure } from './failure.ts';
import type { FlagValues } from './flags/flag-values.ts';
import { readTlsFiles, tlsFrom } from './tls-files.ts';

/** The connection and the name of the context that led to it. */
export interface Target {
  readonly api: Connection;
  readonly context: string;
  /** Why the context leads nowhere; commands that need no daemon do not mind. */
  readonly problem: Failure | undefined;
}

/** The connection of a command without flags, for those who only look; undefined when there is none. */
export function usualConnection(process: Process, config: ConfigFile): Connection | undefined {
  const address = process.env.get('DOCKER_HOST') ?? '';
  const context = contextName(process, config, '', address !== '');
  const host = hostOf(process, config, undefined, context, address);
  return isFailure(host) ? undefined : new Connection(process, host, () => undefined);
}

/** Finds the daemon's address. A failure is a mistake in the command line. */
export function chooseTarget(
  process: Process,
  config: ConfigFile,
  globals: FlagValues,
  notify: (event: ClientEvent) => void,
): Target | Failure {
  const given = globals.string('host');
  const named = globals.string('context');
  if (given !== '' && named !== '') return { error: 'conflicting options: cannot specify both --host and --context' };
  const fromEnvironment = process.env.get('DOCKER_HOST') ?? '';
  const address = given || (named === '' ? fromEnvironment : '');
  const context = contextName(process, config, named, address !== '');
  const host = hostOf(process, config, globals, context, address);
  const usable = isFailure(host) ? parseHost('') : host;
  if (isFailure(usable)) return usable;
  const problem = isFailure(host) ? { error: host.error } : undefined;
  return { api: new Connection(process, usable, notify), context, problem };
}

const hostOf = (
  process: Process,
  config: ConfigFile,
  globals: FlagValues | undefined,
  context: string,
  address: string,
): Host | Failure =>
  context === defaultContext ? ownHost(process, globals, address) : storedHost(process, config, context);

function contextName(process: Process, config: ConfigFile, named: string, hasAddress: boolean): string {
  if (named !== '') return named;
  if (hasAddress) return defaultContext;
  return process.env.get('DOCKER_CONTEXT') || config.currentContext || defaultContext;
}

/** The host of a stored context, with its certificates. */
function storedHost(process: Process, config: ConfigFile, name: string): Host | Failure {
  const contexts = new ContextStore(process, config);
  const stored = contexts.get(name);
  if (isFailure(stored)) return { error: `unable to resolve docker endpoint: ${stored.error}` };
  const { Host: url, SkipTLSVerify: skip } = stored.Endpoints.docker;
  const host = parseContextHost(url);
  if (isFailure(host)) return host;
  const files = contexts.tlsFiles(name);
  if (host.scheme !== 'tcp' || (!skip && files.ca === undefined && files.cert === undefined)) return host;
  const tls = tlsFrom(files, skip);
  return isFailure(tls) ? tls : { ...host, tls };
}

/** The host of the flags and the environment, with the certificates that they name (cli/flags/options.go). */
function ownHost(process: Process, globals: FlagValues | undefined, address: string): Host | Failure {
  const host = parseHost(address);
  if (isFailure(host)) return host;
  const { env } = process;
  const isSet = (name: string): boolean => (env.get(name) ?? '') !== '';
  const asked = globals?.changed('tlsverify') === true;
  const verifies = asked ? globals.bool('tlsverify') : isSet('DOCKER_TLS_VERIFY');
  const encrypts = verifies || asked || globals?.bool('tls') === true || isSet('DOCKER_TLS');
  if (!encrypts) return host;
  const usual = env.get('DOCKER_CERT_PATH') || joinPath(env.get('HOME') ?? '/root', '.docker');
  const ofUser = (flag: string, file: string): string => {
    const given = globals?.string(flag) ?? '';
    if (given !== '') return given;
    const path = joinPath(usual, file);
    return process.files.exists(path) ? path : '';
  };
  const files = readTlsFiles(process, {
    ca: globals?.string('tlscacert') || joinPath(usual, 'ca.pem'),
    cert: ofUser('tlscert', 'cert.pem'),
    key: ofUser('tlskey', 'key.pem'),
  });
  if (isFailure(files)) return { error: `unable to resolve docker endpoint: ${files.error}` };
  const tls = tlsFrom(files, !verifies);
  return isFailure(tls) || host.scheme !== 'tcp' ? (isFailure(tls) ? tls : host) : { ...host, tls };
}
