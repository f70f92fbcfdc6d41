// Waiting for another coroutine or generator.
import { Op } from './code.ts';
import type { Emitter } from './emitter.ts';

/** The next value of an asynchronous iterator; the jump that is taken at its end. */
export function asyncNext(emitter: Emitter): number {
  const guard = emitter.emit(Op.Try);
  emitter.emit(Op.AsyncNext);
  emitAwait(emitter);
  emitter.emit(Op.EndTry);
  const go = emitter.emit(Op.Jump);
  emitter.patch(guard);
  const out = emitter.emit(Op.StopAsync);
  emitter.patch(go);
  return out;
}

/** Waits for the value on the stack, and replaces it by what it gave. */
export function emitAwait(emitter: Emitter): void {
  emitter.emit(Op.Await);
  emitter.none();
  delegate(emitter);
}

/** Passes values between an inner generator and whoever resumes this one. */
export function delegate(emitter: Emitter): void {
  const at = emitter.emit(Op.YieldFrom);
  emitter.emit(Op.Yield, at);
}
