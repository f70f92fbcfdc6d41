// Rows of `docker images`: one for each tag of an image, and for digests that no tag goes with.
import { isFailure } from '../failure.ts';
import { tableRow } from '../format/table.ts';
import { goTime } from '../format/time.ts';
import { shortId } from '../format/truncate.ts';
import { humanDuration, humanSize } from '../format/units.ts';
import type { GoStruct } from '../format/value.ts';
import { familiarRepository, parseReference } from '../image-reference.ts';

/** An image as `GET /images/json` lists it. */
export interface ImageSummary {
  readonly Id: string;
  readonly RepoTags: readonly string[] | null;
  readonly RepoDigests: readonly string[] | null;
  /** Seconds since 1970. */
  readonly Created: number;
  readonly Size: number;
  readonly SharedSize: number;
  readonly Containers: number;
}

/** Titles of the columns. */
export const imageHeader: Readonly<Record<string, string>> = {
  ID: 'IMAGE ID',
  Repository: 'REPOSITORY',
  Tag: 'TAG',
  Digest: 'DIGEST',
  CreatedSince: 'CREATED',
  CreatedAt: 'CREATED AT',
  Size: 'SIZE',
  Containers: 'CONTAINERS',
  VirtualSize: 'SIZE',
  SharedSize: 'SHARED SIZE',
  UniqueSize: 'UNIQUE SIZE',
};

/** How rows are to be shown. */
export interface ImageRowOptions {
  readonly trunc: boolean;
  /** Show digests, a row each. */
  readonly digests: boolean;
  /** A column for the digest is asked for. */
  readonly digestColumn: boolean;
  /** Now, ms since 1970. */
  readonly clock: number;
}

interface Named {
  readonly repository: string;
  readonly tag: string;
  readonly digest: string;
}

/** The rows of one image. */
export function imageRows(image: ImageSummary, options: ImageRowOptions): GoStruct[] {
  return namesOf(image, options).map((name) => imageRow(image, name, options));
}

const none = '<none>';

function namesOf(image: ImageSummary, { digests, digestColumn }: ImageRowOptions): Named[] {
  const tags = group(image.RepoTags ?? [], ':');
  const shas = group(image.RepoDigests ?? [], '@');
  if (tags.size === 0 && shas.size === 0) return [{ repository: none, tag: none, digest: none }];
  const names: Named[] = [];
  for (const [repository, all] of tags) {
    const known = digestColumn ? (shas.get(repository) ?? []) : [];
    shas.delete(repository);
    for (const tag of all)
      for (const digest of known.length > 0 ? known : [none]) names.push({ repository, tag, digest });
  }
  for (const [repository, all] of shas) {
    if (digests) for (const digest of all) names.push({ repository, tag: none, digest });
    else names.push({ repository, tag: none, digest: '' });
  }
  return names;
}

/** Splits references at their last separator and groups them by repository; the daemon writes `<none>` for nothing. */
function group(references: readonly string[], separator: ':' | '@'): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const text of references) {
    if (text.startsWith(none)) continue;
    const reference = parseReference(text);
    if (isFailure(reference)) continue;
    const repository = familiarRepository(text);
    const rest = separator === ':' ? reference.tag : reference.digest;
    if (rest === '') continue;
    groups.set(repository, [...(groups.get(repository) ?? []), rest]);
  }
  return groups;
}

function imageRow(
  image: ImageSummary,
  { repository, tag, digest }: Named,
  { trunc, clock }: ImageRowOptions,
): GoStruct {
  const share = (bytes: number): string => (image.SharedSize === -1 ? 'N/A' : humanSize(bytes));
  return tableRow('*formatter.imageContext', {
    ID: () => (trunc ? shortId(image.Id) : image.Id),
    Repository: () => repository,
    Tag: () => tag,
    Digest: () => digest,
    CreatedSince: () => (image.Created === 0 ? '' : `${humanDuration(clock - image.Created * 1000)} ago`),
    CreatedAt: () => goTime(image.Created * 1000),
    Size: () => humanSize(image.Size, 3),
    Containers: () => (image.Containers === -1 ? 'N/A' : String(image.Containers)),
    VirtualSize: () => humanSize(image.Size),
    SharedSize: () => share(image.SharedSize),
    UniqueSize: () => share(image.Size - image.SharedSize),
  });
}
