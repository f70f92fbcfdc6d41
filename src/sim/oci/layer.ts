// A layer: a set of changes to a filesystem, as a tar archive and as the compressed blob that travels (layer.md).
import { sha256 } from './digest.ts';
import { blobSize, declareSize, gunzip, gzip, isGzip } from './gzip.ts';
import { mediaTypes } from './media-types.ts';
import { entrySize } from './tar-entry.ts';
import { readTar } from './tar-read.ts';
import { writeTar } from './tar-write.ts';
import type { BlobDigest, DiffId } from './digest.ts';
import type { TarEntry } from './tar-entry.ts';

/** A layer. Its bytes never change; two layers of the same entries in the same order have the same digests. */
export interface Layer {
  /** Digest of `tar`. */
  readonly diffId: DiffId;
  /** Digest of `blob`. */
  readonly digest: BlobDigest;
  /** Media type of `blob`. */
  readonly mediaType: string;
  /** Size of the compressed blob in bytes, as its descriptor states it; larger than `blob` when declared. */
  readonly size: number;
  /** Sum of the sizes of its files in bytes: how Docker counts a layer's size. */
  readonly uncompressedSize: number;
  readonly tar: Uint8Array;
  readonly blob: Uint8Array;
  readonly entries: readonly TarEntry[];
}

/** How `createLayer` makes the blob. */
export interface LayerOptions {
  /** By default OCI's gzip type. */
  readonly mediaType?: string;
  /** Declared size of the compressed blob in bytes; by default its true size, with files of declared size estimated. */
  readonly compressedSize?: number;
}

/** What gzip leaves of a file whose bytes we do not have: programs and libraries shrink to about two fifths. */
const assumedRatio = 0.4;

/** The layer of entries in the order given. */
export function createLayer(entries: readonly TarEntry[], options: LayerOptions = {}): Layer {
  const tar = writeTar(entries);
  const declared = entries.reduce((sum, entry) => sum + (entry.content ? 0 : entrySize(entry)), 0);
  const plain = gzip(tar);
  const size =
    options.compressedSize ?? (declared > 0 ? plain.length + Math.round(declared * assumedRatio) : undefined);
  return assemble(entries, tar, size === undefined ? plain : declareSize(plain, size), options.mediaType);
}

/** The layer that a blob holds, compressed or not; a failure says what is wrong with it, as Docker words it. */
export function readLayer(
  blob: Uint8Array,
  mediaType?: string,
): { readonly ok: true; readonly layer: Layer } | { readonly ok: false; readonly message: string } {
  const tar = isGzip(blob) ? gunzip(blob) : blob;
  if (!tar) return { ok: false, message: 'gzip: invalid header' };
  const reading = readTar(tar);
  if (!reading.ok) return reading;
  const type = mediaType ?? (isGzip(blob) ? mediaTypes.oci.layerGzip : mediaTypes.oci.layer);
  return { ok: true, layer: assemble(reading.entries, tar, blob, type) };
}

function assemble(
  entries: readonly TarEntry[],
  tar: Uint8Array,
  blob: Uint8Array,
  mediaType: string = mediaTypes.oci.layerGzip,
): Layer {
  return {
    diffId: sha256<DiffId>(tar),
    digest: sha256<BlobDigest>(blob),
    mediaType,
    size: blobSize(blob),
    uncompressedSize: entries.reduce((sum, entry) => sum + (entry.type === 'file' ? entrySize(entry) : 0), 0),
    tar,
    blob,
    entries,
  };
}
