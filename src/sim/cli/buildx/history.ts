// docker buildx history: the builds that the daemon remembers.
import type { Task } from '../../kernel/task.ts';
import { PlainDisplay } from '../build/plain.ts';
import { RawJsonDisplay } from '../build/raw-json.ts';
import type { BuildMessage } from '../build/messages.ts';
import { fail, type Client } from '../client.ts';
import { isFailure, type Failure } from '../failure.ts';
import type { FlagValues } from '../flags/flag-values.ts';
import { humanDuration } from '../format/units.ts';
import { formatRows, tableRow } from '../format/table.ts';
import { chosenBuilder } from './builders.ts';
import { columns } from './columns.ts';

/** A build as the daemon tells of it. Times are ms since 1970, 0: not yet. */
interface PastBuild {
  readonly Ref: string;
  readonly Name: string;
  readonly Status: string;
  readonly Context: string;
  readonly Dockerfile: string;
  readonly Target: string;
  readonly StartedAt: number;
  readonly CompletedAt: number;
  readonly Steps: number;
  readonly Completed: number;
  readonly Cached: number;
  readonly Error: string;
  readonly Image: string;
  readonly Materials: readonly { readonly uri: string; readonly digest: { readonly sha256: string } }[];
}

function* pastBuilds(client: Client, flags: FlagValues): Task<readonly PastBuild[] | Failure> {
  const builder = chosenBuilder(client, flags.string('builder'));
  if (builder !== 'own') return 'error' in builder ? builder : { error: `not simulated: the ${builder.Driver} driver` };
  const answer = yield* client.api.get('/build/history');
  return isFailure(answer) ? { error: `ERROR: ${answer.error}` } : (answer.body as readonly PastBuild[]);
}

const seconds = ({ StartedAt, CompletedAt }: PastBuild, now: number): string =>
  `${(((CompletedAt || now) - StartedAt) / 1000).toFixed(1)}s`;

/** `docker buildx history ls`. */
export function* listHistory(client: Client, flags: FlagValues): Task<number> {
  const builds = yield* pastBuilds(client, flags);
  if (isFailure(builds)) return yield* fail(client, builds.error);
  const now = client.process.machine.kernel.clock;
  const format = flags.string('format');
  const time = (ms: number): string => new Date(ms).toISOString();
  if (format === 'json') {
    for (const build of builds)
      yield* client.stdout.line(
        JSON.stringify({
          cached_steps: build.Cached,
          ...(build.CompletedAt === 0 ? {} : { completed_at: time(build.CompletedAt) }),
          completed_steps: build.Completed,
          created_at: time(build.StartedAt),
          name: build.Name,
          ref: `default/default/${build.Ref}`,
          status: build.Status,
          total_steps: build.Steps,
        }),
      );
    return 0;
  }
  const since = ({ StartedAt }: PastBuild): string => `${humanDuration(now - StartedAt)} ago`;
  if (format !== 'table') {
    const rows = builds.map((build) =>
      tableRow('*history.lsContext', {
        Ref: () => build.Ref,
        Name: () => build.Name,
        Status: () => build.Status,
        CreatedAt: () => since(build),
        Duration: () => seconds(build, now),
      }),
    );
    const formatted = formatRows({ format, header: {}, rows });
    if (formatted.kind !== 'text') return yield* fail(client, `ERROR: ${formatted.message}`);
    yield* client.stdout.print(formatted.text);
    return 0;
  }
  const cells = builds.map((build) => [build.Ref, build.Name, build.Status, since(build), seconds(build, now)]);
  yield* client.stdout.print(columns([['BUILD ID', 'NAME', 'STATUS', 'CREATED AT', 'DURATION'], ...cells], 5));
  return 0;
}

/** The build of a reference: `id`, `builder/node/id`, `^1` for the last but one, nothing for the last. */
function find(builds: readonly PastBuild[], ref: string): PastBuild | Failure {
  const offset = /^\^(\d+)$/.exec(ref)?.[1];
  const found =
    ref === ''
      ? builds[0]
      : offset === undefined
        ? builds.find(({ Ref }) => Ref === ref.split('/').at(-1))
        : builds[Number(offset)];
  return found ?? { error: `ERROR: no record found for ref ${JSON.stringify(ref)}` };
}

/** `docker buildx history inspect`. */
export function* inspectHistory(client: Client, flags: FlagValues, ref: string): Task<number> {
  const builds = yield* pastBuilds(client, flags);
  const build = isFailure(builds) ? builds : find(builds, ref);
  if (isFailure(build)) return yield* fail(client, build.error);
  if (flags.string('format') !== 'pretty')
    return yield* fail(client, `not simulated: --format ${flags.string('format')}`);
  const { stdout } = client;
  const materials = build.Materials.map(({ uri, digest }) => `${uri}\tsha256:${digest.sha256}\n`).join('');
  const cached = build.Steps === 0 ? 0 : Math.round((100 * build.Cached) / build.Steps);
  yield* stdout.print(
    [
      `Name:\t\t${build.Name}`,
      `Ref:\t\t${build.Ref}`,
      `Context:\t${build.Context}`,
      `Dockerfile:\t${build.Dockerfile}`,
      ...(build.Target === '' ? [] : [`Target:\t\t${build.Target}`]),
      '',
      `Started:\t${new Date(build.StartedAt).toISOString().slice(0, 19).replace('T', ' ')}`,
      `Duration:\t${seconds(build, client.process.machine.kernel.clock)}`,
      `Build Steps:\t${build.Completed}/${build.Steps}${build.Cached > 0 ? ` (${cached}% cached)` : ''}`,
      ...(build.Error === '' ? [] : ['', `Error: ${build.Error}`]),
      '',
      'Image Resolve Mode:\tlocal',
      '',
      ...(materials === '' ? [] : [`Materials:\nURI\t\t\t\t\t\tDIGEST\n${materials}`]),
      ...(build.Image === ''
        ? []
        : [
            `Attachments:\nDIGEST\t\t\t\t\t\t\t\t\tPLATFORM\tTYPE\n${build.Image}\t\t\tapplication/vnd.docker.container.image.v1+json\n`,
          ]),
      `Print build logs: docker buildx history logs ${build.Ref}`,
      '',
    ].join('\n'),
  );
  return 0;
}

/** `docker buildx history logs`: the progress of a build once more, on standard error. */
export function* historyLogs(client: Client, flags: FlagValues, ref: string): Task<number> {
  const builds = yield* pastBuilds(client, flags);
  const build = isFailure(builds) ? builds : find(builds, ref);
  if (isFailure(build)) return yield* fail(client, build.error);
  const answer = yield* client.api.get(`/build/history/${build.Ref}/logs`);
  if (isFailure(answer)) return yield* fail(client, `ERROR: ${answer.error}`);
  const display = flags.string('progress') === 'rawjson' ? new RawJsonDisplay() : new PlainDisplay();
  let text = '';
  for (const message of answer.body as readonly BuildMessage[]) text += display.next(message);
  yield* client.stderr.print(text.replace(/^\n/, ''));
  return 0;
}

/** `docker buildx history rm`. */
export function* removeHistory(client: Client, flags: FlagValues, refs: readonly string[]): Task<number> {
  const builds = yield* pastBuilds(client, flags);
  if (isFailure(builds)) return yield* fail(client, builds.error);
  if (refs.length === 0 && !flags.bool('all'))
    return yield* fail(client, 'ERROR: history rm requires at least one argument');
  for (const ref of flags.bool('all') ? builds.map(({ Ref }) => Ref) : refs) {
    const build = find(builds, ref);
    // A build that is not there is as good as forgotten.
    if (isFailure(build)) continue;
    const answer = yield* client.api.send('DELETE', `/build/history/${build.Ref}`, {});
    if (isFailure(answer)) return yield* fail(client, `ERROR: ${answer.error}`);
  }
  return 0;
}
