// Functions and classes: code of their own, and the instructions that make the object of it.
import type { Expr, Parameters, Stmt } from '../parser/syntax.ts';
import { compileArguments } from './arguments.ts';
import { Op } from './code.ts';
import { docOf } from './docstring.ts';
import type { Emitter } from './emitter.ts';

/** Pushes a function made of a `def` or a `lambda`. */
export function compileFunction(
  emitter: Emitter,
  node: Expr | Stmt,
  name: string,
  params: Parameters,
  body: readonly Stmt[] | Expr,
  returns?: Expr,
): void {
  const child = emitter.child(node, name, node);
  declareParameters(child, params);
  if (Array.isArray(body)) {
    const stmts = body as readonly Stmt[];
    child.code.doc = docOf(stmts) ?? null;
    child.block(stmts);
    child.none();
  } else child.expression(body as Expr);
  child.emit(Op.Return);
  emitter.span = node;
  for (const value of params.defaults) emitter.expression(value);
  emitter.emit(Op.Tuple, params.defaults.length);
  const named = params.kwonly.flatMap(({ name: key }, index) => {
    const value = params.kwDefaults[index];
    return value ? [{ key, value }] : [];
  });
  for (const { key, value } of named) {
    emitter.constant(key);
    emitter.expression(value);
  }
  emitter.emit(Op.Dict, named.length);
  let count = 0;
  for (const arg of [...params.args, params.vararg, ...params.kwonly, params.kwarg])
    if (arg?.annotation) {
      emitter.constant(emitter.mangle(arg.name));
      compileAnnotation(emitter, arg.annotation);
      count++;
    }
  if (returns) {
    emitter.constant('return');
    compileAnnotation(emitter, returns);
    count++;
  }
  emitter.emit(Op.Dict, count);
  emitter.span = node;
  emitter.closure(child.code);
  emitter.emit(Op.Function, emitter.code.consts.length - 1);
}

function declareParameters(emitter: Emitter, params: Parameters): void {
  const { code } = emitter;
  const all = [
    ...params.args,
    ...params.kwonly,
    ...(params.vararg ? [params.vararg] : []),
    ...(params.kwarg ? [params.kwarg] : []),
  ];
  for (const { name } of all) emitter.localIndex(emitter.mangle(name));
  code.positional = params.args.length;
  code.positionalOnly = params.positionalOnly;
  code.kwonly = params.kwonly.length;
  code.vararg = params.vararg !== undefined;
  code.kwarg = params.kwarg !== undefined;
  emitter.cellArguments();
}

/** Makes a class and binds its name. */
export function compileClass(emitter: Emitter, stmt: Extract<Stmt, { kind: 'ClassDef' }>): void {
  for (const decorator of stmt.decorators) emitter.expression(decorator);
  const child = emitter.child(stmt, stmt.name, stmt, { className: stmt.name });
  child.none();
  const doc = docOf(stmt.body);
  if (doc !== undefined) {
    child.constant(doc);
    child.emit(Op.StoreName, child.nameIndex('__doc__'));
  }
  child.emit(Op.Pop);
  child.block(stmt.body);
  child.none();
  child.emit(Op.Return);
  emitter.span = stmt;
  emitter.closure(child.code);
  emitter.constant(stmt.name);
  compileArguments(emitter, stmt.bases, stmt.keywords);
  emitter.emit(Op.Class, emitter.code.consts.indexOf(child.code));
  for (const decorator of [...stmt.decorators].reverse()) {
    emitter.span = decorator;
    emitter.emit(Op.Call, 1);
  }
  emitter.access('store', stmt.name);
}

/** Pushes an annotation, or its text where annotations are lazy. */
export function compileAnnotation(emitter: Emitter, expr: Expr): void {
  if (emitter.origin.lazyAnnotations) emitter.constant(emitter.textOf(expr));
  else emitter.expression(expr);
}
