// A module's syntax tree to instructions for the interpreter's stack machine.
import type { Stmt } from '../parser/syntax.ts';
import { Op, type Code } from './code.ts';
import { docOf } from './docstring.ts';
import { Emitter, type Mode } from './emitter.ts';
import { compileExpression } from './expressions.ts';
import { analyse } from './scopes.ts';
import { compileStatement } from './statements.ts';

const grammar = { statement: compileStatement, expression: compileExpression };

/** Compiles a module's statements; throws PythonSyntaxError. */
export function compileModule(body: readonly Stmt[], file: string, source: string, mode: Mode = 'exec'): Code {
  const root = {};
  const scopes = analyse(root, body);
  const scope = scopes.get(root);
  if (!scope) throw new Error('no scope');
  const emitter = new Emitter(grammar, scopes, scope, {
    file,
    source,
    name: '<module>',
    qualname: '<module>',
    firstLine: 1,
    mode,
    lazyAnnotations: body.some(isAnnotationsImport),
  });
  if (mode === 'eval') expressionOnly(emitter, body);
  else moduleBody(emitter, body);
  emitter.emit(Op.Return);
  return emitter.code;
}

/** `from __future__ import annotations`: annotations are kept as their text. */
const isAnnotationsImport = (stmt: Stmt): boolean =>
  stmt.kind === 'ImportFrom' && stmt.module === '__future__' && stmt.names.some(({ name }) => name === 'annotations');

function expressionOnly(emitter: Emitter, [only]: readonly Stmt[]): void {
  if (only?.kind !== 'Expr') throw new Error('not an expression');
  emitter.expression(only.value);
}

function moduleBody(emitter: Emitter, body: readonly Stmt[]): void {
  const doc = emitter.origin.mode === 'exec' ? docOf(body) : undefined;
  if (doc !== undefined) {
    emitter.constant(doc);
    emitter.emit(Op.StoreGlobal, emitter.nameIndex('__doc__'));
    emitter.code.doc = doc;
  }
  emitter.block(body);
  emitter.none();
}
