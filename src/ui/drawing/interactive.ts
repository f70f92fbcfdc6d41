// What every drawn object can be to a person: a picture with a name, or a button; found by keyboard and by pointer.
import type { Box } from './container-parts.ts';

/** Props that every interactive object of the drawing takes. Without a label it is a mere picture, silent to readers. */
export interface Interactive {
  /** Id of the object in the simulated world; becomes `data-object`. */
  id?: string | undefined;
  /** Full name for assistive technology ("api, container, running, unhealthy, 2 networks"). */
  label?: string | undefined;
  /** Pressed by pointer, Enter or Space. Makes it a button. */
  onpick?: ((event: Event) => void) | undefined;
  /** 0 for the one object that the Tab key reaches, -1 (the default) for the others. */
  tabindex?: 0 | -1 | undefined;
  selected?: boolean | undefined;
  /** Of what opens and closes in its place: whether it is open. */
  expanded?: boolean | undefined;
  /** Draws it faintly: not what is spoken of. */
  dim?: boolean | undefined;
}

/** The area that takes the pointer: the object's own, widened about its centre to at least `least` px each way. */
export const hitArea = ({ x, y, width, height }: Box, least = 32): Box => {
  const dx = Math.max(0, least - width) / 2;
  const dy = Math.max(0, least - height) / 2;
  return { x: x - dx, y: y - dy, width: width + 2 * dx, height: height + 2 * dy };
};
