// Splits a command line given as one flag value (`service create --entrypoint 'sh -c "x y"'`) into words, by quotes and backslashes.
import type { Parsed } from '../format/duration.ts';

/** Words of a text; `#` starts a comment at the start of a word. */
export function splitWords(text: string): Parsed<string[]> {
  const words: string[] = [];
  let word: string | undefined;
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === "'" || character === '"') {
      word ??= '';
      for (at++; at < text.length && text[at] !== character; at++) {
        if (character === '"' && text[at] === '\\' && at + 1 < text.length) at++;
        word += text.charAt(at);
      }
      if (at >= text.length) return { error: 'EOF found when expecting closing quote' };
    } else if (character === '\\') {
      if (at + 1 >= text.length) return { error: 'EOF found after escape character' };
      word = (word ?? '') + text.charAt(++at);
    } else if (/\s/.test(character)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else if (character === '#' && word === undefined) {
      break;
    } else {
      word = (word ?? '') + character;
    }
  }
  if (word !== undefined) words.push(word);
  return { value: words };
}
