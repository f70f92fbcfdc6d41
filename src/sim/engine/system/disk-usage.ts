// GET /system/df
import { json, type Response } from '../../kernel/message.ts';
import type { Task } from '../../kernel/task.ts';
import { listBuildCache } from '../build/route.ts';
import { describe } from '../containers/list.ts';
import type { Engine } from '../engine.ts';
import { createdAt, isShown, sharedSize, summarise } from '../images/list-images.ts';
import { describeVolume } from '../volumes/describe-volume.ts';

/** Sizes of layers, images, containers, volumes and the build cache. */
export function* diskUsage(engine: Engine): Task<Response> {
  const images = [...engine.images.all()]
    .filter((image) => isShown(engine, image))
    .sort((a, b) => createdAt(b) - createdAt(a))
    .map((image) => summarise(engine, image, sharedSize(engine, image)));
  const containers = [...engine.containers.all()].reverse().map((container) => describe(engine, container, true));
  const volumes = [...engine.volumes.all()].map((volume) => ({
    ...describeVolume(volume),
    UsageData: {
      RefCount: engine.volumes.users(volume.name).length,
      Size: engine.volumes.disk(volume.name)?.tree.bytes ?? 0,
    },
  }));
  return json(200, {
    LayersSize: layersSize(engine),
    Images: images,
    Containers: containers,
    Volumes: volumes,
    BuildCache: (yield* listBuildCache(engine)).body,
  });
}

/** Bytes of the layers of all images, each counted once. */
function layersSize(engine: Engine): number {
  const counted = new Set([...engine.images.all()].flatMap(({ layers }) => layers));
  let sum = 0;
  for (const chainId of counted) sum += engine.layers.get(chainId)?.size ?? 0;
  return sum;
}
