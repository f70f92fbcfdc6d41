// YAML text to a tree, with the errors of go-yaml, and where `!reset` and `!override` stand.
import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  parseAllDocuments,
  visit,
  type Document,
  type Node,
  type YAMLMap,
} from 'yaml';
import { quote } from '../../format/quote.ts';
import { Fault, isFault } from './fault.ts';
import { isDate, resolveScalar } from './scalar.ts';
import { isMapping, isSequence, type Mapping, type Tree, type TreePath } from './tree.ts';

/** A document of a compose file. */
export interface YamlDocument {
  readonly value: Tree;
  /** What `!reset` takes away and `!override` replaces in the files before. */
  readonly resets: readonly TreePath[];
  /** Where a scalar is a date to go-yaml. */
  readonly dates: readonly TreePath[];
}

/** Keys that are there twice: the text can be read all the same. */
export class DuplicateKey extends Fault {
  /** How deep the mapping is: 0 for the file itself. */
  readonly depth: number;

  constructor(error: string, depth: number) {
    super(error);
    this.depth = depth;
  }
}

/** Reads all documents of a text. */
export function readYaml(text: string): readonly YamlDocument[] | Fault {
  const lines = new LineCounter();
  if (/[\p{Cc}]/u.test(text.replace(/[\t\n\r\u0085]/g, '')))
    return new Fault('yaml: control characters are not allowed');
  const documents = parseAllDocuments(text, {
    version: '1.2',
    schema: 'failsafe',
    uniqueKeys: false,
    lineCounter: lines,
    prettyErrors: false,
    logLevel: 'silent',
  });
  if (!Array.isArray(documents)) return [];
  const read: YamlDocument[] = [];
  for (const document of documents) {
    const [error] = document.errors;
    if (error) return new Fault(syntaxError(text, lines, error));
    const tab = tabProblem(text, lines, document);
    if (tab !== undefined) return new Fault(tab);
    const reader = new Reader(document, lines);
    const value = document.contents === null ? null : reader.read(document.contents, []);
    if (isFault(value)) return value;
    read.push({ value, resets: reader.resets, dates: reader.dates });
  }
  return read;
}

/** Nodes that aliases may stand for in all: a few lines can stand for more than any memory holds. */
const mostAliased = 200_000;

class Reader {
  readonly resets: TreePath[] = [];
  readonly dates: TreePath[] = [];
  readonly #document: Document;
  readonly #lines: LineCounter;
  /** Anchors being expanded: one inside itself has no end. */
  readonly #open = new Set<Node>();
  /** Places in the sequences that it is in. */
  readonly #indices: number[] = [];
  /** How many aliases it is in, and the nodes that were read within some. */
  #aliases = 0;
  #aliased = 0;

  constructor(document: Document, lines: LineCounter) {
    this.#document = document;
    this.#lines = lines;
  }

  read(node: Node | null, path: TreePath): Tree | Fault {
    if (node === null) return null;
    if (isAlias(node)) {
      const target = node.resolve(this.#document);
      if (!target && !/^[\w-]/.test(node.source))
        return new Fault(
          `yaml: line ${this.#lines.linePos(node.range?.[0] ?? 0).line}: did not find expected alphabetic or numeric character`,
        );
      if (!target) return new Fault(`yaml: unknown anchor '${node.source}' referenced`);
      if (this.#open.has(target)) return new Fault('yaml: anchor contains itself');
      this.#aliases++;
      const value = this.read(target, path);
      this.#aliases--;
      return value;
    }
    if (this.#aliases > 0 && ++this.#aliased > mostAliased)
      return new Fault('yaml: document contains excessive aliasing');
    if (node.tag === '!reset') {
      this.resets.push(path);
      return null;
    }
    if (node.tag === '!override') this.resets.push(path);
    if (isScalar(node)) {
      if (node.type === 'PLAIN' && node.tag === undefined && isDate(String(node.value))) this.#noteDate(path);
      return this.#scalar(node);
    }
    this.#open.add(node);
    try {
      if (isMap(node)) return this.#mapping(node, path);
      if (isSeq(node)) {
        const items: Tree[] = [];
        for (const [at, item] of node.items.entries()) {
          this.#indices.push(at);
          const value = this.read(item as Node | null, [...path, '[]']);
          this.#indices.pop();
          if (isFault(value)) return value;
          items.push(value);
        }
        return items;
      }
      return null;
    } finally {
      this.#open.delete(node);
    }
  }

  #noteDate(path: TreePath): void {
    const indices = [...this.#indices];
    this.dates.push(path.map((part) => (part === '[]' ? String(indices.shift() ?? 0) : part)));
  }

  #scalar(node: { value: unknown; type?: string | null | undefined; tag?: string | undefined }): Tree {
    const text = typeof node.value === 'string' ? node.value : '';
    if (node.tag === 'tag:yaml.org,2002:str' || node.tag === '!!str') return text;
    return node.type === 'PLAIN' || node.type === undefined || node.type === null ? resolveScalar(text) : text;
  }

  #mapping(node: YAMLMap, path: TreePath): Tree | Fault {
    const entries = new Map<string, Tree>();
    const seen = new Map<string, number>();
    const merged: Mapping[] = [];
    for (const pair of node.items) {
      const keyNode = pair.key as Node | null;
      const key = isScalar(keyNode) && typeof keyNode.value === 'string' ? keyNode.value : '';
      if (isScalar(keyNode) && keyNode.type === 'PLAIN' && typeof resolveScalar(key) !== 'string' && key !== '')
        return new Fault(
          path.length === 0 ? `non-string key at top level: ${key}` : `non-string key in ${joined(path)}: ${key}`,
        );
      const line = this.#lines.linePos(keyNode?.range?.[0] ?? 0).line;
      const value = this.read(pair.value as Node | null, [...path, key]);
      if (isFault(value)) return value;
      if (key === '<<' && isScalar(keyNode) && keyNode.type === 'PLAIN') {
        for (const part of isSequence(value) ? value : [value]) {
          if (!isMapping(part)) return new Fault('yaml: map merge requires map or sequence of maps as the value');
          merged.push(part);
        }
        continue;
      }
      const before = seen.get(key);
      if (before !== undefined)
        return new DuplicateKey(
          `line ${line}: mapping key ${quote(key)} already defined at line ${before}`,
          path.length,
        );
      seen.set(key, line);
      const reset = (pair.value as Node | null)?.tag === '!reset';
      if (!reset) entries.set(key, value);
    }
    const own = Object.fromEntries(entries);
    return merged.length === 0
      ? own
      : Object.fromEntries([...merged.toReversed(), own].flatMap((part) => Object.entries(part)));
  }
}

/** A path whose elements of sequences stand in brackets without a dot. */
const joined = (path: TreePath): string => path.join('.').replaceAll('.[]', '[]');

/** The message of go-yaml that stands for one of the parser's. */
function syntaxError(
  text: string,
  lines: LineCounter,
  { code, message, pos }: { readonly code: string; readonly message: string; readonly pos: readonly [number, number] },
): string {
  const { line } = lines.linePos(pos[0]);
  const at = (number: number, what: string): string => `yaml: line ${Math.max(1, number)}: ${what}`;
  switch (code) {
    case 'TAB_AS_INDENT':
    case 'BAD_SCALAR_START':
      return at(line, 'found character that cannot start any token');
    case 'BLOCK_AS_IMPLICIT_KEY':
      return at(line, 'mapping values are not allowed in this context');
    case 'MULTILINE_IMPLICIT_KEY':
      return startsBlock(text, line)
        ? at(keyValueLine(text, line), 'mapping values are not allowed in this context')
        : at(line, "could not find expected ':'");
    case 'MISSING_CHAR':
      if (message.includes('quote')) return at(openQuoteLine(text, pos[0]), 'found unexpected end of stream');
      if (/flow|expected .*\]|expected .*\}/i.test(message))
        return at(flowStart(text, pos[0]) - 1, flowExpectation(message));
      return at(line, "could not find expected ':'");
    case 'BAD_INDENT':
      return /flow/i.test(message)
        ? at(flowStart(text, pos[0]) - 1, flowExpectation(message))
        : at(blockStart(text, line) - 1, 'did not find expected key');
    case 'BAD_ALIAS':
      return at(line, 'did not find expected alphabetic or numeric character');
    default:
      return at(blockStart(text, line) - 1, 'did not find expected key');
  }
}

/**
 * Lines of nothing but blanks and comments that have a tab where indentation is expected: libyaml does not take them, unless they are
 * part of a text in quotes, a block of text, or brackets.
 */
function tabProblem(text: string, lines: LineCounter, document: Document): string | undefined {
  for (const match of text.matchAll(/^( *)\t[ \t]*(?:#.*)?$/gm)) {
    const at = match.index;
    const [start, , end] = document.range ?? [0, 0, text.length];
    if (at < start || at > end) continue;
    const holders: Node[] = [];
    const plain: Node[] = [];
    visit(document, {
      Node: (_key, node) => {
        const [first, valueEnd] = node.range ?? [0, 0];
        const isPlain = isScalar(node) && node.type === 'PLAIN';
        const holds = isScalar(node) ? !isPlain : 'flow' in node && node.flow;
        if (holds && first <= at && at < valueEnd) holders.push(node);
        if (isPlain && first < valueEnd && first < at) plain.push(node);
      },
    });
    if (holders.length > 0) continue;
    const before = plain.at(-1);
    const [from, to] = before?.range ?? [0, 0];
    const follows = before !== undefined && /^[ \t\n]*$/.test(text.slice(Math.min(to, at), at));
    if (!follows) return `yaml: line ${lines.linePos(at).line}: found character that cannot start any token`;
    const { line, col } = lines.linePos(from);
    const indent = /^ */.exec(text.slice(from - col + 1))?.[0].length ?? 0;
    if ((match[1] ?? '').length <= indent) return `yaml: line ${line}: found a tab character that violates indentation`;
  }
  return undefined;
}

/** Whether nothing stands before a line at its indentation, so that it may still become a text of several lines. */
function startsBlock(text: string, line: number): boolean {
  const lines = text.split('\n');
  const indentOf = (content: string): number => /^ */.exec(content)?.[0].length ?? 0;
  const own = indentOf(lines[line - 1] ?? '');
  const before = lines
    .slice(0, line - 1)
    .findLast((content) => !/^\s*(?:#|$)/.test(content) && indentOf(content) <= own);
  return before === undefined || indentOf(before) < own;
}

/** The line of the colon that follows a key of several lines. */
const keyValueLine = (text: string, line: number): number => {
  const found = text.split('\n').findIndex((content, at) => at >= line - 1 && /:(?:\s|$)/.test(content));
  return found < 0 ? line : found + 1;
};

/** go-yaml tells where the text in quotes began. */
const openQuoteLine = (text: string, position: number): number => text.slice(0, position).split('\n').length;

/** The line of the bracket that is still open before a position. */
function flowStart(text: string, position: number): number {
  const open: number[] = [];
  for (let at = 0; at < position; at++) {
    if (/[[{]/.test(text.charAt(at))) open.push(at);
    if (/[\]}]/.test(text.charAt(at))) open.pop();
  }
  return text.slice(0, open.at(-1) ?? position).split('\n').length;
}

/** The first line of the block mapping or sequence that a line with a wrong indentation breaks. */
function blockStart(text: string, line: number): number {
  const lines = text.split('\n');
  const indentOf = (content: string): number => /^ */.exec(content)?.[0].length ?? 0;
  const blank = (content: string): boolean => /^\s*(?:#|$)/.test(content);
  const own = indentOf(lines[line - 1] ?? '');
  let at = line - 2;
  while (at >= 0 && (blank(lines[at] ?? '') || indentOf(lines[at] ?? '') >= own)) at--;
  const level = indentOf(lines[at] ?? '');
  let start = at;
  for (let up = at; up >= 0; up--) {
    if (blank(lines[up] ?? '')) continue;
    if (indentOf(lines[up] ?? '') < level) break;
    if (indentOf(lines[up] ?? '') === level) start = up;
  }
  return start <= 0 ? line : start + 1;
}

const flowExpectation = (message: string): string =>
  /\]|sequence/.test(message) ? "did not find expected ',' or ']'" : "did not find expected ',' or '}'";
