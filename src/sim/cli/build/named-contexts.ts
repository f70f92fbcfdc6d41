// `--build-context name=…`: folders, images and addresses under names that a Dockerfile uses.
import { failed } from '../../computer/filesystem/errno.ts';
import { writeTar } from '../../oci/tar-write.ts';
import { toBase64 } from '../base64.ts';
import type { Client } from '../client.ts';
import { readLocal } from '../copy/local-archive.ts';
import { clean } from '../copy/paths.ts';
import { isFailure, type Failure } from '../failure.ts';

/** One of them: the name of an image, or an archive in base64. */
export interface NamedContext {
  readonly name: string;
  readonly image?: string;
  readonly files?: string;
}

/** Reads them; folders are read now. */
export function readNamedContexts(client: Client, texts: readonly string[]): readonly NamedContext[] | Failure {
  const contexts: NamedContext[] = [];
  for (const text of texts) {
    const equals = text.indexOf('=');
    if (equals < 0) return { error: `invalid context value: ${text}, expected key=value` };
    const context = namedContext(client, text.slice(0, equals), text.slice(equals + 1));
    if (isFailure(context)) return context;
    contexts.push(context);
  }
  return contexts;
}

/** One context by its name and what it stands for. */
export function namedContext(client: Client, name: string, value: string): NamedContext | Failure {
  if (value.startsWith('docker-image://')) return { name, image: value.slice('docker-image://'.length) };
  if (/^(?:https?|git|oci-layout):\/\/|^git@/.test(value))
    return { error: `not simulated: --build-context ${name}=${value}` };
  const { files } = client.process;
  const folder = clean(value);
  const stat = files.stat(folder);
  if (failed(stat) || stat.kind !== 'directory')
    return { error: `failed to build: failed to get build context ${name}: stat ${value}: no such file or directory` };
  const real = files.realpath(folder);
  const entries = readLocal(files, { path: `${value}/.`, kind: 'directory', real: failed(real) ? folder : real });
  if (isFailure(entries)) return entries;
  return { name, files: toBase64(writeTar(entries.filter(({ path }) => path !== '' && path !== '.'))) };
}
