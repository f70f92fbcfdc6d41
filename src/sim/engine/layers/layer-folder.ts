// Where a layer lies on the engine's disk, as inspect tells it.
import { hexOf, sha256 } from '../../oci/digest.ts';
import type { LayerRecord } from '../records.ts';

/** A name of 64 hexadecimal digits that is always the same for a text. */
export const nameFor = (text: string): string => hexOf(sha256(text));

/** The folder of a layer. BuildKit names those that it makes in another way: 25 letters and digits. */
export function layerFolder(chainId: string, layer: LayerRecord | undefined): string {
  const hex = nameFor(`layer ${chainId}`);
  const fromBuild = layer?.digest === '' && /^WORKDIR |# buildkit$/.test(layer.createdBy);
  return `/var/lib/docker/overlay2/${fromBuild ? BigInt(`0x${hex}`).toString(36).padStart(25, '0').slice(0, 25) : hex}`;
}
