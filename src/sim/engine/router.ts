// The route table: the Engine API's own methods and paths, each with the function that answers (v1.51).
import type { Exchange, Request, Response, Service } from '../kernel/message.ts';
import type { Task } from '../kernel/task.ts';
import { exportContainer, getArchive, putArchive } from './containers/archive.ts';
import { attachContainer } from './containers/attach.ts';
import { containerChanges } from './containers/changes.ts';
import { commitContainer } from './containers/commit.ts';
import { createContainer } from './containers/create.ts';
import { inspectContainer } from './containers/inspect.ts';
import { listContainers } from './containers/list.ts';
import { containerLogs } from './containers/logs.ts';
import { pauseContainer, unpauseContainer } from './containers/pause.ts';
import { pruneContainers, removeContainer } from './containers/remove.ts';
import { renameContainer } from './containers/rename.ts';
import { resizeContainer } from './containers/resize.ts';
import { startContainer } from './containers/start.ts';
import { containerStats } from './containers/stats.ts';
import { killContainer, restartContainer, stopContainer } from './containers/stop.ts';
import { topContainer } from './containers/top.ts';
import { updateContainer } from './containers/update.ts';
import { waitContainer } from './containers/wait.ts';
import {
  buildImage,
  listBuildCache,
  listBuildHistory,
  pruneBuildCache,
  readBuildLogs,
  removeBuild,
} from './build/route.ts';
import type { Engine } from './engine.ts';
import { errorResponse, errors, type ApiError } from './errors.ts';
import { createExec, inspectExec, resizeExec, startExec } from './exec/routes.ts';
import { imageHistory, inspectImage } from './images/inspect-image.ts';
import { listImages } from './images/list-images.ts';
import { pullImage } from './images/pull.ts';
import { pushImage } from './images/push.ts';
import { pruneImages, removeImage } from './images/remove-image.ts';
import { loadImages, saveImages } from './images/save-load.ts';
import { searchImages } from './images/search.ts';
import { tagImage } from './images/tag-image.ts';
import { connectNetwork, disconnectNetwork } from './networks/connect.ts';
import { createNetwork } from './networks/create-network.ts';
import { inspectNetwork, listNetworks } from './networks/inspect-network.ts';
import { pruneNetworks, removeNetwork } from './networks/remove-network.ts';
import { listPlugins, noSuchPlugin, pluginPrivileges } from './plugins/plugins.ts';
import { authenticate } from './system/auth.ts';
import { diskUsage } from './system/disk-usage.ts';
import { streamEvents } from './system/events-route.ts';
import { commonHeaders, info, ping, version } from './system/version.ts';
import { createVolume, inspectVolume, listVolumes, pruneVolumes, removeVolume } from './volumes/volumes.ts';

/** What a path's placeholders matched, percent-decoded. */
export type Params = Readonly<Record<string, string>>;

/** Answers one kind of request. */
export type Handler = (engine: Engine, params: never, message: Request, exchange: Exchange) => Task<Response>;

/** A row of the table. `{id}` matches a path segment, `{name...}` several, since names of images have slashes. */
export interface Route {
  readonly method: Request['method'];
  readonly path: string;
  readonly handler: Handler;
}

const route = (method: Request['method'], path: string, handler: Handler): Route => ({ method, path, handler });

/** Every route that is simulated. Of two that match, the earlier answers. */
export const routes: readonly Route[] = [
  route('GET', '/_ping', ping),
  route('HEAD', '/_ping', ping),
  route('GET', '/version', version),
  route('GET', '/info', info),
  route('GET', '/events', streamEvents),
  route('GET', '/system/df', diskUsage),
  route('POST', '/auth', authenticate),

  route('GET', '/containers/json', listContainers),
  route('POST', '/containers/create', createContainer),
  route('POST', '/containers/prune', pruneContainers),
  route('GET', '/containers/{id}/json', inspectContainer),
  route('GET', '/containers/{id}/logs', containerLogs),
  route('GET', '/containers/{id}/top', topContainer),
  route('GET', '/containers/{id}/stats', containerStats),
  route('GET', '/containers/{id}/changes', containerChanges),
  route('GET', '/containers/{id}/export', exportContainer),
  route('GET', '/containers/{id}/archive', getArchive),
  route('HEAD', '/containers/{id}/archive', getArchive),
  route('PUT', '/containers/{id}/archive', putArchive),
  route('POST', '/containers/{id}/start', startContainer),
  route('POST', '/containers/{id}/stop', stopContainer),
  route('POST', '/containers/{id}/restart', restartContainer),
  route('POST', '/containers/{id}/kill', killContainer),
  route('POST', '/containers/{id}/pause', pauseContainer),
  route('POST', '/containers/{id}/unpause', unpauseContainer),
  route('POST', '/containers/{id}/wait', waitContainer),
  route('POST', '/containers/{id}/attach', attachContainer),
  route('POST', '/containers/{id}/resize', resizeContainer),
  route('POST', '/containers/{id}/rename', renameContainer),
  route('POST', '/containers/{id}/update', updateContainer),
  route('POST', '/containers/{id}/exec', createExec),
  route('DELETE', '/containers/{id}', removeContainer),
  route('POST', '/commit', commitContainer),

  route('POST', '/exec/{id}/start', startExec),
  route('POST', '/exec/{id}/resize', resizeExec),
  route('GET', '/exec/{id}/json', inspectExec),

  route('GET', '/images/json', listImages),
  route('POST', '/images/create', pullImage),
  route('POST', '/images/load', loadImages),
  route('POST', '/images/prune', pruneImages),
  route('GET', '/images/search', searchImages),
  route('GET', '/images/get', saveImages),
  route('GET', '/images/{name...}/json', inspectImage),
  route('GET', '/images/{name...}/history', imageHistory),
  route('GET', '/images/{name...}/get', saveImages),
  route('POST', '/images/{name...}/tag', tagImage),
  route('POST', '/images/{name...}/push', pushImage),
  route('DELETE', '/images/{name...}', removeImage),

  route('GET', '/networks', listNetworks),
  route('POST', '/networks/create', createNetwork),
  route('POST', '/networks/prune', pruneNetworks),
  route('GET', '/networks/{id}', inspectNetwork),
  route('POST', '/networks/{id}/connect', connectNetwork),
  route('POST', '/networks/{id}/disconnect', disconnectNetwork),
  route('DELETE', '/networks/{id}', removeNetwork),

  route('GET', '/volumes', listVolumes),
  route('POST', '/volumes/create', createVolume),
  route('POST', '/volumes/prune', pruneVolumes),
  route('GET', '/volumes/{name}', inspectVolume),
  route('DELETE', '/volumes/{name}', removeVolume),

  route('GET', '/plugins', listPlugins),
  route('GET', '/plugins/privileges', pluginPrivileges),
  route('GET', '/plugins/{name...}/json', noSuchPlugin),
  route('POST', '/plugins/{name...}/enable', noSuchPlugin),
  route('POST', '/plugins/{name...}/disable', noSuchPlugin),
  route('POST', '/plugins/{name...}/set', noSuchPlugin),
  route('POST', '/plugins/{name...}/push', noSuchPlugin),
  route('POST', '/plugins/{name...}/upgrade', noSuchPlugin),
  route('DELETE', '/plugins/{name...}', noSuchPlugin),

  route('POST', '/build', buildImage),
  route('GET', '/build/cache', listBuildCache),
  route('POST', '/build/prune', pruneBuildCache),
  route('GET', '/build/history', listBuildHistory),
  route('GET', '/build/history/{id}/logs', readBuildLogs),
  route('DELETE', '/build/history/{id}', removeBuild),
];

/** Parts of the API that a daemon outside a swarm refuses. */
const swarmPaths = /^\/(?:swarm|services|nodes|secrets|configs|tasks)(?:\/|$)/;

/** Parts of the API that are real but not simulated. */
const unsimulated = /^\/(?:build|session|distribution|grpc)(?:\/|$)/;

interface Compiled extends Route {
  readonly segments: readonly string[];
}

const compiled = new Map<string, Compiled[]>();
for (const each of routes) {
  const segments = each.path.split('/').slice(1);
  const key = `${each.method} ${segments[0] ?? ''}`;
  compiled.set(key, [...(compiled.get(key) ?? []), { ...each, segments }]);
}

/** The route of a request and what its placeholders matched. */
export function matchRoute(method: string, path: string): { route: Route; params: Params } | undefined {
  const parts = path.split('/').slice(1);
  for (const candidate of compiled.get(`${method} ${parts[0] ?? ''}`) ?? []) {
    const params = match(candidate.segments, parts);
    if (params) return { route: candidate, params };
  }
  return undefined;
}

function match(segments: readonly string[], parts: readonly string[]): Params | undefined {
  const params: Record<string, string> = {};
  for (let index = 0, at = 0; index < segments.length || at < parts.length; index++, at++) {
    const segment = segments[index];
    const part = parts[at];
    if (segment === undefined || part === undefined) return undefined;
    if (segment.endsWith('...}')) {
      const after = segments.length - index - 1;
      const end = parts.length - after;
      if (end <= at) return undefined;
      params[segment.slice(1, -4)] = decodeURIComponent(parts.slice(at, end).join('/'));
      at = end - 1;
    } else if (segment.startsWith('{')) {
      if (part === '') return undefined;
      params[segment.slice(1, -1)] = decodeURIComponent(part);
    } else if (segment !== part) return undefined;
  }
  return params;
}

/** The daemon's end of the API: takes the version off the path, finds the route, answers with the common headers. */
export function serviceOf(engine: Engine): Service {
  return function* (message, exchange): Task<Response> {
    const prefix = /^\/v(\d+)\.(\d+)(?=\/)/.exec(message.path);
    if (prefix) {
      const [text, major = '', minor = ''] = prefix;
      if (major !== '1' || Number(minor) > 51) return refuse(errors.clientTooNew(text.slice(2)));
      if (Number(minor) < 24) return refuse(errors.clientTooOld(text.slice(2)));
    }
    const path = prefix ? message.path.slice(prefix[0].length) : message.path;
    const found = matchRoute(message.method, path);
    if (!found) return refuse(whyNot(path, message.method));
    const response = yield* found.route.handler(engine, found.params as never, message, exchange);
    // No spread: with names of its own after a first one, each answer's headers would be a hidden class of their own.
    return { ...response, headers: Object.assign({}, commonHeaders, response.headers) };
  };
}

function whyNot(path: string, method: string): ApiError {
  if (swarmPaths.test(path)) return errors.notInSwarm();
  if (unsimulated.test(path)) return errors.notSimulated(`${method} ${path}`);
  return errors.pageNotFound();
}

function refuse(error: ApiError): Response {
  return errorResponse(error);
}
