// The values that templates see, as Go distinguishes them: structs (fixed fields, methods), maps, slices, numbers, nil.
// Plain JSON data is read as decoded JSON: objects are maps, arrays slices, whole numbers ints.

/** A float64 where a plain number would be read as an int. */
export class GoFloat {
  readonly value: number;
  constructor(value: number) {
    this.value = value;
  }
}

/** Anything a template can meet. `bigint` is an int64; `undefined` never occurs inside. */
export type GoValue =
  | null
  | boolean
  | number
  | bigint
  | string
  | GoFloat
  | GoStruct
  | GoNil
  | readonly GoValue[]
  | ReadonlyMap<string, GoValue>
  | { readonly [key: string]: GoValue };

/** A method of a struct; a returned `GoError` ends the template with that text. */
export type GoMethod = (...args: readonly GoValue[]) => GoValue | GoError;

/** An error value that a function or method returns; the evaluator adds where it happened. */
export class GoError {
  readonly message: string;
  constructor(message: string) {
    this.message = message;
  }
}

/** A nil of a type: a pointer (`*T`) prints `<nil>`, a slice `[]`, a map `map[]`; false, and `null` in JSON. */
export class GoNil {
  readonly type: string;
  constructor(type: string) {
    this.type = type;
  }
}

const types = new WeakMap<object, string>();

/** Gives a list or map its Go type, where what it holds does not tell: decoded JSON is `[]interface {}` throughout. */
export function withType<T extends object>(value: T, type: string): T {
  types.set(value, type);
  return value;
}

/** What is known about a struct. */
export interface GoStructParts {
  /** Go's type as `%T` and error texts print it: `*formatter.ContainerContext`. */
  readonly type: string;
  /** Fields by Go name, in Go's order. */
  readonly fields?: Readonly<Record<string, GoValue>>;
  /** Methods by name; ones without arguments look like fields to a template. */
  readonly methods?: Readonly<Record<string, GoMethod>>;
  /** JSON names where they differ from the Go name (`ID` → `Id`); `-` leaves a field out. */
  readonly json?: Readonly<Record<string, string>>;
  /** Fields left out of JSON when empty. */
  readonly omitEmpty?: readonly string[];
  /** What `json` prints instead of the fields: a row prints its methods as a map. */
  readonly toJson?: () => GoValue;
  /** What `%v` prints instead of the fields: a time's String. */
  readonly text?: string;
  /** It is a map with methods: a field that it does not have is no value, not an error. */
  readonly open?: boolean;
}

/** A Go struct: unlike a map, a name that it does not have is an error in any template. */
export class GoStruct {
  readonly type: string;
  readonly fields: Readonly<Record<string, GoValue>>;
  readonly methods: Readonly<Record<string, GoMethod>>;
  readonly json: Readonly<Record<string, string>>;
  readonly omitEmpty: readonly string[];
  readonly toJson: (() => GoValue) | undefined;
  readonly text: string | undefined;
  readonly open: boolean;
  constructor(parts: GoStructParts) {
    this.type = parts.type;
    this.fields = parts.fields ?? {};
    this.methods = parts.methods ?? {};
    this.json = parts.json ?? {};
    this.omitEmpty = parts.omitEmpty ?? [];
    this.toJson = parts.toJson;
    this.text = parts.text;
    this.open = parts.open ?? false;
  }
}

export const isSlice = (value: GoValue): value is readonly GoValue[] => Array.isArray(value);

/** Maps and plain objects alike. */
export const isMap = (value: GoValue): value is ReadonlyMap<string, GoValue> | Readonly<Record<string, GoValue>> =>
  value instanceof Map ||
  (typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof GoStruct) &&
    !(value instanceof GoFloat) &&
    !(value instanceof GoNil));

/** The entries of a map, sorted by key as Go prints and ranges over them. */
export function mapEntries(map: ReadonlyMap<string, GoValue> | Readonly<Record<string, GoValue>>): [string, GoValue][] {
  const entries = map instanceof Map ? [...map.entries()] : Object.entries(map);
  return (entries as [string, GoValue][]).sort(([a], [b]) => compareText(a, b));
}

/** The value under a key; undefined if the map has none. */
export function mapGet(
  map: ReadonlyMap<string, GoValue> | Readonly<Record<string, GoValue>>,
  key: string,
): GoValue | undefined {
  if (map instanceof Map) return (map as ReadonlyMap<string, GoValue>).get(key);
  const record = map as Readonly<Record<string, GoValue>>;
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

/** Go compares strings by bytes of UTF-8; code points give the same order. */
export function compareText(a: string, b: string): number {
  const left = Array.from(a);
  const right = Array.from(b);
  for (let at = 0; at < left.length && at < right.length; at++) {
    const difference = (left[at]?.codePointAt(0) ?? 0) - (right[at]?.codePointAt(0) ?? 0);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

/** Whether `if` takes the value for true: not nil, false, 0, empty. */
export function isTrue(value: GoValue): boolean {
  if (value === null || value instanceof GoNil) return false;
  if (typeof value === 'boolean') return value;
  if (typeof value === 'number') return value !== 0;
  if (typeof value === 'bigint') return value !== 0n;
  if (value instanceof GoFloat) return value.value !== 0;
  if (typeof value === 'string') return value !== '';
  if (value instanceof GoStruct) return true;
  if (isSlice(value)) return value.length > 0;
  return isMap(value) && mapEntries(value).length > 0;
}

/** Go's type of a value as `%T` prints it. */
export function typeName(value: GoValue): string {
  if (value === null) return '<nil>';
  if (value instanceof GoStruct || value instanceof GoNil) return value.type;
  if (value instanceof GoFloat) return 'float64';
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'string') return 'string';
  if (typeof value === 'number') return Number.isInteger(value) ? 'int' : 'float64';
  if (typeof value === 'bigint') return 'int64';
  return types.get(value) ?? containerType(value);
}

/** Without a declared type: of strings if it holds nothing else, else of anything. */
function containerType(value: GoValue): string {
  const items = isSlice(value) ? value : isMap(value) ? mapEntries(value).map(([, item]) => item) : [];
  const element = items.every((item) => typeof item === 'string') ? 'string' : 'interface {}';
  return `${isSlice(value) ? '[]' : 'map[string]'}${element}`;
}
