// What a menu offers.
import type { IconName } from './icon-shapes.ts';

/** One line of a menu: something that is done, or somewhere to go. */
export interface MenuEntry {
  readonly icon: IconName;
  /** A verb. */
  readonly label: string;
  /** Undefined when it cannot be done now. */
  readonly act?: (() => void) | undefined;
  /** Where it leads, instead of something that is done. */
  readonly href?: string;
  /** The menu stays open, because one chooses more than once. */
  readonly stays?: boolean;
}
