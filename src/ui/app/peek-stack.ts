// The small stack in the edge of the folded stage: the layers of the image that comes, or came last, as far as they are there.
import { recordKey } from '../../sim/engine/records.ts';
import type { View } from '../../sim/kernel/view.ts';

/** A layer in the small stack. */
export interface PeekLayer {
  /** Its chain id. */
  readonly id: string;
  /** That of what it is packed in, or its chain id until that is known. */
  readonly digest: string;
  /** How much of it has come, 0 to 1. */
  readonly done: number;
}

/** The stack at the view's moment, lowest first; empty where there is no image. */
export function peekStack(view: View): readonly PeekLayer[] {
  const coming = view.all('pull').findLast(({ state, layers }) => state === 'pulling' && layers.length > 0);
  const from = coming ?? view.all('image').at(-1);
  return (from?.layers ?? []).map((id): PeekLayer => {
    const layer = view.get('layer', recordKey(from?.engine ?? '', id));
    if (!layer || layer.state === 'absent' || layer.state === 'failed')
      return { id, digest: layer?.digest || id, done: 0 };
    const span = layer.until - layer.from;
    const part = span > 0 ? Math.min(1, Math.max(0, (view.time - layer.from) / span)) : 1;
    return { id, digest: layer.digest || id, done: layer.state === 'downloading' ? part : 1 };
  });
}
