// Numbers and texts as they are written in the source.
import { fromText } from '../bytes.ts';
import { Float, int, type Value } from '../values.ts';
import { text, type Node } from './syntax.ts';

export function numberLiteral(node: Node): Value {
  const given = node['value'];
  if (typeof given === 'number') return given;
  const digits = text(node, 'value').replaceAll('_', '').toLowerCase();
  if (/^0[xb]/.test(digits)) return int(BigInt(digits));
  if (/^0o?[0-7]+$/.test(digits)) return int(BigInt(`0o${digits.replace(/^0o?/, '')}`));
  if (/^\d+$/.test(digits)) return int(BigInt(digits));
  return new Float(Number(digits));
}

/** The text of a string; `\u{…}` is written in UTF-8, which the parser leaves to us. */
export function stringLiteral(node: Node): string {
  const value = text(node, 'value');
  const raw = text(node, 'raw');
  if (!raw.includes('\\u{') || raw.startsWith("'")) return value;
  const points = [...raw.matchAll(/\\(?:u\{([0-9a-fA-F]+)\}|[^])/g)].flatMap(([, hex]) =>
    hex === undefined ? [] : [hex],
  );
  let made = '';
  let rest = value;
  for (const hex of points) {
    const letter = String.fromCodePoint(Number.parseInt(hex, 16));
    const at = rest.indexOf(letter);
    if (at < 0) break;
    made += rest.slice(0, at) + fromText(letter);
    rest = rest.slice(at + letter.length);
  }
  return made + rest;
}
