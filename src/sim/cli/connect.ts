// Which daemon a client talks to: `--host`, `--context`, DOCKER_HOST, DOCKER_CONTEXT, the configured context, in this order.
import type { Process } from '../computer/contract.ts';
import type { ClientEvent } from '../machines/client.ts';
import { Connection } from './api/connection.ts';
import { parseHost } from './api/host.ts';
import type { ConfigFile } from './config.ts';
import { ContextStore, defaultContext } from './context-store.ts';
import { isFailure, type Failure } from './failure.ts';
import type { FlagValues } from './flags/flag-values.ts';

/** The connection and the name of the context that led to it. */
export interface Target {
  readonly api: Connection;
  readonly context: string;
  /** Why the context leads nowhere; commands that need no daemon do not mind. */
  readonly problem: Failure | undefined;
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
  const stored = new ContextStore(process, config).get(context);
  const url = address !== '' ? address : isFailure(stored) ? '' : stored.Endpoints.docker.Host;
  const host = parseHost(url);
  if (isFailure(host)) return { error: host.error };
  const problem = isFailure(stored) ? { error: `unable to resolve docker endpoint: ${stored.error}` } : undefined;
  return { api: new Connection(process, host, notify), context, problem };
}

function contextName(process: Process, config: ConfigFile, named: string, hasAddress: boolean): string {
  if (named !== '') return named;
  if (hasAddress) return defaultContext;
  return process.env.get('DOCKER_CONTEXT') || config.currentContext || defaultContext;
}
