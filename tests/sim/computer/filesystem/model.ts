// The naive model that the file system is compared with: mutable objects and Maps, deep copies for snapshots.
import type { Errno } from '../../../../src/sim/computer/filesystem/errno.ts';

export type ModelNode =
  | { kind: 'file'; mode: number; text: string }
  | { kind: 'symlink'; target: string }
  | { kind: 'directory'; mode: number; names: Map<string, ModelNode> };

type Directory = Extract<ModelNode, { kind: 'directory' }>;

export const modelRoot = (): Directory => ({ kind: 'directory', mode: 0o755, names: new Map() });

/** Copies deeply, keeping hard links hard. */
export function copy(node: ModelNode, seen = new Map<ModelNode, ModelNode>()): ModelNode {
  const done = seen.get(node);
  if (done) return done;
  if (node.kind !== 'directory') {
    const copied = { ...node };
    seen.set(node, copied);
    return copied;
  }
  const names = new Map([...node.names].map(([name, child]) => [name, copy(child, seen)]));
  return { ...node, names };
}

/** path → what lstat and reading show, sorted. */
export function show(node: ModelNode, path = '', out: string[] = []): string[] {
  if (node.kind === 'directory') {
    out.push(`${path || '/'} directory ${node.mode.toString(8)}`);
    for (const [name, child] of [...node.names].sort(([a], [b]) => (a < b ? -1 : 1)))
      show(child, `${path}/${name}`, out);
  } else if (node.kind === 'file') out.push(`${path} file ${node.mode.toString(8)} ${node.text}`);
  else out.push(`${path} symlink ${node.target}`);
  return out;
}

interface Spot {
  directory: Directory;
  name: string;
  node: ModelNode | undefined;
}

export class Model {
  root: Directory;
  constructor(root: Directory = modelRoot()) {
    this.root = root;
  }

  /** Resolves by recursion on whole paths, unlike the real one. */
  spot(path: string, follow: boolean, depth = 0): Spot | Errno {
    if (depth > 40) return 'ELOOP';
    const parts = path.split('/').filter(Boolean);
    const name = parts.pop();
    if (name === undefined) return { directory: this.root, name: '', node: this.root };
    const above = this.spot(`/${parts.join('/')}`, true, depth + 1);
    if (typeof above === 'string') return above;
    if (!above.node) return 'ENOENT';
    if (above.node.kind !== 'directory') return 'ENOTDIR';
    const node = above.node.names.get(name);
    if (node?.kind === 'symlink' && follow) return this.spot(node.target, true, depth + 1);
    return { directory: above.node, name, node };
  }

  write(path: string, text: string, append: boolean): Errno | undefined {
    const spot = this.spot(path, true);
    if (typeof spot === 'string') return spot;
    if (spot.node?.kind === 'directory') return 'EISDIR';
    if (spot.node?.kind === 'file') spot.node.text = append ? spot.node.text + text : text;
    else spot.directory.names.set(spot.name, { kind: 'file', mode: 0o644, text });
    return undefined;
  }

  make(path: string, node: ModelNode): Errno | undefined {
    const spot = this.spot(path, false);
    if (typeof spot === 'string') return spot;
    if (spot.node) return 'EEXIST';
    spot.directory.names.set(spot.name, node);
    return undefined;
  }

  link(existing: string, path: string): Errno | undefined {
    const from = this.spot(existing, false);
    if (typeof from === 'string') return from;
    if (!from.node) return 'ENOENT';
    const to = this.spot(path, false);
    if (typeof to === 'string') return to;
    if (to.node) return 'EEXIST';
    if (from.node.kind === 'directory') return 'EPERM';
    to.directory.names.set(to.name, from.node);
    return undefined;
  }

  unlink(path: string): Errno | undefined {
    const spot = this.spot(path, false);
    if (typeof spot === 'string') return spot;
    if (!spot.node) return 'ENOENT';
    if (spot.node === this.root) return 'EBUSY';
    if (spot.node.kind === 'directory') return 'EISDIR';
    spot.directory.names.delete(spot.name);
    return undefined;
  }

  rmdir(path: string): Errno | undefined {
    const spot = this.spot(path, false);
    if (typeof spot === 'string') return spot;
    if (!spot.node) return 'ENOENT';
    if (spot.node === this.root) return 'EBUSY';
    if (spot.node.kind !== 'directory') return 'ENOTDIR';
    if (spot.node.names.size > 0) return 'ENOTEMPTY';
    spot.directory.names.delete(spot.name);
    return undefined;
  }

  rename(path: string, newPath: string): Errno | undefined {
    const from = this.spot(path, false);
    if (typeof from === 'string') return from;
    if (!from.node) return 'ENOENT';
    if (from.node === this.root) return 'EBUSY';
    const to = this.spot(newPath, false);
    if (typeof to === 'string') return to;
    if (to.node === this.root) return 'EBUSY';
    if (from.node.kind === 'directory' && contains(from.node, to.directory)) return 'EINVAL';
    if (from.node === to.node) return undefined;
    if (to.node?.kind === 'directory') {
      if (from.node.kind !== 'directory') return 'EISDIR';
      if (to.node.names.size > 0) return 'ENOTEMPTY';
    } else if (to.node && from.node.kind === 'directory') return 'ENOTDIR';
    from.directory.names.delete(from.name);
    to.directory.names.set(to.name, from.node);
    return undefined;
  }

  chmod(path: string, mode: number): Errno | undefined {
    const spot = this.spot(path, true);
    if (typeof spot === 'string') return spot;
    if (!spot.node) return 'ENOENT';
    if (spot.node.kind !== 'symlink') spot.node.mode = mode;
    return undefined;
  }
}

const contains = (directory: Directory, sought: Directory): boolean =>
  directory === sought ||
  [...directory.names.values()].some((child) => child.kind === 'directory' && contains(child, sought));
