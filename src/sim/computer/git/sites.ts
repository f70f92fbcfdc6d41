// The Git hosts of the simulated outside world. What they serve is loaded at the first request.
import { load, type Task } from '../../kernel/task.ts';
import { serveConnection } from '../http/serve.ts';
import type { ConnectionEnd } from '../network/connection.ts';
import type { Site } from '../network/outside.ts';

const addresses: Readonly<Record<string, string>> = {
  'github.com': '203.0.113.60',
  'gitlab.com': '203.0.113.61',
  'bitbucket.org': '203.0.113.62',
  'codeberg.org': '203.0.113.63',
  'git.example': '203.0.113.64',
};

/** Brings what the hosts serve. */
export const loadHost = async () => await import('./host.ts');

/** The Git hosts as sites. `clock`: ms since 1970. Their port 443 speaks HTTP too: TLS's wrapping is left out. */
export const gitSites = (clock: () => number): Site[] =>
  Object.entries(addresses).map(([name, address]) => ({
    name,
    addresses: [address],
    ports: [80, 443],
    serve: (connection) => serve(connection, clock),
  }));

function* serve(connection: ConnectionEnd, clock: () => number): Task {
  const { answer } = yield* load(loadHost);
  yield* serveConnection(connection, clock, answer);
}
