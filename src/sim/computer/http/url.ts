// URLs of the kinds that curl and wget take (RFC 3986).
import { encodeBase64 } from '../../kernel/base64.ts';

export interface Url {
  readonly scheme: string;
  readonly host: string;
  readonly port: number;
  /** `user:password`; empty for none. */
  readonly user: string;
  /** Path with query, at least `/`. */
  readonly target: string;
  /** Whether the port was written. */
  readonly explicitPort: boolean;
}

const ports: Readonly<Record<string, number>> = { http: 80, https: 443, ftp: 21 };

/** Parses a URL; without a scheme it is `http`. Undefined when there is no host or the port is none. */
export function parseUrl(text: string): Url | undefined {
  const match =
    /^(?:([a-z][a-z0-9+.-]*):\/\/)?(?:([^@/?#]*)@)?(\[[^\]]*\]|[^:/?#]*)(?::([^/?#]*))?([^#]*)(?:#.*)?$/i.exec(text);
  if (!match) return undefined;
  const [, scheme = 'http', user = '', bracketed = '', portText, rest = ''] = match;
  const host = bracketed.replace(/^\[|\]$/g, '');
  if (host === '' || (portText !== undefined && portText !== '' && !/^\d{1,5}$/.test(portText))) return undefined;
  const port = portText ? Number(portText) : (ports[scheme.toLowerCase()] ?? 0);
  if (port > 65535) return undefined;
  const target = rest.startsWith('/') ? rest : `/${rest}`;
  return { scheme: scheme.toLowerCase(), host, port, user, target, explicitPort: Boolean(portText) };
}

/** The `Host` field for a URL: the port only when it is not the usual one. */
export function hostField(url: Url): string {
  const host = url.host.includes(':') ? `[${url.host}]` : url.host;
  return url.port === ports[url.scheme] ? host : `${host}:${url.port}`;
}

/** The URL that a redirection leads to. */
export function redirect(from: Url, location: string): Url | undefined {
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(location)) return parseUrl(location);
  if (location.startsWith('//')) return parseUrl(`${from.scheme}:${location}`);
  const target = location.startsWith('/')
    ? location
    : from.target.replace(/[?].*$/, '').replace(/[^/]*$/, '') + location;
  return { ...from, target };
}

/** The URL as text. */
export const formatUrl = (url: Url): string => `${url.scheme}://${hostField(url)}${url.target}`;

/** `a%20b` → `a b`; what is no valid escape stays. */
export function decodePercent(text: string): string {
  if (!text.includes('%')) return text;
  const bytes: number[] = [];
  const source = new TextEncoder().encode(text);
  for (let index = 0; index < source.length; index++) {
    const code = source[index] ?? 0;
    const hex = code === 37 ? String.fromCharCode(source[index + 1] ?? 0, source[index + 2] ?? 0) : '';
    if (/^[0-9a-f]{2}$/i.test(hex)) {
      bytes.push(parseInt(hex, 16));
      index += 2;
    } else bytes.push(code);
  }
  return new TextDecoder().decode(Uint8Array.from(bytes));
}

/** Standard Base64, for Basic authentication. */
export const base64 = (text: string): string => encodeBase64(new TextEncoder().encode(text));
