// `npm view`: what the registry tells about a package.
import type { Task } from '../../../kernel/task.ts';
import { chooseVersion, seriesOf } from '../../packages/npm/index.ts';
import { tarballUrl } from '../../packages/npm/project.ts';
import { describe, noVersion } from './registry.ts';
import type { Run } from './run.ts';
import { parseSpec } from './run.ts';

export function* view(run: Run): Task<number> {
  const [, spec = '', ...fields] = run.words;
  const { name, range } = parseSpec(spec);
  const problem = yield* describe(run, name);
  if (problem !== undefined) return problem;
  const version = chooseVersion(name, range);
  const series = version === undefined ? undefined : seriesOf(name, version);
  if (version === undefined || !series) return yield* noVersion(run, name, range);
  const values: Readonly<Record<string, string>> = {
    version,
    name,
    description: series.description,
    'dist.tarball': tarballUrl(run.registry, { name, version }),
    dependencies: JSON.stringify(series.dependencies, undefined, 2),
  };
  if (fields.length > 0) {
    for (const field of fields) if (Object.hasOwn(values, field)) yield* run.print(values[field] ?? '');
    return 0;
  }
  const needs = Object.entries(series.dependencies);
  yield* run.print(
    `\n${name}@${version} | deps: ${needs.length > 0 ? needs.length : 'none'}\n${series.description}\n\ndist\n.tarball: ${values['dist.tarball'] ?? ''}\n.unpackedSize: ${(series.unpackedSize / 1000).toFixed(1)} kB\n`,
  );
  return 0;
}
