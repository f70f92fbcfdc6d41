// `try` and `with`: what is done when an exception passes.
import type { Handler, Span, Stmt, WithItem } from '../parser/syntax.ts';
import { emitAwait } from './awaiting.ts';
import { Op } from './code.ts';
import type { Emitter } from './emitter.ts';
import { callExit } from './jumps.ts';
import { store } from './targets.ts';

/** A `try` without its `finally`. */
export function compileTry(emitter: Emitter, stmt: Extract<Stmt, { kind: 'Try' }>): void {
  if (stmt.handlers.length === 0) {
    emitter.block(stmt.body);
    return;
  }
  const guard = emitter.emit(Op.Try);
  emitter.blocks.push({ kind: 'try' });
  emitter.block(stmt.body);
  emitter.blocks.pop();
  emitter.emit(Op.EndTry);
  emitter.block(stmt.orelse);
  const ends = [emitter.emit(Op.Jump)];
  emitter.patch(guard);
  emitter.blocks.push({ kind: 'handler' });
  for (const handler of stmt.handlers) {
    emitter.span = handler;
    let next: number | undefined;
    if (handler.type) {
      if (!stmt.star) emitter.emit(Op.Dup);
      emitter.expression(handler.type);
      emitter.span = handler.type;
      emitter.emit(stmt.star ? Op.SplitGroup : Op.MatchException);
      next = emitter.emit(Op.JumpFalse);
    }
    compileHandler(emitter, handler, stmt.star);
    if (!stmt.star) {
      emitter.emit(Op.EndHandler);
      ends.push(emitter.emit(Op.Jump));
    }
    if (next !== undefined) emitter.patch(next);
  }
  if (stmt.star) {
    emitter.emit(Op.Dup);
    const clean = emitter.emit(Op.JumpIfNone);
    emitter.emit(Op.Reraise);
    emitter.patch(clean);
    emitter.emit(Op.EndHandler);
  } else emitter.emit(Op.Reraise);
  emitter.blocks.pop();
  for (const end of ends) emitter.patch(end);
}

function compileHandler(emitter: Emitter, handler: Handler, star: boolean): void {
  const { name } = handler;
  if (name === undefined) {
    if (star) emitter.emit(Op.Pop);
    emitter.block(handler.body);
    return;
  }
  if (!star) emitter.emit(Op.Dup);
  emitter.access('store', name);
  const guard = emitter.emit(Op.Try);
  emitter.blocks.push({ kind: 'try' }, { kind: 'named', name });
  emitter.block(handler.body);
  emitter.blocks.pop();
  emitter.blocks.pop();
  emitter.emit(Op.EndTry);
  emitter.none();
  emitter.access('store', name);
  emitter.access('delete', name);
  const end = emitter.emit(Op.Jump);
  emitter.patch(guard);
  emitter.none();
  emitter.access('store', name);
  emitter.access('delete', name);
  emitter.emit(Op.Reraise);
  emitter.patch(end);
}

/** A `try` with `finally`: its body is emitted once for each way out. */
export function compileFinally(emitter: Emitter, stmt: Extract<Stmt, { kind: 'Try' }>, final: readonly Stmt[]): void {
  const guard = emitter.emit(Op.Try);
  emitter.blocks.push({ kind: 'finally', body: final });
  compileTry(emitter, stmt);
  emitter.blocks.pop();
  emitter.emit(Op.EndTry);
  emitter.block(final);
  const end = emitter.emit(Op.Jump);
  emitter.patch(guard);
  emitter.blocks.push({ kind: 'handler' });
  emitter.block(final);
  emitter.blocks.pop();
  emitter.emit(Op.Reraise);
  emitter.patch(end);
}

/** `with` and `async with`, an item within the other. */
export function compileWith(
  emitter: Emitter,
  items: readonly WithItem[],
  body: readonly Stmt[],
  isAsync: boolean,
  span: Span,
): void {
  const [item, ...rest] = items;
  if (!item) {
    emitter.block(body);
    return;
  }
  emitter.expression(item.context);
  emitter.span = item.context;
  emitter.emit(Op.Enter, isAsync ? 1 : 0);
  if (isAsync) emitAwait(emitter);
  // What `__enter__` gave is on the stack, and is stored inside.
  const guard = emitter.emit(Op.TryBelow);
  emitter.blocks.push({ kind: 'with', isAsync, span: item.context });
  if (item.target) store(emitter, item.target);
  else emitter.emit(Op.Pop);
  compileWith(emitter, rest, body, isAsync, span);
  emitter.blocks.pop();
  emitter.emit(Op.EndTry);
  emitter.span = item.context;
  callExit(emitter, isAsync);
  const end = emitter.emit(Op.Jump);
  emitter.patch(guard);
  emitter.emit(Op.Exit);
  if (isAsync) emitAwait(emitter);
  const swallowed = emitter.emit(Op.JumpTrue);
  emitter.emit(Op.Reraise);
  emitter.patch(swallowed);
  emitter.emit(Op.EndHandler);
  emitter.emit(Op.Pop);
  emitter.patch(end);
}
