// A path in little room.
import { textWidth } from './text-width.ts';

/** A path that has too little room (px, in the code face) loses its beginning: the end tells more. Empty where there is none. */
export function fitPath(path: string, room: number): string {
  const most = Math.floor(room / textWidth('x', { face: 'code' }));
  return path.length <= most ? path : most < 4 ? '' : `…${path.slice(1 - most)}`;
}
