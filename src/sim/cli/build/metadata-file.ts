// `--metadata-file` of docker build and docker buildx bake: what was built of what (the provenance of in-toto, shortened).
import type { Client } from '../client.ts';
import { isFailure } from '../failure.ts';
import { parseReference } from '../image-reference.ts';
import type { BuildSettings } from './build-settings.ts';

/** What a build came to, as far as it is written down. */
export interface BuiltOf {
  /** Digest of the image. */
  readonly id: string;
  /** Id of the build. */
  readonly build: string;
  /** Images that it was built of, as in-toto's materials. */
  readonly materials: readonly object[];
}

/** The document about one build. */
export function metadataOf(
  client: Client,
  { id, build, materials }: BuiltOf,
  { tags, args, labels, target }: Pick<BuildSettings, 'tags' | 'args' | 'labels' | 'target'>,
  { dockerfile }: { readonly dockerfile: string },
): object {
  const names = tags.map((tag) => {
    const reference = parseReference(tag);
    return isFailure(reference) ? tag : reference.name;
  });
  const given: [string, string][] = [
    ...Object.entries(args).map(([name, value]): [string, string] => [`build-arg:${name}`, value]),
    ...Object.entries(labels).map(([name, value]): [string, string] => [`label:${name}`, value]),
    ...(target === '' ? [] : [['target', target] as [string, string]]),
  ];
  const parameters = {
    frontend: 'dockerfile.v0',
    ...(given.length > 0 ? { args: Object.fromEntries(given.sort(([a], [b]) => (a < b ? -1 : 1))) } : {}),
    locals: [{ name: 'context' }, { name: 'dockerfile' }],
  };
  return {
    'buildx.build.provenance': {
      builder: { id: '' },
      buildType: 'https://mobyproject.org/buildkit@v1',
      materials,
      invocation: {
        configSource: { entryPoint: dockerfile },
        parameters,
        environment: { platform: 'linux/amd64' },
      },
    },
    'buildx.build.ref': `${client.context}/${client.context}/${build}`,
    'containerimage.config.digest': id,
    'containerimage.digest': id,
    ...(names.length === 0 ? {} : { 'image.name': names.join(',') }),
  };
}
