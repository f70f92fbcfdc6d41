// What is assigned to and deleted.
import { PythonSyntaxError, type Expr } from '../parser/syntax.ts';
import { Op } from './code.ts';
import type { Emitter } from './emitter.ts';

/** Stores the top of the stack. */
export function store(emitter: Emitter, target: Expr): void {
  const before = emitter.span;
  switch (target.kind) {
    case 'Name':
      emitter.span = target;
      emitter.access('store', target.id);
      break;
    case 'Attribute':
      emitter.expression(target.value);
      emitter.span = target;
      emitter.emit(Op.StoreAttr, emitter.nameIndex(emitter.mangle(target.attr)));
      break;
    case 'Subscript':
      emitter.expression(target.value);
      emitter.expression(target.index);
      emitter.span = target;
      emitter.emit(Op.StoreIndex);
      break;
    case 'Tuple':
    case 'List': {
      const star = target.items.findIndex(({ kind }) => kind === 'Starred');
      emitter.span = target;
      if (star >= 0) emitter.emit(Op.UnpackStar, star * 256 + (target.items.length - star - 1));
      else emitter.emit(Op.Unpack, target.items.length);
      for (const item of target.items) store(emitter, item.kind === 'Starred' ? item.value : item);
      break;
    }
    default:
      throw new PythonSyntaxError('cannot assign to expression', target);
  }
  emitter.span = before;
}

/** `del` of a target. */
export function compileDelete(emitter: Emitter, target: Expr): void {
  switch (target.kind) {
    case 'Name':
      emitter.access('delete', target.id);
      break;
    case 'Attribute':
      emitter.expression(target.value);
      emitter.emit(Op.DelAttr, emitter.nameIndex(emitter.mangle(target.attr)));
      break;
    case 'Subscript':
      emitter.expression(target.value);
      emitter.expression(target.index);
      emitter.emit(Op.DelIndex);
      break;
    case 'Tuple':
    case 'List':
      for (const item of target.items) compileDelete(emitter, item);
      break;
    default:
      throw new PythonSyntaxError('cannot delete expression', target);
  }
}
