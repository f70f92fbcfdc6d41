// Messages between the daemon and a registry (OCI Distribution API), in words.
import { bodyOf } from '../message-body.ts';
import { short } from '../names.ts';
import { say } from '../sentence.ts';
import { answered, countOf, group, refusal, text, type Found, type Row } from './row.ts';

const refused = (found: Found, status: number): ReturnType<typeof refusal> | undefined =>
  status >= 400 ? refusal('The registry', found, status) : undefined;

/** What a tag or digest is called. */
const version = (found: Found, index = 1): string => short(group(found, index));

/** A repository with a tag or a digest. */
const whole = (found: Found): string => {
  const reference = group(found, 1);
  return reference.includes(':') ? `${group(found)}@sha256:${short(reference)}` : `${group(found)}:${reference}`;
};

/** The host of the registry that is asked. */
const host = ({ request }: Found): string =>
  request.to.startsWith('registry:')
    ? request.to.slice('registry:'.length)
    : (request.headers?.['host'] ?? 'the registry');

/** "repository:library/nginx:pull" in words. */
function scopeText(scope: string): readonly [what: string, repository: string] {
  const [, repository = '', actions = ''] = /^repository:(.+):([^:]+)$/.exec(scope) ?? [];
  return [actions.includes('push') ? 'to read and write' : 'to read', repository];
}

export const registryRows: readonly Row[] = [
  {
    protocol: 'distribution',
    method: 'GET',
    path: /^\/v2\/$/,
    ask: (found) => say`The daemon knocks at the registry ${host(found)}.`,
    answer: (found, status) => {
      if (status === 401 && found.message.headers?.['www-authenticate']?.startsWith('Bearer'))
        return ['The registry answers that it wants a token, and says where to get one.'];
      if (status === 401) return ['The registry answers that it wants a name and a password.'];
      return refused(found, status);
    },
  },
  {
    protocol: 'distribution',
    method: 'GET',
    path: /^\/token$/,
    ask: ({ query }) => {
      const [what, repository] = scopeText(query.get('scope') ?? '');
      const account = query.get('account');
      if (repository) return say`The daemon asks for a token ${{ text: what }} ${repository}.`;
      return account
        ? say`The daemon asks for a token, with the name and password of ${account}.`
        : ['The daemon asks for a token.'];
    },
    answer: (found, status) => {
      if (status !== 200) return refused(found, status);
      const [, repository] = scopeText(found.query.get('scope') ?? '');
      return repository
        ? say`The daemon gets a token for ${repository}, valid for a while.`
        : ['The daemon gets a token, valid for a while.'];
    },
  },
  {
    protocol: 'distribution',
    method: 'HEAD',
    path: /^\/v2\/(.+)\/manifests\/(.+)$/,
    ask: (found) => say`The daemon asks which digest ${whole(found)} has now.`,
    answer: (found, status) => {
      const digest = found.message.headers?.['docker-content-digest'];
      return refused(found, status) ?? (digest ? say`The registry answers: ${`sha256:${short(digest)}`}.` : undefined);
    },
  },
  {
    protocol: 'distribution',
    method: 'GET',
    path: /^\/v2\/(.+)\/manifests\/(.+)$/,
    ask: (found) =>
      group(found, 1).includes(':')
        ? say`The daemon asks for the manifest of ${group(found)} with the digest ${version(found)}.`
        : say`The daemon asks what ${whole(found)} is.`,
    answer: (found, status) => {
      if (status >= 400) return refused(found, status);
      const { manifests, layers } = answered(found);
      if (Array.isArray(manifests))
        return say`The registry sends an index of ${group(found)}: it names one manifest for each platform.`;
      return Array.isArray(layers)
        ? say`The registry sends the manifest of ${group(found)}: ${{ text: countOf(layers.length, 'layer') }} and a configuration.`
        : ['The registry sends the manifest.'];
    },
  },
  {
    protocol: 'distribution',
    method: 'PUT',
    path: /^\/v2\/(.+)\/manifests\/(.+)$/,
    ask: (found) => say`The daemon sends the manifest, which names all parts, as ${whole(found)}.`,
    answer: (found, status) => refused(found, status) ?? ['The registry has everything that it names, and keeps it.'],
  },
  {
    protocol: 'distribution',
    method: 'GET',
    path: /^\/v2\/(.+)\/blobs\/(.+)$/,
    // One sentence says that layers travel; each is told when it is there.
    ask: () => undefined,
    answer: refused,
  },
  {
    protocol: 'distribution',
    method: 'HEAD',
    path: /^\/v2\/(.+)\/blobs\/(.+)$/,
    ask: (found) => say`The daemon asks whether the registry has the blob ${version(found)}.`,
    answer: (found, status) => {
      if (status === 404) return ['The registry does not have it: it must be sent.'];
      return refused(found, status) ?? ['The registry has it: it need not be sent.'];
    },
  },
  {
    protocol: 'distribution',
    method: 'POST',
    path: /^\/v2\/(.+)\/blobs\/uploads\/$/,
    ask: ({ query }) => {
      const from = query.get('from');
      return from
        ? say`The daemon asks to use the blob ${short(query.get('mount') ?? '')} that ${from} has.`
        : ['The daemon asks where to send a blob.'];
    },
    answer: (found, status) => {
      if (status >= 400) return refused(found, status);
      return status === 201
        ? ['The registry has linked it: nothing travels.']
        : found.query.has('from')
          ? ['The registry cannot: the blob must be sent.']
          : undefined;
    },
  },
  {
    protocol: 'distribution',
    method: 'PATCH',
    path: /^\/v2\/(.+)\/blobs\/uploads\/.+$/,
    ask: () => ['The daemon sends the blob.'],
    answer: refused,
  },
  {
    protocol: 'distribution',
    method: 'PUT',
    path: /^\/v2\/(.+)\/blobs\/uploads\/.+$/,
    ask: ({ query }) => say`The daemon has sent the blob ${short(query.get('digest') ?? '')}.`,
    answer: (found, status) => refused(found, status) ?? ['Its digest is right: the registry keeps it.'],
  },
  {
    protocol: 'distribution',
    method: 'GET',
    path: /^\/v1\/search$/,
    ask: (found) => say`The daemon asks ${host(found)} for repositories that match ${found.query.get('q') ?? ''}.`,
    answer: (found, status) => {
      const count = bodyOf(found.message.body)['num_results'];
      return (
        refused(found, status) ??
        (typeof count === 'number' ? [`It finds ${countOf(count, 'repository', 'repositories')}.`] : undefined)
      );
    },
  },
  {
    protocol: 'distribution',
    method: '',
    path: /^(.*)$/,
    ask: ({ request }) => say`The daemon asks the registry: ${`${request.method ?? ''} ${text(request.path)}`}.`,
    answer: refused,
  },
];
