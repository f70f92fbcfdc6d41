// Lists of manifests that `docker buildx imagetools create` makes of what registries hold, and their way to a registry.
import { sha256 } from '../../oci/digest.ts';
import { formatReference, type Reference } from '../../oci/reference.ts';
import type { Task } from '../../kernel/task.ts';
import type { Client } from '../client.ts';
import { isFailure, type Failure } from '../failure.ts';
import { fetchManifest, manifestTypes } from './hub.ts';
import { askPrivately, isLocal } from './private-registry.ts';

const listType = 'application/vnd.docker.distribution.manifest.list.v2+json';
const indexType = 'application/vnd.oci.image.index.v1+json';

interface Platform {
  readonly architecture: string;
  readonly os: string;
  readonly variant?: string;
}

interface Descriptor {
  readonly mediaType: string;
  readonly digest: string;
  readonly size: number;
  readonly platform?: Platform;
}

interface Manifest {
  readonly mediaType: string;
  readonly config?: Descriptor;
  readonly layers?: readonly Descriptor[];
  readonly manifests?: readonly Descriptor[];
}

/** A list, and where each of its entries came from. */
export interface Combined {
  readonly text: string;
  readonly mediaType: string;
  readonly entries: ReadonlyMap<string, { readonly entry: Descriptor; readonly from: Reference }>;
}

/** One list of all that the sources name; a source that is one manifest goes in with its configuration's platform. */
export function* combineManifests(
  client: Client,
  sources: readonly Reference[],
): Task<Combined | (Failure & { readonly name: string })> {
  const entries = new Map<string, { entry: Descriptor; from: Reference }>();
  for (const from of sources) {
    const name = formatReference(from);
    const text = yield* fetchManifest(client, from, isLocal(from.domain));
    if (isFailure(text)) return { ...text, name };
    const manifest = JSON.parse(text) as Manifest;
    for (const entry of manifest.manifests ?? []) entries.set(entry.digest, { entry, from });
    if (manifest.manifests) continue;
    const digest = sha256(text);
    const size = new TextEncoder().encode(text).length;
    const platform = yield* platformOf(client, from, manifest);
    if (platform && isFailure(platform)) return { ...platform, name };
    const known = entries.get(digest)?.entry.platform ?? platform;
    const entry = { mediaType: manifest.mediaType, digest, size, ...(known ? { platform: known } : {}) };
    entries.set(digest, { entry, from });
  }
  const all = [...entries.values()].map(({ entry }) => entry);
  const mediaType = all.every((entry) => entry.mediaType.includes('docker')) ? listType : indexType;
  return { text: JSON.stringify({ schemaVersion: 2, mediaType, manifests: all }, null, 2), mediaType, entries };
}

function* platformOf(client: Client, from: Reference, { config }: Manifest): Task<Platform | Failure | undefined> {
  if (!config || !isLocal(from.domain)) return undefined;
  const answer = yield* askPrivately(client, from.domain, {
    method: 'GET',
    path: `/v2/${from.path}/blobs/${config.digest}`,
  });
  if (isFailure(answer)) return answer;
  const { architecture, os, variant } = JSON.parse(answer.text) as Platform;
  return { architecture, os, ...(variant === undefined ? {} : { variant }) };
}

/** Puts a list under a name, what it lists before it; the progress goes to standard error as step `number`. */
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
  const say = (line: string): Task => client.stderr.line(`#${number} ${line}`);
  if (number > 1) yield* client.stderr.line('');
  yield* say(`[internal] pushing ${name}`);
  for (const { entry, from } of entries.values()) {
    yield* say(`${seconds(3)} copying ${entry.digest} from ${formatReference(from)} to ${name}`);
    if (from.path === to.path) continue;
    const failure = yield* copy(client, entry, from, to);
    if (failure) return failure;
  }
  yield* say(`${seconds(3)} pushing ${sha256(text)} to ${name}`);
  const failure = yield* put(client, to, to.tag ?? 'latest', mediaType, text);
  if (failure) return failure;
  yield* say(`DONE ${seconds(1)}s`);
  return undefined;
}

/** A manifest from one repository of a registry to another: its blobs are mounted. */
function* copy(client: Client, entry: Descriptor, from: Reference, to: Reference): Task<Failure | undefined> {
  const answer = yield* askPrivately(client, from.domain, {
    method: 'GET',
    path: `/v2/${from.path}/manifests/${entry.digest}`,
    headers: { Accept: manifestTypes },
  });
  if (isFailure(answer)) return answer;
  const { config, layers = [] } = JSON.parse(answer.text) as Manifest;
  for (const { digest } of [...(config ? [config] : []), ...layers]) {
    const path = `/v2/${to.path}/blobs/uploads/?mount=${digest}&from=${encodeURIComponent(from.path)}`;
    const mounted = yield* askPrivately(client, to.domain, { method: 'POST', path });
    if (isFailure(mounted)) return mounted;
  }
  return yield* put(client, to, entry.digest, entry.mediaType, answer.text);
}

function* put(
  client: Client,
  { domain, path }: Reference,
  reference: string,
  type: string,
  body: string,
): Task<Failure | undefined> {
  const answer = yield* askPrivately(client, domain, {
    method: 'PUT',
    path: `/v2/${path}/manifests/${reference}`,
    headers: { 'Content-Type': type },
    body,
  });
  if (isFailure(answer)) return answer;
  return answer.status < 300 ? undefined : { error: `unexpected status from PUT request: ${answer.status}` };
}
