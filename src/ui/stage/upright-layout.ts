// The places of the whole stage on a phone: client, host and registry above each other, in a drawing that can be scrolled.
import { textWidth } from '../drawing/text-width.ts';
import { crowdsOf, heightForOpen } from './container-layout.ts';
import { heightForImages } from './layer-layout.ts';
import type { Picture } from './picture.ts';
import { cablesIn } from './host-marks.ts';
import type { HostLayout } from './host-layout.ts';
import type { StageLayout } from './stage-layout.ts';

/** Heights in px: the head of a host, a network, a row of containers with the gap below it, a row of volumes. */
interface Heights {
  readonly head: number;
  readonly network: number;
  readonly containers: number;
  readonly volumes: number;
}
/** Where all have just their names, and where a finger finds each. */
const least: Heights = { head: 52, network: 28, containers: 36, volumes: 44 };
const easy: Heights = { head: 56, network: 28, containers: 58, volumes: 64 };

/** Least width of a container with its gap, px. */
const pitch = 122;
/** So many containers stand by themselves; of more, those of one image or service stand together. */
const fewEnough = 16;

/**
 * The height of a host that is so wide inside: `room`, where its names fit into that, or what they need to be read and touched with ease;
 * and what all in the group that is open need.
 */
export function hostHeight(
  { networks, containers, volumes, layers }: Picture,
  width: number,
  room: number,
  opened?: string,
): number {
  const units = containers.length > fewEnough ? crowdsOf(containers) : containers;
  const places = units.reduce((most, { place }) => Math.max(most, place + 1), 0);
  const rows = Math.ceil(places / Math.max(1, Math.floor((width + 12) / pitch)));
  const images = heightForImages(layers, width);
  const needed = (of: Heights): number =>
    of.head + networks.length * of.network + rows * of.containers + (volumes.length > 0 ? of.volumes : 0);
  const closed = needed(least) + images.least <= room ? room : Math.max(room, needed(easy) + images.easy);
  const open = heightForOpen(containers, width, opened);
  return open === 0 ? closed : Math.max(closed, easy.head + networks.length * easy.network + open + 8);
}

/**
 * Above each other: the client on top, the registry below. `hostIn` tells how high the host is that could have so much room; where it is
 * higher, so is the whole, and can be scrolled.
 */
export function aboveEachOther(
  width: number,
  height: number,
  hostIn: (room: number) => number = (room) => room,
): StageLayout {
  const margin = 11;
  const tall = height >= 460;
  const bar = tall ? 38 : 30;
  /** Room for what is said between client and host, and for layers on their way from the registry. */
  const above = tall ? 52 : 38;
  const below = tall ? 62 : 44;
  const across = width - 2 * margin;
  const hostY = 8 + bar + above;
  const hostHeight = hostIn(Math.max(120, height - hostY - below - bar - 8));
  return {
    small: true,
    client: { x: margin, y: 8, width: across, height: bar },
    host: { x: margin, y: hostY, width: across, height: hostHeight },
    registry: { x: margin, y: hostY + hostHeight + below, width: across, height: bar },
    // The daemon's bar stands where the host's name does beside each other: rails begin below it.
    inner: { x: margin + 12, y: hostY, width: across - 24, height: hostHeight - 8 },
    daemonWidth: 24,
  };
}

/** What a machine is called where one of several is chosen: its name, and what its daemon does unless that is nothing. */
export const machineLabel = (name: string, daemon: string): string => (daemon === 'idle' ? name : `${name}, ${daemon}`);

/** Containers narrower than this tell their ports in words: sockets would stand on the daemon's name, and pipes run through others. */
const socketsFrom = 150;

/** A layout without the sockets of narrow containers. */
export function withoutTightSockets(layout: HostLayout): HostLayout {
  const [container] = layout.containers;
  const [group] = layout.groups;
  if ((container ?? group ?? { width: socketsFrom }).width >= socketsFrom) return layout;
  return {
    ...layout,
    containers: layout.containers.map((placed) => ({ ...placed, ports: [] })),
    groups: layout.groups.map((placed) => ({ ...placed, ports: [] })),
  };
}

/** Width of the sign of a network that resolves names, with the air before it, px. */
const signWidth = 52;

/** A layout in which no cable runs through the name of a network, where there is a place for it on its rail. */
export function withFreeNames(layout: HostLayout): HostLayout {
  const { inner, rails } = layout;
  const cables = cablesIn(layout);
  return {
    ...layout,
    rails: rails.map((rail) => {
      const width = textWidth(rail.network.name, { weight: 600 });
      const inTheWay = cables.filter(({ y }) => y < rail.y).map(({ x }) => x);
      const isFree = (x: number): boolean => inTheWay.every((cable) => cable < x - 4 || cable > x + width + 4);
      const end = inner.x + inner.width - (rail.network.dns ? signWidth : 0) - width;
      const places = [rail.nameX, ...inTheWay.map((cable) => cable + 8).sort((a, b) => a - b)];
      return { ...rail, nameX: places.find((x) => x <= end && isFree(x)) ?? rail.nameX };
    }),
  };
}
