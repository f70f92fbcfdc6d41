// A body as it is kept: text where it is text, base64 where it is not (after the MIME Sniffing standard).
import { encodeBase64 } from '../../kernel/base64.ts';
import type { Content } from './record.ts';

const strict = new TextDecoder('utf-8', { fatal: true });
const lenient = new TextDecoder('utf-8');

const bare = (field: string | undefined): string =>
  (field ?? '')
    .replace(/[;,].*$/s, '')
    .trim()
    .toLowerCase();

const isTextType = (type: string): boolean =>
  /^text\/|^application\/(?:[\w.-]+\+)?(?:json|xml|javascript|yaml|x-ndjson)$|\+(?:json|xml)$/.test(type);

/** The body as it is kept. */
export function contentOf(body: Uint8Array, rest: boolean, field: string | undefined): Content {
  const type = bare(field);
  const size = body.length;
  if (isTextType(type) && type !== 'image/svg+xml') return { kind: 'text', text: lenient.decode(body), size, rest };
  const text = type === '' ? asText(body) : undefined;
  return text === undefined
    ? { kind: 'bytes', type: type || 'application/octet-stream', base64: encodeBase64(body), size, rest }
    : { kind: 'text', text, size, rest };
}

/** Bytes that nobody says what they are as text, when they can be. */
function asText(body: Uint8Array): string | undefined {
  try {
    const text = strict.decode(body);
    return text.includes('\0') ? undefined : text;
  } catch {
    return undefined;
  }
}

/** The media type of an answer, guessed from its beginning where the server does not say it. */
export function mediaType(field: string | undefined, content: Content): string {
  const type = bare(field);
  if (type !== '') return type;
  if (content.kind === 'bytes') return content.type;
  return /^\s*<(?:!doctype html|html|head|body|h1|p|div|table|title|!--)[\s>]/i.test(content.text)
    ? 'text/html'
    : 'text/plain';
}
