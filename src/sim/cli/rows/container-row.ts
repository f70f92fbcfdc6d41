// A row of `docker ps`: what templates can ask of a container.
import { isFailure } from '../failure.ts';
import { quote } from '../format/quote.ts';
import { tableRow } from '../format/table.ts';
import { goTime } from '../format/time.ts';
import { ellipsis, shortId } from '../format/truncate.ts';
import { humanDuration, humanSize } from '../format/units.ts';
import type { GoStruct } from '../format/value.ts';
import { parseReference } from '../image-reference.ts';
import { displayPorts, type PortSummary } from './display-ports.ts';

/** A container as `GET /containers/json` lists it. */
export interface ContainerSummary {
  readonly Id: string;
  readonly Names: readonly string[];
  readonly Image: string;
  readonly ImageID: string;
  readonly Command: string;
  /** Seconds since 1970. */
  readonly Created: number;
  readonly Ports: readonly PortSummary[] | null;
  readonly SizeRw?: number;
  readonly SizeRootFs?: number;
  readonly Labels: Readonly<Record<string, string>> | null;
  readonly State: string;
  readonly Status: string;
  readonly NetworkSettings: { readonly Networks: Readonly<Record<string, unknown>> | null };
  readonly Mounts: readonly { readonly Name?: string; readonly Source: string; readonly Driver?: string }[] | null;
}

/** How a row is to be shown. */
export interface RowOptions {
  /** Shorten ids, commands, mounts. */
  readonly trunc: boolean;
  /** Now, ms since 1970. */
  readonly clock: number;
  /** Called when a template asks for the size. */
  readonly onSize?: () => void;
}

/** Titles of the columns. */
export const containerHeader: Readonly<Record<string, string>> = {
  ID: 'CONTAINER ID',
  Names: 'NAMES',
  Image: 'IMAGE',
  Command: 'COMMAND',
  CreatedAt: 'CREATED AT',
  RunningFor: 'CREATED',
  Platform: 'PLATFORM',
  Ports: 'PORTS',
  State: 'STATE',
  Status: 'STATUS',
  Size: 'SIZE',
  Labels: 'LABELS',
  Mounts: 'MOUNTS',
  LocalVolumes: 'LOCAL VOLUMES',
  Networks: 'NETWORKS',
};

/** The row of a container. */
export function containerRow(container: ContainerSummary, { trunc, clock, onSize }: RowOptions): GoStruct {
  const labels = container.Labels ?? {};
  return tableRow(
    '*formatter.ContainerContext',
    {
      ID: () => (trunc ? shortId(container.Id) : container.Id),
      Names: () => names(container, trunc),
      Image: () => image(container, trunc),
      Command: () => quote(trunc ? ellipsis(container.Command, 20) : container.Command),
      CreatedAt: () => goTime(container.Created * 1000),
      RunningFor: () => `${humanDuration(clock - container.Created * 1000)} ago`,
      Platform: () => null,
      Ports: () => displayPorts(container.Ports ?? []),
      State: () => container.State,
      Status: () => container.Status,
      Size: () => {
        onSize?.();
        const { SizeRw = 0, SizeRootFs = 0 } = container;
        return SizeRootFs > 0 ? `${humanSize(SizeRw, 3)} (virtual ${humanSize(SizeRootFs, 3)})` : humanSize(SizeRw, 3);
      },
      Labels: () =>
        Object.keys(labels)
          .sort()
          .map((name) => `${name}=${labels[name] ?? ''}`)
          .join(','),
      Mounts: () =>
        (container.Mounts ?? [])
          .map(({ Name, Source }) => Name || Source)
          .map((name) => (trunc ? ellipsis(name, 15) : name))
          .join(','),
      LocalVolumes: () => String((container.Mounts ?? []).filter(({ Driver }) => Driver === 'local').length),
      Networks: () =>
        Object.keys(container.NetworkSettings.Networks ?? {})
          .sort()
          .join(','),
    },
    { Label: (name) => (typeof name === 'string' ? (labels[name] ?? '') : '') },
  );
}

function names({ Names }: ContainerSummary, trunc: boolean): string {
  const bare = Names.map((name) => name.replace(/^\//, ''));
  // Other names are those by which linked containers know it.
  const own = bare.find((name) => !name.includes('/'));
  return trunc && own !== undefined ? own : bare.join(',');
}

function image({ Image, ImageID }: ContainerSummary, trunc: boolean): string {
  if (Image === '') return '<no image>';
  if (!trunc) return Image;
  if (shortId(ImageID) === shortId(Image)) return shortId(ImageID);
  const reference = parseReference(Image);
  if (isFailure(reference) || reference.digest === '') return Image;
  return Image.slice(0, Image.indexOf('@'));
}
