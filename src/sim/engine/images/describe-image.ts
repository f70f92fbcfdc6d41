// The document that `docker image inspect` shows, in Docker's order: a function of the image's record.
import type { ImageConfig } from '../../oci/image-config.ts';
import type { ImageRecord } from '../records.ts';
import { timestamp } from '../times.ts';

/** The whole document. `folders` are those of its layers, lowest first. */
export function describeImage(image: ImageRecord, folders: readonly string[]): object {
  const { config } = image;
  const [top, ...below] = folders.toReversed();
  return {
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
  };
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
