// POST /auth: tries credentials at a registry.
import { json, type Request, type Response } from '../../kernel/message.ts';
import type { Task } from '../../kernel/task.ts';
import type { Engine } from '../engine.ts';
import { errorResponse, errors } from '../errors.ts';
import { RegistryClient } from '../images/registry-client.ts';

/** The host that a server address of the client's configuration means. */
export function hostOf(address: string): string {
  const host = address.replace(/^https?:\/\//, '').split('/')[0] ?? '';
  return host === '' || host === 'index.docker.io' || host === 'registry-1.docker.io' ? 'docker.io' : host;
}

/** 200 when the registry takes them, 401 when it does not. */
export function* authenticate(engine: Engine, _params: unknown, message: Request): Task<Response> {
  const body = (message.body ?? {}) as { username?: string; password?: string; serveraddress?: string };
  const { username = '', password = '', serveraddress = '' } = body;
  const succeeded = json(200, { IdentityToken: '', Status: 'Login Succeeded' });
  if (username === '' && password === '') return succeeded;
  const host = hostOf(serveraddress);
  const client = new RegistryClient(engine, { domain: host, path: '' }, '', { username, password });
  const failure = yield* client.login();
  if (!failure) return succeeded;
  if (failure !== 'refused') return errorResponse(failure);
  return errorResponse(
    host === 'docker.io'
      ? errors.authRequired(`Get "${client.base}/v2/": unauthorized: incorrect username or password`)
      : errors.authRequired(`login attempt to ${client.base}/v2/ failed with status: 401 Unauthorized`),
  );
}
