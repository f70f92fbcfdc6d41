// What a query string says: booleans, numbers, filters (the Engine API's conventions).
import { errors, type ApiError } from './errors.ts';

/** The API's booleans: everything is true but the empty string, `0`, `no`, `false` and `none`. */
export function boolean(text: string | undefined, fallback = false): boolean {
  if (text === undefined) return fallback;
  return !['', '0', 'no', 'false', 'none'].includes(text.trim().toLowerCase());
}

/** A whole number, or what Go says to something else. */
export function integer(text: string | undefined, fallback: number): number | ApiError {
  if (text === undefined || text === '') return fallback;
  return /^[+-]?\d+$/.test(text) ? Number(text) : errors.notANumber(text);
}

/** Filters by name: each has the values that were given. */
export type Filters = ReadonlyMap<string, readonly string[]>;

/** Reads the `filters` parameter: a JSON object of lists, or of objects whose keys are the values. Names must be accepted. */
export function parseFilters(text: string | undefined, accepted: readonly string[] | 'any'): Filters | ApiError {
  const filters = new Map<string, string[]>();
  if (text === undefined || text === '') return filters;
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return errors.invalidFilter('');
  }
  if (typeof parsed !== 'object' || parsed === null) return errors.invalidFilter('');
  for (const [name, values] of Object.entries(parsed)) {
    if (accepted !== 'any' && !accepted.includes(name)) return errors.invalidFilter(name);
    const list = Array.isArray(values) ? values.map(String) : Object.keys((values ?? {}) as object);
    filters.set(name, list);
  }
  return filters;
}

/** Whether a text matches one of a filter's values exactly; without the filter everything does. */
export function matchesExactly(filters: Filters, name: string, text: string): boolean {
  const values = filters.get(name);
  return values === undefined || values.length === 0 || values.includes(text);
}

/** Whether a text contains one of a filter's values (taken as regular expressions, as Docker does). */
export function matchesPattern(filters: Filters, name: string, texts: readonly string[]): boolean {
  const values = filters.get(name);
  if (values === undefined || values.length === 0) return true;
  return values.some((value) => {
    const pattern = regular(value);
    return texts.some((text) => (pattern ? pattern.test(text) : text.includes(value)));
  });
}

function regular(text: string): RegExp | undefined {
  try {
    return new RegExp(text);
  } catch {
    return undefined;
  }
}

/** Whether labels have all of `key` and `key=value` that a filter names. */
export function matchesLabels(filters: Filters, name: string, labels: Readonly<Record<string, string>>): boolean {
  return (filters.get(name) ?? []).every((wanted) => {
    const equals = wanted.indexOf('=');
    if (equals < 0) return Object.hasOwn(labels, wanted);
    return labels[wanted.slice(0, equals)] === wanted.slice(equals + 1);
  });
}

/** The boolean of the `dangling` filter; undefined when it is not asked. Both answers at once are none. */
export function danglingFilter(filters: Filters): boolean | undefined | ApiError {
  const values = filters.get('dangling') ?? [];
  if (values.length === 0) return undefined;
  const yes = values.some((value) => value === 'true' || value === '1');
  const no = values.some((value) => value === 'false' || value === '0');
  return yes === no ? errors.dangling([...values].sort().join(' ')) : yes;
}
