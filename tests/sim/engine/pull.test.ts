// Pulling: the messages to the registry, what the client is told, layers shared, failures, a client that goes away.
import { expect, test } from 'vitest';
import type { LayerRecord } from '../../../src/sim/engine/records.ts';
import type { Progress } from '../../../src/sim/engine/images/progress.ts';
import type { MessageEntry } from '../../../src/sim/kernel/log.ts';
import { TestHost } from './support.ts';

const layerSteps = (progress: readonly Progress[], id: string | undefined): string[] =>
  progress
    .filter((line) => line.id === id)
    .map(({ status }) => status ?? '')
    .filter((status, index, all) => status !== all[index - 1]);

const distribution = (host: TestHost): string[] =>
  host.kernel.log.entries
    .filter((entry): entry is MessageEntry => entry.type === 'message' && entry.protocol === 'distribution')
    .filter(({ role }) => role === 'request')
    .map(
      ({ method, path }) =>
        `${method} ${(path ?? '')
          .replace(/sha256:[0-9a-f]{64}/g, 'DIGEST')
          .replace(/%3A/g, ':')
          .replace(/%2F/g, '/')}`,
    );

test('a pull asks, authenticates, and fetches manifest, configuration and layers', async () => {
  const host = new TestHost();
  const progress = await host.pull('alpine');
  expect(distribution(host)).toEqual([
    'GET /v2/',
    'GET /token?scope=repository:library/alpine:pull&service=registry.docker.io',
    'HEAD /v2/library/alpine/manifests/latest',
    'GET /v2/library/alpine/manifests/latest',
    'GET /v2/library/alpine/manifests/DIGEST',
    'GET /v2/library/alpine/blobs/DIGEST',
    'GET /v2/library/alpine/blobs/DIGEST',
  ]);
  expect(progress[0]).toEqual({ status: 'Pulling from library/alpine', id: 'latest' });
  expect(layerSteps(progress, progress[1]?.id)).toEqual([
    'Pulling fs layer',
    'Downloading',
    'Verifying Checksum',
    'Download complete',
    'Extracting',
    'Pull complete',
  ]);
  expect(progress.at(-2)?.status).toMatch(/^Digest: sha256:[0-9a-f]{64}$/);
  expect(progress.at(-1)).toEqual({ status: 'Status: Downloaded newer image for alpine:latest' });
});

test('again: the image is up to date, no blob travels', async () => {
  const host = new TestHost();
  await host.pull('alpine');
  const before = distribution(host).length;
  const progress = await host.pull('alpine');
  expect(progress.map(({ status }) => status?.replace(/[0-9a-f]{64}/, '…'))).toEqual([
    'Pulling from library/alpine',
    'Digest: sha256:…',
    'Status: Image is up to date for alpine:latest',
  ]);
  expect(
    distribution(host)
      .slice(before)
      .filter((line) => line.includes('blobs')),
  ).toEqual([]);
});

test('three layers at a time; the records follow the statechart', async () => {
  const host = new TestHost();
  const progress = await host.pull('nginx');
  const ids = [...new Set(progress.map(({ id }) => id).filter((id) => id !== undefined && id !== 'latest'))];
  expect(ids.length).toBeGreaterThan(3);
  const waiting = progress.filter(({ status }) => status === 'Waiting').length;
  expect(waiting).toBe(ids.length - 3);
  const states = new Map<string, string[]>();
  let loading = 0;
  let most = 0;
  for (const entry of host.kernel.log.entries) {
    if (entry.type !== 'change' || entry.kind !== 'layer') continue;
    const after = entry.after as LayerRecord | undefined;
    const before = entry.before as LayerRecord | undefined;
    if (!after || after.state === before?.state) continue;
    states.set(after.chainId, [...(states.get(after.chainId) ?? []), after.state]);
    loading += after.state === 'downloading' ? 1 : before?.state === 'downloading' ? -1 : 0;
    most = Math.max(most, loading);
  }
  expect(most).toBe(3);
  for (const path of states.values())
    expect(path).toEqual(['absent', 'downloading', 'verifying', 'downloaded', 'extracting', 'present']);
});

test('layers that another image has are not fetched again', async () => {
  const host = new TestHost();
  await host.pull('debian:bookworm-slim');
  const progress = await host.pull('nginx');
  expect(progress.filter(({ status }) => status === 'Already exists')).toHaveLength(1);
  const shared = [...host.kernel.store.all('layer')].filter(({ references }) => references === 2);
  expect(shared).toHaveLength(1);
});

test('two pulls of one image at once fetch each layer once', async () => {
  const host = new TestHost();
  const query = { fromImage: 'nginx', tag: 'latest' };
  const first = host.start('POST', '/images/create', { query });
  const second = host.start('POST', '/images/create', { query });
  const one = await host.finish(first);
  const two = await host.finish(second);
  expect((one.chunks.at(-1) as Progress).status).toBe('Status: Downloaded newer image for nginx:latest');
  expect((two.chunks.at(-1) as Progress).status).toMatch(/for nginx:latest$/);
  const blobs = distribution(host).filter((line) => line.includes('/blobs/'));
  const layers = [...host.kernel.store.all('layer')];
  expect(layers.every(({ state, references }) => state === 'present' && references === 1)).toBe(true);
  expect(blobs).toHaveLength(layers.length + 2); // the configuration twice
});

test('a client that goes away takes the pull with it', async () => {
  const host = new TestHost();
  const pull = host.start('POST', '/images/create', { query: { fromImage: 'nginx', tag: 'latest' } });
  await host.wait(1000);
  pull.cancel();
  await host.wait(60_000);
  expect([...host.kernel.store.all('image')]).toEqual([]);
  expect([...host.kernel.store.all('layer')]).toEqual([]);
  expect([...host.kernel.store.all('pull')].map(({ state, error }) => ({ state, error }))).toEqual([
    { state: 'failed', error: 'context canceled' },
  ]);
  expect((await host.pull('nginx')).at(-1)?.status).toBe('Status: Downloaded newer image for nginx:latest');
});

test('a registry that cannot be reached', async () => {
  const host = new TestHost();
  host.kernel.setReachable('registry:docker.io', false);
  const { status, body } = await host.call('POST', '/images/create', undefined, {
    query: { fromImage: 'alpine', tag: 'latest' },
  });
  expect(status).toBe(500);
  expect(body).toEqual({
    message:
      'Get "https://registry-1.docker.io/v2/": net/http: request canceled while waiting for connection (Client.Timeout exceeded while awaiting headers)',
  });
});

test('by digest, and tagged, pushed elsewhere, pulled back', async () => {
  const host = new TestHost();
  await host.pull('alpine');
  const [image] = [...host.kernel.store.all('image')];
  const digest = image?.digests[0] ?? '';
  await host.call('POST', '/images/alpine/tag?repo=localhost:5000/mine&tag=1.0');
  const push = await host.call('POST', '/images/localhost:5000/mine/push?tag=1.0');
  expect(push.chunks.map((line) => (line as Progress).status?.replace(/[0-9a-f]{64}.*/, '…'))).toEqual([
    'The push refers to repository [localhost:5000/mine]',
    'Preparing',
    ...Array.from({ length: push.chunks.length - 5 }, () => 'Pushing'),
    'Pushed',
    '1.0: digest: sha256:…',
    undefined,
  ]);
  const again = await host.call('POST', '/images/localhost:5000/mine/push?tag=1.0');
  expect(again.chunks.map((line) => (line as Progress).status)).toContain('Layer already exists');
  await host.call('DELETE', '/images/localhost:5000/mine:1.0');
  await host.call('DELETE', '/images/alpine');
  expect([...host.kernel.store.all('layer')]).toEqual([]);
  const back = await host.pull('localhost:5000/mine:1.0');
  expect(back.at(-1)?.status).toBe('Status: Downloaded newer image for localhost:5000/mine:1.0');
  expect([...host.kernel.store.all('image')].map(({ id }) => id)).toEqual([image?.id]);
  const byDigest = await host.call('POST', '/images/create', undefined, {
    query: { fromImage: 'alpine', tag: digest.slice(digest.indexOf('@') + 1) },
  });
  expect((byDigest.chunks[0] as Progress).id).toBe(`docker.io/library/${digest}`);
});

test('a push that Hub refuses', async () => {
  const host = new TestHost();
  await host.pull('alpine');
  const { status, chunks } = await host.call('POST', '/images/alpine/push?tag=latest');
  expect(status).toBe(200);
  expect((chunks.at(-1) as Progress).error).toBe('denied: requested access to the resource is denied');
  const missing = await host.call('POST', '/images/nosuch/push?tag=latest');
  expect((missing.chunks.at(-1) as Progress).error).toBe('An image does not exist locally with the tag: nosuch');
});

test('logging in', async () => {
  const host = new TestHost();
  const login = async (username: string, password: string): Promise<unknown> =>
    (await host.call('POST', '/auth', { username, password, serveraddress: 'https://index.docker.io/v1/' })).body;
  expect(await login('learner', 'secret')).toEqual({ IdentityToken: '', Status: 'Login Succeeded' });
  expect(await login('learner', 'wrong')).toEqual({
    message: 'Get "https://registry-1.docker.io/v2/": unauthorized: incorrect username or password',
  });
});
