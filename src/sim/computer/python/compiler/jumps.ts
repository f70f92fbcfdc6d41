// Conditions, and leaving the blocks around a statement.
import { PythonSyntaxError, type Expr, type Stmt } from '../parser/syntax.ts';
import { emitAwait } from './awaiting.ts';
import { Op } from './code.ts';
import type { Emitter } from './emitter.ts';

/** Jumps that are taken when a condition is false. */
export function jumpsUnless(emitter: Emitter, test: Expr): number[] {
  if (test.kind === 'Bool' && test.op === 'and') return test.values.flatMap((value) => jumpsUnless(emitter, value));
  if (test.kind === 'Unary' && test.op === 'not') {
    emitter.expression(test.operand);
    return [emitter.emit(Op.JumpTrue)];
  }
  emitter.expression(test);
  return [emitter.emit(Op.JumpFalse)];
}

/** Whether something is to be done before a function can be left from here. */
export function unwindsOnReturn(emitter: Emitter): boolean {
  return emitter.blocks.some(({ kind }) => kind === 'finally' || kind === 'with' || kind === 'named');
}

/** Leaves the blocks above `depth`; with a value on the stack that is kept (`return`). */
export function unwind(emitter: Emitter, depth: number, keeps: boolean): void {
  const blocks = emitter.blocks.splice(depth);
  const restore = [...blocks];
  for (let block = blocks.pop(); block; block = blocks.pop()) {
    switch (block.kind) {
      case 'loop':
        if (block.iterates) {
          if (keeps) emitter.emit(Op.Rot2);
          emitter.emit(Op.Pop);
        }
        break;
      case 'value':
        if (keeps) emitter.emit(Op.Rot2);
        emitter.emit(Op.Pop);
        break;
      case 'try':
        emitter.emit(Op.EndTry);
        break;
      case 'handler':
        if (keeps) emitter.emit(Op.Rot2);
        emitter.emit(Op.EndHandler);
        break;
      case 'named':
        emitter.none();
        emitter.access('store', block.name);
        emitter.access('delete', block.name);
        break;
      case 'finally': {
        emitter.emit(Op.EndTry);
        emitter.blocks.push(...restore.slice(0, blocks.length));
        if (keeps) emitter.blocks.push({ kind: 'value' });
        emitter.block(block.body);
        emitter.blocks.splice(depth);
        break;
      }
      case 'with':
        emitter.emit(Op.EndTry);
        if (keeps) emitter.emit(Op.Rot2);
        emitter.span = block.span;
        callExit(emitter, block.isAsync);
        break;
    }
  }
  emitter.blocks.push(...restore);
}

/** `break` and `continue`. */
export function leaveLoop(emitter: Emitter, stmt: Stmt): void {
  let depth = emitter.blocks.length - 1;
  while (depth >= 0 && emitter.blocks[depth]?.kind !== 'loop') depth--;
  const loop = emitter.blocks[depth];
  if (loop?.kind !== 'loop')
    throw new PythonSyntaxError(
      stmt.kind === 'Break' ? "'break' outside loop" : "'continue' not properly in loop",
      stmt,
    );
  unwind(emitter, depth + 1, false);
  if (stmt.kind === 'Continue') {
    emitter.emit(Op.LoopJump, loop.start);
    return;
  }
  if (loop.iterates) emitter.emit(Op.Pop);
  loop.breaks.push(emitter.emit(Op.Jump));
}

/** Calls the `__exit__` on the stack, with no exception. */
export function callExit(emitter: Emitter, isAsync: boolean): void {
  emitter.none();
  emitter.none();
  emitter.none();
  emitter.emit(Op.Call, 3);
  if (isAsync) emitAwait(emitter);
  emitter.emit(Op.Pop);
}
