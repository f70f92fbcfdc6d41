// POST /images/{name}/push: layers that the registry lacks, the configuration, the manifest (distribution-spec, § Push).
import { json, request, type Exchange, type Reply, type Request, type Response } from '../../kernel/message.ts';
import { sleep, spawn, type Task } from '../../kernel/task.ts';
import { shortId } from '../../oci/digest.ts';
import { serialiseConfig } from '../../oci/image-config.ts';
import { manifestDigest } from '../../oci/manifest.ts';
import { mediaTypes } from '../../oci/media-types.ts';
import {
  familiarName,
  familiarReference,
  formatReference,
  nameOnly,
  parseReference,
  type Reference,
} from '../../oci/reference.ts';
import type { Layer } from '../../oci/layer.ts';
import type { Engine } from '../engine.ts';
import { ApiError, errorResponse, errors } from '../errors.ts';
import type { ImageRecord } from '../records.ts';
import { refusePlatform } from './inspect-image.ts';
import { ProgressOutput, tellProgress } from './progress.ts';
import { credentialsOf, RegistryClient } from './registry-client.ts';

/** Bytes a ms that are sent. */
const sendingSpeed = 12_000;

/** `tag` names one tag; without it all tags of the repository are pushed. `platform`: only an image that is for it. */
export function* pushImage(
  engine: Engine,
  params: { name: string },
  message: Request,
  exchange: Exchange,
): Task<Response> {
  const reading = parseReference(params.name);
  if (!reading.ok) return errorResponse(errors.invalidReference(reading.message));
  const { tag = '', platform = '' } = message.query;
  const repository = nameOnly(reading.reference);
  if (platform !== '') {
    const name = familiarReference({ ...repository, tag: tag === '' ? 'latest' : tag });
    const image = engine.images.get(engine.images.idOf(name) ?? '');
    const wrong = image ? refusePlatform(image, name, platform) : errors.noSuchImage(name);
    if (wrong) return errorResponse(wrong);
  }
  const output = new ProgressOutput();
  const client = new RegistryClient(engine, repository, 'push,pull', credentialsOf(message));
  const push = yield* spawn('push', run(engine, client, repository, tag, output));
  exchange.abandoned.whenOpened(() => {
    push.cancel();
  });
  return { ...json(200, undefined), stream: output.pipe };
}

function* run(
  engine: Engine,
  client: RegistryClient,
  repository: Reference,
  tag: string,
  output: ProgressOutput,
): Task {
  const idle = engine.busy('pushing');
  try {
    output.status(`The push refers to repository [${formatReference(repository)}]`);
    const tags = tagsOf(engine, repository, tag);
    if (tags instanceof ApiError) {
      output.fail(tags);
      return;
    }
    for (const each of tags) {
      const image = engine.images.get(engine.images.idOf(familiarReference({ ...repository, tag: each })) ?? '');
      if (!image) continue;
      const failure = yield* pushOne(engine, client, repository, each, image, output);
      if (failure) {
        output.fail(failure);
        return;
      }
    }
  } finally {
    idle();
    output.end();
  }
}

function tagsOf(engine: Engine, repository: Reference, tag: string): string[] | ApiError {
  const name = familiarName(repository);
  const all = [...engine.images.all()]
    .flatMap(({ tags }) => tags)
    .filter((each) => each.startsWith(`${name}:`) && !each.slice(name.length + 1).includes('/'))
    .map((each) => each.slice(name.length + 1))
    .sort();
  if (all.length === 0) return errors.registry(`An image does not exist locally with the tag: ${name}`);
  if (tag === '') return all;
  return all.includes(tag) ? [tag] : errors.registry(`tag does not exist: ${name}:${tag}`);
}

const denied = (): ApiError => errors.registry('denied: requested access to the resource is denied');

function* pushOne(
  engine: Engine,
  client: RegistryClient,
  repository: Reference,
  tag: string,
  image: ImageRecord,
  output: ProgressOutput,
): Task<ApiError | undefined> {
  const layers = image.layers.map((chain) => engine.layers.content(chain)).filter((layer) => layer !== undefined);
  const refusal = yield* client.open();
  // Whom the registry does not know learns it later than that there is no registry.
  if (refusal && refusal.kind !== 'unauthorised') return refusal;
  for (const { diffId } of layers.toReversed()) output.layer(shortId(diffId), 'Preparing');
  if (refusal) return refusal;
  for (const layer of layers.toReversed()) {
    const failure = yield* pushLayer(engine, client, repository, layer, output);
    if (failure) return failure;
  }
  const configText = serialiseConfig(image.config);
  const configBytes = new TextEncoder().encode(configText);
  const config = yield* upload(client, image.id, configBytes, 0);
  if (config) return config;
  const manifest = manifestText(image.id, configBytes.length, layers);
  const reply = yield* client.send(
    request('PUT', client.path(`manifests/${tag}`), {
      headers: { 'content-type': mediaTypes.docker.manifest },
      body: manifest,
    }),
  );
  if (reply instanceof ApiError) return reply;
  if (reply.status !== 201) return refusedBy(reply);
  const digest = manifestDigest(manifest);
  engine.images.addDigest(image.id, repository, digest);
  const size = new TextEncoder().encode(manifest).length;
  output.status(`${tag}: digest: ${digest} size: ${size}`);
  output.aux({ Tag: tag, Digest: digest, Size: size });
  engine.events.emit('image', 'push', `${familiarName(repository)}:${tag}`, { name: familiarName(repository) });
  return undefined;
}

/** The manifest as the engine writes it: indented by three blanks, sizes before digests. */
function manifestText(id: string, configSize: number, layers: readonly Layer[]): string {
  const manifest = {
    schemaVersion: 2,
    mediaType: mediaTypes.docker.manifest,
    config: { mediaType: mediaTypes.docker.config, size: configSize, digest: id },
    layers: layers.map(({ digest, size }) => ({ mediaType: mediaTypes.docker.layerGzip, size, digest })),
  };
  return JSON.stringify(manifest, undefined, 3);
}

function refusedBy(reply: Reply): ApiError {
  if (reply.status === 401 && /^Basic /i.test(reply.headers['www-authenticate'] ?? ''))
    return errors.registry('no basic auth credentials');
  if (reply.status === 401 || reply.status === 403) return denied();
  const { code, message } =
    (reply.body as { errors?: { code: string; message: string }[] } | undefined)?.errors?.[0] ?? {};
  if (code !== undefined) return errors.registry(`${code.toLowerCase().replaceAll('_', ' ')}: ${message ?? ''}`);
  return errors.registry(`received unexpected HTTP status: ${reply.status}`);
}

function* pushLayer(
  engine: Engine,
  client: RegistryClient,
  repository: Reference,
  layer: Layer,
  output: ProgressOutput,
): Task<ApiError | undefined> {
  const id = shortId(layer.diffId);
  const head = yield* client.send(request('HEAD', client.path(`blobs/${layer.digest}`)));
  if (head instanceof ApiError) return head;
  if (head.status === 401 || head.status === 403) return refusedBy(head);
  if (head.status === 200) {
    output.layer(id, 'Layer already exists');
    return undefined;
  }
  const other = sourceOf(engine, repository, layer);
  if (other !== undefined) {
    const mount = yield* client.send(
      request('POST', client.path('blobs/uploads/'), { query: { mount: layer.digest, from: other } }),
    );
    if (mount instanceof ApiError) return mount;
    if (mount.status === 201) {
      output.layer(id, `Mounted from ${other}`);
      return undefined;
    }
    if (mount.status !== 202) return refusedBy(mount);
  }
  const from = engine.kernel.now;
  yield* tellProgress(from, from + layer.size / sendingSpeed, layer.size, (current) => {
    output.layer(id, 'Pushing', current, layer.size);
  });
  const failure = yield* upload(client, layer.digest, layer.blob, 1);
  if (!failure) output.layer(id, 'Pushed');
  return failure;
}

/** Another repository of the same registry that is known to have the layer. */
function sourceOf(engine: Engine, repository: Reference, layer: Layer): string | undefined {
  for (const image of engine.images.all()) {
    if (!image.layers.some((chain) => engine.layers.content(chain)?.digest === layer.digest)) continue;
    for (const name of image.digests) {
      const reading = parseReference(name);
      if (!reading.ok || reading.reference.domain !== repository.domain) continue;
      if (reading.reference.path !== repository.path) return reading.reference.path;
    }
  }
  return undefined;
}

function* upload(client: RegistryClient, digest: string, bytes: Uint8Array, delay: number): Task<ApiError | undefined> {
  const begun = yield* client.send(request('POST', client.path('blobs/uploads/')));
  if (begun instanceof ApiError) return begun;
  if (begun.status !== 202) return refusedBy(begun);
  yield* sleep(delay);
  const location = begun.headers['location'] ?? '';
  const path = location.replace(/^https?:\/\/[^/]+/, '').split('?')[0] ?? '';
  const reply = yield* client.send(request('PUT', path, { query: { digest }, body: bytes }));
  if (reply instanceof ApiError) return reply;
  return reply.status === 201 ? undefined : refusedBy(reply);
}
