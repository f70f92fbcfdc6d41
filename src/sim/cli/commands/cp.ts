// docker cp: files between a container and the client's machine, either way, as tar archives.
import type { Task } from '../../kernel/task.ts';
import { dirname } from '../../computer/filesystem/path.ts';
import { failed } from '../../computer/filesystem/errno.ts';
import { readTar } from '../../oci/tar-read.ts';
import { writeTar } from '../../oci/tar-write.ts';
import { bodyBytes } from '../archive-output.ts';
import { fail, readStdin, type Client } from '../client.ts';
import { isDirectory, isSymlink, linkDestination, statOf, statPath } from '../copy/container-path.ts';
import { localSource, readLocal } from '../copy/local-archive.ts';
import { clean, localPath, splitArgument, splitPath } from '../copy/paths.ts';
import { prepareCopy, rename, type CopyEnd } from '../copy/prepare.ts';
import { unpackLocal } from '../copy/unpack-local.ts';
import { isFailure, type Failure } from '../failure.ts';
import type { FlagValues } from '../flags/flag-values.ts';
import { quote } from '../format/quote.ts';
import { humanSize } from '../format/units.ts';
import type { Command } from './command.ts';

export const cp: Command = {
  name: 'container cp',
  *run(client, { flags, args }) {
    const [source = '', target = ''] = args;
    if (source === '') return yield* fail(client, 'source can not be empty');
    if (target === '') return yield* fail(client, 'destination can not be empty');
    const from = splitArgument(source);
    const to = splitArgument(target);
    if (from.container !== '' && to.container !== '')
      return yield* fail(client, 'copying between containers is not supported');
    if (from.container === '' && to.container === '')
      return yield* fail(client, 'must specify at least one container source');
    const copied = yield* from.container === ''
      ? toContainer(client, flags, from.path, to)
      : fromContainer(client, flags, from, to.path);
    if (isFailure(copied)) return yield* fail(client, copied.error);
    const quiet = flags.bool('quiet') || client.stderr.terminal === undefined;
    if (copied && !quiet)
      yield* client.stderr.line(`Successfully copied ${humanSize(copied.bytes, 3)} to ${copied.target}`);
    return 0;
  },
};

/** How many bytes went where; undefined when that is not told. */
type Copied = { readonly bytes: number; readonly target: string } | undefined;

interface ContainerPath {
  readonly container: string;
  readonly path: string;
}

function* fromContainer(
  client: Client,
  flags: FlagValues,
  { container, path }: ContainerPath,
  target: string,
): Task<Copied | Failure> {
  const { files, cwd } = client.process;
  const local = target === '-' ? '-' : localPath(target, cwd);
  const folder = dirname(clean(local));
  if (local !== '-' && !files.exists(folder))
    return { error: `invalid output path: directory ${quote(folder)} does not exist` };
  const followed = flags.bool('follow-link') ? yield* follow(client, container, path) : { path, name: '' };
  const answer = yield* client.api.get(`/containers/${container}/archive`, { path: followed.path });
  if (isFailure(answer)) return answer;
  const archive = yield* bodyBytes(answer);
  if (local === '-') {
    yield* client.stdout.write(archive);
    return undefined;
  }
  const read = readTar(archive);
  if (!read.ok) return { error: read.message };
  // `./a` of the content of a directory and `/a` of the root are `a` here.
  const named = read.entries.map((entry) => ({ ...entry, path: entry.path.replace(/^\.?\/|^\.$/, '') }));
  const stat = statOf(answer);
  const kind = stat && isDirectory(stat) ? 'directory' : 'file';
  const entries = followed.name === '' ? named : rename(named, splitPath(followed.path).base, followed.name);
  const prepared = prepareCopy(entries, { path: followed.path, kind }, localEnd(client, local), followed.name);
  if (isFailure(prepared)) return prepared;
  const problem = unpackLocal(files, prepared.directory, prepared.entries);
  return problem ?? { bytes: archive.length, target: local };
}

function localEnd({ process }: Client, path: string): CopyEnd {
  const stat = process.files.stat(clean(path));
  return { path, kind: failed(stat) ? 'absent' : stat.kind === 'directory' ? 'directory' : 'file' };
}

/** The target of a symbolic link in a container, and the name that the copy is to have all the same. */
function* follow(client: Client, container: string, path: string): Task<{ path: string; name: string }> {
  const stat = yield* statPath(client, container, path);
  return stat && isSymlink(stat)
    ? { path: linkDestination(path, stat), name: splitPath(path).base }
    : { path, name: '' };
}

function* toContainer(
  client: Client,
  flags: FlagValues,
  source: string,
  { container, path }: ContainerPath,
): Task<Copied | Failure> {
  const { files, cwd } = client.process;
  let target = path;
  let stat = yield* statPath(client, container, path);
  if (stat && isSymlink(stat)) {
    target = linkDestination(path, stat);
    stat = yield* statPath(client, container, target);
  }
  const end: CopyEnd = { path: target, kind: !stat ? 'absent' : isDirectory(stat) ? 'directory' : 'file' };
  let archive: Uint8Array;
  let directory = target;
  if (source === '-') {
    if (end.kind !== 'directory') return { error: `destination "${container}:${path}" must be a directory` };
    archive = yield* readStdin(client);
  } else {
    const local = localSource(files, localPath(source, cwd), flags.bool('follow-link'));
    if (isFailure(local)) return local;
    const entries = readLocal(files, local);
    if (isFailure(entries)) return entries;
    const prepared = prepareCopy(entries, local, end);
    if (isFailure(prepared)) return prepared;
    directory = prepared.directory === '/' ? '/' : prepared.directory.replace(/\/$/, '');
    archive = writeTar(prepared.entries);
  }
  const answer = yield* client.api.send('PUT', `/containers/${container}/archive`, {
    query: {
      path: directory,
      noOverwriteDirNonDir: 'true',
      ...(flags.bool('archive') ? { copyUIDGID: 'true' } : {}),
    },
    headers: { 'content-type': 'application/x-tar' },
    body: archive,
  });
  return isFailure(answer) ? answer : { bytes: archive.length, target: `${container}:${target}` };
}
