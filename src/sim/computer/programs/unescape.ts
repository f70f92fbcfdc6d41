// Backslash escapes as `echo -e`, `printf` and `tr` know them.

/** A byte as text: one that is no character by itself is a lone surrogate, which `encodeText` turns into the byte. */
const byteText = (byte: number): string => String.fromCharCode(byte < 128 ? byte : 0xdc00 + byte);

/** Backslash escapes. `\c` ends everything that is printed. */
export function unescape(
  text: string,
  options: { readonly octalNeedsZero: boolean },
): { text: string; stops: boolean } {
  const simple: Readonly<Record<string, string>> = {
    a: '\x07',
    b: '\b',
    e: '\x1b',
    f: '\f',
    n: '\n',
    r: '\r',
    t: '\t',
    v: '\v',
    '\\': '\\',
  };
  let out = '';
  for (let i = 0; i < text.length; i++) {
    const character = text.charAt(i);
    if (character !== '\\' || i + 1 >= text.length) {
      out += character;
      continue;
    }
    const rest = text.slice(i + 1);
    const next = rest.charAt(0);
    if (next === 'c') return { text: out, stops: true };
    const numeric =
      (options.octalNeedsZero ? /^0([0-7]{0,3})/ : /^([0-7]{1,3})/).exec(rest) ??
      /^x([0-9a-fA-F]{1,2})/.exec(rest) ??
      /^u([0-9a-fA-F]{1,4})/.exec(rest) ??
      /^U([0-9a-fA-F]{1,8})/.exec(rest);
    if (simple[next] !== undefined) {
      out += simple[next];
      i++;
    } else if (numeric) {
      const base = /[xuU]/.test(next) ? 16 : 8;
      const code = Number.parseInt(numeric[1] || '0', base);
      out += /[uU]/.test(next) ? String.fromCodePoint(code) : byteText(code & 255);
      i += numeric[0].length;
    } else {
      out += `\\${next}`;
      i++;
    }
  }
  return { text: out, stops: false };
}
