// The image that a stage begins with, or that COPY --from names: here already, or from its registry.
import { Latch } from '../../kernel/trigger.ts';
import type { Task } from '../../kernel/task.ts';
import type { ImageConfig } from '../../oci/image-config.ts';
import {
  familiarReference,
  formatReference,
  parseReference,
  withDefaultTag,
  type Reference,
} from '../../oci/reference.ts';
import { matchesPlatform, parsePlatform } from '../../oci/platform.ts';
import type { Engine } from '../engine.ts';
import { ApiError } from '../errors.ts';
import { fetchImage } from '../images/pull.ts';
import { ProgressOutput } from '../images/progress.ts';
import { cacheOf } from './cache.ts';
import type { Snapshot } from './snapshot.ts';
import type { BuildProgress } from './status.ts';

/** A base with its place in a build. */
export interface BaseImage {
  readonly snapshot: Snapshot;
  readonly config: ImageConfig;
  /** As steps name it; with its digest when it came from a registry. */
  readonly name: string;
  /** How a named context is shown in place of `FROM`; empty: not at all. */
  readonly context?: string;
  /** Digest of its manifest, of its configuration when that is not known. */
  readonly digest: string;
}

/** Why there is none. */
export interface BaseFailure {
  readonly failure: string;
}

/** Finds an image, telling of it as `load metadata`; the failure is what the build ends with. */
export function* loadBase(
  engine: Engine,
  text: string,
  platform: string,
  pull: boolean,
  progress: BuildProgress,
): Task<BaseImage | BaseFailure> {
  const reading = parseReference(text);
  if (!reading.ok) return { failure: `failed to parse stage name "${text}": ${reading.message}` };
  const reference = withDefaultTag(reading.reference);
  const full = formatReference(reference);
  const vertex = progress.vertex(`[internal] load metadata for ${full}`).start();
  const local = pull ? undefined : engine.images.resolve(text);
  const wanted = platform === '' ? undefined : parsePlatform(platform);
  if (local && !(local instanceof ApiError) && (!wanted || matchesPlatform(local.config, wanted))) {
    vertex.done();
    return {
      snapshot: { chain: local.layers, diffIds: local.config.rootfs.diff_ids },
      config: local.config,
      name: full,
      digest: local.digests[0]?.split('@')[1] ?? local.id,
    };
  }
  const fetched = yield* fetch(engine, reference, platform);
  if (fetched instanceof ApiError) {
    const why = reasonOf(fetched, full);
    vertex.fail(why);
    return { failure: `${text}: failed to resolve source metadata for ${full}: ${why}` };
  }
  vertex.done();
  return fetched;
}

function reasonOf(error: ApiError, full: string): string {
  if (error.code === 'pull-denied')
    return 'pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed';
  return error.code === 'manifest-unknown' ? `${full}: not found` : error.message;
}

/** Pulls it into the build cache: the images that the user sees do not change. */
function* fetch(engine: Engine, reference: Reference, platform: string): Task<BaseImage | ApiError> {
  const { images } = engine;
  const familiar = familiarReference(reference);
  const before = images.idOf(familiar);
  const known = new Set([...images.all()].map(({ id }) => id));
  const output = new ProgressOutput();
  const wanted = platform === '' ? undefined : parsePlatform(platform);
  const failure = yield* fetchImage(engine, reference, wanted, undefined, output, new Latch());
  if (failure) return failure;
  const image = images.resolve(familiar);
  if (image instanceof ApiError) return image;
  const digest =
    image.digests.find((name) => name.startsWith(`${familiar.replace(/:[^:/]+$/, '')}@`))?.split('@')[1] ?? '';
  const snapshot = { chain: image.layers, diffIds: image.config.rootfs.diff_ids };
  cacheOf(engine).put(`base ${image.id}`, {
    snapshot,
    description: `pulled from ${formatReference(reference)}`,
    ingredients: { instruction: 'FROM', facts: [], content: '', files: {} },
    parent: '',
    place: '',
    base: { name: formatReference(reference), config: image.config },
  });
  if (before !== image.id) {
    images.untag(familiar);
    if (before !== undefined) images.tag(before, reference, engine.kernel.clock);
  }
  if (!known.has(image.id)) {
    for (const name of image.digests) images.untag(name);
    images.delete(image.id);
  }
  return { snapshot, config: image.config, name: `${formatReference(reference)}@${digest}`, digest };
}
