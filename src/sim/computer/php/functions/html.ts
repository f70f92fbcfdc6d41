// Texts in HTML: what htmlspecialchars and its relatives write and read.
import { fromText, toText } from '../bytes.ts';

/** Names of entities beyond the five, by their characters. */
const names: Readonly<Record<string, string>> = Object.fromEntries(
  `nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para middot cedil sup1
  ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml
  ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring
  aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc
  uuml yacute thorn yuml`
    .split(/\s+/)
    .map((name, at) => [String.fromCharCode(160 + at), name]),
);

const more: Readonly<Record<string, string>> = {
  '€': 'euro', '…': 'hellip', '–': 'ndash', '—': 'mdash', '‘': 'lsquo', '’': 'rsquo', '“': 'ldquo', '”': 'rdquo', '•': 'bull',
  '™': 'trade', '→': 'rarr', '←': 'larr',
}; // prettier-ignore

/** htmlspecialchars. Of the flags: 2 is double quotes, 1 single ones with them, 48 HTML 5. */
export function escapeHtml(text: string, flags: number, twice: boolean): string {
  return text.replace(/&(?:#?\w+;)?|[<>"']/g, (found) => {
    if (found.startsWith('&')) return found.length > 1 ? (twice ? `&amp;${found.slice(1)}` : found) : '&amp;';
    if (found === '<') return '&lt;';
    if (found === '>') return '&gt;';
    if (found === '"') return (flags & 2) !== 0 ? '&quot;' : found;
    return (flags & 3) === 3 ? ((flags & 48) === 48 ? '&apos;' : '&#039;') : found;
  });
}

/** htmlentities */
export const htmlEntities = (text: string, flags: number, twice: boolean): string =>
  fromText(
    [...toText(escapeHtml(text, flags, twice))]
      .map((letter) => {
        const name = names[letter] ?? more[letter];
        return name === undefined ? letter : `&${name};`;
      })
      .join(''),
  );

const characters: ReadonlyMap<string, string> = new Map([
  ...[...Object.entries(names), ...Object.entries(more)].map(([letter, name]) => [name, letter] as const),
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
]);

/** html_entity_decode; `all` of them, or those of htmlspecialchars. */
export function unescapeHtml(text: string, flags: number, all: boolean): string {
  return text.replace(
    /&(?:#(\d+)|#x([0-9a-fA-F]+)|(\w+));/g,
    (found, decimal?: string, hex?: string, name?: string) => {
      if (name === 'quot') return (flags & 2) !== 0 ? '"' : found;
      if (name === 'apos') return (flags & 3) === 3 && (flags & 48) !== 0 ? "'" : found;
      if (name !== undefined) {
        const letter = all || ['lt', 'gt', 'amp'].includes(name) ? characters.get(name) : undefined;
        return letter === undefined ? found : fromText(letter);
      }
      const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
      if (code === 39) return (flags & 3) === 3 ? "'" : found;
      return all && code < 0x11_0000 ? fromText(String.fromCodePoint(code)) : found;
    },
  );
}
