// Source as a tree, by php-parser; what is wrong with it in PHP's words.
import PhpParser from 'php-parser';
import { fromText } from '../bytes.ts';
import { Fatal } from '../run/signals.ts';

/** A node of the tree: its fields are those of php-parser (https://php-parser.glayzzle.com). */
export interface Node {
  readonly kind: string;
  readonly loc?: {
    readonly start: { readonly line: number; readonly column: number };
    readonly end: { readonly line: number };
  } | null;
  readonly [field: string]: unknown;
}

export const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'kind' in value;

/** The node in a field. */
export const child = (node: Node, field: string): Node => node[field] as Node;

/** The node in a field that may be empty. */
export const optional = (node: Node, field: string): Node | undefined => (node[field] ?? undefined) as Node | undefined;

/** The nodes in a field; none when it is empty. */
export const children = (node: Node, field: string): readonly Node[] => (node[field] ?? []) as readonly Node[];

export const text = (node: Node, field: string): string => (node[field] ?? '') as string;

/** The name in a field: a text, or a node of kind identifier. */
export function nameIn(node: Node, field: string): string {
  const value = node[field];
  return typeof value === 'string' ? value : isNode(value) ? nameIn(value, 'name') : '';
}

export const lineOf = (node: Node): number => node.loc?.start.line ?? 0;

/** Parses a file; Fatal with a parse error of PHP's when it cannot. */
export function parse(source: string, file: string): Node {
  const engine = new PhpParser.Engine({
    parser: { extractDoc: false, version: '8.4' },
    ast: { withPositions: true },
    lexer: { short_tags: false },
  });
  try {
    return engine.parseCode(source.replace(/^#!.*/, '<?php ?>'), file) as unknown as Node;
  } catch (error) {
    const { message, lineNumber } = error as { message: string; lineNumber?: number };
    throw new Fatal(syntaxError(message), { kind: 'Parse error', file, line: lineNumber ?? 0 });
  }
}

function syntaxError(message: string): string {
  const bare = message.replace(/^Parse Error\s*:\s*/, '').replace(/ on line \d+$/, '');
  const match =
    /^syntax error(?:, unexpected '([^]*?)' \((T_\w+)\)|, unexpected '([^]*?)')?(?:, expecting (.*))?$/.exec(bare);
  if (!match) return fromText(bare);
  const [, word, type, sign, expected] = match;
  const found = word ?? sign;
  const what =
    found === undefined
      ? 'unexpected end of file'
      : type === 'T_STRING'
        ? `unexpected identifier "${found}"`
        : type === 'T_VARIABLE'
          ? `unexpected variable "${found}"`
          : type === 'T_LNUMBER'
            ? `unexpected integer "${found}"`
            : type === 'T_CONSTANT_ENCAPSED_STRING'
              ? `unexpected string content ${found}`
              : `unexpected token "${found}"`;
  const wanted = expected === undefined ? '' : expectation(expected, found);
  return `syntax error, ${what}${wanted}`;
}

function expectation(expected: string, found: string | undefined): string {
  const name = /^T_(\w+)$/.exec(expected)?.[1];
  if (name === 'VARIABLE') return ', expecting variable';
  if (name === 'STRING') return ', expecting identifier';
  const sign = /^'(.)'$/.exec(expected)?.[1];
  // After a whole expression several signs could follow: PHP names none then, but before these words.
  if (sign === ';' && found === 'echo') return ', expecting "," or ";"';
  return sign !== undefined && sign !== ';' && found !== undefined ? `, expecting "${sign}"` : '';
}
