// POST /images/create: pulls an image, layer by layer, from a registry (OCI distribution-spec, § Pull).
import { json, request, type Exchange, type Request, type Response } from '../../kernel/message.ts';
import { spawn, type Task, type TaskHandle } from '../../kernel/task.ts';
import { Latch } from '../../kernel/trigger.ts';
import { chainIds } from '../../oci/chain-id.ts';
import { sha256 } from '../../oci/digest.ts';
import { imageId, parseConfig, type ImageConfig } from '../../oci/image-config.ts';
import type { Manifest, Platform } from '../../oci/manifest.ts';
import { formatPlatform, parsePlatform } from '../../oci/platform.ts';
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
import { fetchLayers } from './fetch-layers.ts';
import { importImage } from './import.ts';
import { refusePlatform } from './inspect-image.ts';
import { ProgressOutput } from './progress.ts';
import { PullTracker } from './pull-record.ts';
import { credentialsOf, RegistryClient, type RegistryCredentials } from './registry-client.ts';
import { bytesOf, resolveManifest, whyRefused, type Resolved } from './resolve-manifest.ts';

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
  const bare = reading.reference.tag === undefined && reading.reference.digest === undefined;
  const fetching = (bare ? fetchTags : fetchImage)(engine, reference, wanted, credentialsOf(message), output, outcome);
  const pull = yield* spawn('pull', fetching);
  // A pull is for its client: when that has gone away it stops.
  exchange.abandoned.whenOpened(() => {
    output.fail(errors.registry('unexpected EOF'));
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
    const resolved = yield* resolveManifest(client, reference, platform);
    if (resolved instanceof ApiError) {
      tracker.move('fail', { error: resolved.message });
      // That an index has nothing for a platform is found when the pull has begun.
      if (resolved.code === 'no-matching-platform') {
        output.status(`Pulling from ${reference.path}`, reference.tag ?? formatDigest(reference));
        output.fail(resolved);
        outcome.open('streaming');
      } else outcome.open(resolved);
      return resolved;
    }
    output.status(`Pulling from ${reference.path}`, reference.tag ?? formatDigest(reference));
    outcome.open('streaming');
    const failure = yield* transfer(engine, client, resolved, output, tracker);
    if (failure) {
      tracker.move('fail', { error: failure.message });
      output.fail(failure);
    }
    // A manifest that stands alone is taken for whatever platform it is.
    const image = engine.images.get(engine.images.idOf(familiarReference(reference)) ?? '');
    const other = platform && image && refusePlatform(image, familiarReference(reference), formatPlatform(platform));
    if (!failure && other) output.status(`WARNING: ${other.message}`);
    return failure;
  } finally {
    tracker.abandon();
    idle();
    output.end();
  }
}

/** Pulls all tags of a repository, one after the other. */
function* fetchTags(
  engine: Engine,
  { domain, path }: Reference,
  platform: Platform | undefined,
  credentials: RegistryCredentials | undefined,
  output: ProgressOutput,
  outcome: Latch<ApiError | 'streaming'>,
): Task<ApiError | undefined> {
  const idle = engine.busy('pulling');
  const repository = { domain, path };
  const before = new Set(engine.images.all());
  try {
    const client = new RegistryClient(engine, repository, 'pull', credentials);
    const tags = yield* listTags(client, repository);
    if (tags instanceof ApiError) {
      outcome.open(tags);
      return tags;
    }
    for (const tag of tags) {
      const reference = { ...repository, tag };
      const tracker = new PullTracker(engine, familiarReference(reference));
      try {
        const resolved = yield* resolveManifest(client, reference, platform);
        if (!(resolved instanceof ApiError)) output.status(`Pulling from ${path}`, tag);
        outcome.open('streaming');
        const failure =
          resolved instanceof ApiError
            ? resolved
            : yield* transfer(engine, client, resolved, output, tracker, 'digest');
        if (failure) {
          tracker.move('fail', { error: failure.message });
          output.fail(failure);
          return failure;
        }
      } finally {
        tracker.abandon();
      }
    }
    const news = [...engine.images.all()].some((image) => !before.has(image));
    tellStatus(output, !news, familiarName(repository));
    return undefined;
  } finally {
    idle();
    output.end();
  }
}

function* listTags(client: RegistryClient, repository: Reference): Task<readonly string[] | ApiError> {
  const refusal = yield* client.open();
  if (refusal) return refusal;
  const reply = yield* client.send(request('GET', client.path('tags/list')));
  if (reply instanceof ApiError) return reply;
  return whyRefused(reply, client, repository) ?? (reply.body as { tags: readonly string[] }).tags;
}

function tellStatus(output: ProgressOutput, upToDate: boolean, name: string): void {
  output.status(`Status: ${upToDate ? 'Image is up to date' : 'Downloaded newer image'} for ${name}`);
}

const formatDigest = (reference: Reference): string =>
  `${reference.domain}/${reference.path}@${reference.digest ?? ''}`;

function* transfer(
  engine: Engine,
  client: RegistryClient,
  { reference, digest, manifest }: Resolved,
  output: ProgressOutput,
  tracker: PullTracker,
  tell: 'all' | 'digest' = 'all',
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
  if (tell === 'all') tellStatus(output, current, familiar);
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
