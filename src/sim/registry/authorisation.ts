// Who may do what: HTTP Basic (RFC 7617) or Bearer tokens as Docker Hub has them (distribution's token authentication
// specification). A request without the right to what it asks gets a challenge that says what is missing.
import { decodeBase64 } from '../kernel/base64.ts';
import { error } from './errors.ts';
import { findRepository } from './state.ts';
import type { Request, Response } from '../kernel/message.ts';
import type { Accepts, Registry } from './state.ts';

/** What a request wants to do with a repository. */
export type Action = 'pull' | 'push' | 'delete';

/** Undefined when the request may go on, else the answer that refuses it. No actions: any known caller may. */
export function refuse(
  registry: Registry,
  request: Request,
  repository: string | undefined,
  actions: readonly Action[],
): Response | undefined {
  const { authentication } = registry.options;
  const header = request.headers['authorization'] ?? '';
  if (authentication.kind === 'none') return undefined;
  if (authentication.kind === 'basic') {
    if (basicAccount(header, authentication.accepts) !== undefined) return undefined;
    const detail = resources(request, repository, actions);
    return error('UNAUTHORIZED', detail, { 'www-authenticate': `Basic realm="${authentication.realm}"` });
  }
  const token = /^Bearer (\S+)$/i.exec(header)?.[1] ?? '';
  const grant = registry.tokens.get(token);
  const valid = grant !== undefined && grant.expires > registry.kernel.now;
  const wanted = repository === undefined ? [] : actions.map((action) => `repository:${repository}:${action}`);
  if (valid && wanted.every((access) => grant.access.includes(access))) return undefined;
  const scope =
    repository === undefined ? '' : `,scope="repository:${repository}:${[...actions].sort().reverse().join(',')}"`;
  const challenge = `Bearer realm="${authentication.realm}",service="${authentication.service}"${scope}`;
  return error('UNAUTHORIZED', resources(request, repository, actions), {
    'www-authenticate': valid ? `${challenge},error="insufficient_scope"` : challenge,
  });
}

/** Whether a request comes from nobody that the registry knows. */
export function isAnonymous({ options: { authentication }, tokens }: Registry, { headers }: Request): boolean {
  const header = headers['authorization'] ?? '';
  if (authentication.kind === 'basic') return basicAccount(header, authentication.accepts) === undefined;
  return (tokens.get(/^Bearer (\S+)$/i.exec(header)?.[1] ?? '')?.account ?? '') === '';
}

/** What a refused request wanted, as the answer's detail lists it. */
function resources({ path }: Request, repository: string | undefined, actions: readonly Action[]): unknown {
  if (path === '/v2/_catalog') return [{ Type: 'registry', Class: '', Name: 'catalog', Action: '*' }];
  if (repository === undefined) return null;
  return actions.map((action) => ({ Type: 'repository', Class: '', Name: repository, Action: action }));
}

/** The account that an `Authorization: Basic` header proves; undefined when the header or the password is wrong. */
export function basicAccount(header: string, accepts: Accepts): string | undefined {
  const encoded = /^Basic (\S+)$/i.exec(header)?.[1];
  const bytes = encoded === undefined ? undefined : decodeBase64(encoded);
  const text = bytes && new TextDecoder().decode(bytes);
  const colon = text?.indexOf(':') ?? -1;
  if (text === undefined || colon < 0) return undefined;
  const account = text.slice(0, colon);
  return accepts(account, text.slice(colon + 1)) ? account : undefined;
}

/** Whether an account (`''`: nobody) may do something with a repository: pull what is public, all with its own namespace. */
export function mayAccess(registry: Registry, account: string, name: string, action: string): boolean {
  if (account !== '' && name.startsWith(`${account}/`)) return ['pull', 'push', 'delete'].includes(action);
  return action === 'pull' && findRepository(registry, name)?.isPrivate === false;
}
