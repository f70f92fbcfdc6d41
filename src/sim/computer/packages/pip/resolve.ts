// From requirements to versions: each project's page is asked for, the newest version that fits is taken, and so on for what
// it requires.
import type { Task } from '../../../kernel/task.ts';
import type { Downloader, Fetched } from '../download.ts';
import type { Distribution } from './environment.ts';
import {
  allProjects,
  compareVersions,
  normalise,
  parseRequirement,
  requiresOf,
  satisfies,
  wheelName,
  type Project,
  type Requirement,
} from './index.ts';

/** A requirement and where it comes from. */
export interface Wanted {
  readonly requirement: Requirement;
  /** `(from flask)`, `(from -r requirements.txt (line 1))`; empty for the command line. */
  readonly origin: string;
  readonly named: boolean;
}

/** A version that is to be installed. */
export interface Chosen {
  readonly project: Project;
  readonly version: string;
  readonly wheel: string;
  readonly requires: readonly string[];
}

/** How to choose. */
export interface Choice {
  readonly index: string;
  readonly installed: ReadonlyMap<string, Distribution>;
  readonly upgrade: boolean;
  readonly force: boolean;
  readonly dependencies: boolean;
  readonly series: string;
  readonly platform: string;
  /** Whether a wheel is in the cache. */
  readonly cached: (wheel: string) => boolean;
}

/** Why nothing was chosen. */
export type Failure =
  | { readonly failure: 'none'; readonly wanted: Wanted; readonly versions: readonly string[] }
  | { readonly failure: 'network'; readonly wanted: Wanted; readonly got: Fetched }
  | { readonly failure: 'conflict'; readonly wanted: Wanted; readonly chosen: string };

/** Chooses versions for all requirements. `say` prints a line. */
export function* resolve(
  downloader: Downloader,
  wanted: readonly Wanted[],
  choice: Choice,
  say: (line: string) => Task,
): Task<readonly Chosen[] | Failure> {
  const chosen = new Map<string, Chosen>();
  const settled = new Set<string>();
  const seen = new Set<string>();
  const queue = [...wanted];
  for (let next = queue.shift(); next; next = queue.shift()) {
    const { requirement, origin, named } = next;
    const key = normalise(requirement.name);
    const { specifier, extras } = requirement;
    const text = `${requirement.name}${extras.length > 0 ? `[${extras.join(',')}]` : ''}${specifier}`;
    const before = chosen.get(key);
    if (before) {
      if (!satisfies(before.version, specifier)) return { failure: 'conflict', wanted: next, chosen: before.version };
      for (const extra of extras) {
        const mark = `${key}[${extra}]`;
        if (seen.has(mark)) continue;
        seen.add(mark);
        const more = requiresOf(before.project, before.version, [extra]).filter(
          (one) => !before.requires.includes(one),
        );
        queue.push(...wantedOf(more, `(from ${text})`));
      }
      continue;
    }
    const there = choice.installed.get(key);
    const keeps = there && satisfies(there.version, specifier) && !(named && (choice.upgrade || choice.force));
    const suffix = origin === '' ? '' : ` ${origin}`;
    if (there && keeps) {
      const mark = `${key}${text}`;
      if (settled.has(mark)) continue;
      settled.add(mark);
      yield* say(`Requirement already satisfied: ${text} in ${there.location}${suffix} (${there.version})`);
      if (choice.dependencies) queue.push(...wantedOf(there.requires, `(from ${text})`));
      continue;
    }
    if (there && named && choice.upgrade && satisfies(there.version, specifier))
      yield* say(`Requirement already satisfied: ${text} in ${there.location}${suffix} (${there.version})`);
    const got = yield* downloader.get(`${choice.index}/${key}/`, 'text');
    if (!('status' in got)) return { failure: 'network', wanted: next, got };
    const versions = got.status === 200 ? versionsOf(got.text) : [];
    const project = allProjects().get(key);
    const version = versions.find((one) => satisfies(one, specifier)) ?? pinned(specifier, versions);
    if (!project || version === undefined) return { failure: 'none', wanted: next, versions };
    if (there?.version === version && !choice.force) {
      if (choice.dependencies) queue.push(...wantedOf(there.requires, `(from ${text})`));
      settled.add(key);
      continue;
    }
    yield* say(`Collecting ${text}${suffix}`);
    const wheel = wheelName(project, version, choice.series.replace('.', ''), choice.platform);
    const files = choice.index.replace(/\/simple\/?$/, '');
    const about = yield* downloader.get(`${files}/files/${wheel}.metadata`, 'text');
    if (!('status' in about)) return { failure: 'network', wanted: next, got: about };
    const size = `${(Math.max(about.size, 400) / 1000).toFixed(1)} kB`;
    yield* say(`  ${choice.cached(wheel) ? 'Using cached' : 'Downloading'} ${wheel}.metadata (${size})`);
    const requires = requiresOf(project, version, extras);
    chosen.set(key, { project, version, wheel, requires });
    for (const extra of extras) seen.add(`${key}[${extra}]`);
    if (choice.dependencies) queue.push(...wantedOf(requires, `(from ${text})`));
  }
  return [...chosen.values()];
}

const wantedOf = (texts: readonly string[], origin: string): Wanted[] =>
  texts.flatMap((text) => {
    const requirement = parseRequirement(text);
    return requirement && applies(requirement.marker) ? [{ requirement, origin, named: false }] : [];
  });

/** Whether an environment marker holds on the machines that there are: Linux with a Python of today. */
export function applies(marker: string): boolean {
  if (marker === '') return true;
  return marker.split(/\s+or\s+/).some((any) =>
    any.split(/\s+and\s+/).every((part) => {
      const [, name = '', operator = '', value = ''] =
        /^\(?\s*(\w+)\s*(==|!=|<=|>=|<|>|in)\s*['"]([^'"]*)['"]\s*\)?$/.exec(part.trim()) ?? [];
      const facts: Readonly<Record<string, string>> = {
        sys_platform: 'linux',
        platform_system: 'Linux',
        os_name: 'posix',
        platform_machine: 'x86_64',
        implementation_name: 'cpython',
        platform_python_implementation: 'CPython',
      };
      if (name.startsWith('python_')) return satisfies('3.12', `${operator}${value}`);
      const fact = Object.hasOwn(facts, name) ? facts[name] : undefined;
      if (fact === undefined) return name !== 'extra';
      return operator === '!=' ? fact !== value : fact === value;
    }),
  );
}

/** An older version that is asked for by its number is there: the page names only the last of each series. */
function pinned(specifier: string, versions: readonly string[]): string | undefined {
  const [, wanted] = /^===?(\d+(?:\.\d+)*)$/.exec(specifier) ?? [];
  return wanted !== undefined && versions.some((one) => compareVersions(wanted, one) < 0) ? wanted : undefined;
}

function versionsOf(text: string): string[] {
  try {
    const page = JSON.parse(text) as { versions?: string[] };
    return page.versions ?? [];
  } catch {
    return [];
  }
}

/** What others require comes first: what needs nothing, what then needs nothing more, and so on; each time from z to a. */
export function installationOrder(chosen: readonly Chosen[]): Chosen[] {
  const order: Chosen[] = [];
  let left = [...chosen];
  while (left.length > 0) {
    const waiting = new Set(left.map(({ project }) => normalise(project.name)));
    const free = left.filter(({ requires }) => !requires.some((text) => waiting.has(nameOf(text))));
    // A circle of requirements is broken where it is met.
    const next = free.length > 0 ? free : left.slice(0, 1);
    order.push(...next.sort((a, b) => (normalise(a.project.name) < normalise(b.project.name) ? 1 : -1)));
    left = left.filter((one) => !next.includes(one));
  }
  return order;
}

const nameOf = (requirement: string): string => normalise(/^[\w.-]+/.exec(requirement)?.[0] ?? '');
