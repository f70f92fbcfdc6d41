// GET /images/{name}/json, GET /images/{name}/history
import { json, type Request, type Response } from '../../kernel/message.ts';
import type { Task } from '../../kernel/task.ts';
import type { Engine } from '../engine.ts';
import { formatPlatform, matchesPlatform, parsePlatform } from '../../oci/platform.ts';
import { ApiError, errorResponse, errors } from '../errors.ts';
import type { ImageRecord } from '../records.ts';
import { layerFolder } from '../layers/layer-folder.ts';
import type { ImageConfig } from '../../oci/image-config.ts';
import { timestamp } from '../times.ts';

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
  const { config } = image;
  const [top, ...below] = image.layers.toReversed().map((chain) => layerFolder(engine, chain));
  return json(200, {
    Id: image.id,
    RepoTags: image.tags,
    RepoDigests: image.digests,
    Parent: image.parent,
    Comment: config.history.at(-1)?.comment ?? '',
    Created: config.created ?? '',
    DockerVersion: config.docker_version ?? '',
    Author: config.author ?? '',
    Architecture: config.architecture,
    ...(config.variant ? { Variant: config.variant } : {}),
    Os: config.os,
    Size: image.size,
    GraphDriver: {
      Data:
        top === undefined
          ? null
          : {
              ...(below.length > 0 ? { LowerDir: below.map((path) => `${path}/diff`).join(':') } : {}),
              MergedDir: `${top}/merged`,
              UpperDir: `${top}/diff`,
              WorkDir: `${top}/work`,
            },
      Name: 'overlay2',
    },
    RootFS: { Type: 'layers', ...(image.layers.length > 0 ? { Layers: config.rootfs.diff_ids } : {}) },
    Metadata: { LastTagTime: timestamp(image.lastTagged) },
    Config: sortedConfig(config.config),
  });
}

/** An image's configuration as inspect shows it: keys sorted, some always there. */
function sortedConfig(config: ImageConfig['config']): object {
  const always = {
    Cmd: config.Cmd && config.Cmd.length > 0 ? config.Cmd : null,
    Entrypoint: config.Entrypoint && config.Entrypoint.length > 0 ? config.Entrypoint : null,
    Env: config.Env && config.Env.length > 0 ? config.Env : null,
    Labels: config.Labels ?? null,
    OnBuild: config.OnBuild && config.OnBuild.length > 0 ? config.OnBuild : null,
    User: config.User ?? '',
    Volumes: config.Volumes ?? null,
    WorkingDir: config.WorkingDir ?? '',
  };
  return sorted({ ...config, ...always });
}

/** Go writes maps in order of their keys. */
function sorted(record: object): object {
  const entries = Object.entries(record as Record<string, unknown>)
    .filter(([, value]) => value !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => [
      name,
      typeof value === 'object' && value !== null && !Array.isArray(value) ? sorted(value) : value,
    ]);
  return Object.fromEntries(entries) as object;
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
