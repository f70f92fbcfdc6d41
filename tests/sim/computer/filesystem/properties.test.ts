// The file system against the naive model: plain disks with snapshots, and overlays with their diff and layers.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Disk } from '../../../../src/sim/computer/filesystem/disk.ts';
import { DiskNode } from '../../../../src/sim/computer/filesystem/disk-node.ts';
import { failed, type Failure } from '../../../../src/sim/computer/filesystem/errno.ts';
import { FileSystem } from '../../../../src/sim/computer/filesystem/file-system.ts';
import { apply, diff, layerChanges } from '../../../../src/sim/computer/filesystem/layer.ts';
import { MountTable } from '../../../../src/sim/computer/filesystem/mounts.ts';
import { Overlay } from '../../../../src/sim/computer/filesystem/overlay.ts';
import { Tree } from '../../../../src/sim/computer/filesystem/tree.ts';
import { copy, Model, modelRoot, show } from './model.ts';

const path = fc
  .array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 3 })
  .map((names) => `/${names.join('/')}`);
const text = fc.constantFrom('', 'x', 'hello', 'some longer text');

const step = fc.oneof(
  fc.record({ call: fc.constant('write' as const), path, text, append: fc.boolean() }),
  fc.record({ call: fc.constant('mkdir' as const), path }),
  fc.record({ call: fc.constant('symlink' as const), path, to: path }),
  fc.record({ call: fc.constant('link' as const), path, to: path }),
  fc.record({ call: fc.constant('unlink' as const), path }),
  fc.record({ call: fc.constant('rmdir' as const), path }),
  fc.record({ call: fc.constant('rename' as const), path, to: path }),
  fc.record({ call: fc.constant('chmod' as const), path, mode: fc.constantFrom(0o600, 0o755, 0o777) }),
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;
const steps = fc.array(step, { maxLength: 40 });

function onModel(model: Model, s: Step): string | undefined {
  switch (s.call) {
    case 'write':
      return model.write(s.path, s.text, s.append);
    case 'mkdir':
      return model.make(s.path, { kind: 'directory', mode: 0o755, names: new Map() });
    case 'symlink':
      return model.make(s.path, { kind: 'symlink', target: s.to });
    case 'link':
      return model.link(s.path, s.to);
    case 'unlink':
      return model.unlink(s.path);
    case 'rmdir':
      return model.rmdir(s.path);
    case 'rename':
      return model.rename(s.path, s.to);
    case 'chmod':
      return model.chmod(s.path, s.mode);
  }
}

function onFiles(files: FileSystem, s: Step): string | undefined {
  switch (s.call) {
    case 'write':
      return (s.append ? files.appendFile(s.path, s.text) : files.writeFile(s.path, s.text))?.errno;
    case 'mkdir':
      return files.mkdir(s.path)?.errno;
    case 'symlink':
      return files.symlink(s.to, s.path)?.errno;
    case 'link':
      return files.link(s.path, s.to)?.errno;
    case 'unlink':
      return files.unlink(s.path)?.errno;
    case 'rmdir':
      return files.rmdir(s.path)?.errno;
    case 'rename':
      return files.rename(s.path, s.to)?.errno;
    case 'chmod':
      return files.chmod(s.path, s.mode)?.errno;
  }
}

const textOr = (result: string | Failure): string => (failed(result) ? result.errno : result);

function showFiles(files: FileSystem, at = '', out: string[] = []): string[] {
  const stat = files.lstat(at || '/');
  if (failed(stat)) throw new Error(`${at}: ${stat.errno}`);
  if (stat.kind === 'directory') {
    out.push(`${at || '/'} directory ${stat.mode.toString(8)}`);
    const names = files.readdir(at || '/');
    if (failed(names)) throw new Error(names.errno);
    for (const name of names) showFiles(files, `${at}/${name}`, out);
  } else if (stat.kind === 'symlink') out.push(`${at} symlink ${textOr(files.readlink(at))}`);
  else out.push(`${at} file ${stat.mode.toString(8)} ${textOr(files.readText(at))}`);
  return out;
}

let time = 0;
const clock = (): number => ++time;
const onDisk = (tree: Tree): FileSystem =>
  new FileSystem(new MountTable({ source: '/dev/vda1', type: 'ext4', node: new DiskNode(new Disk(tree)) }, clock));

test('a disk behaves as the model, and its snapshots never change', () => {
  fc.assert(
    fc.property(steps, (script) => {
      const disk = new Disk(Tree.create());
      const files = new FileSystem(
        new MountTable({ source: '/dev/vda1', type: 'ext4', node: new DiskNode(disk) }, clock),
      );
      const model = new Model();
      const snapshots: [Tree, string[]][] = [];
      for (const s of script) {
        expect(onFiles(files, s)).toBe(onModel(model, s));
        snapshots.push([disk.tree, show(copy(model.root))]);
      }
      for (const [tree, shown] of snapshots) expect(showFiles(onDisk(tree))).toEqual(shown);
      const again = apply(Tree.create(), layerChanges(disk.tree));
      expect(showFiles(onDisk(again))).toEqual(show(model.root));
      expect(again.bytes).toBe(disk.tree.bytes);
    }),
    { numRuns: 300 },
  );
});

test('an overlay behaves as one tree; its layer, applied, gives that tree', () => {
  fc.assert(
    fc.property(steps, steps, (below, above) => {
      const model = new Model(modelRoot());
      const lowerDisk = new Disk(Tree.create());
      const lowerFiles = new FileSystem(
        new MountTable({ source: '/dev/vda1', type: 'ext4', node: new DiskNode(lowerDisk) }, clock),
      );
      // Hard links below break on copy-up, as in overlayfs, so the lower tree has none.
      for (const s of below)
        if (s.call !== 'link') {
          onFiles(lowerFiles, s);
          onModel(model, s);
        }
      const before = show(model.root);
      const lower = lowerDisk.tree;
      const upper = new Disk(Tree.create());
      const overlay = new Overlay(lower, upper);
      const files = new FileSystem(new MountTable({ source: 'overlay', type: 'overlay', node: overlay.root() }, clock));
      for (const s of above) {
        const kept = copy(model.root);
        const expected = onModel(model, s);
        const actual = onFiles(files, s);
        if (actual === 'EXDEV' && s.call === 'rename') model.root = kept as Model['root'];
        else expect(actual).toBe(expected);
        expect(showFiles(files)).toEqual(show(model.root));
      }
      expect(showFiles(onDisk(lower))).toEqual(before);
      const merged = apply(lower, layerChanges(upper.tree));
      expect(showFiles(onDisk(merged))).toEqual(show(model.root));
      const paths = (rows: string[]): Set<string> => new Set(rows.map((row) => row.split(' ')[0] ?? ''));
      const was = paths(before);
      const is = paths(show(model.root));
      for (const row of diff(lower, upper.tree)) {
        if (row.kind === 'A') expect(is.has(row.path) && !was.has(row.path)).toBe(true);
        if (row.kind === 'D') expect(!is.has(row.path) && was.has(row.path)).toBe(true);
        if (row.kind === 'C') expect(is.has(row.path) && was.has(row.path)).toBe(true);
      }
      const added = diff(lower, upper.tree)
        .filter((row) => row.kind === 'A')
        .map((row) => row.path);
      expect(new Set(added)).toEqual(new Set([...is].filter((p) => !was.has(p))));
    }),
    { numRuns: 500 },
  );
});
