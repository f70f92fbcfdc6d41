// What a code object is written into: instructions with the places they come from, constants, names, and the blocks that stand
// around the statement at hand.
import type { Value } from '../objects/values.ts';
import type { Expr, Span, Stmt } from '../parser/syntax.ts';
import { Op, type Code } from './code.ts';
import type { Scope, Scopes } from './scopes.ts';

/** What stands around a statement, to be left by `return`, `break` and `continue`. */
export type Block =
  | { readonly kind: 'loop'; readonly start: number; readonly breaks: number[]; readonly iterates: boolean }
  | { readonly kind: 'try' | 'handler' | 'value' }
  | { readonly kind: 'named'; readonly name: string }
  | { readonly kind: 'finally'; readonly body: readonly Stmt[] }
  | { readonly kind: 'with'; readonly isAsync: boolean; readonly span: Span };

/** How a module is compiled: `single` prints the values of expressions, `eval` gives the value of the one expression. */
export type Mode = 'exec' | 'single' | 'eval';

/** Where code comes from, and what it is called. */
export interface Origin {
  readonly file: string;
  readonly source: string;
  readonly name: string;
  readonly qualname: string;
  readonly firstLine: number;
  readonly mode: Mode;
  readonly lazyAnnotations: boolean;
  readonly className?: string;
}

/** How statements and expressions are compiled, which contain each other. */
export interface Grammar {
  statement(emitter: Emitter, stmt: Stmt): void;
  expression(emitter: Emitter, expr: Expr): void;
}

/** Writes one code object. */
export class Emitter {
  readonly code: Code;
  readonly scope: Scope;
  readonly origin: Origin;
  readonly blocks: Block[] = [];
  /** Where the instructions come from that are emitted next. */
  span: Span = { line: 1, col: 0, endLine: 1, endCol: 0 };
  readonly #grammar: Grammar;
  readonly #scopes: Scopes;
  readonly #constants = new Map<string, number>();

  constructor(grammar: Grammar, scopes: Scopes, scope: Scope, origin: Origin) {
    this.#grammar = grammar;
    this.#scopes = scopes;
    this.scope = scope;
    this.origin = origin;
    this.code = {
      name: origin.name,
      qualname: origin.qualname,
      file: origin.file,
      source: origin.source,
      firstLine: origin.firstLine,
      ops: [],
      spans: [],
      consts: [],
      names: [],
      locals: [],
      cells: [...scope.cells],
      cellArgs: [],
      free: [...scope.free],
      positional: 0,
      positionalOnly: 0,
      kwonly: 0,
      vararg: false,
      kwarg: false,
      generator: scope.yields,
      coroutine: scope.awaits,
      kind: scope.kind,
      doc: null,
    };
  }

  /** Emits the instructions of statements. */
  block(body: readonly Stmt[]): void {
    for (const stmt of body) this.#grammar.statement(this, stmt);
  }

  /** Emits the instructions of an expression, which leave its value on the stack. */
  expression(expr: Expr): void {
    this.#grammar.expression(this, expr);
  }

  /** Adds an instruction; where it stands, for `patch`. */
  emit(op: number, arg = 0): number {
    const { ops, spans } = this.code;
    ops.push(op, arg);
    spans.push(this.span);
    return ops.length - 2;
  }

  /** Makes the jump at `at` go to the next instruction. */
  patch(at: number): void {
    this.code.ops[at + 1] = this.code.ops.length;
  }

  /** Where the next instruction will stand. */
  get here(): number {
    return this.code.ops.length;
  }

  /** Pushes a constant; those of one `key` are kept once. */
  constant(value: Value, key?: string): void {
    const known = key === undefined ? undefined : this.#constants.get(key);
    const index = known ?? this.code.consts.push(value) - 1;
    if (key !== undefined) this.#constants.set(key, index);
    this.emit(Op.Const, index);
  }

  none(): void {
    this.constant(null, 'None');
  }

  nameIndex(name: string): number {
    const at = this.code.names.indexOf(name);
    return at >= 0 ? at : this.code.names.push(name) - 1;
  }

  localIndex(name: string): number {
    const at = this.code.locals.indexOf(name);
    return at >= 0 ? at : this.code.locals.push(name) - 1;
  }

  /** Private names of classes carry the class's name. */
  mangle(name: string): string {
    const cls = this.origin.className?.replace(/^_+/, '');
    return cls && name.startsWith('__') && !name.endsWith('__') && !name.includes('.') ? `_${cls}${name}` : name;
  }

  cellIndex(name: string): number {
    const { cells, free } = this.code;
    const at = cells.indexOf(name);
    if (at >= 0) return at;
    const outer = free.indexOf(name);
    return outer >= 0 ? cells.length + outer : -1;
  }

  /** Loads, stores or deletes a variable, wherever its scope keeps it. */
  access(what: 'load' | 'store' | 'delete', id: string): void {
    const name = this.mangle(id);
    const pick = (load: number, store: number, del: number): number =>
      what === 'load' ? load : what === 'store' ? store : del;
    const scope = this.scope;
    const cell = scope.globals.has(id) ? -1 : this.cellIndex(id);
    if (cell >= 0 && !(scope.kind === 'class' && scope.bound.has(id) && !scope.nonlocals.has(id)))
      this.emit(
        scope.kind === 'class' && what === 'load' ? Op.ClassDeref : pick(Op.Deref, Op.StoreDeref, Op.DelDeref),
        cell,
      );
    else if (scope.kind === 'function' && scope.bound.has(id) && !scope.globals.has(id))
      this.emit(pick(Op.Local, Op.StoreLocal, Op.DelLocal), this.localIndex(name));
    else if (scope.kind === 'class' && !scope.globals.has(id))
      this.emit(pick(Op.Name, Op.StoreName, Op.DelName), this.nameIndex(name));
    else this.emit(pick(Op.Global, Op.StoreGlobal, Op.DelGlobal), this.nameIndex(name));
  }

  /** An emitter for the code of a function, class or comprehension within this one. */
  child(node: object, name: string, span: Span, extra: Partial<Origin> = {}): Emitter {
    const scope = this.#scopes.get(node);
    if (!scope) throw new Error('no scope');
    const outer = this.scope;
    const prefix =
      outer.kind === 'module' || outer.globals.has(name)
        ? ''
        : outer.kind === 'class'
          ? `${this.origin.qualname}.`
          : `${this.origin.qualname}.<locals>.`;
    return new Emitter(this.#grammar, this.#scopes, scope, {
      ...this.origin,
      mode: 'exec',
      name,
      qualname: prefix + name,
      firstLine: span.line,
      ...extra,
    });
  }

  /** Pushes the cells that a function closes over, and makes it of the constants below. */
  closure(code: Code): void {
    for (const name of code.free) this.emit(Op.Cell, this.cellIndex(name));
    this.emit(Op.Tuple, code.free.length);
    this.code.consts.push(code);
  }

  /** The source of an expression, on one line. */
  textOf({ line, col, endLine, endCol }: Span): string {
    const lines = this.origin.source.split('\n').slice(line - 1, endLine);
    const last = lines.length - 1;
    return lines
      .map((text, index) => text.slice(index === 0 ? col : 0, index === last ? endCol : undefined).trim())
      .join(' ');
  }

  /** Notes which arguments inner functions share. */
  cellArguments(): void {
    const { code } = this;
    Object.assign(code, {
      cellArgs: code.cells.flatMap((name, cell) => {
        const at = code.locals.indexOf(this.mangle(name));
        return at >= 0 ? [[cell, at] as const] : [];
      }),
    });
  }
}
