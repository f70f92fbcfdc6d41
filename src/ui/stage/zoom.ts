// Which view shows an object closely: one level further in.
import type { View } from '../../sim/kernel/view.ts';

/** Id of the view into which an object (as the stage names it) opens; undefined where the inspector is all there is. */
export function zoomOf(view: View, id: string): string | undefined {
  if (id.startsWith('message:')) return 'messages';
  if (view.get('container', id)) return 'inside';
  if (view.get('image', id)) return 'layers';
  return view.get('network', id) ? 'network' : undefined;
}
