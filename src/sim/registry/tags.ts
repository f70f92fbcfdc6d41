// Tags of a repository and repositories of a registry, page by page (OCI distribution-spec, § Listing Tags; the catalogue
// of repositories is distribution's own API).
import { json } from '../kernel/message.ts';
import { error } from './errors.ts';
import { tagsOf } from './state.ts';
import type { Request, Response } from '../kernel/message.ts';
import type { Repository } from './state.ts';

/** GET /v2/<name>/tags/list (end-8). */
export function listTags(request: Request, repository: Repository): Response {
  const { name } = repository;
  return page(request, tagsOf(repository), (tags) => ({ name, tags }));
}

/**
 * One page of a sorted list: at most `n` items after `last`. A `Link` header leads to the next page when there is one
 * (RFC 8288).
 */
export function page(request: Request, items: readonly string[], body: (items: readonly string[]) => object): Response {
  const { n, last } = request.query;
  if (n !== undefined && !/^\d+$/.test(n)) return error('PAGINATION_NUMBER_INVALID', { n });
  const rest = last === undefined ? items : items.filter((item) => item > last);
  const shown = n === undefined ? rest : rest.slice(0, Number(n));
  const final = shown.at(-1);
  const next = `<${request.path}?last=${encodeURIComponent(final ?? '')}&n=${n ?? ''}>; rel="next"`;
  return json(200, body(shown), final !== undefined && shown.length < rest.length ? { link: next } : {});
}
