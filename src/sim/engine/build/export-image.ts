// The image of a finished stage: its configuration, its names.
import { sleep, type Task } from '../../kernel/task.ts';
import { imageId, type ImageConfig } from '../../oci/image-config.ts';
import { familiarReference, formatReference, parseReference, withDefaultTag } from '../../oci/reference.ts';
import { timestamp } from '../times.ts';
import type { Builder } from './builder.ts';
import type { StageState } from './state.ts';
import { emitImageEvent } from '../images/image-event.ts';

/** Stores the image and names it; its id. */
export function* exportImage(builder: Builder, state: StageState): Task<string> {
  const { engine, progress, request } = builder;
  const vertex = progress.vertex('exporting to image').start();
  yield* sleep(10);
  vertex.status('exporting layers', true);
  if (request.inlineCache) vertex.status('preparing layers for inline cache', true);
  const config = imageOf(builder, state);
  const id = imageId(config);
  engine.images.add(id, config, state.snapshot.chain, '');
  vertex.status(`writing image ${id}`, true);
  for (const tag of request.tags) {
    const reading = parseReference(tag);
    if (!reading.ok) throw new Error(`bad tag ${tag}`);
    const reference = withDefaultTag(reading.reference);
    engine.images.tag(id, reference, engine.kernel.clock);
    emitImageEvent(engine, 'tag', id, familiarReference(reference));
    vertex.status(
      `naming to ${formatReference(reading.reference.tag === undefined ? reading.reference : reference)}`,
      true,
    );
  }
  vertex.done();
  return id;
}

/** The configuration, with the labels of the command line. */
export function imageOf({ request, engine }: Builder, state: StageState): ImageConfig {
  const { labels } = request;
  const config =
    Object.keys(labels).length > 0 ? { ...state.config, Labels: { ...state.config.Labels, ...labels } } : state.config;
  const created = state.created ?? timestamp(engine.kernel.clock);
  return {
    created,
    ...(state.author === undefined ? {} : { author: state.author }),
    architecture: state.architecture,
    ...(state.variant === undefined ? {} : { variant: state.variant }),
    os: state.os,
    config,
    rootfs: { type: 'layers', diff_ids: state.snapshot.diffIds },
    history: state.history.map((row) => (row.created === undefined ? { ...row, created } : row)),
  };
}
