// Variables of make(1): where they come from decides who may set them; a target and a recipe have scopes of their own.

/** Where a variable comes from, as `$(origin …)` says it. */
export type Origin = 'default' | 'environment' | 'file' | 'command line' | 'override' | 'automatic';

/** A variable. `recursive`: expanded each time it is used. */
export interface Variable {
  readonly value: string;
  readonly recursive: boolean;
  readonly origin: Origin;
  /** Where it was set. */
  readonly place?: { readonly file: string; readonly line: number } | undefined;
}

/** Variables by name; what is not here is looked up in the scope around. */
export class Scope {
  readonly #variables = new Map<string, Variable>();
  readonly #around: Scope | undefined;

  constructor(around?: Scope) {
    this.#around = around;
  }

  get(name: string): Variable | undefined {
    return this.#variables.get(name) ?? this.#around?.get(name);
  }

  set(name: string, variable: Variable): void {
    this.#variables.set(name, variable);
  }

  delete(name: string): void {
    this.#variables.delete(name);
  }

  /** Whether an assignment of this origin changes the variable: what the command line says is not changed by a makefile. */
  accepts(name: string, origin: Origin): boolean {
    const known = this.get(name)?.origin;
    if (origin === 'override' || origin === 'automatic' || origin === 'command line') return true;
    return known !== 'command line' && known !== 'override';
  }

  /** All names, those of scopes around included. */
  names(): string[] {
    return [...new Set([...(this.#around?.names() ?? []), ...this.#variables.keys()])];
  }
}
