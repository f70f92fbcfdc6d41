// A row of `docker volume ls`.
import { tableRow } from '../format/table.ts';
import { humanSize } from '../format/units.ts';
import type { GoStruct } from '../format/value.ts';

/** A volume as the Engine API lists it. */
export interface VolumeSummary {
  readonly Name: string;
  readonly Driver: string;
  readonly Mountpoint: string;
  readonly Scope: string;
  readonly Labels: Readonly<Record<string, string>> | null;
  readonly UsageData?: { readonly RefCount: number; readonly Size: number } | null;
}

/** Titles of the columns. */
export const volumeHeader: Readonly<Record<string, string>> = {
  Name: 'VOLUME NAME',
  Driver: 'DRIVER',
  Scope: 'SCOPE',
  Availability: 'AVAILABILITY',
  Mountpoint: 'MOUNTPOINT',
  Labels: 'LABELS',
  Links: 'LINKS',
  Size: 'SIZE',
  Group: 'GROUP',
  Status: 'STATUS',
};

/** The row of a volume. Links and size are known to `docker system df` only; the last ones belong to cluster volumes. */
export function volumeRow(volume: VolumeSummary): GoStruct {
  const labels = volume.Labels ?? {};
  const usage = volume.UsageData;
  return tableRow(
    '*formatter.volumeContext',
    {
      Name: () => volume.Name,
      Driver: () => volume.Driver,
      Scope: () => volume.Scope,
      Mountpoint: () => volume.Mountpoint,
      Labels: () =>
        Object.keys(labels)
          .sort()
          .map((name) => `${name}=${labels[name] ?? ''}`)
          .join(','),
      Links: () => (usage ? String(usage.RefCount) : 'N/A'),
      Size: () => (usage ? humanSize(usage.Size) : 'N/A'),
      Group: () => 'N/A',
      Availability: () => 'N/A',
      Status: () => 'N/A',
    },
    { Label: (name) => (typeof name === 'string' ? (labels[name] ?? '') : '') },
  );
}
