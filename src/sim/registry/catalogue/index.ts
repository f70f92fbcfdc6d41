// Docker Hub's images. One more image is one more file beside these and its line here.
import { alpine } from './alpine.ts';
import { busybox } from './busybox.ts';
import { catalogueSource } from './catalogue-image.ts';
import { debian } from './debian.ts';
import { helloWorld } from './hello-world.ts';
import { nginx } from './nginx.ts';
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
];

/** The images as Docker Hub offers them; nothing is built before its first request. */
export const hubSource: Source = catalogueSource(catalogue);
