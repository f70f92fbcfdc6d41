// `--build-context name=folder`: files of the client under a name that a Dockerfile uses like an image.
import { sleep, type Task } from '../../kernel/task.ts';
import { readTar } from '../../oci/tar-read.ts';
import { decodeBase64 } from '../../kernel/base64.ts';
import { emptyTree } from '../layers/empty-tree.ts';
import type { BaseFailure, BaseImage } from './base-image.ts';
import type { Builder } from './builder.ts';
import { commitLayer } from './commit-layer.ts';
import { contextTree } from './context.ts';
import { shownBytes, transferSize } from './transfer-size.ts';

/** The files as something that a stage can begin with or copy from. */
export function* loadNamedContext(builder: Builder, name: string, files: string): Task<BaseImage | BaseFailure> {
  const { engine, progress } = builder;
  const list = progress.vertex(`[context ${name}] load .dockerignore`).start();
  list.status(`transferring ${name}: 2B`, true);
  list.done();
  const vertex = progress.vertex(`[context ${name}] load from client`).start();
  const reading = readTar(decodeBase64(files) ?? new Uint8Array());
  if (!reading.ok) return { failure: reading.message };
  const tree = contextTree(reading.entries);
  yield* sleep(2);
  vertex.status(`transferring ${name}: ${shownBytes(transferSize(tree, () => true, undefined))}`, true);
  vertex.done();
  const below = { chain: [], diffIds: [] };
  const snapshot = tree === emptyTree ? below : commitLayer(engine, below, tree, `context ${name}`);
  const config = {
    architecture: 'amd64',
    os: 'linux',
    config: {},
    rootfs: { type: 'layers' as const, diff_ids: snapshot.diffIds },
    history: [],
  };
  return { snapshot, config, name, context: '', digest: '' };
}
