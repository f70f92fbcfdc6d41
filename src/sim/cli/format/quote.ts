// Go's quoting of strings (strconv.Quote, %q): the form in which error texts of Go programs cite what was typed.

const escapes: Readonly<Record<string, string>> = {
  '\x07': '\\a',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v',
  '\\': '\\\\',
};

function escape(character: string, quote: string): string {
  if (character === quote) return `\\${quote}`;
  const known = escapes[character];
  if (known !== undefined) return known;
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x20 || code === 0x7f) return `\\x${code.toString(16).padStart(2, '0')}`;
  if (/\p{C}|\p{Zl}|\p{Zp}/u.test(character) || (character !== ' ' && /\p{Zs}/u.test(character))) {
    return code > 0xffff ? `\\U${code.toString(16).padStart(8, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`;
  }
  return character;
}

/** A string in double quotes as Go's `%q` prints it. */
export const quote = (text: string): string => `"${Array.from(text, (c) => escape(c, '"')).join('')}"`;

/** One character in single quotes as Go's `%q` prints a rune. */
export const quoteRune = (character: string): string => `'${escape(character, "'")}'`;
