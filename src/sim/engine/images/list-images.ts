// GET /images/json
import { json, type Request, type Response } from '../../kernel/message.ts';
import type { Task } from '../../kernel/task.ts';
import { parseReference } from '../../oci/reference.ts';
import type { Engine } from '../engine.ts';
import { ApiError, errorResponse, errors } from '../errors.ts';
import { boolean, danglingFilter, matchesLabels, parseFilters, type Filters } from '../query.ts';
import type { ImageRecord } from '../records.ts';
import { parseTime } from '../times.ts';

const accepted = ['before', 'dangling', 'label', 'reference', 'since', 'until'];

/** Images, newest first. Those that are only steps on the way to others are shown with `all`. */
export function* listImages(engine: Engine, _params: unknown, message: Request): Task<Response> {
  const { query } = message;
  const filters = parseFilters(query['filters'], accepted);
  if (filters instanceof ApiError) return errorResponse(filters);
  const selection = select(engine, filters);
  if (selection instanceof ApiError) return errorResponse(selection);
  const shared = boolean(query['shared-size']);
  const rows = [...engine.images.all()]
    .filter((image) => boolean(query['all']) || isShown(engine, image))
    .flatMap((image) => selection(image))
    .sort((a, b) => createdAt(b.image) - createdAt(a.image))
    .map(({ image, tags, digests }) =>
      summarise(engine, { ...image, tags, digests }, shared ? sharedSize(engine, image) : -1),
    );
  return json(200, rows);
}

/** When an image was made, ms since 1970. */
export const createdAt = ({ config }: ImageRecord): number => {
  const time = Date.parse(config.created ?? '');
  return Number.isNaN(time) ? 0 : time;
};

/** Whether an image is listed without being asked for: it has a name, or nothing was made from it. */
export const isShown = (engine: Engine, { id, tags, digests }: ImageRecord): boolean =>
  tags.length + digests.length > 0 || !isParent(engine, id);

/** Whether another image was made from this one. */
export function isParent(engine: Engine, id: string): boolean {
  for (const { parent } of engine.images.all()) if (parent === id) return true;
  return false;
}

interface Selected {
  readonly image: ImageRecord;
  readonly tags: readonly string[];
  readonly digests: readonly string[];
}

function select(engine: Engine, filters: Filters): ((image: ImageRecord) => Selected[]) | ApiError {
  const bound = (name: 'before' | 'since'): ImageRecord | undefined | ApiError => {
    const [value] = filters.get(name) ?? [];
    return value === undefined ? undefined : engine.images.resolve(value);
  };
  const before = bound('before');
  if (before instanceof ApiError) return before;
  const since = bound('since');
  if (since instanceof ApiError) return since;
  const dangling = danglingFilter(filters);
  if (dangling instanceof ApiError) return dangling;
  const [untilText] = filters.get('until') ?? [];
  const until = untilText === undefined ? Infinity : parseTime(untilText, engine.kernel.clock);
  if (until === undefined) return errors.invalidTime(untilText ?? '');
  const patterns = filters.get('reference') ?? [];
  return (image) => {
    const isDangling = image.tags.length === 0 && image.digests.length === 0;
    if (before && createdAt(image) >= createdAt(before)) return [];
    if (since && createdAt(image) <= createdAt(since)) return [];
    if (createdAt(image) > until) return [];
    if (dangling !== undefined && dangling !== isDangling) return [];
    if (!matchesLabels(filters, 'label', image.config.config.Labels ?? {})) return [];
    if (patterns.length === 0) return [{ image, tags: image.tags, digests: image.digests }];
    const suits = (name: string): boolean => patterns.some((pattern) => matchesReference(name, pattern));
    const tags = image.tags.filter(suits);
    const digests = image.digests.filter(suits);
    return tags.length + digests.length > 0 ? [{ image, tags, digests }] : [];
  };
}

/** Go's path.Match on the familiar form, with and without its tag. */
export function matchesReference(name: string, pattern: string): boolean {
  const expression = new RegExp(
    `^${pattern
      .replace(/[.+^${}()|\\]/g, '\\$&')
      .replace(/\*/g, '[^/]*')
      .replace(/\?/g, '[^/]')}$`,
  );
  const repository = name.includes('@') ? name.slice(0, name.indexOf('@')) : name.replace(/:[^:/]*$/, '');
  const parsed = parseReference(pattern);
  const normal =
    parsed.ok && parsed.reference.domain === 'docker.io'
      ? pattern.replace(/^(docker\.io\/)?(library\/)?/, '')
      : pattern;
  return expression.test(name) || expression.test(repository) || name === normal || repository === normal;
}

/** Bytes of the layers that other images have too. */
export function sharedSize(engine: Engine, image: ImageRecord): number {
  return image.layers.reduce((sum, chainId) => {
    const layer = engine.layers.get(chainId);
    return sum + (layer && layer.references > 1 ? layer.size : 0);
  }, 0);
}

/** One row of the list. */
export function summarise(engine: Engine, image: ImageRecord, shared: number): object {
  let containers = 0;
  for (const { record } of engine.containers.all()) if (record.image === image.id) containers++;
  return {
    Containers: containers,
    Created: Math.floor(createdAt(image) / 1000),
    Id: image.id,
    Labels: image.config.config.Labels ?? null,
    ParentId: image.parent,
    RepoDigests: image.digests,
    RepoTags: image.tags,
    SharedSize: shared,
    Size: image.size,
  };
}
