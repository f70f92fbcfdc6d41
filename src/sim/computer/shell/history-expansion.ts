// History expansion of an interactive bash: `!!`, `!3`, `!-2`, `!word`, `!$`, `!*`, `^old^new^` (bash manual, 9.3).

/** The line with its history references replaced; itself if there are none; the reference that was not found. */
export function expandHistory(
  line: string,
  history: readonly string[],
): { readonly line: string } | { readonly missing: string } {
  const quick = /^\^([^^]+)\^([^^]*)\^?$/.exec(line);
  if (quick) {
    const last = history.at(-1) ?? '';
    if (!last.includes(quick[1] ?? '')) return { missing: `:s${line}: substitution failed` };
    return { line: last.replace(quick[1] ?? '', () => quick[2] ?? '') };
  }
  let out = '';
  let quote = '';
  for (let i = 0; i < line.length; i++) {
    const character = line.charAt(i);
    if (character === '\\' && quote !== "'") {
      out += character + line.charAt(++i);
      continue;
    }
    if (character === "'" && quote !== '"') quote = quote === "'" ? '' : "'";
    else if (character === '"' && quote !== "'") quote = quote === '"' ? '' : '"';
    const reference =
      character === '!' && quote !== "'" ? /^!(!|-?\d+|\$|\*|\^|[A-Za-z][\w./-]*)(:?[$^*])?/.exec(line.slice(i)) : null;
    if (!reference) {
      out += character;
      continue;
    }
    const [whole, event = '', words] = reference;
    const found = find(event, history);
    if (found === undefined) return { missing: `${whole}: event not found` };
    out += select(found, words?.at(-1) ?? (/^[$*^]$/.test(event) ? event : ''));
    i += whole.length - 1;
  }
  return { line: out };
}

function find(event: string, history: readonly string[]): string | undefined {
  if (/^[!$*^]$/.test(event)) return history.at(-1);
  if (/^-?\d+$/.test(event)) return Number(event) < 0 ? history.at(Number(event)) : history[Number(event) - 1];
  return history.findLast((line) => line.startsWith(event));
}

function select(line: string, words: string): string {
  const parts = line.trim().split(/\s+/);
  switch (words) {
    case '$':
      return parts.at(-1) ?? '';
    case '^':
      return parts[1] ?? '';
    case '*':
      return parts.slice(1).join(' ');
    default:
      return line;
  }
}
