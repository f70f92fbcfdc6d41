// Where builds come from: folders of the learner's disk with a Dockerfile, what was built of them last, and what was edited since.
import type { BuildRecord } from '../../sim/engine/build/build-record.ts';
import { recordKey } from '../../sim/engine/records.ts';
import { readContent } from '../../sim/computer/filesystem/content.ts';
import { failed } from '../../sim/computer/filesystem/errno.ts';
import { lookup, walk } from '../../sim/computer/filesystem/lookup.ts';
import { dirname, isWithin, joinPath } from '../../sim/computer/filesystem/path.ts';
import type { Tree } from '../../sim/computer/filesystem/tree.ts';
import type { View } from '../../sim/kernel/view.ts';
import { changesOfLayer } from '../layers/file-changes.ts';

/** A Dockerfile and its context. */
export interface BuildPlace {
  /** Context and name of the Dockerfile. */
  readonly id: string;
  /** Folder of the context; an address or nothing for other contexts. */
  readonly context: string;
  readonly dockerfile: string;
  /** How it is called: `~/app/Dockerfile`. */
  readonly name: string;
  /** The build that was begun last; undefined before the first. */
  readonly last: BuildRecord | undefined;
  /** Text of the file on disk now; undefined when it is not there. */
  readonly onDisk: string | undefined;
}

/** The learner's folder, where Dockerfiles are looked for. */
const home = '/home/learner';
/** Folders below it in which nobody keeps one. */
const passedOver = /\/(?:node_modules|\.[^/]+)(?:\/|$)/;
const dockerfileName = /^(?:Dockerfile|Containerfile)(?:\.[\w-]+)?$|\.Dockerfile$/;

const idOf = (context: string, dockerfile: string): string => `${context} ${dockerfile}`;

/** The disk of the learner's machine at the view's moment. */
export const diskAt = (view: View): Tree | undefined => view.all('disk')[0]?.tree;

/** Builds of an engine, that which was begun last first. */
export const buildsAt = (view: View, engine: string): BuildRecord[] =>
  view
    .all('build')
    .filter((record) => record.engine === engine)
    .sort((a, b) => b.startedAt - a.startedAt);

/** All places: those that were built, the latest first, then Dockerfiles on disk that were not. */
export function buildPlaces(view: View, engine: string): BuildPlace[] {
  const disk = diskAt(view);
  const places = new Map<string, BuildPlace>();
  for (const record of buildsAt(view, engine)) {
    const { context, dockerfile } = record;
    const id = idOf(context, dockerfile);
    if (!places.has(id)) places.set(id, placeOf(context, dockerfile, record, disk));
  }
  for (const path of disk ? dockerfilesOn(disk) : []) {
    const place = placeOf(dirname(path), path.slice(dirname(path).length).replace(/^\//, ''), undefined, disk);
    if (!places.has(place.id)) places.set(place.id, place);
  }
  return [...places.values()];
}

function placeOf(
  context: string,
  dockerfile: string,
  last: BuildRecord | undefined,
  disk: Tree | undefined,
): BuildPlace {
  const path = context.startsWith('/') ? joinPath(context, dockerfile) : '';
  const name = path
    ? isWithin(path, home)
      ? `~${path.slice(home.length)}`
      : path
    : `${context || 'standard input'} ${dockerfile}`;
  return {
    id: idOf(context, dockerfile),
    context,
    dockerfile,
    name,
    last,
    onDisk: path && disk ? textAt(disk, path) : undefined,
  };
}

function textAt(disk: Tree, path: string): string | undefined {
  const found = lookup(disk, path);
  if (failed(found) || found.inode.kind !== 'file') return undefined;
  return new TextDecoder().decode(readContent(found.inode.content));
}

const found = new WeakMap<Tree, readonly string[]>();

function dockerfilesOn(disk: Tree): readonly string[] {
  let paths = found.get(disk);
  if (!paths) {
    const start = lookup(disk, home);
    paths = failed(start)
      ? []
      : [...walk(disk, start.ino, home)]
          .filter(({ inode, path }) => inode.kind === 'file' && dockerfileName.test(path.split('/').at(-1) ?? ''))
          .map(({ path }) => path)
          .filter((path) => !passedOver.test(path.slice(home.length)) && !path.endsWith('.dockerignore'));
    found.set(disk, paths);
  }
  return paths;
}

/** Files of the context that were edited since a build began, by their path within it; none when it still runs. */
export function editedSince(view: View, record: BuildRecord): readonly string[] {
  const now = diskAt(view);
  if (!now || record.state === 'running' || !record.context.startsWith('/')) return [];
  const then = diskBefore(view, record) ?? now;
  if (then === now) return [];
  const prefix = record.context === '/' ? '/' : `${record.context}/`;
  return changesOfLayer(then, now)
    .filter(({ path }) => path.startsWith(prefix))
    .map(({ path }) => path.slice(prefix.length));
}

/** The disk as it was when a build began; undefined: it has not changed since. */
function diskBefore(view: View, { engine, id }: BuildRecord): Tree | undefined {
  const key = recordKey(engine, id);
  let tree: Tree | undefined;
  view.back((entry) => {
    if (entry.type !== 'change') return true;
    if (entry.kind === 'disk') tree = (entry.before as { tree: Tree } | undefined)?.tree ?? tree;
    return !(entry.kind === 'build' && entry.key === key && entry.before === undefined);
  });
  return tree;
}

/** Arguments, target and platform that the request of a build asked for. */
export interface BuildWishes {
  readonly args: Readonly<Record<string, string>>;
  readonly target: string;
  readonly platform: string;
}

/** What the last request for a build of this place asked for. */
export function wishesOf(view: View, { engine, id }: BuildRecord): BuildWishes {
  const key = recordKey(engine, id);
  let begun = false;
  let query = new URLSearchParams();
  view.back((entry) => {
    if (entry.type === 'change' && entry.kind === 'build' && entry.key === key && entry.before === undefined)
      begun = true;
    if (!begun || entry.type !== 'message' || entry.role !== 'request' || !entry.path?.includes('/build?')) return true;
    query = new URLSearchParams(entry.path.split('?')[1] ?? '');
    return false;
  });
  return {
    args: argsOf(query.get('buildargs')),
    target: query.get('target') ?? '',
    platform: query.get('platform') ?? '',
  };
}

function argsOf(json: string | null): Readonly<Record<string, string>> {
  let value: unknown;
  try {
    value = JSON.parse(json ?? '{}');
  } catch {
    // Whoever asked wrote the request by hand; the daemon has said so.
    return {};
  }
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(
    Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

/** Ms since 1970 at virtual time 0, as a record of a build tells; undefined before the first. */
export function epochOf(view: View): number | undefined {
  let epoch: number | undefined;
  view.back((entry) => {
    if (entry.type !== 'change' || entry.kind !== 'build' || entry.before !== undefined || !entry.after) return true;
    epoch = (entry.after as BuildRecord).startedAt - entry.t;
    return false;
  });
  return epoch;
}
