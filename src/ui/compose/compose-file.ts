// The compose files on the learner's disk at a moment, and what they say of services, as far as they can be read.
import { Fault, isFault } from '../../sim/cli/compose/model/fault.ts';
import { lineOf } from '../../sim/cli/compose/model/line-of.ts';
import { ModelLoader } from '../../sim/cli/compose/model/load.ts';
import {
  isMapping,
  isSequence,
  scalarText,
  section,
  type Mapping,
  type Tree,
} from '../../sim/cli/compose/model/tree.ts';
import { failed, strerror } from '../../sim/computer/filesystem/errno.ts';
import { lookup } from '../../sim/computer/filesystem/lookup.ts';
import { dirname } from '../../sim/computer/filesystem/path.ts';
import type { Tree as FileTree } from '../../sim/computer/filesystem/tree.ts';
import { filesOf } from '../editor/past-files.ts';

/** A service as the file describes it. */
export interface FileService {
  readonly name: string;
  /** What it runs: the image, or where it is built. */
  readonly image: string;
  /** Services that it waits for, and for what of them. */
  readonly dependsOn: readonly { readonly service: string; readonly condition: string }[];
  /** Lines of the file that describe it, from 1, both ends inside. */
  readonly lines: readonly [number, number];
}

export interface ComposeFile {
  readonly path: string;
  readonly text: string;
  /** The name that the file gives the project; its folder's without one. */
  readonly project: string;
  readonly services: readonly FileService[];
  /** What is wrong with it; empty when it can be read. */
  readonly problem: string;
}

const names = ['compose.yaml', 'compose.yml', 'docker-compose.yaml', 'docker-compose.yml'];
const home = '/home/learner';
/** Folders below the learner's home that are looked into. */
const deepest = 3;

const found = new WeakMap<FileTree, readonly ComposeFile[]>();

/** All compose files on a disk, those of the uppermost folders first. */
export function composeFilesOf(tree: FileTree): readonly ComposeFile[] {
  let files = found.get(tree);
  if (!files) {
    files = foldersOf(tree).flatMap((folder) => {
      const name = names.find((candidate) => !failed(lookup(tree, `${folder}/${candidate}`)));
      const file = name === undefined ? undefined : readComposeFile(tree, `${folder}/${name}`);
      return file ? [file] : [];
    });
    found.set(tree, files);
  }
  return files;
}

function foldersOf(tree: FileTree): string[] {
  const folders: string[] = [];
  const visit = (path: string, depth: number): void => {
    const at = lookup(tree, path);
    if (failed(at) || at.inode.kind !== 'directory') return;
    folders.push(path);
    if (depth < deepest)
      for (const [name] of tree.entries(at.ino))
        if (!name.startsWith('.') && name !== 'node_modules') visit(`${path}/${name}`, depth + 1);
  };
  visit(home, 0);
  return folders;
}

/** Reads one; undefined when it is not there. */
export function readComposeFile(tree: FileTree, path: string): ComposeFile | undefined {
  const files = filesOf(tree);
  const text = files.readText(path);
  if (failed(text)) return undefined;
  const folder = dirname(path);
  const loader = new ModelLoader(
    {
      read: (wanted) => {
        const content = files.readText(wanted);
        return failed(content) ? new Fault(`open ${wanted}: ${strerror(content.errno).toLowerCase()}`) : content;
      },
      warn: () => undefined,
      home,
    },
    { interpolate: true, resolvePaths: false, named: true },
  );
  const model = loader.load([path], folder, new Map());
  const folderName = folder.split('/').at(-1) ?? '';
  const given = isFault(model) ? undefined : model['name'];
  const project = (typeof given === 'string' ? given : folderName).toLowerCase().replace(/[^a-z0-9_-]/g, '');
  if (isFault(model)) return { path, text, project, services: [], problem: model.error };
  const services = section(model, 'services');
  return {
    path,
    text,
    project,
    problem: '',
    services: Object.entries(services).map(([name, entry]) => serviceOf(name, isMapping(entry) ? entry : {}, text)),
  };
}

function serviceOf(name: string, service: Mapping, text: string): FileService {
  const { image, build, depends_on: depends } = service;
  const context = isMapping(build) ? build['context'] : build;
  const first = lineOf(text, `services.${name}`);
  return {
    name,
    image: typeof image === 'string' ? image : typeof context === 'string' ? `built in ${context}` : '',
    dependsOn: dependenciesOf(depends),
    lines: [first, lastLine(text, first)],
  };
}

function dependenciesOf(depends: Tree | undefined): FileService['dependsOn'] {
  if (isSequence(depends))
    return depends.map((service) => ({ service: scalarText(service), condition: 'service_started' }));
  if (!isMapping(depends)) return [];
  return Object.entries(depends).map(([service, how]) => {
    const condition = isMapping(how) ? how['condition'] : undefined;
    return { service, condition: typeof condition === 'string' ? condition : 'service_started' };
  });
}

/** The last line of the block that begins on a line: those that stand further in. */
function lastLine(text: string, first: number): number {
  const lines = text.split('\n');
  const indent = (line: string): number => line.length - line.trimStart().length;
  const own = indent(lines[first - 1] ?? '');
  let last = first;
  for (let number = first + 1; number <= lines.length; number++) {
    const line = lines[number - 1] ?? '';
    if (line.trim() === '') continue;
    if (indent(line) <= own) break;
    last = number;
  }
  return last;
}
