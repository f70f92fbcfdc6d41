// POST /images/create: pulls an image, layer by layer, from a registry (OCI distribution-spec, § Pull).
import { json, type Exchange, type Reply, type Request, type Response } from '../../kernel/message.ts';
import { all, sleep, spawn, type Task, type TaskHandle } from '../../kernel/task.ts';
import { Latch } from '../../kernel/trigger.ts';
import { imageMachine, type ImageEvent } from '../../machines/image.ts';
import { layerMachine } from '../../machines/layer.ts';
import { legal, next } from '../../machines/next.ts';
import { chainIds } from '../../oci/chain-id.ts';
import { sha256, shortId, type BlobDigest, type ManifestDigest } from '../../oci/digest.ts';
import { imageId, parseConfig, type ImageConfig } from '../../oci/image-config.ts';
import { isIndex, parseManifest, type Descriptor, type Manifest, type Platform } from '../../oci/manifest.ts';
import { formatPlatform, parsePlatform, selectManifest } from '../../oci/platform.ts';
import {
  familiarName,
  familiarReference,
  parseReference,
  whyNotPullable,
  withDefaultTag,
  type Reference,
} from '../../oci/reference.ts';
import type { Engine } from '../engine.ts';
import { ApiError, errorResponse, errors } from '../errors.ts';
import { openLayer, unpack } from '../layers/unpack.ts';
import { recordKey, type PullRecord } from '../records.ts';
import { importImage } from './import.ts';
import { ProgressOutput } from './progress.ts';
import { credentialsOf, RegistryClient, type RegistryCredentials } from './registry-client.ts';

/** Layers that are downloaded side by side. */
const parallel = 3;

/** Bytes a ms that are unpacked to disk. */
const unpackingSpeed = 60_000;

/** Progress is told at most so often while something goes on (ms). */
const tick = 100;

/** What a registry says that the engine is about to fetch. */
interface Resolved {
  readonly reference: Reference;
  readonly digest: ManifestDigest;
  readonly manifest: Manifest;
}

/** `fromImage` and `tag` (a tag or a digest) name the image; `fromSrc` imports an archive instead. */
export function* pullImage(engine: Engine, _params: unknown, message: Request, exchange: Exchange): Task<Response> {
  if (message.query['fromSrc'] !== undefined) return yield* importImage(engine, message);
  const { fromImage = '', tag = '', platform = '' } = message.query;
  if (fromImage === '') return errorResponse(errors.registry('Get "http:": http: no Host in request URL'));
  const separator = tag.includes(':') ? '@' : ':';
  const reading = parseReference(tag === '' ? fromImage : `${fromImage}${separator}${tag}`);
  if (!reading.ok) return errorResponse(errors.invalidReference(reading.message));
  const reference = withDefaultTag(reading.reference);
  const refusal = whyNotPullable(reference);
  if (refusal !== undefined) return errorResponse(errors.invalidReference(refusal));
  const wanted = platform === '' ? undefined : parsePlatform(platform);
  if (platform !== '' && !wanted)
    return errorResponse(
      errors.invalidOption(
        `error parsing specified platform: "${platform}": unknown operating system or architecture: invalid argument`,
      ),
    );

  const output = new ProgressOutput();
  const outcome = new Latch<ApiError | 'streaming'>();
  const pull = yield* spawn('pull', fetchImage(engine, reference, wanted, credentialsOf(message), output, outcome));
  // A pull is for its client: when that has gone away it stops.
  exchange.abandoned.whenOpened(() => {
    pull.cancel();
  });
  yield* spawn('pull watch', stopWhenUnread(output, pull));
  const began = yield* outcome.wait();
  if (began !== 'streaming') return errorResponse(began);
  return { ...json(200, undefined), stream: output.pipe };
}

function* stopWhenUnread(output: ProgressOutput, pull: TaskHandle): Task {
  yield* output.pipe.end();
  if (output.pipe.broken) pull.cancel();
}

/** Pulls, telling how it goes. `outcome` opens as soon as it is clear that there is something to stream. */
export function* fetchImage(
  engine: Engine,
  reference: Reference,
  platform: Platform | undefined,
  credentials: RegistryCredentials | undefined,
  output: ProgressOutput,
  outcome: Latch<ApiError | 'streaming'>,
): Task<ApiError | undefined> {
  const idle = engine.busy('pulling');
  const tracker = new PullTracker(engine, familiarReference(reference));
  try {
    const client = new RegistryClient(engine, reference, 'pull', credentials);
    const resolved = yield* resolve(client, reference, platform);
    if (resolved instanceof ApiError) {
      tracker.move('fail', { error: resolved.message });
      outcome.open(resolved);
      return resolved;
    }
    output.status(`Pulling from ${reference.path}`, reference.tag ?? formatDigest(reference));
    outcome.open('streaming');
    const failure = yield* transfer(engine, client, resolved, output, tracker);
    if (failure) {
      tracker.move('fail', { error: failure.message });
      output.fail(failure);
    }
    return failure;
  } finally {
    tracker.abandon();
    idle();
    output.end();
  }
}

const formatDigest = (reference: Reference): string =>
  `${reference.domain}/${reference.path}@${reference.digest ?? ''}`;

function* resolve(
  client: RegistryClient,
  reference: Reference,
  platform: Platform | undefined,
): Task<Resolved | ApiError> {
  const refusal = yield* client.open();
  if (refusal) return refusal;
  const name = reference.digest ?? reference.tag ?? '';
  if (reference.digest === undefined) {
    const head = yield* client.manifest('HEAD', name);
    if (head instanceof ApiError) return head;
    const failed = whyRefused(head, client, reference);
    if (failed) return failed;
  }
  const reply = yield* client.manifest('GET', name);
  if (reply instanceof ApiError) return reply;
  const failed = whyRefused(reply, client, reference);
  if (failed) return failed;
  const text = textOf(reply);
  const digest = sha256<ManifestDigest>(text);
  const document = parseManifest(text, reply.headers['content-type']);
  if (!document) return errors.registry('unsupported manifest format');
  if (reference.digest !== undefined && reference.digest !== digest)
    return errors.registry(`manifest verification failed for digest ${reference.digest}`);
  if (!isIndex(document)) return { reference, digest, manifest: document };
  const wanted = platform ?? { os: 'linux', architecture: 'amd64' };
  const chosen = selectManifest(document, wanted);
  if (!chosen) return errors.noMatchingPlatform(formatPlatform(wanted));
  const inner = yield* client.manifest('GET', chosen.digest);
  if (inner instanceof ApiError) return inner;
  const manifest = parseManifest(textOf(inner), inner.headers['content-type']);
  if (!manifest || isIndex(manifest)) return errors.registry('unsupported manifest format');
  return { reference, digest, manifest };
}

function textOf(reply: Reply): string {
  return reply.body instanceof Uint8Array
    ? new TextDecoder().decode(reply.body)
    : typeof reply.body === 'string'
      ? reply.body
      : '';
}

function whyRefused(reply: Reply, client: RegistryClient, reference: Reference): ApiError | undefined {
  if (reply.status === 200) return undefined;
  if (reply.status === 401 && /^Basic /i.test(reply.headers['www-authenticate'] ?? ''))
    return errors.noBasicAuth(`${client.base}${client.path(`manifests/${reference.digest ?? reference.tag ?? ''}`)}`);
  if (reply.status === 401 || reply.status === 403) return errors.pullDenied(familiarName(reference));
  if (reply.status === 404) return errors.manifestUnknown(familiarReference(reference));
  return errors.registry(`received unexpected HTTP status: ${reply.status}`);
}

function* transfer(
  engine: Engine,
  client: RegistryClient,
  { reference, digest, manifest }: Resolved,
  output: ProgressOutput,
  tracker: PullTracker,
): Task<ApiError | undefined> {
  const config = yield* fetchConfig(engine, client, manifest);
  if (config instanceof ApiError) return config;
  const chain = chainIds(config.rootfs.diff_ids);
  if (chain.length !== manifest.layers.length)
    return errors.registry("layers from manifest don't match image configuration");
  const id = imageId(config);
  const known = engine.images.get(id) !== undefined;
  tracker.move('found', { layers: chain });

  if (!known) {
    const failure = yield* fetchLayers(engine, client, manifest, config, chain, output);
    if (failure) return failure;
    engine.images.add(id, config, chain, '');
  }
  const familiar = familiarReference(reference);
  const current = engine.images.idOf(familiar) === id;
  if (reference.tag !== undefined) engine.images.tag(id, reference, 0);
  engine.images.addDigest(id, reference, digest);
  output.status(`Digest: ${digest}`);
  output.status(`Status: ${current ? 'Image is up to date' : 'Downloaded newer image'} for ${familiar}`);
  engine.events.emit('image', 'pull', familiar, { ...config.config.Labels, name: familiarName(reference) });
  tracker.move('complete');
  return undefined;
}

function* fetchConfig(engine: Engine, client: RegistryClient, manifest: Manifest): Task<ImageConfig | ApiError> {
  const known = engine.images.get(manifest.config.digest);
  if (known) return known.config;
  const reply = yield* client.blob(manifest.config.digest);
  if (reply instanceof ApiError) return reply;
  if (reply.status !== 200)
    return errors.registry(`error pulling image configuration: download failed after attempts=1: ${reply.status}`);
  const bytes = bytesOf(reply);
  if (sha256(bytes) !== manifest.config.digest)
    return errors.registry(`image config verification failed for digest ${manifest.config.digest}`);
  return parseConfig(new TextDecoder().decode(bytes)) ?? errors.registry('invalid image configuration');
}

const bytesOf = (reply: Reply): Uint8Array =>
  reply.body instanceof Uint8Array ? reply.body : new TextEncoder().encode(textOf(reply));

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

function* fetchLayers(
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

/** Tells how far something is that runs evenly from now until `until` (virtual ms), and waits for its end. */
export function* tellProgress(from: number, until: number, total: number, tell: (current: number) => void): Task {
  const duration = until - from;
  const steps = Math.max(1, Math.min(20, Math.floor(duration / tick)));
  for (let step = 1; step <= steps; step++) {
    yield* sleep(duration / steps);
    tell(Math.round((total * step) / steps));
  }
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

/** Keeps the pull's record in step with the image statechart. */
class PullTracker {
  readonly #engine: Engine;
  readonly #key: string;
  #record: PullRecord;

  constructor(engine: Engine, reference: string) {
    this.#engine = engine;
    this.#key = recordKey(engine.name, reference);
    const before = engine.kernel.store.get('pull', this.#key)?.state ?? 'absent';
    // A second pull of the same reference while one runs shares the record.
    const state = next(imageMachine, before, 'pull') ?? before;
    this.#record = { engine: engine.name, reference, state: state as PullRecord['state'], layers: [], error: '' };
    this.#put();
  }

  move(event: ImageEvent, fields: Partial<Pick<PullRecord, 'layers' | 'error'>> = {}): void {
    const state = next(imageMachine, this.#record.state, event);
    if (state === undefined) return;
    this.#record = { ...this.#record, ...fields, state: state as PullRecord['state'] };
    this.#put();
  }

  /** The pull has ended without a result: it was cancelled. */
  abandon(): void {
    this.move('fail', { error: 'context canceled' });
  }

  #put(): void {
    this.#engine.kernel.store.put('pull', this.#key, this.#record);
  }
}
