// Lists of manifests that `docker buildx imagetools create` makes of what registries hold, and their way to a registry.
import { formatPlatform } from '../../oci/platform.ts';
import { sha256 } from '../../oci/digest.ts';
import { mediaTypes } from '../../oci/media-types.ts';
import { formatReference, type Reference } from '../../oci/reference.ts';
import type { Task } from '../../kernel/task.ts';
import type { Client } from '../client.ts';
import { isFailure, type Failure } from '../failure.ts';
import { fetchManifest, hostOf, manifestTypes } from './hub.ts';
import type { ManifestDescriptor, ManifestPlatform } from './image-manifest.ts';
import { isLocal } from './private-registry.ts';
import { askRegistry } from './registry.ts';

interface Manifest {
  readonly mediaType: string;
  readonly config?: { readonly digest: string };
  readonly layers?: readonly { readonly digest: string }[];
  readonly manifests?: readonly ManifestDescriptor[];
}

/** What goes into a list: a name, and what a file says of it beyond the name. */
export interface ImageSource {
  readonly from: Reference;
  readonly descriptor?: Partial<ManifestDescriptor>;
}

/** How a list is made. */
export interface CombineOptions {
  /** Only these platforms, as `os/arch[/variant]`; empty: all. */
  readonly platforms: readonly string[];
  /** Whether one manifest alone becomes a list, too. */
  readonly preferIndex: boolean;
  readonly annotations: Readonly<Record<string, string>>;
}

/** A list, and where each of its entries came from. */
export interface Combined {
  readonly text: string;
  readonly mediaType: string;
  readonly entries: ReadonlyMap<string, { readonly entry: ManifestDescriptor; readonly from: Reference }>;
}

/** One list of all that the sources name; a source that is one manifest goes in with its configuration's platform. */
export function* combineManifests(
  client: Client,
  sources: readonly ImageSource[],
  { platforms, preferIndex, annotations }: CombineOptions,
): Task<Combined | (Failure & { readonly from: Reference })> {
  const entries = new Map<string, { entry: ManifestDescriptor; from: Reference }>();
  let last = '';
  for (const { from, descriptor } of sources) {
    const text = yield* fetchManifest(client, from, isLocal(from.domain));
    if (isFailure(text)) return { ...text, from };
    last = text;
    const manifest = JSON.parse(text) as Manifest;
    for (const entry of manifest.manifests ?? []) entries.set(entry.digest, { entry, from });
    if (manifest.manifests) continue;
    const digest = sha256(text);
    const size = new TextEncoder().encode(text).length;
    const platform = descriptor?.platform ?? (yield* platformOf(client, from, manifest));
    if (platform && isFailure(platform)) return { ...platform, from };
    const known = entries.get(digest)?.entry.platform ?? platform;
    entries.set(digest, {
      entry: { mediaType: manifest.mediaType, digest, size, ...(known ? { platform: known } : {}) },
      from,
    });
  }
  const wanted = new Set(platforms);
  if (wanted.size > 0)
    for (const [digest, { entry }] of entries)
      if (!entry.platform || !wanted.has(formatPlatform(entry.platform))) entries.delete(digest);
  const [first] = sources;
  if (entries.size === 0 && first)
    return { error: 'none of the manifests match the provided platforms', from: first.from };
  if (!preferIndex && sources.length === 1 && entries.size === 1) {
    const { mediaType } = JSON.parse(last) as Manifest;
    return { text: last, mediaType, entries };
  }
  const all = [...entries.values()].map(({ entry }) => entry);
  const { docker, oci } = mediaTypes;
  const mediaType = all.every((entry) => entry.mediaType.includes('docker')) ? docker.index : oci.index;
  // Docker's own lists have no room for notes.
  const notes = mediaType === oci.index && Object.keys(annotations).length > 0 ? { annotations } : {};
  return {
    text: JSON.stringify({ schemaVersion: 2, mediaType, manifests: all, ...notes }, null, 2),
    mediaType,
    entries,
  };
}

function* platformOf(
  client: Client,
  from: Reference,
  { config }: Manifest,
): Task<ManifestPlatform | Failure | undefined> {
  if (!config) return undefined;
  const answer = yield* askRegistry(client, from, { method: 'GET', path: `blobs/${config.digest}` });
  if (isFailure(answer)) return answer;
  const { architecture, os, variant } = JSON.parse(answer.text) as ManifestPlatform;
  return { architecture, os, ...(variant === undefined ? {} : { variant }) };
}

/** What a descriptor without a name is taken from shows its repository's `latest`. */
const shownName = ({ digest, ...from }: Reference): Reference =>
  from.tag === undefined && digest !== undefined ? { ...from, digest } : from;

/** Go runs what was started last first, the others in their order. */
export const started = <T>(items: readonly T[]): readonly T[] => [...items.slice(-1), ...items.slice(0, -1)];

/** Puts a list under a name, what it lists before it; the progress goes to standard error as step `number`, 0: nowhere. */
export function* pushIndex(
  client: Client,
  { text, mediaType, entries }: Combined,
  to: Reference,
  number: number,
): Task<Failure | undefined> {
  const { kernel } = client.process.machine;
  const begin = kernel.now;
  const name = formatReference(to);
  const seconds = (digits: number): string => ((kernel.now - begin) / 1000).toFixed(digits);
  const said: string[] = [];
  const say = function* (line: string, kept = line): Task {
    said.push(kept);
    if (number > 0) yield* client.stderr.line(`#${number} ${line}`);
  };
  const failed = function* (failure: Failure): Task<Failure> {
    if (number === 0) return failure;
    yield* client.stderr.line(`#${number} ERROR: ${failure.error}`);
    yield* client.stderr.print(`------\n > ${said[0] ?? ''}:\n${said.slice(1).join('\n')}\n------\n`);
    return failure;
  };
  if (number > 1) yield* client.stderr.line('');
  yield* say(`[internal] pushing ${name}`);
  for (const { entry, from } of started([...entries.values()])) {
    yield* say(`${seconds(3)} copying ${entry.digest} from ${formatReference(shownName(from))} to ${name}`);
    if (from.path === to.path && from.domain === to.domain) continue;
    const failure = yield* copy(client, entry, from, to);
    if (failure) return yield* failed(failure);
  }
  yield* say(`${seconds(3)} pushing ${sha256(text)} to ${name}`);
  const failure = yield* put(client, to, to.tag ?? 'latest', mediaType, text);
  if (failure) return yield* failed(failure);
  if (number > 0) yield* client.stderr.line(`#${number} DONE ${seconds(1)}s`);
  return undefined;
}

/** A manifest from one repository of a registry to another: its blobs are mounted. */
function* copy(client: Client, entry: ManifestDescriptor, from: Reference, to: Reference): Task<Failure | undefined> {
  const path = `manifests/${entry.digest}`;
  const answer = yield* askRegistry(client, from, { method: 'GET', path, headers: { Accept: manifestTypes } });
  if (isFailure(answer)) return requestFailure(from, path, answer);
  const { config, layers = [] } = JSON.parse(answer.text) as Manifest;
  for (const { digest } of [...layers, ...(config ? [config] : [])]) {
    if (from.domain !== to.domain) {
      const there = yield* askRegistry(client, to, { method: 'GET', path: `blobs/${digest}` });
      if (isFailure(there)) return requestFailure(to, `blobs/${digest}`, there);
      if (there.status === 401) return denied('push');
      if (there.status !== 200) return { error: `not simulated: copying from ${from.domain} to ${to.domain}` };
      continue;
    }
    const query = { mount: digest, from: from.path };
    const mounted = yield* askRegistry(client, to, { method: 'POST', path: 'blobs/uploads/', query });
    if (isFailure(mounted)) return requestFailure(to, `blobs/${digest}`, mounted);
    if (mounted.status === 401) return denied('push');
  }
  return yield* put(client, to, entry.digest, entry.mediaType, answer.text);
}

function* put(client: Client, to: Reference, reference: string, type: string, body: string): Task<Failure | undefined> {
  const path = `manifests/${reference}`;
  const answer = yield* askRegistry(client, to, { method: 'PUT', path, headers: { 'Content-Type': type }, body });
  if (isFailure(answer)) return requestFailure(to, path, answer);
  if (answer.status === 401) return denied('push');
  return answer.status < 300 ? undefined : { error: `unexpected status from PUT request: ${answer.status}` };
}

/** Why buildx may not do what it wants. */
export const denied = (what: 'pull' | 'push'): Failure => ({
  error: `${what} access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed`,
});

/** Nobody answered, in buildx's words. */
export const requestFailure = ({ domain, path: name }: Reference, path: string, { error }: Failure): Failure =>
  error.startsWith('not simulated')
    ? { error }
    : {
        error: `failed to do request: Head "${isLocal(domain) ? 'http' : 'https'}://${hostOf(domain)}/v2/${name}/${path}": ${error}`,
      };
