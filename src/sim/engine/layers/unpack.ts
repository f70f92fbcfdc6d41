// Blobs to file trees. Both steps are remembered by identity: catalogue blobs are shared by all worlds of a page or a test run.
import { apply } from '../../computer/filesystem/layer.ts';
import type { Tree } from '../../computer/filesystem/tree.ts';
import { readLayer, type Layer } from '../../oci/layer.ts';
import { changesOf } from './changes.ts';

const layersByBlob = new WeakMap<Uint8Array, Layer>();
const treesByLayer = new WeakMap<Layer, WeakMap<Tree, Tree>>();

/** Reads a blob as a layer; a failure is the daemon's message. */
export function openLayer(blob: Uint8Array): Layer | { readonly message: string } {
  const known = layersByBlob.get(blob);
  if (known) return known;
  const reading = readLayer(blob);
  if (!reading.ok) return { message: reading.message };
  layersByBlob.set(blob, reading.layer);
  return reading.layer;
}

/** The tree with a layer applied on top of it. */
export function unpack(below: Tree, layer: Layer): Tree {
  let trees = treesByLayer.get(layer);
  if (!trees) treesByLayer.set(layer, (trees = new WeakMap()));
  let tree = trees.get(below);
  if (!tree) trees.set(below, (tree = apply(below, changesOf(layer.entries))));
  return tree;
}
