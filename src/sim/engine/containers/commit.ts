// POST /commit: an image of a container's files and configuration.
import { layerChanges } from '../../computer/filesystem/layer.ts';
import { json, type Request, type Response } from '../../kernel/message.ts';
import { load, sleep, type Task } from '../../kernel/task.ts';
import { chainIdAbove } from '../../oci/chain-id.ts';
import type { ChainId } from '../../oci/digest.ts';
import type { HistoryEntry, ImageConfig } from '../../oci/image-config.ts';
import { imageId } from '../../oci/image-config.ts';
import { createLayer } from '../../oci/layer.ts';
import { familiarReference, parseReference, withDefaultTag, type Reference } from '../../oci/reference.ts';
import type { Engine } from '../engine.ts';
import { ApiError, errorResponse, errors } from '../errors.ts';
import { emitImageEvent } from '../images/image-event.ts';
import { isTooDeepToStore } from '../layers/depth.ts';
import { entriesOf } from '../layers/changes.ts';
import { unpack } from '../layers/unpack.ts';
import { boolean } from '../query.ts';
import { timestamp } from '../times.ts';
import type { Container } from './container.ts';
import type { CreateBody } from './create-body.ts';
import { freeze, thaw } from './pause.ts';

const loadChanges = () => import('../images/apply-changes.ts');

/** `container`, `repo`, `tag`, `comment`, `author`, `changes` (Dockerfile instructions, one a line), `pause`. */
export function* commitContainer(engine: Engine, _params: unknown, message: Request): Task<Response> {
  const { query } = message;
  const container = engine.containers.find(query['container'] ?? '');
  if (container instanceof ApiError) return errorResponse(container);
  const reference = targetOf(query['repo'] ?? '', query['tag'] ?? '');
  if (reference instanceof ApiError) return errorResponse(reference);
  const before = configOf(container, message.body as CreateBody | undefined);
  const config =
    query['changes'] === undefined ? before : (yield* load(loadChanges)).applyChanges(before, query['changes']);
  if (config instanceof ApiError) return errorResponse(config);
  const pauses = boolean(query['pause'], true) && container.record.state === 'running';
  const idle = engine.busy('committing');
  if (pauses) freeze(container);
  try {
    yield* sleep(30 + container.disk.tree.bytes / 60_000);
    const id = commit(engine, container, config, query['comment'] ?? '', query['author'] ?? '');
    if (id instanceof ApiError) return errorResponse(id);
    emitImageEvent(engine, 'create', id);
    if (reference) {
      engine.images.tag(id, reference, engine.kernel.clock);
      emitImageEvent(engine, 'tag', id, familiarReference(reference));
    }
    container.emit('commit', {
      comment: query['comment'] ?? '',
      imageID: id,
      imageRef: reference ? familiarReference(reference) : '',
    });
    return json(201, { Id: id });
  } finally {
    if (pauses && container.may('unpause')) thaw(container);
    idle();
  }
}

function targetOf(repo: string, tag: string): Reference | undefined | ApiError {
  if (repo === '') return undefined;
  const reading = parseReference(tag === '' ? repo : `${repo}:${tag}`);
  return reading.ok ? withDefaultTag(reading.reference) : errors.invalidReference(reading.message);
}

/** The configuration that an image of the container has: the container's own, without what belongs to one run. */
function configOf(container: Container, body: CreateBody | undefined): ImageConfig['config'] {
  const { config } = container.record;
  const base: ImageConfig['config'] = {
    User: config.User,
    ...(config.ExposedPorts
      ? { ExposedPorts: config.ExposedPorts as NonNullable<ImageConfig['config']['ExposedPorts']> }
      : {}),
    Env: config.Env ?? [],
    Cmd: config.Cmd,
    ...(config.Healthcheck ? { Healthcheck: config.Healthcheck } : {}),
    ...(config.Volumes ? { Volumes: config.Volumes as NonNullable<ImageConfig['config']['Volumes']> } : {}),
    WorkingDir: config.WorkingDir,
    Entrypoint: config.Entrypoint,
    OnBuild: config.OnBuild,
    Labels: config.Labels,
    ...(config.StopSignal ? { StopSignal: config.StopSignal } : {}),
  };
  return body?.Cmd && body.Cmd.length > 0 ? { ...base, Cmd: body.Cmd } : base;
}

function commit(
  engine: Engine,
  container: Container,
  config: ImageConfig['config'],
  comment: string,
  author: string,
): string | ApiError {
  const { record } = container;
  const created = timestamp(engine.kernel.clock);
  const history: HistoryEntry = {
    created,
    created_by: record.command.join(' '),
    ...(author === '' ? {} : { author }),
    ...(comment === '' ? {} : { comment }),
  };
  const base = container.imageConfig;
  const changes = layerChanges(container.disk.tree);
  const { layers } = engine;
  const below = container.imageLayers;
  if (isTooDeepToStore(below)) return errors.maxDepth();
  let chain = [...below];
  let diffIds = base.rootfs.diff_ids;
  if (changes.length > 0) {
    const layer = createLayer(entriesOf(changes, engine.kernel.clock));
    const parent = below.at(-1);
    const chainId = chainIdAbove(parent as ChainId | undefined, layer.diffId);
    if (!layers.has(chainId)) {
      layers.announce({
        chainId,
        diffId: layer.diffId,
        digest: '',
        parent: parent ?? '',
        compressedSize: 0,
        createdBy: history.created_by ?? '',
      });
      layers.complete(chainId, 'create', layer, unpack(layers.tree(parent), layer));
    }
    chain = [...chain, chainId];
    diffIds = [...diffIds, layer.diffId];
  }
  const image: ImageConfig = {
    ...base,
    created,
    ...(author === '' ? {} : { author }),
    docker_version: '28.5.2',
    config,
    rootfs: { type: 'layers', diff_ids: diffIds },
    history: [...base.history, changes.length > 0 ? history : { ...history, empty_layer: true }],
  };
  const id = imageId(image);
  engine.images.add(id, image, chain, record.image);
  return id;
}
