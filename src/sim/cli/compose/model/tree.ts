// A compose file as plain values, and paths into it (`services.web.ports.[]`).

/** What YAML holds once its nodes are resolved. */
export type Tree = string | number | boolean | null | readonly Tree[] | Mapping;

/** A YAML mapping; keys are always text. */
export interface Mapping {
  readonly [key: string]: Tree;
}

/** Tells a mapping from the rest. */
export const isMapping = (value: Tree | undefined): value is Mapping =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Tells a sequence from the rest. */
export const isSequence = (value: Tree | undefined): value is readonly Tree[] => Array.isArray(value);

/** A mapping's field when it is a mapping itself, else an empty one. */
export function section(mapping: Mapping, key: string): Mapping {
  const value = mapping[key];
  return isMapping(value) ? value : {};
}

/** A scalar as Go's `%v` prints it. */
export const scalarText = (value: Tree): string =>
  value === null ? '<nil>' : typeof value === 'object' ? JSON.stringify(value) : String(value);

/** Where a value stands. An element of a sequence is `[]`. */
export type TreePath = readonly string[];

/** A path as errors show it. */
export const showPath = (path: TreePath): string => path.join('.');

/** Whether a path is of a kind such as `services.*.ports.[]`; `*` stands for any one part. */
export function matches(path: TreePath, pattern: string): boolean {
  const parts = pattern.split('.');
  return parts.length === path.length && parts.every((part, at) => part === '*' || part === path[at]);
}

/** The same mapping with values changed one by one. */
export const mapValues = (mapping: Mapping, change: (value: Tree, key: string) => Tree): Mapping =>
  Object.fromEntries(Object.entries(mapping).map(([key, value]) => [key, change(value, key)]));

/** Order of keys in YAML: numbers inside texts by their value, signs before letters. */
export function byYamlKey([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  let digits = false;
  for (let at = 0; at < a.length && at < b.length; at++) {
    const [left, right] = [a.charAt(at), b.charAt(at)];
    if (left === right) {
      digits = /\d/.test(left);
      continue;
    }
    const [leftLetter, rightLetter] = [/\p{L}/u.test(left), /\p{L}/u.test(right)];
    if (leftLetter && rightLetter) return left < right ? -1 : 1;
    if (leftLetter || rightLetter) return (digits ? leftLetter : rightLetter) ? -1 : 1;
    const [leftNumber, rightNumber] = [/^\d*/.exec(a.slice(at))?.[0] ?? '', /^\d*/.exec(b.slice(at))?.[0] ?? ''];
    if (Number(leftNumber) !== Number(rightNumber)) return Number(leftNumber) < Number(rightNumber) ? -1 : 1;
    if (leftNumber.length !== rightNumber.length) return leftNumber.length < rightNumber.length ? -1 : 1;
    return left < right ? -1 : 1;
  }
  return a.length - b.length;
}

/** Order of keys in Go's maps when they are printed: by their bytes. */
export const byKey = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number =>
  a < b ? -1 : a > b ? 1 : 0;
