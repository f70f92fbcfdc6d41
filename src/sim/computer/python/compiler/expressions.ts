// Expressions to instructions that leave one value on the stack.
import { bytes, tuple } from '../objects/types.ts';
import { ellipsis, normal, PyFloat } from '../objects/values.ts';
import { PythonSyntaxError, type Constant, type Expr, type FormatPart } from '../parser/syntax.ts';
import { compileArguments, compileItems } from './arguments.ts';
import { emitAwait, delegate } from './awaiting.ts';
import { binaryOps, compareOps, Op, unaryOps } from './code.ts';
import { compileComprehension } from './comprehensions.ts';
import type { Emitter } from './emitter.ts';
import { compileFunction } from './functions.ts';
import { jumpsUnless } from './jumps.ts';

/** Emits the instructions of an expression; throws PythonSyntaxError. */
export function compileExpression(emitter: Emitter, expr: Expr): void {
  switch (expr.kind) {
    case 'Constant':
      emitter.span = expr;
      compileConstant(emitter, expr.value);
      break;
    case 'Name':
      emitter.span = expr;
      emitter.access('load', expr.id);
      break;
    case 'Joined':
      compileFormatted(emitter, expr.parts);
      break;
    case 'Attribute':
      emitter.expression(expr.value);
      emitter.span = expr;
      emitter.emit(Op.Attr, emitter.nameIndex(emitter.mangle(expr.attr)));
      break;
    case 'Subscript':
      emitter.expression(expr.value);
      emitter.expression(expr.index);
      emitter.span = expr;
      emitter.emit(Op.Index);
      break;
    case 'Slice':
      for (const part of [expr.lower, expr.upper, expr.step])
        if (part) emitter.expression(part);
        else emitter.none();
      emitter.emit(Op.Slice);
      break;
    case 'Call':
      compileCall(emitter, expr);
      break;
    case 'Binary':
      emitter.expression(expr.left);
      emitter.expression(expr.right);
      emitter.span = expr;
      emitter.emit(Op.Binary, binaryOps.indexOf(expr.op));
      break;
    case 'Unary':
      if (expr.op === '-' && expr.operand.kind === 'Constant' && expr.operand.value.type === 'int') {
        emitter.span = expr;
        emitter.constant(normal(-expr.operand.value.value));
        break;
      }
      emitter.expression(expr.operand);
      emitter.span = expr;
      emitter.emit(Op.Unary, unaryOps.indexOf(expr.op));
      break;
    case 'Bool': {
      const ends: number[] = [];
      for (const [index, value] of expr.values.entries()) {
        emitter.expression(value);
        if (index < expr.values.length - 1)
          ends.push(emitter.emit(expr.op === 'and' ? Op.JumpFalseKeep : Op.JumpTrueKeep));
      }
      for (const at of ends) emitter.patch(at);
      break;
    }
    case 'Compare':
      compileCompare(emitter, expr);
      break;
    case 'If': {
      const skip = jumpsUnless(emitter, expr.test);
      emitter.expression(expr.body);
      const end = emitter.emit(Op.Jump);
      for (const at of skip) emitter.patch(at);
      emitter.expression(expr.orelse);
      emitter.patch(end);
      break;
    }
    case 'Lambda':
      compileFunction(emitter, expr, '<lambda>', expr.params, expr.body);
      break;
    case 'Tuple':
      compileItems(
        emitter,
        expr.items,
        expr.items.some(({ kind }) => kind === 'Starred') ? Op.List : Op.Tuple,
        Op.Append,
        Op.Extend,
      );
      if (expr.items.some(({ kind }) => kind === 'Starred')) emitter.emit(Op.ListToTuple);
      break;
    case 'List':
      compileItems(emitter, expr.items, Op.List, Op.Append, Op.Extend);
      break;
    case 'Set':
      compileItems(emitter, expr.items, Op.Set, Op.Add, Op.Extend);
      break;
    case 'Dict':
      emitter.emit(Op.Dict, 0);
      for (const [index, key] of expr.keys.entries()) {
        const value = expr.values[index];
        if (!value) continue;
        if (key) emitter.expression(key);
        emitter.expression(value);
        emitter.span = key ?? value;
        emitter.emit(key ? Op.Put : Op.Merge, key ? 1 : 0);
      }
      break;
    case 'Comp':
    case 'DictComp':
      compileComprehension(emitter, expr);
      break;
    case 'Starred':
      throw new PythonSyntaxError("can't use starred expression here", expr);
    case 'Named':
      emitter.expression(expr.value);
      emitter.emit(Op.Dup);
      emitter.access('store', expr.target);
      break;
    case 'Await':
      emitter.expression(expr.value);
      emitter.span = expr;
      emitAwait(emitter);
      break;
    case 'Yield':
      if (expr.value) emitter.expression(expr.value);
      else emitter.none();
      emitter.span = expr;
      emitter.emit(Op.Yield);
      break;
    case 'YieldFrom':
      emitter.expression(expr.value);
      emitter.span = expr;
      emitter.emit(Op.Iter);
      emitter.none();
      delegate(emitter);
      break;
  }
}

function compileConstant(emitter: Emitter, constant: Constant): void {
  switch (constant.type) {
    case 'none': {
      emitter.none();
      return;
    }
    case 'ellipsis': {
      emitter.constant(ellipsis);
      return;
    }
    case 'bool': {
      emitter.constant(constant.value);
      return;
    }
    case 'int': {
      emitter.constant(normal(constant.value));
      return;
    }
    case 'float': {
      emitter.constant(new PyFloat(constant.value));
      return;
    }
    case 'imaginary':
      throw new PythonSyntaxError('not simulated: complex numbers', emitter.span);
    case 'str': {
      emitter.constant(constant.value);
      return;
    }
    case 'bytes': {
      emitter.constant(bytes(constant.value));
      return;
    }
  }
}

function compileFormatted(emitter: Emitter, parts: readonly FormatPart[]): void {
  for (const part of parts) {
    if (typeof part === 'string') {
      emitter.constant(part);
      continue;
    }
    emitter.expression(part.value);
    if (part.spec) compileFormatted(emitter, part.spec);
    emitter.span = part.value;
    emitter.emit(Op.Format, 'rsa'.indexOf(part.conversion || 'x') + 1 + (part.spec ? 4 : 0));
  }
  emitter.emit(Op.Join, parts.length);
}

function compileCompare(emitter: Emitter, expr: Extract<Expr, { kind: 'Compare' }>): void {
  emitter.expression(expr.left);
  const ends: number[] = [];
  for (const [index, right] of expr.rights.entries()) {
    emitter.expression(right);
    const last = index === expr.rights.length - 1;
    if (!last) {
      emitter.emit(Op.Dup);
      emitter.emit(Op.Rot3);
    }
    emitter.span = expr;
    emitter.emit(Op.Compare, compareOps.indexOf(expr.ops[index] ?? ''));
    if (!last) ends.push(emitter.emit(Op.JumpFalseKeep));
  }
  if (ends.length === 0) return;
  const end = emitter.emit(Op.Jump);
  for (const at of ends) emitter.patch(at);
  emitter.emit(Op.Rot2);
  emitter.emit(Op.Pop);
  emitter.patch(end);
}

function compileCall(emitter: Emitter, expr: Extract<Expr, { kind: 'Call' }>): void {
  const { func, args, keywords } = expr;
  const spreads = args.some(({ kind }) => kind === 'Starred') || keywords.some(({ name }) => name === undefined);
  const names = keywords.flatMap(({ name }) => name ?? []);
  const repeated = names.find((name, index) => names.indexOf(name) < index);
  if (repeated !== undefined) throw new PythonSyntaxError(`keyword argument repeated: ${repeated}`, expr);
  if (func.kind === 'Attribute' && !spreads && keywords.length === 0) {
    emitter.expression(func.value);
    emitter.span = func;
    emitter.emit(Op.Method, emitter.nameIndex(emitter.mangle(func.attr)));
    for (const arg of args) emitter.expression(arg);
    emitter.span = expr;
    emitter.emit(Op.CallMethod, args.length);
    return;
  }
  emitter.expression(func);
  if (spreads) {
    compileArguments(emitter, args, keywords);
    emitter.span = expr;
    emitter.emit(Op.CallSpread);
    return;
  }
  for (const arg of args) emitter.expression(arg);
  if (keywords.length === 0) {
    emitter.span = expr;
    emitter.emit(Op.Call, args.length);
    return;
  }
  for (const { value } of keywords) emitter.expression(value);
  emitter.constant(tuple(names));
  emitter.span = expr;
  emitter.emit(Op.CallKeywords, args.length);
}
