// The containers that the engine of a mounted docker.sock runs, as programs in containers ask for them (GET /containers/json).
import type { Task } from '../../../kernel/task.ts';
import type { Process } from '../../contract.ts';
import { strerror } from '../../filesystem/errno.ts';
import { exchange } from '../../http/client.ts';
import { Headers } from '../../http/headers.ts';
import { responseFraming } from '../../http/message.ts';
import { connectUnix } from '../../network/unix-sockets.ts';

/** Where docker.sock is: as DOCKER_HOST says, or where it usually is. */
const socketOf = (process: Process): string =>
  /^unix:\/\/(.+)$/.exec(process.env.get('DOCKER_HOST') ?? '')?.[1] ?? '/var/run/docker.sock';

/** What is asked of a container. */
export interface RunningContainer {
  readonly id: string;
  /** Without its slash. */
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  /** The lowest port that it exposes over TCP. */
  readonly port: number | undefined;
  /** Addresses by the names of networks. */
  readonly networks: Readonly<Record<string, string>>;
}

interface Listed {
  readonly Id: string;
  readonly Names: readonly string[];
  readonly Labels: Readonly<Record<string, string>> | null;
  readonly Ports: readonly { readonly PrivatePort: number; readonly Type: string }[];
  readonly NetworkSettings?: { readonly Networks?: Readonly<Record<string, { readonly IPAddress?: string }>> };
}

/** The running containers; a text is why the engine could not be asked. */
export function* runningContainers(process: Process): Task<readonly RunningContainer[] | string> {
  const listed = yield* askEngine(process, '/containers/json');
  if (typeof listed === 'string') return listed;
  return (listed as readonly Listed[]).map(({ Id, Names, Labels, Ports, NetworkSettings }) => {
    const ports = Ports.filter(({ Type }) => Type === 'tcp').map(({ PrivatePort }) => PrivatePort);
    const networks = Object.entries(NetworkSettings?.Networks ?? {}).map(([name, { IPAddress = '' }]) => [
      name,
      IPAddress,
    ]);
    return {
      id: Id,
      name: (Names[0] ?? '').replace(/^\//, ''),
      labels: Labels ?? {},
      port: ports.length > 0 ? Math.min(...ports) : undefined,
      networks: Object.fromEntries(networks) as Record<string, string>,
    };
  });
}

/** What the engine answers to a GET, as JSON; a text is why it does not. */
export function* askEngine(process: Process, path: string): Task<unknown> {
  const socket = socketOf(process);
  const connection = yield* connectUnix(process, socket);
  if (typeof connection === 'string')
    return connection === 'EACCES'
      ? `permission denied while trying to connect to the docker API at unix://${socket}`
      : `Cannot connect to the Docker daemon at unix://${socket}. Is the docker daemon running? (${strerror(connection)})`;
  try {
    const headers = new Headers();
    headers.add('Host', 'docker');
    headers.add('Connection', 'close');
    const got = yield* exchange(connection, { method: 'GET', target: `/v1.51${path}`, version: '1.1', headers });
    if ('failure' in got) return 'the engine gave no answer';
    const framing = responseFraming(got.head, 'GET');
    if (framing === 'malformed') return 'the engine gave no answer';
    return JSON.parse(new TextDecoder().decode(yield* got.reader.wholeBody(framing))) as unknown;
  } finally {
    connection.close();
  }
}
