// Reads files of machine, containers, images and volumes from the records alone, as processes would see them.
import { readContent } from '../../sim/computer/filesystem/content.ts';
import { isWhiteout, type Inode } from '../../sim/computer/filesystem/inode.ts';
import { absolute, components, isWithin } from '../../sim/computer/filesystem/path.ts';
import type { Tree } from '../../sim/computer/filesystem/tree.ts';
import { recordKey, type ContainerRecord, type ImageRecord } from '../../sim/engine/records.ts';
import type { View } from '../../sim/kernel/view.ts';
import { freshDisk } from '../../sim/learner-machine.ts';
import type { FileTest } from './condition.ts';
import { fits, wanted, type Criterion } from './evidence.ts';

/** The learner's home: where paths that are not absolute begin. */
export const home = '/home/learner';

/** A file that was found; `text` of something that is no file is empty. */
export interface FoundFile {
  readonly inode: Inode;
  readonly text: string;
}

/** Trees over one another, the upper one first: a writable layer and the image below it. */
type Stack = readonly (Tree | undefined)[];

/** What stands at a path; symbolic links are followed. Undefined: nothing. */
export function readPath(stack: Stack, path: string, links = 0): FoundFile | undefined {
  let here = stack.map((tree) => tree?.root);
  let inode: Inode | undefined = rootOf(stack);
  const parts = components(absolute(path));
  for (const [index, name] of parts.entries()) {
    const below = step(stack, here, name);
    inode = below && inodeOf(stack, below);
    if (!below || !inode) return undefined;
    if (inode.kind === 'symlink') {
      if (links > 20) return undefined;
      const target = absolute(inode.target, `/${parts.slice(0, index).join('/')}`);
      return readPath(stack, `${target}/${parts.slice(index + 1).join('/')}`, links + 1);
    }
    here = below;
  }
  if (!inode) return undefined;
  return {
    inode,
    text: inode.kind === 'file' ? new TextDecoder().decode(readContent(inode.content, 0, 1_000_000)) : '',
  };
}

function rootOf(stack: Stack): Inode | undefined {
  const tree = stack.find((layer) => layer !== undefined);
  return tree?.inode(tree.root);
}

/** The numbers of a name in each tree, where an upper one hides what is below it. */
function step(stack: Stack, here: readonly (number | undefined)[], name: string): (number | undefined)[] | undefined {
  const found: (number | undefined)[] = stack.map(() => undefined);
  for (const [level, tree] of stack.entries()) {
    const directory = here[level];
    if (!tree || directory === undefined) continue;
    const number = tree.child(directory, name);
    const inode = number === undefined ? undefined : tree.inode(number);
    if (inode && isWhiteout(inode)) break;
    if (inode && inode.kind !== 'directory' && found.some((above) => above !== undefined)) break;
    if (inode) {
      found[level] = number;
      if (inode.kind !== 'directory' || inode.opaque) break;
    }
    const parent = tree.directory(directory);
    if (!inode && parent?.opaque) break;
  }
  return found.some((number) => number !== undefined) ? found : undefined;
}

function inodeOf(stack: Stack, numbers: readonly (number | undefined)[]): Inode | undefined {
  const level = numbers.findIndex((number) => number !== undefined);
  return stack[level]?.inode(numbers[level] ?? -1);
}

/** A file of the learner's machine. A path that is not absolute begins at home. */
export function readMachineFile(view: View, path: string): FoundFile | undefined {
  return readPath([diskOf(view)], fromHome(path));
}

/** The machine's disk; until something changes on it there is no record of it. */
const diskOf = (view: View): Tree => view.all('disk')[0]?.tree ?? freshDisk();

/** A path as the learner means it in his home: `~/a`, `./a` and `a` are the same. */
export const fromHome = (path: string): string => absolute(path.replace(/^~(?=\/|$)/, home), home);

/** A file of an image. */
export function readImageFile(view: View, image: ImageRecord, path: string): FoundFile | undefined {
  return readPath([treeOf(view, image)], path);
}

function treeOf(view: View, image: ImageRecord): Tree | undefined {
  const top = image.layers.at(-1);
  return top === undefined ? undefined : view.get('layer', recordKey(image.engine, top))?.tree;
}

/** A file as it is seen from inside a container: what is mounted there, its writable layer, its image. */
export function readContainerFile(view: View, container: ContainerRecord, path: string): FoundFile | undefined {
  const whole = absolute(path);
  const mount = container.mounts
    .filter(({ destination }) => isWithin(whole, destination))
    .toSorted((a, b) => b.destination.length - a.destination.length)[0];
  if (mount) {
    const rest = whole.slice(mount.destination.length);
    if (mount.type === 'bind') return readPath([diskOf(view)], `${mount.source}${rest}`);
    const volume = view.get('volume', recordKey(container.engine, mount.name));
    return volume && readPath([volume.tree], `/${rest}`);
  }
  const image = view.get('image', recordKey(container.engine, container.image));
  return readPath([container.writable, image && treeOf(view, image)], whole);
}

/** Judges files one by one. `place` says where they are: ``in `web` ``. */
export function judgeFiles(
  files: ReadonlyMap<string, FileTest> | undefined,
  read: (path: string) => FoundFile | undefined,
  place: string,
): Criterion[] {
  return [...(files ?? [])].map(([path, test]) => {
    const file = read(path);
    if (test === false) return { met: !file, why: `\`${path}\` is still there ${place}.` };
    if (!file) return { met: false, why: `There is no \`${path}\` ${place}.` };
    if (test === true) return { met: true, why: '' };
    return { met: fits(test, file.text), why: `\`${path}\` ${place} does not contain ${wanted(test)}.` };
  });
}
