// The build request: POST /build with the Engine API's query, `version=2` for BuildKit. The context is a tar, uploaded.
import type { Request } from '../../kernel/message.ts';

/** What is asked for. */
export interface BuildRequest {
  readonly buildKit: boolean;
  readonly dockerfile: string;
  /** Text of a Dockerfile that does not come from the context (standard input, another folder). */
  readonly dockerfileText: string | undefined;
  /** The list of ignored files that came with such a Dockerfile. */
  readonly ignoreText: string | undefined;
  readonly tags: readonly string[];
  readonly args: Readonly<Record<string, string>>;
  readonly labels: Readonly<Record<string, string>>;
  readonly target: string;
  readonly noCache: boolean;
  readonly noCacheFilter: readonly string[];
  readonly pull: boolean;
  readonly network: string;
  readonly platform: string;
  /** `image`, `local`, `tar`, `cacheonly`; alone: `check`, `outline`, `targets`. */
  readonly outputs: readonly string[];
  /** `json`: how `check`, `outline`, `targets` answer. */
  readonly format: string;
  /** The image goes to its registry, too. */
  readonly push: boolean;
  /** `X-Registry-Auth` for that. */
  readonly authorisation: string;
  /** The image carries what a later build needs to take steps from it. */
  readonly inlineCache: boolean;
  /** `--ssh`: ids of agents that commands may use. */
  readonly agents: readonly string[];
  /** `--build-context`, by name. */
  readonly contexts: ReadonlyMap<string, NamedContext>;
  /** Where the context comes from: contexts of one place are sent as differences. */
  readonly remote: string;
  /** The address that the builder itself takes the context from; empty: the client sends it. */
  readonly contextUrl: string;
  /** The context is an archive of the client's, which the builder unpacks. */
  readonly archive: boolean;
  readonly secrets: ReadonlyMap<string, Uint8Array>;
  /** `--add-host`: `name:address`. */
  readonly hosts: readonly string[];
  /** Bytes of /dev/shm; empty: the usual 64 MiB. */
  readonly shmSize: string;
  /** `--cache-from`, as it was written. */
  readonly cacheFrom: readonly string[];
  /** `--ulimit`. */
  readonly ulimits: readonly string[];
}

/** A context beside the main one: an image, or files in base64 (a tar). */
export interface NamedContext {
  readonly name: string;
  readonly image?: string;
  readonly files?: string;
}

/** The JSON body that goes with the query. */
interface Body {
  readonly dockerfile?: string;
  readonly dockerignore?: string;
  readonly secrets?: Readonly<Record<string, string>>;
  readonly agents?: readonly string[];
  readonly contexts?: readonly NamedContext[];
}

/** Reads a request. */
export function readRequest({ query, body, headers }: Request): BuildRequest {
  const list = (name: string): readonly string[] => (query[name] ? (JSON.parse(query[name]) as string[]) : []);
  const map = (name: string): Record<string, string> =>
    query[name] ? (JSON.parse(query[name]) as Record<string, string>) : {};
  const { dockerfile, dockerignore, secrets = {}, agents = [], contexts = [] } = (body ?? {}) as Body;
  return {
    buildKit: query['version'] === '2',
    dockerfile: query['dockerfile'] ?? 'Dockerfile',
    dockerfileText: dockerfile,
    ignoreText: dockerignore,
    tags: list('t'),
    args: map('buildargs'),
    labels: map('labels'),
    target: query['target'] ?? '',
    noCache: query['nocache'] === '1',
    noCacheFilter: list('nocachefilter'),
    pull: query['pull'] === '1',
    network: query['networkmode'] ?? 'default',
    platform: query['platform'] ?? '',
    outputs: (query['outputs'] ?? 'image').split(','),
    format: query['format'] ?? '',
    push: query['push'] === '1',
    authorisation: headers['x-registry-auth'] ?? '',
    inlineCache: query['inlinecache'] === '1',
    agents,
    contexts: new Map(contexts.map((context) => [context.name.toLowerCase(), context])),
    remote: query['remote'] ?? '',
    contextUrl: query['contexturl'] ?? '',
    archive: query['archive'] === '1' || query['archive'] === 'true',
    hosts: list('extrahosts'),
    shmSize: query['shmsize'] ?? '',
    cacheFrom: list('cachefrom'),
    ulimits: list('ulimits'),
    secrets: new Map(Object.entries(secrets).map(([id, text]) => [id, new TextEncoder().encode(text)])),
  };
}
