// A message as a packet: dark head (method or status), body, nose in the direction of travel.
import { textWidth } from './text-width.ts';

/** Who speaks: a request, its answer or refusal, an answer that stays open, a name lookup, a container's own traffic. */
export type MessageKind = 'request' | 'response' | 'error' | 'stream' | 'dns' | 'traffic';
/** Which way it travels. */
export type Direction = 'left' | 'right';

const nose = 9;
const headWidth = (head: string): number => textWidth(head, { size: 13.5, weight: 620 }) + 14;
const bodyWidth = (body: string): number => (body ? textWidth(body, { face: 'code' }) + 16 : 0);

/** How wide a packet is that says this. */
export const packetWidth = (head: string, body = ''): number => headWidth(head) + bodyWidth(body) + nose;

/** Outlines and text positions of a packet whose top left corner is x, y. */
export interface PacketParts {
  width: number;
  outline: string;
  head: string;
  headX: number;
  bodyX: number;
}

/** Lays out one packet. `width` wider than its words leaves room in the body. */
export const packetParts = (
  x: number,
  y: number,
  {
    direction,
    head,
    body = '',
    height = 24,
    width,
  }: { direction: Direction; head: string; body?: string; height?: number; width?: number | undefined },
): PacketParts => {
  const hw = headWidth(head);
  const w = width ?? packetWidth(head, body);
  const mid = y + height / 2;
  const low = y + height;
  return direction === 'right'
    ? {
        width: w,
        outline: `M${x} ${y}H${x + w - nose}L${x + w} ${mid}L${x + w - nose} ${low}H${x}Z`,
        head: `M${x} ${y}H${x + hw}V${low}H${x}Z`,
        headX: x + 7,
        bodyX: x + hw + 8,
      }
    : {
        width: w,
        outline: `M${x + nose} ${y}H${x + w}V${low}H${x + nose}L${x} ${mid}Z`,
        head: `M${x + nose} ${y}H${x + nose + hw}V${low}H${x + nose}L${x} ${mid}Z`,
        headX: x + nose + 6,
        bodyX: x + nose + hw + 8,
      };
};

/** Left edge of something `width` wide on its way between two lifelines, at `part` 0 (just sent) to 1 (arrived). */
export const travelX = (left: number, right: number, width: number, direction: Direction, part: number): number => {
  const span = Math.max(0, right - left - width);
  const t = Math.min(1, Math.max(0, part));
  return left + (direction === 'right' ? t : 1 - t) * span;
};
