// Reads a YAML map field by field, and says with the line what is wrong, missing or unknown.
import { isMap, isScalar, isSeq, LineCounter, parseDocument, type Node, type YAMLMap } from 'yaml';
import type { Problem } from './lesson.ts';

export type Report = (line: number, text: string) => void;

/** A report that collects. */
export function collector(): { readonly problems: Problem[]; readonly report: Report } {
  const problems: Problem[] = [];
  return {
    problems,
    report: (line, text) => {
      problems.push({ line, text });
    },
  };
}

/** The map that a text is; undefined, with a report, when it is none. `line` is the file's line of the text's first one. */
export function readMap(text: string, line: number, report: Report): Fields | undefined {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter });
  const lineAt = (offset: number): number => line + counter.linePos(offset).line - 1;
  for (const error of document.errors)
    report(lineAt(error.pos[0]), error.message.replace(/ at line \d+, column \d+:[\s\S]*/, '.'));
  if (document.errors.length > 0) return undefined;
  if (isMap(document.contents)) return new Fields(document.contents, lineAt, report);
  if (document.contents === null) return new Fields(undefined, lineAt, report, line);
  report(line, 'Expected lines of the form "key: value".');
  return undefined;
}

/** The fields of a map. Each is read once, by what it should be; `finish` reports those that nobody asked for. */
export class Fields {
  readonly line: number;
  readonly #values = new Map<string, { readonly node: Node | null; readonly line: number }>();
  readonly #asked = new Set<string>();
  readonly #lineAt: (offset: number) => number;
  readonly #report: Report;

  constructor(map: YAMLMap | undefined, lineAt: (offset: number) => number, report: Report, line = 1) {
    this.#lineAt = lineAt;
    this.#report = report;
    this.line = map?.range ? lineAt(map.range[0]) : line;
    for (const { key, value } of map?.items ?? []) {
      const at = (key as Node).range?.[0];
      this.#values.set(nameOf(key), { node: value as Node | null, line: at === undefined ? this.line : lineAt(at) });
    }
  }

  get keys(): readonly string[] {
    return [...this.#values.keys()];
  }

  has(key: string): boolean {
    return this.#values.has(key);
  }

  lineOf(key: string): number {
    return this.#values.get(key)?.line ?? this.line;
  }

  problem(key: string, text: string): void {
    this.#report(this.lineOf(key), text);
    return undefined;
  }

  /** A scalar as it was written; numbers and booleans keep their spelling. */
  text(key: string): string | undefined {
    const node = this.#node(key);
    if (node === undefined) return undefined;
    const text = textOf(node);
    if (text === undefined) this.problem(key, `"${key}" must be a text.`);
    return text;
  }

  boolean(key: string): boolean | undefined {
    const text = this.text(key);
    if (text === undefined || text === 'true' || text === 'false')
      return text === undefined ? undefined : text === 'true';
    this.problem(key, `"${key}" must be true or false.`);
    return undefined;
  }

  whole(key: string, least: number, most: number): number | undefined {
    const text = this.text(key);
    if (text === undefined) return undefined;
    const value = Number(text);
    if (Number.isInteger(value) && value >= least && value <= most) return value;
    this.problem(key, `"${key}" must be a whole number from ${least} to ${most}.`);
    return undefined;
  }

  /** One of some words. */
  choice<T extends string>(key: string, choices: readonly T[]): T | undefined {
    const text = this.text(key);
    if (text === undefined) return undefined;
    const found = choices.find((choice) => choice === text);
    if (found === undefined) this.problem(key, `"${key}" must be one of: ${choices.join(', ')}.`);
    return found;
  }

  /** A list of texts; a single text is a list of one. */
  texts(key: string): readonly string[] | undefined {
    const node = this.#node(key);
    if (node === undefined) return undefined;
    const single = textOf(node);
    if (single !== undefined) return [single];
    const texts = isSeq(node) ? node.items.map((item) => textOf(item as Node)) : [undefined];
    if (texts.every((text) => text !== undefined)) return texts;
    this.problem(key, `"${key}" must be a list of texts.`);
    return undefined;
  }

  /** A map of texts, in order. */
  textMap(key: string): ReadonlyMap<string, string> | undefined {
    const fields = this.map(key);
    if (!fields) return undefined;
    const entries = fields.keys.map((name) => [name, fields.text(name)] as const);
    return new Map(entries.flatMap(([name, text]) => (text === undefined ? [] : [[name, text] as const])));
  }

  map(key: string): Fields | undefined {
    const node = this.#node(key);
    if (node === undefined) return undefined;
    if (isMap(node)) return new Fields(node, this.#lineAt, this.#report);
    this.problem(key, `"${key}" must be a map.`);
    return undefined;
  }

  maps(key: string): readonly Fields[] | undefined {
    const node = this.#node(key);
    if (node === undefined) return undefined;
    const items = isSeq(node) ? node.items : [];
    const maps = items.flatMap((item) => (isMap(item) ? [new Fields(item, this.#lineAt, this.#report)] : []));
    if (maps.length > 0 && maps.length === items.length) return maps;
    this.problem(key, `"${key}" must be a list of maps.`);
    return undefined;
  }

  /** Reports fields that nobody asked for. */
  finish(what: string): void {
    for (const key of this.#values.keys())
      if (!this.#asked.has(key))
        this.problem(key, `${what} has no "${key}". It can have: ${[...this.#asked].join(', ')}.`);
  }

  #node(key: string): Node | undefined {
    this.#asked.add(key);
    return this.#values.get(key)?.node ?? undefined;
  }
}

const nameOf = (key: unknown): string => textOf(key as Node) ?? '';

function textOf(node: Node): string | undefined {
  if (!isScalar(node) || node.value === null) return undefined;
  return typeof node.value === 'string' ? node.value : (node.source ?? JSON.stringify(node.value));
}
