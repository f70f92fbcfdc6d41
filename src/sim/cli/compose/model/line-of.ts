// On which line of a YAML text something stands: for those who point at a mistake that the model tells by its path.
import { isMap, isScalar, isSeq, LineCounter, parseDocument, type Node } from 'yaml';

/**
 * The line (from 1) of a dotted path such as `services.web.ports.0`, or of the nearest thing above it that there is; 1 for a text without
 * any. Names may have dots in them.
 */
export function lineOf(text: string, path: string): number {
  const lines = new LineCounter();
  const { contents } = parseDocument(text, { lineCounter: lines, uniqueKeys: false, logLevel: 'silent' });
  let rest = path;
  let node: Node | null = contents;
  let offset = 0;
  while (node && rest !== '') {
    const next = step(node, rest);
    if (!next) break;
    ({ node, rest, offset } = next);
  }
  return Math.max(1, lines.linePos(offset).line);
}

interface Place {
  readonly node: Node | null;
  readonly rest: string;
  readonly offset: number;
}

function step(node: Node, path: string): Place | undefined {
  if (isSeq(node)) {
    const [index = '', ...rest] = path.split('.');
    const item = node.items[Number(index)] as Node | undefined;
    return item?.range ? { node: item, rest: rest.join('.'), offset: item.range[0] } : undefined;
  }
  if (!isMap(node)) return undefined;
  const found = node.items
    .map(({ key, value }) => ({ key, value, name: isScalar(key) ? String(key.value) : '' }))
    .filter(({ name }) => name !== '' && (path === name || path.startsWith(`${name}.`)))
    .sort((a, b) => b.name.length - a.name.length)[0];
  if (!found || !isScalar(found.key) || !found.key.range) return undefined;
  return { node: found.value as Node | null, rest: path.slice(found.name.length + 1), offset: found.key.range[0] };
}
