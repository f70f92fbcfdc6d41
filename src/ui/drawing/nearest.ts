// Which object the arrow keys go to: the nearest one in that direction, straight ahead before aslant.
import type { Box } from './container-parts.ts';
import type { Heading } from './outlines.ts';

const centre = ({ x, y, width, height }: Box): readonly [number, number] => [x + width / 2, y + height / 2];

/**
 * The id of the nearest object from `from` in a direction, or undefined at the edge.
 * Distance aslant counts double, so that a row is walked along before it is left; what lies far aside comes last.
 */
export const nearestObject = (
  objects: readonly (Box & { id: string })[],
  from: string,
  heading: Heading,
): string | undefined => {
  const start = objects.find(({ id }) => id === from);
  if (!start) return objects[0]?.id;
  const [sx, sy] = centre(start);
  let best: { id: string; cost: number; inCone: boolean } | undefined;
  for (const object of objects) {
    if (object.id === from) continue;
    const [x, y] = centre(object);
    const [ahead, aside] = {
      right: [x - sx, y - sy] as const,
      left: [sx - x, y - sy] as const,
      down: [y - sy, x - sx] as const,
      up: [sy - y, x - sx] as const,
    }[heading];
    if (ahead < 1) continue;
    const inCone = Math.abs(aside) <= ahead * 3;
    const cost = ahead + 2 * Math.abs(aside);
    // What lies far aside is gone to only where nothing else is ahead: so everything can be reached.
    if (!best || (inCone === best.inCone ? cost < best.cost : inCone)) best = { id: object.id, cost, inCone };
  }
  return best?.id;
};
