// The syntax tree to instructions for the interpreter's stack machine.
import {
  PythonSyntaxError,
  type Comprehension,
  type Constant,
  type Expr,
  type FormatPart,
  type Handler,
  type Parameters,
  type Pattern,
  type Span,
  type Stmt,
  type WithItem,
} from '../parser/syntax.ts';
import { ellipsis, normal, PyFloat, type Value } from '../objects/values.ts';
import { bytes, tuple } from '../objects/types.ts';
import { binaryOps, compareOps, Op, unaryOps, type Code } from './code.ts';
import { analyse, type Scope, type Scopes } from './scopes.ts';

/** What stands around a statement, to be left by `return`, `break` and `continue`. */
type Block =
  | { readonly kind: 'loop'; readonly start: number; readonly breaks: number[]; readonly iterates: boolean }
  | { readonly kind: 'try' | 'handler' | 'value' }
  | { readonly kind: 'named'; readonly name: string }
  | { readonly kind: 'finally'; readonly body: readonly Stmt[] }
  | { readonly kind: 'with'; readonly isAsync: boolean; readonly span: Span };

/** How a module is compiled: `single` prints the values of expressions, `eval` gives the value of the one expression. */
export type Mode = 'exec' | 'single' | 'eval';

/** Compiles a module's statements; throws PythonSyntaxError. */
export function compileModule(body: readonly Stmt[], file: string, source: string, mode: Mode = 'exec'): Code {
  const root = {};
  const scopes = analyse(root, body);
  const scope = scopes.get(root);
  if (!scope) throw new Error('no scope');
  const emitter = new Emitter(scopes, scope, {
    file,
    source,
    name: '<module>',
    qualname: '<module>',
    firstLine: 1,
    mode,
    lazyAnnotations: body.some(isAnnotationsImport),
  });
  emitter.module(body);
  return emitter.code;
}

/** `from __future__ import annotations`: annotations are kept as their text. */
const isAnnotationsImport = (stmt: Stmt): boolean =>
  stmt.kind === 'ImportFrom' && stmt.module === '__future__' && stmt.names.some(({ name }) => name === 'annotations');

interface Origin {
  readonly file: string;
  readonly source: string;
  readonly name: string;
  readonly qualname: string;
  readonly firstLine: number;
  readonly mode: Mode;
  readonly lazyAnnotations: boolean;
  readonly className?: string;
}

class Emitter {
  readonly code: Code;
  readonly #scopes: Scopes;
  readonly #scope: Scope;
  readonly #origin: Origin;
  readonly #blocks: Block[] = [];
  readonly #constants = new Map<string, number>();
  #span: Span = { line: 1, col: 0, endLine: 1, endCol: 0 };

  constructor(scopes: Scopes, scope: Scope, origin: Origin) {
    this.#scopes = scopes;
    this.#scope = scope;
    this.#origin = origin;
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

  #emit(op: number, arg = 0): number {
    const { ops, spans } = this.code;
    ops.push(op, arg);
    spans.push(this.#span);
    return ops.length - 2;
  }

  #patch(at: number): void {
    this.code.ops[at + 1] = this.code.ops.length;
  }

  get #here(): number {
    return this.code.ops.length;
  }

  #const(value: Value, key?: string): void {
    const known = key === undefined ? undefined : this.#constants.get(key);
    const index = known ?? this.code.consts.push(value) - 1;
    if (key !== undefined) this.#constants.set(key, index);
    this.#emit(Op.Const, index);
  }

  #none(): void {
    this.#const(null, 'None');
  }

  #nameIndex(name: string): number {
    const at = this.code.names.indexOf(name);
    return at >= 0 ? at : this.code.names.push(name) - 1;
  }

  #localIndex(name: string): number {
    const at = this.code.locals.indexOf(name);
    return at >= 0 ? at : this.code.locals.push(name) - 1;
  }

  /** Private names of classes carry the class's name. */
  #mangle(name: string): string {
    const cls = this.#origin.className?.replace(/^_+/, '');
    return cls && name.startsWith('__') && !name.endsWith('__') && !name.includes('.') ? `_${cls}${name}` : name;
  }

  #cellIndex(name: string): number {
    const { cells, free } = this.code;
    const at = cells.indexOf(name);
    if (at >= 0) return at;
    const outer = free.indexOf(name);
    return outer >= 0 ? cells.length + outer : -1;
  }

  #access(what: 'load' | 'store' | 'delete', id: string): void {
    const name = this.#mangle(id);
    const pick = (load: number, store: number, del: number): number =>
      what === 'load' ? load : what === 'store' ? store : del;
    const scope = this.#scope;
    const cell = scope.globals.has(id) ? -1 : this.#cellIndex(id);
    if (cell >= 0 && !(scope.kind === 'class' && scope.bound.has(id) && !scope.nonlocals.has(id)))
      this.#emit(
        scope.kind === 'class' && what === 'load' ? Op.ClassDeref : pick(Op.Deref, Op.StoreDeref, Op.DelDeref),
        cell,
      );
    else if (scope.kind === 'function' && scope.bound.has(id) && !scope.globals.has(id))
      this.#emit(pick(Op.Local, Op.StoreLocal, Op.DelLocal), this.#localIndex(name));
    else if (scope.kind === 'class' && !scope.globals.has(id))
      this.#emit(pick(Op.Name, Op.StoreName, Op.DelName), this.#nameIndex(name));
    else this.#emit(pick(Op.Global, Op.StoreGlobal, Op.DelGlobal), this.#nameIndex(name));
  }

  module(body: readonly Stmt[]): void {
    const { mode } = this.#origin;
    if (mode === 'eval') {
      const [only] = body;
      if (only?.kind !== 'Expr') throw new Error('not an expression');
      this.#expr(only.value);
      this.#emit(Op.Return);
      return;
    }
    const doc = mode === 'exec' ? docOf(body) : undefined;
    if (doc !== undefined) {
      this.#const(doc);
      this.#emit(Op.StoreGlobal, this.#nameIndex('__doc__'));
      this.code.doc = doc;
    }
    this.#block(body);
    this.#none();
    this.#emit(Op.Return);
  }

  #block(body: readonly Stmt[]): void {
    for (const stmt of body) this.#stmt(stmt);
  }

  #stmt(stmt: Stmt): void {
    this.#span = stmt;
    switch (stmt.kind) {
      case 'Expr':
        if (stmt.value.kind === 'Constant' && this.#origin.mode !== 'single') break;
        this.#expr(stmt.value);
        this.#emit(this.#origin.mode === 'single' && this.#scope.kind === 'module' ? Op.Print : Op.Pop);
        break;
      case 'Assign':
        this.#expr(stmt.value);
        for (const [index, target] of stmt.targets.entries()) {
          if (index < stmt.targets.length - 1) this.#emit(Op.Dup);
          this.#store(target);
        }
        break;
      case 'AugAssign':
        this.#augAssign(stmt);
        break;
      case 'AnnAssign':
        if (stmt.value) {
          this.#expr(stmt.value);
          this.#store(stmt.target);
        }
        if (this.#scope.kind !== 'function' && stmt.target.kind === 'Name') {
          this.#annotation(stmt.annotation);
          this.#emit(Op.AnnotateName, this.#nameIndex(this.#mangle(stmt.target.id)));
        }
        break;
      case 'Return':
        if (this.#unwindsOnReturn()) {
          if (stmt.value) this.#expr(stmt.value);
          else this.#none();
          this.#unwind(0, true);
        } else if (stmt.value) this.#expr(stmt.value);
        else this.#none();
        this.#span = stmt;
        this.#emit(Op.Return);
        break;
      case 'Delete':
        for (const target of stmt.targets) this.#delete(target);
        break;
      case 'Pass':
        break;
      case 'Break':
      case 'Continue':
        this.#leaveLoop(stmt);
        break;
      case 'Raise':
        if (stmt.value) this.#expr(stmt.value);
        if (stmt.cause) this.#expr(stmt.cause);
        this.#span = stmt;
        this.#emit(Op.Raise, stmt.cause ? 2 : stmt.value ? 1 : 0);
        break;
      case 'Global':
      case 'Nonlocal':
        break;
      case 'Assert': {
        this.#expr(stmt.test);
        const jump = this.#emit(Op.JumpTrue);
        if (stmt.message) this.#expr(stmt.message);
        this.#span = stmt.test;
        this.#emit(Op.Assert, stmt.message ? 1 : 0);
        this.#patch(jump);
        break;
      }
      case 'Import':
        for (const { name, as } of stmt.names) {
          this.#span = stmt;
          this.code.consts.push([name, 0, as === undefined]);
          this.#emit(Op.Import, this.code.consts.length - 1);
          this.#access('store', as ?? name.split('.')[0] ?? name);
        }
        break;
      case 'ImportFrom':
        this.code.consts.push([stmt.module, stmt.level, false, stmt.names.map(({ name }) => name)]);
        this.#emit(Op.Import, this.code.consts.length - 1);
        for (const { name, as } of stmt.names) {
          if (name === '*') {
            this.#emit(Op.ImportStar);
            break;
          }
          this.#emit(Op.ImportFrom, this.#nameIndex(name));
          this.#access('store', as ?? name);
        }
        this.#emit(Op.Pop);
        break;
      case 'IfStmt': {
        const skip = this.#test(stmt.test);
        this.#block(stmt.body);
        if (stmt.orelse.length > 0) {
          const end = this.#emit(Op.Jump);
          for (const at of skip) this.#patch(at);
          this.#block(stmt.orelse);
          this.#patch(end);
        } else for (const at of skip) this.#patch(at);
        break;
      }
      case 'While': {
        const start = this.#here;
        const constant =
          stmt.test.kind === 'Constant' &&
          ((stmt.test.value.type === 'bool' && stmt.test.value.value) ||
            (stmt.test.value.type === 'int' && stmt.test.value.value !== 0n));
        const out = constant ? [] : this.#test(stmt.test);
        const breaks: number[] = [];
        this.#blocks.push({ kind: 'loop', start, breaks, iterates: false });
        this.#block(stmt.body);
        this.#blocks.pop();
        this.#emit(Op.LoopJump, start);
        for (const at of out) this.#patch(at);
        this.#block(stmt.orelse);
        for (const at of breaks) this.#patch(at);
        break;
      }
      case 'For':
        this.#for(stmt);
        break;
      case 'Try':
        if (stmt.final.length > 0) this.#finally(stmt, stmt.final);
        else this.#try(stmt);
        break;
      case 'With':
        this.#with(stmt.items, stmt.body, stmt.isAsync, stmt);
        break;
      case 'FunctionDef': {
        for (const decorator of stmt.decorators) this.#expr(decorator);
        this.#function(stmt, stmt.name, stmt.params, stmt.body, stmt.returns);
        for (const decorator of [...stmt.decorators].reverse()) {
          this.#span = decorator;
          this.#emit(Op.Call, 1);
        }
        this.#access('store', stmt.name);
        break;
      }
      case 'ClassDef':
        this.#class(stmt);
        break;
      case 'Match':
        this.#match(stmt);
        break;
    }
  }

  /** Jumps that are taken when a condition is false. */
  #test(test: Expr): number[] {
    if (test.kind === 'Bool' && test.op === 'and') return test.values.flatMap((value) => this.#test(value));
    if (test.kind === 'Unary' && test.op === 'not') {
      this.#expr(test.operand);
      return [this.#emit(Op.JumpTrue)];
    }
    this.#expr(test);
    return [this.#emit(Op.JumpFalse)];
  }

  #unwindsOnReturn(): boolean {
    return this.#blocks.some(({ kind }) => kind === 'finally' || kind === 'with' || kind === 'named');
  }

  /** Leaves the blocks above `depth`; with a value on the stack that is kept (`return`). */
  #unwind(depth: number, keeps: boolean): void {
    const blocks = this.#blocks.splice(depth);
    const restore = [...blocks];
    for (let block = blocks.pop(); block; block = blocks.pop()) {
      switch (block.kind) {
        case 'loop':
          if (block.iterates) {
            if (keeps) this.#emit(Op.Rot2);
            this.#emit(Op.Pop);
          }
          break;
        case 'value':
          if (keeps) this.#emit(Op.Rot2);
          this.#emit(Op.Pop);
          break;
        case 'try':
          this.#emit(Op.EndTry);
          break;
        case 'handler':
          if (keeps) this.#emit(Op.Rot2);
          this.#emit(Op.EndHandler);
          break;
        case 'named':
          this.#none();
          this.#access('store', block.name);
          this.#access('delete', block.name);
          break;
        case 'finally': {
          this.#emit(Op.EndTry);
          this.#blocks.push(...restore.slice(0, blocks.length));
          if (keeps) this.#blocks.push({ kind: 'value' });
          this.#block(block.body);
          this.#blocks.splice(depth);
          break;
        }
        case 'with':
          this.#emit(Op.EndTry);
          if (keeps) this.#emit(Op.Rot2);
          this.#span = block.span;
          this.#callExit(block.isAsync);
          break;
      }
    }
    this.#blocks.push(...restore);
  }

  #callExit(isAsync: boolean): void {
    this.#none();
    this.#none();
    this.#none();
    this.#emit(Op.Call, 3);
    if (isAsync) this.#await();
    this.#emit(Op.Pop);
  }

  #leaveLoop(stmt: Stmt): void {
    let depth = this.#blocks.length - 1;
    while (depth >= 0 && this.#blocks[depth]?.kind !== 'loop') depth--;
    const loop = this.#blocks[depth];
    if (loop?.kind !== 'loop')
      throw new PythonSyntaxError(
        stmt.kind === 'Break' ? "'break' outside loop" : "'continue' not properly in loop",
        stmt,
      );
    if (stmt.kind === 'Continue') {
      this.#unwind(depth + 1, false);
      this.#emit(Op.LoopJump, loop.start);
      return;
    }
    this.#unwind(depth + 1, false);
    if (loop.iterates) this.#emit(Op.Pop);
    loop.breaks.push(this.#emit(Op.Jump));
  }

  #for(stmt: Extract<Stmt, { kind: 'For' }>): void {
    this.#expr(stmt.iter);
    this.#span = stmt.iter;
    this.#emit(stmt.isAsync ? Op.AsyncIter : Op.Iter);
    const start = this.#here;
    const breaks: number[] = [];
    let out: number;
    if (stmt.isAsync) {
      out = this.#asyncNext();
    } else out = this.#emit(Op.ForIter);
    this.#store(stmt.target);
    this.#blocks.push({ kind: 'loop', start, breaks, iterates: true });
    this.#block(stmt.body);
    this.#blocks.pop();
    this.#emit(Op.LoopJump, start);
    this.#patch(out);
    this.#block(stmt.orelse);
    for (const at of breaks) this.#patch(at);
  }

  /** The next value of an asynchronous iterator; the jump that is taken at its end. */
  #asyncNext(): number {
    const guard = this.#emit(Op.Try);
    this.#emit(Op.AsyncNext);
    this.#await();
    this.#emit(Op.EndTry);
    const go = this.#emit(Op.Jump);
    this.#patch(guard);
    const out = this.#emit(Op.StopAsync);
    this.#patch(go);
    return out;
  }

  #await(): void {
    this.#emit(Op.Await);
    this.#none();
    this.#delegate();
  }

  /** Passes values between an inner generator and whoever resumes this one. */
  #delegate(): void {
    const at = this.#emit(Op.YieldFrom);
    this.#emit(Op.Yield, at);
  }

  #try(stmt: Extract<Stmt, { kind: 'Try' }>): void {
    if (stmt.handlers.length === 0) {
      this.#block(stmt.body);
      return;
    }
    const guard = this.#emit(Op.Try);
    this.#blocks.push({ kind: 'try' });
    this.#block(stmt.body);
    this.#blocks.pop();
    this.#emit(Op.EndTry);
    this.#block(stmt.orelse);
    const ends = [this.#emit(Op.Jump)];
    this.#patch(guard);
    this.#blocks.push({ kind: 'handler' });
    for (const handler of stmt.handlers) {
      this.#span = handler;
      let next: number | undefined;
      if (handler.type) {
        if (!stmt.star) this.#emit(Op.Dup);
        this.#expr(handler.type);
        this.#span = handler.type;
        this.#emit(stmt.star ? Op.SplitGroup : Op.MatchException);
        next = this.#emit(Op.JumpFalse);
      }
      this.#handler(handler, stmt.star);
      if (!stmt.star) {
        this.#emit(Op.EndHandler);
        ends.push(this.#emit(Op.Jump));
      }
      if (next !== undefined) this.#patch(next);
    }
    if (stmt.star) {
      this.#emit(Op.Dup);
      const clean = this.#emit(Op.JumpIfNone);
      this.#emit(Op.Reraise);
      this.#patch(clean);
      this.#emit(Op.EndHandler);
    } else this.#emit(Op.Reraise);
    this.#blocks.pop();
    for (const end of ends) this.#patch(end);
  }

  #handler(handler: Handler, star: boolean): void {
    const { name } = handler;
    if (name === undefined) {
      if (star) this.#emit(Op.Pop);
      this.#block(handler.body);
      return;
    }
    if (!star) this.#emit(Op.Dup);
    this.#access('store', name);
    const guard = this.#emit(Op.Try);
    this.#blocks.push({ kind: 'try' }, { kind: 'named', name });
    this.#block(handler.body);
    this.#blocks.pop();
    this.#blocks.pop();
    this.#emit(Op.EndTry);
    this.#none();
    this.#access('store', name);
    this.#access('delete', name);
    const end = this.#emit(Op.Jump);
    this.#patch(guard);
    this.#none();
    this.#access('store', name);
    this.#access('delete', name);
    this.#emit(Op.Reraise);
    this.#patch(end);
  }

  #finally(stmt: Extract<Stmt, { kind: 'Try' }>, final: readonly Stmt[]): void {
    const guard = this.#emit(Op.Try);
    this.#blocks.push({ kind: 'finally', body: final });
    this.#try(stmt);
    this.#blocks.pop();
    this.#emit(Op.EndTry);
    this.#block(final);
    const end = this.#emit(Op.Jump);
    this.#patch(guard);
    this.#blocks.push({ kind: 'handler' });
    this.#block(final);
    this.#blocks.pop();
    this.#emit(Op.Reraise);
    this.#patch(end);
  }

  #with(items: readonly WithItem[], body: readonly Stmt[], isAsync: boolean, span: Span): void {
    const [item, ...rest] = items;
    if (!item) {
      this.#block(body);
      return;
    }
    this.#expr(item.context);
    this.#span = item.context;
    this.#emit(Op.Enter, isAsync ? 1 : 0);
    if (isAsync) this.#await();
    // What `__enter__` gave is on the stack, and is stored inside.
    const guard = this.#emit(Op.TryBelow);
    this.#blocks.push({ kind: 'with', isAsync, span: item.context });
    if (item.target) this.#store(item.target);
    else this.#emit(Op.Pop);
    this.#with(rest, body, isAsync, span);
    this.#blocks.pop();
    this.#emit(Op.EndTry);
    this.#span = item.context;
    this.#callExit(isAsync);
    const end = this.#emit(Op.Jump);
    this.#patch(guard);
    this.#emit(Op.Exit);
    if (isAsync) this.#await();
    const swallowed = this.#emit(Op.JumpTrue);
    this.#emit(Op.Reraise);
    this.#patch(swallowed);
    this.#emit(Op.EndHandler);
    this.#emit(Op.Pop);
    this.#patch(end);
  }

  #augAssign(stmt: Extract<Stmt, { kind: 'AugAssign' }>): void {
    const { target, value } = stmt;
    const op = binaryOps.indexOf(stmt.op);
    if (target.kind === 'Name') {
      this.#expr(target);
      this.#expr(value);
      this.#span = stmt;
      this.#emit(Op.InPlace, op);
      this.#access('store', target.id);
    } else if (target.kind === 'Attribute') {
      this.#expr(target.value);
      this.#emit(Op.Dup);
      this.#span = target;
      this.#emit(Op.Attr, this.#nameIndex(this.#mangle(target.attr)));
      this.#expr(value);
      this.#span = stmt;
      this.#emit(Op.InPlace, op);
      this.#emit(Op.Rot2);
      this.#emit(Op.StoreAttr, this.#nameIndex(this.#mangle(target.attr)));
    } else if (target.kind === 'Subscript') {
      this.#expr(target.value);
      this.#expr(target.index);
      this.#emit(Op.Dup2);
      this.#span = target;
      this.#emit(Op.Index);
      this.#expr(value);
      this.#span = stmt;
      this.#emit(Op.InPlace, op);
      this.#emit(Op.Rot3);
      this.#emit(Op.StoreIndex);
    }
  }

  /** Stores the top of the stack. */
  #store(target: Expr): void {
    const before = this.#span;
    switch (target.kind) {
      case 'Name':
        this.#span = target;
        this.#access('store', target.id);
        break;
      case 'Attribute':
        this.#expr(target.value);
        this.#span = target;
        this.#emit(Op.StoreAttr, this.#nameIndex(this.#mangle(target.attr)));
        break;
      case 'Subscript':
        this.#expr(target.value);
        this.#expr(target.index);
        this.#span = target;
        this.#emit(Op.StoreIndex);
        break;
      case 'Tuple':
      case 'List': {
        const star = target.items.findIndex(({ kind }) => kind === 'Starred');
        this.#span = target;
        if (star >= 0) this.#emit(Op.UnpackStar, star * 256 + (target.items.length - star - 1));
        else this.#emit(Op.Unpack, target.items.length);
        for (const item of target.items) this.#store(item.kind === 'Starred' ? item.value : item);
        break;
      }
      default:
        throw new PythonSyntaxError('cannot assign to expression', target);
    }
    this.#span = before;
  }

  #delete(target: Expr): void {
    switch (target.kind) {
      case 'Name':
        this.#access('delete', target.id);
        break;
      case 'Attribute':
        this.#expr(target.value);
        this.#emit(Op.DelAttr, this.#nameIndex(this.#mangle(target.attr)));
        break;
      case 'Subscript':
        this.#expr(target.value);
        this.#expr(target.index);
        this.#emit(Op.DelIndex);
        break;
      case 'Tuple':
      case 'List':
        for (const item of target.items) this.#delete(item);
        break;
      default:
        throw new PythonSyntaxError('cannot delete expression', target);
    }
  }

  #child(node: object, name: string, span: Span, extra: Partial<Origin> = {}): Emitter {
    const scope = this.#scopes.get(node);
    if (!scope) throw new Error('no scope');
    const outer = this.#scope;
    const prefix =
      outer.kind === 'module' || outer.globals.has(name)
        ? ''
        : outer.kind === 'class'
          ? `${this.#origin.qualname}.`
          : `${this.#origin.qualname}.<locals>.`;
    return new Emitter(this.#scopes, scope, {
      ...this.#origin,
      mode: 'exec',
      name,
      qualname: prefix + name,
      firstLine: span.line,
      ...extra,
    });
  }

  /** Pushes the cells that a function closes over, and makes it of the constants below. */
  #closure(code: Code): void {
    for (const name of code.free) this.#emit(Op.Cell, this.#cellIndex(name));
    this.#emit(Op.Tuple, code.free.length);
    this.code.consts.push(code);
  }

  #annotation(expr: Expr): void {
    if (this.#origin.lazyAnnotations) this.#const(this.#textOf(expr));
    else this.#expr(expr);
  }

  /** The source of an expression, on one line. */
  #textOf({ line, col, endLine, endCol }: Span): string {
    const lines = this.#origin.source.split('\n').slice(line - 1, endLine);
    const last = lines.length - 1;
    return lines
      .map((text, index) => text.slice(index === 0 ? col : 0, index === last ? endCol : undefined).trim())
      .join(' ');
  }

  #function(node: Expr | Stmt, name: string, params: Parameters, body: readonly Stmt[] | Expr, returns?: Expr): void {
    const child = this.#child(node, name, node);
    child.#parameters(params);
    if (Array.isArray(body)) {
      const stmts = body as readonly Stmt[];
      child.code.doc = docOf(stmts) ?? null;
      child.#block(stmts);
      child.#none();
    } else child.#expr(body as Expr);
    child.#emit(Op.Return);
    this.#span = node;
    for (const value of params.defaults) this.#expr(value);
    this.#emit(Op.Tuple, params.defaults.length);
    const named = params.kwonly.flatMap(({ name: key }, index) => {
      const value = params.kwDefaults[index];
      return value ? [{ key, value }] : [];
    });
    for (const { key, value } of named) {
      this.#const(key);
      this.#expr(value);
    }
    this.#emit(Op.Dict, named.length);
    let count = 0;
    for (const arg of [...params.args, params.vararg, ...params.kwonly, params.kwarg])
      if (arg?.annotation) {
        this.#const(this.#mangle(arg.name));
        this.#annotation(arg.annotation);
        count++;
      }
    if (returns) {
      this.#const('return');
      this.#annotation(returns);
      count++;
    }
    this.#emit(Op.Dict, count);
    this.#span = node;
    this.#closure(child.code);
    this.#emit(Op.Function, this.code.consts.length - 1);
  }

  #parameters(params: Parameters): void {
    const { code } = this;
    const all = [
      ...params.args,
      ...params.kwonly,
      ...(params.vararg ? [params.vararg] : []),
      ...(params.kwarg ? [params.kwarg] : []),
    ];
    for (const { name } of all) this.#localIndex(this.#mangle(name));
    code.positional = params.args.length;
    code.positionalOnly = params.positionalOnly;
    code.kwonly = params.kwonly.length;
    code.vararg = params.vararg !== undefined;
    code.kwarg = params.kwarg !== undefined;
    this.#cellArguments();
  }

  #cellArguments(): void {
    const { code } = this;
    Object.assign(code, {
      cellArgs: code.cells.flatMap((name, cell) => {
        const at = code.locals.indexOf(this.#mangle(name));
        return at >= 0 ? [[cell, at] as const] : [];
      }),
    });
  }

  #class(stmt: Extract<Stmt, { kind: 'ClassDef' }>): void {
    for (const decorator of stmt.decorators) this.#expr(decorator);
    const child = this.#child(stmt, stmt.name, stmt, { className: stmt.name });
    child.#none();
    const doc = docOf(stmt.body);
    if (doc !== undefined) {
      child.#const(doc);
      child.#emit(Op.StoreName, child.#nameIndex('__doc__'));
    }
    child.#emit(Op.Pop);
    child.#block(stmt.body);
    child.#none();
    child.#emit(Op.Return);
    this.#span = stmt;
    this.#closure(child.code);
    this.#const(stmt.name);
    this.#arguments(stmt.bases, stmt.keywords);
    this.#emit(Op.Class, this.code.consts.indexOf(child.code));
    for (const decorator of [...stmt.decorators].reverse()) {
      this.#span = decorator;
      this.#emit(Op.Call, 1);
    }
    this.#access('store', stmt.name);
  }

  /** Pushes a list of positional arguments and a dictionary of the named ones. */
  #arguments(args: readonly Expr[], keywords: readonly { name: string | undefined; value: Expr }[]): void {
    this.#items(args, Op.List, Op.Append, Op.Extend);
    this.#emit(Op.Dict, 0);
    for (const { name, value } of keywords) {
      if (name !== undefined) this.#const(name);
      this.#expr(value);
      if (name === undefined) this.#emit(Op.Merge, 1);
      else this.#emit(Op.Put, 1);
    }
  }

  #items(items: readonly Expr[], make: number, append: number, extend: number): void {
    if (!items.some(({ kind }) => kind === 'Starred')) {
      for (const item of items) this.#expr(item);
      this.#emit(make, items.length);
      return;
    }
    this.#emit(make, 0);
    for (const item of items) {
      this.#expr(item.kind === 'Starred' ? item.value : item);
      this.#emit(item.kind === 'Starred' ? extend : append, 1);
    }
  }

  #match(stmt: Extract<Stmt, { kind: 'Match' }>): void {
    this.#expr(stmt.subject);
    const ends: number[] = [];
    for (const { pattern, guard, body } of stmt.cases) {
      const fails: number[] = [];
      this.#span = stmt;
      this.#emit(Op.Dup);
      this.#pattern(pattern, fails, 0);
      if (guard) {
        this.#expr(guard);
        fails.push(this.#emit(Op.JumpFalse));
      }
      this.#emit(Op.Pop);
      this.#block(body);
      ends.push(this.#emit(Op.Jump));
      for (const at of fails) this.#patch(at);
    }
    this.#emit(Op.Pop);
    for (const at of ends) this.#patch(at);
  }

  /** Tests the top of the stack and takes it away; `depth` values below it are to go too when it fails. */
  #pattern(pattern: Pattern, fails: number[], depth: number): void {
    const unless = (): void => {
      if (depth === 0) {
        fails.push(this.#emit(Op.JumpFalse));
        return;
      }
      const fine = this.#emit(Op.JumpTrue);
      for (let count = 0; count < depth; count++) this.#emit(Op.Pop);
      fails.push(this.#emit(Op.Jump));
      this.#patch(fine);
    };
    switch (pattern.kind) {
      case 'Value':
        this.#expr(pattern.value);
        this.#emit(
          Op.Compare,
          compareOps.indexOf(
            pattern.value.kind === 'Constant' && ['none', 'bool'].includes(pattern.value.value.type) ? 'is' : '==',
          ),
        );
        unless();
        break;
      case 'Capture':
        if (pattern.name === undefined) this.#emit(Op.Pop);
        else this.#access('store', pattern.name);
        break;
      case 'Star':
        break;
      case 'As':
        this.#emit(Op.Dup);
        this.#pattern(pattern.pattern, fails, depth + 1);
        this.#access('store', pattern.name);
        break;
      case 'Or': {
        const fine: number[] = [];
        for (const [index, item] of pattern.items.entries()) {
          if (index === pattern.items.length - 1) {
            this.#pattern(item, fails, depth);
            break;
          }
          const others: number[] = [];
          this.#emit(Op.Dup);
          this.#pattern(item, others, 0);
          this.#emit(Op.Pop);
          fine.push(this.#emit(Op.Jump));
          for (const at of others) this.#patch(at);
        }
        for (const at of fine) this.#patch(at);
        break;
      }
      case 'Sequence': {
        const star = pattern.items.findIndex(({ kind }) => kind === 'Star');
        this.#emit(Op.Dup);
        this.#emit(Op.MatchSequence, star >= 0 ? -pattern.items.length : pattern.items.length);
        depth++;
        unless();
        depth--;
        if (star >= 0) this.#emit(Op.UnpackStar, star * 256 + (pattern.items.length - star - 1));
        else this.#emit(Op.Unpack, pattern.items.length);
        for (const [index, item] of pattern.items.entries()) {
          const left = pattern.items.length - index - 1;
          if (item.kind === 'Star') {
            if (item.name === undefined) this.#emit(Op.Pop);
            else this.#access('store', item.name);
          } else this.#pattern(item, fails, depth + left);
        }
        break;
      }
      case 'Mapping': {
        this.#emit(Op.Dup);
        this.#emit(Op.MatchMapping);
        depth++;
        unless();
        for (const key of pattern.keys) this.#expr(key);
        this.#emit(Op.Tuple, pattern.keys.length);
        this.#emit(Op.MatchKeys, pattern.rest === undefined ? 0 : 1);
        depth--;
        // Leaves [rest] values… true, or false.
        const count = pattern.keys.length + (pattern.rest === undefined ? 0 : 1);
        unless();
        if (pattern.rest !== undefined) this.#access('store', pattern.rest);
        for (const [index, item] of pattern.items.entries())
          this.#pattern(item, fails, depth + pattern.items.length - index - 1);
        void count;
        break;
      }
      case 'Class': {
        this.#expr(pattern.cls);
        this.code.consts.push([pattern.items.length, pattern.names]);
        this.#emit(Op.MatchClass, this.code.consts.length - 1);
        unless();
        const all = [...pattern.items, ...pattern.named];
        for (const [index, item] of all.entries()) this.#pattern(item, fails, depth + all.length - index - 1);
        break;
      }
    }
  }

  #comprehension(node: Extract<Expr, { kind: 'Comp' | 'DictComp' }>): void {
    const { loops } = node;
    const name =
      node.kind === 'DictComp'
        ? '<dictcomp>'
        : { list: '<listcomp>', set: '<setcomp>', generator: '<genexpr>' }[node.type];
    const child = this.#child(node, name, node);
    const { code } = child;
    code.positional = 1;
    child.#localIndex('.0');
    child.#span = node;
    const generates = node.kind === 'Comp' && node.type === 'generator';
    if (generates) code.generator = true;
    else child.#emit(node.kind === 'DictComp' ? Op.Dict : node.type === 'set' ? Op.Set : Op.List, 0);
    child.#loop(loops, 0, () => {
      if (node.kind === 'DictComp') {
        child.#expr(node.key);
        child.#expr(node.value);
        child.#emit(Op.Put, loops.length + 1);
        return;
      }
      child.#expr(node.element);
      if (generates) {
        child.#emit(Op.Yield);
        child.#emit(Op.Pop);
      } else child.#emit(node.type === 'set' ? Op.Add : Op.Append, loops.length + 1);
    });
    if (generates) child.#none();
    child.#emit(Op.Return);
    child.#cellArguments();
    const [first] = loops;
    this.#span = node;
    this.#emit(Op.Tuple, 0);
    this.#emit(Op.Dict, 0);
    this.#emit(Op.Dict, 0);
    this.#closure(code);
    this.#emit(Op.Function, this.code.consts.length - 1);
    if (first) {
      this.#expr(first.iter);
      this.#span = first.iter;
      this.#emit(first.isAsync ? Op.AsyncIter : Op.Iter);
    }
    this.#span = node;
    this.#emit(Op.Call, 1);
    if (code.coroutine && !generates) this.#await();
  }

  #loop(loops: readonly Comprehension[], index: number, inner: () => void): void {
    const loop = loops[index];
    if (!loop) {
      inner();
      return;
    }
    if (index === 0) this.#emit(Op.Local, this.#localIndex('.0'));
    else {
      this.#expr(loop.iter);
      this.#emit(loop.isAsync ? Op.AsyncIter : Op.Iter);
    }
    const start = this.#here;
    const out = loop.isAsync ? this.#asyncNext() : this.#emit(Op.ForIter);
    this.#store(loop.target);
    const skips = loop.ifs.flatMap((test) => this.#test(test));
    this.#loop(loops, index + 1, inner);
    for (const at of skips) this.#patch(at);
    this.#emit(Op.LoopJump, start);
    this.#patch(out);
  }

  #expr(expr: Expr): void {
    switch (expr.kind) {
      case 'Constant':
        this.#span = expr;
        this.#constant(expr.value);
        break;
      case 'Name':
        this.#span = expr;
        this.#access('load', expr.id);
        break;
      case 'Joined':
        this.#joined(expr.parts);
        break;
      case 'Attribute':
        this.#expr(expr.value);
        this.#span = expr;
        this.#emit(Op.Attr, this.#nameIndex(this.#mangle(expr.attr)));
        break;
      case 'Subscript':
        this.#expr(expr.value);
        this.#expr(expr.index);
        this.#span = expr;
        this.#emit(Op.Index);
        break;
      case 'Slice':
        for (const part of [expr.lower, expr.upper, expr.step])
          if (part) this.#expr(part);
          else this.#none();
        this.#emit(Op.Slice);
        break;
      case 'Call':
        this.#call(expr);
        break;
      case 'Binary':
        this.#expr(expr.left);
        this.#expr(expr.right);
        this.#span = expr;
        this.#emit(Op.Binary, binaryOps.indexOf(expr.op));
        break;
      case 'Unary':
        if (expr.op === '-' && expr.operand.kind === 'Constant' && expr.operand.value.type === 'int') {
          this.#span = expr;
          this.#const(normal(-expr.operand.value.value));
          break;
        }
        this.#expr(expr.operand);
        this.#span = expr;
        this.#emit(Op.Unary, unaryOps.indexOf(expr.op));
        break;
      case 'Bool': {
        const ends: number[] = [];
        for (const [index, value] of expr.values.entries()) {
          this.#expr(value);
          if (index < expr.values.length - 1)
            ends.push(this.#emit(expr.op === 'and' ? Op.JumpFalseKeep : Op.JumpTrueKeep));
        }
        for (const at of ends) this.#patch(at);
        break;
      }
      case 'Compare':
        this.#compare(expr);
        break;
      case 'If': {
        const skip = this.#test(expr.test);
        this.#expr(expr.body);
        const end = this.#emit(Op.Jump);
        for (const at of skip) this.#patch(at);
        this.#expr(expr.orelse);
        this.#patch(end);
        break;
      }
      case 'Lambda':
        this.#function(expr, '<lambda>', expr.params, expr.body);
        break;
      case 'Tuple':
        this.#items(
          expr.items,
          expr.items.some(({ kind }) => kind === 'Starred') ? Op.List : Op.Tuple,
          Op.Append,
          Op.Extend,
        );
        if (expr.items.some(({ kind }) => kind === 'Starred')) this.#emit(Op.ListToTuple);
        break;
      case 'List':
        this.#items(expr.items, Op.List, Op.Append, Op.Extend);
        break;
      case 'Set':
        this.#items(expr.items, Op.Set, Op.Add, Op.Extend);
        break;
      case 'Dict':
        this.#emit(Op.Dict, 0);
        for (const [index, key] of expr.keys.entries()) {
          const value = expr.values[index];
          if (!value) continue;
          if (key) this.#expr(key);
          this.#expr(value);
          this.#span = key ?? value;
          this.#emit(key ? Op.Put : Op.Merge, key ? 1 : 0);
        }
        break;
      case 'Comp':
      case 'DictComp':
        this.#comprehension(expr);
        break;
      case 'Starred':
        throw new PythonSyntaxError("can't use starred expression here", expr);
      case 'Named':
        this.#expr(expr.value);
        this.#emit(Op.Dup);
        this.#access('store', expr.target);
        break;
      case 'Await':
        this.#expr(expr.value);
        this.#span = expr;
        this.#await();
        break;
      case 'Yield':
        if (expr.value) this.#expr(expr.value);
        else this.#none();
        this.#span = expr;
        this.#emit(Op.Yield);
        break;
      case 'YieldFrom':
        this.#expr(expr.value);
        this.#span = expr;
        this.#emit(Op.Iter);
        this.#none();
        this.#delegate();
        break;
    }
  }

  #constant(constant: Constant): void {
    switch (constant.type) {
      case 'none': {
        this.#none();
        return;
      }
      case 'ellipsis': {
        this.#const(ellipsis);
        return;
      }
      case 'bool': {
        this.#const(constant.value);
        return;
      }
      case 'int': {
        this.#const(normal(constant.value));
        return;
      }
      case 'float': {
        this.#const(new PyFloat(constant.value));
        return;
      }
      case 'imaginary':
        throw new PythonSyntaxError('not simulated: complex numbers', this.#span);
      case 'str': {
        this.#const(constant.value);
        return;
      }
      case 'bytes': {
        this.#const(bytes(constant.value));
        return;
      }
    }
  }

  #joined(parts: readonly FormatPart[]): void {
    for (const part of parts) {
      if (typeof part === 'string') {
        this.#const(part);
        continue;
      }
      this.#expr(part.value);
      if (part.spec) this.#joined(part.spec);
      this.#span = part.value;
      this.#emit(Op.Format, 'rsa'.indexOf(part.conversion || 'x') + 1 + (part.spec ? 4 : 0));
    }
    this.#emit(Op.Join, parts.length);
  }

  #compare(expr: Extract<Expr, { kind: 'Compare' }>): void {
    this.#expr(expr.left);
    const ends: number[] = [];
    for (const [index, right] of expr.rights.entries()) {
      this.#expr(right);
      const last = index === expr.rights.length - 1;
      if (!last) {
        this.#emit(Op.Dup);
        this.#emit(Op.Rot3);
      }
      this.#span = expr;
      this.#emit(Op.Compare, compareOps.indexOf(expr.ops[index] ?? ''));
      if (!last) ends.push(this.#emit(Op.JumpFalseKeep));
    }
    if (ends.length === 0) return;
    const end = this.#emit(Op.Jump);
    for (const at of ends) this.#patch(at);
    this.#emit(Op.Rot2);
    this.#emit(Op.Pop);
    this.#patch(end);
  }

  #call(expr: Extract<Expr, { kind: 'Call' }>): void {
    const { func, args, keywords } = expr;
    const spreads = args.some(({ kind }) => kind === 'Starred') || keywords.some(({ name }) => name === undefined);
    const names = keywords.flatMap(({ name }) => name ?? []);
    const repeated = names.find((name, index) => names.indexOf(name) < index);
    if (repeated !== undefined) throw new PythonSyntaxError(`keyword argument repeated: ${repeated}`, expr);
    if (func.kind === 'Attribute' && !spreads && keywords.length === 0) {
      this.#expr(func.value);
      this.#span = func;
      this.#emit(Op.Method, this.#nameIndex(this.#mangle(func.attr)));
      for (const arg of args) this.#expr(arg);
      this.#span = expr;
      this.#emit(Op.CallMethod, args.length);
      return;
    }
    this.#expr(func);
    if (spreads) {
      this.#arguments(args, keywords);
      this.#span = expr;
      this.#emit(Op.CallSpread);
      return;
    }
    for (const arg of args) this.#expr(arg);
    if (keywords.length === 0) {
      this.#span = expr;
      this.#emit(Op.Call, args.length);
      return;
    }
    for (const { value } of keywords) this.#expr(value);
    this.#const(tuple(names));
    this.#span = expr;
    this.#emit(Op.CallKeywords, args.length);
  }
}

function docOf(body: readonly Stmt[]): string | undefined {
  const [first] = body;
  if (first?.kind !== 'Expr' || first.value.kind !== 'Constant' || first.value.value.type !== 'str') return undefined;
  return first.value.value.value;
}
