// The marks that the inside of a host is drawn with: places from the layout, coming and going from the moment. Flat lists, in
// which a mark that has not changed is the same object as in the frame before.
import type { Box } from '../drawing/container-parts.ts';
import { drawnGroup, type DrawnGroup } from '../drawing/container-group.ts';
import { textWidth } from '../drawing/text-width.ts';
import type { PlacedContainer, PlacedGroup } from './container-layout.ts';
import type { HostLayout, PlacedRail, PlacedVolume } from './host-layout.ts';
import { KeptList, KeptWork } from './keep.ts';
import type { PlacedLayer, PlacedTag } from './layer-layout.ts';
import type { PictureContainer, PicturePort, PictureVolume } from './picture.ts';
import type { Presences } from './presence.ts';

interface Mark {
  /** Among those of its kind. */
  readonly key: string;
  /** While it comes or goes; undefined when it is simply there. */
  readonly opacity: number | undefined;
  readonly transform: string | undefined;
}

export type RailMark = Mark & PlacedRail;
export interface CableMark extends Mark {
  readonly x: number;
  readonly y1: number;
  readonly y2: number;
  readonly order: number;
  readonly address: string;
  readonly labelY: number;
}
export interface MountMark extends Mark {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
  /** Lines to different volumes run across at different heights. */
  readonly mid: number;
  readonly path: string;
}
export interface PortMark extends Mark, PicturePort {
  readonly x: number;
  readonly y2: number;
  readonly now: boolean;
}
export interface ContainerMark extends Mark, Box {
  readonly container: PictureContainer;
  readonly short: string | undefined;
  /** It has a socket in the host's edge. */
  readonly socket: boolean;
  readonly now: boolean;
}
export interface GroupMark extends Mark, Box {
  readonly group: DrawnGroup;
  /** Record keys of its containers. */
  readonly members: readonly string[];
  readonly open: boolean;
  readonly now: boolean;
}
export interface VolumeMark extends Mark, Box {
  readonly volume: PictureVolume;
}
export type SlabMark = Mark & PlacedLayer;
export type TagMark = Mark & PlacedTag;

export interface HostMarks {
  readonly rails: readonly RailMark[];
  readonly cables: readonly CableMark[];
  readonly mounts: readonly MountMark[];
  /** Ports of lower rows, whose pipes pass behind the containers of the upper one. */
  readonly lowerPorts: readonly PortMark[];
  readonly containers: readonly ContainerMark[];
  readonly groups: readonly GroupMark[];
  readonly ports: readonly PortMark[];
  readonly volumes: readonly VolumeMark[];
  readonly slabs: readonly SlabMark[];
  readonly tags: readonly TagMark[];
}

/** From this width on a container has words beside it. */
const wordsFrom = 150;

/** How many lines to volumes may run across beside each other, px apart, close above the volumes. */
const mountLanes = 3;
const laneHeight = 4;

/** Makes the marks of one host, again and again. */
export class HostMarkMaker {
  readonly #kept = {
    rails: list<RailMark>(),
    cables: list<CableMark>(),
    mounts: list<MountMark>(),
    lowerPorts: list<PortMark>(),
    containers: list<ContainerMark>(),
    groups: list<GroupMark>(),
    ports: list<PortMark>(),
    volumes: list<VolumeMark>(),
    slabs: list<SlabMark>(),
    tags: list<TagMark>(),
  };
  readonly #work = {
    rails: new KeptWork<readonly RailMark[]>(),
    volumes: new KeptWork<readonly VolumeMark[]>(),
    slabs: new KeptWork<readonly SlabMark[]>(),
    tags: new KeptWork<readonly TagMark[]>(),
  };
  #last: { readonly layout: HostLayout; readonly busy: string | undefined; readonly marks: HostMarks } | undefined;

  /** `busy`: record key of the container that traffic goes to now. */
  at(layout: HostLayout, presences: Presences, busy: string | undefined): HostMarks {
    const last = this.#last;
    if (presences.settled && last?.layout === layout && last.busy === busy) return last.marks;
    const marks = this.#make(layout, presences, busy);
    this.#last = presences.settled ? { layout, busy, marks } : undefined;
    return marks;
  }

  #make(layout: HostLayout, presences: Presences, busy: string | undefined): HostMarks {
    const kept = this.#kept;
    const work = this.#work;
    const rails = railsOf(layout);
    /** What marks are made from besides their places: while all of their kind rest, nothing. */
    const coming = (kind: Parameters<Presences['rests']>[0]): Presences | undefined =>
      presences.rests(kind) ? undefined : presences;
    const containersRest = presences.rests('container');
    const { containers, groups, covered } = layout;
    const inSight = ({ y }: { readonly y: number }): boolean => y >= covered;
    const volumes = new Map(layout.volumes.filter(inSight).map((placed) => [placed.volume.id, placed]));
    const units = unitsOf(layout);
    const ports = ({ id, placed }: Unit): PortMark[] =>
      placed.ports.map(({ port, x }) => ({
        ...port,
        ...markOf(id, presences, ` ${port.host} ${port.to}`),
        x,
        y2: placed.y,
        now: busy === id,
      }));
    return {
      rails: kept.rails.of(
        work.rails.of([layout.rails, coming('network')], () =>
          layout.rails.map((rail) => ({ ...markOf(rail.network.id, presences), transform: undefined, ...rail })),
        ),
      ),
      cables: kept.cables.of(units.flatMap((unit) => cablesOf(unit, rails, layout.inner.x, presences))),
      mounts: kept.mounts.of(units.flatMap((unit) => mountsOf(unit, volumes, presences))),
      lowerPorts: kept.lowerPorts.of(units.filter(({ placed }) => placed.row > 0).flatMap(ports)),
      containers: kept.containers.of(
        containers.map(({ container, short, ports: sockets, x, y, width, height }) => ({
          ...markOf(container.id, presences),
          container,
          short,
          socket: sockets.length > 0,
          x,
          y,
          width,
          height,
          now: presences.of(container.id).fresh || busy === container.id,
        })),
      ),
      groups: kept.groups.of(
        groups.map(({ id, name, members, open, x, y, width, height }) => ({
          ...markOf(id, presences),
          group: drawnGroup(
            name,
            members.map(({ drawn }) => drawn),
          ),
          members: members.map((member) => member.id),
          open,
          x,
          y,
          width,
          height,
          now: !open && (busy === id || (!containersRest && members.some((member) => presences.of(member.id).fresh))),
        })),
      ),
      ports: kept.ports.of(units.filter(({ placed }) => placed.row === 0).flatMap(ports)),
      volumes: kept.volumes.of(
        work.volumes.of([layout.volumes, covered, coming('volume')], () =>
          [...volumes.values()].map((placed) => ({ ...markOf(placed.volume.id, presences), ...placed })),
        ),
      ),
      slabs: kept.slabs.of(
        work.slabs.of([layout.layers, covered, coming('layer')], () =>
          layout.layers.filter(inSight).map((placed) => ({ ...markOf(placed.layer.id, presences), ...placed })),
        ),
      ),
      tags: kept.tags.of(
        work.tags.of([layout.tags, covered, coming('layer')], () =>
          layout.tags.filter(inSight).map((tag) => ({ ...markOf(tag.layer, presences), ...tag, transform: undefined })),
        ),
      ),
    };
  }
}

const list = <M extends Mark>(): KeptList<M> => new KeptList<M>(({ key }) => key);

function markOf(id: string, presences: Presences, part = ''): Mark {
  const { dx, dy, opacity } = presences.of(id);
  return {
    key: id + part,
    opacity: opacity === 1 ? undefined : opacity,
    transform: dx === 0 && dy === 0 ? undefined : `translate(${dx} ${dy})`,
  };
}

interface Rail {
  readonly y: number;
  readonly hue: number;
  /** From which x on an address below it is clear of the next rail's name. */
  readonly clear: number;
}

const railsOf = ({ rails, inner }: HostLayout): ReadonlyMap<string, Rail> =>
  new Map(
    rails.map(({ network, y }, index) => {
      const next = rails[index + 1]?.network;
      const name = next ? textWidth(`${next.name}  `, { weight: 600 }) + textWidth(next.subnet, { face: 'code' }) : 0;
      return [network.id, { y, hue: network.hue, clear: inner.x + name }];
    }),
  );

/** What stands in one place, with what leads to it. */
interface Unit {
  readonly id: string;
  readonly placed: Omit<PlacedContainer, 'container'>;
  readonly cables: PictureContainer['cables'];
  readonly mounts: PictureContainer['mounts'];
}

const unitOf = (placed: PlacedContainer): Unit => {
  const { id, cables, mounts } = placed.container;
  return { id, placed, cables, mounts };
};

const unitOfGroup = (placed: PlacedGroup): Unit => ({
  id: placed.id,
  placed,
  cables: [...among(placed.members, ({ cables }) => cables.map(({ network }) => network))].map((network) => ({
    network,
    address: '',
  })),
  mounts: [...among(placed.members, ({ mounts }) => mounts.map(({ volume }) => volume))].map((volume) => ({
    volume,
    path: '',
  })),
});

function among(members: readonly PictureContainer[], of: (one: PictureContainer) => readonly string[]): Set<string> {
  const found = new Set<string>();
  for (const member of members) for (const id of of(member)) found.add(id);
  return found;
}

/** What cables, mounts and ports lead to: of a group, open or not, only what all of it is about. */
function unitsOf({ containers, groups }: HostLayout): Unit[] {
  const isOpen = groups.some(({ open }) => open);
  return [...(isOpen ? [] : containers.map(unitOf)), ...groups.map(unitOfGroup)];
}

interface PlacedCable {
  readonly network: string;
  readonly address: string;
  readonly rail: Rail;
  readonly x: number;
}

/** The cables of a unit, that of the highest rail first, so that none crosses another's address. */
const placeCables = (
  { cables, placed: { x, row, width } }: Unit,
  rails: ReadonlyMap<string, Rail>,
): readonly PlacedCable[] =>
  cables
    .flatMap(({ network, address }) => {
      const rail = rails.get(network);
      return rail ? [{ network, address, rail }] : [];
    })
    .sort((a, b) => a.rail.y - b.rail.y)
    .map((cable, index) => ({
      ...cable,
      // Those of a lower row run beside those of the row that they pass behind.
      x: x + Math.min(16, width / 2) + index * (width < 90 ? 4 : 14) + (width < 90 ? 0 : row * 7),
    }));

/** Where cables run down, and from which y. */
export function cablesIn(layout: HostLayout): readonly { readonly x: number; readonly y: number }[] {
  const rails = railsOf(layout);
  return unitsOf(layout).flatMap((unit) => placeCables(unit, rails).map(({ x, rail }) => ({ x, y: rail.y })));
}

const cablesOf = (unit: Unit, rails: ReadonlyMap<string, Rail>, left: number, presences: Presences): CableMark[] => {
  const { x, y, row, width } = unit.placed;
  return placeCables(unit, rails).map(({ network, address, rail, x: at }) => ({
    ...markOf(unit.id, presences, ` ${network}`),
    x: at,
    y1: rail.y,
    y2: y,
    order: rail.hue,
    address: width >= wordsFrom && row === 0 && (x >= rail.clear || rail.clear === left) ? address : '',
    labelY: rail.y + 19,
  }));
};

function mountsOf(
  { id, mounts, placed: { x, y, height, width } }: Unit,
  volumes: ReadonlyMap<string, PlacedVolume>,
  presences: Presences,
): MountMark[] {
  return mounts.flatMap(({ volume, path }, index) => {
    const target = volumes.get(volume);
    if (!target) return [];
    const lane = [...volumes.keys()].indexOf(volume) % mountLanes;
    return [
      {
        ...markOf(id, presences, ` ${volume} ${path}`),
        x1: x + Math.min(width / 2, 24 + index * 14),
        y1: y + height,
        x2: target.x + target.width / 2,
        y2: target.y,
        mid: target.y - 4 - (lane + 0.5) * laneHeight,
        path: width >= wordsFrom ? path : '',
      },
    ];
  });
}
