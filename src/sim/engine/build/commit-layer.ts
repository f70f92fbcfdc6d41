// A layer of what a step changed, on top of a snapshot.
import { layerChanges } from '../../computer/filesystem/layer.ts';
import type { Tree } from '../../computer/filesystem/tree.ts';
import { chainIdAbove } from '../../oci/chain-id.ts';
import type { ChainId } from '../../oci/digest.ts';
import { createLayer } from '../../oci/layer.ts';
import type { Engine } from '../engine.ts';
import { entriesOf } from '../layers/changes.ts';
import { unpack } from '../layers/unpack.ts';
import type { Snapshot } from './snapshot.ts';

/** The snapshot with the layer that an overlay's upper tree makes. */
export function commitLayer(engine: Engine, below: Snapshot, upper: Tree, createdBy: string): Snapshot {
  const { layers, kernel } = engine;
  const layer = createLayer(entriesOf(layerChanges(upper), kernel.clock));
  const parent = below.chain.at(-1);
  const chainId = chainIdAbove(parent as ChainId | undefined, layer.diffId);
  if (!layers.has(chainId)) {
    layers.announce({
      chainId,
      diffId: layer.diffId,
      digest: '',
      parent: parent ?? '',
      compressedSize: 0,
      createdBy,
    });
    layers.complete(chainId, 'create', layer, unpack(layers.tree(parent), layer));
  }
  return { chain: [...below.chain, chainId], diffIds: [...below.diffIds, layer.diffId] };
}
