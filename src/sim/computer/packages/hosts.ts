// The hosts of the simulated outside world that package managers fetch from. What they serve is loaded at the first request.
import { load, type Task } from '../../kernel/task.ts';
import { serveConnection } from '../http/serve.ts';
import type { ConnectionEnd } from '../network/connection.ts';
import type { Site } from '../network/outside.ts';

/** Addresses by host name. */
const addresses: Readonly<Record<string, string>> = {
  'debian.example': '198.51.100.10',
  'ubuntu.example': '198.51.100.20',
  'security.ubuntu.example': '198.51.100.21',
  'alpine.example': '198.51.100.30',
  'pypi.example': '198.51.100.40',
  'npm.example': '198.51.100.50',
};

const loadSites = async () => await import('./sites.ts');

/** The package hosts as sites of the outside world. `clock`: ms since 1970. */
export const packageSites = (clock: () => number): Site[] =>
  Object.entries(addresses).map(([name, address]) => ({
    name,
    addresses: [address],
    ports: [80],
    serve: (connection) => serve(name, connection, clock),
  }));

function* serve(host: string, connection: ConnectionEnd, clock: () => number): Task {
  const { answer } = yield* load(loadSites);
  yield* serveConnection(connection, clock, (request) => answer(host, request));
}
