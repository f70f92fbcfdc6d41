// POST /images/create?fromSrc=: an image of a plain file archive (`docker import`).
import { json, type Request, type Response } from '../../kernel/message.ts';
import { load, sleep, type Task } from '../../kernel/task.ts';
import { receive } from '../containers/archive.ts';
import { chainIdAbove } from '../../oci/chain-id.ts';
import { imageId, type ImageConfig } from '../../oci/image-config.ts';
import { createLayer } from '../../oci/layer.ts';
import { familiarReference, parseReference, withDefaultTag } from '../../oci/reference.ts';
import { readTar } from '../../oci/tar-read.ts';
import type { Engine } from '../engine.ts';
import { ApiError, errorResponse, errors } from '../errors.ts';
import { emitImageEvent } from './image-event.ts';
import { emptyTree } from '../layers/empty-tree.ts';
import { unpack } from '../layers/unpack.ts';
import { timestamp } from '../times.ts';
import { parsePlatform } from '../../oci/platform.ts';
import { ProgressOutput } from './progress.ts';

const loadChanges = () => import('./apply-changes.ts');

/** `repo`, `tag`, `message`, `changes`; the archive is the body or the upload. */
export function* importImage(engine: Engine, message: Request): Task<Response> {
  const platform = parsePlatform(message.query['platform'] ?? '') ?? { os: 'linux', architecture: 'amd64' };
  const { fromSrc = '', repo = '', tag = '', message: comment = '', changes } = message.query;
  if (fromSrc !== '-') return errorResponse(errors.notSimulated(`import from ${fromSrc}`));
  const reading = repo === '' ? undefined : parseReference(tag === '' ? repo : `${repo}:${tag}`);
  if (reading && !reading.ok) return errorResponse(errors.invalidReference(reading.message));
  const config = changes === undefined ? {} : (yield* load(loadChanges)).applyChanges({}, changes);
  if (config instanceof ApiError) return errorResponse(config);
  const archive = readTar(yield* receive(message));
  const output = new ProgressOutput();
  if (!archive.ok) return errorResponse(errors.tarRubbish(archive.message));
  yield* sleep(20);
  const layer = createLayer(archive.entries);
  const chainId = chainIdAbove(undefined, layer.diffId);
  const { layers } = engine;
  if (!layers.has(chainId)) {
    layers.announce({
      chainId,
      diffId: layer.diffId,
      digest: '',
      parent: '',
      compressedSize: 0,
      createdBy: '',
    });
    layers.complete(chainId, 'create', layer, unpack(emptyTree, layer));
  }
  const created = timestamp(engine.kernel.clock);
  const image: ImageConfig = {
    created,
    architecture: platform.architecture,
    os: platform.os,
    ...(platform.variant === undefined ? {} : { variant: platform.variant }),
    docker_version: '28.5.2',
    config,
    rootfs: { type: 'layers', diff_ids: [layer.diffId] },
    history: [{ created, comment: comment === '' ? 'Imported from -' : comment }],
  };
  const id = imageId(image);
  engine.images.add(id, image, [chainId], '');
  if (reading) {
    const reference = withDefaultTag(reading.reference);
    engine.images.tag(id, reference, engine.kernel.clock);
    emitImageEvent(engine, 'tag', id, familiarReference(reference));
  }
  emitImageEvent(engine, 'import', id);
  output.status(id);
  output.end();
  return { ...json(200, undefined), stream: output.pipe };
}
