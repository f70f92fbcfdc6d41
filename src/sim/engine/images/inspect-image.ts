// GET /images/{name}/json, GET /images/{name}/history
import { json, type Request, type Response } from '../../kernel/message.ts';
import type { Task } from '../../kernel/task.ts';
import type { Engine } from '../engine.ts';
import { formatPlatform, matchesPlatform, parsePlatform } from '../../oci/platform.ts';
import { ApiError, errorResponse, errors } from '../errors.ts';
import type { ImageRecord } from '../records.ts';
import { layerFolder } from '../layers/layer-folder.ts';
import { describeImage } from './describe-image.ts';

/** Refuses an image that is for another platform than the one asked for. */
export function refusePlatform(image: ImageRecord, name: string, platform: string | undefined): ApiError | undefined {
  const wanted = parsePlatform(platform ?? '');
  return wanted && !matchesPlatform(image.config, wanted)
    ? errors.otherPlatform(name, formatPlatform(image.config), formatPlatform(wanted))
    : undefined;
}

/** Every field of `docker image inspect`, in Docker's order. */
export function* inspectImage(engine: Engine, params: { name: string }, message: Request): Task<Response> {
  const image = engine.images.resolve(params.name);
  if (image instanceof ApiError) return errorResponse(image);
  const other = refusePlatform(image, params.name, message.query['platform']);
  if (other) return errorResponse(other);
  return json(
    200,
    describeImage(
      image,
      image.layers.map((chain) => layerFolder(chain, engine.layers.get(chain))),
    ),
  );
}

/** The steps that led to the image, newest first. */
export function* imageHistory(engine: Engine, params: { name: string }, message: Request): Task<Response> {
  const image = engine.images.resolve(params.name);
  if (image instanceof ApiError) return errorResponse(image);
  const other = refusePlatform(image, params.name, message.query['platform']);
  if (other) return errorResponse(other);
  const sizes = image.layers.map((chain) => engine.layers.get(chain)?.size ?? 0);
  let layer = 0;
  const rows = image.config.history.map((row) => ({
    Comment: row.comment ?? '',
    Created: Math.floor(createdTime(row.created) / 1000),
    CreatedBy: row.created_by ?? '',
    Id: '<missing>',
    Size: row.empty_layer ? 0 : (sizes[layer++] ?? 0),
    Tags: null as readonly string[] | null,
  }));
  const newest = rows.at(-1);
  if (newest) {
    newest.Id = image.id;
    newest.Tags = image.tags.length > 0 ? image.tags : null;
  }
  // Images that were made here from one another show the ids of those that are still here.
  for (let parent = engine.images.get(image.parent); parent; parent = engine.images.get(parent.parent)) {
    const row = rows[parent.config.history.length - 1];
    if (row && row !== newest) {
      row.Id = parent.id;
      row.Tags = parent.tags.length > 0 ? parent.tags : null;
    }
  }
  return json(200, rows.reverse());
}

function createdTime(text: string | undefined): number {
  const time = Date.parse(text ?? '');
  return Number.isNaN(time) ? 0 : time;
}
