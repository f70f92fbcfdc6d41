import { describe, expect, test } from 'vitest';
import { Kernel } from '../../../src/sim/kernel/kernel.ts';
import { bytePipe } from '../../../src/sim/kernel/pipe.ts';
import { request } from '../../../src/sim/kernel/message.ts';
import { sha256 } from '../../../src/sim/oci/digest.ts';
import { appendLayer, emptyImage, finishImage } from '../../../src/sim/oci/image.ts';
import { createLayer } from '../../../src/sim/oci/layer.ts';
import { serialiseManifest } from '../../../src/sim/oci/manifest.ts';
import { mediaTypes } from '../../../src/sim/oci/media-types.ts';
import { createRegistry } from '../../../src/sim/registry/registry.ts';
import type { Reply, Request } from '../../../src/sim/kernel/message.ts';
import type { Index } from '../../../src/sim/oci/manifest.ts';
import type { RegistryService } from '../../../src/sim/registry/registry.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const layer = createLayer([{ path: 'a', type: 'file', mode: 0o644, uid: 0, gid: 0, mtime: 0, content: bytes('a') }]);
const image = finishImage(
  appendLayer(emptyImage({ architecture: 'amd64', os: 'linux' }), layer, { created_by: 'COPY a /' }),
);
const foo = sha256('foo');
const index: Index = {
  schemaVersion: 2,
  mediaType: mediaTypes.oci.index,
  manifests: [{ mediaType: mediaTypes.oci.manifest, digest: image.manifestDigest, size: image.manifestText.length }],
};

type Sent = readonly [Request['method'], string, (string | Uint8Array | undefined)?, Record<string, string>?];

/** A request written as method and URL; a body that is a manifest gets its type unless headers say otherwise. */
function send(
  registry: RegistryService,
  [method, url, body, headers = {}]: Sent,
): ReturnType<RegistryService['respond']> {
  const [path = '', query = ''] = url.split('?');
  const pairs = query === '' ? [] : query.split('&').map((pair) => pair.split('=') as [string, string]);
  return registry.respond(
    request(method, path, { query: Object.fromEntries(pairs), headers, ...(body === undefined ? {} : { body }) }),
  );
}

const blob = (name: string, content: string | Uint8Array): Sent => [
  'POST',
  `/v2/${name}/blobs/uploads/?digest=${sha256(content)}`,
  content,
];
const pushed: readonly Sent[] = [
  blob('app', layer.blob),
  blob('app', image.configText),
  ['PUT', '/v2/app/manifests/1.0', image.manifestText],
];

function fresh(setup: readonly Sent[] = [], deletes = true): RegistryService {
  const registry = createRegistry(new Kernel({ seed: 'test', epoch: 0 }), { host: 'localhost:5000', deletes });
  for (const sent of setup) {
    const { status } = send(registry, sent);
    if (status >= 300) throw new Error(`${sent[0]} ${sent[1]} answered ${String(status)}`);
  }
  return registry;
}

const codeOf = (body: unknown): string | undefined =>
  (body as { errors?: { code: string }[] } | undefined)?.errors?.[0]?.code;

describe('requests and what they are answered', () => {
  const upload = 'blobs/uploads/';
  test.each<[string, readonly Sent[], Sent, number, unknown]>([
    ['version check', [], ['GET', '/v2/'], 200, {}],
    ['version check without slash', [], ['GET', '/v2'], 200, {}],
    ['not the API', [], ['GET', '/'], 404, 'NOT_FOUND'],
    ['bad name', [], ['GET', '/v2/App/manifests/1'], 400, 'NAME_INVALID'],
    ['bad name with separators', [], ['GET', '/v2/a__-b/tags/list'], 400, 'NAME_INVALID'],
    ['name of several parts', [], ['GET', '/v2/a/b/c/tags/list'], 404, 'NAME_UNKNOWN'],

    ['manifest of nothing', [], ['GET', '/v2/app/manifests/1.0'], 404, 'MANIFEST_UNKNOWN'],
    ['manifest by tag', pushed, ['GET', '/v2/app/manifests/1.0'], 200, image.manifestText],
    ['manifest by digest', pushed, ['GET', `/v2/app/manifests/${image.manifestDigest}`], 200, image.manifestText],
    ['manifest head', pushed, ['HEAD', '/v2/app/manifests/1.0'], 200, undefined],
    ['manifest with unknown tag', pushed, ['GET', '/v2/app/manifests/2.0'], 404, 'MANIFEST_UNKNOWN'],
    ['manifest with unknown digest', pushed, ['GET', `/v2/app/manifests/${foo}`], 404, 'MANIFEST_UNKNOWN'],
    ['manifest put again', pushed, ['PUT', '/v2/app/manifests/latest', image.manifestText], 201, undefined],
    ['manifest put as bytes', pushed, ['PUT', '/v2/app/manifests/b', bytes(image.manifestText)], 201, undefined],
    [
      'manifest put by digest',
      pushed,
      ['PUT', `/v2/app/manifests/${image.manifestDigest}`, image.manifestText],
      201,
      undefined,
    ],
    [
      'manifest put by wrong digest',
      pushed,
      ['PUT', `/v2/app/manifests/${foo}`, image.manifestText],
      400,
      'DIGEST_INVALID',
    ],
    [
      'manifest put by half a digest',
      pushed,
      ['PUT', '/v2/app/manifests/sha256:1', image.manifestText],
      400,
      'DIGEST_INVALID',
    ],
    ['manifest put with bad tag', pushed, ['PUT', '/v2/app/manifests/-x', image.manifestText], 400, 'TAG_INVALID'],
    ['manifest put with rubbish', pushed, ['PUT', '/v2/app/manifests/1', '{}'], 400, 'MANIFEST_INVALID'],
    ['manifest put with nothing', pushed, ['PUT', '/v2/app/manifests/1'], 400, 'MANIFEST_INVALID'],
    [
      'manifest put with another type',
      pushed,
      ['PUT', '/v2/app/manifests/1', image.manifestText, { 'content-type': mediaTypes.docker.manifest }],
      400,
      'MANIFEST_INVALID',
    ],
    [
      'manifest put before its blobs',
      [],
      ['PUT', '/v2/app/manifests/1', image.manifestText],
      400,
      'MANIFEST_BLOB_UNKNOWN',
    ],
    ['index put', pushed, ['PUT', '/v2/app/manifests/all', serialiseManifest(index)], 201, undefined],
    [
      'index put before its manifests',
      [],
      ['PUT', '/v2/app/manifests/all', serialiseManifest(index)],
      400,
      'MANIFEST_BLOB_UNKNOWN',
    ],
    ['manifest delete by tag', pushed, ['DELETE', '/v2/app/manifests/1.0'], 202, undefined],
    ['manifest delete by digest', pushed, ['DELETE', `/v2/app/manifests/${image.manifestDigest}`], 202, undefined],
    ['manifest delete of unknown tag', pushed, ['DELETE', '/v2/app/manifests/2.0'], 404, 'MANIFEST_UNKNOWN'],
    ['manifest delete of unknown name', [], ['DELETE', '/v2/app/manifests/2.0'], 404, 'NAME_UNKNOWN'],
    [
      'manifest gone with its tag',
      [...pushed, ['DELETE', '/v2/app/manifests/1.0']],
      ['GET', '/v2/app/manifests/1.0'],
      404,
      'MANIFEST_UNKNOWN',
    ],
    [
      'manifest stays when its tag goes',
      [...pushed, ['DELETE', '/v2/app/manifests/1.0']],
      ['GET', `/v2/app/manifests/${image.manifestDigest}`],
      200,
      image.manifestText,
    ],
    [
      'tag goes with its manifest',
      [...pushed, ['DELETE', `/v2/app/manifests/${image.manifestDigest}`]],
      ['GET', '/v2/app/tags/list'],
      200,
      { name: 'app', tags: [] },
    ],
    ['manifest post', pushed, ['POST', '/v2/app/manifests/1.0'], 405, 'UNSUPPORTED'],

    ['blob', pushed, ['GET', `/v2/app/blobs/${layer.digest}`], 200, layer.blob],
    ['blob head', pushed, ['HEAD', `/v2/app/blobs/${layer.digest}`], 200, undefined],
    ['blob of another repository', pushed, ['GET', `/v2/other/blobs/${layer.digest}`], 404, 'BLOB_UNKNOWN'],
    ['blob unknown', pushed, ['GET', `/v2/app/blobs/${foo}`], 404, 'BLOB_UNKNOWN'],
    ['blob with bad digest', pushed, ['GET', '/v2/app/blobs/foo'], 400, 'DIGEST_INVALID'],
    ['blob delete', pushed, ['DELETE', `/v2/app/blobs/${layer.digest}`], 202, undefined],
    [
      'blob deleted',
      [...pushed, ['DELETE', `/v2/app/blobs/${layer.digest}`]],
      ['GET', `/v2/app/blobs/${layer.digest}`],
      404,
      'BLOB_UNKNOWN',
    ],
    ['blob delete unknown', pushed, ['DELETE', `/v2/app/blobs/${foo}`], 404, 'BLOB_UNKNOWN'],

    ['upload whole', [], blob('app', 'foo'), 201, undefined],
    ['upload whole, wrong digest', [], ['POST', `/v2/app/${upload}?digest=${foo}`, 'bar'], 400, 'DIGEST_INVALID'],
    ['upload whole, bad digest', [], ['POST', `/v2/app/${upload}?digest=x`, 'bar'], 400, 'DIGEST_INVALID'],
    ['upload begin', [], ['POST', `/v2/app/${upload}`], 202, undefined],
    ['upload chunk, unknown session', [], ['PATCH', `/v2/app/${upload}1`, 'x'], 404, 'BLOB_UPLOAD_UNKNOWN'],
    ['upload end, unknown session', [], ['PUT', `/v2/app/${upload}1?digest=${foo}`], 404, 'BLOB_UPLOAD_UNKNOWN'],
    ['upload state, unknown session', [], ['GET', `/v2/app/${upload}1`], 404, 'BLOB_UPLOAD_UNKNOWN'],
    ['upload cancel, unknown session', [], ['DELETE', `/v2/app/${upload}1`], 404, 'BLOB_UPLOAD_UNKNOWN'],
    ['mount', pushed, ['POST', `/v2/two/${upload}?mount=${layer.digest}&from=app`], 201, undefined],
    [
      'mounted',
      [...pushed, ['POST', `/v2/two/${upload}?mount=${layer.digest}&from=app`]],
      ['HEAD', `/v2/two/blobs/${layer.digest}`],
      200,
      undefined,
    ],
    [
      'mount of an unknown blob begins an upload',
      pushed,
      ['POST', `/v2/two/${upload}?mount=${foo}&from=app`],
      202,
      undefined,
    ],
    ['mount from an unknown repository', pushed, ['POST', `/v2/two/${upload}?mount=${foo}&from=x`], 202, undefined],

    ['tags', pushed, ['GET', '/v2/app/tags/list'], 200, { name: 'app', tags: ['1.0'] }],
    ['tags of nothing', [], ['GET', '/v2/app/tags/list'], 404, 'NAME_UNKNOWN'],
    ['tags, bad page size', pushed, ['GET', '/v2/app/tags/list?n=x'], 400, 'PAGINATION_NUMBER_INVALID'],
    ['repositories of an empty registry', [], ['GET', '/v2/_catalog'], 200, { repositories: [] }],
    ['repositories', pushed, ['GET', '/v2/_catalog'], 200, { repositories: ['app'] }],
    ['repositories without a manifest', [blob('x', 'x')], ['GET', '/v2/_catalog'], 200, { repositories: [] }],
    ['repositories, page', pushed, ['GET', '/v2/_catalog?n=0'], 200, { repositories: [] }],
    [
      'referrers',
      pushed,
      ['GET', `/v2/app/referrers/${foo}`],
      200,
      JSON.stringify({ schemaVersion: 2, mediaType: mediaTypes.oci.index, manifests: [] }),
    ],
  ])('%s', (_, setup, sent, status, body) => {
    const response = send(fresh(setup), sent);
    expect([response.status, status >= 400 ? codeOf(response.body) : response.body]).toEqual([status, body]);
  });
});

test('errors carry code, message and detail', () => {
  expect(send(fresh(pushed), ['GET', '/v2/app/manifests/9.99'])).toEqual({
    status: 404,
    headers: { 'content-type': 'application/json', 'docker-distribution-api-version': 'registry/2.0' },
    body: { errors: [{ code: 'MANIFEST_UNKNOWN', message: 'manifest unknown', detail: 'unknown tag=9.99' }] },
  });
});

test('a manifest comes with its type, digest and length', () => {
  expect(send(fresh(pushed), ['HEAD', '/v2/app/manifests/1.0']).headers).toEqual({
    'content-type': mediaTypes.oci.manifest,
    'docker-content-digest': image.manifestDigest,
    etag: `"${image.manifestDigest}"`,
    'content-length': String(image.manifestText.length),
    'docker-distribution-api-version': 'registry/2.0',
  });
});

test('without leave to delete nothing is deleted', () => {
  const registry = fresh(pushed, false);
  expect(codeOf(send(registry, ['DELETE', '/v2/app/manifests/1.0']).body)).toBe('UNSUPPORTED');
  expect(send(registry, ['GET', '/v2/app/manifests/1.0']).status).toBe(200);
});

test('a chunked upload, from begin to end', () => {
  const registry = fresh();
  const location = send(registry, ['POST', '/v2/app/blobs/uploads/']).headers['location'] ?? '';
  const step = (sent: Sent): unknown[] => {
    const { status, headers } = send(registry, sent);
    return [status, headers['range'] ?? headers['docker-content-digest']];
  };
  expect(step(['GET', location])).toEqual([204, '0-0']);
  expect(step(['PATCH', location, 'foo', { 'content-range': '0-2' }])).toEqual([202, '0-2']);
  expect(step(['PATCH', location, 'x', { 'content-range': '9-9' }])).toEqual([416, undefined]);
  expect(step(['PATCH', location, 'bar'])).toEqual([202, '0-5']);
  expect(step(['PATCH', location.replace('app', 'other'), 'x'])).toEqual([404, undefined]);
  const digest = sha256('foobarbaz');
  expect(step(['PUT', `${location}?digest=${digest}`, 'baz'])).toEqual([201, digest]);
  expect(step(['GET', location])).toEqual([404, undefined]);
  expect(send(registry, ['GET', `/v2/app/blobs/${digest}`]).body).toEqual(bytes('foobarbaz'));
  const second = send(registry, ['POST', '/v2/app/blobs/uploads/']).headers['location'] ?? '';
  expect(step(['DELETE', second])).toEqual([204, undefined]);
  expect(step(['PATCH', second, 'x'])).toEqual([404, undefined]);
});

describe('ranges of a blob', () => {
  const registry = fresh([blob('app', '0123456789')]);
  test.each<[string, number, string | undefined, string | undefined]>([
    ['bytes=0-3', 206, '0123', 'bytes 0-3/10'],
    ['bytes=7-', 206, '789', 'bytes 7-9/10'],
    ['bytes=-2', 206, '89', 'bytes 8-9/10'],
    ['bytes=8-99', 206, '89', 'bytes 8-9/10'],
    ['bytes=10-', 416, undefined, 'bytes */10'],
    ['bytes=-0', 416, undefined, 'bytes */10'],
    ['bytes=5-2', 200, '0123456789', undefined],
    ['lines=1-2', 200, '0123456789', undefined],
  ])('%s', (range, status, text, contentRange) => {
    const response = send(registry, ['GET', `/v2/app/blobs/${sha256('0123456789')}`, undefined, { range }]);
    const { body } = response;
    expect([response.status, body instanceof Uint8Array ? new TextDecoder().decode(body) : undefined]).toEqual([
      status,
      text,
    ]);
    expect(response.headers['content-range']).toBe(contentRange);
  });
  test('of declared size: the transfer is as long as the whole', () => {
    const { blob: large, digest } = createLayer([], { compressedSize: 50_000_000 });
    const declared = fresh([blob('app', large)]);
    const whole = send(declared, ['GET', `/v2/app/blobs/${digest}`]);
    expect([whole.size, whole.headers['content-length'], whole.body]).toEqual([50_000_000, '50000000', large]);
    const rest = send(declared, ['GET', `/v2/app/blobs/${digest}`, undefined, { range: 'bytes=1000-' }]);
    expect([rest.size, rest.body, rest.headers['content-range']]).toEqual([
      49_999_000,
      new Uint8Array(0),
      'bytes 1000-49999999/50000000',
    ]);
  });
});

test('tags come page by page', () => {
  const tags = ['a', 'b', 'c', 'd'];
  const registry = fresh([
    ...pushed,
    ...tags.map((tag): Sent => ['PUT', `/v2/app/manifests/${tag}`, image.manifestText]),
  ]);
  const pages: unknown[] = [];
  for (let url: string | undefined = '/v2/app/tags/list?n=2'; url !== undefined;) {
    const { body, headers } = send(registry, ['GET', url]);
    pages.push((body as { tags: string[] }).tags);
    url = /^<(.+)>; rel="next"$/.exec(headers['link'] ?? '')?.[1];
  }
  expect(pages).toEqual([['1.0', 'a'], ['b', 'c'], ['d']]);
});

test('the log shows what was pushed', () => {
  const registry = fresh(pushed);
  const { store } = registry.registry.kernel;
  expect(store.get('registry', 'localhost:5000')).toEqual({ host: 'localhost:5000', state: 'ready' });
  expect(store.get('repository', 'localhost:5000/app')).toEqual({
    host: 'localhost:5000',
    name: 'app',
    private: false,
    tags: { '1.0': image.manifestDigest },
    manifests: {
      [image.manifestDigest]: {
        mediaType: mediaTypes.oci.manifest,
        platform: 'linux/amd64',
        config: image.id,
        layers: [{ digest: layer.digest, size: layer.size }],
      },
    },
  });
});

test('over the network, with a streamed upload', () => {
  const kernel = new Kernel({ seed: 'test', epoch: 0 });
  kernel.serve('registry:localhost:5000', createRegistry(kernel, { host: 'localhost:5000' }).service);
  const upload = bytePipe();
  for (const part of ['foo', 'bar']) upload.offer(bytes(part));
  upload.close();
  const call = kernel.call(
    'registry:localhost:5000',
    request('POST', '/v2/app/blobs/uploads/', { query: { digest: sha256('foobar') }, upload }),
    { from: 'daemon:drydock', protocol: 'distribution', link: { latency: 5, bandwidth: 1000 } },
  );
  let reply: Reply | undefined;
  kernel.spawn('push', call).whenFinished((outcome) => {
    if ('value' in outcome && 'status' in outcome.value) reply = outcome.value;
  });
  kernel.advance(1000);
  expect([reply?.status, reply?.headers['docker-content-digest'], reply?.arrives]).toEqual([201, sha256('foobar'), 12]);
});
