// docker build without BuildKit (`DOCKER_BUILDKIT=0`): its notice, the context as one archive, the daemon's words as they are.
import type { Task } from '../../kernel/task.ts';
import { bytePipe, type Pipe } from '../../kernel/pipe.ts';
import { writeTar } from '../../oci/tar-write.ts';
import { fail, type Client } from '../client.ts';
import { isFailure, type Failure } from '../failure.ts';
import type { FlagValues } from '../flags/flag-values.ts';
import { ProgressDisplay, type ProgressMessage } from '../format/progress.ts';
import { humanSize } from '../format/units.ts';
import { ignoredOut } from './context-ignore.ts';
import { localContext, type LocalContext } from './local-context.ts';
import { readBuildArgs, readLabels, readTags } from './options.ts';

const notice = `DEPRECATED: The legacy builder is deprecated and will be removed in a future release.
            BuildKit is currently disabled; enable it by removing the DOCKER_BUILDKIT=0
            environment-variable.

`;

/** The flags that this builder has. */
const known = new Set(
  [
    'add-host build-arg cache-from cgroup-parent compress cpu-period cpu-quota cpu-shares cpuset-cpus cpuset-mems file',
    'force-rm iidfile isolation label memory memory-swap network no-cache platform pull quiet rm security-opt shm-size',
    'squash tag target ulimit',
  ].flatMap((names) => names.split(' ')),
);

const notSimulated = ['cpu-period', 'cpu-quota', 'cpu-shares', 'cpuset-cpus', 'cpuset-mems', 'memory', 'memory-swap', 'cgroup-parent',
  'isolation', 'security-opt', 'compress', 'add-host', 'shm-size', 'ulimit', 'platform']; // prettier-ignore

/** Carries it out; the exit code is that of the command that failed. */
export function* buildLegacy(client: Client, flags: FlagValues, path: string): Task<number> {
  yield* client.stderr.print(notice);
  const refusal = refuse(flags, client.process.argv);
  if (refusal) return yield* fail(client, refusal.text, refusal.code);
  const buildArgs = readBuildArgs(client, flags.list('build-arg'));
  if (isFailure(buildArgs)) return yield* fail(client, buildArgs.error);
  const context = yield* legacyContext(client, path, flags.string('file'));
  if (isFailure(context)) return yield* fail(client, context.error);
  const bytes = writeTar(context.entries);
  const quiet = flags.bool('quiet');
  const size = `Sending build context to Docker daemon ${humanSize(bytes.length).padStart(8)}`;
  const terminal = client.stdout.terminal !== undefined;
  if (!quiet) yield* client.stdout.print(terminal ? `${size}\r\r\n` : `${size}\n`);
  const upload = bytePipe();
  upload.offer(bytes);
  upload.close();
  const answer = yield* client.api.send('POST', '/build', {
    query: {
      dockerfile: context.dockerfile,
      t: JSON.stringify(flags.list('tag')),
      buildargs: JSON.stringify(buildArgs),
      labels: JSON.stringify(readLabels(flags.list('label'))),
      cachefrom: JSON.stringify(flags.list('cache-from')),
      target: flags.string('target'),
      nocache: flags.bool('no-cache'),
      pull: flags.bool('pull'),
      networkmode: flags.string('network'),
      rm: flags.bool('rm') ? '1' : '0',
      forcerm: flags.bool('force-rm') ? '1' : '0',
    },
    headers: { 'content-type': 'application/x-tar' },
    upload,
  });
  if (isFailure(answer)) return yield* fail(client, answer.error);
  const outcome = yield* follow(client, answer.stream, quiet);
  if (isFailure(outcome)) return yield* fail(client, outcome.error, outcome.code);
  const idFile = flags.string('iidfile');
  if (idFile !== '') client.process.files.writeFile(idFile, outcome.id, 0o644);
  if (quiet) yield* client.stdout.line(outcome.id);
  return 0;
}

function refuse(
  flags: FlagValues,
  argv: readonly string[],
): { readonly text: string; readonly code: number } | undefined {
  const help = "\n\nUsage:  docker build [OPTIONS] PATH | URL | -\n\nRun 'docker build --help' for more information";
  const foreign = flags.names().find((name) => !known.has(name));
  const short = foreign === 'output' ? argv.find((arg) => /^-[a-z]*o/.test(arg)) : undefined;
  if (short !== undefined) return { text: `unknown shorthand flag: 'o' in ${short}${help}`, code: 125 };
  if (foreign !== undefined) return { text: `unknown flag: --${foreign}${help}`, code: 125 };
  const tags = readTags(flags.list('tag'));
  if (isFailure(tags)) {
    const why = tags.error.replace(/^invalid tag "[^"]*": /, '');
    const [, tag = ''] = /^invalid tag "([^"]*)"/.exec(tags.error) ?? [];
    return { text: `invalid argument ${JSON.stringify(tag)} for "-t, --tag" flag: ${why}${help}`, code: 125 };
  }
  if (flags.bool('squash'))
    return { text: '"--squash" is only supported on a Docker daemon with experimental features enabled', code: 1 };
  const unknown = flags.names().find((name) => notSimulated.includes(name));
  return unknown === undefined ? undefined : { text: `not simulated: --${unknown}`, code: 1 };
}

function* legacyContext(client: Client, path: string, file: string): Task<LocalContext | Failure> {
  const context = yield* localContext(client, path, file);
  if (isFailure(context)) return context;
  if (context.url !== undefined) return { error: `not simulated: a build context from ${path}` };
  const { dockerfile, text, entries } = context;
  const whole =
    text === undefined
      ? entries
      : [
          ...entries,
          {
            path: dockerfile,
            type: 'file' as const,
            mode: 0o600,
            uid: 0,
            gid: 0,
            mtime: 0,
            content: new TextEncoder().encode(text),
          },
        ];
  const kept = ignoredOut(whole, [dockerfile, '.dockerignore']);
  if (kept.some((entry) => entry.path === dockerfile)) return { ...context, entries: kept };
  const shown = file === '' ? `${path.replace(/\/+$/, '')}/Dockerfile` : file;
  const at = shown.startsWith('/') ? shown : `${client.process.cwd}/${shown.replace(/^\.\//, '')}`;
  return {
    error: `unable to prepare context: unable to evaluate symlinks in Dockerfile path: lstat ${at}: no such file or directory`,
  };
}

/** Prints what the daemon says until it has said all. */
function* follow(
  client: Client,
  stream: Pipe<unknown> | undefined,
  quiet: boolean,
): Task<{ readonly id: string } | (Failure & { readonly code: number })> {
  const { stdout, stderr } = client;
  // What a quiet build says is shown once it has failed.
  let kept = '';
  const pull = new ProgressDisplay({ terminal: stdout.terminal !== undefined, columns: stdout.columns });
  let id = '';
  for (;;) {
    const message = stream && ((yield* stream.read()) as LegacyMessage | undefined);
    if (message === undefined) return { id };
    if (message.error !== undefined) {
      yield* stderr.print(kept);
      return { error: message.error, code: message.code ?? 1 };
    }
    if (message.aux) id = message.aux.ID;
    if (quiet) {
      kept += message.stream ?? '';
      continue;
    }
    if (message.stream !== undefined) yield* stdout.print(message.stream);
    else if (message.status !== undefined) yield* stdout.print(pull.next(message).text);
  }
}

/** What the daemon streams: words, progress of a pull, the image, or why it failed. */
interface LegacyMessage extends Omit<ProgressMessage, 'aux' | 'error'> {
  readonly stream?: string;
  readonly aux?: { readonly ID: string };
  readonly error?: string;
  readonly code?: number;
}
