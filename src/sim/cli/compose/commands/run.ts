// docker compose run: one command in a new container of a service, whose dependencies are started first.
import type { Task } from '../../../kernel/task.ts';
import { runAttached } from '../../attach/run-attached.ts';
import { stdin } from '../../client.ts';
import { isFailure, type Failure } from '../../failure.ts';
import { readEnvironment } from '../../create/environment.ts';
import { splitWords } from '../../flags/split-words.ts';
import { parsePorts } from '../../create/ports.ts';
import { failWith, type Compose } from '../compose.ts';
import { isFault } from '../model/fault.ts';
import { pairs, selectServices, type Project } from '../model/project.ts';
import { parseVolume } from '../model/volume-syntax.ts';
import { resolvePath } from '../model/paths.ts';
import type { Mapping, Tree } from '../model/tree.ts';
import { buildMissing } from '../runtime/build.ts';
import { byNumber, listContainers } from '../runtime/containers.ts';
import { createContainer, injectFiles } from '../runtime/converge.ts';
import { createProject, ensureImages, plainCreate } from '../runtime/create-project.ts';
import { textOf } from '../runtime/fields.ts';
import { imageId, imageOf, pullMissing } from '../runtime/images.ts';
import { label } from '../runtime/labels.ts';
import { Progress } from '../runtime/progress.ts';
import { ensureNetworks, ensureVolumes } from '../runtime/resources.ts';
import { startServices, waitDependencies } from '../runtime/start.ts';
import type { ComposeCommand } from './command.ts';
import { refusePull } from './up.ts';

export const run: ComposeCommand = {
  name: 'run',
  *run(compose) {
    const { flags, args } = compose.call;
    const [service = '', ...command] = args;
    const wrong = refusePull(flags);
    if (wrong) return yield* failWith(compose, wrong);
    const noDeps = flags.bool('no-deps');
    const project = yield* compose.selected([service], noDeps ? 'without' : 'with');
    if (isFault(project)) return yield* failWith(compose, project);
    if (compose.isDryRun)
      return yield* failWith(compose, { error: 'interactive run is not supported in dry-run mode' });
    const fields = changedFields(compose, project.services.get(service) ?? {}, command);
    if (isFailure(fields)) return yield* failWith(compose, fields);
    const quiet = new Progress(compose.client, 'quiet', '');
    const prepared = flags.bool('quiet')
      ? yield* prepare(compose, project, service, quiet)
      : yield* compose.showing('Creating', (progress) => prepare(compose, project, service, progress));
    if (prepared) return yield* failWith(compose, prepared);
    return yield* runOnce(compose, project, service, fields);
  },
};

/** Dependencies run, networks and volumes are there, and so is the image. */
function* prepare(compose: Compose, project: Project, service: string, progress: Progress): Task<Failure | undefined> {
  const { client, call } = compose;
  const { flags } = call;
  const names = [...project.services.keys()].filter((name) => name !== service);
  const others: Project = { ...project, services: new Map([...project.services].filter(([name]) => name !== service)) };
  const options = { ...plainCreate, removeOrphans: flags.bool('remove-orphans') };
  const created =
    (yield* ensureImages(compose, others, options, progress)) ??
    (yield* ensureNetworks(client, project, progress)) ??
    (yield* ensureVolumes(client, project, progress)) ??
    (yield* createProject(compose, others, options, progress));
  if (created) return created;
  if (names.length > 0) {
    const started =
      (yield* startServices(client, others, progress)) ??
      (yield* waitDependencies(client, project, project.services.get(service) ?? {}, progress));
    if (started) return started;
  }
  const alone = selectServices(project, [service], 'without');
  if (isFault(alone)) return alone;
  const build = flags.bool('build');
  const pulled = build
    ? undefined
    : yield* pullMissing(client, alone, flags.string('pull'), progress, flags.bool('quiet-pull'));
  if (pulled) return pulled;
  const how = { noCache: false, pull: false, args: [], quiet: flags.bool('quiet-build') || flags.bool('quiet') };
  return yield* buildMissing(client, alone, build, how, new Progress(client, 'quiet', ''));
}

/** The service as the flags change it. */
function changedFields(
  { client, call: { flags } }: Compose,
  service: Mapping,
  command: readonly string[],
): Mapping | Failure {
  const fields: Record<string, Tree> = { ...service };
  const given = readEnvironment(client.process, flags.list('env-from-file'), flags.list('env'));
  if (isFailure(given)) return given;
  // A name alone that nothing is known of leaves what the service says.
  const known = pairs(given).filter(([, value]) => value !== null);
  fields['environment'] = Object.fromEntries([...pairs(service['environment']), ...known]);
  fields['labels'] = Object.fromEntries(
    [...pairs(service['labels']), ...pairs(flags.list('label'))].map(([key, value]) => [key, value ?? '']),
  );
  if (command.length > 0) fields['command'] = [...command];
  if (flags.changed('entrypoint')) {
    const words = splitWords(flags.string('entrypoint'));
    if ('error' in words) return { error: words.error };
    fields['entrypoint'] = words.value;
    if (command.length === 0) delete fields['command'];
  }
  if (flags.string('user') !== '') fields['user'] = flags.string('user');
  if (flags.string('workdir') !== '') fields['working_dir'] = flags.string('workdir');
  for (const [flag, field] of [
    ['cap-add', 'cap_add'],
    ['cap-drop', 'cap_drop'],
  ] as const)
    if (flags.list(flag).length > 0)
      fields[field] = [...((service[field] ?? []) as readonly Tree[]), ...flags.list(flag)];
  const volumes = flags.list('volume').map((text) => parseVolume(text));
  const wrong = volumes.find((volume) => isFault(volume));
  if (wrong && isFault(wrong)) return { error: wrong.error };
  if (volumes.length > 0) {
    const directories = { working: client.process.cwd, home: client.process.env.get('HOME') ?? '/root' };
    const long = (volumes as Mapping[]).map((volume) =>
      volume['type'] === 'bind' ? { ...volume, source: resolvePath(textOf(volume, 'source'), directories) } : volume,
    );
    const targets = long.map((volume) => volume['target']);
    const kept = ((service['volumes'] ?? []) as readonly Mapping[]).filter(
      ({ target }) => !targets.includes(target ?? null),
    );
    fields['volumes'] = [...kept, ...long];
  }
  const publish = flags.list('publish');
  if (publish.length > 0) {
    const parsed = parsePorts(publish, []);
    if (isFailure(parsed)) return parsed;
    fields['ports'] = Object.entries(parsed.bindings).flatMap(([port, bindings]) =>
      bindings.map(({ HostIp, HostPort }) => ({
        target: Number(port.split('/')[0]),
        protocol: port.split('/')[1] ?? 'tcp',
        ...(HostIp === '' ? {} : { host_ip: HostIp }),
        ...(HostPort === '' ? {} : { published: HostPort }),
      })),
    );
  } else if (!flags.bool('service-ports')) delete fields['ports'];
  delete fields['restart'];
  delete fields['container_name'];
  return fields;
}

function* runOnce(compose: Compose, project: Project, service: string, changed: Mapping): Task<number> {
  const { client, call } = compose;
  const { flags } = call;
  const detach = flags.bool('detach');
  const noTty = flags.changed('no-TTY') ? flags.bool('no-TTY') : client.stdout.terminal === undefined;
  const interactive = flags.bool('interactive') && !detach;
  const tty = !noTty && stdin(client).terminal !== undefined && !detach;
  const slug = client.process.machine.kernel.random('compose run').hex(12);
  const name = flags.string('name') || `${project.name}-${service}-run-${slug}`;
  const fields: Mapping = { ...changed, tty, stdin_open: interactive };
  const image = imageOf(project, service, fields);
  const digest = yield* imageId(client, image);
  if (isFailure(digest)) return yield* failWith(compose, digest);
  const containers = yield* listContainers(client, project.name, { all: true, oneoff: 'exclude' });
  if (isFailure(containers)) return yield* failWith(compose, containers);
  const id = yield* createContainer(
    client,
    {
      project,
      service,
      fields,
      number: 1,
      name,
      image,
      imageId: digest ?? '',
      oneoff: true,
      useAliases: flags.bool('use-aliases'),
      autoRemove: flags.bool('rm'),
      stdin: interactive,
      containerOf: (other) => containers.filter((one) => one.service === other).sort(byNumber)[0]?.Id,
      linkedTo: (other) => containers.filter((one) => one.service === other).sort(byNumber),
      inherited: new Map(),
      extraLabels: { [label.slug]: slug },
    },
    name,
  );
  if (isFailure(id)) return yield* failWith(compose, id);
  const injected = yield* injectFiles(client, project, fields, id);
  if (injected) return yield* failWith(compose, injected);
  if (detach) {
    const started = yield* client.api.post(`/containers/${id}/start`);
    if (isFailure(started))
      return yield* failWith(compose, { error: `${started.error}\nError: failed to start containers: ${id}` });
    yield* client.stdout.line(id);
    return 0;
  }
  const start = { failed: false };
  const code = yield* runAttached(client, {
    container: id,
    tty,
    streams: { stdin: interactive, stdout: true, stderr: true },
    detachKeys: '',
    proxiesSignals: !tty,
    condition: flags.bool('rm') ? 'removed' : 'next-exit',
    *reportStartFailure(error) {
      start.failed = true;
      return yield* failWith(compose, { error });
    },
  });
  // The error of a command that failed has no text, but a line of its own.
  if (code !== 0 && !start.failed) yield* client.stderr.print('\n');
  return code;
}
