// The OCI Distribution Specification's behaviours as a table: pull, push, content discovery, content management. `end-…` are the
// specification's names of endpoints. Each row is for a fresh registry that lets blobs and manifests be deleted.
import { sha256 } from '../../../src/sim/oci/digest.ts';
import { appendLayer, emptyImage, finishImage } from '../../../src/sim/oci/image.ts';
import { createLayer } from '../../../src/sim/oci/layer.ts';
import { mediaTypes } from '../../../src/sim/oci/media-types.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
export const layer = createLayer([
  { path: 'a', type: 'file', mode: 0o644, uid: 0, gid: 0, mtime: 0, content: bytes('content') },
]);
export const image = finishImage(
  appendLayer(emptyImage({ architecture: 'amd64', os: 'linux' }), layer, { created_by: 'COPY a /' }),
);
const absent = sha256('nobody pushed this');
const foo = sha256('foo');
const index = JSON.stringify({
  schemaVersion: 2,
  mediaType: mediaTypes.oci.index,
  manifests: [{ mediaType: mediaTypes.oci.manifest, digest: image.manifestDigest, size: image.manifestText.length }],
});
const about = (subject: string, artifactType: string): string =>
  JSON.stringify({
    schemaVersion: 2,
    mediaType: mediaTypes.oci.manifest,
    artifactType,
    config: { mediaType: 'application/vnd.oci.empty.v1+json', digest: image.id, size: image.configText.length },
    layers: [],
    subject: { mediaType: mediaTypes.oci.manifest, digest: subject, size: image.manifestText.length },
    annotations: { made: 'by hand' },
  });
const signature = about(image.manifestDigest, 'example/signature');
const attestation = about(image.manifestDigest, 'example/attestation');

/** A method and a target, a body, headers. `UPLOAD` in a target is the location of the upload begun last. */
export type Sent = readonly [string, (string | Uint8Array | undefined)?, Record<string, string>?];

export const blob = (name: string, content: string | Uint8Array): Sent => [
  `POST /v2/${name}/blobs/uploads/?digest=${sha256(content)}`,
  content,
];
export const put = (name: string, reference: string, text: string): Sent => [
  `PUT /v2/${name}/manifests/${reference}`,
  text,
];
const nothing: readonly Sent[] = [];
const content: readonly Sent[] = [blob('app', layer.blob), blob('app', image.configText)];
export const pushed: readonly Sent[] = [...content, put('app', '1.0', image.manifestText)];
const begun: readonly Sent[] = [['POST /v2/app/blobs/uploads/']];
const halfway: readonly Sent[] = [...begun, ['PATCH UPLOAD', 'fo', { 'content-range': '0-1' }]];
const referred: readonly Sent[] = [...pushed, put('app', 'sig', signature), put('app', 'att', attestation)];
const several: readonly Sent[] = [
  ...pushed,
  ...['b', 'a', 'C', '2.0'].map((tag) => put('app', tag, image.manifestText)),
];

/** What is looked at besides the status: a code of an error, parts of headers, the body. */
export interface Expected {
  readonly code?: string;
  readonly headers?: Readonly<Record<string, string | RegExp>>;
  readonly body?: unknown;
}

export type Row = readonly [what: string, before: readonly Sent[], sent: Sent, status: number, expected?: Expected];

const location = /^\/v2\/app\/blobs\/uploads\/[0-9a-f-]{36}$/;
const tagsOf = (...tags: string[]): Expected => ({ body: { name: 'app', tags } });

const general: readonly Row[] = [
  [
    'end-1: the API is there',
    nothing,
    ['GET /v2/'],
    200,
    { headers: { 'docker-distribution-api-version': 'registry/2.0' } },
  ],
  ['end-1: without the slash', nothing, ['GET /v2'], 200],
  ['end-1: HEAD', nothing, ['HEAD /v2/'], 200],
  ['what is no endpoint', nothing, ['GET /v2/app/nonsense'], 404],
  ['version 1 of the API is gone', nothing, ['GET /v1/_ping'], 404],
  ['a name in capitals', nothing, ['GET /v2/App/tags/list'], 400, { code: 'NAME_INVALID' }],
  ['a name that begins with a dash', nothing, ['GET /v2/-app/tags/list'], 400, { code: 'NAME_INVALID' }],
  ['a name with an empty part', nothing, ['GET /v2/a//b/tags/list'], 400, { code: 'NAME_INVALID' }],
  ['a name with two dots together', nothing, ['GET /v2/a..b/tags/list'], 400, { code: 'NAME_INVALID' }],
  ['a name of several parts', [blob('a/b-c/d_e', 'foo')], [`HEAD /v2/a/b-c/d_e/blobs/${foo}`], 200],
  ['a name that is too long', nothing, [`GET /v2/${'a'.repeat(256)}/tags/list`], 400, { code: 'NAME_INVALID' }],
];

const pull: readonly Row[] = [
  [
    'end-2: GET of a blob',
    pushed,
    [`GET /v2/app/blobs/${layer.digest}`],
    200,
    { headers: { 'docker-content-digest': layer.digest, 'content-length': String(layer.size) }, body: layer.blob },
  ],
  [
    'end-2: HEAD of a blob',
    pushed,
    [`HEAD /v2/app/blobs/${layer.digest}`],
    200,
    { headers: { 'content-length': String(layer.size) }, body: undefined },
  ],
  [
    'end-2: GET of a configuration',
    pushed,
    [`GET /v2/app/blobs/${image.id}`],
    200,
    { headers: { 'docker-content-digest': image.id } },
  ],
  ['end-2: GET of a blob that is not there', pushed, [`GET /v2/app/blobs/${absent}`], 404, { code: 'BLOB_UNKNOWN' }],
  ['end-2: HEAD of a blob that is not there', pushed, [`HEAD /v2/app/blobs/${absent}`], 404],
  [
    'end-2: a blob of another repository',
    [...pushed, blob('other', 'foo')],
    [`GET /v2/app/blobs/${foo}`],
    404,
    { code: 'BLOB_UNKNOWN' },
  ],
  ['end-2: what is no digest', pushed, ['GET /v2/app/blobs/latest'], 400, { code: 'DIGEST_INVALID' }],
  ['end-2: a digest that is too short', pushed, ['GET /v2/app/blobs/sha256:abc'], 400, { code: 'DIGEST_INVALID' }],
  [
    'end-2: a range',
    [blob('app', 'foobar')],
    [`GET /v2/app/blobs/${sha256('foobar')}`, undefined, { range: 'bytes=1-3' }],
    206,
    { headers: { 'content-range': 'bytes 1-3/6' }, body: bytes('oob') },
  ],
  [
    'end-2: a range from the middle',
    [blob('app', 'foobar')],
    [`GET /v2/app/blobs/${sha256('foobar')}`, undefined, { range: 'bytes=4-' }],
    206,
    { body: bytes('ar') },
  ],
  [
    'end-2: a range that ends later than the blob',
    [blob('app', 'foobar')],
    [`GET /v2/app/blobs/${sha256('foobar')}`, undefined, { range: 'bytes=4-99' }],
    206,
    { headers: { 'content-range': 'bytes 4-5/6' } },
  ],
  [
    'end-2: a range beyond the end',
    [blob('app', 'foobar')],
    [`GET /v2/app/blobs/${sha256('foobar')}`, undefined, { range: 'bytes=6-' }],
    416,
    { headers: { 'content-range': 'bytes */6' } },
  ],
  [
    'end-3: GET of a manifest by tag',
    pushed,
    ['GET /v2/app/manifests/1.0'],
    200,
    {
      headers: { 'content-type': mediaTypes.oci.manifest, 'docker-content-digest': image.manifestDigest },
      body: image.manifestText,
    },
  ],
  [
    'end-3: GET of a manifest by digest',
    pushed,
    [`GET /v2/app/manifests/${image.manifestDigest}`],
    200,
    { body: image.manifestText },
  ],
  [
    'end-3: HEAD of a manifest by tag',
    pushed,
    ['HEAD /v2/app/manifests/1.0'],
    200,
    {
      headers: { 'docker-content-digest': image.manifestDigest, 'content-length': String(image.manifestText.length) },
      body: undefined,
    },
  ],
  ['end-3: HEAD of a manifest by digest', pushed, [`HEAD /v2/app/manifests/${image.manifestDigest}`], 200],
  ['end-3: a tag that is not there', pushed, ['GET /v2/app/manifests/9'], 404, { code: 'MANIFEST_UNKNOWN' }],
  ['end-3: HEAD of a tag that is not there', pushed, ['HEAD /v2/app/manifests/9'], 404],
  ['end-3: a digest that is not there', pushed, [`GET /v2/app/manifests/${absent}`], 404, { code: 'MANIFEST_UNKNOWN' }],
  ['end-3: a repository that is not there', nothing, ['GET /v2/app/manifests/1.0'], 404],
  [
    'end-3: a blob is no manifest',
    pushed,
    [`GET /v2/app/manifests/${layer.digest}`],
    404,
    { code: 'MANIFEST_UNKNOWN' },
  ],
  [
    'end-3: an index',
    [...pushed, put('app', 'all', index)],
    ['GET /v2/app/manifests/all'],
    200,
    { headers: { 'content-type': mediaTypes.oci.index }, body: index },
  ],
  [
    'end-3: the tag that was put last counts',
    [...pushed, put('app', '1.0', index)],
    ['HEAD /v2/app/manifests/1.0'],
    200,
    { headers: { 'docker-content-digest': sha256(index) } },
  ],
];

const push: readonly Row[] = [
  ['end-4a: an upload begins', nothing, ['POST /v2/app/blobs/uploads/'], 202, { headers: { location, range: '0-0' } }],
  [
    'end-4b: a blob in one request',
    nothing,
    blob('app', 'foo'),
    201,
    { headers: { location: `/v2/app/blobs/${foo}`, 'docker-content-digest': foo } },
  ],
  [
    'end-4b: a digest that is not the content’s',
    nothing,
    [`POST /v2/app/blobs/uploads/?digest=${absent}`, 'foo'],
    400,
    { code: 'DIGEST_INVALID' },
  ],
  [
    'end-4b: what is no digest',
    nothing,
    ['POST /v2/app/blobs/uploads/?digest=foo', 'foo'],
    400,
    { code: 'DIGEST_INVALID' },
  ],
  ['end-4b: a blob that is there already', [blob('app', 'foo')], blob('app', 'foo'), 201],
  ['end-4b: an empty blob', nothing, blob('app', ''), 201],
  [
    'end-4b: it can be pulled afterwards',
    [blob('app', 'foo')],
    [`GET /v2/app/blobs/${foo}`],
    200,
    { body: bytes('foo') },
  ],
  [
    'end-5: the first chunk',
    begun,
    ['PATCH UPLOAD', 'fo', { 'content-range': '0-1', 'content-length': '2' }],
    202,
    { headers: { location, range: '0-1' } },
  ],
  [
    'end-5: the next chunk',
    halfway,
    ['PATCH UPLOAD', 'o', { 'content-range': '2-2' }],
    202,
    { headers: { range: '0-2' } },
  ],
  ['end-5: a chunk that leaves a gap', halfway, ['PATCH UPLOAD', 'o', { 'content-range': '3-3' }], 416],
  ['end-5: a chunk a second time', halfway, ['PATCH UPLOAD', 'fo', { 'content-range': '0-1' }], 416],
  ['end-5: all in one stream without a range', begun, ['PATCH UPLOAD', 'foo'], 202, { headers: { range: '0-2' } }],
  [
    'end-5: an upload that nobody began',
    nothing,
    ['PATCH /v2/app/blobs/uploads/00000000-0000-0000-0000-000000000000', 'foo'],
    404,
    { code: 'BLOB_UPLOAD_UNKNOWN' },
  ],
  [
    'end-6: an upload ends with its whole content',
    begun,
    [`PUT UPLOAD?digest=${foo}`, 'foo'],
    201,
    { headers: { location: `/v2/app/blobs/${foo}` } },
  ],
  ['end-6: with its last chunk', halfway, [`PUT UPLOAD?digest=${foo}`, 'o'], 201],
  [
    'end-6: after its last chunk',
    [...halfway, ['PATCH UPLOAD', 'o', { 'content-range': '2-2' }]],
    [`PUT UPLOAD?digest=${foo}`],
    201,
    { headers: { 'docker-content-digest': foo } },
  ],
  ['end-6: with another digest', halfway, [`PUT UPLOAD?digest=${foo}`, 'x'], 400, { code: 'DIGEST_INVALID' }],
  ['end-6: without a digest', halfway, ['PUT UPLOAD', 'o'], 400, { code: 'DIGEST_INVALID' }],
  [
    'end-6: an upload that nobody began',
    nothing,
    [`PUT /v2/app/blobs/uploads/00000000-0000-0000-0000-000000000000?digest=${foo}`, 'foo'],
    404,
    { code: 'BLOB_UPLOAD_UNKNOWN' },
  ],
  [
    'end-6: an upload that ended',
    [...halfway, [`PUT UPLOAD?digest=${foo}`, 'o']],
    [`PUT UPLOAD?digest=${foo}`, 'o'],
    404,
  ],
  ['end-13: how far an upload is', halfway, ['GET UPLOAD'], 204, { headers: { range: '0-1', location } }],
  [
    'end-13: an upload that nobody began',
    nothing,
    ['GET /v2/app/blobs/uploads/00000000-0000-0000-0000-000000000000'],
    404,
  ],
  ['an upload is given up', halfway, ['DELETE UPLOAD'], 204],
  ['an upload that was given up', [...halfway, ['DELETE UPLOAD']], ['GET UPLOAD'], 404],
  [
    'end-11: a blob is mounted',
    [blob('other', 'foo')],
    [`POST /v2/app/blobs/uploads/?mount=${foo}&from=other`],
    201,
    { headers: { location: `/v2/app/blobs/${foo}` } },
  ],
  [
    'end-11: it can be pulled afterwards',
    [blob('other', 'foo'), [`POST /v2/app/blobs/uploads/?mount=${foo}&from=other`]],
    [`GET /v2/app/blobs/${foo}`],
    200,
    { body: bytes('foo') },
  ],
  [
    'end-11: what cannot be mounted is uploaded',
    nothing,
    [`POST /v2/app/blobs/uploads/?mount=${foo}&from=other`],
    202,
    { headers: { location } },
  ],
  ['end-11: without saying from where', [blob('other', 'foo')], [`POST /v2/app/blobs/uploads/?mount=${foo}`], 202],
  [
    'end-7: a manifest by tag',
    content,
    put('app', '1.0', image.manifestText),
    201,
    {
      headers: { location: `/v2/app/manifests/${image.manifestDigest}`, 'docker-content-digest': image.manifestDigest },
    },
  ],
  ['end-7: a manifest by digest', content, put('app', image.manifestDigest, image.manifestText), 201],
  [
    'end-7: by digest no tag comes to be',
    [...content, put('app', image.manifestDigest, image.manifestText)],
    ['GET /v2/app/tags/list'],
    200,
    tagsOf(),
  ],
  [
    'end-7: by the digest of something else',
    content,
    put('app', absent, image.manifestText),
    400,
    { code: 'DIGEST_INVALID' },
  ],
  [
    'end-7: blobs that are missing',
    [blob('app', layer.blob)],
    put('app', '1.0', image.manifestText),
    400,
    { code: 'MANIFEST_BLOB_UNKNOWN' },
  ],
  [
    'end-7: blobs of another repository',
    [blob('other', layer.blob), blob('other', image.configText)],
    put('app', '1.0', image.manifestText),
    400,
    { code: 'MANIFEST_BLOB_UNKNOWN' },
  ],
  ['end-7: what is no manifest', content, put('app', '1.0', '{}'), 400, { code: 'MANIFEST_INVALID' }],
  ['end-7: what is no JSON', content, put('app', '1.0', 'foo'), 400, { code: 'MANIFEST_INVALID' }],
  [
    'end-7: a type that the header denies',
    content,
    [`PUT /v2/app/manifests/1.0`, image.manifestText, { 'content-type': mediaTypes.oci.index }],
    400,
    { code: 'MANIFEST_INVALID' },
  ],
  ['end-7: a tag that is none', content, put('app', '-x', image.manifestText), 400, { code: 'TAG_INVALID' }],
  [
    'end-7: a tag of 129 characters',
    content,
    put('app', 'a'.repeat(129), image.manifestText),
    400,
    { code: 'TAG_INVALID' },
  ],
  ['end-7: a tag of 128 characters', content, put('app', 'a'.repeat(128), image.manifestText), 201],
  ['end-7: an index', pushed, put('app', 'all', index), 201, { headers: { 'docker-content-digest': sha256(index) } }],
  ['end-7: an index of what is missing', content, put('app', 'all', index), 400, { code: 'MANIFEST_BLOB_UNKNOWN' }],
  [
    'end-7: a manifest about another',
    pushed,
    put('app', 'sig', signature),
    201,
    { headers: { 'oci-subject': image.manifestDigest } },
  ],
  [
    'end-7: a manifest about one that is not there yet',
    content,
    put('app', 'sig', about(absent, 'example/signature')),
    201,
    { headers: { 'oci-subject': absent } },
  ],
];

const discovery: readonly Row[] = [
  ['end-8a: tags', pushed, ['GET /v2/app/tags/list'], 200, tagsOf('1.0')],
  [
    'end-8a: in the order of their characters',
    several,
    ['GET /v2/app/tags/list'],
    200,
    tagsOf('1.0', '2.0', 'C', 'a', 'b'),
  ],
  [
    'end-8b: at most so many',
    several,
    ['GET /v2/app/tags/list?n=2'],
    200,
    { ...tagsOf('1.0', '2.0'), headers: { link: /^<\/v2\/app\/tags\/list\?last=2\.0&n=2>; rel="next"$/ } },
  ],
  ['end-8b: none', several, ['GET /v2/app/tags/list?n=0'], 200, tagsOf()],
  ['end-8b: after one', several, ['GET /v2/app/tags/list?last=C'], 200, tagsOf('a', 'b')],
  ['end-8b: so many after one', several, ['GET /v2/app/tags/list?n=1&last=C'], 200, tagsOf('a')],
  ['end-8b: after one that is not there', several, ['GET /v2/app/tags/list?last=3'], 200, tagsOf('C', 'a', 'b')],
  ['end-8b: after the last', several, ['GET /v2/app/tags/list?last=z'], 200, tagsOf()],
  ['end-8b: more than there are', several, ['GET /v2/app/tags/list?n=100'], 200, tagsOf('1.0', '2.0', 'C', 'a', 'b')],
  ['end-8b: what is no number', several, ['GET /v2/app/tags/list?n=x'], 400],
  ['end-8a: a repository that is not there', nothing, ['GET /v2/app/tags/list'], 404, { code: 'NAME_UNKNOWN' }],
  [
    'end-12: what refers to a manifest',
    referred,
    [`GET /v2/app/referrers/${image.manifestDigest}`],
    200,
    { headers: { 'content-type': mediaTypes.oci.index }, body: /example\/signature.*example\/attestation/s },
  ],
  [
    'end-12: of one kind',
    referred,
    [`GET /v2/app/referrers/${image.manifestDigest}?artifactType=example/signature`],
    200,
    { headers: { 'oci-filters-applied': 'artifactType' }, body: /^(?!.*attestation).*signature/s },
  ],
  [
    'end-12: with annotations',
    referred,
    [`GET /v2/app/referrers/${image.manifestDigest}`],
    200,
    { body: /"annotations":\{"made":"by hand"\}/ },
  ],
  [
    'end-12: nothing refers',
    pushed,
    [`GET /v2/app/referrers/${image.manifestDigest}`],
    200,
    { body: /"manifests":\[\]/ },
  ],
  ['end-12: to what is not there', nothing, [`GET /v2/app/referrers/${absent}`], 200, { body: /"manifests":\[\]/ }],
  ['end-12: what is no digest', referred, ['GET /v2/app/referrers/latest'], 400, { code: 'DIGEST_INVALID' }],
  [
    'repositories',
    [
      ...pushed,
      blob('team/app', layer.blob),
      blob('team/app', image.configText),
      put('team/app', 'x', image.manifestText),
    ],
    ['GET /v2/_catalog'],
    200,
    { body: { repositories: ['app', 'team/app'] } },
  ],
  [
    'a repository without a manifest is not listed',
    [...pushed, blob('other', 'foo')],
    ['GET /v2/_catalog'],
    200,
    { body: { repositories: ['app'] } },
  ],
];

const management: readonly Row[] = [
  ['end-9: a tag', pushed, ['DELETE /v2/app/manifests/1.0'], 202],
  [
    'end-9: the tag is gone',
    [...pushed, ['DELETE /v2/app/manifests/1.0']],
    ['GET /v2/app/manifests/1.0'],
    404,
    { code: 'MANIFEST_UNKNOWN' },
  ],
  [
    'end-9: its manifest stays',
    [...pushed, ['DELETE /v2/app/manifests/1.0']],
    [`GET /v2/app/manifests/${image.manifestDigest}`],
    200,
  ],
  ['end-9: a manifest', pushed, [`DELETE /v2/app/manifests/${image.manifestDigest}`], 202],
  [
    'end-9: the manifest is gone',
    [...pushed, [`DELETE /v2/app/manifests/${image.manifestDigest}`]],
    [`GET /v2/app/manifests/${image.manifestDigest}`],
    404,
  ],
  [
    'end-9: its tags go with it',
    [...several, [`DELETE /v2/app/manifests/${image.manifestDigest}`]],
    ['GET /v2/app/manifests/a'],
    404,
  ],
  [
    'end-9: its blobs stay',
    [...pushed, [`DELETE /v2/app/manifests/${image.manifestDigest}`]],
    [`HEAD /v2/app/blobs/${layer.digest}`],
    200,
  ],
  [
    'end-9: it can be pushed again',
    [...pushed, [`DELETE /v2/app/manifests/${image.manifestDigest}`]],
    put('app', '1.0', image.manifestText),
    201,
  ],
  ['end-9: a tag that is not there', pushed, ['DELETE /v2/app/manifests/9'], 404, { code: 'MANIFEST_UNKNOWN' }],
  ['end-9: a digest that is not there', pushed, [`DELETE /v2/app/manifests/${absent}`], 404],
  ['end-9: a repository that is not there', nothing, ['DELETE /v2/app/manifests/1.0'], 404],
  [
    'end-9: a deleted signature refers no more',
    [...referred, [`DELETE /v2/app/manifests/${sha256(signature)}`]],
    [`GET /v2/app/referrers/${image.manifestDigest}`],
    200,
    { body: /^(?!.*signature).*attestation/s },
  ],
  ['end-10: a blob', pushed, [`DELETE /v2/app/blobs/${layer.digest}`], 202],
  [
    'end-10: the blob is gone',
    [...pushed, [`DELETE /v2/app/blobs/${layer.digest}`]],
    [`HEAD /v2/app/blobs/${layer.digest}`],
    404,
  ],
  [
    'end-10: another repository keeps it',
    [...pushed, blob('other', layer.blob), [`DELETE /v2/app/blobs/${layer.digest}`]],
    [`GET /v2/other/blobs/${layer.digest}`],
    200,
    { body: layer.blob },
  ],
  ['end-10: a blob that is not there', pushed, [`DELETE /v2/app/blobs/${absent}`], 404, { code: 'BLOB_UNKNOWN' }],
  [
    'end-10: it can be pushed again',
    [...pushed, [`DELETE /v2/app/blobs/${layer.digest}`], blob('app', layer.blob)],
    [`GET /v2/app/blobs/${layer.digest}`],
    200,
  ],
];

/** All rows by the part of the specification that they are of. */
export const conformance = [
  ['general', general],
  ['pull', pull],
  ['push', push],
  ['content discovery', discovery],
  ['content management', management],
] as const;
