// docker buildx bake: builds several targets as files describe them, all at the same time.
import { failed } from '../../computer/filesystem/errno.ts';
import { join, load, spawn, type Task } from '../../kernel/task.ts';
import { displayFor, progressMode, startBuild, writeResults } from '../build/build.ts';
import { readCacheTo, type BuildSettings } from '../build/build-settings.ts';
import { driverLimit, readSecrets, readTags } from '../build/options.ts';
import { namedContext, type NamedContext } from '../build/named-contexts.ts';
import { readAgents } from '../build/agents.ts';
import { checkReport } from '../build/check-report.ts';
import type { BuildMessage, Display, WarningMessage } from '../build/messages.ts';
import { metadataOf } from '../build/metadata-file.ts';
import { outputsOf, readCall } from '../build/outputs.ts';
import { usableBuilder } from '../buildx/builders.ts';
import { fail, type Client } from '../client.ts';
import { isFailure, type Failure } from '../failure.ts';
import type { FlagValues } from '../flags/flag-values.ts';
import { humanSize, ramInBytes } from '../format/units.ts';
import { BakeError, readDefinition, type BakeText } from './bake-file.ts';
import { printList, printPlan } from './print-plan.ts';
import { planOf, type Plan, type Target } from './targets.ts';

const composeFile = async () => import('./compose-file.ts');

/** Names that are looked for when none is given; all that are there are read. */
const usual = [
  'compose.yaml',
  'compose.yml',
  'docker-compose.yml',
  'docker-compose.yaml',
  'docker-bake.json',
  'docker-bake.hcl',
  'docker-bake.override.json',
  'docker-bake.override.hcl',
];

/** Carries out `docker buildx bake`; the exit code. */
export function* bake(client: Client, flags: FlagValues, names: readonly string[]): Task<number> {
  const progress = progressMode(client, flags);
  if (isFailure(progress)) return yield* fail(client, `ERROR: ${progress.error}`);
  const builder = usableBuilder(client, flags.string('builder'));
  if (isFailure(builder)) return yield* fail(client, builder.error);
  const asks = flags.bool('print') || flags.string('list') !== '';
  const display = displayFor(client, progress === 'quiet', asks && progress === 'auto' ? 'plain' : progress);
  const files = readFiles(client, flags.list('file'));
  if (!asks) yield* client.stderr.print(display?.begin() ?? '');
  yield* tellReading(client, display, files, asks);
  if (isFailure(files)) return yield* fail(client, `ERROR: ${files.error}`);
  const read = yield* translate(client, files.found);
  if (isFailure(read)) return yield* fail(client, `ERROR: ${read.error}`);
  const definition = readDefinition(read, client.process.env, client.process.machine.kernel.clock);
  if (definition instanceof BakeError) return yield* refuse(client, definition, files.found);
  const list = flags.string('list');
  if (list !== '') {
    const fields = new Map(list.split(',').map((field) => field.split('=', 2) as [string, string | undefined]));
    yield* client.stdout.print(printList(definition, fields.get('type') ?? list, fields.get('format') ?? ''));
    return 0;
  }
  const plan = planOf(definition, names, flags.list('set'));
  if (plan instanceof BakeError) return yield* refuse(client, plan, files.found);
  if (flags.bool('print')) {
    yield* client.stdout.print(printPlan(plan));
    return 0;
  }
  return yield* buildAll(client, flags, plan, display);
}

interface FoundFiles {
  readonly found: readonly BakeText[];
  /** A file that was asked for and is not there. */
  readonly missing?: string;
}

function readFiles(
  { process: { files } }: Client,
  asked: readonly string[],
): (FoundFiles & { readonly error?: never }) | (Failure & FoundFiles) {
  const found: BakeText[] = [];
  const names = asked.length > 0 ? asked : usual;
  for (const name of names) {
    const text = files.readText(name);
    if (failed(text)) {
      if (asked.length > 0) return { found, missing: name, error: `open ${name}: no such file or directory` };
      continue;
    }
    found.push({ name, text });
  }
  return found.length > 0 ? { found } : { found, error: "couldn't find a bake definition" };
}

/** The files as definitions: what Compose files say is turned into JSON. */
function* translate(client: Client, files: readonly BakeText[]): Task<readonly BakeText[] | Failure> {
  const { env, files: disk } = client.process;
  const read: BakeText[] = [];
  for (const { name, text } of files) {
    if (!/\.ya?ml$/.test(name)) {
      read.push({ name, text });
      continue;
    }
    const { definitionOfCompose } = yield* load(composeFile);
    const dotenv = disk.readText('.env');
    const json = definitionOfCompose(text, env, failed(dotenv) ? '' : dotenv);
    if (typeof json !== 'string') return json;
    read.push({ name: `${name}.json`, text: json });
  }
  return read;
}

function* tellReading(client: Client, display: Display | undefined, files: FoundFiles, first: boolean): Task {
  if (!display) return;
  const { clock } = client.process.machine.kernel;
  const vertex = { id: 0, name: '[internal] load local bake definitions', started: clock };
  const size = (text: string): string => humanSize(new TextEncoder().encode(text).length, 3);
  const messages: BuildMessage[] = [
    { vertex },
    ...files.found.map(({ name, text }) => ({
      status: { vertex: 0, text: `reading ${name} ${size(text)} / ${size(text)}`, done: true, ms: 0 },
    })),
    ...(files.missing === undefined
      ? []
      : [{ status: { vertex: 0, text: `reading ${files.missing}`, done: true, ms: 0 } }]),
    { vertex: { ...vertex, completed: clock } },
  ];
  let text = '';
  for (const message of messages) text += display.next(message);
  yield* client.stderr.print(first ? text.replace(/^\n/, '') : text);
}

/** An error with the lines that it is about. */
function* refuse(client: Client, { message, file, place }: BakeError, files: readonly BakeText[]): Task<number> {
  if (message.startsWith('not simulated')) return yield* fail(client, message);
  const text = files.find(({ name }) => name === file)?.text;
  if (place === undefined || text === undefined) return yield* fail(client, `ERROR: ${message}`);
  const lines = text.split('\n');
  const from = Math.max(1, place.line - 2);
  const shown = lines.slice(from - 1, place.line + 2).map((line, at) => {
    const mark = from + at === place.line ? '>>>' : '   ';
    return `${String(from + at).padStart(4)} | ${mark} ${line}\n`;
  });
  const rule = '-'.repeat(20);
  yield* client.stderr.print(`${file}:${place.line}\n${rule}\n${shown.join('')}${rule}\n`);
  return yield* fail(client, `ERROR: ${file}:${place.line},${place.column}-${place.end}: ${message}`);
}

/** One build of several: its name in front of its steps. */
interface Baking {
  readonly name: string;
  readonly settings: BuildSettings;
  error: string | undefined;
  excerpt: string;
  archive: Uint8Array | undefined;
  /** Digest, id of the build and what it was made of. */
  id: string;
  build: string;
  materials: readonly object[];
  /** What was asked for in place of a build, and the remarks of the checks. */
  answer: string;
  readonly warnings: WarningMessage[];
  dockerfile: string;
  shown: string;
}

function* buildAll(client: Client, flags: FlagValues, plan: Plan, display: Display | undefined): Task<number> {
  const call = readCall(flags);
  if (isFailure(call)) return yield* fail(client, `ERROR: ${call.error}`);
  if (call?.format === 'json') return yield* fail(client, 'not simulated: --call with format=json');
  const all: Baking[] = [];
  const several = plan.targets.size > 1;
  const done = new Map<string, string>();
  const failures: Baking[] = [];
  for (const wave of waves(plan)) {
    const builds: Baking[] = [];
    for (const name of wave) {
      const target = plan.targets.get(name);
      const settings = target && settingsOf(client, flags, target, done);
      if (!settings) continue;
      if (isFailure(settings))
        return yield* fail(
          client,
          settings.error.startsWith('not simulated') ? settings.error : `ERROR: ${settings.error}`,
        );
      builds.push({
        name,
        settings: { ...settings, call },
        error: undefined,
        excerpt: '',
        archive: undefined,
        id: '',
        build: '',
        materials: [],
        answer: '',
        warnings: [],
        dockerfile: '',
        shown: '',
      });
    }
    const tasks = [];
    for (const [at, build] of builds.entries())
      tasks.push(
        yield* spawn(
          `bake ${build.name}`,
          bakeOne(client, build, display, { several, offset: (at + 1) * 1000 + done.size * 1_000_000, done }),
        ),
      );
    for (const task of tasks) {
      const outcome = yield* join(task);
      if ('cancelled' in outcome) throw outcome.cancelled;
    }
    all.push(...builds);
    failures.push(...builds.filter(({ error }) => error !== undefined));
    for (const { settings, archive } of builds) {
      const problem = yield* writeResults(client, settings.outputs, archive);
      if (problem) return yield* fail(client, `ERROR: ${problem.error}`);
    }
    if (failures.length > 0) break;
  }
  yield* client.stderr.print(display?.end() ?? '');
  const [first] = failures;
  if (first?.error === undefined) return yield* finish(client, flags, all);
  yield* client.stderr.print(first.excerpt);
  const text = several ? `target ${first.name}: ${first.error}` : first.error;
  return yield* fail(
    client,
    first.error.includes('not simulated: ')
      ? first.error.slice(first.error.indexOf('not simulated: '))
      : `ERROR: ${text}`,
  );
}

/** What is told and written when all is well: answers in place of builds, or the metadata of all. */
function* finish(client: Client, flags: FlagValues, builds: readonly Baking[]): Task<number> {
  const inOrder = [...builds].sort((a, b) => (a.name < b.name ? -1 : 1));
  let status = 0;
  for (const [at, { name, settings, answer, warnings, shown }] of inOrder.entries()) {
    if (!settings.call) break;
    yield* client.stdout.print(`${at === 0 ? '' : '\n'}${name}\n\n`);
    if (settings.call.name === 'check') status = Math.max(status, yield* checkReport(client, warnings, shown));
    else yield* client.stdout.print(answer);
  }
  const metadata = flags.string('metadata-file');
  if (metadata === '') return status;
  const documents = inOrder.map((build) => [build.name, metadataOf(client, build, build.settings, build)] as const);
  client.process.files.writeFile(metadata, JSON.stringify(Object.fromEntries(documents), undefined, 2), 0o644);
  return status;
}

/** Targets in an order in which each comes after those that it takes files from. */
function waves({ targets }: Plan): string[][] {
  const result: string[][] = [];
  const placed = new Set<string>();
  while (placed.size < targets.size) {
    const ready = [...targets].filter(
      ([name, { contexts }]) =>
        !placed.has(name) &&
        Object.values(contexts).every(
          (value) => !value.startsWith('target:') || placed.has(value.slice('target:'.length)),
        ),
    );
    const wave = (ready.length > 0 ? ready : [...targets].filter(([name]) => !placed.has(name)))
      .map(([name]) => name)
      .sort();
    result.push(wave);
    for (const name of wave) placed.add(name);
  }
  return result;
}

function* bakeOne(
  client: Client,
  build: Baking,
  display: Display | undefined,
  { several, offset, done }: { readonly several: boolean; readonly offset: number; readonly done: Map<string, string> },
): Task {
  const started = yield* startBuild(client, build.settings);
  if (isFailure(started)) {
    build.error = started.error.replace(/^ERROR: (?:failed to build: )?/, '');
    return;
  }
  build.dockerfile = started.context.dockerfile;
  build.shown = started.context.shown;
  for (;;) {
    const message = started.stream && ((yield* started.stream.read()) as BuildMessage | undefined);
    if (message === undefined) return;
    if (message.aux) {
      build.id = message.aux.ID;
      done.set(build.name, message.aux.ID);
    }
    if (message.build !== undefined) build.build = message.build;
    if (message.materials) build.materials = message.materials;
    if (message.answer !== undefined) build.answer = message.answer;
    if (message.warning) build.warnings.push(message.warning);
    if (message.archive) build.archive = message.archive;
    if (message.error !== undefined) {
      build.error = message.error;
      build.excerpt = message.excerpt ?? '';
    }
    // A report of the checks says it all.
    if (!message.warning || build.settings.call?.name !== 'check')
      yield* client.stderr.print(display?.next(renamed(message, several ? build.name : '', offset)) ?? '');
  }
}

/** A message among those of other builds: steps have numbers of their own, and the target's name. */
function renamed(message: BuildMessage, target: string, offset: number): BuildMessage {
  const { vertex, status, log } = message;
  const named = (name: string): string =>
    target === '' ? name : name.startsWith('[') ? `[${target} ${name.slice(1)}` : `[${target}] ${name}`;
  return {
    ...message,
    ...(vertex ? { vertex: { ...vertex, id: vertex.id + offset, name: named(vertex.name) } } : {}),
    ...(status ? { status: { ...status, vertex: status.vertex + offset } } : {}),
    ...(log ? { log: { ...log, vertex: log.vertex + offset } } : {}),
  };
}

/** A target as the settings of a build; `done`: images of targets that have been built. */
function settingsOf(
  client: Client,
  flags: FlagValues,
  target: Target,
  done: ReadonlyMap<string, string>,
): BuildSettings | Failure {
  const { lists } = target;
  const tags = readTags(target.tags);
  if (isFailure(tags)) return tags;
  const outputs = outputsOf(lists.output, tags, { push: flags.bool('push'), load: flags.bool('load') });
  if (isFailure(outputs)) return outputs;
  const secrets = readSecrets(client, lists.secret);
  if (isFailure(secrets)) return secrets;
  const agents = readAgents(client, lists.ssh);
  if (isFailure(agents)) return agents;
  const contexts: NamedContext[] = [];
  for (const [name, value] of Object.entries(target.contexts)) {
    const built = value.startsWith('target:') ? done.get(value.slice('target:'.length)) : undefined;
    const context = built === undefined ? namedContext(client, name, value) : { name, image: built };
    if (isFailure(context)) return context;
    contexts.push(context);
  }
  const cacheTo = readCacheTo(lists['cache-to']);
  if (typeof cacheTo === 'object') return cacheTo;
  if (lists.platforms.length > 1) return driverLimit('Multi-platform build', 'build-multi-platform');
  if (cacheTo === 'export') return driverLimit('Cache export', 'build-cache-backends');
  if (lists.attest.length > 0) return driverLimit('Attestation', 'attestations');
  const size = target.shmSize === '' ? 0 : ramInBytes(target.shmSize);
  const path = target.context;
  return {
    path,
    file:
      target.dockerfile === 'Dockerfile'
        ? ''
        : target.dockerfile.startsWith('/') || path === '.'
          ? target.dockerfile
          : `${path}/${target.dockerfile}`,
    ...(target.inline === undefined ? {} : { inline: target.inline }),
    tags,
    args: target.args,
    labels: target.labels,
    target: target.target,
    noCache: flags.bool('no-cache') || target.noCache === true,
    noCacheFilter: lists['no-cache-filter'],
    pull: flags.bool('pull') || target.pull === true,
    network: target.network === '' ? 'default' : target.network,
    platform: lists.platforms[0] ?? '',
    outputs,
    call: undefined,
    secrets,
    agents,
    hosts: Object.entries(target.hosts).map(([name, address]) => `${name}:${address}`),
    shmSize: typeof size === 'number' ? size : 0,
    ulimits: lists.ulimits,
    cacheFrom: lists['cache-from'],
    inlineCache: cacheTo === 'inline',
    contexts,
  };
}
