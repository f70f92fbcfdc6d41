// The words of running text alone.
import type { Inline } from './lesson.ts';

/** The words of running text, without what marks them. */
export function plainText(inlines: readonly Inline[]): string {
  return inlines.map((inline) => ('inlines' in inline ? plainText(inline.inlines) : inline.text)).join('');
}
