// What dpkg knows of a system: /var/lib/dpkg/status, the lists of files, and which packages were installed only for others.
import { failed, type Failure } from '../../filesystem/errno.ts';
import type { FileSystem } from '../../filesystem/file-system.ts';
import { formatParagraphs, parseParagraphs, type Paragraph } from './paragraphs.ts';

/** An installed package, or one of which only the settings are left. */
export interface Installed {
  readonly name: string;
  readonly version: string;
  readonly architecture: string;
  /** KiB. */
  readonly installedSize: number;
  /** `ii`; `rc` when only its settings are left. */
  readonly state: 'ii' | 'rc';
  readonly depends: readonly string[];
  readonly description: string;
  readonly paragraph: Paragraph;
}

export const statusPath = '/var/lib/dpkg/status';
const infoFolder = '/var/lib/dpkg/info';
const markPath = '/var/lib/apt/extended_states';

/** All packages that dpkg knows of, in order. */
export function readStatus(files: FileSystem): Installed[] {
  const text = files.readText(statusPath);
  return failed(text) ? [] : parseParagraphs(text).map(fromParagraph);
}

function fromParagraph(paragraph: Paragraph): Installed {
  const get = (name: string): string => paragraph.get(name) ?? '';
  const needs = [get('Depends'), get('Pre-Depends')].filter((list) => list !== '').join(', ');
  return {
    name: get('Package'),
    version: get('Version'),
    architecture: get('Architecture'),
    installedSize: Number(paragraph.get('Installed-Size') ?? 0),
    state: get('Status').endsWith(' installed') ? 'ii' : 'rc',
    depends: needs
      .split(/\s*[,|]\s*/)
      .map((one) => one.replace(/\s*\(.*\)|:\w+/g, ''))
      .filter((one) => one !== ''),
    description: get('Description').split('\n')[0] ?? '',
    paragraph,
  };
}

/** An entry made from a paragraph's fields. */
export const installedFrom = (fields: Readonly<Record<string, string>>): Installed =>
  fromParagraph(new Map(Object.entries(fields)));

/** Writes the status, sorted by name. */
export function writeStatus(files: FileSystem, packages: readonly Installed[]): Failure | undefined {
  const sorted = [...packages].sort((a, b) => (a.name < b.name ? -1 : 1));
  return files.writeFile(statusPath, formatParagraphs(sorted.map(({ paragraph }) => paragraph)));
}

/** The name under which a package's files are listed: those that exist for several architectures carry it. */
function listPath(files: FileSystem, { name, architecture }: Pick<Installed, 'name' | 'architecture'>): string {
  const qualified = `${infoFolder}/${name}:${architecture}.list`;
  return files.exists(qualified) ? qualified : `${infoFolder}/${name}.list`;
}

/** The paths of a package's files; none when its list is missing. */
export function readFileList(files: FileSystem, installed: Pick<Installed, 'name' | 'architecture'>): string[] {
  const text = files.readText(listPath(files, installed));
  return failed(text) ? [] : text.split('\n').filter((line) => line.startsWith('/'));
}

/** Writes the list of a package's files, with the directories above them, and its checksums. */
export function writeFileList(files: FileSystem, name: string, paths: readonly string[]): Failure | undefined {
  const all = new Set<string>(['/.']);
  for (const path of [...paths].sort()) {
    const parts = path.split('/').slice(1, -1);
    parts.forEach((_, index) => all.add(`/${parts.slice(0, index + 1).join('/')}`));
    all.add(path);
  }
  const sums = `${infoFolder}/${name}.md5sums`;
  files.unlink(sums);
  return (
    files.writeFile(`${infoFolder}/${name}.list`, [...all].map((path) => `${path}\n`).join(''), 0o644) ??
    files.mknod(sums, { kind: 'file', content: { size: paths.length * 62 } }, 0o644)
  );
}

/** Removes what the info directory holds of a package. */
export function removeFileList(files: FileSystem, installed: Pick<Installed, 'name' | 'architecture'>): void {
  const list = listPath(files, installed);
  files.unlink(list);
  files.unlink(list.replace(/list$/, 'md5sums'));
}

/** How many files and directories all lists name together. */
export function countFiles(files: FileSystem): number {
  const names = files.readdir(infoFolder);
  if (failed(names)) return 0;
  let count = 0;
  for (const name of names) {
    if (!name.endsWith('.list')) continue;
    const text = files.readText(`${infoFolder}/${name}`);
    if (!failed(text)) count += text.split('\n').length - 1;
  }
  return count;
}

/** Names of packages that were installed because others need them. */
export function readAutomatic(files: FileSystem): Set<string> {
  const text = files.readText(markPath);
  if (failed(text)) return new Set();
  return new Set(
    parseParagraphs(text)
      .filter((paragraph) => paragraph.get('Auto-Installed') === '1')
      .map((paragraph) => paragraph.get('Package') ?? ''),
  );
}

/** Writes them. */
export const writeAutomatic = (
  files: FileSystem,
  names: ReadonlySet<string>,
  architecture: string,
): Failure | undefined =>
  files.writeFile(
    markPath,
    formatParagraphs(
      [...names].map(
        (name) =>
          new Map([
            ['Package', name],
            ['Architecture', architecture],
            ['Auto-Installed', '1'],
          ]),
      ),
    ),
  );
