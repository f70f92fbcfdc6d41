import { describe, expect, test } from 'vitest';
import type { MessageEntry } from '../../../src/sim/kernel/log.ts';
import { messageInWords } from '../../../src/ui/words/messages.ts';
import { plainText } from '../../../src/ui/words/sentence.ts';

const base = { type: 'message', id: 0, t: 0, cause: undefined, exchange: 0, received: 1 } as const;
const request = (protocol: MessageEntry['protocol'], method: string, path: string, body?: unknown): MessageEntry => ({
  ...base,
  role: 'request',
  from: protocol === 'engine' ? 'client:1' : 'daemon:d',
  to: protocol === 'engine' ? 'daemon:d' : 'registry:docker.io',
  protocol,
  method,
  path,
  body,
});
const answer = ({ protocol, from, to }: MessageEntry, status: number, body?: unknown): MessageEntry => ({
  ...base,
  id: 1,
  role: 'response',
  from: to,
  to: from,
  protocol,
  status,
  body,
});

const words = (message: MessageEntry, status?: number, body?: unknown): string | undefined => {
  const parts = messageInWords({
    message: status === undefined ? message : answer(message, status, body),
    request: message,
  });
  return parts && plainText(parts);
};

const create = request('engine', 'POST', '/v1.51/containers/create?name=web', { Image: 'nginx' });
const pull = request('engine', 'POST', '/images/create?fromImage=nginx&tag=latest');
const manifest = request('distribution', 'GET', '/v2/library/nginx/manifests/latest');

describe('messages in words', () => {
  test.each<[string | undefined, string]>([
    [words(create), 'The client asks the daemon for a container named web from the image nginx.'],
    [words(create, 404, { message: 'No such image: nginx:latest' }), 'The daemon answers 404: it has no image nginx.'],
    [words(create, 201, { Id: 'a1b2c3d4e5f6a7b8' }), 'The daemon answers with the new container’s id, a1b2c3d4e5f6.'],
    [words(pull), 'The client asks the daemon to pull nginx:latest.'],
    [words(pull, 200), 'The daemon agrees. Its answer stays open, and tells how far it is.'],
    [
      words(request('engine', 'POST', '/containers/web/kill?signal=SIGINT')),
      'The client asks the daemon to send SIGINT to web.',
    ],
    [words(request('engine', 'GET', '/containers/json?all=1')), 'The client asks for the list of all containers.'],
    [words(request('engine', 'GET', '/containers/json'), 200, []), 'The daemon lists no container.'],
    [words(request('engine', 'GET', '/containers/json'), 200, [{}]), 'The daemon lists one container.'],
    [
      words(request('engine', 'DELETE', '/containers/web'), 409, { message: 'it runs' }),
      'The daemon refuses: it runs.',
    ],
    [words(manifest), 'The daemon asks what library/nginx:latest is.'],
    [
      words(manifest, 200, { manifests: [] }),
      'The registry sends an index of library/nginx: it names one manifest for each platform.',
    ],
    [
      words(manifest, 200, { layers: [1, 2, 3] }),
      'The registry sends the manifest of library/nginx: 3 layers and a configuration.',
    ],
    [
      words(manifest, 404, { errors: [{ code: 'MANIFEST_UNKNOWN', message: 'manifest unknown' }] }),
      'The registry refuses: manifest unknown.',
    ],
    [words(request('distribution', 'GET', '/v2/'), 401), 'The registry answers that it wants a name and a password.'],
    [
      words(request('engine', 'POST', '/v1.51/containers/ab/resize?h=1&w=2')),
      'The client tells the daemon the size of the terminal.',
    ],
    [
      words(request('engine', 'POST', '/networks/back/connect', { Container: 'web' })),
      'The client asks the daemon to connect web to the network back.',
    ],
    [
      words(request('engine', 'POST', '/volumes/prune')),
      'The client asks the daemon to remove each anonymous volume that no container uses.',
    ],
    [words(request('engine', 'GET', '/unheard/of')), 'The client asks the daemon: GET /unheard/of.'],
  ])('%s', (said, expected) => {
    expect(said).toBe(expected);
  });

  test('an answer that says nothing of interest says nothing', () => {
    expect(words(request('engine', 'POST', '/containers/web/start'), 204)).toBeUndefined();
  });
});
