// The body of a message as text to read: JSON in lines; what is not set can be left out.

/** Letters of a body that are shown at once. */
const most = 20_000;

/** A body to read. */
export interface BodyText {
  readonly text: string;
  /** How many fields of it are not set (null, empty, 0 or false); 0 where it is not an object. */
  readonly unset: number;
  /** Letters that are left out at the end. */
  readonly cut: number;
}

/** The body in lines; without what is not set when `brief`. Undefined where there is none. */
export function bodyText(body: unknown, brief: boolean): BodyText | undefined {
  if (body === undefined || body === '') return undefined;
  const value = typeof body === 'string' ? parsed(body) : body;
  if (typeof value === 'string') return cut(value, 0);
  const count = { unset: 0 };
  const shown = without(value, count);
  return cut(JSON.stringify(brief ? shown : value, undefined, 2), count.unset);
}

function cut(text: string, unset: number): BodyText {
  return { text: text.slice(0, most), unset, cut: Math.max(0, text.length - most) };
}

function parsed(text: string): unknown {
  if (!/^\s*[[{]/.test(text)) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

const isUnset = (value: unknown): boolean =>
  value === null ||
  value === '' ||
  value === 0 ||
  value === false ||
  (typeof value === 'object' && Object.keys(value).length === 0);

/** The value without fields that are not set, which are counted. */
function without(value: unknown, count: { unset: number }): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => without(item, count));
  if (typeof value !== 'object' || value === null) return value;
  const kept: [string, unknown][] = [];
  for (const [name, field] of Object.entries(value as Record<string, unknown>)) {
    const rest = without(field, count);
    if (isUnset(field)) count.unset++;
    // One that has nothing left is left out, too: what was in it has been counted.
    else if (!isUnset(rest)) kept.push([name, rest]);
  }
  return Object.fromEntries(kept);
}
