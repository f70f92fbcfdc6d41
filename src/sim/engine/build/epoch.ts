// SOURCE_DATE_EPOCH: a time that files made by a build get; another one is another result.
import type { Ingredients } from './build-record.ts';
import type { BuildRequest } from './request.ts';

/** What the epoch adds to the ingredients of a step that makes files itself. */
export function epochOf({ args }: BuildRequest): Ingredients['facts'] {
  const value = args['SOURCE_DATE_EPOCH'];
  return value === undefined ? [] : [{ about: 'argument', name: 'SOURCE_DATE_EPOCH', value }];
}
