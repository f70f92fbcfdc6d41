// Where a message between programs is on its way: from the learner's machine over the published port into a container.
import type { MessageEntry } from '../../sim/kernel/log.ts';
import type { Direction } from '../drawing/packet.ts';
import type { HostLayout } from './host-layout.ts';
import type { PictureContainer } from './picture.ts';
import type { StageLayout } from './stage-layout.ts';

export interface Traffic {
  readonly message: MessageEntry;
  /** Middle of the packet, px. */
  readonly x: number;
  readonly y: number;
  readonly head: string;
  readonly body: string;
  readonly direction: Direction;
  /** Record key of the container at the other end; the id of its group where it stands in one. */
  readonly container: string;
}

type Point = readonly [number, number];

/** The packet of a message at virtual time `time`; undefined when no container drawn takes part in it. */
export function trafficPath(
  message: MessageEntry,
  time: number,
  host: HostLayout,
  places: StageLayout,
): Traffic | undefined {
  const ends = [message.from, message.to].map((endpoint) =>
    endpoint.startsWith('container:') ? endpoint.slice('container:'.length) : undefined,
  );
  const takesPart = ({ id }: PictureContainer): boolean => ends.some((end) => end !== undefined && id.endsWith(end));
  const target =
    host.containers.find(({ container }) => takesPart(container)) ??
    host.groups.find(({ open, members }) => !open && members.some(takesPart));
  if (!target) return undefined;
  const inward = ends[1] !== undefined;
  const way = wayTo(target.ports[0]?.x ?? target.x + target.width / 2, target.y, places);
  const part = Math.min(1, Math.max(0, (time - message.t) / Math.max(0.001, message.received - message.t)));
  const [x, y] = along(inward ? way : way.toReversed(), part);
  return {
    message,
    x,
    y,
    head:
      message.role === 'request' ? (message.method ?? message.protocol.toUpperCase()) : String(message.status ?? ''),
    body: message.role === 'request' ? (message.path ?? '') : '',
    direction: inward ? 'right' : 'left',
    container: 'container' in target ? target.container.id : target.id,
  };
}

/** From the client's browser up, along the host's top edge, down through the socket. */
function wayTo(x: number, y: number, places: StageLayout): Point[] {
  const start = places.client.x + places.client.width / 2;
  const above = places.host.y - 10;
  return [
    [start, places.client.y + 8],
    [start, above],
    [x, above],
    [x, y],
  ];
}

/** The point a part of the way along a line of points. */
export function along(points: readonly Point[], part: number): Point {
  const lengths = points.slice(1).map(([x, y], index) => {
    const [px, py] = points[index] ?? [x, y];
    return Math.hypot(x - px, y - py);
  });
  let left = part * lengths.reduce((sum, length) => sum + length, 0);
  for (const [index, length] of lengths.entries()) {
    const from = points[index];
    const to = points[index + 1];
    if (!from || !to) break;
    if (left <= length) {
      const share = length === 0 ? 0 : left / length;
      return [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share];
    }
    left -= length;
  }
  return points.at(-1) ?? [0, 0];
}
