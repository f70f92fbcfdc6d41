// `RUN --mount`: what is put into a step's file system for its time, and what of it counts for the cache.
import { Disk } from '../../computer/filesystem/disk.ts';
import { DiskNode } from '../../computer/filesystem/disk-node.ts';
import { failed } from '../../computer/filesystem/errno.ts';
import { FileSystem } from '../../computer/filesystem/file-system.ts';
import { MountTable } from '../../computer/filesystem/mounts.ts';
import { basename } from '../../computer/filesystem/path.ts';
import { Overlay } from '../../computer/filesystem/overlay.ts';
import { Tree } from '../../computer/filesystem/tree.ts';
import { makeDirectories } from '../containers/root-files.ts';
import { emptyTree } from '../layers/empty-tree.ts';
import type { BuildCache } from './cache.ts';
import { copyInto, findSources } from './copy-files.ts';
import { BuildError, type Instruction } from './dockerfile/node.ts';
import { flagValues } from './dockerfile/check.ts';
import { suggestion } from './dockerfile/suggest.ts';
import { filesOf } from './files-of.ts';
import { absolute } from './paths.ts';
import type { StageState, Words } from './state.ts';

/** One mount as it was asked for. */
export interface RunMount {
  readonly type: string;
  readonly target: string;
  readonly source: string;
  readonly from: string | undefined;
  readonly id: string;
  readonly env: string | undefined;
  readonly required: boolean;
  /** Of caches: `shared`, `private` or `locked`. */
  readonly sharing: string;
  readonly readOnly: boolean;
  readonly mode: number | undefined;
  readonly uid: number;
  readonly gid: number;
  /** Of caches: owner or mode are asked for, which a folder of its own has. */
  readonly owned: boolean;
  readonly size: number | undefined;
}

const types = ['bind', 'cache', 'tmpfs', 'secret', 'ssh'];
const sharings = ['shared', 'private', 'locked'];
const fields = ['type', 'from', 'source', 'src', 'target', 'dst', 'destination', 'readonly', 'ro', 'readwrite', 'rw',
  'id', 'sharing', 'required', 'size', 'mode', 'uid', 'gid', 'env']; // prettier-ignore

/** The mounts of a RUN. */
export function readMounts(state: StageState, instruction: Instruction, words: Words): RunMount[] | BuildError {
  const mounts: RunMount[] = [];
  for (const text of flagValues(instruction, 'mount')) {
    const mount = readMount(state, text, words);
    if (typeof mount === 'string') return new BuildError(mount, instruction.range);
    if (mount instanceof BuildError) return mount;
    mounts.push(mount);
  }
  return mounts;
}

function readMount(state: StageState, text: string, words: Words): RunMount | string | BuildError {
  const values = new Map<string, string>();
  for (const field of text.split(',')) {
    const equals = field.indexOf('=');
    const name = (equals < 0 ? field : field.slice(0, equals)).toLowerCase();
    if (!fields.includes(name)) return `unexpected key '${name}' in '${field}'${suggestion(name, fields)}`;
    const type = values.get('type') ?? 'bind';
    const bare = ['readonly', 'ro', 'readwrite', 'rw', 'required'].includes(name);
    if (equals < 0 && !bare) return `invalid field '${field}' must be a key=value pair`;
    const value = equals < 0 ? 'true' : words.one(field.slice(equals + 1));
    if (value instanceof BuildError) return value;
    const problem = fieldProblem(name, value, type);
    if (problem !== undefined) return problem;
    values.set(name, value);
  }
  const value = (...names: string[]): string | undefined =>
    names.map((name) => values.get(name)).find((found) => found !== undefined);
  const type = value('type') ?? 'bind';
  const wrong = combinationProblem(type, values);
  if (wrong !== undefined) return wrong;
  const source = value('source', 'src') ?? '';
  const id =
    value('id') ??
    (type === 'ssh' ? 'default' : source === '' ? basename(value('target', 'dst', 'destination') ?? '') : source);
  const asked = value('target', 'dst', 'destination');
  const env = value('env');
  const target = asked ?? (type === 'secret' && env === undefined ? `/run/secrets/${basename(id)}` : '');
  const resolved = target === '' ? '' : absolute(state.config.WorkingDir ?? '/', target);
  const root = target === '' || target === '/' || (resolved === '/' && !target.startsWith('/'));
  if (root && !['secret', 'ssh'].includes(type)) return 'invalid mount target "/"';
  const on = (found: string | undefined): boolean => found !== undefined && found !== 'false' && found !== '0';
  return {
    type,
    target: resolved,
    source,
    from: value('from'),
    id: type === 'cache' && value('id') === undefined ? absolute('/', target) : id,
    env,
    required: on(value('required')),
    sharing: value('sharing') ?? 'shared',
    readOnly: type === 'bind' ? !on(value('rw', 'readwrite')) : on(value('ro', 'readonly')),
    mode: value('mode') === undefined ? undefined : parseInt(value('mode') ?? '', 8),
    uid: Number(value('uid') ?? 0),
    gid: Number(value('gid') ?? 0),
    owned: type === 'cache' && ['uid', 'gid', 'mode'].some((name) => values.has(name)),
    size: sizeOf(value('size') ?? ''),
  };
}

/** Bytes of `64m`, `1gb`, `4096`; undefined for what is no size. */
function sizeOf(text: string): number | undefined {
  const [, digits, unit = ''] = /^(\d+(?:\.\d+)?) ?([kmgtp]?)i?b?$/i.exec(text) ?? [];
  return digits === undefined
    ? undefined
    : Math.floor(Number(digits) * 1024 ** ' kmgtp'.indexOf(unit.toLowerCase() || ' '));
}

/** What is wrong with the value of one field, for a mount of a type. */
function fieldProblem(name: string, value: string, type: string): string | undefined {
  const isSwitch = /^(?:1|t|T|TRUE|true|True|0|f|F|FALSE|false|False)$/.test(value);
  const foreign = `unexpected key '${name}' for mount type '${type}'`;
  switch (name) {
    case 'type':
      return types.includes(value.toLowerCase())
        ? undefined
        : `unsupported mount type ${JSON.stringify(value)}${suggestion(value, types)}`;
    case 'readonly':
    case 'ro':
    case 'readwrite':
    case 'rw':
      return isSwitch ? undefined : `invalid value for ${name}: ${value}`;
    case 'required':
      if (type !== 'secret' && type !== 'ssh') return foreign;
      return isSwitch ? undefined : `invalid value for ${name}: ${value}`;
    case 'size':
      if (type !== 'tmpfs') return foreign;
      return sizeOf(value) === undefined ? `invalid value for size: ${value}` : undefined;
    case 'sharing':
      return sharings.includes(value)
        ? undefined
        : `unsupported sharing value ${JSON.stringify(value)}${suggestion(value, sharings)}`;
    case 'mode':
      return /^[0-7]+$/.test(value) ? undefined : `invalid value ${value} for mode`;
    case 'uid':
    case 'gid':
      return /^\d+$/.test(value) ? undefined : `invalid value ${value} for ${name}`;
    default:
      return undefined;
  }
}

/** What is wrong with fields together. */
function combinationProblem(type: string, values: ReadonlyMap<string, string>): string | undefined {
  if (!['secret', 'ssh', 'cache'].includes(type))
    for (const name of ['mode', 'uid', 'gid'])
      if (values.has(name)) return `${name} not allowed for ${JSON.stringify(type)} type mounts`;
  if (values.has('sharing') && type !== 'cache') return `invalid cache sharing set for ${type} mount`;
  if (type !== 'secret') return undefined;
  const source = values.get('source') ?? values.get('src');
  const target = values.get('target') ?? values.get('dst') ?? values.get('destination');
  if (values.has('from')) return 'secret mount should not have a from';
  if (source === undefined && target === undefined && !values.has('id'))
    return 'invalid secret mount. one of source, target required';
  return source !== undefined && values.has('id') ? "both source and id can't be set" : undefined;
}

/** What mounts are made of. */
export interface MountSources {
  readonly secrets: ReadonlyMap<string, Uint8Array>;
  /** Ids of agents that are forwarded. */
  readonly agents: readonly string[];
  readonly cache: BuildCache;
  /** The tree that a bind mount shows, by mount. */
  readonly trees: ReadonlyMap<RunMount, { readonly tree: Tree; readonly path: string }>;
  /** Under which names caches are kept. */
  readonly keys: ReadonlyMap<RunMount, string>;
  readonly clock: number;
  /** The command, for what the cache says of its mounts. */
  readonly command: string;
}

/** Puts them into a table; afterwards `finish` keeps what cache mounts hold. A text says what is missing. */
export function mountForRun(
  table: MountTable,
  mounts: readonly RunMount[],
  { secrets, agents, cache, trees, keys, clock, command }: MountSources,
):
  | { readonly env: ReadonlyMap<string, string>; readonly made: readonly string[]; readonly finish: () => void }
  | string {
  const env = new Map<string, string>();
  const made: string[] = [];
  let sockets = 0;
  const finishers: (() => void)[] = [];
  const prepare = (target: string, kind: 'file' | 'directory'): void => {
    prepareTarget(table, clock, made, target, kind);
  };
  for (const mount of mounts) {
    const { type, target, readOnly } = mount;
    if (type === 'ssh') {
      const id = mount.id === '' ? 'default' : mount.id;
      if (!agents.includes(id)) {
        if (mount.required) return `unset ssh forward key ${id}`;
        continue;
      }
      const at = target === '' ? `/run/buildkit/ssh_agent.${sockets++}` : target;
      if (!env.has('SSH_AUTH_SOCK')) env.set('SSH_AUTH_SOCK', at);
      const plain = Tree.create({ mtime: clock });
      const { uid, gid, mode = 0o600 } = mount;
      const held = plain.insert(plain.root, 'agent', { kind: 'socket', mode, uid, gid, mtime: clock }, clock);
      if ('errno' in held) throw new Error(`unexpected ${held.errno}`);
      prepare(at, 'file');
      const node = new DiskNode(new Disk(held.tree), held.ino);
      table.mount({ target: at, source: 'tmpfs', type: 'tmpfs', node, readOnly: false });
      continue;
    }
    if (type === 'secret') {
      const secret = secrets.get(mount.id);
      if (!secret) {
        if (mount.required) return `secret ${mount.id}: not found`;
        continue;
      }
      if (mount.env !== undefined) env.set(mount.env, new TextDecoder().decode(secret));
      if (target === '') continue;
      const { uid, gid, mode = 0o400 } = mount;
      const plain = Tree.create({ mtime: clock });
      const held = plain.insert(
        plain.root,
        'secret',
        { kind: 'file', content: secret, mode, uid, gid, mtime: clock },
        clock,
      );
      if ('errno' in held) throw new Error(`unexpected ${held.errno}`);
      prepare(target, 'file');
      table.mount({
        target,
        source: 'tmpfs',
        type: 'tmpfs',
        node: new DiskNode(new Disk(held.tree), held.ino),
        readOnly: true,
      });
      continue;
    }
    if (type === 'bind') {
      const found = trees.get(mount);
      if (!found) throw new Error(`no tree for ${target}`);
      const overlay = new Overlay(found.tree, new Disk(emptyTree));
      let node = overlay.root();
      for (const part of found.path.split('/').filter((name) => name !== '')) {
        const next = node.lookup(part, { pid: 0 });
        if (!next) return `failed to calculate checksum of ref: "${found.path}": not found`;
        node = next;
      }
      const inode = node.inode({ pid: 0 });
      prepare(target, inode?.kind === 'directory' ? 'directory' : 'file');
      table.mount({ target, source: 'overlay', type: 'overlay', node, readOnly });
      continue;
    }
    prepare(target, 'directory');
    const fresh = Tree.create({
      mode: mount.mode ?? (type === 'tmpfs' ? 0o1777 : 0o755),
      uid: mount.uid,
      gid: mount.gid,
      mtime: clock,
    });
    if (type === 'tmpfs') {
      const disk = new Disk(fresh, mount.size === undefined ? {} : { capacity: mount.size });
      table.mount({ target, source: 'tmpfs', type: 'tmpfs', node: new DiskNode(disk), readOnly });
      continue;
    }
    const key = keys.get(mount) ?? mount.id;
    const begun = trees.get(mount);
    const disk = new Disk(cache.mounts.get(key) ?? (begun ? folderOf(begun.tree, begun.path, clock) : fresh));
    table.mount({ target, source: '/dev/vda1', type: 'ext4', node: new DiskNode(disk), readOnly });
    finishers.push(() => {
      cache.mounts.set(key, disk.tree);
      cache.useLocal(
        `mount ${key}`,
        'exec.cachemount',
        `cached mount ${target} from exec ${command} with id ${JSON.stringify(`/${mount.id}`)}`,
        disk.tree.bytes,
      );
    });
  }
  return {
    env,
    made,
    finish: () => {
      for (const finish of finishers) finish();
    },
  };
}

/** A folder of a tree as a tree of its own. */
function folderOf(tree: Tree, path: string, clock: number): Tree {
  const from = filesOf(tree, () => clock);
  const disk = new Disk(emptyTree);
  const to = new FileSystem(new MountTable({ source: '', type: 'ext4', node: new DiskNode(disk) }, () => clock));
  copyInto(to, findSources(from, path, []) ?? [], '/', {
    owner: undefined,
    mode: undefined,
    unpacks: false,
    parents: false,
    intoDirectory: true,
    clock,
  });
  return disk.tree;
}

/** Makes what a mount covers where it is missing; the paths made go into `made`, they go when the step has ended. */
function prepareTarget(
  table: MountTable,
  clock: number,
  made: string[],
  target: string,
  kind: 'file' | 'directory',
): void {
  const files = new FileSystem(table);
  const parts = target.split('/').filter((name) => name !== '');
  const above = parts.map((_, index) => `/${parts.slice(0, index + 1).join('/')}`);
  const missing = above.filter((path) => !files.exists(path));
  made.push(...missing);
  const directory = kind === 'directory' ? target : (above.at(-2) ?? '/');
  makeDirectories(files, directory);
  const [first] = missing;
  // Where nothing can be made, as in /dev, what is missing is a file system of its own.
  if (first !== undefined && !files.exists(directory)) {
    const node = new DiskNode(new Disk(Tree.create({ mode: 0o755, mtime: clock })));
    table.mount({ target: first, source: 'tmpfs', type: 'tmpfs', node, readOnly: false });
    makeDirectories(files, directory);
  }
  if (kind === 'file' && failed(files.stat(target))) files.writeFile(target, '', 0o644);
}
