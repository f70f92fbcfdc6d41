// DELETE /images/{name}, POST /images/prune (moby's daemon/images/image_delete.go)
import { json, type Request, type Response } from '../../kernel/message.ts';
import { sleep, type Task } from '../../kernel/task.ts';
import { shortId } from '../../oci/digest.ts';
import { familiarName, familiarReference, parseReference, withDefaultTag } from '../../oci/reference.ts';
import type { Engine } from '../engine.ts';
import { ApiError, errorResponse, errors } from '../errors.ts';
import { emitImageEvent } from './image-event.ts';
import { boolean, danglingFilter, matchesLabels, parseFilters } from '../query.ts';
import type { ImageRecord } from '../records.ts';
import { parseTime } from '../times.ts';
import { refusePlatform } from './inspect-image.ts';
import { createdAt, isParent } from './list-images.ts';

/** One line of what happened. */
export type Removed = { readonly Untagged: string } | { readonly Deleted: string };

/** Untags, and deletes with the last name; `force`, `noprune` keeps untagged parents. */
export function* removeImage(engine: Engine, params: { name: string }, message: Request): Task<Response> {
  const image = engine.images.resolve(params.name);
  const platforms = message.query['platforms'];
  const other = image instanceof ApiError ? undefined : refusePlatform(image, params.name, platforms?.split(',')[0]);
  if (other) return errorResponse(other);
  if (platforms?.includes(',')) return errorResponse(errors.severalPlatforms());
  const idle = engine.busy('removing');
  const removed = remove(engine, params.name, boolean(message.query['force']), !boolean(message.query['noprune']));
  if (!(removed instanceof ApiError)) yield* sleep(20);
  idle();
  return removed instanceof ApiError ? errorResponse(removed) : json(200, removed);
}

function remove(engine: Engine, name: string, force: boolean, prune: boolean): Removed[] | ApiError {
  const image = engine.images.resolve(name);
  if (image instanceof ApiError) return image;
  const byId = isIdOf(image, name);
  const removed: Removed[] = [];
  if (!byId) {
    const refusal = removeByReference(engine, image, name, force, removed);
    if (refusal) return refusal === 'done' ? removed : refusal;
  } else {
    const repositories = new Set(image.tags.map(repositoryOf));
    if (repositories.size > 1 && !force)
      return errors.imageConflict(
        `unable to delete ${shortId(image.id)} (must be forced) - image is referenced in multiple repositories`,
      );
    const refusal = refuseById(engine, image, force);
    if (refusal) return refusal;
    for (const each of namesInOrder(image)) untag(engine, image, each, removed);
  }
  return deleteWith(engine, image, force, prune, removed);
}

const repositoryOf = (name: string): string =>
  name.includes('@') ? name.slice(0, name.indexOf('@')) : name.replace(/:[^:/]*$/, '');

/** Tags each followed by the digests of a repository that has no tag left, as Docker lists them. */
function namesInOrder({ tags, digests }: ImageRecord): string[] {
  const names: string[] = [];
  const seen = new Set<string>();
  const last = new Map(tags.map((tag) => [repositoryOf(tag), tag]));
  for (const tag of tags) {
    names.push(tag);
    const repository = repositoryOf(tag);
    if (last.get(repository) !== tag) continue;
    seen.add(repository);
    names.push(...digests.filter((digest) => repositoryOf(digest) === repository));
  }
  return [...names, ...digests.filter((digest) => !seen.has(repositoryOf(digest)))];
}

const isIdOf = (image: ImageRecord, text: string): boolean =>
  /^(sha256:)?[0-9a-f]{1,64}$/.test(text) &&
  image.id.startsWith(text.startsWith('sha256:') ? text : `sha256:${text}`) &&
  !image.tags.some((tag) => tag === text || tag === `${text}:latest`);

/** `done`: the image stays, it has other names. */
function removeByReference(
  engine: Engine,
  image: ImageRecord,
  name: string,
  force: boolean,
  removed: Removed[],
): ApiError | 'done' | undefined {
  const reading = parseReference(name);
  if (!reading.ok) return errors.invalidReference(reading.message);
  const reference = withDefaultTag(reading.reference);
  const written = familiarReference(
    reference.digest === undefined
      ? reference
      : { domain: reference.domain, path: reference.path, digest: reference.digest },
  );
  const others = [...image.tags, ...image.digests].filter((other) => other !== written);
  const repository = familiarName(reference);
  // With its last tag a repository loses its digests too.
  const lone =
    reference.digest === undefined && !image.tags.some((tag) => tag !== written && repositoryOf(tag) === repository);
  const remaining = lone ? others.filter((other) => repositoryOf(other) !== repository) : others;
  if (remaining.length === 0 && !force) {
    const user = userOf(engine, image);
    if (user !== undefined)
      return errors.imageConflict(
        `unable to remove repository reference "${name}" (must force) - container ${user} is using its referenced image ${shortId(image.id)}`,
      );
  }
  untag(engine, image, written, removed);
  if (lone)
    for (const digest of image.digests.filter((each) => repositoryOf(each) === repository && each !== written))
      untag(engine, image, digest, removed);
  if (remaining.length > 0) return 'done';
  if (force && isUsedByRunning(engine, image) !== undefined) return 'done';
  return undefined;
}

function untag(engine: Engine, image: ImageRecord, name: string, removed: Removed[]): void {
  engine.images.untag(name);
  removed.push({ Untagged: name });
  emitImageEvent(engine, 'untag', image.id);
}

/** Short id of a container that was made from the image. */
function userOf(engine: Engine, image: ImageRecord): string | undefined {
  const users = [...engine.containers.all()].filter(({ record }) => record.image === image.id);
  return (users.find(({ running }) => running) ?? users[0])?.id.slice(0, 12);
}

function isUsedByRunning(engine: Engine, image: ImageRecord): string | undefined {
  for (const { id, record, running } of engine.containers.all())
    if (running && record.image === image.id) return id.slice(0, 12);
  return undefined;
}

function refuseById(engine: Engine, image: ImageRecord, force: boolean): ApiError | undefined {
  const short = shortId(image.id);
  const running = isUsedByRunning(engine, image);
  if (running !== undefined)
    return errors.imageConflict(
      `unable to delete ${short} (cannot be forced) - image is being used by running container ${running}`,
    );
  if (isParent(engine, image.id))
    return errors.imageConflict(`unable to delete ${short} (cannot be forced) - image has dependent child images`);
  const stopped = userOf(engine, image);
  if (stopped !== undefined && !force)
    return errors.imageConflict(
      `unable to delete ${short} (must be forced) - image is being used by stopped container ${stopped}`,
    );
  return undefined;
}

/** Deletes an image that has no names any more, and parents that nobody needs. */
function deleteWith(
  engine: Engine,
  image: ImageRecord,
  force: boolean,
  prune: boolean,
  removed: Removed[],
): Removed[] | ApiError {
  if (isParent(engine, image.id)) return removed;
  const refusal = refuseById(engine, image, true);
  if (refusal) return force ? removed : refusal;
  const gone = engine.images.delete(image.id);
  emitImageEvent(engine, 'delete', image.id);
  removed.push({ Deleted: image.id }, ...gone.map((chainId) => ({ Deleted: chainId })));
  const parent = prune ? engine.images.get(image.parent) : undefined;
  if (parent && parent.tags.length + parent.digests.length === 0 && userOf(engine, parent) === undefined)
    deleteWith(engine, parent, false, prune, removed);
  return removed;
}

/** Removes dangling images; with `dangling=false` all that no container was made from. */
export function* pruneImages(engine: Engine, _params: unknown, message: Request): Task<Response> {
  const filters = parseFilters(message.query['filters'], ['dangling', 'label', 'label!', 'until']);
  if (filters instanceof ApiError) return errorResponse(filters);
  const dangling = danglingFilter(filters) ?? true;
  if (dangling instanceof ApiError) return errorResponse(dangling);
  const [untilText] = filters.get('until') ?? [];
  const until = untilText === undefined ? Infinity : parseTime(untilText, engine.kernel.clock);
  if (until === undefined) return errorResponse(errors.invalidTime(untilText ?? ''));
  const removed: Removed[] = [];
  const before = diskUse(engine);
  for (const image of [...engine.images.all()]) {
    const labels = image.config.config.Labels ?? {};
    if (!engine.images.get(image.id)) continue;
    if (dangling && image.tags.length + image.digests.length > 0) continue;
    if (userOf(engine, image) !== undefined || isParent(engine, image.id) || createdAt(image) > until) continue;
    if (!matchesLabels(filters, 'label', labels)) continue;
    if (filters.has('label!') && matchesLabels(filters, 'label!', labels)) continue;
    for (const name of namesInOrder(image)) untag(engine, image, name, removed);
    deleteWith(engine, { ...image, tags: [], digests: [] }, false, true, removed);
    yield* sleep(5);
  }
  const reclaimed = before - diskUse(engine);
  engine.events.emit('image', 'prune', '', { reclaimed: String(reclaimed) });
  return json(200, { ImagesDeleted: removed.length > 0 ? removed : null, SpaceReclaimed: reclaimed });
}

/** Bytes of all layers, each counted once. */
export function diskUse(engine: Engine): number {
  let sum = 0;
  for (const { size } of engine.layers.present()) sum += size;
  return sum;
}
