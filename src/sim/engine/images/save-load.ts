// GET /images/get and /images/{name}/get, POST /images/load: images as archives, in OCI's layout with Docker's manifest.json
// (image-spec, image-layout.md).
import { json, type Request, type Response } from '../../kernel/message.ts';
import { sleep, type Task } from '../../kernel/task.ts';
import { receive } from '../containers/archive.ts';
import { chainIds } from '../../oci/chain-id.ts';
import { formatPlatform, matchesPlatform, parsePlatform } from '../../oci/platform.ts';
import { hexOf, shortId, type Digest } from '../../oci/digest.ts';
import { imageId, parseConfig, serialiseConfig } from '../../oci/image-config.ts';
import { manifestDigest, serialiseManifest, type Manifest, type Platform } from '../../oci/manifest.ts';
import { mediaTypes } from '../../oci/media-types.ts';
import { parseReference, withDefaultTag } from '../../oci/reference.ts';
import { readTar } from '../../oci/tar-read.ts';
import { writeTar } from '../../oci/tar-write.ts';
import type { TarEntry } from '../../oci/tar-entry.ts';
import { readLayer } from '../../oci/layer.ts';
import type { Engine } from '../engine.ts';
import { ApiError, errorResponse, errors } from '../errors.ts';
import { emitImageEvent } from './image-event.ts';
import { isTooDeepToStore } from '../layers/depth.ts';
import { unpack } from '../layers/unpack.ts';
import { boolean } from '../query.ts';
import type { ImageRecord } from '../records.ts';
import { ProgressOutput } from './progress.ts';

/** Bytes a ms that archives are written and read with. */
const speed = 200_000;

interface Saved {
  readonly Config: string;
  readonly RepoTags: readonly string[] | null;
  readonly Layers: readonly string[];
}

/** `names` in the query, or the one of the path. */
export function* saveImages(engine: Engine, params: { name?: string }, message: Request): Task<Response> {
  const names = params.name === undefined ? (message.query['names'] ?? '').split(',').filter(Boolean) : [params.name];
  const images: { image: ImageRecord; tags: string[] }[] = [];
  const platform = parsePlatform(message.query['platform'] ?? '');
  for (const name of names) {
    const image = resolve(engine, name);
    if (image instanceof ApiError)
      return errorResponse(
        image.code !== 'no-such-image' ? image : namesTag(name) ? errors.referenceMissing() : errors.noSuchImage(name),
      );
    if (platform && !matchesPlatform(image.config, platform))
      return errorResponse(errors.noExportTarget(formatPlatform(platform)));
    const reading = parseReference(name);
    const byId = image.id.includes(name) || !reading.ok;
    const tags = byId
      ? []
      : image.tags.filter((tag) => tag === name || tag === `${name}:latest` || sameRepository(tag, name));
    for (const other of byId ? [] : othersOf(engine, name, image)) images.push(other);
    const known = images.find((each) => each.image.id === image.id);
    if (known) known.tags.push(...tags);
    else images.push({ image, tags: [...tags] });
  }
  const bytes = writeTar(entriesOf(engine, images));
  for (const { image } of images) emitImageEvent(engine, 'save', image.id);
  yield* sleep(images.reduce((sum, { image }) => sum + image.size, 0) / speed);
  return { status: 200, headers: { 'content-type': 'application/x-tar' }, body: bytes };
}

/** The image of a name; without a tag any of the repository when there is no `latest`. */
function resolve(engine: Engine, name: string): ImageRecord | ApiError {
  const image = engine.images.resolve(name);
  if (!(image instanceof ApiError) || namesTag(name)) return image;
  for (const other of engine.images.all()) if (other.tags.some((tag) => sameRepository(tag, name))) return other;
  return image;
}

/** The other images that a repository without a tag means. */
const othersOf = (engine: Engine, name: string, image: ImageRecord): { image: ImageRecord; tags: string[] }[] =>
  [...engine.images.all()]
    .filter(({ id }) => id !== image.id)
    .map((other) => ({ image: other, tags: other.tags.filter((tag) => sameRepository(tag, name)) }))
    .filter(({ tags }) => tags.length > 0);

const namesTag = (name: string): boolean => /:[^/]*$/.test(name);

/** A repository without a tag saves all its tags. */
const sameRepository = (tag: string, name: string): boolean => !namesTag(name) && tag.replace(/:[^:/]*$/, '') === name;

function entriesOf(engine: Engine, images: readonly { image: ImageRecord; tags: readonly string[] }[]): TarEntry[] {
  const files = new Map<string, Uint8Array>();
  const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
  const manifests: object[] = [];
  const saved: Saved[] = images.map(({ image, tags }) => {
    const configText = serialiseConfig(image.config);
    const config = `blobs/sha256/${hexOf(image.id as Digest)}`;
    files.set(config, encode(configText));
    const layers = image.layers.map((chain) => engine.layers.content(chain)).filter((layer) => layer !== undefined);
    for (const { diffId, tar } of layers) files.set(`blobs/sha256/${hexOf(diffId)}`, tar);
    const manifest: Manifest = {
      schemaVersion: 2,
      mediaType: mediaTypes.oci.manifest,
      config: { mediaType: mediaTypes.oci.config, digest: image.id as never, size: encode(configText).length },
      layers: layers.map(({ diffId, tar }) => ({
        mediaType: mediaTypes.oci.layer,
        digest: diffId as never,
        size: tar.length,
      })),
    };
    const text = serialiseManifest(manifest);
    const digest = manifestDigest(text);
    files.set(`blobs/sha256/${hexOf(digest)}`, encode(text));
    for (const tag of tags.length > 0 ? tags : [undefined])
      manifests.push({
        mediaType: mediaTypes.oci.manifest,
        digest,
        size: encode(text).length,
        ...(tag === undefined ? {} : { annotations: { 'io.containerd.image.name': tag } }),
      });
    return {
      Config: config,
      RepoTags: tags.length > 0 ? tags : null,
      Layers: layers.map(({ diffId }) => `blobs/sha256/${hexOf(diffId)}`),
    };
  });
  // As the format before OCI's had it.
  const repositories: Record<string, Record<string, string>> = {};
  for (const { image, tags } of images)
    for (const tag of tags) {
      const at = tag.lastIndexOf(':');
      const top = engine.layers.get(image.layers.at(-1) ?? '')?.diffId ?? '';
      (repositories[tag.slice(0, at)] ??= {})[tag.slice(at + 1)] = top.slice('sha256:'.length);
    }
  const index = { schemaVersion: 2, mediaType: mediaTypes.oci.index, manifests };
  const file = (path: string, content: Uint8Array): TarEntry => ({
    path,
    type: 'file',
    mode: 0o644,
    uid: 0,
    gid: 0,
    mtime: 0,
    content,
  });
  const directory = (path: string): TarEntry => ({ path, type: 'directory', mode: 0o755, uid: 0, gid: 0, mtime: 0 });
  return [
    directory('blobs'),
    directory('blobs/sha256'),
    ...[...files].sort(([a], [b]) => (a < b ? -1 : 1)).map(([path, content]) => file(path, content)),
    file('index.json', encode(JSON.stringify(index))),
    file('manifest.json', encode(JSON.stringify(saved))),
    file('oci-layout', encode('{"imageLayoutVersion":"1.0.0"}')),
    ...(Object.keys(repositories).length > 0 ? [file('repositories', encode(JSON.stringify(repositories)))] : []),
  ];
}

/** Reads an archive of images; `quiet` leaves the progress of layers out. */
export function* loadImages(engine: Engine, _params: unknown, message: Request): Task<Response> {
  const output = new ProgressOutput();
  const bytes = yield* receive(message);
  const archive = readTar(bytes);
  const files = new Map((archive.ok ? archive.entries : []).map(({ path, content }) => [path, content]));
  const manifest = files.get('manifest.json');
  if (!archive.ok || bytes.length === 0 || !manifest) {
    output.fail(
      errors.tarRubbish(
        archive.ok || bytes.length === 0
          ? `open /var/lib/docker/tmp/docker-import-${engine.kernel.random('import').integer(1e9)}/repositories: no such file or directory`
          : 'unexpected EOF',
      ),
    );
  } else {
    yield* sleep(bytes.length / speed);
    const platform = parsePlatform(message.query['platform'] ?? '');
    for (const saved of JSON.parse(new TextDecoder().decode(manifest)) as Saved[]) {
      const other = platform && otherThan(platform, saved, files);
      if (other) continue;
      const failure = load(engine, saved, files, output, boolean(message.query['quiet']));
      if (!failure) continue;
      output.fail(failure);
      break;
    }
  }
  output.end();
  return { ...json(200, undefined), stream: output.pipe };
}

/** Whether a saved image is for another platform: it is passed over. */
function otherThan(platform: Platform, saved: Saved, files: ReadonlyMap<string, Uint8Array | undefined>): boolean {
  const bytes = files.get(saved.Config);
  const config = bytes && parseConfig(new TextDecoder().decode(bytes));
  return config !== undefined && !matchesPlatform(config, platform);
}

function load(
  engine: Engine,
  saved: Saved,
  files: ReadonlyMap<string, Uint8Array | undefined>,
  output: ProgressOutput,
  quiet: boolean,
): ApiError | undefined {
  const configBytes = files.get(saved.Config);
  const config = configBytes && parseConfig(new TextDecoder().decode(configBytes));
  if (!config) return errors.tarRubbish(`invalid image configuration ${saved.Config}`);
  const chain = chainIds(config.rootfs.diff_ids);
  const { layers } = engine;
  for (const [index, path] of saved.Layers.entries()) {
    const chainId = chain[index] ?? '';
    if (layers.has(chainId)) continue;
    if (isTooDeepToStore(chain.slice(0, index))) return errors.maxDepth();
    const reading = readLayer(files.get(path) ?? new Uint8Array(0));
    if (!reading.ok) return errors.tarRubbish(reading.message);
    const { layer } = reading;
    if (layer.diffId !== config.rootfs.diff_ids[index])
      return errors.tarRubbish(
        `invalid diffID for layer ${index}: expected "${config.rootfs.diff_ids[index] ?? ''}", got "${layer.diffId}"`,
      );
    const parent = chain[index - 1] ?? '';
    layers.announce({ chainId, diffId: layer.diffId, digest: '', parent, compressedSize: 0, createdBy: '' });
    layers.complete(chainId, 'create', layer, unpack(layers.tree(parent === '' ? undefined : parent), layer));
    if (!quiet) output.layer(shortId(layer.diffId), 'Loading layer', layer.tar.length, layer.tar.length);
  }
  const id = imageId(config);
  engine.images.add(id, config, chain, '');
  for (const tag of saved.RepoTags ?? []) {
    const reading = parseReference(tag);
    if (!reading.ok) return errors.invalidReference(reading.message);
    engine.images.tag(id, withDefaultTag(reading.reference), engine.kernel.clock);
    output.pipe.offer({ stream: `Loaded image: ${tag}\n` });
  }
  if ((saved.RepoTags ?? []).length === 0) output.pipe.offer({ stream: `Loaded image ID: ${id}\n` });
  emitImageEvent(engine, 'load', id);
  return undefined;
}
