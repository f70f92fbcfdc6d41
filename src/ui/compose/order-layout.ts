// Where the services of a project stand: who waits for nobody at the left, each at the right of all that it waits for.
import { levelsOf, type ProjectService } from './project.ts';

export interface PlacedService {
  readonly service: ProjectService;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Containers that have a row. */
  readonly rows: number;
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

const gap = { x: 74, y: 18, upright: 34 };
const pad = 20;
const head = 62;
const rowHeight = 22;
/** Containers of a service that are listed one by one. */
const most = 4;

/** Lays services out in `width` px; below each other where there is no room for columns. */
export function layoutServices(services: readonly ProjectService[], width: number): OrderLayout {
  const levels = levelsOf(services);
  const columns = Math.max(1, ...[...levels.values()].map((level) => level + 1));
  const wide = (width - 2 * pad - (columns - 1) * gap.x) / columns;
  const upright = wide < 150;
  const box = upright ? width - 2 * pad : Math.min(230, wide);
  const placed = new Map<string, PlacedService>();
  const below = new Map<number, number>();
  const sorted = services.toSorted((a, b) => (levels.get(a.name) ?? 0) - (levels.get(b.name) ?? 0));
  let bottom = pad;
  for (const service of sorted) {
    const level = levels.get(service.name) ?? 0;
    const rows = Math.min(most, Math.max(1, service.containers.length));
    const height = head + rows * rowHeight + 10;
    const y = upright ? bottom : (below.get(level) ?? pad);
    placed.set(service.name, { service, rows, x: pad + (upright ? 0 : level * (box + gap.x)), y, width: box, height });
    below.set(level, y + height + gap.y);
    bottom = Math.max(bottom, y + height + (upright ? gap.upright : 0));
  }
  const waits = services.flatMap((service) =>
    service.dependsOn.flatMap(({ service: on, condition }): Waiting[] => {
      const [from, to] = [placed.get(on), placed.get(service.name)];
      if (!from || !to) return [];
      const common = { from: on, to: service.name, condition, upright } as const;
      if (upright) {
        const x = from.x + 30 + (levels.get(service.name) ?? 0) * 14;
        const [y1, y2] = [from.y + from.height, to.y];
        return [{ ...common, path: `M${x} ${y1}V${y2}`, end: [x, y2], label: [x + 8, y2 - 10] }];
      }
      const [x1, y1, x2, y2] = [from.x + from.width, from.y + 30, to.x, to.y + 30];
      const middle = x2 - gap.x / 2;
      return [
        {
          ...common,
          path: y1 === y2 ? `M${x1} ${y1}H${x2}` : `M${x1} ${y1}H${middle}V${y2}H${x2}`,
          end: [x2, y2],
          label: [x2 - gap.x / 2, y2 - 7],
        },
      ];
    }),
  );
  return { services: [...placed.values()], waits, height: bottom + pad };
}
