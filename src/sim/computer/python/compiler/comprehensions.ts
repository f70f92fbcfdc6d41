// Comprehensions and generator expressions: functions that are called at once.
import type { Comprehension, Expr } from '../parser/syntax.ts';
import { asyncNext, emitAwait } from './awaiting.ts';
import { Op } from './code.ts';
import type { Emitter } from './emitter.ts';
import { jumpsUnless } from './jumps.ts';
import { store } from './targets.ts';

/** Pushes the value of a comprehension, or its generator. */
export function compileComprehension(emitter: Emitter, node: Extract<Expr, { kind: 'Comp' | 'DictComp' }>): void {
  const { loops } = node;
  const name =
    node.kind === 'DictComp'
      ? '<dictcomp>'
      : { list: '<listcomp>', set: '<setcomp>', generator: '<genexpr>' }[node.type];
  const child = emitter.child(node, name, node);
  const { code } = child;
  code.positional = 1;
  child.localIndex('.0');
  child.span = node;
  const generates = node.kind === 'Comp' && node.type === 'generator';
  if (generates) code.generator = true;
  else child.emit(node.kind === 'DictComp' ? Op.Dict : node.type === 'set' ? Op.Set : Op.List, 0);
  compileLoop(child, loops, 0, () => {
    if (node.kind === 'DictComp') {
      child.expression(node.key);
      child.expression(node.value);
      child.emit(Op.Put, loops.length + 1);
      return;
    }
    child.expression(node.element);
    if (generates) {
      child.emit(Op.Yield);
      child.emit(Op.Pop);
    } else child.emit(node.type === 'set' ? Op.Add : Op.Append, loops.length + 1);
  });
  if (generates) child.none();
  child.emit(Op.Return);
  child.cellArguments();
  const [first] = loops;
  emitter.span = node;
  emitter.emit(Op.Tuple, 0);
  emitter.emit(Op.Dict, 0);
  emitter.emit(Op.Dict, 0);
  emitter.closure(code);
  emitter.emit(Op.Function, emitter.code.consts.length - 1);
  if (first) {
    emitter.expression(first.iter);
    emitter.span = first.iter;
    emitter.emit(first.isAsync ? Op.AsyncIter : Op.Iter);
  }
  emitter.span = node;
  emitter.emit(Op.Call, 1);
  if (code.coroutine && !generates) emitAwait(emitter);
}

function compileLoop(emitter: Emitter, loops: readonly Comprehension[], index: number, inner: () => void): void {
  const loop = loops[index];
  if (!loop) {
    inner();
    return;
  }
  if (index === 0) emitter.emit(Op.Local, emitter.localIndex('.0'));
  else {
    emitter.expression(loop.iter);
    emitter.emit(loop.isAsync ? Op.AsyncIter : Op.Iter);
  }
  const start = emitter.here;
  const out = loop.isAsync ? asyncNext(emitter) : emitter.emit(Op.ForIter);
  store(emitter, loop.target);
  const skips = loop.ifs.flatMap((test) => jumpsUnless(emitter, test));
  compileLoop(emitter, loops, index + 1, inner);
  for (const at of skips) emitter.patch(at);
  emitter.emit(Op.LoopJump, start);
  emitter.patch(out);
}
