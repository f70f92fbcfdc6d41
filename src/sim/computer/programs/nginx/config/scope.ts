// A level of the configuration: http, a server, a location. What a level does not set it takes from the one around it.
import type { Directive } from './load.ts';

export class Scope {
  readonly directives: readonly Directive[];
  readonly parent: Scope | undefined;

  constructor(directives: readonly Directive[], parent?: Scope) {
    this.directives = directives;
    this.parent = parent;
  }

  /** The directives of a name on the nearest level that has any. */
  all(name: string): readonly Directive[] {
    const own = this.own(name);
    return own.length > 0 || !this.parent ? own : this.parent.all(name);
  }

  /** The directives of a name on this very level. */
  own(name: string): readonly Directive[] {
    return this.directives.filter((directive) => directive.name === name);
  }

  /** Arguments of the last directive of a name, on the nearest level that has one. */
  args(name: string): readonly string[] | undefined {
    return this.all(name).at(-1)?.args;
  }

  /** First argument of it. */
  value(name: string): string | undefined {
    return this.args(name)?.[0];
  }

  /** Whether a flag is on. */
  on(name: string, otherwise: boolean): boolean {
    const value = this.value(name);
    return value === undefined ? otherwise : value === 'on';
  }
}

/** A time as nginx writes it (`65`, `30s`, `1m`, `500ms`) in ms; undefined if it is none. */
export function parseTime(text: string): number | undefined {
  const match = /^(\d+)(ms|s|m|h|d|w|M|y)?$/.exec(text);
  if (!match) return undefined;
  const units: Readonly<Record<string, number>> = {
    ms: 1,
    s: 1000,
    m: 60_000,
    h: 3_600_000,
    d: 86_400_000,
    w: 604_800_000,
    M: 2_592_000_000,
    y: 31_536_000_000,
  };
  return Number(match[1]) * (units[match[2] ?? 's'] ?? 1000);
}

/** A size as nginx writes it (`1m`, `8k`) in bytes; undefined if it is none. */
export function parseSize(text: string): number | undefined {
  const match = /^(\d+)([kKmMgG])?$/.exec(text);
  if (!match) return undefined;
  const unit = (match[2] ?? '').toLowerCase();
  return Number(match[1]) * (unit === 'k' ? 1024 : unit === 'm' ? 1024 ** 2 : unit === 'g' ? 1024 ** 3 : 1);
}

/** A path of the configuration: a relative one begins at nginx's own directory. */
export const prefixed = (path: string): string => (path.startsWith('/') ? path : `/etc/nginx/${path}`);
