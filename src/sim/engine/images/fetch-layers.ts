// The layers of a pull: downloaded three at a time, checked, unpacked one on the other; each at most once however many pull it.
import type { Reply } from '../../kernel/message.ts';
import { all, sleep, type Task } from '../../kernel/task.ts';
import { Latch } from '../../kernel/trigger.ts';
import { layerMachine } from '../../machines/layer.ts';
import { legal } from '../../machines/next.ts';
import { sha256, shortId, type BlobDigest } from '../../oci/digest.ts';
import type { ImageConfig } from '../../oci/image-config.ts';
import type { Descriptor, Manifest } from '../../oci/manifest.ts';
import type { Engine } from '../engine.ts';
import { ApiError, errors } from '../errors.ts';
import { openLayer, unpack } from '../layers/unpack.ts';
import { tellProgress, type ProgressOutput } from './progress.ts';
import type { RegistryClient } from './registry-client.ts';
import { bytesOf } from './resolve-manifest.ts';

/** Layers that are downloaded side by side. */
const parallel = 3;

/** Bytes a ms that are unpacked to disk. */
const unpackingSpeed = 60_000;

/** One layer of a pull. */
interface Part {
  readonly descriptor: Descriptor<BlobDigest>;
  readonly chainId: string;
  readonly diffId: string;
  readonly parent: string;
  readonly id: string;
  /** Open when the layer is here, or never will be. */
  readonly done: Latch<ApiError | undefined>;
}

/** Fetches what is not here; the first failure, after which nothing of this pull is left. */
export function* fetchLayers(
  engine: Engine,
  client: RegistryClient,
  manifest: Manifest,
  config: ImageConfig,
  chain: readonly string[],
  output: ProgressOutput,
): Task<ApiError | undefined> {
  const created = config.history.filter((row) => !row.empty_layer);
  const parts = manifest.layers.map((descriptor, index): Part => ({
    descriptor,
    chainId: chain[index] ?? '',
    diffId: config.rootfs.diff_ids[index] ?? '',
    parent: chain[index - 1] ?? '',
    id: shortId(descriptor.digest),
    done: new Latch(),
  }));
  const missing: Part[] = [];
  /** Chain ids of the layers that this pull fetches; another pull under way may be fetching some. */
  const own = new Set<string>();
  for (const [index, part] of parts.entries()) {
    if (engine.layers.has(part.chainId)) {
      output.layer(part.id, 'Already exists');
      part.done.open(undefined);
      continue;
    }
    output.layer(part.id, 'Pulling fs layer');
    missing.push(part);
    if (engine.layers.transfers.has(part.chainId)) continue;
    own.add(part.chainId);
    engine.layers.transfers.set(part.chainId, new Latch());
    engine.layers.announce({
      chainId: part.chainId,
      diffId: part.diffId,
      digest: part.descriptor.digest,
      parent: part.parent,
      compressedSize: part.descriptor.size,
      createdBy: created[index]?.created_by ?? '',
    });
  }
  const slots = new Slots(parallel);
  let failure: ApiError | undefined = errors.registry('context canceled');
  try {
    const below = new Map(parts.map((part, index) => [part, parts[index - 1]]));
    const failures = yield* all(
      missing.map((part) =>
        own.has(part.chainId)
          ? fetchLayer(engine, client, part, below.get(part), slots, output)
          : awaitLayer(engine, part, output),
      ),
    );
    failure = failures.find((outcome) => outcome !== undefined);
    return failure;
  } finally {
    for (const chainId of own) {
      engine.layers.transfers.get(chainId)?.open();
      engine.layers.transfers.delete(chainId);
    }
    if (failure) for (const chainId of [...own].reverse()) engine.layers.forget(chainId);
  }
}

/** Another pull is fetching the layer: waits for that one. */
function* awaitLayer(engine: Engine, part: Part, output: ProgressOutput): Task<ApiError | undefined> {
  output.layer(part.id, 'Waiting');
  yield* engine.layers.transfers.get(part.chainId)?.wait() ?? nothing();
  const failure = engine.layers.has(part.chainId) ? undefined : errors.registry('unexpected EOF');
  if (!failure) output.layer(part.id, 'Pull complete');
  part.done.open(failure);
  return failure;
}

function* fetchLayer(
  engine: Engine,
  client: RegistryClient,
  part: Part,
  below: Part | undefined,
  slots: Slots,
  output: ProgressOutput,
): Task<ApiError | undefined> {
  const failure = yield* fetchAndUnpack(engine, client, part, below, slots, output);
  const state = engine.layers.get(part.chainId)?.state;
  if (failure && state !== undefined && legal(layerMachine, state, 'fail')) engine.layers.move(part.chainId, 'fail');
  part.done.open(failure);
  return failure;
}

function* fetchAndUnpack(
  engine: Engine,
  client: RegistryClient,
  part: Part,
  below: Part | undefined,
  slots: Slots,
  output: ProgressOutput,
): Task<ApiError | undefined> {
  const { kernel, layers } = engine;
  const { chainId, descriptor, id } = part;
  if (slots.full) output.layer(id, 'Waiting');
  yield* slots.take();
  let reply: Reply | ApiError;
  try {
    reply = yield* client.blob(descriptor.digest);
    if (reply instanceof ApiError) return reply;
    if (reply.status !== 200) return errors.registry(`error pulling layer: unexpected status ${reply.status}`);
    layers.move(chainId, 'download', { from: kernel.now, until: reply.arrives });
    yield* tellProgress(kernel.now, reply.arrives, descriptor.size, (current) => {
      output.layer(id, 'Downloading', current, descriptor.size);
    });
  } finally {
    slots.give();
  }
  layers.move(chainId, 'received');
  output.layer(id, 'Verifying Checksum');
  const bytes = bytesOf(reply);
  if (sha256(bytes) !== descriptor.digest)
    return errors.registry(`filesystem layer verification failed for digest ${descriptor.digest}`);
  yield* sleep(1);
  layers.move(chainId, 'verified');
  output.layer(id, 'Download complete');

  const failure = yield* below?.done.wait() ?? nothing();
  if (failure) return failure;
  const layer = openLayer(bytes);
  if (!('entries' in layer)) return errors.registry(`failed to register layer: ${layer.message}`);
  if (layer.diffId !== part.diffId) return errors.registry("layers from manifest don't match image configuration");
  const until = kernel.now + layer.uncompressedSize / unpackingSpeed;
  layers.move(chainId, 'extract', { from: kernel.now, until, size: layer.uncompressedSize });
  yield* tellProgress(kernel.now, until, descriptor.size, (current) => {
    output.layer(id, 'Extracting', current, descriptor.size);
  });
  layers.complete(
    chainId,
    'extracted',
    layer,
    unpack(layers.tree(part.parent === '' ? undefined : part.parent), layer),
  );
  output.layer(id, 'Pull complete');
  return undefined;
}

function* nothing(): Task<undefined> {
  return undefined;
}

/** So many at a time, in order of asking. */
class Slots {
  #free: number;
  readonly #waiting: Latch[] = [];

  constructor(count: number) {
    this.#free = count;
  }

  get full(): boolean {
    return this.#free === 0;
  }

  *take(): Task {
    if (this.#free > 0) {
      this.#free--;
      return;
    }
    const turn = new Latch();
    this.#waiting.push(turn);
    yield* turn.wait();
  }

  give(): void {
    const next = this.#waiting.shift();
    if (next) next.open();
    else this.#free++;
  }
}
