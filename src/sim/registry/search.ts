// Docker Hub's search, which is no part of the Distribution API (version 1 of the registry's: GET /v1/search).
import { json } from '../kernel/message.ts';
import type { Request, Response } from '../kernel/message.ts';
import type { Listing } from './catalogue/listing.ts';

/** `q`: words of the name or the description; `n`: results at most (25). The best match comes first, then by stars. */
export function search(listings: readonly Listing[], { query }: Request): Response {
  const term = (query['q'] ?? '').toLowerCase().replace(/^library\//, '');
  const rank = ({ name, description }: Listing): number => {
    if (name === term) return 0;
    if (name.includes(term)) return 1;
    return description.toLowerCase().includes(term) ? 2 : 3;
  };
  const found = listings
    .filter((listing) => rank(listing) < 3)
    .sort((a, b) => rank(a) - rank(b) || b.stars - a.stars || (a.name < b.name ? -1 : 1));
  const results = found.slice(0, Number(query['n'] ?? 25)).map(({ name, description, stars, official }) => ({
    star_count: stars,
    is_official: official,
    name,
    is_automated: false,
    description,
  }));
  return json(200, { query: term, num_results: found.length, results });
}
