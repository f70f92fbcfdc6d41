// What Compose hands to buildx bake: the services that are built, as `docker compose build --print` shows it.
import { isMapping, scalarText, section, type Tree } from '../model/tree.ts';
import { pairs, type Project } from '../model/project.ts';
import type { FlagValues } from '../../flags/flag-values.ts';
import { absolute } from '../../../computer/filesystem/path.ts';
import { composeVersion } from '../version.ts';
import { mappingsOf, textOf, textsOf } from './fields.ts';
import { imageOf } from './images.ts';

/** The definition of some services' builds as JSON; flags of the command line count, too. */
export function bakeFile(project: Project, names: readonly string[], flags: FlagValues): string {
  const target = Object.fromEntries([...names].sort().map((name) => [name, targetOf(project, name, flags)]));
  return JSON.stringify({ group: { default: { targets: names } }, target }, null, 2);
}

function targetOf(project: Project, service: string, flags: FlagValues): Readonly<Record<string, unknown>> {
  const fields = project.services.get(service) ?? {};
  const build = section(fields, 'build');
  const context = textOf(build, 'context');
  const inline = textOf(build, 'dockerfile_inline');
  const given = flags.list('build-arg').map((text): [string, string | null] => {
    const at = text.indexOf('=');
    return at < 0 ? [text, null] : [text.slice(0, at), text.slice(at + 1)];
  });
  const values: Readonly<Record<string, unknown>> = {
    context,
    contexts: texts(pairs(build['additional_contexts'])),
    dockerfile: inline === '' ? absolute(textOf(build, 'dockerfile') || 'Dockerfile', context) : '',
    'dockerfile-inline': inline,
    args: texts([...pairs(build['args']), ...given]),
    labels: texts([
      ...pairs(build['labels']),
      ['com.docker.compose.project', project.name],
      ['com.docker.compose.service', service],
      ['com.docker.compose.version', composeVersion],
    ]),
    tags: [imageOf(project, service, fields), ...textsOf(build, 'tags')],
    'cache-from': textsOf(build, 'cache_from'),
    'cache-to': textsOf(build, 'cache_to'),
    target: textOf(build, 'target'),
    secret: mappingsOf(build, 'secrets').map((reference) => secretOf(project, textOf(reference, 'source'), reference)),
    platforms: textsOf(build, 'platforms'),
    pull: flags.bool('pull') || build['pull'] === true,
    'no-cache': flags.bool('no-cache') || build['no_cache'] === true,
    network: textOf(build, 'network'),
    output: [flags.bool('push') ? 'type=registry' : 'type=docker'],
  };
  return Object.fromEntries(Object.entries(values).filter(([, value]) => !isEmpty(value)));
}

function secretOf(project: Project, source: string, reference: Readonly<Record<string, Tree>>): string {
  const definition = section(section(project.model, 'secrets'), source);
  const id = textOf(reference, 'target') || source;
  const variable = textOf(definition, 'environment');
  return variable === '' ? `id=${id},type=file,src=${textOf(definition, 'file')}` : `id=${id},type=env,env=${variable}`;
}

const texts = (entries: readonly (readonly [string, Tree | undefined])[]): Readonly<Record<string, string>> =>
  Object.fromEntries(
    entries
      .map(([name, value]) => [name, value === null || value === undefined ? '' : scalarText(value)] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );

const isEmpty = (value: unknown): boolean =>
  value === '' ||
  value === false ||
  (Array.isArray(value) ? value.length === 0 : isMapping(value as Tree) && Object.keys(value as object).length === 0);
