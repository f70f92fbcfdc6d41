// The four rows of `docker system df`.
import { tableRow } from '../format/table.ts';
import { humanSize } from '../format/units.ts';
import type { GoStruct } from '../format/value.ts';
import type { CacheRecord } from './cache-row.ts';
import type { ContainerSummary } from './container-row.ts';
import type { ImageSummary } from './image-row.ts';
import type { VolumeSummary } from './volume-row.ts';

/** What `GET /system/df` says. */
export interface DiskUsage {
  /** Bytes of all layers. */
  readonly LayersSize: number;
  readonly Images: readonly ImageSummary[] | null;
  readonly Containers: readonly ContainerSummary[] | null;
  readonly Volumes: readonly VolumeSummary[] | null;
  readonly BuildCache: readonly CacheRecord[] | null;
}

/** Titles of the columns. */
export const summaryHeader: Readonly<Record<string, string>> = {
  Type: 'TYPE',
  TotalCount: 'TOTAL',
  Active: 'ACTIVE',
  Size: 'SIZE',
  Reclaimable: 'RECLAIMABLE',
};

interface Summary {
  /** Go's type of the row. */
  readonly type: string;
  readonly title: string;
  readonly count: number;
  readonly active: number;
  readonly size: number;
  readonly reclaimable: number;
  /** Whether the share of the whole is shown. */
  readonly percent: boolean;
}

/** Images, containers, volumes, build cache. */
export function summaryRows(usage: DiskUsage): GoStruct[] {
  const images = usage.Images ?? [];
  const containers = usage.Containers ?? [];
  const volumes = usage.Volumes ?? [];
  const caches = usage.BuildCache ?? [];
  const total = <T>(items: readonly T[], size: (item: T) => number): number =>
    items.reduce((sum, item) => sum + size(item), 0);
  const usedByImages = total(images, ({ Containers, Size, SharedSize }) =>
    Containers === 0 || Size === -1 || SharedSize === -1 ? 0 : Size - SharedSize,
  );
  const isActive = ({ State }: ContainerSummary): boolean => /running|paused|restarting/.test(State);
  const volumeSize = ({ UsageData }: VolumeSummary): number => Math.max(0, UsageData?.Size ?? 0);
  const links = ({ UsageData }: VolumeSummary): number => UsageData?.RefCount ?? 0;
  return [
    {
      type: 'Images',
      title: 'Images',
      count: images.length,
      active: images.filter(({ Containers }) => Containers > 0).length,
      size: usage.LayersSize,
      reclaimable: usage.LayersSize - usedByImages,
      percent: true,
    },
    {
      type: 'Containers',
      title: 'Containers',
      count: containers.length,
      active: containers.filter(isActive).length,
      size: total(containers, ({ SizeRw = 0 }) => SizeRw),
      reclaimable: total(containers, (container) => (isActive(container) ? 0 : (container.SizeRw ?? 0))),
      percent: true,
    },
    {
      type: 'Volumes',
      title: 'Local Volumes',
      count: volumes.length,
      active: volumes.filter((volume) => links(volume) > 0).length,
      size: total(volumes, volumeSize),
      reclaimable: total(volumes, (volume) => (links(volume) === 0 ? volumeSize(volume) : 0)),
      percent: true,
    },
    {
      type: 'Builder',
      title: 'Build Cache',
      count: caches.length,
      active: caches.filter(({ InUse }) => InUse).length,
      size: total(caches, ({ Shared, Size }) => (Shared ? 0 : Size)),
      reclaimable: total(caches, ({ Shared, InUse, Size }) => (Shared || InUse ? 0 : Size)),
      percent: false,
    },
  ].map(summaryRow);
}

function summaryRow({ type, title, count, active, size, reclaimable, percent }: Summary): GoStruct {
  const share = percent && size > 0 ? ` (${Math.trunc((reclaimable * 100) / size)}%)` : '';
  return tableRow(`*formatter.diskUsage${type}Context`, {
    Type: () => title,
    TotalCount: () => String(count),
    Active: () => String(active),
    Size: () => humanSize(size),
    Reclaimable: () => humanSize(reclaimable) + share,
  });
}
