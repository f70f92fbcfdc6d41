// What a database server needs beyond its data: the compiled engine, its share files, and a cluster as initdb lays it out.
import { gunzipSync } from 'fflate';
import { readAsset } from '../../node/asset.ts';
import type { DatabaseClass } from './pglite.ts';

/** A data directory by path: bytes of files, undefined for empty directories. */
export type ClusterTemplate = readonly (readonly [path: string, content: Uint8Array | undefined])[];

export interface Engine {
  readonly Database: DatabaseClass;
  readonly module: WebAssembly.Module;
  readonly share: ArrayBuffer;
}

/** Loads and compiles PostgreSQL: about 5 MiB, once a page. */
export async function loadEngine(): Promise<Engine> {
  const [{ PGlite }, program, share] = await Promise.all([
    import('@electric-sql/pglite'),
    readAsset(new URL('../../../../../node_modules/@electric-sql/pglite/dist/pglite.wasm', import.meta.url)),
    readAsset(new URL('../../../../../node_modules/@electric-sql/pglite/dist/pglite.data', import.meta.url)),
  ]);
  const module = await WebAssembly.compile(program as Uint8Array<ArrayBuffer>);
  const { buffer, byteOffset, byteLength } = share;
  return {
    Database: PGlite as unknown as DatabaseClass,
    module,
    share: buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer,
  };
}

/** Loads the cluster that initdb lays out: about 1 MiB. Its files are shared by all clusters until they are changed. */
export async function loadClusterTemplate(): Promise<ClusterTemplate> {
  const packed = gunzipSync(await readAsset(new URL('./cluster.gz', import.meta.url)));
  const headSize = new DataView(packed.buffer, packed.byteOffset).getUint32(0, true);
  const head = JSON.parse(new TextDecoder().decode(packed.subarray(4, 4 + headSize))) as {
    readonly files: readonly (readonly [string, number?])[];
    readonly sizes: readonly number[];
  };
  let at = 4 + headSize;
  const contents = head.sizes.map((size) => packed.slice(at, (at += size)));
  return head.files.map(([path, content]) => [path, content === undefined ? undefined : contents[content]]);
}
