// Cookies: which a server sets, and which are sent back to whom (RFC 6265).
import type { Cookie } from './record.ts';

/** More of them are not kept; the oldest goes. */
const mostCookies = 100;

/** The cookies after a server has answered with these `Set-Cookie` fields. `now` in ms since 1970. */
export function withCookies(
  cookies: readonly Cookie[],
  url: URL,
  fields: readonly string[],
  now: number,
): readonly Cookie[] {
  let kept = cookies;
  for (const field of fields) {
    const cookie = parseCookie(field, url, now);
    if (!cookie) continue;
    kept = kept.filter(({ name, host, path }) => name !== cookie.name || host !== cookie.host || path !== cookie.path);
    if (cookie.expires === undefined || cookie.expires > now) kept = [...kept, cookie].slice(-mostCookies);
  }
  return kept;
}

/** The `Cookie` field of a request; empty for none. Longer paths come first. */
export function cookieField(cookies: readonly Cookie[], url: URL, now: number): string {
  return cookies
    .filter(({ host, below, path, expires }) => {
      if (expires !== undefined && expires <= now) return false;
      const isHost = url.hostname === host || (below && url.hostname.endsWith(`.${host}`));
      return isHost && isBelowPath(url.pathname, path);
    })
    .sort((a, b) => b.path.length - a.path.length)
    .map(({ name, value }) => `${name}=${value}`)
    .join('; ');
}

const isBelowPath = (path: string, parent: string): boolean =>
  path === parent || (path.startsWith(parent) && (parent.endsWith('/') || path.charAt(parent.length) === '/'));

function parseCookie(field: string, url: URL, now: number): Cookie | undefined {
  const [pair = '', ...attributes] = field.split(';');
  const equals = pair.indexOf('=');
  if (equals <= 0) return undefined;
  let host = url.hostname;
  let below = false;
  let path = url.pathname.replace(/\/[^/]*$/, '') || '/';
  let expires: number | undefined;
  let age: number | undefined;
  for (const attribute of attributes) {
    const at = attribute.indexOf('=');
    const name = (at < 0 ? attribute : attribute.slice(0, at)).trim().toLowerCase();
    const value = at < 0 ? '' : attribute.slice(at + 1).trim();
    if (name === 'path' && value.startsWith('/')) path = value;
    else if (name === 'max-age' && /^-?\d+$/.test(value)) age = Number(value);
    else if (name === 'expires') expires = timeOf(value);
    else if (name === 'domain' && value !== '') {
      const domain = value.replace(/^\./, '').toLowerCase();
      if (domain !== host && !host.endsWith(`.${domain}`)) return undefined;
      host = domain;
      below = true;
    }
  }
  if (age !== undefined) expires = now + age * 1000;
  return { name: pair.slice(0, equals).trim(), value: pair.slice(equals + 1).trim(), host, below, path, expires };
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** `Wed, 21 Oct 2026 07:28:00 GMT` and its kin, in ms since 1970; undefined when it is no time. */
function timeOf(text: string): number | undefined {
  const match = /(\d{1,2})[ -]([a-z]{3})[a-z]*[ -](\d{4})\s+(\d{1,2}):(\d{2}):(\d{2})/i.exec(text);
  if (!match) return undefined;
  const [, day, month = '', year, hour, minute, second] = match;
  const index = months.indexOf(month.toLowerCase());
  return index < 0
    ? undefined
    : Date.UTC(Number(year), index, Number(day), Number(hour), Number(minute), Number(second));
}
