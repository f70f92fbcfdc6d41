// The size of a tag.
import { textWidth } from './text-width.ts';

/** Height of a tag in px. */
export const tagHeight = 21;
/** Width of a tag that shows the whole name. */
export const tagWidth = (name: string): number => textWidth(name, { face: 'code' }) + 27;
