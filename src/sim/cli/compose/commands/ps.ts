// docker compose ps: the containers of the project, as a table or in the user's own format.
import { fail } from '../../client.ts';
import { isFailure } from '../../failure.ts';
import { tableRow } from '../../format/table.ts';
import { GoStruct, type GoValue } from '../../format/value.ts';
import { toJson } from '../../format/json.ts';
import { printList } from '../../listing.ts';
import { containerHeader, containerRow } from '../../rows/container-row.ts';
import type { Task } from '../../../kernel/task.ts';
import { failWith, type Compose } from '../compose.ts';
import { isFault } from '../model/fault.ts';
import { section } from '../model/tree.ts';
import { listContainers, type ProjectContainer } from '../runtime/containers.ts';
import { label } from '../runtime/labels.ts';
import type { ComposeCommand } from './command.ts';

const table = 'table {{.Name}}\t{{.Image}}\t{{.Command}}\t{{.Service}}\t{{.RunningFor}}\t{{.Status}}\t{{.Ports}}';

const header = {
  ...containerHeader,
  Name: 'NAME',
  Service: 'SERVICE',
  Project: 'PROJECT',
  ExitCode: 'EXIT CODE',
  Health: 'HEALTH',
  Publishers: 'PUBLISHERS',
};

export const ps: ComposeCommand = {
  name: 'ps',
  *run(compose) {
    const { client } = compose;
    const { flags, args } = compose.call;
    const statuses = [...flags.list('status')];
    const filter = flags.string('filter');
    if (filter !== '') {
      const [key = '', value] = filter.split('=', 2);
      if (value === undefined) return yield* fail(client, 'arguments to --filter should be in form KEY=VAL');
      if (key === 'status') statuses.push(value);
      else if (key === 'source') return yield* fail(client, `filter "${key}" is not supported`);
      else return yield* fail(client, `unknown filter ${key}`);
    }
    const named = yield* compose.nameOrProject();
    if (isFault(named)) return yield* failWith(compose, named);
    const { project, name } = named;
    const known = project ? Object.keys(section(project.model, 'services')) : undefined;
    const missing = known && args.find((service) => !known.includes(service));
    if (missing !== undefined) return yield* fail(client, `no such service: ${missing}`);
    const everything = flags.bool('all') || statuses.length > 0;
    const listed = yield* listContainers(client, name, {
      all: everything,
      oneoff: everything ? 'include' : 'exclude',
      services: args,
    });
    if (isFailure(listed)) return yield* fail(client, listed.error);
    const containers = listed
      .filter(({ State }) => statuses.length === 0 || statuses.includes(State))
      .filter(({ service }) => flags.bool('orphans') || !known || known.includes(service));
    if (flags.bool('quiet')) {
      yield* client.stdout.print(containers.map(({ Id }) => `${Id}\n`).join(''));
      return 0;
    }
    if (flags.bool('services')) {
      yield* client.stdout.print(
        [...new Set(containers.map(({ service }) => service))].map((one) => `${one}\n`).join(''),
      );
      return 0;
    }
    return yield* print(compose, containers);
  },
};

function* print(compose: Compose, containers: readonly ProjectContainer[]): Task<number> {
  const { client } = compose;
  const { flags } = compose.call;
  const given = flags.string('format');
  const details: ExitDetails[] = [];
  for (const { Id } of containers) {
    const answer = yield* client.api.get(`/containers/${Id}/json`);
    details.push(isFailure(answer) ? {} : (answer.body as { State: ExitDetails }).State);
  }
  const { clock } = client.process.machine.kernel;
  const rows = containers.map((container, at) => row(container, details[at] ?? {}, !flags.bool('no-trunc'), clock));
  if (given === 'json') {
    for (const one of rows) yield* client.stdout.line(toJson(one));
    return 0;
  }
  const format = given === '' || given === 'table' || given === 'pretty' ? table : given;
  return yield* printList(client, { format, header, rows });
}

interface ExitDetails {
  readonly ExitCode?: number;
  readonly Health?: { readonly Status: string } | undefined;
}

/** A row: what docker's own list has, and what Compose knows besides. */
function row(container: ProjectContainer, state: ExitDetails, trunc: boolean, clock: number): GoStruct {
  const { Platform, Label, ...columns } = containerRow(container, { trunc, clock }).methods;
  void Platform;
  void Label;
  return tableRow(
    '*formatter.ContainerContext',
    {
      ...(columns as Readonly<Record<string, () => GoValue>>),
      Name: () => container.name,
      Names: () => container.name,
      Service: () => container.service,
      Project: () => container.Labels?.[label.project] ?? '',
      // A container that never ran has no exit code here, whatever the engine says.
      ExitCode: () => (/^(?:exited|dead)$/.test(container.State) ? (state.ExitCode ?? 0) : 0),
      Health: () => (state.Health && state.Health.Status !== 'none' ? state.Health.Status : ''),
      Publishers: () => publishers(container),
    },
    { Label: (name) => (typeof name === 'string' ? (container.Labels?.[name] ?? '') : '') },
  );
}

const publishers = ({ Ports }: ProjectContainer): GoValue =>
  [...(Ports ?? [])]
    .sort((a, b) => a.PrivatePort - b.PrivatePort)
    .map(
      ({ IP = '', PrivatePort, PublicPort = 0, Type }) =>
        new GoStruct({
          type: 'api.PortPublisher',
          fields: { URL: IP, TargetPort: PrivatePort, PublishedPort: PublicPort, Protocol: Type },
        }),
    );
