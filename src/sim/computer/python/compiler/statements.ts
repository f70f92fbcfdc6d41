// Statements to instructions (the chapters on simple and compound statements of Python's language reference).
import type { Stmt } from '../parser/syntax.ts';
import { asyncNext } from './awaiting.ts';
import { binaryOps, Op } from './code.ts';
import type { Emitter } from './emitter.ts';
import { compileFunction, compileClass, compileAnnotation } from './functions.ts';
import { jumpsUnless, unwindsOnReturn, unwind, leaveLoop } from './jumps.ts';
import { compileMatch } from './match.ts';
import { store, compileDelete } from './targets.ts';
import { compileTry, compileFinally, compileWith } from './try.ts';

/** Emits the instructions of a statement; throws PythonSyntaxError. */
export function compileStatement(emitter: Emitter, stmt: Stmt): void {
  emitter.span = stmt;
  switch (stmt.kind) {
    case 'Expr':
      if (stmt.value.kind === 'Constant' && emitter.origin.mode !== 'single') break;
      emitter.expression(stmt.value);
      emitter.emit(emitter.origin.mode === 'single' && emitter.scope.kind === 'module' ? Op.Print : Op.Pop);
      break;
    case 'Assign':
      emitter.expression(stmt.value);
      for (const [index, target] of stmt.targets.entries()) {
        if (index < stmt.targets.length - 1) emitter.emit(Op.Dup);
        store(emitter, target);
      }
      break;
    case 'AugAssign':
      compileAugmentedAssign(emitter, stmt);
      break;
    case 'AnnAssign':
      if (stmt.value) {
        emitter.expression(stmt.value);
        store(emitter, stmt.target);
      }
      if (emitter.scope.kind !== 'function' && stmt.target.kind === 'Name') {
        compileAnnotation(emitter, stmt.annotation);
        emitter.emit(Op.AnnotateName, emitter.nameIndex(emitter.mangle(stmt.target.id)));
      }
      break;
    case 'Return':
      if (unwindsOnReturn(emitter)) {
        if (stmt.value) emitter.expression(stmt.value);
        else emitter.none();
        unwind(emitter, 0, true);
      } else if (stmt.value) emitter.expression(stmt.value);
      else emitter.none();
      emitter.span = stmt;
      emitter.emit(Op.Return);
      break;
    case 'Delete':
      for (const target of stmt.targets) compileDelete(emitter, target);
      break;
    case 'Pass':
      break;
    case 'Break':
    case 'Continue':
      leaveLoop(emitter, stmt);
      break;
    case 'Raise':
      if (stmt.value) emitter.expression(stmt.value);
      if (stmt.cause) emitter.expression(stmt.cause);
      emitter.span = stmt;
      emitter.emit(Op.Raise, stmt.cause ? 2 : stmt.value ? 1 : 0);
      break;
    case 'Global':
    case 'Nonlocal':
      break;
    case 'Assert': {
      emitter.expression(stmt.test);
      const jump = emitter.emit(Op.JumpTrue);
      if (stmt.message) emitter.expression(stmt.message);
      emitter.span = stmt.test;
      emitter.emit(Op.Assert, stmt.message ? 1 : 0);
      emitter.patch(jump);
      break;
    }
    case 'Import':
      for (const { name, as } of stmt.names) {
        emitter.span = stmt;
        emitter.code.consts.push([name, 0, as === undefined]);
        emitter.emit(Op.Import, emitter.code.consts.length - 1);
        emitter.access('store', as ?? name.split('.')[0] ?? name);
      }
      break;
    case 'ImportFrom':
      emitter.code.consts.push([stmt.module, stmt.level, false, stmt.names.map(({ name }) => name)]);
      emitter.emit(Op.Import, emitter.code.consts.length - 1);
      for (const { name, as } of stmt.names) {
        if (name === '*') {
          emitter.emit(Op.ImportStar);
          break;
        }
        emitter.emit(Op.ImportFrom, emitter.nameIndex(name));
        emitter.access('store', as ?? name);
      }
      emitter.emit(Op.Pop);
      break;
    case 'IfStmt': {
      const skip = jumpsUnless(emitter, stmt.test);
      emitter.block(stmt.body);
      if (stmt.orelse.length > 0) {
        const end = emitter.emit(Op.Jump);
        for (const at of skip) emitter.patch(at);
        emitter.block(stmt.orelse);
        emitter.patch(end);
      } else for (const at of skip) emitter.patch(at);
      break;
    }
    case 'While': {
      const start = emitter.here;
      const constant =
        stmt.test.kind === 'Constant' &&
        ((stmt.test.value.type === 'bool' && stmt.test.value.value) ||
          (stmt.test.value.type === 'int' && stmt.test.value.value !== 0n));
      const out = constant ? [] : jumpsUnless(emitter, stmt.test);
      const breaks: number[] = [];
      emitter.blocks.push({ kind: 'loop', start, breaks, iterates: false });
      emitter.block(stmt.body);
      emitter.blocks.pop();
      emitter.emit(Op.LoopJump, start);
      for (const at of out) emitter.patch(at);
      emitter.block(stmt.orelse);
      for (const at of breaks) emitter.patch(at);
      break;
    }
    case 'For':
      compileFor(emitter, stmt);
      break;
    case 'Try':
      if (stmt.final.length > 0) compileFinally(emitter, stmt, stmt.final);
      else compileTry(emitter, stmt);
      break;
    case 'With':
      compileWith(emitter, stmt.items, stmt.body, stmt.isAsync, stmt);
      break;
    case 'FunctionDef': {
      for (const decorator of stmt.decorators) emitter.expression(decorator);
      compileFunction(emitter, stmt, stmt.name, stmt.params, stmt.body, stmt.returns);
      for (const decorator of [...stmt.decorators].reverse()) {
        emitter.span = decorator;
        emitter.emit(Op.Call, 1);
      }
      emitter.access('store', stmt.name);
      break;
    }
    case 'ClassDef':
      compileClass(emitter, stmt);
      break;
    case 'Match':
      compileMatch(emitter, stmt);
      break;
  }
}

function compileFor(emitter: Emitter, stmt: Extract<Stmt, { kind: 'For' }>): void {
  emitter.expression(stmt.iter);
  emitter.span = stmt.iter;
  emitter.emit(stmt.isAsync ? Op.AsyncIter : Op.Iter);
  const start = emitter.here;
  const breaks: number[] = [];
  let out: number;
  if (stmt.isAsync) {
    out = asyncNext(emitter);
  } else out = emitter.emit(Op.ForIter);
  store(emitter, stmt.target);
  emitter.blocks.push({ kind: 'loop', start, breaks, iterates: true });
  emitter.block(stmt.body);
  emitter.blocks.pop();
  emitter.emit(Op.LoopJump, start);
  emitter.patch(out);
  emitter.block(stmt.orelse);
  for (const at of breaks) emitter.patch(at);
}

function compileAugmentedAssign(emitter: Emitter, stmt: Extract<Stmt, { kind: 'AugAssign' }>): void {
  const { target, value } = stmt;
  const op = binaryOps.indexOf(stmt.op);
  if (target.kind === 'Name') {
    emitter.expression(target);
    emitter.expression(value);
    emitter.span = stmt;
    emitter.emit(Op.InPlace, op);
    emitter.access('store', target.id);
  } else if (target.kind === 'Attribute') {
    emitter.expression(target.value);
    emitter.emit(Op.Dup);
    emitter.span = target;
    emitter.emit(Op.Attr, emitter.nameIndex(emitter.mangle(target.attr)));
    emitter.expression(value);
    emitter.span = stmt;
    emitter.emit(Op.InPlace, op);
    emitter.emit(Op.Rot2);
    emitter.emit(Op.StoreAttr, emitter.nameIndex(emitter.mangle(target.attr)));
  } else if (target.kind === 'Subscript') {
    emitter.expression(target.value);
    emitter.expression(target.index);
    emitter.emit(Op.Dup2);
    emitter.span = target;
    emitter.emit(Op.Index);
    emitter.expression(value);
    emitter.span = stmt;
    emitter.emit(Op.InPlace, op);
    emitter.emit(Op.Rot3);
    emitter.emit(Op.StoreIndex);
  }
}
