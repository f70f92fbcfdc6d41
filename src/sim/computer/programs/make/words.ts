// Words, patterns and references of makefiles: what can be told from the text alone.

/** The words of a text. */
export const wordsOf = (text: string): string[] => text.split(/[ \t\n]+/).filter((word) => word !== '');

/** The part of a word that `%` of a pattern stands for; undefined when the pattern does not fit. */
export function stemOf(pattern: string, word: string): string | undefined {
  const at = pattern.indexOf('%');
  if (at < 0) return pattern === word ? '' : undefined;
  const [before, after] = [pattern.slice(0, at), pattern.slice(at + 1)];
  const fits = word.length >= before.length + after.length && word.startsWith(before) && word.endsWith(after);
  return fits ? word.slice(before.length, word.length - after.length) : undefined;
}

/** A word changed from one pattern to another; as it is when the first does not fit. */
export function substituted(word: string, from: string, to: string): string {
  const stem = stemOf(from, word);
  if (stem === undefined) return word;
  return from.includes('%') ? to.replace('%', () => stem) : to;
}

/** Where the reference that begins at `$(` or `${` ends: the place of its closing bracket; -1 if it has none. */
export function closingOf(text: string, open: number): number {
  const opening = text.charAt(open);
  const closing = opening === '(' ? ')' : '}';
  let depth = 0;
  for (let at = open; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === opening) depth++;
    else if (character === closing && --depth === 0) return at;
  }
  return -1;
}

/** The place of the first of some characters outside of references; -1 if there is none. */
export function indexOutside(text: string, characters: string, from = 0): number {
  for (let at = from; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === '$' && /[({]/.test(text.charAt(at + 1))) {
      const end = closingOf(text, at + 1);
      if (end < 0) return -1;
      at = end;
    } else if (character === '$') at++;
    else if (characters.includes(character)) return at;
  }
  return -1;
}

/** Arguments of a function, at most so many: commas inside brackets do not part them. */
export function argumentsOf(text: string, most: number): string[] {
  const found: string[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at < text.length && found.length < most - 1; at++) {
    const character = text.charAt(at);
    if (/[({]/.test(character)) depth++;
    else if (/[)}]/.test(character)) depth--;
    else if (character === ',' && depth === 0) {
      found.push(text.slice(start, at));
      start = at + 1;
    }
  }
  found.push(text.slice(start));
  return found;
}

/** A line without its comment; `\#` is a number sign. */
export function withoutComment(line: string): string {
  for (let at = line.indexOf('#'); at >= 0; at = line.indexOf('#', at + 1)) {
    if (line.charAt(at - 1) === '\\') continue;
    return line.slice(0, at).replaceAll('\\#', '#');
  }
  return line.replaceAll('\\#', '#');
}
