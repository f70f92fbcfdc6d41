// Image references: parsing, normalisation and the short forms that people type (distribution's reference package).
//
//   reference       = name [ ':' tag ] [ '@' digest ]
//   name            = [ domain '/' ] path
//   domain          = host [ ':' port ]
//   host            = component-of-host { '.' component-of-host } | '[' IPv6 ']'
//   component-of-host = alphanumeric [ { alphanumeric | '-' } alphanumeric ]
//   port            = digit { digit }
//   path            = component { '/' component }
//   component       = lower-alphanumeric { separator lower-alphanumeric }
//   separator       = '.' | '_' | '__' | '-' { '-' }
//   tag             = word { word | '.' | '-' }            at most 128 characters; word is a letter, a digit or '_'
//   digest          = algorithm ':' hex { hex }            at least 32 hex digits
//   algorithm       = part { ( '+' | '.' | '-' | '_' ) part }
//   identifier      = 64 × lower-case hex digit            an ID, never a name
import { parseDigest } from './digest.ts';
import type { Digest, ManifestDigest } from './digest.ts';

/** A normalised reference: always with the registry's domain and the whole path, as `docker.io`, `library/nginx`. */
export interface Reference {
  readonly domain: string;
  readonly path: string;
  readonly tag?: string;
  readonly digest?: ManifestDigest;
}

/** A reference, or Docker's message why a text is none. */
export type ReferenceReading =
  { readonly ok: true; readonly reference: Reference } | { readonly ok: false; readonly message: string };

/** Docker Hub's domain in references, and the tag of a reference that names none. */
export const defaultDomain = 'docker.io';
export const defaultTag = 'latest';

const legacyDefaultDomain = 'index.docker.io';
const officialPrefix = 'library/';
const longestPath = 255;

const hostComponent = '(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])';
const domain = `(?:${hostComponent}(?:\\.${hostComponent})*|\\[(?:[a-fA-F0-9:]+)\\])(?::[0-9]+)?`;
const component = '[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*';
const tag = '[\\w][\\w.-]{0,127}';
const digest = '[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}';
const referencePattern = new RegExp(`^(${domain})/(${component}(?:/${component})*)(?::(${tag}))?(?:@(${digest}))?$`);
const identifierPattern = /^[a-f0-9]{64}$/;

/** Reads a reference as typed (`nginx`, `localhost:5000/app:1`, `alpine@sha256:…`) and normalises it; adds no tag. */
export function parseReference(text: string): ReferenceReading {
  if (identifierPattern.test(text)) return failure(messages.identifier(text));
  const [domainPart, remainder] = splitDomain(text);
  const remote = remainder.split(':', 1)[0] ?? '';
  if (remote.toLowerCase() !== remote) return failure(messages.uppercase(remote));
  const match =
    referencePattern.exec(`${domainPart}/${remainder}`) ??
    // What looks like a domain and is none (`my_app.x/y`) is a part of the path.
    referencePattern.exec(`${defaultDomain}/${text}`);
  if (!match) return failure(messages.invalidFormat);
  const [, host = '', path = '', tagPart, digestPart] = match;
  if (path.length > longestPath) return failure(messages.tooLong);
  const parsed = digestPart === undefined ? undefined : parseDigest<ManifestDigest>(digestPart);
  if (parsed && !parsed.ok) return parsed;
  return {
    ok: true,
    reference: {
      domain: host,
      path,
      ...(tagPart === undefined ? {} : { tag: tagPart }),
      ...(parsed ? { digest: parsed.digest } : {}),
    },
  };
}

/** What a text that may be an ID means: a whole digest (64 hex digits with or without `sha256:`), or a reference. */
export function parseAnyReference(text: string): ReferenceReading | { readonly ok: true; readonly id: Digest } {
  const parsed = parseDigest(identifierPattern.test(text) ? `sha256:${text}` : text);
  return parsed.ok ? { ok: true, id: parsed.digest } : parseReference(text);
}

/** The reference with `latest` where it has neither tag nor digest. */
export function withDefaultTag(reference: Reference): Reference {
  const { domain, path, tag, digest } = reference;
  return tag === undefined && digest === undefined ? { domain, path, tag: defaultTag } : reference;
}

/** The reference without tag and digest. */
export function nameOnly(reference: Reference): Reference {
  return { domain: reference.domain, path: reference.path };
}

/** The whole text, `docker.io/library/nginx:latest`. */
export function formatReference(reference: Reference): string {
  return `${reference.domain}/${reference.path}${suffix(reference)}`;
}

/** The name as Docker shows it, without tag and digest: `nginx`, `user/app`, `localhost:5000/app`. */
export function familiarName({ domain: host, path }: Reference): string {
  if (host !== defaultDomain) return `${host}/${path}`;
  const rest = path.startsWith(officialPrefix) ? path.slice(officialPrefix.length) : path;
  return rest.includes('/') ? path : rest;
}

/** The reference as Docker shows it: `nginx:latest`, `alpine@sha256:…`. */
export function familiarReference(reference: Reference): string {
  return `${familiarName(reference)}${suffix(reference)}`;
}

/** Why a parsed reference cannot be used for a purpose; Docker's message, or undefined when it can. */
export function whyNotPullable(reference: Reference): string | undefined {
  return familiarName(reference) === 'scratch' ? messages.scratch : undefined;
}

/** Why a reference cannot be the target of a tag; Docker's message, or undefined when it can. */
export function whyNotTaggable(reference: Reference): string | undefined {
  return familiarName(reference) === 'sha256' ? messages.ambiguousTag : undefined;
}

const messages = {
  invalidFormat: 'invalid reference format',
  tooLong: `repository name must not be more than ${longestPath} characters`,
  scratch: "'scratch' is a reserved name",
  ambiguousTag: 'refusing to create an ambiguous tag using digest algorithm as name',
  uppercase: (name: string) => `invalid reference format: repository name (${name}) must be lowercase`,
  identifier: (text: string) => `invalid repository name (${text}), cannot specify 64-byte hexadecimal strings`,
};

function failure(message: string): ReferenceReading {
  return { ok: false, message };
}

function suffix(reference: Reference): string {
  const tagPart = reference.tag === undefined ? '' : `:${reference.tag}`;
  return reference.digest === undefined ? tagPart : `${tagPart}@${reference.digest}`;
}

/** A first component is a domain only if it looks like one: a dot, a port, `localhost`, or upper case, which no path has. */
function splitDomain(text: string): readonly [domain: string, remainder: string] {
  const slash = text.indexOf('/');
  if (slash < 0) return [defaultDomain, officialPrefix + text];
  const first = text.slice(0, slash);
  const rest = text.slice(slash + 1);
  const isDomain = first === 'localhost' || /[.:]/.test(first) || first.toLowerCase() !== first;
  const host = isDomain && first !== legacyDefaultDomain ? first : defaultDomain;
  const remainder = isDomain ? rest : text;
  return [host, host === defaultDomain && !remainder.includes('/') ? officialPrefix + remainder : remainder];
}
