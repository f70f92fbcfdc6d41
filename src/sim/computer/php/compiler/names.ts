// Names as a file means them: its namespace and what it imports (https://www.php.net/manual/en/language.namespaces.rules.php).
import type { TypeInfo } from '../run/class-info.ts';
import { children, nameIn, text, type Node } from './syntax.ts';

export class Names {
  namespace = '';
  readonly #classes = new Map<string, string>();
  readonly #functions = new Map<string, string>();
  readonly #constants = new Map<string, string>();

  /** Enters a namespace: imports of the one before are forgotten. */
  enter(namespace: string): void {
    this.namespace = namespace;
    this.#classes.clear();
    this.#functions.clear();
    this.#constants.clear();
  }

  /** `use` */
  take(group: Node): void {
    const prefix = text(group, 'name');
    for (const item of children(group, 'items')) {
      const full = `${prefix === '' ? '' : `${prefix}\\`}${text(item, 'name')}`.replace(/^\\/, '');
      const alias = item['alias'] ? nameIn(item, 'alias') : full.replace(/^.*\\/, '');
      const type = (item['type'] ?? group['type']) as string | null;
      if (type === 'function') this.#functions.set(alias.toLowerCase(), full);
      else if (type === 'const') this.#constants.set(alias, full);
      else this.#classes.set(alias.toLowerCase(), full);
    }
  }

  /** The name in the namespace. */
  own(name: string): string {
    return this.namespace === '' ? name : `${this.namespace}\\${name}`;
  }

  /** The full name of a class. */
  classOf(node: Node): string {
    const name = text(node, 'name');
    const resolution = text(node, 'resolution');
    if (resolution === 'fqn' || name.startsWith('\\')) return name.replace(/^\\/, '');
    if (resolution === 'rn') return this.own(name.replace(/^namespace\\/i, ''));
    const [first = '', ...rest] = name.split('\\');
    const used = this.#classes.get(first.toLowerCase());
    if (used !== undefined) return [used, ...rest].join('\\');
    return this.own(name);
  }

  /** The names to look for, one after the other. */
  functionOf(node: Node): readonly string[] {
    return this.#either(node, (name) => this.#functions.get(name.toLowerCase()));
  }

  constantOf(node: Node): readonly string[] {
    return this.#either(node, (name) => this.#constants.get(name));
  }

  #either(node: Node, imported: (name: string) => string | undefined): readonly string[] {
    const name = text(node, 'name');
    const resolution = text(node, 'resolution');
    if (resolution === 'fqn' || name.startsWith('\\')) return [name.replace(/^\\/, '')];
    if (resolution === 'rn') return [this.own(name.replace(/^namespace\\/i, ''))];
    if (name.includes('\\')) return [this.classOf(node)];
    const used = imported(name);
    if (used !== undefined) return [used];
    return this.namespace === '' ? [name] : [this.own(name), name];
  }
}

const builtin = new Set(
  'int float string bool array callable iterable object mixed null void never false true self static parent'.split(' '),
);

/** A declared type; undefined when there is none. */
export function typeOf(names: Names, node: Node | undefined, nullable: boolean): TypeInfo | undefined {
  if (!node) return undefined;
  if (node.kind === 'uniontype' || node.kind === 'intersectiontype') {
    const parts = children(node, 'types').map((one) => typeOf(names, one, false));
    const all = node.kind === 'intersectiontype';
    return {
      names: parts.flatMap((one) => one?.names ?? []),
      all,
      text: all ? parts.map((one) => one?.text ?? '').join('&') : inOrder(parts.map((one) => one?.text ?? '')),
    };
  }
  const raw = nameIn(node, 'name') || text(node, 'raw');
  const lower = raw.toLowerCase();
  const name = builtin.has(lower)
    ? lower
    : lower === 'boolean'
      ? 'Boolean'
      : names.classOf(node.kind === 'name' ? node : { ...node, name: raw });
  if (name === 'mixed') return { names: ['mixed'], all: false, text: 'mixed' };
  return nullable ? { names: [name, 'null'], all: false, text: `?${name}` } : { names: [name], all: false, text: name };
}

const typeOrder = 'object array string int float iterable callable static bool false true void never null'.split(' ');

/** The types of a union as PHP tells them: classes first, then its own types in an order of theirs. */
function inOrder(names: readonly string[]): string {
  const rank = (name: string): number => typeOrder.indexOf(name.toLowerCase());
  return [...names].sort((one, two) => rank(one) - rank(two)).join('|');
}
