// The token service: credentials in, a Bearer token with as much of the wanted access as is allowed out
// (distribution's token authentication specification; GET, and POST as its OAuth2 variant).
import { json } from '../kernel/message.ts';
import { basicAccount, mayAccess } from './authorisation.ts';
import type { Request, Response } from '../kernel/message.ts';
import type { Accepts, Registry } from './state.ts';

/** Seconds that a token is good for. */
const lifetime = 300;

/** GET or POST /token: 401 for wrong credentials; without credentials an anonymous token, which may pull what is public. */
export function issueToken(registry: Registry, request: Request): Response {
  const { authentication } = registry.options;
  if (authentication.kind !== 'token') return json(404, {});
  const form = request.method === 'POST' ? formOf(request.body) : request.query;
  const account = accountOf(request, form, authentication.accepts);
  if (account === undefined) return json(401, { details: 'incorrect username or password' });
  const token = registry.kernel.random(`token ${registry.options.host}`).hex(40);
  const access = (form['scope'] ?? '').split(' ').flatMap((scope) => allowed(registry, account, scope));
  registry.tokens.set(token, { account, access, expires: registry.kernel.now + lifetime * 1000 });
  return json(200, {
    token,
    access_token: token,
    expires_in: lifetime,
    issued_at: new Date(Math.floor(registry.kernel.clock)).toISOString(),
  });
}

/** What is granted of a scope. Whoever asks to push where that is not allowed gets nothing: not even to look what is there. */
function allowed(registry: Registry, account: string, scope: string): string[] {
  const match = /^repository:(.+):([a-z,*]+)$/.exec(scope);
  const [, name = '', actions = ''] = match ?? [];
  const wanted = actions.split(',');
  const granted = wanted.filter((action) => mayAccess(registry, account, name, action));
  if (wanted.includes('push') && !granted.includes('push')) return [];
  return granted.map((action) => `repository:${name}:${action}`);
}

/** `''` for nobody, undefined when credentials were given and are wrong. */
function accountOf(request: Request, form: Readonly<Record<string, string>>, accepts: Accepts): string | undefined {
  const header = request.headers['authorization'];
  if (header !== undefined) return basicAccount(header, accepts);
  const { username, password } = form;
  if (username === undefined || password === undefined) return '';
  return accepts(username, password) ? username : undefined;
}

function formOf(body: unknown): Readonly<Record<string, string>> {
  if (typeof body !== 'string') return (body ?? {}) as Readonly<Record<string, string>>;
  const decode = (text: string): string => decodeURIComponent(text.replaceAll('+', ' '));
  return Object.fromEntries(
    body.split('&').map((pair) => {
      const [name = '', value = ''] = pair.split('=');
      return [decode(name), decode(value)];
    }),
  );
}
