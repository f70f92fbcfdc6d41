// Splits a line into arguments as Redis does it (sdssplitargs): for inline commands, configuration files and redis-cli.

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', a: '\u0007' };

/** The arguments of a line; undefined when quotes do not match or something follows a closing quote. */
export function splitArguments(line: string): string[] | undefined {
  const found: string[] = [];
  let at = 0;
  for (;;) {
    while (/\s/.test(line.charAt(at))) at++;
    if (at >= line.length) return found;
    let word = '';
    let quote = '';
    for (;;) {
      const letter = line.charAt(at);
      if (quote === '') {
        if (letter === '' || /\s/.test(letter)) break;
        if (letter === '"' || letter === "'") quote = letter;
        else word += letter;
        at++;
        continue;
      }
      if (letter === '') return undefined;
      if (letter === quote) {
        const after = line.charAt(at + 1);
        if (after !== '' && !/\s/.test(after)) return undefined;
        at++;
        break;
      }
      const next = line.charAt(at + 1);
      const code = quote === '"' ? /^\\x([\da-fA-F]{2})/.exec(line.slice(at, at + 4))?.[1] : undefined;
      if (code !== undefined) {
        word += String.fromCharCode(parseInt(code, 16));
        at += 4;
      } else if (letter === '\\' && quote === '"' && next !== '') {
        word += escapes[next] ?? next;
        at += 2;
      } else if (letter === '\\' && quote === "'" && next === "'") {
        word += "'";
        at += 2;
      } else {
        word += letter;
        at++;
      }
    }
    found.push(word);
  }
}

const names: Readonly<Record<string, string>> = {
  '\\': '\\\\', '"': '\\"', '\n': '\\n', '\r': '\\r', '\t': '\\t', '\u0007': '\\a', '\b': '\\b',
}; // prettier-ignore

/** A text between quotes, with what cannot be printed escaped (sdscatrepr). */
export function quoted(text: string): string {
  const letters = [...text].map((letter) => {
    const name = names[letter];
    if (name !== undefined) return name;
    const code = letter.charCodeAt(0);
    return code >= 32 && code < 127 ? letter : `\\x${code.toString(16).padStart(2, '0')}`;
  });
  return `"${letters.join('')}"`;
}
