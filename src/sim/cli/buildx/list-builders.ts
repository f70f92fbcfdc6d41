// docker buildx ls and inspect.
import type { Task } from '../../kernel/task.ts';
import { fail, type Client } from '../client.ts';
import { isFailure, type Failure } from '../failure.ts';
import type { FlagValues } from '../flags/flag-values.ts';
import { formatRows, tableRow } from '../format/table.ts';
import { columns } from './columns.ts';
import { allInstances, chosenBuilder, currentName, isOwnBuilder, type BuilderInstance } from './builders.ts';

const platforms = ['linux/amd64', 'linux/amd64/v2', 'linux/amd64/v3', 'linux/amd64/v4', 'linux/386'];
const gateway = '172.17.0.1';

/** One line of the table: a builder, or a node of one. */
interface Row {
  readonly name: string;
  readonly endpoint: string;
  readonly status: string;
  readonly version: string;
  readonly platforms: string;
  readonly node: boolean;
  readonly current: boolean;
}

/** `docker buildx ls`. */
export function* listBuilders(client: Client, flags: FlagValues): Task<number> {
  const current = currentName(client);
  const running = !isFailure(yield* client.api.get('/_ping'));
  const rows = [
    ...allInstances(client).flatMap((instance) => rowsOf(instance, current)),
    ...ownRows(client, current, running, flags.bool('no-trunc')),
  ];
  const format = flags.string('format');
  if (format === '' || format === 'table') {
    yield* client.stdout.print(tableOf(rows));
    return 0;
  }
  if (format === 'json') {
    const seen = yield* lastActivity(client);
    for (const builder of documents(client, current, running, isFailure(seen) ? undefined : seen))
      yield* client.stdout.line(JSON.stringify(builder));
    return 0;
  }
  const formatted = formatRows({
    format,
    header: {},
    rows: rows.map((row) =>
      tableRow('*commands.lsContext', {
        Name: () => row.name,
        DriverEndpoint: () => row.endpoint,
        Status: () => row.status,
        Buildkit: () => row.version,
        Platforms: () => row.platforms,
      }),
    ),
  });
  if (formatted.kind !== 'text') return yield* fail(client, `ERROR: ${formatted.message}`);
  yield* client.stdout.print(formatted.text);
  return 0;
}

const second = (ms: number): string => new Date(ms).toISOString().replace(/\.\d+Z$/, 'Z');
const day = 86_400_000_000_000;
const room = { maxUsedSpace: 98_990_000_000, minFreeSpace: 25_000_000_000, reservedSpace: 10_000_000_000 };

/** When the daemon throws away what it keeps of builds: the rules that `inspect` shows. */
const collection = [
  {
    all: false,
    filter: ['type==source.local,type==exec.cachemount,type==source.git.checkout'],
    keepDuration: 2 * day,
    maxUsedSpace: 2_968_000_000,
    minFreeSpace: 0,
    reservedSpace: 0,
  },
  { all: false, filter: null, keepDuration: 60 * day, ...room },
  { all: false, filter: null, keepDuration: 0, ...room },
  { all: true, filter: null, keepDuration: 0, ...room },
];

/** Builders as `--format json` shows them. */
function documents(client: Client, current: string, running: boolean, seen: number | undefined): object[] {
  const instances = allInstances(client).map(({ Name, Driver, LastActivity, Nodes }) => ({
    Current: Name === current,
    Driver,
    Dynamic: false,
    LastActivity: second(LastActivity),
    Name,
    Nodes: Nodes.map((node) => ({
      Endpoint: node.Endpoint,
      Flags: ['--allow-insecure-entitlement=network.host'],
      Name: node.Name,
      Status: 'inactive',
    })),
  }));
  const name = client.context;
  const node = running
    ? {
        Endpoint: name,
        GCPolicy: collection,
        Labels: { 'org.mobyproject.buildkit.worker.moby.host-gateway-ip': gateway },
        Name: name,
        Platforms: platforms,
        Status: 'running',
        Version: 'v0.0.0+unknown',
      }
    : { Endpoint: name, Name: name, Status: 'error' };
  const own = {
    Current: isOwnBuilder(client, current),
    Driver: 'docker',
    Dynamic: false,
    ...(seen === undefined ? {} : { LastActivity: second(seen) }),
    Name: name,
    Nodes: [node],
  };
  return [...instances, own];
}

function rowsOf({ Name, Driver, Nodes }: BuilderInstance, current: string): Row[] {
  const plain = { status: '', version: '', platforms: '' };
  return [
    { name: Name, endpoint: Driver, ...plain, node: false, current: Name === current },
    ...Nodes.map((node) => ({
      name: node.Name,
      endpoint: node.Endpoint,
      ...plain,
      status: 'inactive',
      node: true,
      current: false,
    })),
  ];
}

function ownRows(client: Client, current: string, running: boolean, whole: boolean): Row[] {
  const name = client.context;
  const shown = whole ? platforms.join(', ') : 'linux/amd64 (+4), linux/386';
  return [
    {
      name,
      endpoint: 'docker',
      status: '',
      version: '',
      platforms: '',
      node: false,
      current: isOwnBuilder(client, current),
    },
    {
      name,
      endpoint: name,
      status: running ? 'running' : 'error',
      version: running ? 'v0.0.0+unknown' : '',
      platforms: running ? shown : '',
      node: true,
      current: false,
    },
  ];
}

function tableOf(rows: readonly Row[]): string {
  const cells = [
    ['NAME/NODE', 'DRIVER/ENDPOINT', 'STATUS', 'BUILDKIT', 'PLATFORMS'],
    ...rows.map(({ name, endpoint, status, version, platforms: shown, node, current }) => [
      `${node ? ' \\_ ' : ''}${name}${current ? '*' : ''}`,
      `${node ? ' \\_ ' : ''}${endpoint}`,
      status,
      version,
      shown,
    ]),
  ];
  return columns(cells, 4);
}

/** `docker buildx inspect`. */
export function* inspectBuilder(client: Client, flags: FlagValues, name: string): Task<number> {
  const builder = chosenBuilder(client, name === '' ? flags.string('builder') : name);
  if (builder !== 'own' && 'error' in builder) return yield* fail(client, builder.error);
  if (builder !== 'own') {
    if (flags.bool('bootstrap')) return yield* fail(client, `not simulated: the ${builder.Driver} driver`);
    yield* client.stdout.print(instanceText(builder));
    return 0;
  }
  const seen = yield* lastActivity(client);
  if (isFailure(seen)) return yield* fail(client, `ERROR: ${seen.error}`);
  yield* client.stdout.print(ownText(client.context, seen));
  return 0;
}

const moment = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19).replace('T', ' ')} +0000 UTC`;

function* lastActivity({ api }: Client): Task<number | undefined | Failure> {
  const answer = yield* api.get('/build/history');
  if (isFailure(answer)) return answer;
  const times = (answer.body as readonly { readonly StartedAt: number }[]).map(({ StartedAt }) => StartedAt);
  return times.length > 0 ? Math.max(...times) : undefined;
}

function instanceText({ Name, Driver, Nodes, LastActivity }: BuilderInstance): string {
  const nodes = Nodes.map(
    (node) => `Name:                  ${node.Name}
Endpoint:              ${node.Endpoint}
Status:                inactive
BuildKit daemon flags: --allow-insecure-entitlement=network.host
`,
  );
  return `Name:          ${Name}
Driver:        ${Driver}
Last Activity: ${moment(LastActivity)}

Nodes:
${nodes.join('\n')}`;
}

const ownText = (name: string, seen: number | undefined): string => `${
  seen === undefined
    ? `Name:   ${name}\nDriver: docker\n`
    : `Name:          ${name}\nDriver:        docker\nLast Activity: ${moment(seen)}\n`
}
Nodes:
Name:             ${name}
Endpoint:         ${name}
Status:           running
BuildKit version: v0.0.0+unknown
Platforms:        ${platforms.join(', ')}
Labels:
 org.mobyproject.buildkit.worker.moby.host-gateway-ip: ${gateway}
GC Policy rule#0:
 All:            false
 Filters:        type==source.local,type==exec.cachemount,type==source.git.checkout
 Keep Duration:  48h0m0s
 Max Used Space: 2.764GiB
GC Policy rule#1:
 All:            false
 Keep Duration:  1440h0m0s
 Reserved Space: 9.313GiB
 Max Used Space: 92.19GiB
 Min Free Space: 23.28GiB
GC Policy rule#2:
 All:            false
 Reserved Space: 9.313GiB
 Max Used Space: 92.19GiB
 Min Free Space: 23.28GiB
GC Policy rule#3:
 All:            true
 Reserved Space: 9.313GiB
 Max Used Space: 92.19GiB
 Min Free Space: 23.28GiB
`;
