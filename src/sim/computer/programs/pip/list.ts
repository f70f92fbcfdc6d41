// `pip list`, `freeze`, `show` and `check`: what is installed.
import type { Task } from '../../../kernel/task.ts';
import { type Distribution, type Environment, readDistributions } from '../../packages/pip/environment.ts';
import { normalise } from '../../packages/pip/index.ts';
import { filesOf } from '../../packages/place-files.ts';
import type { Run } from './run.ts';

const sorted = (installed: ReadonlyMap<string, Distribution>): Distribution[] =>
  [...installed.values()].sort((a, b) => (a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1));

export function* list(run: Run, environment: Environment): Task<number> {
  const all = sorted(readDistributions(filesOf(run.process), environment.path));
  if (run.has('outdated')) {
    yield* run.complain('pip: not simulated: --outdated');
    return 1;
  }
  const format = run.value('format') ?? 'columns';
  if (format === 'json') yield* run.print(JSON.stringify(all.map(({ name, version }) => ({ name, version }))));
  else if (format === 'freeze') for (const { name, version } of all) yield* run.print(`${name}==${version}`);
  else {
    const width = Math.max(7, ...all.map(({ name }) => name.length));
    const versions = Math.max(7, ...all.map(({ version }) => version.length));
    yield* run.print(`${'Package'.padEnd(width)} Version\n${'-'.repeat(width)} ${'-'.repeat(versions)}`);
    for (const { name, version } of all) yield* run.print(`${name.padEnd(width)} ${version}`);
  }
  return 0;
}

export function* freeze(run: Run, environment: Environment): Task<number> {
  const hidden = run.has('all') ? new Set<string>() : new Set(['pip', 'setuptools', 'wheel', 'distribute']);
  for (const { name, version } of sorted(readDistributions(filesOf(run.process), environment.path)))
    if (!hidden.has(normalise(name))) yield* run.print(`${name}==${version}`);
  return 0;
}

export function* show(run: Run, environment: Environment): Task<number> {
  const installed = readDistributions(filesOf(run.process), environment.path);
  if (run.words.length === 0) {
    yield* run.complain('WARNING: ERROR: Please provide a package name or names.');
    return 1;
  }
  const missing = run.words.filter((word) => !installed.has(normalise(word)));
  if (missing.length > 0) yield* run.complain(`WARNING: Package(s) not found: ${missing.join(', ')}`);
  const found = run.words.flatMap((word) => installed.get(normalise(word)) ?? []);
  const needs = (one: Distribution): string[] => one.requires.map((text) => /^[\w.-]+/.exec(text)?.[0] ?? text);
  for (const [index, one] of found.entries()) {
    const users = [...installed.values()].filter((other) =>
      needs(other).some((name) => normalise(name) === normalise(one.name)),
    );
    yield* run.print(
      `${index > 0 ? '---\n' : ''}Name: ${one.name}\nVersion: ${one.version}\nSummary: ${one.summary}\nHome-page: \nAuthor: \nAuthor-email: \nLicense: \nLocation: ${one.location}\nRequires: ${needs(one).sort().join(', ')}\nRequired-by: ${users
        .map(({ name }) => name)
        .sort()
        .join(', ')}`,
    );
    if (run.has('files'))
      yield* run.print(`Files:\n${one.files.map((path) => `  ${path.replace(`${one.location}/`, '')}`).join('\n')}`);
  }
  return found.length > 0 ? 0 : 1;
}

export function* check(run: Run, environment: Environment): Task<number> {
  const installed = readDistributions(filesOf(run.process), environment.path);
  let code = 0;
  for (const one of installed.values())
    for (const text of one.requires) {
      const name = /^[\w.-]+/.exec(text)?.[0] ?? text;
      if (installed.has(normalise(name))) continue;
      yield* run.print(`${one.name} ${one.version} requires ${name}, which is not installed.`);
      code = 1;
    }
  if (code === 0) yield* run.print('No broken requirements found.');
  return code;
}
