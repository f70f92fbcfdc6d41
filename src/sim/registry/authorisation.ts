// Who may do what: HTTP Basic (RFC 7617) or Bearer tokens as Docker Hub has them (distribution's token authentication
// specification). A request without the right to what it asks gets a challenge that says what is missing.
import { decodeBase64 } from './base64.ts';
import { error } from './errors.ts';
import { findRepository } from './state.ts';
import type { Request, Response } from '../kernel/message.ts';
import type { Registry } from './state.ts';

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
    if (basicAccount(header, authentication.accounts) !== undefined) return undefined;
    return error('UNAUTHORIZED', null, { 'www-authenticate': `Basic realm="${authentication.realm}"` });
  }
  const token = /^Bearer (\S+)$/i.exec(header)?.[1] ?? '';
  const grant = registry.tokens.get(token);
  const valid = grant !== undefined && grant.expires > registry.kernel.now;
  const wanted = repository === undefined ? [] : actions.map((action) => `repository:${repository}:${action}`);
  if (valid && wanted.every((access) => grant.access.includes(access))) return undefined;
  const scope =
    repository === undefined ? '' : `,scope="repository:${repository}:${[...actions].sort().reverse().join(',')}"`;
  const challenge = `Bearer realm="${authentication.realm}",service="${authentication.service}"${scope}`;
  const detail = wanted.length
    ? actions.map((action) => ({ Type: 'repository', Class: '', Name: repository, Action: action }))
    : null;
  return error('UNAUTHORIZED', detail, {
    'www-authenticate': valid ? `${challenge},error="insufficient_scope"` : challenge,
  });
}

/** The account that an `Authorization: Basic` header proves; undefined when the header or the password is wrong. */
export function basicAccount(header: string, accounts: Readonly<Record<string, string>>): string | undefined {
  const encoded = /^Basic (\S+)$/i.exec(header)?.[1];
  const bytes = encoded === undefined ? undefined : decodeBase64(encoded);
  const text = bytes && new TextDecoder().decode(bytes);
  const colon = text?.indexOf(':') ?? -1;
  if (text === undefined || colon < 0) return undefined;
  const account = text.slice(0, colon);
  return Object.hasOwn(accounts, account) && accounts[account] === text.slice(colon + 1) ? account : undefined;
}

/** Whether an account (`''`: nobody) may do something with a repository: pull what is public, all with its own namespace. */
export function mayAccess(registry: Registry, account: string, name: string, action: string): boolean {
  if (account !== '' && name.startsWith(`${account}/`)) return ['pull', 'push', 'delete'].includes(action);
  return action === 'pull' && findRepository(registry, name)?.isPrivate === false;
}
