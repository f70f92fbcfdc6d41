// Variables of a shell with their attributes, and the scopes of `local` (dynamic, as in all three shells).

/** A variable. Values are replaced, never changed in place, so that a subshell's copy is its own. */
export interface Variable {
  /** undefined: declared without a value. */
  readonly value: string | ReadonlyMap<number, string> | ReadonlyMap<string, string> | undefined;
  readonly kind: 'scalar' | 'array' | 'associative';
  readonly exported: boolean;
  readonly readOnly: boolean;
  readonly integer: boolean;
}

const fresh: Variable = { value: undefined, kind: 'scalar', exported: false, readOnly: false, integer: false };

/** What a script variable's name may be. */
export const isName = (text: string): boolean => /^[A-Za-z_][A-Za-z0-9_]*$/.test(text);

/** The value of a variable where a single string is asked for: an array gives its element 0. */
export function scalarOf(variable: Variable | undefined): string | undefined {
  if (variable?.value === undefined) return undefined;
  if (typeof variable.value === 'string') return variable.value;
  return variable.kind === 'array'
    ? (variable.value as ReadonlyMap<number, string>).get(0)
    : (variable.value as ReadonlyMap<string, string>).get('0');
}

/** The elements of an array in order of their keys; of a scalar, its only one. */
export function elementsOf(variable: Variable | undefined): [string, string][] {
  if (variable?.value === undefined) return [];
  if (typeof variable.value === 'string') return [['0', variable.value]];
  if (variable.kind === 'associative') return [...(variable.value as ReadonlyMap<string, string>)];
  return [...(variable.value as ReadonlyMap<number, string>)]
    .sort(([a], [b]) => a - b)
    .map(([index, value]) => [String(index), value]);
}

/** All variables of one shell. */
export class Variables {
  readonly #all: Map<string, Variable>;
  readonly #scopes: Map<string, Variable | undefined>[] = [];
  /** What came in the environment under names that are none for a variable, and goes on to children. */
  readonly #handedOn = new Map<string, string>();

  constructor(all: Iterable<[string, Variable]> = []) {
    this.#all = new Map(all);
  }

  /** A copy for a subshell. Its functions return into the copy's own scopes. */
  copy(): Variables {
    const copied = new Variables(this.#all);
    for (const scope of this.#scopes) copied.#scopes.push(new Map(scope));
    for (const [name, value] of this.#handedOn) copied.#handedOn.set(name, value);
    return copied;
  }

  /** Keeps a variable of the environment whose name is none here (`discovery.type`) for child processes. */
  handOn(name: string, value: string): void {
    this.#handedOn.set(name, value);
  }

  get(name: string): Variable | undefined {
    return this.#all.get(name);
  }

  /** Names in order of first definition. */
  names(): string[] {
    return [...this.#all.keys()];
  }

  /** Sets parts of a variable, and makes it if need be. Whether it is read-only is the caller's business. */
  update(name: string, fields: Partial<Variable>): void {
    this.#all.set(name, { ...(this.#all.get(name) ?? fresh), ...fields });
  }

  delete(name: string): void {
    this.#all.delete(name);
  }

  /** Puts a variable back as it was; undefined takes it away. */
  restore(name: string, variable: Variable | undefined): void {
    if (variable) this.#all.set(name, variable);
    else this.#all.delete(name);
  }

  /** Whether a function is running. */
  get inFunction(): boolean {
    return this.#scopes.length > 0;
  }

  /** Opens the scope of a function. */
  enter(): void {
    this.#scopes.push(new Map());
  }

  /** Closes it: its local variables are as they were before. */
  leave(): void {
    const scope = this.#scopes.pop();
    if (scope) for (const [name, before] of scope) this.restore(name, before);
  }

  /** Makes a name local to the running function. `keep`: it starts with the outer value (dash, ash). */
  makeLocal(name: string, keep: boolean): void {
    const scope = this.#scopes.at(-1);
    if (!scope || scope.has(name)) return;
    const before = this.#all.get(name);
    scope.set(name, before);
    if (!keep) this.#all.set(name, { ...fresh, exported: before?.exported ?? false });
  }

  /** What child processes get. */
  environment(): Map<string, string> {
    const environment = new Map<string, string>(this.#handedOn);
    for (const [name, variable] of this.#all) {
      const value = variable.exported ? scalarOf(variable) : undefined;
      if (value !== undefined) environment.set(name, value);
    }
    return environment;
  }
}
