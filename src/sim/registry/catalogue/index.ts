// Docker Hub's images. One more image is one more file beside these and its line here.
import { alpine } from './alpine.ts';
import { buildpackDeps } from './buildpack-deps.ts';
import { busybox } from './busybox.ts';
import { catalogueSource } from './catalogue-image.ts';
import { debian } from './debian.ts';
import { helloWorld } from './hello-world.ts';
import { java } from './java.ts';
import { mysqlImages } from './mysql.ts';
import { nginx } from './nginx.ts';
import { node } from './node.ts';
import { postgres } from './postgres.ts';
import { python } from './python.ts';
import { redis } from './redis.ts';
import { registryImage } from './registry-image.ts';
import { rpmSystems } from './rpm-systems.ts';
import { ubuntu } from './ubuntu.ts';
import { webServers } from './web-servers.ts';
import type { Source } from '../source.ts';
import type { CatalogueImage } from './catalogue-image.ts';

/** All images that can be pulled. */
export const catalogue: readonly CatalogueImage[] = [
  ...helloWorld,
  ...busybox,
  ...alpine,
  ...debian,
  ...ubuntu,
  ...rpmSystems,
  ...nginx,
  ...webServers,
  ...buildpackDeps,
  ...python,
  ...node,
  ...java,
  ...redis,
  ...postgres,
  ...mysqlImages,
  ...registryImage,
];

/** The images as Docker Hub offers them; nothing is built before its first request. */
export const hubSource: Source = catalogueSource(catalogue);
