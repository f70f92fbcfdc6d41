// Lists of expressions, some of them spread with a star.
import type { Expr } from '../parser/syntax.ts';
import { Op } from './code.ts';
import type { Emitter } from './emitter.ts';

/** Pushes a list of positional arguments and a dictionary of the named ones. */
export function compileArguments(
  emitter: Emitter,
  args: readonly Expr[],
  keywords: readonly { name: string | undefined; value: Expr }[],
): void {
  compileItems(emitter, args, Op.List, Op.Append, Op.Extend);
  emitter.emit(Op.Dict, 0);
  for (const { name, value } of keywords) {
    if (name !== undefined) emitter.constant(name);
    emitter.expression(value);
    if (name === undefined) emitter.emit(Op.Merge, 1);
    else emitter.emit(Op.Put, 1);
  }
}

/** Pushes a collection of the items, made by `make`, or item by item when one of them is spread. */
export function compileItems(
  emitter: Emitter,
  items: readonly Expr[],
  make: number,
  append: number,
  extend: number,
): void {
  if (!items.some(({ kind }) => kind === 'Starred')) {
    for (const item of items) emitter.expression(item);
    emitter.emit(make, items.length);
    return;
  }
  emitter.emit(make, 0);
  for (const item of items) {
    emitter.expression(item.kind === 'Starred' ? item.value : item);
    emitter.emit(item.kind === 'Starred' ? extend : append, 1);
  }
}
