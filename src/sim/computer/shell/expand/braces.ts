// Brace expansion as bash does it, on the raw text of a word: `{a,b}`, `{1..10..2}`, `{a..e}`. Quotes and `${…}` are skipped.

/** The texts that a word's raw text stands for; only itself if it has no braces to expand. */
export function expandBraces(text: string): string[] {
  for (let i = 0; i < text.length; i++) {
    const skipped = skip(text, i);
    if (skipped > i) {
      i = skipped - 1;
      continue;
    }
    if (text.charAt(i) !== '{') continue;
    const found = braces(text, i);
    if (!found) continue;
    const before = text.slice(0, i);
    const after = expandBraces(text.slice(found.end + 1));
    return found.items.flatMap((item) => after.map((rest) => before + item + rest));
  }
  return [text];
}

/** Where the text after a quoted or expanded part goes on; `i` itself if there is none. */
function skip(text: string, i: number): number {
  const character = text.charAt(i);
  if (character === '\\') return i + 2;
  if (character === "'") return closing(text, i, "'");
  if (character === '"' || character === '`') return closing(text, i, character);
  if (character === '$' && /[{(]/.test(text.charAt(i + 1))) {
    const open = text.charAt(i + 1);
    const close = open === '{' ? '}' : ')';
    let depth = 0;
    for (let at = i + 1; at < text.length; at++) {
      const inner = text.charAt(at);
      if (inner === '\\') at++;
      else if (inner === "'" || inner === '"') at = closing(text, at, inner) - 1;
      else if (inner === open) depth++;
      else if (inner === close && --depth === 0) return at + 1;
    }
    return text.length;
  }
  return i;
}

function closing(text: string, start: number, quote: string): number {
  for (let i = start + 1; i < text.length; i++) {
    if (text.charAt(i) === '\\' && quote !== "'") i++;
    else if (text.charAt(i) === quote) return i + 1;
  }
  return text.length;
}

function braces(text: string, open: number): { items: string[]; end: number } | undefined {
  const items: string[] = [];
  let depth = 0;
  let start = open + 1;
  for (let i = open + 1; i < text.length; i++) {
    const skipped = skip(text, i);
    if (skipped > i) {
      i = skipped - 1;
      continue;
    }
    const character = text.charAt(i);
    if (character === '{') depth++;
    else if (character === ',' && depth === 0) {
      items.push(text.slice(start, i));
      start = i + 1;
    } else if (character === '}' && depth > 0) depth--;
    else if (character === '}') {
      if (items.length > 0) return { items: [...items, text.slice(start, i)].flatMap(expandBraces), end: i };
      const range = expandRange(text.slice(open + 1, i));
      return range && { items: range, end: i };
    }
  }
  return undefined;
}

/** Elements that one range makes at most; a longer one stays as it is written. */
const longest = 100_000;

function expandRange(body: string): string[] | undefined {
  const numbers = /^(-?\d+)\.\.(-?\d+)(?:\.\.(-?\d+))?$/.exec(body);
  if (numbers) {
    const [, from = '', to = '', by] = numbers;
    const padded = /^-?0\d/.test(from) || /^-?0\d/.test(to);
    const width = padded ? Math.max(from.length, to.length) : 0;
    return range(Number(from), Number(to), Number(by ?? 1))?.map((value) => {
      const digits = String(Math.abs(value)).padStart(width - (value < 0 ? 1 : 0), '0');
      return value < 0 ? `-${digits}` : digits;
    });
  }
  const letters = /^([A-Za-z])\.\.([A-Za-z])(?:\.\.(-?\d+))?$/.exec(body);
  if (!letters) return undefined;
  const [, from = '', to = '', by] = letters;
  return range(from.charCodeAt(0), to.charCodeAt(0), Number(by ?? 1))?.map((code) => String.fromCharCode(code));
}

function range(from: number, to: number, by: number): number[] | undefined {
  const step = Math.max(1, Math.abs(by)) * (from <= to ? 1 : -1);
  const count = Math.floor((to - from) / step) + 1;
  if (count > longest) return undefined;
  return Array.from({ length: count }, (_, index) => from + index * step);
}
