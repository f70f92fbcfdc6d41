// docker compose build, pull, push and images: the images of services.
import { all, type Task } from '../../../kernel/task.ts';
import { fail } from '../../client.ts';
import { isFailure, type Failure } from '../../failure.ts';
import { jsonString } from '../../format/json.ts';
import { quote } from '../../format/quote.ts';
import { alignTabs } from '../../format/tabwriter.ts';
import { shortId } from '../../format/truncate.ts';
import { humanDuration, humanSize } from '../../format/units.ts';
import { parseReference } from '../../image-reference.ts';
import { usableBuilder } from '../../buildx/builders.ts';
import { failWith, type Compose } from '../compose.ts';
import { isFault } from '../model/fault.ts';
import type { Project } from '../model/project.ts';
import { isMapping } from '../model/tree.ts';
import { bakeFile } from '../runtime/bake-file.ts';
import { buildable, buildServices } from '../runtime/build.ts';
import { listContainers, type ProjectContainer } from '../runtime/containers.ts';
import { textOf } from '../runtime/fields.ts';
import { imageId, pullService } from '../runtime/images.ts';
import type { Progress } from '../runtime/progress.ts';
import type { ComposeCommand } from './command.ts';

export const build: ComposeCommand = {
  name: 'build',
  *run(compose) {
    const { client, call } = compose;
    const { flags, args } = call;
    const mode = flags.string('progress');
    if (!['', 'auto', 'tty', 'plain', 'json', 'quiet', 'rawjson'].includes(mode))
      return yield* fail(client, `unsupported --progress value ${jsonString(mode)}`);
    if (mode !== '')
      yield* client.stderr.line(
        '--progress is a global compose flag, better use `docker compose --progress xx build ...',
      );
    const builder = usableBuilder(client, flags.string('builder'));
    if (builder !== 'own') return yield* fail(client, builder.error.replace(/^ERROR: /, ''));
    const project = yield* compose.chosen(args, flags.bool('with-dependencies') ? 'with' : 'without');
    if (isFault(project)) return yield* failWith(compose, project);
    if (flags.bool('print')) {
      yield* client.stdout.line(bakeFile(project, buildable(project), flags));
      return 0;
    }
    const quiet = flags.bool('quiet') || mode === 'quiet';
    const options = { noCache: flags.bool('no-cache'), pull: flags.bool('pull'), args: flags.list('build-arg'), quiet };
    const failure = yield* compose.showing('Building', (progress) =>
      buildServices(client, project, buildable(project), options, progress),
    );
    if (!failure) return 0;
    return failure.error === '' ? 1 : yield* failWith(compose, failure);
  },
};

export const pull: ComposeCommand = {
  name: 'pull',
  *run(compose) {
    const { client, call } = compose;
    const { flags, args } = call;
    const project = yield* compose.chosen(args, flags.bool('include-deps') ? 'with' : 'without');
    if (isFault(project)) return yield* failWith(compose, project);
    let notBuilt: string[] = [];
    const failure = yield* compose.showing('Pulling', function* (progress): Task<Failure | undefined> {
      const jobs: Task<Failure | undefined>[] = [];
      const claimed = new Map<string, string>();
      const skip = (name: string, why: string): Task<Failure | undefined> => skipped(progress, name, why);
      for (const [name, fields] of project.services) {
        const image = textOf(fields, 'image');
        const builds = isMapping(fields['build']);
        const policy = flags.string('policy') || textOf(fields, 'pull_policy');
        if (image === '') jobs.push(skip(name, 'No image to be pulled'));
        else if (builds && flags.bool('ignore-buildable')) jobs.push(skip(name, 'Image can be built'));
        else if (policy === 'never' || policy === 'build') continue;
        else if (
          /^(?:missing|if_not_present)$/.test(policy) &&
          !isLatest(image) &&
          (yield* imageId(client, image)) !== undefined
        )
          jobs.push(skip(name, 'Image is already present locally'));
        else if (claimed.has(image))
          jobs.push(skip(name, `Image is already being pulled by ${claimed.get(image) ?? ''}`));
        else {
          claimed.set(image, name);
          jobs.push(pullOne(compose, project, name, progress, (missing) => (notBuilt = [...notBuilt, missing])));
        }
      }
      const results = yield* all(jobs);
      return flags.bool('ignore-pull-failures') ? undefined : results.find((result) => result !== undefined);
    });
    if (notBuilt.length > 0)
      yield* client.stderr.line(
        `WARNING: Some service image(s) must be built from source by running:\n    docker compose build ${notBuilt.join(' ')}`,
      );
    return failure ? yield* failWith(compose, failure) : 0;
  },
};

function* skipped(progress: Progress, name: string, why: string): Task<undefined> {
  yield* progress.event(name, 'done', '', why === '' ? 'Skipped' : `Skipped - ${why}`);
  return undefined;
}

function* pullOne(
  { client, call: { flags } }: Compose,
  project: Project,
  name: string,
  progress: Progress,
  mustBuild: (name: string) => void,
): Task<Failure | undefined> {
  const fields = project.services.get(name) ?? {};
  const builds = isMapping(fields['build']);
  const failure = yield* pullService(client, textOf(fields, 'image'), name, progress, {
    buildable: builds,
    quiet: flags.bool('quiet'),
  });
  if (failure && builds) mustBuild(name);
  return failure;
}

export const push: ComposeCommand = {
  name: 'push',
  *run(compose) {
    const { client, call } = compose;
    const { flags, args } = call;
    const project = yield* compose.selected(args, flags.bool('include-deps') ? 'with' : 'without');
    if (isFault(project)) return yield* failWith(compose, project);
    return yield* compose.withProgress('Pushing', function* (progress): Task<Failure | undefined> {
      for (const [name, fields] of project.services) {
        const image = textOf(fields, 'image');
        if (!isMapping(fields['build']) || image === '') {
          yield* skipped(progress, name, '');
          continue;
        }
        const reference = parseReference(image);
        if (isFailure(reference)) return reference;
        const id = `Pushing ${reference.familiar}:`;
        const answer = yield* client.api.send('POST', `/images/${reference.name}/push`, {
          query: { tag: reference.tag || 'latest' },
          headers: { 'x-registry-auth': client.config.authHeader(reference.domain) },
        });
        if (isFailure(answer)) return flags.bool('ignore-push-failures') ? undefined : answer;
        for (;;) {
          const message =
            answer.stream &&
            ((yield* answer.stream.read()) as { id?: string; status?: string; error?: string } | undefined);
          if (message === undefined) break;
          if (message.error !== undefined) {
            if (flags.bool('ignore-push-failures')) break;
            return { error: message.error };
          }
          if (message.id === undefined || message.status === undefined) continue;
          const done = /^(?:Pushed|Layer already exists|Mounted)/.test(message.status);
          yield* progress.event(`${id} ${message.id}`, done ? 'done' : 'working', '', message.status);
        }
        yield* progress.event(name, 'done', '', 'Pushed');
      }
      return undefined;
    });
  },
};

interface ImageRow {
  readonly id: string;
  readonly container: string;
  readonly repository: string;
  readonly tag: string;
  readonly platform: string;
  readonly size: number;
  /** Of an image that has no time of a tag it is told in its place. */
  readonly created: string;
  readonly tagged: string;
}

export const images: ComposeCommand = {
  name: 'images',
  *run(compose) {
    const { client, call } = compose;
    const { flags, args } = call;
    const format = flags.string('format');
    if (format !== '' && format !== 'table' && format !== 'json' && format !== 'pretty')
      return yield* fail(client, `format value ${quote(format)} could not be parsed: parsing failed`);
    const named = yield* compose.nameOrReadProject();
    if (isFault(named)) return yield* failWith(compose, named);
    const containers = yield* listContainers(client, named.name, { all: true, oneoff: 'exclude', services: args });
    if (isFailure(containers)) return yield* failWith(compose, containers);
    const rows: ImageRow[] = [];
    for (const container of containers) {
      const row = yield* imageRow(compose, container);
      if (isFailure(row)) return yield* failWith(compose, row);
      rows.push(row);
    }
    if (flags.bool('quiet')) {
      const ids = new Set(rows.map(({ id }) => id.replace(/^sha256:/, '')));
      yield* client.stdout.print([...ids].map((id) => `${id}\n`).join(''));
    } else
      yield* client.stdout.print(format === 'json' ? asJson(rows) : asTable(rows, client.process.machine.kernel.clock));
    return 0;
  },
};

function* imageRow({ client }: Compose, { name, Image, ImageID }: ProjectContainer): Task<ImageRow | Failure> {
  const answer = yield* client.api.get(`/images/${ImageID}/json`);
  if (isFailure(answer)) return answer;
  const image = answer.body as {
    Size: number;
    Os: string;
    Architecture: string;
    Created?: string;
    Metadata?: { LastTagTime?: string };
  };
  const bare = /^sha256:(.*)$/.exec(Image)?.[1];
  const reference = bare === undefined ? parseReference(Image) : undefined;
  const named = reference && !isFailure(reference) ? reference : undefined;
  const tag = named ? named.tag || (named.digest === '' ? 'latest' : '<none>') : (bare ?? 'latest');
  return {
    id: ImageID,
    container: name,
    repository: named ? named.familiar.replace(/[:@].*$/, '') : bare === undefined ? Image : 'sha256',
    tag,
    platform: `${image.Os}/${image.Architecture}`,
    size: image.Size,
    created: image.Created ?? '',
    tagged: image.Metadata?.LastTagTime ?? '0001-01-01T00:00:00Z',
  };
}

const asJson = (rows: readonly ImageRow[]): string =>
  `[${rows
    .map(
      ({ id, container, repository, tag, platform, size, created, tagged }) =>
        `{"ID":${jsonString(id)},"ContainerName":${jsonString(container)},"Repository":${jsonString(repository)},"Tag":${jsonString(tag)},"Platform":${jsonString(platform)},"Size":${size},"LastTagTime":${jsonString(tagged.startsWith('0001') ? created : tagged)}}`,
    )
    .join(',')}]\n`;

function asTable(rows: readonly ImageRow[], clock: number): string {
  const lines = rows.map(({ id, container, repository, tag, platform, size, tagged }) =>
    [
      container,
      repository,
      tag,
      platform,
      shortId(id),
      humanSize(size, 3),
      // An image that was never tagged is as old as Go's longest duration.
      tagged.startsWith('0001') ? '292 years ago' : `${humanDuration(clock - Date.parse(tagged))} ago`,
    ].join('\t'),
  );
  const all = ['CONTAINER\tREPOSITORY\tTAG\tPLATFORM\tIMAGE ID\tSIZE\tCREATED', ...lines];
  return alignTabs(all.map((line) => `${line}\n`).join(''), 20, 1);
}

/** Whether a name means the tag `latest`, which Compose always asks for anew. */
function isLatest(image: string): boolean {
  const reference = parseReference(image);
  return !isFailure(reference) && reference.digest === '' && (reference.tag === '' || reference.tag === 'latest');
}
