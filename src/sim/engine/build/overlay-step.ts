// Changes the files of a snapshot without running anything in it: what WORKDIR, COPY and ADD do.
import { Disk } from '../../computer/filesystem/disk.ts';
import { FileSystem } from '../../computer/filesystem/file-system.ts';
import { MountTable } from '../../computer/filesystem/mounts.ts';
import { Overlay } from '../../computer/filesystem/overlay.ts';
import type { Engine } from '../engine.ts';
import { emptyTree } from '../layers/empty-tree.ts';
import type { Snapshot } from './snapshot.ts';
import { commitLayer } from './commit-layer.ts';

/** The snapshot with one more layer, or what `change` says is wrong. */
export function changeFiles(
  engine: Engine,
  below: Snapshot,
  createdBy: string,
  change: (files: FileSystem) => string | undefined,
): Snapshot | { readonly failure: string } {
  const disk = new Disk(emptyTree);
  const overlay = new Overlay(engine.layers.tree(below.chain.at(-1)), disk);
  const table = new MountTable({ source: 'overlay', type: 'overlay', node: overlay.root() }, () => engine.kernel.clock);
  const failure = change(new FileSystem(table));
  return failure === undefined ? commitLayer(engine, below, disk.tree, createdBy) : { failure };
}
