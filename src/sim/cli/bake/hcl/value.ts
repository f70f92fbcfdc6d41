// Values of HCL, and how one type becomes another (cty's conversions).

/** A value. */
export type HclValue = string | number | boolean | null | readonly HclValue[] | { readonly [name: string]: HclValue };

/** As text; undefined for what has none. */
export function textOf(value: HclValue): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

/** As a number; undefined for what is none. */
export function toNumber(value: HclValue): number | undefined {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && value.trim() !== '' && !Number.isNaN(Number(value)) ? Number(value) : undefined;
}

/** As a truth value. */
export const toBoolean = (value: HclValue): boolean => value === true || value === 'true' || value === '1';

/** Items of a list with their indices, or of an object with their names in order. */
export function keysOf(
  collection: readonly HclValue[] | { readonly [name: string]: HclValue },
): [HclValue, HclValue][] {
  if (Array.isArray(collection)) return (collection as readonly HclValue[]).map((item, index) => [index, item]);
  const object = collection as { readonly [name: string]: HclValue };
  return Object.keys(object)
    .sort()
    .map((name) => [name, object[name] ?? null]);
}

/** Whether two values are the same. */
export const equals = (a: HclValue, b: HclValue): boolean => a === b || JSON.stringify(a) === JSON.stringify(b);
