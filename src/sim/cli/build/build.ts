// docker build: sends a context, shows how the daemon builds, puts the result where it is wanted.
import type { Task } from '../../kernel/task.ts';
import { bytePipe, type Pipe } from '../../kernel/pipe.ts';
import { readTar } from '../../oci/tar-read.ts';
import { writeTar } from '../../oci/tar-write.ts';
import { fail, type Client } from '../client.ts';
import { writeArchive } from '../archive-output.ts';
import { unpackLocal } from '../copy/unpack-local.ts';
import { isFailure, type Failure } from '../failure.ts';
import type { FlagValues } from '../flags/flag-values.ts';
import { localContext, type LocalContext } from './local-context.ts';
import { checkReport } from './check-report.ts';
import type { BuildMessage, Display, WarningMessage } from './messages.ts';
import { metadataOf } from './metadata-file.ts';
import { readSettings, type BuildSettings } from './build-settings.ts';
import type { BuildOutput } from './outputs.ts';
import { flagWarnings } from './warnings.ts';
import { usableBuilder } from '../buildx/builders.ts';
import { parseReference } from '../image-reference.ts';
import { PlainDisplay } from './plain.ts';
import { RawJsonDisplay } from './raw-json.ts';
import { TerminalDisplay } from './tty.ts';

const progressModes = ['auto', 'none', 'plain', 'quiet', 'rawjson', 'tty'];

/** Carries out `docker build`; the exit code. */
export function* build(client: Client, flags: FlagValues, path: string): Task<number> {
  const progress = progressMode(client, flags);
  if (isFailure(progress)) return yield* fail(client, `ERROR: ${progress.error}`);
  const builder = usableBuilder(client, flags.string('builder'));
  if (isFailure(builder)) return yield* fail(client, builder.error);
  for (const warning of flagWarnings(client, flags)) yield* client.stderr.line(warning);
  const settings = readSettings(client, flags, path);
  const quiet = flags.bool('quiet') || progress === 'quiet';
  const display = displayFor(client, quiet, progress);
  if (isFailure(settings)) {
    if (display instanceof TerminalDisplay && settings.error.startsWith('failed to build'))
      yield* client.stderr.print(display.begin());
    return yield* fail(
      client,
      settings.error.startsWith('not simulated') ? settings.error : `ERROR: ${settings.error}`,
    );
  }
  const started = yield* startBuild(client, settings);
  if (isFailure(started)) {
    if (display instanceof TerminalDisplay) yield* client.stderr.print(display.begin());
    return yield* fail(client, started.error);
  }
  const outcome = yield* follow(client, started.stream, display, settings);
  return yield* finish(client, flags, { outcome, settings, context: started.context, quiet });
}

/** `--progress`, or what the environment asks for. */
export function progressMode(client: Client, flags: FlagValues): string | Failure {
  const progress = flags.changed('progress')
    ? flags.string('progress')
    : client.process.env.get('BUILDKIT_PROGRESS') || 'auto';
  if (!progressModes.includes(progress)) return { error: `invalid progress mode ${progress}` };
  const quiet = flags.names().includes('quiet') && flags.bool('quiet');
  if (quiet && flags.changed('progress') && !['auto', 'none', 'quiet'].includes(progress))
    return { error: `progress=${progress} and quiet cannot be used together` };
  return progress;
}

/** A build under way. */
export interface StartedBuild {
  readonly stream: Pipe<unknown> | undefined;
  readonly context: LocalContext;
}

/** Sends the context and asks for the build; an error is printed as it is. */
export function* startBuild(client: Client, settings: BuildSettings): Task<StartedBuild | Failure> {
  const context = yield* localContext(client, settings.path, settings.file, settings.inline);
  if (isFailure(context))
    return {
      error: context.error.startsWith('not simulated') ? context.error : `ERROR: failed to build: ${context.error}`,
    };
  const { outputs, call, secrets, contexts, agents } = settings;
  const names = outputs.flatMap(({ names: more }) => more);
  const pushed = outputs.some(({ push }) => push);
  const answer = yield* client.api.send('POST', '/build', {
    query: {
      version: 2,
      dockerfile: context.dockerfile,
      t: listed([...settings.tags, ...names]),
      buildargs: mapped(settings.args),
      labels: mapped(settings.labels),
      target: settings.target,
      nocache: settings.noCache,
      nocachefilter: listed(settings.noCacheFilter),
      pull: settings.pull,
      networkmode: settings.network,
      platform: settings.platform,
      format: call?.format ?? '',
      outputs: call ? call.name : outputs.map(({ type }) => type).join(','),
      push: pushed,
      remote: context.remote,
      contexturl: context.url ?? '',
      archive: context.archive ?? false,
      extrahosts: listed(settings.hosts),
      shmsize: settings.shmSize > 0 ? settings.shmSize : '',
      ulimits: listed(settings.ulimits),
      cachefrom: listed(settings.cacheFrom),
      inlinecache: settings.inlineCache,
    },
    body: {
      secrets,
      contexts,
      agents,
      ...(context.text === undefined ? {} : { dockerfile: context.text, dockerignore: context.ignore }),
    },
    headers: {
      'content-type': 'application/x-tar',
      ...(pushed ? { 'x-registry-auth': pushAuthorisation(client, [...settings.tags, ...names]) } : {}),
    },
    upload: uploadOf(context),
  });
  if (isFailure(answer))
    return {
      error: answer.error.startsWith('Cannot connect')
        ? `ERROR: ${answer.error}`
        : answer.error.replace(/^Error response from daemon: (?=not simulated)/, ''),
    };
  return { stream: answer.stream, context };
}

/** Credentials for the registry that the first name leads to. */
function pushAuthorisation({ config }: Client, names: readonly string[]): string {
  const reference = parseReference(names[0] ?? '');
  return isFailure(reference) ? '' : config.authHeader(reference.domain);
}

const listed = (values: readonly string[]): string => (values.length > 0 ? JSON.stringify(values) : '');
const mapped = (values: Readonly<Record<string, string>>): string =>
  Object.keys(values).length > 0 ? JSON.stringify(values) : '';

function uploadOf({ entries }: LocalContext): ReturnType<typeof bytePipe> {
  const pipe = bytePipe();
  pipe.offer(writeTar(entries));
  pipe.close();
  return pipe;
}

/** How progress is shown; undefined: not at all. */
export function displayFor({ stderr, process }: Client, quiet: boolean, progress: string): Display | undefined {
  if (quiet || progress === 'none') return undefined;
  if (progress === 'rawjson') return new RawJsonDisplay();
  const terminal = progress === 'tty' || (progress === 'auto' && stderr.terminal !== undefined);
  return terminal ? new TerminalDisplay(stderr.columns, () => process.machine.kernel.clock) : new PlainDisplay();
}

/** What a build came to. */
interface Outcome {
  id: string;
  error: string | undefined;
  excerpt: string;
  archive: Uint8Array | undefined;
  /** Id of the build, and what it was made of. */
  build: string;
  materials: readonly object[];
  /** What was asked for in place of a build. */
  answer: string;
  readonly warnings: WarningMessage[];
}

function* follow(
  { stderr }: Client,
  stream: { read(): Task<unknown> } | undefined,
  display: Display | undefined,
  settings: BuildSettings,
): Task<Outcome> {
  const outcome: Outcome = {
    id: '',
    error: undefined,
    excerpt: '',
    archive: undefined,
    build: '',
    materials: [],
    answer: '',
    warnings: [],
  };
  yield* stderr.print(display?.begin() ?? '');
  for (;;) {
    const message = stream && ((yield* stream.read()) as BuildMessage | undefined);
    if (message === undefined) break;
    if (message.aux) outcome.id = message.aux.ID;
    if (message.build !== undefined) outcome.build = message.build;
    if (message.materials) outcome.materials = message.materials;
    if (message.answer !== undefined) outcome.answer = message.answer;
    if (message.archive) outcome.archive = message.archive;
    if (message.warning) outcome.warnings.push(message.warning);
    if (message.error !== undefined) {
      outcome.error = message.error;
      outcome.excerpt = message.excerpt ?? '';
    }
    // A report of the checks says it all.
    if (!message.warning || settings.call?.name !== 'check') yield* stderr.print(display?.next(message) ?? '');
  }
  yield* stderr.print(display?.end() ?? '');
  return outcome;
}

function* finish(
  client: Client,
  flags: FlagValues,
  parts: {
    readonly outcome: Outcome;
    readonly settings: BuildSettings;
    readonly context: LocalContext;
    readonly quiet: boolean;
  },
): Task<number> {
  const { outcome, settings, context, quiet } = parts;
  const { error, excerpt, id, archive } = outcome;
  if (error !== undefined && settings.call?.name === 'check' && outcome.warnings.length > 0) {
    yield* checkReport(client, outcome.warnings, context.shown);
    yield* client.stdout.print('\n');
    return yield* fail(client, `ERROR: ${error.replace(/^failed to solve: /, '')}`);
  }
  if (error !== undefined) {
    yield* client.stderr.print(excerpt);
    return yield* fail(
      client,
      error.includes('not simulated: ')
        ? error.slice(error.indexOf('not simulated: '))
        : `ERROR: failed to build: ${error}`,
    );
  }
  if (settings.call?.name === 'check' && outcome.answer === '')
    return yield* checkReport(client, outcome.warnings, context.shown);
  if (settings.call) {
    yield* client.stdout.print(outcome.answer);
    return settings.call.name === 'check' && outcome.warnings.length > 0 ? 1 : 0;
  }
  const problem = yield* writeResults(client, settings.outputs, archive);
  if (problem) return yield* fail(client, `ERROR: failed to build: ${problem.error}`);
  const { files } = client.process;
  const idFile = flags.string('iidfile');
  if (idFile !== '') files.writeFile(idFile, id, 0o644);
  const metadata = flags.string('metadata-file');
  if (metadata !== '')
    files.writeFile(metadata, JSON.stringify(metadataOf(client, outcome, settings, context), undefined, 2), 0o644);
  if (quiet) yield* client.stdout.line(id);
  return 0;
}

/** Writes an archive of the result wherever it is wanted. */
export function* writeResults(
  client: Client,
  outputs: readonly BuildOutput[],
  archive: Uint8Array | undefined,
): Task<Failure | undefined> {
  for (const output of outputs) {
    if (!archive || (output.type !== 'local' && output.type !== 'tar')) continue;
    const problem = yield* writeResult(client, output, archive);
    if (problem) return problem;
  }
  return undefined;
}

function* writeResult(client: Client, output: BuildOutput, archive: Uint8Array): Task<Failure | undefined> {
  if (output.type === 'tar')
    return yield* writeArchive(client, output.destination === '-' ? '' : output.destination, archive);
  const { files } = client.process;
  const read = readTar(archive);
  if (!read.ok) return { error: read.message };
  if (!files.exists(output.destination)) files.mkdir(output.destination, 0o755);
  const { uid, gid } = client.process.credentials;
  return unpackLocal(
    files,
    output.destination,
    read.entries.map((entry) => ({ ...entry, uid, gid })),
  );
}
