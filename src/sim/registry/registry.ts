// A registry: the OCI Distribution API as one function from request to response (distribution-spec, § Endpoints).
import { sleep } from '../kernel/task.ts';
import { concat } from '../oci/tar-write.ts';
import { isAnonymous, refuse } from './authorisation.ts';
import { deleteBlob, getBlob } from './blobs.ts';
import { listRepositories } from './catalog.ts';
import { error } from './errors.ts';
import { deleteManifest, getManifest, getReferrers, isBeyond, putManifest } from './manifests.ts';
import { emptySource } from './source.ts';
import { ensureRepository, findRepository } from './state.ts';
import { memoryStorage } from './storage.ts';
import { listTags } from './tags.ts';
import { issueToken } from './token.ts';
import { cancelUpload, getUpload, patchUpload, putUpload, startUpload } from './uploads.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { Request, Response, Service } from '../kernel/message.ts';
import type { Pipe } from '../kernel/pipe.ts';
import type { Task } from '../kernel/task.ts';
import type { Action } from './authorisation.ts';
import type { RegistryRecord } from './records.ts';
import type { Registry, RegistryOptions } from './state.ts';

/** Virtual ms that a registry takes to answer. */
const thinking = 2;

const component = '[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*';
const repositoryName = new RegExp(`^${component}(?:/${component})*$`);
const repositoryRoute = /^\/v2\/(.+)\/(manifests|blobs|tags|referrers)\/(uploads\/)?([^/]*)$/;

/** A registry as others reach it. */
export interface RegistryService {
  readonly registry: Registry;
  /** Answers a request at once, without virtual time. */
  respond(request: Request): Response;
  /** The same as a receiver of messages, for `kernel.serve`. */
  readonly service: Service;
}

/** Sets a registry up in a world; by default one like the `registry` image's: empty, open to all, nothing deleted. */
export function createRegistry(
  kernel: Kernel,
  options: Pick<RegistryOptions, 'host'> & Partial<RegistryOptions>,
): RegistryService {
  const storage = options.storage ?? memoryStorage();
  const registry: Registry = {
    kernel,
    options: { authentication: { kind: 'none' }, source: emptySource, deletes: false, ...options, storage },
    repositories: new Map(),
    blobs: storage.blobs,
    uploads: new Map(),
    tokens: new Map(),
  };
  if (!kernel.store.get('registry', options.host))
    kernel.store.put('registry', options.host, { host: options.host, state: 'ready' });
  const respond = (request: Request): Response => answer(registry, request);
  return {
    registry,
    respond,
    *service(request) {
      const whole = request.upload ? { ...request, body: yield* drain(request.body, request.upload) } : request;
      yield* sleep(thinking);
      yield* prepare(registry, whole);
      return respond(whole);
    },
  };
}

/** Brings what a request is about within reach: the repository, one to mount from, those that a token is for. */
function* prepare({ options: { source } }: Registry, { path, query }: Request): Task {
  if (!source.prepare) return;
  const names = [repositoryRoute.exec(path)?.[1], query['from'], /^repository:(.+):/.exec(query['scope'] ?? '')?.[1]];
  for (const name of names) if (name !== undefined) yield* source.prepare(name);
}

function* drain(body: unknown, upload: Pipe<Uint8Array>): Task<Uint8Array> {
  const chunks = body instanceof Uint8Array ? [body] : [];
  for (let chunk = yield* upload.read(); chunk !== undefined; chunk = yield* upload.read()) chunks.push(chunk);
  return concat(chunks);
}

function answer(registry: Registry, request: Request): Response {
  const response = request.path === '/token' ? issueToken(registry, request) : route(registry, request);
  const { state } = recordOf(registry);
  const next = response.status === 401 ? 'unauthorised' : 'ready';
  // Out of a limit only time leads.
  if (state !== next && state !== 'limited')
    registry.kernel.store.update('registry', registry.options.host, { state: next });
  return { ...response, headers: { 'docker-distribution-api-version': 'registry/2.0', ...response.headers } };
}

function recordOf({ kernel, options }: Registry): RegistryRecord {
  return kernel.store.get('registry', options.host) ?? { host: options.host, state: 'ready' };
}

function route(registry: Registry, request: Request): Response {
  const { method, path } = request;
  const reading = method === 'GET' || method === 'HEAD';
  if (path === '/v2' || path === '/v2/')
    return (
      refuse(registry, request, undefined, []) ?? {
        status: 200,
        headers: { 'content-type': 'application/json' },
        body: {},
      }
    );
  if (path === '/v2/_catalog' && method === 'GET')
    return refuse(registry, request, undefined, []) ?? listRepositories(registry, request);
  const match = repositoryRoute.exec(path);
  if (!match) return error('NOT_FOUND');
  const [, name = '', group = '', upload, reference = ''] = match;
  if (!repositoryName.test(name) || name.length > 255) return error('NAME_INVALID', name);
  const actions: readonly Action[] = reading
    ? ['pull']
    : method === 'DELETE' && !upload
      ? ['delete']
      : ['pull', 'push'];
  if (group === 'manifests' && reading && isBeyond(registry, name, reference)) return error('NOT_SIMULATED');
  const refusal = refuse(registry, request, name, actions);
  if (refusal) return refusal;

  const limited = recordOf(registry).state === 'limited' && isAnonymous(registry, request);
  if (group === 'manifests' && method === 'GET' && limited) return error('TOOMANYREQUESTS');
  if (group === 'manifests' && reading) return getManifest(registry, request, name, reference);
  if (group === 'blobs' && reading && !upload) return getBlob(registry, request, name, reference);
  const existing = findRepository(registry, name);
  if (group === 'tags' && reading && reference === 'list')
    return existing ? listTags(request, existing) : error('NAME_UNKNOWN', { name });
  if (method === 'DELETE' && !upload) {
    if (!registry.options.deletes) return error('UNSUPPORTED');
    if (!existing) return error('NAME_UNKNOWN', { name });
    if (group === 'manifests') return deleteManifest(registry, existing, reference);
    if (group === 'blobs') return deleteBlob(registry, existing, reference);
  }
  if (group === 'referrers' && reading) return getReferrers(request, existing, reference);
  const { unknownRepository } = registry.options;
  if (!existing && unknownRepository) return error('NAME_UNKNOWN', null, {}, unknownRepository(name));
  const repository = existing ?? ensureRepository(registry, name);
  if (group === 'manifests' && method === 'PUT') return putManifest(registry, request, repository, reference);
  if (group === 'blobs' && upload) {
    if (method === 'POST' && reference === '') return startUpload(registry, request, repository);
    if (method === 'PATCH') return patchUpload(registry, request, repository, reference);
    if (method === 'PUT') return putUpload(registry, request, repository, reference);
    if (method === 'GET') return getUpload(registry, repository, reference);
    if (method === 'DELETE') return cancelUpload(registry, repository, reference);
  }
  return error('UNSUPPORTED');
}
