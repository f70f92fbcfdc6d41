// Alias substitution (POSIX XCU 2.3.1), done on the text of a statement before it is run.
import { forEachChild, type SyntaxNode } from 'unbash';
import { parseScript } from './parse-script.ts';

/** The text with the command names that are aliases replaced. */
export function expandAliases(text: string, aliases: ReadonlyMap<string, string>): string {
  return replace(text, aliases, new Set());
}

function replace(text: string, aliases: ReadonlyMap<string, string>, banned: ReadonlySet<string>): string {
  const places: { pos: number; end: number; name: string }[] = [];
  const visit = (node: SyntaxNode): void => {
    if (node.type === 'Command' && node.name) {
      const { pos, end } = node.name;
      const name = text.slice(pos, end);
      if (aliases.has(name) && !banned.has(name)) {
        places.push({ pos, end, name });
        // An alias that ends in a blank lets the next word be one too.
        const next = /\s$/.test(aliases.get(name) ?? '') ? node.args[0] : undefined;
        if (next && aliases.has(text.slice(next.pos, next.end)))
          places.push({ pos: next.pos, end: next.end, name: text.slice(next.pos, next.end) });
      }
    }
    forEachChild(node, visit);
  };
  visit(parseScript(text));
  let out = text;
  for (const { pos, end, name } of places.sort((a, b) => b.pos - a.pos)) {
    const value = replace(aliases.get(name) ?? '', aliases, new Set([...banned, name]));
    out = out.slice(0, pos) + value + out.slice(end);
  }
  return out;
}
