// Blobs by digest: pull, whole or in part, and delete (OCI distribution-spec, § Pulling blobs, § Deleting Blobs).
import { isDigest } from '../oci/digest.ts';
import { blobSize } from '../oci/gzip.ts';
import { error } from './errors.ts';
import { findBlob, findRepository } from './state.ts';
import type { Request, Response } from '../kernel/message.ts';
import type { Registry, Repository } from './state.ts';

/**
 * GET and HEAD /v2/<name>/blobs/<digest> (end-2). A blob of declared size counts as its bytes followed by as many as are
 * missing, which are never sent: `size` and `Content-Length` say how long the transfer is.
 */
export function getBlob(registry: Registry, request: Request, name: string, digest: string): Response {
  if (!isDigest(digest)) return error('DIGEST_INVALID', digest);
  const repository = findRepository(registry, name);
  const stored = repository && findBlob(registry, repository, digest);
  if (!stored) return error('BLOB_UNKNOWN', digest);
  const blob = asItLies(registry, digest, stored);
  const total = blobSize(blob);
  const range = readRange(request.headers['range'], total);
  if (range === 'unsatisfiable') return error('RANGE_INVALID', null, { 'content-range': `bytes */${total}` });
  const [first, end] = range ?? [0, total];
  return {
    status: range ? 206 : 200,
    headers: {
      'content-type': 'application/octet-stream',
      'docker-content-digest': digest,
      'accept-ranges': 'bytes',
      'content-length': String(end - first),
      ...(range ? { 'content-range': `bytes ${first}-${end - 1}/${total}` } : {}),
    },
    ...(request.method === 'HEAD' ? {} : { body: range ? blob.slice(first, end) : blob, size: end - first }),
  };
}

/** A blob as the registry's disk has it now: of one that was tampered with a bit in the middle is another. */
function asItLies({ kernel, options }: Registry, digest: string, blob: Uint8Array): Uint8Array {
  if (!kernel.store.get('registry', options.host)?.tampered?.includes(digest)) return blob;
  const changed = blob.slice();
  const middle = changed.length >> 1;
  changed[middle] = (changed[middle] ?? 0) ^ 1;
  return changed;
}

/** DELETE /v2/<name>/blobs/<digest> (end-10): the repository loses it; others that share it do not. */
export function deleteBlob(registry: Registry, repository: Repository, digest: string): Response {
  if (!isDigest(digest)) return error('DIGEST_INVALID', digest);
  if (!findBlob(registry, repository, digest)) return error('BLOB_UNKNOWN', digest);
  repository.blobs.delete(digest);
  repository.removed.add(digest);
  return { status: 202, headers: { 'docker-content-digest': digest } };
}

/** One range of bytes (RFC 9110 § 14.1.2) as [first, end); undefined for no range or one that is to be ignored. */
function readRange(header: string | undefined, total: number): readonly [number, number] | 'unsatisfiable' | undefined {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? '');
  const [, first = '', last = ''] = match ?? [];
  if (first === '' && last === '') return undefined;
  if (first === '') return Number(last) === 0 ? 'unsatisfiable' : [Math.max(0, total - Number(last)), total];
  if (last !== '' && Number(last) < Number(first)) return undefined;
  if (Number(first) >= total) return 'unsatisfiable';
  return [Number(first), last === '' ? total : Math.min(Number(last) + 1, total)];
}
