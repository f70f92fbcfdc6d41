import { describe, expect, test } from 'vitest';
import { Kernel } from '../../../src/sim/kernel/kernel.ts';
import { request } from '../../../src/sim/kernel/message.ts';
import { catalogueSource } from '../../../src/sim/registry/catalogue/catalogue-image.ts';
import { helloWorld } from '../../../src/sim/registry/catalogue/hello-world.ts';
import { createRegistry } from '../../../src/sim/registry/registry.ts';
import { accounts, ensureRepository } from '../../../src/sim/registry/state.ts';
import type { Response } from '../../../src/sim/kernel/message.ts';
import type { RegistryService } from '../../../src/sim/registry/registry.ts';

const realm = 'https://auth.docker.io/token';
const accepts = accounts({ learner: 'secret' });
const basic = (text: string): string => `Basic ${Buffer.from(text).toString('base64')}`;

function hub(): RegistryService {
  return createRegistry(new Kernel({ seed: 'test', epoch: Date.UTC(2025, 10, 1) }), {
    host: 'docker.io',
    authentication: { kind: 'token', realm, service: 'registry.docker.io', accepts },
    source: catalogueSource(helloWorld),
  });
}

function token(registry: RegistryService, scope: string, authorization?: string): string {
  const headers: Record<string, string> = authorization === undefined ? {} : { authorization };
  const response = registry.respond(
    request('GET', '/token', { query: { service: 'registry.docker.io', scope }, headers }),
  );
  return (response.body as { token: string }).token;
}

function get(registry: RegistryService, path: string, bearer?: string): Response {
  return registry.respond(
    request('GET', path, { headers: bearer === undefined ? {} : { authorization: `Bearer ${bearer}` } }),
  );
}

const manifest = (name: string): string => `/v2/${name}/manifests/latest`;

describe('Docker Hub', () => {
  test('a request without token is told where to get one', () => {
    expect(get(hub(), manifest('library/hello-world'))).toEqual({
      status: 401,
      headers: {
        'content-type': 'application/json',
        'docker-distribution-api-version': 'registry/2.0',
        'www-authenticate': `Bearer realm="${realm}",service="registry.docker.io",scope="repository:library/hello-world:pull"`,
      },
      body: {
        errors: [
          {
            code: 'UNAUTHORIZED',
            message: 'authentication required',
            detail: [{ Type: 'repository', Class: '', Name: 'library/hello-world', Action: 'pull' }],
          },
        ],
      },
    });
    expect(get(hub(), '/v2/').headers['www-authenticate']).toBe(`Bearer realm="${realm}",service="registry.docker.io"`);
  });

  test('the token service gives an anonymous token for five minutes', () => {
    const registry = hub();
    const response = registry.respond(
      request('GET', '/token', { query: { scope: 'repository:library/hello-world:pull' } }),
    );
    const { token: given, ...rest } = response.body as Record<string, unknown>;
    expect(given).toMatch(/^[0-9a-f]{40}$/);
    expect(rest).toEqual({ access_token: given, expires_in: 300, issued_at: '2025-11-01T00:00:00.000Z' });
    expect(get(registry, manifest('library/hello-world'), String(given)).status).toBe(200);
    registry.registry.kernel.advance(300_000);
    expect(get(registry, manifest('library/hello-world'), String(given)).status).toBe(401);
  });

  test.each([
    ['unknown repository', 'library/nosuch', 'pull', undefined, 401, 'insufficient_scope'],
    ['unknown repository of somebody', 'someuser/private', 'pull', undefined, 401, 'insufficient_scope'],
    ['own repository that does not exist yet', 'learner/app', 'pull', basic('learner:secret'), 404, undefined],
    ['public repository, with an account', 'library/hello-world', 'pull', basic('learner:secret'), 200, undefined],
  ])('%s', (_, name, action, authorization, status, hint) => {
    const registry = hub();
    const response = get(registry, manifest(name), token(registry, `repository:${name}:${action}`, authorization));
    expect(response.status).toBe(status);
    expect(/error="(\w+)"/.exec(response.headers['www-authenticate'] ?? '')?.[1]).toBe(hint);
  });

  test('a token for one repository is none for another, a made-up one is none at all', () => {
    const registry = hub();
    const other = token(registry, 'repository:library/other:pull');
    expect(get(registry, manifest('library/hello-world'), other).headers['www-authenticate']).toContain(
      'insufficient_scope',
    );
    expect(get(registry, manifest('library/hello-world'), 'x').headers['www-authenticate']).not.toContain('error=');
  });

  test('pushing: only to the own namespace', () => {
    const registry = hub();
    const push = (name: string, authorization?: string): number =>
      registry.respond(
        request('POST', `/v2/${name}/blobs/uploads/`, {
          headers: { authorization: `Bearer ${token(registry, `repository:${name}:pull,push`, authorization)}` },
        }),
      ).status;
    expect(push('learner/app')).toBe(401);
    expect(push('learner/app', basic('learner:secret'))).toBe(202);
    expect(push('library/hello-world', basic('learner:secret'))).toBe(401);
  });

  test('a private repository is shown to its owner alone', () => {
    const registry = hub();
    ensureRepository(registry.registry, 'learner/app').isPrivate = true;
    const status = (authorization?: string): number =>
      get(registry, manifest('learner/app'), token(registry, 'repository:learner/app:pull', authorization)).status;
    expect([status(), status(basic('learner:secret'))]).toEqual([401, 404]);
  });

  test.each<[string, Record<string, string>, string | undefined, number]>([
    ['no credentials', {}, undefined, 200],
    ['right password', { authorization: basic('learner:secret') }, undefined, 200],
    ['wrong password', { authorization: basic('learner:x') }, undefined, 401],
    ['unknown user', { authorization: basic('toString:x') }, undefined, 401],
    ['not base64', { authorization: 'Basic ???' }, undefined, 401],
    ['right password in a form', {}, 'grant_type=password&username=learner&password=secret', 200],
    ['wrong password in a form', {}, 'grant_type=password&username=learner&password=a%2Bb+c', 401],
  ])('logging in: %s', (_, headers, body, status) => {
    const response = hub().respond(
      request(body === undefined ? 'GET' : 'POST', '/token', { headers, ...(body === undefined ? {} : { body }) }),
    );
    expect(response.status).toBe(status);
    if (status === 401) expect(response.body).toEqual({ details: 'incorrect username or password' });
  });

  test('the record follows: unauthorised until a token is given, limited until it is over', () => {
    const registry = hub();
    const { store } = registry.registry.kernel;
    const state = (): string | undefined => store.get('registry', 'docker.io')?.state;
    const states = [state()];
    get(registry, manifest('library/hello-world'));
    states.push(state());
    const bearer = token(registry, 'repository:library/hello-world:pull');
    states.push(state());
    store.update('registry', 'docker.io', { state: 'limited' });
    const limited = get(registry, manifest('library/hello-world'), bearer);
    states.push(state());
    expect(states).toEqual(['ready', 'unauthorised', 'ready', 'limited']);
    expect([limited.status, limited.body]).toEqual([
      429,
      {
        errors: [
          {
            code: 'TOOMANYREQUESTS',
            message:
              'You have reached your unauthenticated pull rate limit. https://www.docker.com/increase-rate-limit',
            detail: null,
          },
        ],
      },
    ]);
  });
});

test('a registry with passwords asks for them', () => {
  const registry = createRegistry(new Kernel({ seed: 'test', epoch: 0 }), {
    host: 'localhost:5000',
    authentication: { kind: 'basic', realm: 'Registry Realm', accepts },
  });
  const answer = (authorization?: string): Response =>
    registry.respond(request('GET', '/v2/', { headers: authorization === undefined ? {} : { authorization } }));
  expect(answer().headers['www-authenticate']).toBe('Basic realm="Registry Realm"');
  expect([answer().status, answer(basic('learner:x')).status, answer(basic('learner:secret')).status]).toEqual([
    401, 401, 200,
  ]);
});
