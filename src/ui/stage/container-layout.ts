// Where containers stand: rows of places, in the fullest form in which all of them have room.
import type { Box } from '../drawing/container-parts.ts';
import type { PictureContainer, PicturePort } from './picture.ts';

export interface PlacedPort {
  readonly port: PicturePort;
  /** Middle of socket, pipe and plug. */
  readonly x: number;
}

export interface PlacedContainer extends Box {
  readonly container: PictureContainer;
  /** 0 is the uppermost. */
  readonly row: number;
  /** Published ports that have room as sockets. */
  readonly ports: readonly PlacedPort[];
}

const gap = 12;
const portPitch = 52;

/** Forms that a container can be drawn in, the fullest first: least width and height, most height. */
const forms = [
  { width: 190, least: 76, most: 168 },
  { width: 150, least: 76, most: 168 },
  { width: 100, least: 46, most: 54 },
  { width: 34, least: 32, most: 34 },
  { width: 20, least: 20, most: 20 },
] as const;

/** From this width on ports are sockets; below, words. */
const socketsFrom = 150;

/** Puts containers into their places; `more` is how many have none. */
export function layoutContainers(
  containers: readonly PictureContainer[],
  box: Box,
): { readonly containers: readonly PlacedContainer[]; readonly more: number } {
  const places = containers.reduce((most, { place }) => Math.max(most, place + 1), 0);
  const options = forms.map((form) => {
    const between = form.width < 30 ? 6 : gap;
    const columns = Math.max(1, Math.floor((box.width + between) / (form.width + between)));
    const rows = Math.max(1, Math.floor((box.height + between) / (form.least + between)));
    return { form, between, columns, rows };
  });
  const chosen =
    options.find(({ form, columns, rows }) => form.least <= box.height && columns * rows >= places) ??
    options[forms.length - 1];
  if (!chosen || places === 0) return { containers: [], more: 0 };
  const { form, between, columns } = chosen;
  const rows = Math.min(chosen.rows, Math.ceil(places / columns));
  const height = Math.max(form.least, Math.min(form.most, (box.height - (rows - 1) * between) / rows));
  const stretched = (box.width - (columns - 1) * between) / columns;
  const width = form.width < 100 ? form.width : Math.min(stretched, 330);
  const shown = containers.filter(({ place }) => place < columns * chosen.rows);
  return {
    containers: shown.map((container) => {
      const row = Math.floor(container.place / columns);
      const x = box.x + (container.place % columns) * (width + between);
      return {
        container,
        row,
        x,
        y: box.y + row * (height + between),
        width,
        height,
        ports: width < socketsFrom ? [] : placePorts(container.ports, x, width, row),
      };
    }),
    more: containers.length - shown.length,
  };
}

/** Sockets from the right, clear of the cables and names on the left; a lower row's stand left of the upper row's. */
function placePorts(ports: readonly PicturePort[], x: number, width: number, row: number): PlacedPort[] {
  const room = Math.max(1, Math.floor((width - 60) / portPitch));
  const first = row * Math.min(ports.length, room);
  return ports
    .slice(0, room)
    .map((port, index) => ({ port, x: x + Math.max(30, width - 34 - (first + index) * portPitch) }));
}
