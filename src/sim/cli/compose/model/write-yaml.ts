// A tree as go-yaml writes it: two blanks of indentation, sequences indented below their key, quotes where needed.
import { looksLikeOther } from './scalar.ts';
import { isMapping, isSequence, type Mapping, type Tree } from './tree.ts';

/** A document; keys in the order in which they stand. */
export function writeYaml(value: Mapping): string {
  const entries = Object.entries(value);
  return entries.length === 0 ? '{}\n' : `${mappingLines(value, '').join('\n')}\n`;
}

function mappingLines(mapping: Mapping, indent: string): string[] {
  return Object.entries(mapping).flatMap(([key, value]) => {
    const head = `${indent}${keyText(key)}:`;
    if (isMapping(value) && Object.keys(value).length > 0) return [head, ...mappingLines(value, `${indent}  `)];
    if (isSequence(value) && value.length > 0) return [head, ...sequenceLines(value, `${indent}  `)];
    return scalarLines(head, value, indent);
  });
}

function sequenceLines(sequence: readonly Tree[], indent: string): string[] {
  return sequence.flatMap((value) => {
    const inner = `${indent}  `;
    const nested =
      isMapping(value) && Object.keys(value).length > 0
        ? mappingLines(value, inner)
        : isSequence(value) && value.length > 0
          ? sequenceLines(value, inner)
          : undefined;
    if (!nested) return scalarLines(`${indent}-`, value, indent);
    return nested.map((line, at) => (at === 0 ? `${indent}- ${line.slice(inner.length)}` : line));
  });
}

function scalarLines(head: string, value: Tree, indent: string): string[] {
  if (typeof value === 'string' && value.includes('\n') && isBlock(value)) {
    const lines = value.split('\n');
    const ends = value.endsWith('\n');
    if (ends) lines.pop();
    const keep = ends && (lines.at(-1) === '' || lines.length === 0);
    const chomp = !ends ? '-' : keep ? '+' : '';
    const hint = /^[ \n]/.test(value) ? '2' : '';
    return [`${head} |${hint}${chomp}`, ...lines.map((line) => (line === '' ? '' : `${indent}  ${line}`))];
  }
  return [`${head} ${flowText(value)}`];
}

function flowText(value: Tree): string {
  if (value === null) return 'null';
  if (isSequence(value)) return '[]';
  if (isMapping(value)) return '{}';
  return typeof value === 'string' ? scalarText(value) : numberText(value);
}

function numberText(value: number | boolean): string {
  if (typeof value === 'boolean' || Number.isInteger(value)) {
    const text = String(value);
    return typeof value === 'number' && Math.abs(value) >= 1e21
      ? value.toExponential().replace(/e\+(\d)$/, 'e+0$1')
      : text;
  }
  return Math.abs(value) < 1e-4 ? value.toExponential().replace(/e-(\d)$/, 'e-0$1') : String(value);
}

/** A key longer than 128 bytes, or of several lines, would need `? `; compose files have none. */
const keyText = (key: string): string => scalarText(key);

/** Literal style is for texts that are printable and do not end their lines in blanks before a break at the start. */
const isBlock = (text: string): boolean => !special(text) && !/ \n| $/.test(text);

/** Whether it has characters that only double quotes can write. */
const special = (text: string): boolean =>
  /[\u0000-\u0008\u000b-\u001f\u007f-\u0084\u0086-\u009f\ufeff\ufffe\uffff]/.test(text);

/** One line of text, plain or in the quotes that the emitter chooses. */
function scalarText(text: string): string {
  if (text === '') return '""';
  if (/[\n\t]/.test(text) || special(text)) return doubleQuoted(text);
  if (looksLikeOther(text)) return doubleQuoted(text);
  return plainAllowed(text) ? text : `'${text.replaceAll("'", "''")}'`;
}

function plainAllowed(text: string): boolean {
  if (/^[\s]|[\s]$/.test(text)) return false;
  if (/^(?:---|\.\.\.)/.test(text)) return false;
  if (/^[#,[\]{}&*!|>'"%@`]/.test(text)) return false;
  if (/^[?:-](?:\s|$)/.test(text)) return false;
  if (/^-$/.test(text)) return false;
  return !/:(?:\s|$)|\s#/.test(text);
}

const escapes: Readonly<Record<string, string>> = {
  '\0': '\\0', '\x07': '\\a', '\b': '\\b', '\t': '\\t', '\n': '\\n', '\v': '\\v', '\f': '\\f', '\r': '\\r', '\x1b': '\\e',
  '"': '\\"', '\\': '\\\\', '\u0085': '\\N', '\u00a0': '\\_', '\u2028': '\\L', '\u2029': '\\P',
}; // prettier-ignore

const doubleQuoted = (text: string): string =>
  `"${text.replace(/["\\\u0000-\u001f\u007f-\u00a0\u2028\u2029\ufeff]/g, (character) => {
    const code = character.charCodeAt(0);
    return escapes[character] ?? (code < 256 ? `\\x${hex(code, 2)}` : `\\u${hex(code, 4)}`);
  })}"`;

const hex = (code: number, width: number): string => code.toString(16).toUpperCase().padStart(width, '0');
