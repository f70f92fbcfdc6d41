// /plugins: none is installed, and no repository of the simulated Hub holds one.
import { json, type Request, type Response } from '../../kernel/message.ts';
import type { Task } from '../../kernel/task.ts';
import { formatReference, parseReference, withDefaultTag } from '../../oci/reference.ts';
import type { Engine } from '../engine.ts';
import { ApiError, errorResponse, errors } from '../errors.ts';
import { credentialsOf, RegistryClient } from '../images/registry-client.ts';
import { resolveManifest } from '../images/resolve-manifest.ts';
import { parseFilters } from '../query.ts';

/** GET /plugins */
export function* listPlugins(_engine: Engine, _params: unknown, { query }: Request): Task<Response> {
  const filters = parseFilters(query['filters'], ['capability', 'enabled']);
  if (filters instanceof ApiError) return errorResponse(filters);
  const wrong = (filters.get('enabled') ?? []).find((value) => !/^(?:true|false|1|0)$/.test(value));
  return wrong === undefined
    ? json(200, [])
    : errorResponse(errors.invalidOption(`invalid filter 'enabled=[${wrong}]'`));
}

/** Whatever is asked of one plugin. */
export function* noSuchPlugin(_engine: Engine, { name }: { name: string }): Task<Response> {
  return errorResponse(errors.pluginNotFound(name));
}

/** GET /plugins/privileges: the first request of an installation asks the registry what `remote` is. */
export function* pluginPrivileges(engine: Engine, _params: unknown, message: Request): Task<Response> {
  const reading = parseReference(message.query['remote'] ?? '');
  if (!reading.ok) return errorResponse(errors.invalidReference(reading.message));
  const reference = withDefaultTag(reading.reference);
  const client = new RegistryClient(engine, reference, 'pull', credentialsOf(message));
  const resolved = yield* resolveManifest(client, reference, undefined);
  const full = formatReference(reference);
  if (!(resolved instanceof ApiError)) return errorResponse(errors.noPluginConfig(full));
  if (resolved.code === 'pull-denied') return errorResponse(errors.resolvePlugin(refusedRepository));
  return errorResponse(
    errors.resolvePlugin(resolved.code === 'manifest-unknown' ? `${full}: not found` : resolved.message),
  );
}

const refusedRepository =
  'pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed';
