// Docker Hub's images. One more image is one more file beside these and its line here.
import { alpine } from './alpine.ts';
import { buildpackDeps } from './buildpack-deps.ts';
import { busybox } from './busybox.ts';
import { catalogueSource } from './catalogue-image.ts';
import { debian } from './debian.ts';
import { helloWorld } from './hello-world.ts';
import { nginx } from './nginx.ts';
import { node } from './node.ts';
import { postgres } from './postgres.ts';
import { python } from './python.ts';
import { redis } from './redis.ts';
import { ubuntu } from './ubuntu.ts';
import type { Source } from '../source.ts';
import type { CatalogueImage } from './catalogue-image.ts';

/** All images that can be pulled. */
export const catalogue: readonly CatalogueImage[] = [
  ...helloWorld,
  ...busybox,
  ...alpine,
  ...debian,
  ...ubuntu,
  ...nginx,
  ...buildpackDeps,
  ...python,
  ...node,
  ...redis,
  ...postgres,
];

/** The images as Docker Hub offers them; nothing is built before its first request. */
export const hubSource: Source = catalogueSource(catalogue);
