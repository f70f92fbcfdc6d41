// A text told as the part in which it differs from the one before, so that a session does not hold a file for each letter.
import type { TextPart } from '../../kernel/log.ts';

/** FNV-1a over the UTF-16 units of a text. */
function checksum(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}

/** What of `after` is new, and where it goes in `before`. */
export function partOf(before: string, after: string): { readonly text: string; readonly part: TextPart } {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  let tail = 0;
  while (
    tail < shorter - start &&
    before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail)
  )
    tail++;
  return {
    text: after.slice(start, after.length - tail),
    part: { start, end: before.length - tail, check: checksum(before) },
  };
}

/** The whole text again; undefined when `before` is not what the part was taken from. */
export function withPart(before: string, text: string, part: TextPart | undefined): string | undefined {
  if (!part) return text;
  return checksum(before) === part.check ? before.slice(0, part.start) + text + before.slice(part.end) : undefined;
}
