// The simulated registry of Node.js packages: versions, ranges, dependencies (node-semver's ranges).
import { packageLines } from './index-data.ts';

/** A series of versions with the same dependencies. Sizes in bytes. */
export interface Series {
  readonly name: string;
  /** Newest first. */
  readonly versions: readonly string[];
  readonly unpackedSize: number;
  readonly tarballSize: number;
  /** Ranges by name. */
  readonly dependencies: Readonly<Record<string, string>>;
  readonly programs: readonly string[];
  readonly description: string;
}

let packages: ReadonlyMap<string, readonly Series[]> | undefined;

/** All packages by name, each with its series, newest first. */
export function allPackages(): ReadonlyMap<string, readonly Series[]> {
  if (packages) return packages;
  const read = new Map<string, Series[]>();
  for (const line of packageLines.trim().split('\n')) {
    const series = readLine(line);
    const known = read.get(series.name);
    if (known) known.push(series);
    else read.set(series.name, [series]);
  }
  packages = read;
  return packages;
}

function readLine(line: string): Series {
  const [name = '', versions = '', sizes = '', dependencies = '', programs = '', description = ''] = line.split('|');
  const [unpacked = 0, tarball = 0] = sizes.split('/').map((size) => Number(size) * 1024);
  const list = (text: string): string[] => text.split(' ').filter((one) => one !== '');
  return {
    name,
    versions: list(versions).flatMap(expand),
    unpackedSize: unpacked,
    tarballSize: tarball,
    dependencies: Object.fromEntries(
      list(dependencies).map((text) => {
        const at = text.lastIndexOf('@');
        return at > 0 ? [text.slice(0, at), text.slice(at + 1)] : [text, '*'];
      }),
    ),
    programs: list(programs),
    description,
  };
}

/** `4.21.2` → 4.21.2, 4.21.1, 4.21.0. */
function expand(top: string): string[] {
  const [, series = '', last = '0'] = /^(\d+\.\d+\.)(\d+)$/.exec(top) ?? [];
  return series === ''
    ? [top]
    : Array.from({ length: Number(last) + 1 }, (_, index) => `${series}${Number(last) - index}`);
}

/**
 * The series that a version belongs to: one that lists it, or for an older one that of its major, or of the oldest that is known:
 * the lines name only the last version of each series.
 */
export function seriesOf(name: string, version: string): Series | undefined {
  const all = allPackages().get(name) ?? [];
  const listed = all.find(({ versions }) => versions.includes(version));
  if (listed || !/^\d+\.\d+\.\d+$/.test(version)) return listed;
  const major = (text: string): string => text.split('.')[0] ?? '';
  const newer = all.filter(({ versions }) => versions.some((one) => compareVersions(version, one) < 0));
  return newer.find(({ versions }) => versions.some((one) => major(one) === major(version))) ?? newer.at(-1);
}

/** Compares versions of three numbers. */
export function compareVersions(one: string, two: string): number {
  const [a, b] = [one, two].map((version) => version.split(/[.-]/).map(Number));
  for (let index = 0; index < 3; index++) {
    const order = (a?.[index] ?? 0) - (b?.[index] ?? 0);
    if (order !== 0) return order;
  }
  return 0;
}

/** Whether a version is in a range: `^4.18.2`, `~1.3.8`, `>=1 <3`, `4.x`, `*`, alternatives with `||`. */
export function satisfies(version: string, range: string): boolean {
  return range.split('||').some((any) => {
    const text = any.trim().replace(/([<>=~^])\s+/g, '$1');
    const [, from, to] = /^(\S+)\s+-\s+(\S+)$/.exec(text) ?? [];
    if (from !== undefined && to !== undefined) return inOne(version, `>=${from}`) && inOne(version, `<=${to}`);
    return text.split(/\s+/).every((part) => inOne(version, part));
  });
}

function inOne(version: string, comparator: string): boolean {
  if (comparator === '' || comparator === '*' || comparator === 'x' || comparator === 'latest') return true;
  const [, operator = '', text = ''] = /^(\^|~>?|>=|<=|>|<|=)?v?(.*)$/.exec(comparator) ?? [];
  const parts = text
    .replace(/[-+].*$/, '')
    .split('.')
    .filter((part) => /^\d+$/.test(part))
    .map(Number);
  const [major, minor, patch] = parts;
  if (major === undefined) return true;
  const low = `${major}.${minor ?? 0}.${patch ?? 0}`;
  const above = (a: number, b: number, c: number): boolean => compareVersions(version, `${a}.${b}.${c}`) < 0;
  const order = compareVersions(version, low);
  switch (operator) {
    case '^':
      if (order < 0) return false;
      return major > 0 || minor === undefined
        ? above(major + 1, 0, 0)
        : minor > 0 || patch === undefined
          ? above(0, minor + 1, 0)
          : above(0, 0, patch + 1);
    case '~':
    case '~>':
      return order >= 0 && (minor === undefined ? above(major + 1, 0, 0) : above(major, minor + 1, 0));
    case '>=':
      return order >= 0;
    case '<=':
      return patch === undefined
        ? minor === undefined
          ? above(major + 1, 0, 0)
          : above(major, minor + 1, 0)
        : order <= 0;
    case '>':
      return order > 0;
    case '<':
      return order < 0;
    default:
      if (minor === undefined) return order >= 0 && above(major + 1, 0, 0);
      return patch === undefined ? order >= 0 && above(major, minor + 1, 0) : order === 0;
  }
}

/** The newest version of a package; tags other than `latest` are those of old majors (`latest-4`). */
export const newestOf = (name: string): string | undefined => allPackages().get(name)?.[0]?.versions[0];

/** The version that a range or tag chooses; undefined when none is in it. */
export function chooseVersion(name: string, range: string): string | undefined {
  const all = allPackages().get(name);
  if (!all) return undefined;
  const newest = all[0]?.versions[0];
  if (range === '' || range === 'latest' || range === 'lts' || range === 'next' || range === 'stable') return newest;
  const exact = /^[=v]*(\d+\.\d+\.\d+)$/.exec(range)?.[1];
  if (exact !== undefined) return seriesOf(name, exact) ? exact : undefined;
  if (newest !== undefined && satisfies(newest, range)) return newest;
  const fitting = all.flatMap(({ versions }) => versions).filter((version) => satisfies(version, range));
  return fitting.sort(compareVersions).at(-1) ?? olderOf(name, range);
}

/** The version that a caret or tilde range begins with, when all listed versions are newer. */
function olderOf(name: string, range: string): string | undefined {
  const [, low = ''] = /^[\^~]?(\d+(?:\.\d+){0,2})(?:\.x)*$/.exec(range) ?? [];
  const whole = low.split('.').concat('0', '0').slice(0, 3).join('.');
  return low !== '' && seriesOf(name, whole) ? whole : undefined;
}
