// docker compose top, port, volumes, stats, events, wait and version: what can be asked about a project.
import { all, type Task } from '../../../kernel/task.ts';
import { fail } from '../../client.ts';
import { stats as dockerStats } from '../../commands/stats.ts';
import { isFailure } from '../../failure.ts';
import { filtersQuery } from '../../format/filters.ts';
import { jsonString } from '../../format/json.ts';
import { alignTabs } from '../../format/tabwriter.ts';
import { rfc3339NanoFixed } from '../../format/time.ts';
import { printList } from '../../listing.ts';
import { volumeHeader, volumeRow, type VolumeSummary } from '../../rows/volume-row.ts';
import { parseTimestamp } from '../../timestamp.ts';
import { failWith } from '../compose.ts';
import { runDocker } from '../docker-command.ts';
import { isFault } from '../model/fault.ts';
import { byNumber, listContainers } from '../runtime/containers.ts';
import { label } from '../runtime/labels.ts';
import { composeVersion } from '../version.ts';
import type { ComposeCommand } from './command.ts';
import { runningContainer } from './exec.ts';

export const version: ComposeCommand = {
  name: 'version',
  *run({ client, call: { flags } }) {
    const format = flags.string('format');
    if (flags.bool('short')) yield* client.stdout.line(composeVersion);
    else if (format === 'json') yield* client.stdout.line(`{"version":${jsonString(composeVersion)}}`);
    else yield* client.stdout.line(`Docker Compose version ${composeVersion}`);
    return 0;
  },
};

export const top: ComposeCommand = {
  name: 'top',
  *run(compose) {
    const { client, call } = compose;
    const named = yield* compose.nameOrReadProject();
    if (isFault(named)) return yield* failWith(compose, named);
    const containers = yield* listContainers(client, named.name, {
      all: false,
      oneoff: 'include',
      services: call.args,
    });
    if (isFailure(containers)) return yield* failWith(compose, containers);
    const rows: string[][] = [];
    for (const { Id, service, number } of containers) {
      const answer = yield* client.api.get(`/containers/${Id}/top`);
      if (isFailure(answer)) return yield* failWith(compose, answer);
      const { Titles, Processes } = answer.body as {
        Titles: readonly string[];
        Processes: readonly (readonly string[])[];
      };
      if (rows.length === 0) rows.push(['SERVICE', '#', ...Titles]);
      for (const process of Processes) rows.push([service, String(number), ...process]);
    }
    yield* client.stdout.print(alignTabs(rows.map((row) => `${row.join('\t')}\n`).join(''), 4, 2));
    return 0;
  },
};

export const port: ComposeCommand = {
  name: 'port',
  *run(compose) {
    const { client, call } = compose;
    const { flags, args } = call;
    const [service = '', text = ''] = args;
    const protocol = flags.string('protocol').toLowerCase();
    const number = Number(text);
    if (!/^\d+$/.test(text) || number > 65535)
      return yield* fail(
        client,
        `strconv.ParseUint: parsing ${jsonString(text)}: ${/^\d+$/.test(text) ? 'value out of range' : 'invalid syntax'}`,
      );
    const container = yield* runningContainer(compose, service);
    if (isFailure(container)) return yield* failWith(compose, container);
    const ports = container.Ports ?? [];
    const found = ports.find(
      (one) => one.PrivatePort === number && one.Type === protocol && one.PublicPort !== undefined,
    );
    if (found) {
      yield* client.stdout.line(`${found.IP ?? ''}:${found.PublicPort ?? 0}`);
      return 0;
    }
    const others = ports.map(({ PublicPort = 0, Type }) => `${PublicPort}/${Type}`);
    return yield* fail(client, `no port ${number}/${protocol} for container ${container.name}: ${others.join(', ')}`);
  },
};

export const volumes: ComposeCommand = {
  name: 'volumes',
  *run(compose) {
    const { client, call } = compose;
    const { flags, args } = call;
    const named = yield* compose.nameOrProject();
    if (isFault(named)) return yield* failWith(compose, named);
    const known = named.project;
    const missing = known && args.find((service) => !known.services.has(service));
    if (missing !== undefined) return yield* fail(client, `no such service: ${missing}`);
    const answer = yield* client.api.get('/volumes', {
      filters: filtersQuery({ label: [`${label.project}=${named.name}`] }),
    });
    if (isFailure(answer)) return yield* failWith(compose, answer);
    let list = (answer.body as { Volumes: readonly VolumeSummary[] | null }).Volumes ?? [];
    if (args.length > 0) {
      const containers = yield* listContainers(client, named.name, { all: false, oneoff: 'exclude', services: args });
      const used = isFailure(containers)
        ? []
        : containers.flatMap(({ Mounts }) => (Mounts ?? []).map(({ Name }) => Name));
      list = list.filter(({ Name }) => used.includes(Name));
    }
    const given = flags.string('format');
    const format = flags.bool('quiet')
      ? '{{.Name}}'
      : given === 'table' || given === ''
        ? 'table {{.Driver}}\t{{.Name}}'
        : given;
    const rows = [...list].sort((a, b) => (a.Name < b.Name ? -1 : 1)).map((volume) => volumeRow(volume));
    return yield* printList(client, { format, header: volumeHeader, rows });
  },
};

export const stats: ComposeCommand = {
  name: 'stats',
  *run(compose) {
    const { client, call } = compose;
    const { flags, args } = call;
    const named = yield* compose.nameOrReadProject(args);
    if (isFault(named)) return yield* failWith(compose, named);
    const containers = yield* listContainers(client, named.name, {
      all: flags.bool('all'),
      oneoff: 'exclude',
      services: args,
    });
    if (isFailure(containers)) return yield* failWith(compose, containers);
    if (containers.length === 0) {
      if (flags.string('format') === '') yield* client.stdout.line(statsHead);
      return 0;
    }
    const words: string[] = [];
    if (flags.string('format') !== '') words.push('--format', flags.string('format'));
    if (flags.bool('no-stream')) words.push('--no-stream');
    if (flags.bool('no-trunc')) words.push('--no-trunc');
    return yield* runDocker(client, dockerStats, [...words, ...containers.map(({ name }) => name)]);
  },
};

/** What is left of the table when there is nothing to measure. */
const statsHead = 'CONTAINER ID   NAME      CPU %     MEM USAGE / LIMIT   MEM %     NET I/O   BLOCK I/O   PIDS';

interface EventMessage {
  readonly Type: string;
  readonly Action: string;
  readonly Actor: { readonly ID: string; readonly Attributes: Readonly<Record<string, string>> | null };
  readonly timeNano: number;
}

export const events: ComposeCommand = {
  name: 'events',
  *run(compose) {
    const { client, call } = compose;
    const { flags, args } = call;
    const named = yield* compose.nameOrReadProject();
    if (isFault(named)) return yield* failWith(compose, named);
    const { clock } = client.process.machine.kernel;
    const since = parseTimestamp(flags.string('since'), clock);
    if (isFailure(since)) return yield* fail(client, since.error);
    const until = parseTimestamp(flags.string('until'), clock);
    if (isFailure(until)) return yield* fail(client, until.error);
    const answer = yield* client.api.get('/events', {
      since,
      until,
      filters: filtersQuery({ label: [`${label.project}=${named.name}`] }),
    });
    if (isFailure(answer)) return yield* failWith(compose, answer);
    for (;;) {
      const event = answer.stream && ((yield* answer.stream.read()) as EventMessage | undefined);
      // That the stream ends is no more than that to Compose, whoever wanted it.
      if (event === undefined) return yield* fail(client, 'EOF');
      const all = event.Actor.Attributes ?? {};
      const service = all[label.service] ?? '';
      if (event.Type !== 'container' || all[label.oneoff] === 'True' || event.Action.startsWith('exec_')) continue;
      if (args.length > 0 && !args.includes(service)) continue;
      const attributes = Object.entries(all)
        .filter(([name]) => !name.startsWith('com.docker.compose.'))
        .sort(([a], [b]) => (a < b ? -1 : 1));
      // Whoever reads no more has the time to say so before the next event.
      yield* client.process.compute(1);
      yield* client.stdout.line(
        flags.bool('json') ? eventJson(event, service, attributes) : eventLine(event, attributes),
      );
    }
  },
};

const eventJson = (
  { Action, Actor, timeNano }: EventMessage,
  service: string,
  attributes: readonly [string, string][],
): string =>
  `{"action":${jsonString(Action)},"attributes":{${attributes.map(([name, value]) => `${jsonString(name)}:${jsonString(value)}`).join(',')}},"id":${jsonString(Actor.ID)},"service":${jsonString(service)},"time":${jsonString(rfc3339NanoFixed(timeNano / 1e6))},"type":"container"}`;

const eventLine = ({ Action, Actor, timeNano }: EventMessage, attributes: readonly [string, string][]): string => {
  const time = rfc3339NanoFixed(timeNano / 1e6)
    .replace('T', ' ')
    .replace(/(\.\d{6})\d*Z$/, '$1');
  return `${time} container ${Action} ${Actor.ID} (${attributes.map(([name, value]) => `${name}=${value}`).join(', ')})\n`;
};

export const wait: ComposeCommand = {
  name: 'wait',
  *run(compose) {
    const { client, call } = compose;
    const { args } = call;
    const named = yield* compose.nameOrProject();
    if (isFault(named)) return yield* failWith(compose, named);
    const containers = yield* listContainers(client, named.name, { all: false, oneoff: 'exclude', services: args });
    if (isFailure(containers)) return yield* failWith(compose, containers);
    if (containers.length === 0) return yield* fail(client, `no containers for project ${jsonString(named.name)}`);
    const codes = yield* all(
      containers.sort(byNumber).map(function* ({ Id }): Task<number> {
        const answer = yield* client.api.post(`/containers/${Id}/wait`);
        const body = isFailure(answer) ? undefined : answer.stream ? yield* answer.stream.read() : answer.body;
        const code = (body as { StatusCode?: number } | undefined)?.StatusCode ?? 0;
        yield* client.stdout.line(`container ${jsonString(Id)} exited with status code ${code}`);
        return code;
      }),
    );
    return codes[0] ?? 0;
  },
};
