// Content digests, `algorithm:hex` (OCI image-spec, descriptor.md § Digests), each kind of digest a type of its own.
import { sha256 as hashSha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

declare const digestBrand: unique symbol;
declare const kindBrand: unique symbol;

/** A well-formed digest such as `sha256:` and 64 hex digits; made only by `sha256` and `parseDigest`. */
export type Digest = string & { readonly [digestBrand]: true };
/** Digest of an image's configuration: what Docker shows as IMAGE ID. */
export type ImageId = Digest & { readonly [kindBrand]: 'image-id' };
/** Digest of a manifest or an index: what follows `@` in a reference. */
export type ManifestDigest = Digest & { readonly [kindBrand]: 'manifest' };
/** Digest of a layer's uncompressed tar. */
export type DiffId = Digest & { readonly [kindBrand]: 'diff-id' };
/** Digest of a layer's blob as it travels, usually compressed. */
export type BlobDigest = Digest & { readonly [kindBrand]: 'blob' };
/** Digest that names a stack of layers by all diff IDs from the bottom up. */
export type ChainId = Digest & { readonly [kindBrand]: 'chain-id' };

/** The hex digits that an algorithm's digest has; the three that the Go library behind Docker accepts. */
const hexLength: Readonly<Record<string, number>> = { sha256: 64, sha384: 96, sha512: 128 };

/** Why a text is no digest, in the words of Docker's digest library. */
export type DigestError =
  'invalid checksum digest format' | 'unsupported digest algorithm' | 'invalid checksum digest length';

/** The SHA-256 digest of bytes, or of a text as UTF-8. The caller names the kind that it computes. */
export function sha256<D extends Digest = Digest>(content: Uint8Array | string): D {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return `sha256:${bytesToHex(hashSha256(bytes))}` as unknown as D;
}

/** Reads a digest; the failure is the message that Docker prints for it. */
export function parseDigest<D extends Digest = Digest>(
  text: string,
): { ok: true; digest: D } | { ok: false; message: DigestError } {
  const match = /^([a-z0-9]+(?:[.+_-][a-z0-9]+)*):([a-zA-Z0-9=_-]+)$/.exec(text);
  const [, algorithm = '', encoded = ''] = match ?? [];
  if (!match) return { ok: false, message: 'invalid checksum digest format' };
  const length = hexLength[algorithm];
  if (length === undefined) return { ok: false, message: 'unsupported digest algorithm' };
  if (encoded.length !== length) return { ok: false, message: 'invalid checksum digest length' };
  if (!/^[a-f0-9]+$/.test(encoded)) return { ok: false, message: 'invalid checksum digest format' };
  return { ok: true, digest: text as unknown as D };
}

/** Whether a text is a well-formed digest. */
export function isDigest(text: string): text is Digest {
  return parseDigest(text).ok;
}

/** The digest's hex digits without its algorithm. */
export function hexOf(digest: Digest): string {
  return digest.slice(digest.indexOf(':') + 1);
}

/** The first 12 hex digits, as Docker abbreviates IDs; takes an ID with or without its algorithm. */
export function shortId(id: string): string {
  return id.slice(id.indexOf(':') + 1).slice(0, 12);
}
