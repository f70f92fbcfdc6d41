// What a page asks for besides itself: style sheets and images, found in its tags and in its style sheets (HTML, section 13.2.5;
// CSS Syntax, section 4).

/** More of them are not asked for. */
export const mostParts = 40;

/** A tag with the attributes that it begins with. */
interface Tag {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
}

/** Elements whose content is text, in which nothing is a tag. */
const textual = new Set(['script', 'style', 'textarea', 'title', 'noscript', 'template', 'xmp', 'iframe']);

/** The absolute URLs of the style sheets and images that a page at `url` names, in order, each once. Only http and https count. */
export function partsOfPage(html: string, url: string): { readonly sheets: string[]; readonly images: string[] } {
  let base = url;
  const sheets: string[] = [];
  const images: string[] = [];
  for (const { tag, text } of tagsOf(html)) {
    const { name, attributes } = tag;
    const href = attributes.get('href') ?? '';
    const source = attributes.get('src') ?? '';
    if (name === 'base' && href !== '' && base === url) base = absolute(href, url) ?? url;
    else if (name === 'link' && isSheet(attributes)) add(sheets, href, base);
    else if ((name === 'img' || (name === 'input' && attributes.get('type') === 'image')) && source !== '')
      add(images, source, base);
    else if (name === 'style') partsOfSheet(text, base, sheets, images);
    const style = attributes.get('style');
    if (style !== undefined) partsOfSheet(style, base, [], images);
  }
  return { sheets, images };
}

/** Adds what a style sheet at `url` names. */
export function partsOfSheet(css: string, url: string, sheets: string[], images: string[]): void {
  const plain = css.replace(/\/\*[\s\S]*?\*\//g, '');
  for (const [, quoted, bare] of plain.matchAll(/@import\s+(?:url\(\s*)?(?:["']([^"']*)["']|([^"')\s;]+))/gi))
    add(sheets, quoted ?? bare ?? '', url);
  const rest = plain.replace(/@import[^;]*;?/gi, '').replace(/@font-face\s*\{[^}]*\}/gi, '');
  for (const [, quoted, bare] of rest.matchAll(/url\(\s*(?:["']([^"']*)["']|([^"')\s]*))\s*\)/gi))
    add(images, quoted ?? bare ?? '', url);
}

/** A URL as a page at `base` means it; undefined for one that is none, or that nothing is asked for. */
export function absolute(reference: string, base: string): string | undefined {
  try {
    const { href, protocol } = new URL(reference.trim(), base);
    return protocol === 'http:' || protocol === 'https:' ? href.replace(/#.*$/, '') : undefined;
  } catch {
    return undefined;
  }
}

const isSheet = (attributes: Tag['attributes']): boolean =>
  (attributes.get('rel') ?? '').toLowerCase().split(/\s+/).includes('stylesheet') &&
  (attributes.get('href') ?? '') !== '';

function add(list: string[], reference: string, base: string): void {
  const url = absolute(reference, base);
  if (url !== undefined && !list.includes(url)) list.push(url);
}

/** The start tags of a page in order, each with the text of the element when that holds no tags. */
function* tagsOf(html: string): Generator<{ tag: Tag; text: string }, void> {
  const opening = /<(?:!--|([a-z][^\s/>]*))/gi;
  for (let match = opening.exec(html); match; match = opening.exec(html)) {
    const name = match[1]?.toLowerCase();
    const end = name === undefined ? html.indexOf('-->', opening.lastIndex) : endOfTag(html, opening.lastIndex);
    if (end < 0) return;
    const rest = html.slice(opening.lastIndex, end);
    opening.lastIndex = end + 1;
    if (name === undefined) continue;
    const tag = { name, attributes: attributesOf(rest) };
    if (!textual.has(name)) {
      yield { tag, text: '' };
      continue;
    }
    const text = html.slice(end + 1);
    const length = text.search(new RegExp(`</${name}[\\s/>]`, 'i'));
    yield { tag, text: length < 0 ? text : text.slice(0, length) };
    if (length < 0) return;
    opening.lastIndex = end + 1 + length;
  }
}

/** Where the `>` of a tag stands: not in a quoted value. -1 when it is never closed. */
function endOfTag(html: string, from: number): number {
  const next = /=\s*["']|>/g;
  next.lastIndex = from;
  for (let match = next.exec(html); match; match = next.exec(html)) {
    if (match[0] === '>') return match.index;
    const close = html.indexOf(match[0].slice(-1), next.lastIndex);
    if (close < 0) return -1;
    next.lastIndex = close + 1;
  }
  return -1;
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", '#x27': "'" };

function attributesOf(text: string): Map<string, string> {
  const attributes = new Map<string, string>();
  for (const [, name = '', double, single, bare] of text.matchAll(
    /([^\s=/"'>]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g,
  )) {
    const value = (double ?? single ?? bare ?? '').replace(
      /&(\w+|#\w+);/g,
      (whole, entity: string) => entities[entity] ?? whole,
    );
    if (!attributes.has(name.toLowerCase())) attributes.set(name.toLowerCase(), value);
  }
  return attributes;
}
