// registry: Distribution's own server as an image, to run a registry in a container.
import { alpine319, alpine322 } from './alpine.ts';
import { apk, certificates, copyScripts, envs, run, served, tags, volume } from './instructions.ts';
import { program, text } from './files.ts';
import type { CatalogueImage } from './catalogue-image.ts';
import type { Recipe } from './recipe.ts';

/** Arguments that are a configuration's name, or options, are for the server. */
const script = (configuration: string): string => `#!/bin/sh

set -e

case "$1" in
    *.yaml|*.yml) set -- registry serve "$@" ;;
    serve|garbage-collect|help|-*) set -- registry "$@" ;;
esac

if [ "$1" = 'registry' ] && [ -z "$2" ]; then
    set -- registry serve ${configuration}
fi

exec "$@"
`;

const configuration = (version: string): string => `version: 0.1
log:
  fields:
    service: registry
storage:
  cache:
    blobdescriptor: inmemory
  filesystem:
    rootdirectory: /var/lib/registry
http:
  addr: :5000
  headers:
    X-Content-Type-Options: [nosniff]
${version.startsWith('3') ? '' : 'health:\n  storagedriver:\n    enabled: true\n    interval: 10s\n    threshold: 3\n'}`;

function recipe(version: string, base: Recipe, created: string, server: number): Recipe {
  const path = version.startsWith('3') ? '/etc/distribution/config.yml' : '/etc/docker/registry/config.yml';
  return {
    base,
    created,
    steps: [
      apk(
        'ca-certificates',
        [0.56, 0.3],
        [...certificates, program('usr/sbin/update-ca-certificates', 18_000)],
        'usr/share/ca-certificates/mozilla/bundle.crt',
      ),
      run(
        `set -eux; 	version='${version}'; 	wget -O registry.tar.gz "https://github.com/distribution/distribution/releases/download/v\${version}/registry_\${version}_linux_$arch.tar.gz"; 	tar --extract --verbose --file registry.tar.gz --directory /bin/ registry; 	registry --version`,
        [server / 1e6 + 0.1, server / 2.8e6],
        [program('bin/registry', server)],
        'usr/share/doc/registry/LICENSE',
      ),
      {
        createdBy: `COPY ./config-example.yml ${path} # buildkit`,
        compressedSize: 396,
        files: () => [text(path.slice(1), configuration(version))],
      },
      ...(version.startsWith('3') ? envs('OTEL_TRACES_EXPORTER=none') : []),
      volume('/var/lib/registry'),
      copyScripts({ 'entrypoint.sh': script(path) }, '/'),
      ...served('/entrypoint.sh', 5000, path),
    ],
  };
}

const repository = 'library/registry';

export const registryImage: readonly CatalogueImage[] = [
  {
    repository,
    tags: tags('3.0.0,3.0,3,latest'),
    recipe: recipe('3.0.0', alpine322, '2025-07-16T00:06:13Z', 47_300_000),
  },
  { repository, tags: tags('2.8.3,2.8,2'), recipe: recipe('2.8.3', alpine319, '2023-10-02T18:42:37Z', 17_300_000) },
  { repository, tags: tags('2.7.1,2.7'), recipe: recipe('2.7.1', alpine319, '2021-11-12T18:18:25Z', 19_900_000) },
];
