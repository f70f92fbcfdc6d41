// A registry's storage in files, laid out as the reference implementation's filesystem driver does:
// `docker/registry/v2/blobs/<algorithm>/<two digits>/<digest>/data`, and in `repositories/<name>` links to them.
import { isDigest } from '../oci/digest.ts';
import type { Digest, ManifestDigest } from '../oci/digest.ts';
import type { StoredManifest } from './source.ts';
import type { Members, RepositoryStorage, Storage, Table } from './storage.ts';

/** The files below a registry's root directory. Paths are relative to it; directories come to be as they are needed. */
export interface StorageFiles {
  /** Undefined when there is no such file. */
  read(path: string): Uint8Array | undefined;
  write(path: string, bytes: Uint8Array): void;
  /** A file or a directory with all that is in it; false when there was none. */
  remove(path: string): boolean;
  /** Names in a directory; none when there is no such directory. */
  list(path: string): readonly string[];
}

const root = 'docker/registry/v2';
const parts = (digest: string): string => digest.replace(':', '/');
const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** The storage that these files are. Every call looks at them: what is deleted behind the server's back is gone. */
export function fileStorage(files: StorageFiles): Storage {
  const blobs = blobTable(files);
  return {
    blobs,
    names: () => repositoriesIn(files, `${root}/repositories`, ''),
    repository: (name) => repositoryStorage(files, blobs, `${root}/repositories/${name}`),
  };
}

function repositoriesIn(files: StorageFiles, folder: string, prefix: string): string[] {
  return files.list(folder).flatMap((name) => {
    if (name.startsWith('_')) return [];
    const path = `${folder}/${name}`;
    const own = files.list(`${path}/_layers`).length > 0 || files.list(`${path}/_manifests`).length > 0;
    return [...(own ? [prefix + name] : []), ...repositoriesIn(files, path, `${prefix}${name}/`)];
  });
}

function blobPath(digest: string): string {
  const [algorithm = '', hex = ''] = digest.split(':');
  return `${root}/blobs/${algorithm}/${hex.slice(0, 2)}/${hex}`;
}

function blobTable(files: StorageFiles): Table<Digest, Uint8Array> {
  const keys = function* (): Generator<Digest> {
    for (const algorithm of files.list(`${root}/blobs`))
      for (const start of files.list(`${root}/blobs/${algorithm}`))
        for (const hex of files.list(`${root}/blobs/${algorithm}/${start}`)) yield `${algorithm}:${hex}` as Digest;
  };
  const get = (digest: Digest): Uint8Array | undefined => files.read(`${blobPath(digest)}/data`);
  return table(keys, {
    get,
    set: (digest, bytes) => {
      files.write(`${blobPath(digest)}/data`, bytes);
    },
    delete: (digest) => files.remove(blobPath(digest)),
  });
}

function repositoryStorage(files: StorageFiles, blobs: Table<Digest, Uint8Array>, path: string): RepositoryStorage {
  return {
    tags: tagTable(files, `${path}/_manifests/tags`),
    manifests: manifestTable(files, blobs, `${path}/_manifests/revisions`),
    blobs: layerLinks(files, `${path}/_layers`),
  };
}

function readLink(files: StorageFiles, folder: string): string | undefined {
  const bytes = files.read(`${folder}/link`);
  const text = bytes && decoder.decode(bytes).trim();
  return text !== undefined && isDigest(text) ? text : undefined;
}

function tagTable(files: StorageFiles, folder: string): Table<string, ManifestDigest> {
  return table(() => files.list(folder), {
    get: (tag) => readLink(files, `${folder}/${tag}/current`) as ManifestDigest | undefined,
    set: (tag, digest) => {
      files.write(`${folder}/${tag}/current/link`, encoder.encode(digest));
      files.write(`${folder}/${tag}/index/${parts(digest)}/link`, encoder.encode(digest));
    },
    delete: (tag) => files.remove(`${folder}/${tag}`),
  });
}

function manifestTable(
  files: StorageFiles,
  blobs: Table<Digest, Uint8Array>,
  folder: string,
): Table<ManifestDigest, StoredManifest> {
  const keys = function* (): Generator<ManifestDigest> {
    for (const algorithm of files.list(folder))
      for (const hex of files.list(`${folder}/${algorithm}`)) yield `${algorithm}:${hex}` as ManifestDigest;
  };
  return table(keys, {
    get: (digest) => {
      const bytes = readLink(files, `${folder}/${parts(digest)}`) && blobs.get(digest as string as Digest);
      if (!bytes) return undefined;
      const text = decoder.decode(bytes);
      return { mediaType: mediaTypeOf(text), text };
    },
    set: (digest, { text }) => {
      blobs.set(digest as string as Digest, encoder.encode(text));
      files.write(`${folder}/${parts(digest)}/link`, encoder.encode(digest));
    },
    delete: (digest) => files.remove(`${folder}/${parts(digest)}`),
  });
}

/** A manifest in a file says itself what it is; one without a type is OCI's. */
function mediaTypeOf(text: string): string {
  try {
    const { mediaType, manifests } = JSON.parse(text) as { mediaType?: string; manifests?: unknown };
    return mediaType ?? `application/vnd.oci.image.${manifests ? 'index' : 'manifest'}.v1+json`;
  } catch {
    return 'application/octet-stream';
  }
}

function layerLinks(files: StorageFiles, folder: string): Members<Digest> {
  return {
    has: (digest) => readLink(files, `${folder}/${parts(digest)}`) !== undefined,
    add: (digest) => {
      files.write(`${folder}/${parts(digest)}/link`, encoder.encode(digest));
    },
    delete: (digest) => files.remove(`${folder}/${parts(digest)}`),
  };
}

function table<Key, Value>(
  keys: () => Iterable<Key>,
  access: Pick<Table<Key, Value>, 'get' | 'set' | 'delete'>,
): Table<Key, Value> {
  return {
    ...access,
    keys: () => [...keys()].filter((key) => access.get(key) !== undefined),
    get size() {
      return [...this.keys()].length;
    },
    *[Symbol.iterator]() {
      for (const key of keys()) {
        const value = access.get(key);
        if (value !== undefined) yield [key, value];
      }
    },
  };
}
