// What a build is sent from: a folder, standard input, an archive; and the Dockerfile when it lies elsewhere.
import type { Task } from '../../kernel/task.ts';
import { failed } from '../../computer/filesystem/errno.ts';
import { readContent } from '../../computer/filesystem/content.ts';
import { readTar } from '../../oci/tar-read.ts';
import type { TarEntry } from '../../oci/tar-entry.ts';
import { gunzip, isGzip } from '../../oci/gzip.ts';
import { readStdin, type Client } from '../client.ts';
import { readLocal } from '../copy/local-archive.ts';
import { clean } from '../copy/paths.ts';
import { isFailure, type Failure } from '../failure.ts';

/** A context ready to be sent. */
export interface LocalContext {
  readonly entries: readonly TarEntry[];
  /** Name of the Dockerfile within the context, or of the one given as text. */
  readonly dockerfile: string;
  /** The text, when the Dockerfile is not in the context. */
  readonly text: string | undefined;
  /** The text of the list of ignored files that lies beside a Dockerfile outside the context. */
  readonly ignore?: string;
  /** The folder; empty for other sources. */
  readonly remote: string;
  /** It is an archive from standard input, which the builder unpacks. */
  readonly archive?: boolean;
  /** The address that the builder takes the context from. */
  readonly url?: string;
  /** The Dockerfile as the user would name it. */
  readonly shown: string;
}

/** Prepares the context of `docker build [-f file] path`. */
export function* localContext(
  client: Client,
  path: string,
  file: string,
  inline?: string,
): Task<LocalContext | Failure> {
  if (path === '-') {
    if (file === '-') return { error: "invalid argument: can't use stdin for both build context and dockerfile" };
    return yield* fromInput(client, file);
  }
  if (/^(?:https?:\/\/|git:\/\/|git@|github\.com\/)/.test(path))
    return {
      entries: [],
      dockerfile: file === '' ? 'Dockerfile' : file,
      text: undefined,
      remote: '',
      url: path,
      shown: file,
    };
  const { files, cwd } = client.process;
  const folder = clean(path);
  const stat = files.stat(folder);
  if (failed(stat) || stat.kind !== 'directory')
    return { error: `unable to prepare context: path "${path}" not found` };
  const real = files.realpath(folder);
  const root = failed(real) ? folder : real;
  const entries = readLocal(files, { path: `${path}/.`, kind: 'directory', real: root });
  if (isFailure(entries)) return entries;
  const inside = entries.filter((entry) => entry.path !== '' && entry.path !== '.');
  const shown = file === '' ? (path === '.' ? 'Dockerfile' : `${path.replace(/\/+$/, '')}/Dockerfile`) : file;
  const base = { entries: inside, remote: root, shown };
  if (inline !== undefined) return { ...base, dockerfile: 'Dockerfile', text: inline, shown: 'Dockerfile' };
  if (file === '-')
    return {
      ...base,
      dockerfile: 'Dockerfile',
      text: new TextDecoder().decode(yield* readStdin(client)),
      shown: 'Dockerfile',
    };
  if (file === '') return { ...base, dockerfile: 'Dockerfile', text: undefined };
  const at = clean(file.startsWith('/') ? file : `${cwd}/${file}`);
  const real2 = files.realpath(at);
  const place = failed(real2) ? at : real2;
  const within =
    root === '/' ? place.slice(1) : place.startsWith(`${root}/`) ? place.slice(root.length + 1) : undefined;
  if (within !== undefined) return { ...base, dockerfile: within, text: undefined };
  const ignore = textOf(client, `${place}.dockerignore`);
  return {
    ...base,
    dockerfile: place.split('/').at(-1) ?? 'Dockerfile',
    text: textOf(client, place),
    ...(ignore === undefined ? {} : { ignore }),
  };
}

function textOf({ process }: Client, path: string): string | undefined {
  const content = process.files.readFile(path);
  return failed(content) ? undefined : new TextDecoder().decode(readContent(content));
}

/** A context from standard input: an archive, or a Dockerfile alone. */
function* fromInput(client: Client, file: string): Task<LocalContext | Failure> {
  const bytes = yield* readStdin(client);
  if (bytes.length === 0) return { error: 'failed to solve: failed to read dockerfile: no local sources enabled' };
  const plain = isGzip(bytes) ? (gunzip(bytes) ?? bytes) : bytes;
  const reading = plain.length >= 512 ? readTar(plain) : undefined;
  const name = file === '' ? 'Dockerfile' : file;
  if (reading?.ok && reading.entries.length > 0)
    return { entries: reading.entries, dockerfile: name, text: undefined, remote: '', archive: true, shown: name };
  return { entries: [], dockerfile: name, text: new TextDecoder().decode(bytes), remote: '', shown: name };
}
