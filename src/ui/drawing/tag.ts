// The size of a tag, and the words on it.
import { fitText, textWidth } from './text-width.ts';

const code = { face: 'code' } as const;

/** Height of a tag in px. */
export const tagHeight = 21;
/** Width of a tag that shows the whole name. */
export const tagWidth = (name: string): number => textWidth(name, code) + 27;

/** An image's name in `room` px: the registry and the path give way first, then a tag that Docker adds by itself, then the end of the name. */
export function fitReference(name: string, room: number): string {
  if (textWidth(name, code) <= room) return name;
  const last = name.slice(name.lastIndexOf('/') + 1);
  const short = last === name ? name : `…/${last}`;
  if (textWidth(short, code) <= room) return short;
  const [stem = '', tag = 'latest'] = last.split(':');
  if (tag === 'latest') return fitText(stem, room, code);
  const start = fitText(stem, room - textWidth(`:${tag}`, code), code);
  return fitText(`${start || '…'}:${tag}`, room, code);
}
