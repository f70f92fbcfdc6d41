// GET /images/search: asks the index of Docker Hub, or of the registry that the term names.
import { json, request, type Request, type Response } from '../../kernel/message.ts';
import type { Task } from '../../kernel/task.ts';
import type { Engine } from '../engine.ts';
import { ApiError, errorResponse, errors } from '../errors.ts';
import { boolean, integer, parseFilters, type Filters } from '../query.ts';
import { credentialsOf, RegistryClient } from './registry-client.ts';

/** Results that are asked for when nobody says how many. */
const usualLimit = 25;

interface Found {
  readonly name: string;
  readonly star_count: number;
  readonly is_official: boolean;
}

/** `term`, `limit` (1 to 100), `filters` (`is-official`, `is-automated`, `stars`). */
export function* searchImages(engine: Engine, _params: unknown, message: Request): Task<Response> {
  const { term = '' } = message.query;
  const asked = integer(message.query['limit'], usualLimit);
  if (asked instanceof ApiError) return errorResponse(asked);
  const limit = asked === 0 ? usualLimit : asked;
  const filters = parseFilters(message.query['filters'], ['is-automated', 'is-official', 'stars']);
  if (filters instanceof ApiError) return errorResponse(filters);
  const wrong = wrongValue(filters);
  if (wrong) return errorResponse(wrong);
  if (limit < 1 || limit > 100)
    return errorResponse(errors.invalidOption(`limit ${limit} is outside the range of [1, 100]`));
  const slash = term.indexOf('/');
  const first = slash < 0 ? '' : term.slice(0, slash);
  const host = /[.:]|^localhost$/.test(first) ? first : 'docker.io';
  const client = new RegistryClient(engine, { domain: host, path: '' }, '', credentialsOf(message));
  const query = { q: host === 'docker.io' ? term : term.slice(slash + 1), n: String(limit) };
  const reply = yield* client.send(request('GET', '/v1/search', { query }));
  if (reply instanceof ApiError) return errorResponse(reply);
  if (reply.status !== 200) return errorResponse(errors.registry(`Unexpected status code ${reply.status}`));
  const { results } = reply.body as { results: readonly Found[] };
  return json(
    200,
    results.filter((result) => passes(result, filters)),
  );
}

function wrongValue(filters: Filters): ApiError | undefined {
  for (const name of ['is-automated', 'is-official'])
    for (const value of filters.get(name) ?? [])
      if (!/^(true|false|1|0)$/.test(value)) return errors.invalidFilter(`${name}=[${value}]`);
  for (const value of filters.get('stars') ?? [])
    if (!/^\d+$/.test(value))
      return errors.invalidFilterValue('stars', value, `strconv.Atoi: parsing "${value}": invalid syntax`);
  return undefined;
}

function passes({ star_count, is_official }: Found, filters: Filters): boolean {
  const official = filters.get('is-official')?.[0];
  const stars = Math.max(0, ...(filters.get('stars') ?? []).map(Number));
  // Nothing is built automatically any more: the filter lets through what it says is not.
  const automated = filters.get('is-automated')?.some((value) => boolean(value)) === true;
  return !automated && star_count >= stars && (official === undefined || boolean(official) === is_official);
}
