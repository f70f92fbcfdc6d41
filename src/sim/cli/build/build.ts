// docker build: sends a context, shows how the daemon builds, puts the result where it is wanted.
import type { Task } from '../../kernel/task.ts';
import { bytePipe } from '../../kernel/pipe.ts';
import { readTar } from '../../oci/tar-read.ts';
import { writeTar } from '../../oci/tar-write.ts';
import { fail, type Client } from '../client.ts';
import { writeArchive } from '../archive-output.ts';
import { unpackLocal } from '../copy/unpack-local.ts';
import { isFailure, type Failure } from '../failure.ts';
import type { FlagValues } from '../flags/flag-values.ts';
import { localContext, type LocalContext } from './local-context.ts';
import type { BuildMessage, Display, WarningMessage } from './messages.ts';
import { readBuildArgs, readLabels, readOutput, readSecrets, readTags, type BuildOutput } from './options.ts';
import { PlainDisplay } from './plain.ts';
import { RawJsonDisplay } from './raw-json.ts';
import { TerminalDisplay } from './tty.ts';

const progressModes = ['auto', 'none', 'plain', 'quiet', 'rawjson', 'tty'];

/** Carries out `docker build`; the exit code. */
export function* build(client: Client, flags: FlagValues, path: string): Task<number> {
  const progress = flags.changed('progress')
    ? flags.string('progress')
    : client.process.env.get('BUILDKIT_PROGRESS') || 'auto';
  const quiet = flags.bool('quiet') || progress === 'quiet';
  if (!progressModes.includes(progress)) return yield* fail(client, `ERROR: invalid progress mode ${progress}`);
  if (flags.bool('quiet') && flags.changed('progress') && !['auto', 'none', 'quiet'].includes(progress))
    return yield* fail(client, `ERROR: progress=${progress} and quiet cannot be used together`);
  const builder = flags.string('builder');
  if (builder !== '' && builder !== 'default') return yield* fail(client, `ERROR: no builder "${builder}" found`);
  const buildArgs = readBuildArgs(client, flags.list('build-arg'));
  if (isFailure(buildArgs)) return yield* fail(client, `ERROR: ${buildArgs.error}`);
  const output = readOutput(flags);
  if (isFailure(output))
    return yield* fail(
      client,
      output.error.startsWith('not simulated') ? output.error : `ERROR: failed to build: ${output.error}`,
    );
  const tags = readTags(flags.list('tag'));
  const secrets = readSecrets(client, flags.list('secret'));
  if (isFailure(secrets))
    return yield* fail(
      client,
      `ERROR: ${secrets.error.startsWith('failed to stat') ? 'failed to build: ' : ''}${secrets.error}`,
    );
  const display = displayFor(client, quiet, progress);
  const context = isFailure(tags) ? tags : yield* localContext(client, path, flags.string('file'));
  if (isFailure(context) || isFailure(tags)) {
    const { error } = isFailure(context) ? context : (tags as Failure);
    if (display instanceof TerminalDisplay) yield* client.stderr.print(display.begin());
    return yield* fail(client, error.startsWith('not simulated') ? error : `ERROR: failed to build: ${error}`);
  }
  const answer = yield* client.api.send('POST', '/build', {
    query: {
      version: 2,
      dockerfile: context.dockerfile,
      t: listed(tags),
      buildargs: mapped(buildArgs),
      labels: mapped(readLabels(flags.list('label'))),
      target: flags.string('target'),
      nocache: flags.bool('no-cache'),
      nocachefilter: listed(flags.list('no-cache-filter').flatMap((text) => text.split(','))),
      pull: flags.bool('pull'),
      networkmode: flags.string('network'),
      platform: flags.list('platform').join(','),
      outputs: output.type,
      remote: context.remote,
    },
    body: { secrets, ...(context.text === undefined ? {} : { dockerfile: context.text }) },
    headers: { 'content-type': 'application/x-tar' },
    upload: uploadOf(context),
  });
  if (isFailure(answer))
    return yield* fail(
      client,
      answer.error.startsWith('Cannot connect')
        ? `ERROR: ${answer.error}`
        : answer.error.replace(/^Error response from daemon: (?=not simulated)/, ''),
    );
  const outcome = yield* follow(client, answer.stream, display, output);
  return yield* finish(client, flags, { outcome, output, context, tags, quiet });
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

function displayFor({ stderr, process }: Client, quiet: boolean, progress: string): Display | undefined {
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
  readonly warnings: WarningMessage[];
}

function* follow(
  { stderr }: Client,
  stream: { read(): Task<unknown> } | undefined,
  display: Display | undefined,
  output: BuildOutput,
): Task<Outcome> {
  const outcome: Outcome = { id: '', error: undefined, excerpt: '', archive: undefined, warnings: [] };
  yield* stderr.print(display?.begin() ?? '');
  for (;;) {
    const message = stream && ((yield* stream.read()) as BuildMessage | undefined);
    if (message === undefined) break;
    if (message.aux) outcome.id = message.aux.ID;
    if (message.archive) outcome.archive = message.archive;
    if (message.warning) outcome.warnings.push(message.warning);
    if (message.error !== undefined) {
      outcome.error = message.error;
      outcome.excerpt = message.excerpt ?? '';
    }
    // A report of the checks says it all.
    if (!message.warning || output.type !== 'check') yield* stderr.print(display?.next(message) ?? '');
  }
  yield* stderr.print(display?.end() ?? '');
  return outcome;
}

function* finish(
  client: Client,
  flags: FlagValues,
  {
    outcome,
    output,
    context,
    tags,
    quiet,
  }: {
    readonly outcome: Outcome;
    readonly output: BuildOutput;
    readonly context: LocalContext;
    readonly tags: readonly string[];
    readonly quiet: boolean;
  },
): Task<number> {
  const { error, excerpt, id, archive } = outcome;
  if (error !== undefined) {
    yield* client.stderr.print(excerpt);
    return yield* fail(
      client,
      error.includes('not simulated: ')
        ? error.slice(error.indexOf('not simulated: '))
        : `ERROR: failed to build: ${error}`,
    );
  }
  if (output.type === 'check') return yield* report(client, outcome.warnings, context.shown);
  if (archive) {
    const problem = yield* writeResult(client, output, archive);
    if (problem) return yield* fail(client, `ERROR: failed to build: ${problem.error}`);
    return 0;
  }
  const { files } = client.process;
  const idFile = flags.string('iidfile');
  if (idFile !== '') files.writeFile(idFile, id, 0o644);
  const metadata = flags.string('metadata-file');
  if (metadata !== '') files.writeFile(metadata, metadataText(client, id, tags), 0o644);
  if (quiet) yield* client.stdout.line(id);
  return 0;
}

function metadataText({ process }: Client, id: string, tags: readonly string[]): string {
  const names = tags.map((tag) => (tag.includes('/') ? tag : `docker.io/library/${tag}`)).join(',');
  const ref = process.machine.kernel.random('build record').hex(25);
  const value = {
    'buildx.build.ref': `default/default/${ref}`,
    'containerimage.config.digest': id,
    'containerimage.digest': id,
    ...(names === '' ? {} : { 'image.name': names }),
  };
  return JSON.stringify(value, undefined, 2);
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

/** The remarks of `--check`. */
function* report({ stdout }: Client, warnings: readonly WarningMessage[], dockerfile: string): Task<number> {
  if (warnings.length === 0) {
    yield* stdout.line('Check complete, no warnings found.');
    return 0;
  }
  const count = warnings.length === 1 ? '1 warning has' : `${warnings.length} warnings have`;
  yield* stdout.line(`Check complete, ${count} been found!`);
  for (const { rule, text, url, excerpt } of warnings) {
    const lines = excerpt.replace(/^[^\n]*(?=:\d+\n)/, dockerfile);
    yield* stdout.print(`\nWARNING: ${rule} - ${url}\n${text}\n${lines}`);
  }
  return 1;
}
