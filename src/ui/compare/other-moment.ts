// A moment that is shown beside the one at the playhead.
import type { Log } from '../../sim/kernel/log.ts';

export interface OtherMoment {
  /** What it is, above its drawing. */
  readonly title: string;
  /** Of this world, or of another one. */
  readonly log: Log;
  /** Virtual ms. */
  readonly time: number;
}
