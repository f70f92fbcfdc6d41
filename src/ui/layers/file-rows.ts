// The rows of the layer explorer: paths by folder, with what is alike gathered in one row that opens.
import { group, sum } from 'd3-array';
import { hiddenBytes, seenVersion, type FileHistory, type FileVersion } from './file-history.ts';

/** What a row says of one layer. */
export interface Mark {
  readonly layer: number;
  readonly kind: FileVersion['kind'];
}

/** One row: a folder of the root, a file, or several that the same layers speak of. */
export interface FileRow {
  /** The path; of several files the path of their folder with what they have in common. */
  readonly id: string;
  readonly kind: 'heading' | 'file' | 'several';
  readonly label: string;
  /** Lowest layer first. */
  readonly marks: readonly Mark[];
  /** Index of the layer that is seen; undefined when it is gone. */
  readonly seen: number | undefined;
  /** Bytes that are stored and cannot be seen. */
  readonly hidden: number;
  /** How many files it stands for. */
  readonly count: number;
  /** Several files: shown one by one below. */
  readonly open: boolean;
  /** Shown because the row above is open. */
  readonly inner: boolean;
}

export interface RowWish {
  /** Ids of the rows that were opened. */
  readonly open: ReadonlySet<string>;
  /** Only what a layer changed or removed, and what the writable layer has. */
  readonly onlyChanged: boolean;
  /** Only what this layer speaks of. */
  readonly layer: number | undefined;
  /** Index of the writable layer; undefined for an image. */
  readonly writable: number | undefined;
}

/** As many alike files as this are still shown one by one. */
const fewAdded = 2;
const fewOthers = 5;

/** A folder with what is in it. */
interface Folder {
  readonly path: string;
  readonly folders: Map<string, Folder>;
  readonly files: FileHistory[];
}

/** The rows for some histories, by folder of the root. */
export function fileRows(files: readonly FileHistory[], wish: RowWish): FileRow[] {
  const wanted = files.filter((history) => isWanted(history, wish));
  const root = folderOf(wanted);
  const rows: FileRow[] = root.files.length > 0 ? [heading('/')] : [];
  for (const [, alike] of group(root.files, signature)) rows.push(...rowsOf(alike, '/', '', wish));
  for (const [name, folder] of root.folders) rows.push(heading(`/${name}`), ...rowsIn(folder, `/${name}/`, wish));
  return rows;
}

function isWanted({ versions }: FileHistory, { onlyChanged, layer, writable }: RowWish): boolean {
  if (layer !== undefined && !versions.some((version) => version.layer === layer)) return false;
  if (!onlyChanged) return true;
  return versions.some((version) => version.kind !== 'added' || version.layer === writable);
}

function folderOf(files: readonly FileHistory[]): Folder {
  const root: Folder = { path: '/', folders: new Map(), files: [] };
  for (const history of files) {
    const parts = history.path.slice(1).replace(/\/$/, '').split('/');
    parts.pop();
    let at = root;
    for (const part of parts) {
      let next = at.folders.get(part);
      if (!next) at.folders.set(part, (next = { path: `${at.path}${part}/`, folders: new Map(), files: [] }));
      at = next;
    }
    at.files.push(history);
  }
  return root;
}

/** What the layers say of a file, without sizes: files with the same are alike. */
const signature = ({ versions }: FileHistory): string => versions.map(({ layer, kind }) => `${layer}${kind}`).join(' ');

const allIn = (folder: Folder): FileHistory[] => [
  ...folder.files,
  ...[...folder.folders.values()].flatMap((inner) => allIn(inner)),
];

function rowsIn(folder: Folder, base: string, wish: RowWish): FileRow[] {
  const all = allIn(folder);
  const first = all[0];
  if (first && all.length > 1 && all.every((history) => signature(history) === signature(first)))
    return rowsOf(all, base, folder.path, wish);
  return [
    ...[...group(folder.files, signature).values()].flatMap((alike) => rowsOf(alike, base, folder.path, wish)),
    ...[...folder.folders.values()].flatMap((inner) => rowsIn(inner, base, wish)),
  ];
}

/** Alike files: a few one by one, more of them in one row. `folder`: what they are all in. */
function rowsOf(alike: readonly FileHistory[], base: string, folder: string, wish: RowWish): FileRow[] {
  const one = alike[0];
  if (!one) return [];
  const plain = one.versions.length === 1 && one.versions[0]?.kind === 'added';
  if (alike.length <= (plain ? fewAdded : fewOthers)) return alike.map((history) => fileRow(history, base, false));
  const id = `${folder} ${signature(one)}`;
  const open = wish.open.has(id);
  const below = folder.slice(base.length);
  const several: FileRow = {
    ...fileRow(one, base, false),
    id,
    kind: 'several',
    label: `${below}${below ? ' ' : ''}${alike.length} files`,
    hidden: sum(alike, hiddenBytes),
    count: alike.length,
    open,
  };
  return open ? [several, ...alike.map((history) => fileRow(history, base, true))] : [several];
}

const heading = (path: string): FileRow => ({
  id: `heading ${path}`,
  kind: 'heading',
  label: path,
  marks: [],
  seen: undefined,
  hidden: 0,
  count: 0,
  open: true,
  inner: false,
});

const fileRow = (history: FileHistory, base: string, inner: boolean): FileRow => ({
  id: history.path,
  kind: 'file',
  label: history.path.slice(base.length),
  marks: history.versions.map(({ layer, kind }) => ({ layer, kind })),
  seen: seenVersion(history)?.layer,
  hidden: hiddenBytes(history),
  count: 1,
  open: false,
  inner,
});

const saidOf = { added: 'added in', changed: 'changed in', deleted: 'removed in' } as const;

/** A row in words. `nameOf` names a layer by its index. */
export function rowInWords({ id, kind, label, marks, seen }: FileRow, nameOf: (layer: number) => string): string {
  const said = marks.map(({ layer, kind: what }) => `${saidOf[what]} ${nameOf(layer)}`).join(', ');
  const end = seen === undefined ? 'not seen' : marks.length > 1 ? `seen in ${nameOf(seen)}` : '';
  return [kind === 'file' ? id : label, said, end].filter(Boolean).join(', ');
}
