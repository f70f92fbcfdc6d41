import { expect, test } from 'vitest';
import { sha256 } from '../../../src/sim/oci/digest.ts';
import { appendLayer, changeConfig, emptyImage, finishImage } from '../../../src/sim/oci/image.ts';
import { parseConfig } from '../../../src/sim/oci/image-config.ts';
import { createLayer } from '../../../src/sim/oci/layer.ts';
import { manifestDigest, parseManifest, serialiseManifest } from '../../../src/sim/oci/manifest.ts';
import { mediaTypes } from '../../../src/sim/oci/media-types.ts';
import { formatPlatform, parsePlatform, selectManifest } from '../../../src/sim/oci/platform.ts';
import { validate } from '../../../src/sim/oci/validate.ts';
import type { Digest, ManifestDigest } from '../../../src/sim/oci/digest.ts';
import type { Image } from '../../../src/sim/oci/image.ts';
import type { Index } from '../../../src/sim/oci/manifest.ts';
import type { ContentSource } from '../../../src/sim/oci/validate.ts';

const platform = { architecture: 'amd64', os: 'linux' };
const layer = createLayer([
  { path: 'hello', type: 'file', mode: 0o755, uid: 0, gid: 0, mtime: 0, declaredSize: 10_072, program: 'hello' },
]);
const draft = changeConfig(
  appendLayer(emptyImage(platform), layer, { created_by: 'COPY hello / # buildkit' }),
  { Cmd: ['/hello'] },
  { created_by: 'CMD ["/hello"]' },
);
const image = finishImage(draft);

function source(image: Image, more: Record<string, string> = {}): ContentSource {
  const manifests: Record<string, string> = { [image.manifestDigest]: image.manifestText, ...more };
  const blobs: Record<string, Uint8Array> = { [image.id]: new TextEncoder().encode(image.configText) };
  for (const { digest, blob } of image.layers) blobs[digest] = blob;
  return { manifest: (digest) => manifests[digest], blob: (digest) => blobs[digest] };
}

const broken = (text: string): [ManifestDigest, ContentSource] => {
  const digest = manifestDigest(text);
  return [digest, source(image, { [digest]: text })];
};

test('the configuration is canonical JSON and its digest the image ID', () => {
  expect(image.configText).toBe(
    `{"architecture":"amd64","config":{"Cmd":["/hello"]},"history":[{"created_by":"COPY hello / # buildkit"},` +
      `{"created_by":"CMD [\\"/hello\\"]","empty_layer":true}],"os":"linux",` +
      `"rootfs":{"diff_ids":["${layer.diffId}"],"type":"layers"}}`,
  );
  expect(image.id).toBe(sha256(image.configText));
  expect(parseConfig(image.configText)).toEqual(image.config);
  expect(['', 'null', '{}', '{"architecture":"amd64","os":"linux"}'].map(parseConfig)).toEqual(
    Array(4).fill(undefined),
  );
});

test('the manifest lists configuration and layers', () => {
  expect(image.manifest).toEqual({
    schemaVersion: 2,
    mediaType: mediaTypes.oci.manifest,
    config: { mediaType: mediaTypes.oci.config, digest: image.id, size: image.configText.length },
    layers: [{ mediaType: mediaTypes.oci.layerGzip, digest: layer.digest, size: layer.size }],
  });
  expect(image.manifestDigest).toBe(sha256(image.manifestText));
  expect(parseManifest(image.manifestText)).toEqual(image.manifest);
  expect(finishImage(draft, 'docker').manifest.layers[0]?.mediaType).toBe(mediaTypes.docker.layerGzip);
  expect(parseManifest(image.manifestText, mediaTypes.docker.manifest)).toBeUndefined();
  expect(['', '[]', 'null', '{"schemaVersion":2}'].map((text) => parseManifest(text))).toEqual(
    Array(4).fill(undefined),
  );
});

const index: Index = {
  schemaVersion: 2,
  mediaType: mediaTypes.oci.index,
  manifests: [
    {
      mediaType: mediaTypes.oci.manifest,
      digest: image.manifestDigest,
      size: image.manifestText.length,
      platform: { architecture: 'arm64', os: 'linux', variant: 'v8' },
    },
  ],
};

test('platforms', () => {
  expect(['linux/amd64', 'linux/aarch64/v8', 'arm64', 'x86_64', 'linux/arm/v7'].map(parsePlatform)).toEqual([
    platform,
    { os: 'linux', architecture: 'arm64', variant: 'v8' },
    { os: 'linux', architecture: 'arm64' },
    platform,
    { os: 'linux', architecture: 'arm', variant: 'v7' },
  ]);
  expect(['', 'potato', 'a/b/c/d', 'linux/am d'].map(parsePlatform)).toEqual(Array(4).fill(undefined));
  expect(formatPlatform({ os: 'linux', architecture: 'arm', variant: 'v7' })).toBe('linux/arm/v7');
  expect(selectManifest(index, { os: 'linux', architecture: 'arm64' })?.digest).toBe(image.manifestDigest);
  expect(selectManifest(index, platform)).toBeUndefined();
});

test('a sound image and a sound index have no violations', () => {
  expect(validate(image.manifestDigest, source(image))).toEqual([]);
  expect(validate(...broken(serialiseManifest(index)))).toEqual([]);
});

test('all violations are listed', () => {
  const other = sha256('other');
  expect(validate(other as ManifestDigest, source(image))).toEqual([
    { where: 'manifest', problem: `${other} is missing` },
  ]);
  expect(validate(...broken('{}'))).toEqual([{ where: 'manifest', problem: 'not an image manifest or index' }]);
  const wrong = {
    ...image.manifest,
    config: { ...image.manifest.config, size: 1 },
    layers: [
      { ...image.manifest.layers[0], size: 2, mediaType: 'text/plain' },
      { mediaType: mediaTypes.oci.layerGzip, digest: other, size: 3 },
    ],
  };
  expect(validate(...broken(JSON.stringify(wrong)))).toEqual([
    { where: 'config', problem: `size is ${String(image.configText.length)} bytes, not 1` },
    { where: 'config', problem: '1 diff IDs for 2 layers' },
    { where: 'layer 0', problem: "media type text/plain is not a layer's" },
    { where: 'layer 0', problem: `size is ${String(layer.size)} bytes, not 2` },
    { where: 'layer 1', problem: `${other} is missing` },
  ]);
  const lying = finishImage({
    ...draft,
    config: {
      ...draft.config,
      rootfs: { type: 'layers', diff_ids: [other as never] },
      history: draft.config.history.slice(1),
    },
  });
  expect(validate(lying.manifestDigest, source(lying))).toEqual([
    { where: 'config', problem: 'history has 0 steps with a layer, there are 1 diff IDs' },
    { where: 'layer 0 diff ID', problem: `digest is ${layer.diffId}, not ${other}` },
  ]);
  const swapped: ContentSource = {
    ...source(image),
    blob: (digest: Digest) => (digest === image.id ? layer.blob : layer.tar),
  };
  expect(validate(image.manifestDigest, swapped)).toEqual([
    { where: 'config', problem: `digest is ${layer.digest}, not ${image.id}` },
    { where: 'config', problem: `size is ${String(layer.size)} bytes, not ${String(image.configText.length)}` },
    { where: 'config', problem: 'not an image configuration' },
    { where: 'layer 0', problem: `digest is ${layer.diffId}, not ${layer.digest}` },
    { where: 'layer 0', problem: `size is ${String(layer.tar.length)} bytes, not ${String(layer.size)}` },
  ]);
  const unlike = { ...index, manifests: [{ ...index.manifests[0], size: 9 }] };
  expect(validate(...broken(JSON.stringify(unlike)))).toEqual([
    { where: `${image.manifestDigest} manifest`, problem: `size is ${String(image.manifestText.length)} bytes, not 9` },
  ]);
});
