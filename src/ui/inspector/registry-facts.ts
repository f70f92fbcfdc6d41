// The facts of a registry, and of a repository in one.
import { humanSize } from '../../sim/cli/format/units.ts';
import type { View } from '../../sim/kernel/view.ts';
import type { RegistryRecord, RepositoryRecord } from '../../sim/registry/records.ts';
import { fact, group, type Facts } from './fact.ts';

/** Its state, and the repositories that somebody has asked it for. */
export function registryFacts({ host, state, tampered = [] }: RegistryRecord, view: View): Facts {
  const repositories = view.all('repository').filter((repository) => repository.host === host);
  return {
    kind: 'registry',
    name: host === 'docker.io' ? 'Docker Hub' : host,
    what: `registry ${host}`,
    state: undefined,
    groups: [
      ...group('State', [
        fact('state', stateWords[state]),
        fact('protocol', 'OCI Distribution API'),
        tampered.length > 0 ? fact('tampered', tampered.map((digest) => digest.slice(7, 19)).join(', ')) : undefined,
      ]),
      ...group(
        'Repositories that were asked for',
        repositories.map(({ name, tags }) =>
          fact(name, Object.keys(tags).join(', ') || 'no tags', `repository:${host}/${name}`),
        ),
      ),
    ],
    actions:
      host === 'docker.io'
        ? [
            { label: 'search', command: 'docker search nginx' },
            { label: 'login', command: 'docker login' },
          ]
        : [
            { label: 'catalogue', command: `curl -s http://${host}/v2/_catalog` },
            { label: 'login', command: `docker login ${host}` },
          ],
  };
}

const stateWords: Readonly<Record<RegistryRecord['state'], string>> = {
  ready: 'ready',
  unauthorised: 'asks who it is before it answers',
  limited: 'refuses more pulls for now',
  unreachable: 'cannot be reached',
};

/** Its tags and manifests, and what of them this host has. */
export function repositoryFacts({ host, name, private: hidden, tags, manifests }: RepositoryRecord, view: View): Facts {
  const short = host === 'docker.io' ? name.replace(/^library\//, '') : `${host}/${name}`;
  const [first] = Object.keys(tags);
  const here = new Set(view.all('layer').flatMap(({ digest, state }) => (state === 'present' ? [digest] : [])));
  const whole = first === undefined ? short : `${short}:${first}`;
  return {
    kind: 'repository',
    name: short,
    what: `repository of ${host === 'docker.io' ? 'Docker Hub' : host}${hidden ? ', private' : ''}`,
    state: undefined,
    groups: [
      ...group('Registry', [fact('registry', host, `registry:${host}`)]),
      ...group(
        'Tags',
        Object.entries(tags).map(([tag, digest]) => fact(tag, digest)),
      ),
      ...group(
        'Manifests',
        Object.entries(manifests).map(([digest, { platform, layers }]) =>
          fact(
            digest.slice(7, 19),
            platform === ''
              ? 'index: one manifest for each platform'
              : `${platform}, ${layers.length} layers, ${humanSize(layers.reduce((sum, { size }) => sum + size, 0))} packed, ${layers.filter((layer) => here.has(layer.digest)).length} of them here`,
          ),
        ),
      ),
    ],
    actions: [
      { label: 'pull', command: `docker pull ${whole}` },
      { label: 'manifest', command: `docker manifest inspect ${whole}` },
    ],
  };
}
