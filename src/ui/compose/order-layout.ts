// Where the services of a project stand: who waits for nobody at the left, each at the right of all that it waits for.
import { levelsOf, type ProjectService } from './project.ts';

export interface PlacedService {
  readonly service: ProjectService;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Containers that have a row, and y of the first of these. */
  readonly rows: number;
  readonly rowsY: number;
}

export interface Waiting {
  readonly from: string;
  readonly to: string;
  readonly condition: string;
  readonly path: string;
  readonly end: readonly [number, number];
  /** Where the words stand. */
  readonly label: readonly [number, number];
  readonly upright: boolean;
}

export interface OrderLayout {
  readonly services: readonly PlacedService[];
  readonly waits: readonly Waiting[];
  readonly height: number;
}

const gap = { least: 74, most: 150, y: 18, low: 12, upright: 34 };
const pad = 20;
const box = { least: 150, most: 280 };
/** Height of what stands above a service's containers: two lines, or one where room is scarce. */
const head = { usual: 62, low: 36 };
const rowHeight = 22;
/** Containers of a service that are listed one by one. */
const most = 4;
/** Distance of the lines from different services that run down beside each other, and of those that arrive below each other. */
const lane = 8;
const arrival = 19;

/** Lays services out in `width` px, in less height each where there is less; below each other where there is no room for columns. */
export function layoutServices(services: readonly ProjectService[], width: number, height = Infinity): OrderLayout {
  const usual = place(services, width, false);
  return usual.height > height ? place(services, width, true) : usual;
}

function place(services: readonly ProjectService[], width: number, low: boolean): OrderLayout {
  const levels = levelsOf(services);
  const levelOf = (name: string): number => levels.get(name) ?? 0;
  const columns = Math.max(1, ...[...levels.values()].map((level) => level + 1));
  const across = width - 2 * pad;
  const wide = (across - (columns - 1) * gap.least) / columns;
  const upright = wide < box.least;
  const boxWidth = upright ? across : Math.min(box.most, wide);
  const between = Math.min(gap.most, (across - columns * boxWidth) / Math.max(1, columns - 1));
  // What waits for one that stands further left than the next column passes above all in between.
  const over = services.filter((service) =>
    service.dependsOn.some(({ service: on }) => levelOf(service.name) - levelOf(on) > 1),
  );
  const top = pad + (upright ? 0 : over.length * lane);
  const headHeight = low && !upright ? head.low : head.usual;
  const placed = new Map<string, PlacedService>();
  const below = new Map<number, number>();
  const sorted = services.toSorted((a, b) => levelOf(a.name) - levelOf(b.name));
  let bottom = top;
  for (const service of sorted) {
    const level = levelOf(service.name);
    const rows = Math.min(most, Math.max(1, service.containers.length));
    const height = headHeight + rows * rowHeight + (low ? 6 : 10);
    const y = upright ? bottom : (below.get(level) ?? top);
    placed.set(service.name, {
      service,
      rows,
      rowsY: y + headHeight - 2,
      x: pad + (upright ? 0 : level * (boxWidth + between)),
      y,
      width: boxWidth,
      height,
    });
    below.set(level, y + height + (low ? gap.low : gap.y));
    bottom = Math.max(bottom, y + height + (upright ? gap.upright : 0));
  }
  // Each that is waited for has a line of its own down the gap at its right.
  const lanes = new Map<string, number>();
  const used = new Map<number, number>();
  for (const { name } of sorted)
    if (services.some(({ dependsOn }) => dependsOn.some(({ service }) => service === name))) {
      const level = levelOf(name);
      lanes.set(name, used.get(level) ?? 0);
      used.set(level, (used.get(level) ?? 0) + 1);
    }
  const waits = services.flatMap((service) =>
    service.dependsOn
      .toSorted((a, b) => (placed.get(a.service)?.y ?? 0) - (placed.get(b.service)?.y ?? 0))
      .flatMap(({ service: on, condition }, index): Waiting[] => {
        const [from, to] = [placed.get(on), placed.get(service.name)];
        if (!from || !to) return [];
        const common = { from: on, to: service.name, condition, upright } as const;
        if (upright) {
          const x = from.x + 30 + levelOf(service.name) * 14;
          const [y1, y2] = [from.y + from.height, to.y];
          return [{ ...common, path: `M${x} ${y1}V${y2}`, end: [x, y2], label: [x + 8, y2 - 10] }];
        }
        const [x1, y1, x2] = [from.x + from.width, from.y + 20, to.x];
        const y2 = to.y + 20 + index * arrival;
        const down = x1 + 10 + (lanes.get(on) ?? 0) * lane;
        const above = pad / 2 + over.indexOf(service) * lane;
        const far = levelOf(service.name) - levelOf(on) > 1 ? `V${above}H${x2 - between + 10 + index * lane}` : '';
        return [
          {
            ...common,
            path: y1 === y2 && !far ? `M${x1} ${y1}H${x2}` : `M${x1} ${y1}H${down}${far}V${y2}H${x2}`,
            end: [x2, y2],
            label: [x2 - 10, y2 - 5],
          },
        ];
      }),
  );
  return { services: [...placed.values()], waits, height: bottom + pad };
}
