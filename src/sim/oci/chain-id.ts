// Chain IDs: one name for a stack of layers (OCI image-spec, config.md § Layer ChainID).
import { sha256 } from './digest.ts';
import type { ChainId, DiffId } from './digest.ts';

/**
 * The chain IDs of every prefix of a stack of layers, bottom first: the first is the bottom layer's diff ID itself,
 * each next one is the digest of `<chain ID below> <diff ID>`.
 */
export function chainIds(diffIds: readonly DiffId[]): ChainId[] {
  const chain: ChainId[] = [];
  for (const diffId of diffIds) chain.push(chainIdAbove(chain.at(-1), diffId));
  return chain;
}

/** The chain ID of a layer put on top of a stack; without a stack, of a bottom layer. */
export function chainIdAbove(below: ChainId | undefined, diffId: DiffId): ChainId {
  return below === undefined ? (diffId as string as ChainId) : sha256<ChainId>(`${below} ${diffId}`);
}
