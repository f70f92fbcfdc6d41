// Patterns of KEYS, SCAN and PSUBSCRIBE: * ? [a-c] [^a] and a backslash before a letter that means itself (stringmatchlen).

/** A test for a pattern. */
export function globTest(pattern: string): (text: string) => boolean {
  if (pattern === '*') return () => true;
  const expression = new RegExp(`^${source(pattern)}$`, 's');
  return (text) => expression.test(text);
}

function source(pattern: string): string {
  let found = '';
  for (let at = 0; at < pattern.length; at++) {
    const letter = pattern.charAt(at);
    if (letter === '*') found += '.*';
    else if (letter === '?') found += '.';
    else if (letter === '\\' && at + 1 < pattern.length) found += literal(pattern.charAt(++at));
    else if (letter === '[') {
      const { expression, end } = group(pattern, at);
      found += expression;
      at = end;
    } else found += literal(letter);
  }
  return found;
}

const literal = (letter: string): string => letter.replace(/[\\^$.*+?()[\]{}|/-]/, '\\$&');

function group(pattern: string, from: number): { expression: string; end: number } {
  let at = from + 1;
  const not = pattern.charAt(at) === '^';
  if (not) at++;
  let members = '';
  for (; at < pattern.length && pattern.charAt(at) !== ']'; at++) {
    if (pattern.charAt(at) === '\\' && at + 1 < pattern.length) members += literal(pattern.charAt(++at));
    else if (pattern.charAt(at + 1) === '-' && at + 2 < pattern.length) {
      const [low = '', high = ''] = [pattern.charAt(at), pattern.charAt(at + 2)].sort();
      members += `${literal(low)}-${literal(high)}`;
      at += 2;
    } else members += literal(pattern.charAt(at));
  }
  if (members === '') return { expression: not ? '.' : '(?!)', end: at };
  return { expression: `[${not ? '^' : ''}${members}]`, end: at };
}
