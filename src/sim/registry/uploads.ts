// Pushing blobs: in one request, in a session of chunks, or by mounting one of another repository
// (OCI distribution-spec, § Pushing blobs, § Mounting a blob from another repository).
import { isDigest, sha256 } from '../oci/digest.ts';
import { concat } from '../oci/tar-write.ts';
import { error } from './errors.ts';
import { findBlob, findRepository } from './state.ts';
import type { Request, Response } from '../kernel/message.ts';
import type { Digest } from '../oci/digest.ts';
import type { Registry, Repository } from './state.ts';

/** POST /v2/<name>/blobs/uploads/ (end-4a opens a session, end-4b takes a whole blob, end-11 mounts one). */
export function startUpload(registry: Registry, request: Request, repository: Repository): Response {
  const { mount, from, digest } = request.query;
  if (mount !== undefined && from !== undefined && isDigest(mount)) {
    const other = findRepository(registry, from);
    const blob = other && findBlob(registry, other, mount);
    if (blob) return keep(registry, repository, mount, blob);
  }
  if (digest !== undefined) return finish(registry, repository, digest, bytesOf(request));
  const id = uploadId(registry);
  registry.uploads.set(id, { repository: repository.name, bytes: new Uint8Array(0) });
  return progress(202, repository.name, id, 0);
}

/** PATCH /v2/<name>/blobs/uploads/<id> (end-5): one more chunk; where `Content-Range` is given it must follow the last. */
export function patchUpload(registry: Registry, request: Request, repository: Repository, id: string): Response {
  const before = uploadOf(registry, repository, id);
  if (!before) return error('BLOB_UPLOAD_UNKNOWN');
  const start = /^(\d+)-\d+$/.exec(request.headers['content-range'] ?? '')?.[1];
  if (start !== undefined && Number(start) !== before.length) return error('RANGE_INVALID');
  const bytes = concat([before, bytesOf(request)]);
  registry.uploads.set(id, { repository: repository.name, bytes });
  return progress(202, repository.name, id, bytes.length);
}

/** PUT /v2/<name>/blobs/uploads/<id>?digest= (end-6): ends the session, with a last chunk or without. */
export function putUpload(registry: Registry, request: Request, repository: Repository, id: string): Response {
  const before = uploadOf(registry, repository, id);
  if (!before) return error('BLOB_UPLOAD_UNKNOWN');
  const answer = finish(registry, repository, request.query['digest'] ?? '', concat([before, bytesOf(request)]));
  registry.uploads.delete(id);
  return answer;
}

/** GET /v2/<name>/blobs/uploads/<id> (end-13): how far the session is. */
export function getUpload(registry: Registry, repository: Repository, id: string): Response {
  const bytes = uploadOf(registry, repository, id);
  return bytes ? progress(204, repository.name, id, bytes.length) : error('BLOB_UPLOAD_UNKNOWN');
}

/** DELETE /v2/<name>/blobs/uploads/<id> (distribution's API, beyond the specification): gives the session up. */
export function cancelUpload(registry: Registry, repository: Repository, id: string): Response {
  if (!uploadOf(registry, repository, id)) return error('BLOB_UPLOAD_UNKNOWN');
  registry.uploads.delete(id);
  return { status: 204, headers: { 'docker-upload-uuid': id } };
}

function uploadOf(registry: Registry, repository: Repository, id: string): Uint8Array | undefined {
  const upload = registry.uploads.get(id);
  return upload?.repository === repository.name ? upload.bytes : undefined;
}

function finish(registry: Registry, repository: Repository, digest: string, bytes: Uint8Array): Response {
  if (!isDigest(digest) || sha256(bytes) !== digest) return error('DIGEST_INVALID', digest);
  return keep(registry, repository, digest, bytes);
}

function keep(registry: Registry, repository: Repository, digest: Digest, bytes: Uint8Array): Response {
  registry.blobs.set(digest, bytes);
  repository.blobs.add(digest);
  repository.removed.delete(digest);
  return {
    status: 201,
    headers: { location: `/v2/${repository.name}/blobs/${digest}`, 'docker-content-digest': digest },
  };
}

/** `Range` is the last byte received, and `0-0` when there is none, as the reference implementation has it. */
function progress(status: number, name: string, id: string, length: number): Response {
  return {
    status,
    headers: {
      location: `/v2/${name}/blobs/uploads/${id}`,
      'docker-upload-uuid': id,
      range: `0-${Math.max(0, length - 1)}`,
    },
  };
}

function bytesOf({ body }: Request): Uint8Array {
  if (body instanceof Uint8Array) return body;
  return new TextEncoder().encode(typeof body === 'string' ? body : '');
}

function uploadId(registry: Registry): string {
  const hex = registry.kernel.random(`upload ${registry.options.host}`).hex(32);
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
