// Which variable a name means: local, shared with inner functions, global (the execution model chapter of Python's reference).
import {
  PythonSyntaxError,
  type Comprehension,
  type Expr,
  type FormatPart,
  type Parameters,
  type Pattern,
  type Span,
  type Stmt,
} from '../parser/syntax.ts';

export class Scope {
  readonly kind: 'module' | 'class' | 'function';
  readonly parent: Scope | undefined;
  readonly bound = new Set<string>();
  readonly globals = new Set<string>();
  readonly nonlocals = new Set<string>();
  readonly used = new Set<string>();
  /** Bound here and used by inner functions. */
  readonly cells = new Set<string>();
  /** Used here (or further in) and bound further out. */
  readonly free = new Set<string>();
  readonly children: Scope[] = [];
  yields = false;
  awaits = false;
  comprehension = false;

  constructor(kind: Scope['kind'], parent: Scope | undefined) {
    this.kind = kind;
    this.parent = parent;
    parent?.children.push(this);
  }
}

/** Scopes by the node that opens them. */
export type Scopes = Map<object, Scope>;

/** Finds all scopes of a module (or of an expression, as one statement). */
export function analyse(root: object, body: readonly Stmt[]): Scopes {
  const analyst = new Analyst();
  const scope = new Scope('module', undefined);
  analyst.scopes.set(root, scope);
  analyst.block(body, scope);
  resolve(scope);
  return analyst.scopes;
}

function resolve(scope: Scope): void {
  for (const child of scope.children) resolve(child);
  const wanted = new Set([...scope.used, ...scope.nonlocals]);
  for (const child of scope.children) for (const name of child.free) wanted.add(name);
  for (const name of wanted) {
    const inner = scope.children.some((child) => child.free.has(name));
    if (scope.globals.has(name)) continue;
    if (scope.kind === 'function' && scope.bound.has(name) && !scope.nonlocals.has(name)) {
      if (inner) scope.cells.add(name);
      continue;
    }
    if (scope.kind === 'class' && name === '__class__' && inner) {
      scope.cells.add(name);
      continue;
    }
    if (scope.kind === 'class' && scope.bound.has(name) && !inner && !scope.nonlocals.has(name)) continue;
    if (isOuter(scope, name)) scope.free.add(name);
  }
}

function isOuter(scope: Scope, name: string): boolean {
  for (let outer = scope.parent; outer; outer = outer.parent) {
    if (outer.kind === 'class' && name === '__class__') return true;
    if (outer.kind !== 'function') continue;
    if (outer.globals.has(name)) return false;
    if (outer.bound.has(name) && !outer.nonlocals.has(name)) return true;
  }
  return false;
}

class Analyst {
  readonly scopes: Scopes = new Map();

  block(body: readonly Stmt[], scope: Scope): void {
    for (const stmt of body) this.#stmt(stmt, scope);
  }

  #bind(name: string, scope: Scope): void {
    scope.bound.add(name);
  }

  #declare(names: readonly string[], scope: Scope, into: Set<string>, word: string, at: Span): void {
    for (const name of names) {
      if (scope.bound.has(name))
        throw new PythonSyntaxError(`name '${name}' is assigned to before ${word} declaration`, at);
      if (scope.used.has(name)) throw new PythonSyntaxError(`name '${name}' is used prior to ${word} declaration`, at);
      into.add(name);
      scope.used.add(name);
      if (word === 'nonlocal' && !isOuter(scope, name))
        throw new PythonSyntaxError(
          scope.kind === 'module'
            ? 'nonlocal declaration not allowed at module level'
            : `no binding for nonlocal '${name}' found`,
          at,
        );
    }
  }

  #function(node: object, params: Parameters, scope: Scope): Scope {
    for (const value of params.defaults) this.expr(value, scope);
    for (const value of params.kwDefaults) if (value) this.expr(value, scope);
    for (const arg of [...params.args, params.vararg, ...params.kwonly, params.kwarg])
      if (arg?.annotation) this.expr(arg.annotation, scope);
    const inner = new Scope('function', scope);
    this.scopes.set(node, inner);
    for (const arg of [...params.args, ...params.kwonly, params.vararg, params.kwarg])
      if (arg) inner.bound.add(arg.name);
    return inner;
  }

  #stmt(stmt: Stmt, scope: Scope): void {
    switch (stmt.kind) {
      case 'Expr':
        this.expr(stmt.value, scope);
        break;
      case 'Assign':
        this.expr(stmt.value, scope);
        for (const target of stmt.targets) this.#target(target, scope);
        break;
      case 'AugAssign':
        this.expr(stmt.target, scope);
        this.expr(stmt.value, scope);
        this.#target(stmt.target, scope);
        break;
      case 'AnnAssign':
        if (stmt.value) this.expr(stmt.value, scope);
        if (scope.kind !== 'function') this.expr(stmt.annotation, scope);
        this.#target(stmt.target, scope);
        break;
      case 'Return':
        if (scope.kind !== 'function') throw new PythonSyntaxError("'return' outside function", stmt);
        if (stmt.value) this.expr(stmt.value, scope);
        break;
      case 'Delete':
        for (const target of stmt.targets) this.#target(target, scope);
        break;
      case 'Raise':
        if (stmt.value) this.expr(stmt.value, scope);
        if (stmt.cause) this.expr(stmt.cause, scope);
        break;
      case 'Global':
        this.#declare(stmt.names, scope, scope.globals, 'global', stmt);
        break;
      case 'Nonlocal':
        this.#declare(stmt.names, scope, scope.nonlocals, 'nonlocal', stmt);
        break;
      case 'Assert':
        this.expr(stmt.test, scope);
        if (stmt.message) this.expr(stmt.message, scope);
        break;
      case 'Import':
        for (const { name, as } of stmt.names) this.#bind(as ?? name.split('.')[0] ?? name, scope);
        break;
      case 'ImportFrom':
        for (const { name, as } of stmt.names) if (name !== '*') this.#bind(as ?? name, scope);
        break;
      case 'IfStmt':
      case 'While':
        this.expr(stmt.test, scope);
        this.block(stmt.body, scope);
        this.block(stmt.orelse, scope);
        break;
      case 'For':
        this.expr(stmt.iter, scope);
        this.#target(stmt.target, scope);
        this.block(stmt.body, scope);
        this.block(stmt.orelse, scope);
        break;
      case 'Try':
        this.block(stmt.body, scope);
        for (const handler of stmt.handlers) {
          if (handler.type) this.expr(handler.type, scope);
          if (handler.name !== undefined) this.#bind(handler.name, scope);
          this.block(handler.body, scope);
        }
        this.block(stmt.orelse, scope);
        this.block(stmt.final, scope);
        break;
      case 'With':
        for (const { context, target } of stmt.items) {
          this.expr(context, scope);
          if (target) this.#target(target, scope);
        }
        this.block(stmt.body, scope);
        break;
      case 'FunctionDef': {
        for (const decorator of stmt.decorators) this.expr(decorator, scope);
        this.#bind(stmt.name, scope);
        if (stmt.returns) this.expr(stmt.returns, scope);
        const inner = this.#function(stmt, stmt.params, scope);
        inner.awaits = stmt.isAsync;
        this.block(stmt.body, inner);
        break;
      }
      case 'ClassDef': {
        for (const decorator of stmt.decorators) this.expr(decorator, scope);
        for (const base of stmt.bases) this.expr(base, scope);
        for (const { value } of stmt.keywords) this.expr(value, scope);
        this.#bind(stmt.name, scope);
        const inner = new Scope('class', scope);
        this.scopes.set(stmt, inner);
        this.block(stmt.body, inner);
        break;
      }
      case 'Match':
        this.expr(stmt.subject, scope);
        for (const { pattern, guard, body } of stmt.cases) {
          this.#pattern(pattern, scope);
          if (guard) this.expr(guard, scope);
          this.block(body, scope);
        }
        break;
      case 'Pass':
      case 'Break':
      case 'Continue':
        break;
    }
  }

  #pattern(pattern: Pattern, scope: Scope): void {
    switch (pattern.kind) {
      case 'Value':
        this.expr(pattern.value, scope);
        break;
      case 'Capture':
      case 'Star':
        if (pattern.name !== undefined) this.#bind(pattern.name, scope);
        break;
      case 'Mapping':
        for (const key of pattern.keys) this.expr(key, scope);
        for (const item of pattern.items) this.#pattern(item, scope);
        if (pattern.rest !== undefined) this.#bind(pattern.rest, scope);
        break;
      case 'Class':
        this.expr(pattern.cls, scope);
        for (const item of [...pattern.items, ...pattern.named]) this.#pattern(item, scope);
        break;
      case 'As':
        this.#pattern(pattern.pattern, scope);
        this.#bind(pattern.name, scope);
        break;
      default:
        for (const item of pattern.items) this.#pattern(item, scope);
    }
  }

  #target(target: Expr, scope: Scope): void {
    switch (target.kind) {
      case 'Name':
        this.#bind(target.id, scope);
        break;
      case 'Starred':
        this.#target(target.value, scope);
        break;
      case 'Tuple':
      case 'List':
        for (const item of target.items) this.#target(item, scope);
        break;
      default:
        this.expr(target, scope);
    }
  }

  #loops(node: object, loops: readonly Comprehension[], scope: Scope, elements: readonly Expr[]): void {
    const [first] = loops;
    if (first) this.expr(first.iter, scope);
    const inner = new Scope('function', scope);
    inner.comprehension = true;
    inner.bound.add('.0');
    this.scopes.set(node, inner);
    for (const loop of loops) {
      this.#target(loop.target, inner);
      if (loop !== first) this.expr(loop.iter, inner);
      if (loop.isAsync) inner.awaits = true;
      for (const test of loop.ifs) this.expr(test, inner);
    }
    for (const element of elements) this.expr(element, inner);
  }

  #format(parts: readonly FormatPart[], scope: Scope): void {
    for (const part of parts) {
      if (typeof part === 'string') continue;
      this.expr(part.value, scope);
      if (part.spec) this.#format(part.spec, scope);
    }
  }

  expr(expr: Expr, scope: Scope): void {
    switch (expr.kind) {
      case 'Constant':
        break;
      case 'Name':
        scope.used.add(expr.id);
        if (expr.id === 'super' && scope.kind === 'function') scope.used.add('__class__');
        break;
      case 'Joined':
        this.#format(expr.parts, scope);
        break;
      case 'Attribute':
      case 'Starred':
        this.expr(expr.value, scope);
        break;
      case 'Await':
        if (scope.kind !== 'function') throw new PythonSyntaxError("'await' outside function", expr);
        if (scope.comprehension) scope.awaits = true;
        this.expr(expr.value, scope);
        break;
      case 'YieldFrom':
      case 'Yield':
        if (scope.kind !== 'function') throw new PythonSyntaxError("'yield' outside function", expr);
        scope.yields = true;
        if (expr.value) this.expr(expr.value, scope);
        break;
      case 'Subscript':
        this.expr(expr.value, scope);
        this.expr(expr.index, scope);
        break;
      case 'Slice':
        for (const part of [expr.lower, expr.upper, expr.step]) if (part) this.expr(part, scope);
        break;
      case 'Call':
        this.expr(expr.func, scope);
        for (const arg of expr.args) this.expr(arg, scope);
        for (const { value } of expr.keywords) this.expr(value, scope);
        break;
      case 'Binary':
        this.expr(expr.left, scope);
        this.expr(expr.right, scope);
        break;
      case 'Unary':
        this.expr(expr.operand, scope);
        break;
      case 'Bool':
        for (const value of expr.values) this.expr(value, scope);
        break;
      case 'Compare':
        this.expr(expr.left, scope);
        for (const right of expr.rights) this.expr(right, scope);
        break;
      case 'If':
        this.expr(expr.test, scope);
        this.expr(expr.body, scope);
        this.expr(expr.orelse, scope);
        break;
      case 'Lambda':
        this.expr(expr.body, this.#function(expr, expr.params, scope));
        break;
      case 'Tuple':
      case 'List':
      case 'Set':
        for (const item of expr.items) this.expr(item, scope);
        break;
      case 'Dict':
        for (const key of expr.keys) if (key) this.expr(key, scope);
        for (const value of expr.values) this.expr(value, scope);
        break;
      case 'Comp':
        this.#loops(expr, expr.loops, scope, [expr.element]);
        break;
      case 'DictComp':
        this.#loops(expr, expr.loops, scope, [expr.key, expr.value]);
        break;
      case 'Named': {
        this.expr(expr.value, scope);
        let holder = scope;
        while (holder.comprehension && holder.parent) {
          if (holder.parent.kind === 'module') holder.globals.add(expr.target);
          else if (!holder.parent.comprehension || holder.parent.nonlocals.size >= 0) holder.nonlocals.add(expr.target);
          holder = holder.parent;
        }
        if (holder.kind === 'module')
          for (let one = scope; one !== holder && one.parent; one = one.parent) {
            one.nonlocals.delete(expr.target);
            one.globals.add(expr.target);
          }
        this.#bind(expr.target, holder);
        break;
      }
    }
  }
}
