// The simulated Python package index: projects, their versions and the requirements between them (PEP 440, 503, 508).
import { projectLines } from './index-data.ts';

/** A project on the index. Sizes in bytes. */
export interface Project {
  /** As its author writes it. */
  readonly name: string;
  /** Newest first. */
  readonly versions: readonly string[];
  /** The newest version of the newest series is followed by all that have the same requirements. */
  readonly newest: string;
  readonly compiled: boolean;
  readonly wheelSize: number;
  readonly installedSize: number;
  readonly requires: readonly string[];
  readonly modules: readonly string[];
  readonly programs: readonly string[];
  readonly summary: string;
}

/** A name as names are compared: small letters, runs of `-`, `_` and `.` as one `-`. */
export const normalise = (name: string): string => name.toLowerCase().replace(/[-_.]+/g, '-');

let projects: ReadonlyMap<string, Project> | undefined;

/** All projects by normalised name. */
export function allProjects(): ReadonlyMap<string, Project> {
  projects ??= new Map(
    projectLines
      .trim()
      .split('\n')
      .map((line) => {
        const project = readLine(line);
        return [normalise(project.name), project];
      }),
  );
  return projects;
}

function readLine(line: string): Project {
  const [marked = '', series = '', sizes = '', requires = '', modules = '', programs = '', summary = ''] =
    line.split('|');
  const [wheel = 0, installed = 0] = sizes.split('/').map((size) => Number(size) * 1024);
  const list = (text: string, separator: string): string[] => text.split(separator).filter((one) => one !== '');
  const versions = list(series, ' ').flatMap(expand);
  return {
    name: marked.replace('!', ''),
    versions,
    newest: versions[0] ?? '',
    compiled: marked.endsWith('!'),
    wheelSize: wheel,
    installedSize: installed,
    requires: list(requires, ','),
    modules: list(modules, ' '),
    programs: list(programs, ' '),
    summary,
  };
}

/** `3.0.3` → 3.0.3, 3.0.2, 3.0.1, 3.0.0. */
function expand(top: string): string[] {
  const [, series = '', last = ''] = /^(.*\.)(\d{1,2})$/.exec(top) ?? [];
  if (series === '' || top.split('.').length !== 3 || Number(top.split('.')[0]) > 2000) return [top];
  return Array.from({ length: Number(last) + 1 }, (_, index) => `${series}${Number(last) - index}`);
}

/** A requirement: `uvicorn[standard]>=0.30,<1`. */
export interface Requirement {
  readonly name: string;
  readonly extras: readonly string[];
  /** As written, without blanks. */
  readonly specifier: string;
  readonly marker: string;
}

/** Reads a requirement; undefined when it is none. */
export function parseRequirement(text: string): Requirement | undefined {
  const [, name, extras = '', specifier = '', marker = ''] =
    /^\s*([A-Za-z0-9](?:[\w.-]*[A-Za-z0-9])?)\s*(?:\[([^\]]*)\])?\s*\(?((?:\s*(?:===|==|~=|!=|<=|>=|<|>)\s*[\w.*+!-]+\s*,?)*)\)?\s*(?:;\s*(.*))?$/.exec(
      text,
    ) ?? [];
  if (name === undefined) return undefined;
  const parts = extras.split(',').map((one) => one.trim());
  return { name, extras: parts.filter((one) => one !== ''), specifier: specifier.replace(/\s/g, ''), marker };
}

/** Compares release numbers: `2.10` > `2.9`, `1.0` = `1.0.0`. */
export function compareVersions(one: string, two: string): number {
  const [a, b] = [one, two].map((version) => version.split('.').map((part) => Number(/^\d+/.exec(part)?.[0] ?? 0)));
  for (let index = 0; index < Math.max(a?.length ?? 0, b?.length ?? 0); index++) {
    const order = (a?.[index] ?? 0) - (b?.[index] ?? 0);
    if (order !== 0) return order;
  }
  return 0;
}

/** Whether a version meets all parts of a specifier. */
export function satisfies(version: string, specifier: string): boolean {
  return specifier.split(',').every((part) => {
    const [, operator = '', wanted = ''] = /^(===|==|~=|!=|<=|>=|<|>)(.*)$/.exec(part) ?? [];
    const order = compareVersions(version, wanted);
    const within = wanted.endsWith('.*') && `${version}.`.startsWith(wanted.slice(0, -1));
    switch (operator) {
      case '==':
      case '===':
        return wanted.endsWith('.*') ? within : order === 0;
      case '!=':
        return wanted.endsWith('.*') ? !within : order !== 0;
      case '<=':
        return order <= 0;
      case '>=':
        return order >= 0;
      case '<':
        return order < 0;
      case '>':
        return order > 0;
      case '~=':
        return order >= 0 && `${version}.`.startsWith(`${wanted.split('.').slice(0, -1).join('.')}.`);
      default:
        return true;
    }
  });
}

/** Requirements that come with an extra. */
const extras: Readonly<Record<string, readonly string[]>> = {
  'uvicorn[standard]': ['httptools>=0.6.3', 'python-dotenv>=0.13', 'pyyaml>=5.1', 'uvloop>=0.15.1', 'watchfiles>=0.13', 'websockets>=10.4'],
  'fastapi[standard]': ['fastapi-cli>=0.0.8', 'httpx>=0.23.0', 'jinja2>=3.1.5', 'python-multipart>=0.0.18', 'email-validator>=2.0.0', 'uvicorn[standard]>=0.12.0'],
  'fastapi[all]': ['fastapi-cli>=0.0.8', 'httpx>=0.23.0', 'jinja2>=3.1.5', 'python-multipart>=0.0.18', 'orjson>=3.2.1', 'email-validator>=2.0.0', 'uvicorn[standard]>=0.12.0', 'pydantic-settings>=2.0.0'],
  'psycopg[binary]': ['psycopg-binary'],
  'celery[redis]': ['redis>=4.5.2'],
  'redis[hiredis]': ['hiredis>=3.0.0'],
  'passlib[bcrypt]': ['bcrypt>=3.1.0'],
  'python-jose[cryptography]': ['cryptography>=3.4.0'],
  'sqlalchemy[asyncio]': ['greenlet>=1'],
  'flask[async]': ['asgiref>=3.2'],
}; // prettier-ignore

/** What a version of a project requires, with extras. Older series name their requirements without versions. */
export function requiresOf(project: Project, version: string, asked: readonly string[]): string[] {
  const series = (text: string): string => text.split('.').slice(0, 2).join('.');
  const current = series(version) === series(project.newest);
  const own = project.requires.map((text) => (current ? text : (/^[\w.-]+/.exec(text)?.[0] ?? text)));
  return [...own, ...asked.flatMap((extra) => extras[`${normalise(project.name)}[${extra}]`] ?? [])];
}

/** File name of a wheel. `python`: `312`; `platform`: `manylinux_2_17_x86_64`. */
export function wheelName(project: Project, version: string, python: string, platform: string): string {
  const name = project.name.replace(/[-.]+/g, '_').toLowerCase();
  const tag = project.compiled ? `cp${python}-cp${python}-${platform}` : 'py3-none-any';
  return `${name}-${version}-${tag}.whl`;
}
