// What registries hold at a moment: repositories, their tags and manifests, and the blobs that those share.
import { bodyOf } from '../words/message-body.ts';
import type { Log } from '../../sim/kernel/log.ts';
import type { View } from '../../sim/kernel/view.ts';

export interface HeldBlob {
  readonly digest: string;
  readonly size: number;
  readonly kind: 'layer' | 'config';
  /** Names of other repositories of the registry that refer to it. */
  readonly sharedWith: readonly string[];
  /** The engine's disk has it, too. */
  readonly onHost: boolean;
}

export interface HeldManifest {
  readonly digest: string;
  /** An index lists manifests, one for each platform. */
  readonly isIndex: boolean;
  readonly platform: string;
  /** Digests of the manifests of an index that are known here; of the blobs of a manifest, the configuration first. */
  readonly refersTo: readonly string[];
  readonly bytes: number;
}

export interface HeldRepository {
  readonly name: string;
  readonly private: boolean;
  readonly tags: readonly { readonly name: string; readonly digest: string }[];
  /** An index before its manifests. */
  readonly manifests: readonly HeldManifest[];
  readonly blobs: readonly HeldBlob[];
}

export interface Holdings {
  /** Key of the registry's record. */
  readonly host: string;
  readonly name: string;
  readonly state: string;
  readonly repositories: readonly HeldRepository[];
  /** Bytes of all blobs, each once; and as much as they would be were none shared. */
  readonly bytes: number;
  readonly unshared: number;
}

/** All registries that somebody has asked. */
export function holdingsOf(view: View, log: Log): Holdings[] {
  const repositories = view.all('repository');
  const here = new Set(view.all('layer').flatMap(({ digest, state }) => (state === 'present' ? [digest] : [])));
  const configs = new Set(view.all('image').map(({ id }) => id));
  const listed = listedIn(log, view.position);
  return view.all('registry').map(({ host, state }) => {
    const own = repositories.filter((record) => record.host === host);
    const users = new Map<string, string[]>();
    const sizes = new Map<string, number>();
    let unshared = 0;
    for (const { name, manifests } of own)
      for (const { layers, config } of Object.values(manifests))
        for (const { digest, size } of config ? [{ digest: config, size: 0 }, ...layers] : layers) {
          const names = users.get(digest) ?? [];
          if (!names.includes(name)) users.set(digest, [...names, name]);
          sizes.set(digest, Math.max(size, sizes.get(digest) ?? 0));
          unshared += size;
        }
    return {
      host,
      name: nameOf(host, view),
      state,
      unshared,
      bytes: [...sizes.values()].reduce((sum, size) => sum + size, 0),
      repositories: own.map(({ name, private: isPrivate, tags, manifests }): HeldRepository => {
        const blobs = new Map<string, HeldBlob>();
        for (const { config, layers } of Object.values(manifests)) {
          const add = (digest: string, size: number, kind: HeldBlob['kind']): void => {
            const sharedWith = (users.get(digest) ?? []).filter((other) => other !== name);
            const onHost = kind === 'config' ? configs.has(digest) : here.has(digest);
            blobs.set(digest, { digest, size, kind, sharedWith, onHost });
          };
          if (config) add(config, 0, 'config');
          for (const { digest, size } of layers) add(digest, size, 'layer');
        }
        const all = Object.entries(manifests).map(([digest, { platform, config, layers }]): HeldManifest => ({
          digest,
          isIndex: config === '',
          platform,
          refersTo:
            config === ''
              ? (listed.get(digest) ?? []).filter((child) => child in manifests)
              : [config, ...layers.map((layer) => layer.digest)],
          bytes: layers.reduce((sum, { size }) => sum + size, 0),
        }));
        return {
          name,
          private: isPrivate,
          tags: Object.entries(tags).map(([tag, digest]) => ({ name: tag, digest })),
          manifests: all.toSorted((a, b) => Number(b.isIndex) - Number(a.isIndex)),
          blobs: [...blobs.values()],
        };
      }),
    };
  });
}

/** A registry's name: a container that is one is called by its own. */
function nameOf(host: string, view: View): string {
  if (host === 'docker.io') return 'Docker Hub';
  const container = view.all('container').find(({ id }) => id === host);
  return container ? `${container.name}, a container` : host;
}

const lists = new WeakMap<Log, { read: number; readonly found: Map<string, readonly string[]> }>();

/** The manifests that each index lists, by its digest, as the registries' answers within the first `position` entries say. */
function listedIn(log: Log, position: number): ReadonlyMap<string, readonly string[]> {
  let known = lists.get(log);
  if (!known) lists.set(log, (known = { read: 0, found: new Map() }));
  for (; known.read < position; known.read++) {
    const entry = log.entries[known.read];
    if (entry?.type !== 'message' || entry.protocol !== 'distribution' || entry.role !== 'response') continue;
    const digest = entry.headers?.['docker-content-digest'];
    const manifests: unknown = digest === undefined ? undefined : bodyOf(entry.body)['manifests'];
    if (digest === undefined || !Array.isArray(manifests)) continue;
    known.found.set(
      digest,
      manifests.map((item: unknown) => String(bodyOf(item)['digest'])),
    );
  }
  return known.found;
}
