// A page as the small browser shows it: built anew, node by node, from a page that nobody trusts. Only elements and attributes that are
// named here are made, by calls and never from text, so that nothing in the page can become a script, a request or a way out. Addresses of
// links and forms do not go along: they are kept beside the page, for the browser to ask the simulation for.
import type { BrowserPage, Content } from '../../sim/computer/browser/record.ts';

export interface SentTo {
  readonly url: string;
  readonly method: 'get' | 'post';
  /** Media type of the body of a POST. */
  readonly type: string;
}

/** What was made of a page. */
export interface Rebuilt {
  readonly title: string;
  readonly html: HTMLElement;
  /** Absolute URLs of links. */
  readonly links: ReadonlyMap<Element, string>;
  /** Where forms go, and buttons that say so themselves. */
  readonly forms: ReadonlyMap<Element, SentTo>;
  /** Scripts, frames and the like, which were left out. */
  readonly leftOut: { readonly scripts: number; readonly frames: number };
}

const plain = new Set(
  `html body a abbr acronym address area article aside b bdi bdo big blockquote br button caption center cite code col colgroup data datalist
  dd del details dfn div dl dt em fieldset figcaption figure font footer form h1 h2 h3 h4 h5 h6 header hgroup hr i img input ins kbd label
  legend li main map mark menu meter nav ol optgroup option output p picture pre progress q rp rt ruby s samp search section select small
  span strike strong sub summary sup table tbody td textarea tfoot th thead time tr tt u ul var wbr`.split(/\s+/),
);
const drawn = new Map(
  `svg g defs path rect circle ellipse line polyline polygon text tspan title desc linearGradient radialGradient stop clipPath`
    .split(' ')
    .map((name) => [name.toLowerCase(), name]),
);
/** Left out with all that is in them. */
const silent = new Set(
  `script style template iframe frame frameset object embed applet audio video canvas link meta base head portal math`.split(
    ' ',
  ),
);
const attributes = new Set(
  `class id title lang dir hidden role tabindex alt width height align valign border cellpadding cellspacing bgcolor color size face colspan
  rowspan scope headers start reversed type name value placeholder checked disabled readonly required min max step minlength maxlength
  pattern multiple selected rows cols wrap for open datetime label low high optimum span summary nowrap background-color`.split(
    /\s+/,
  ),
);
const drawnAttributes = new Set(
  `class id x y x1 y1 x2 y2 cx cy r rx ry d points width height viewbox preserveaspectratio transform fill fill-rule fill-opacity stroke
  stroke-width stroke-linecap stroke-linejoin stroke-dasharray stroke-opacity opacity offset stop-color stop-opacity gradientunits
  gradienttransform font-size font-family font-weight text-anchor dominant-baseline role focusable`.split(/\s+/),
);
const cased: Readonly<Record<string, string>> = {
  viewbox: 'viewBox',
  preserveaspectratio: 'preserveAspectRatio',
  gradientunits: 'gradientUnits',
  gradienttransform: 'gradientTransform',
};
const svgNamespace = 'http://www.w3.org/2000/svg';

/**
 * Reads a property past what the page may have put before it: a field named `attributes` hides the attributes of its form, an image named
 * `body` the body of its document.
 */
const read = <T>(prototype: object, name: string, of: object): T => Reflect.get(prototype, name, of) as T;
const attribute = (of: Element, name: string): string | null => Element.prototype.getAttribute.call(of, name);
const localNameOf = (of: Element): string => read<string>(Element.prototype, 'localName', of).toLowerCase();
const find = (of: Document, names: string): Element[] => [
  ...read<ParentNode['querySelectorAll']>(Document.prototype, 'querySelectorAll', of).call(of, names),
];

/** Builds the page for `target`, the document that will show it. */
export function rebuildPage(page: BrowserPage, target: Document): Rebuilt {
  const html = page.content.kind === 'text' ? page.content.text : '';
  // What is parsed so is never shown, loads nothing and runs nothing.
  const source = new DOMParser().parseFromString(html, 'text/html');
  return new Builder(page, source, target).build();
}

class Builder {
  readonly #page: BrowserPage;
  readonly #source: Document;
  readonly #target: Document;
  readonly #base: string;
  readonly #links = new Map<Element, string>();
  readonly #forms = new Map<Element, SentTo>();

  constructor(page: BrowserPage, source: Document, target: Document) {
    this.#page = page;
    this.#source = source;
    this.#target = target;
    const [first] = find(source, 'base[href]');
    const base = first && attribute(first, 'href');
    this.#base = (base ? absoluteUrl(base, page.url) : undefined) ?? page.url;
  }

  build(): Rebuilt {
    const source = this.#source;
    const root = read<HTMLElement>(Document.prototype, 'documentElement', source);
    const html = this.#target.createElement('html');
    this.#copyAttributes(root, html);
    const head = this.#target.createElement('head');
    for (const sheet of find(source, 'style, link[rel~="stylesheet" i]')) {
      const style = this.#target.createElement('style');
      const media = attribute(sheet, 'media');
      if (media !== null) style.setAttribute('media', media);
      style.textContent =
        sheet.localName === 'style'
          ? this.#css(sheet.textContent, this.#base, 0)
          : this.#sheet(absoluteUrl(attribute(sheet, 'href') ?? '', this.#base), 0);
      head.append(style);
    }
    html.append(head);
    const body = this.#element(read<HTMLElement>(Document.prototype, 'body', source));
    if (body) html.append(body);
    const count = (names: string): number => find(source, names).length;
    return {
      title: read<string>(Document.prototype, 'title', source),
      html,
      links: this.#links,
      forms: this.#forms,
      leftOut: { scripts: count('script'), frames: count('iframe, frame, object, embed, video, audio') },
    };
  }

  #children(from: Element, to: Element): void {
    const put = (node: Node): unknown => Node.prototype.appendChild.call(to, node);
    for (const child of read<NodeListOf<ChildNode>>(Node.prototype, 'childNodes', from)) {
      if (child instanceof Text) put(this.#target.createTextNode(child.data));
      else if (child instanceof Element) {
        const made = this.#element(child);
        if (made) put(made);
        // What is not known is left out, and what is in it is not.
        else if (!silent.has(localNameOf(child))) this.#children(child, to);
      }
    }
  }

  #element(from: Element): Element | undefined {
    const name = localNameOf(from);
    const isDrawn = read<string>(Element.prototype, 'namespaceURI', from) === svgNamespace;
    const known = isDrawn ? drawn.get(name) : plain.has(name) ? name : undefined;
    if (known === undefined || silent.has(name)) return undefined;
    const made = isDrawn ? this.#target.createElementNS(svgNamespace, known) : this.#target.createElement(known);
    this.#copyAttributes(from, made);
    if (name === 'a' || name === 'area') this.#link(from, made);
    else if (name === 'img') this.#image(from, made);
    else if (name === 'form') this.#form(from, made);
    else if (name === 'input') this.#input(from, made);
    else if (name === 'button') this.#button(from, made);
    this.#children(from, made);
    return made;
  }

  #copyAttributes(from: Element, to: Element): void {
    const known = to.namespaceURI === svgNamespace ? drawnAttributes : attributes;
    for (const { name, value } of read<NamedNodeMap>(Element.prototype, 'attributes', from)) {
      const lower = name.toLowerCase();
      // A picture's paint may only be a colour or a name in the same page.
      if (known === drawnAttributes && /url\(\s*(?!["']?#)/i.test(value)) continue;
      if (known.has(lower) || /^(?:aria|data)-[\w-]+$/.test(lower)) to.setAttribute(cased[lower] ?? lower, value);
      else if (lower === 'style') to.setAttribute('style', this.#css(value, this.#base, 0));
    }
  }

  /** A link leads nowhere by itself: what it means is remembered. `#` makes it one for the keyboard and for assistive technology. */
  #link(from: Element, to: Element): void {
    const href = attribute(from, 'href');
    const url = href === null ? undefined : absoluteUrl(href, this.#base);
    if (url === undefined) return;
    to.setAttribute('href', `#drydock-${this.#links.size}`);
    this.#links.set(to, url);
  }

  #image(from: Element, to: Element): void {
    const source = attribute(from, 'src') ?? '';
    const data = source.startsWith('data:image/') ? source : this.#data(absoluteUrl(source, this.#base));
    if (data !== undefined) to.setAttribute('src', data);
    else if (!to.hasAttribute('alt')) to.setAttribute('alt', source.split('/').at(-1) ?? '');
  }

  #form(from: Element, to: Element): void {
    const method = attribute(from, 'method')?.toLowerCase() === 'post' ? 'post' : 'get';
    const url = absoluteUrl(attribute(from, 'action') || this.#page.url, this.#base);
    if (url !== undefined) this.#forms.set(to, { url, method, type: encodingOf(attribute(from, 'enctype')) });
  }

  #input(from: Element, to: Element): void {
    const type = attribute(from, 'type')?.toLowerCase();
    if (type === 'file') {
      to.setAttribute('disabled', '');
      to.setAttribute('title', 'The small browser sends no files.');
    } else if (type === 'image') to.setAttribute('type', 'submit');
    to.setAttribute('autocomplete', 'off');
    this.#button(from, to);
  }

  /** A button may send its form elsewhere. */
  #button(from: Element, to: Element): void {
    const action = attribute(from, 'formaction');
    const method = attribute(from, 'formmethod');
    const form = from.closest('form');
    if ((action === null && method === null) || !form) return;
    const url = absoluteUrl(action || attribute(form, 'action') || this.#page.url, this.#base);
    const type = encodingOf(attribute(from, 'formenctype') ?? attribute(form, 'enctype'));
    const isPost = (method ?? attribute(form, 'method'))?.toLowerCase() === 'post';
    if (url !== undefined) this.#forms.set(to, { url, method: isPost ? 'post' : 'get', type });
  }

  /** The text of a style sheet of the page; empty when it did not come. */
  #sheet(url: string | undefined, depth: number): string {
    const part = url === undefined ? undefined : this.#page.parts[url];
    return url !== undefined && part?.kind === 'text' ? this.#css(part.text, url, depth) : '';
  }

  /** A style sheet with what it names put into it, and nothing in place of what did not come. */
  #css(css: string, url: string, depth: number): string {
    const imported = css.replace(
      /@import\s+(?:url\(\s*)?(?:["']([^"']*)["']|([^"')\s;]+))\s*\)?[^;]*;?/gi,
      (_, quoted?: string, bare?: string) =>
        depth > 3 ? '' : this.#sheet(absoluteUrl(quoted ?? bare ?? '', url), depth + 1),
    );
    return imported.replace(
      /url\(\s*(?:["']([^"']*)["']|([^"')\s]*))\s*\)/gi,
      (whole, quoted?: string, bare?: string) => {
        const data = this.#data(absoluteUrl(quoted ?? bare ?? '', url));
        return (quoted ?? bare ?? '').startsWith('#') ? whole : `url("${data ?? 'data:,'}")`;
      },
    );
  }

  #data(url: string | undefined): string | undefined {
    const part = url === undefined ? undefined : this.#page.parts[url];
    return part && imageData(part);
  }
}

/** A picture as a URL that holds it; undefined when it is none. */
export const imageData = (content: Content): string | undefined =>
  content.kind === 'bytes' && /^image\/[\w.+-]+$/.test(content.type)
    ? `data:${content.type};base64,${content.base64}`
    : undefined;

const encodingOf = (type: string | null): string =>
  type === 'multipart/form-data' || type === 'text/plain' ? type : 'application/x-www-form-urlencoded';

/** An http address as the page means it; undefined for a script, mail and what else is none. */
function absoluteUrl(reference: string, base: string): string | undefined {
  try {
    const { href, protocol } = new URL(reference.trim(), base);
    return protocol === 'http:' || protocol === 'https:' ? href : undefined;
  } catch {
    return undefined;
  }
}
