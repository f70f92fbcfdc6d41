// Functions that PHP brings, as tables: a signature as PHP's manual writes it, and what the function does.
import type { FunctionInfo, Native, Param, TypeInfo } from '../run/class-info.ts';
import { constant } from '../compiler/code.ts';

/** Functions by their signatures. Arguments come converted to the types in them; `&` marks references. */
export type Library = Readonly<Record<string, Native>>;

const generatorFunction = 'GeneratorFunction';

/** Functions by name, made of tables. */
export function functionsOf(...libraries: readonly Library[]): ReadonlyMap<string, () => FunctionInfo> {
  const made = new Map<string, () => FunctionInfo>();
  for (const library of libraries)
    for (const [signature, native] of Object.entries(library)) {
      const name = signature.slice(0, signature.indexOf('('));
      let info: FunctionInfo | undefined;
      made.set(name.toLowerCase(), () => (info ??= infoOf(name, signature, native)));
    }
  return made;
}

/** Whether it may wait: those are written as generators. */
export const waits = (native: Native): boolean =>
  (native as unknown as Readonly<Record<symbol, unknown>>)[Symbol.toStringTag] === generatorFunction;

function infoOf(name: string, signature: string, native: Native): FunctionInfo {
  const inside = signature.slice(signature.indexOf('(') + 1, signature.lastIndexOf(')'));
  const params = inside.trim() === '' ? [] : inside.split(/,\s*/).map(paramOf);
  return {
    name, params, body: undefined, quick: undefined, native, waits: waits(native), byRef: false, generator: false,
    returns: undefined, statics: new Map(), file: '', line: 0, uses: [], strict: false,
  }; // prettier-ignore
}

function paramOf(text: string): Param {
  const [, type, sign = '', name = '', value] =
    /^(?:(\??[\w|\\]+)\s+)?(&?(?:\.\.\.)?)\$(\w+)(?:\s*=\s*(.*))?$/.exec(text.trim()) ?? [];
  const nullable = value === 'null';
  return {
    name,
    default: value === undefined ? undefined : constant(null),
    nullDefault: nullable,
    type: type === undefined || type === 'mixed' ? undefined : typeOf(type, nullable),
    byRef: sign.includes('&'),
    variadic: sign.includes('...'),
    promoted: undefined,
  };
}

function typeOf(text: string, nullable: boolean): TypeInfo {
  const names = text.replace(/^\?/, '').split('|');
  const open = nullable || text.startsWith('?');
  return {
    names: open && !names.includes('null') ? [...names, 'null'] : names,
    all: false,
    text: open && names.length === 1 ? `?${names[0] ?? ''}` : text,
  };
}
