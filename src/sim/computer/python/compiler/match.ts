// `match`: patterns tested one after the other (PEP 634).
import type { Pattern, Stmt } from '../parser/syntax.ts';
import { compareOps, Op } from './code.ts';
import type { Emitter } from './emitter.ts';

/** `match` with its cases. */
export function compileMatch(emitter: Emitter, stmt: Extract<Stmt, { kind: 'Match' }>): void {
  emitter.expression(stmt.subject);
  const ends: number[] = [];
  for (const { pattern, guard, body } of stmt.cases) {
    const fails: number[] = [];
    emitter.span = stmt;
    emitter.emit(Op.Dup);
    compilePattern(emitter, pattern, fails, 0);
    if (guard) {
      emitter.expression(guard);
      fails.push(emitter.emit(Op.JumpFalse));
    }
    emitter.emit(Op.Pop);
    emitter.block(body);
    ends.push(emitter.emit(Op.Jump));
    for (const at of fails) emitter.patch(at);
  }
  emitter.emit(Op.Pop);
  for (const at of ends) emitter.patch(at);
}

/** Tests the top of the stack and takes it away; `depth` values below it are to go too when it fails. */
function compilePattern(emitter: Emitter, pattern: Pattern, fails: number[], depth: number): void {
  const unless = (): void => {
    if (depth === 0) {
      fails.push(emitter.emit(Op.JumpFalse));
      return;
    }
    const fine = emitter.emit(Op.JumpTrue);
    for (let count = 0; count < depth; count++) emitter.emit(Op.Pop);
    fails.push(emitter.emit(Op.Jump));
    emitter.patch(fine);
  };
  switch (pattern.kind) {
    case 'Value':
      emitter.expression(pattern.value);
      emitter.emit(
        Op.Compare,
        compareOps.indexOf(
          pattern.value.kind === 'Constant' && ['none', 'bool'].includes(pattern.value.value.type) ? 'is' : '==',
        ),
      );
      unless();
      break;
    case 'Capture':
      if (pattern.name === undefined) emitter.emit(Op.Pop);
      else emitter.access('store', pattern.name);
      break;
    case 'Star':
      break;
    case 'As':
      emitter.emit(Op.Dup);
      compilePattern(emitter, pattern.pattern, fails, depth + 1);
      emitter.access('store', pattern.name);
      break;
    case 'Or': {
      const fine: number[] = [];
      for (const [index, item] of pattern.items.entries()) {
        if (index === pattern.items.length - 1) {
          compilePattern(emitter, item, fails, depth);
          break;
        }
        const others: number[] = [];
        emitter.emit(Op.Dup);
        compilePattern(emitter, item, others, 0);
        emitter.emit(Op.Pop);
        fine.push(emitter.emit(Op.Jump));
        for (const at of others) emitter.patch(at);
      }
      for (const at of fine) emitter.patch(at);
      break;
    }
    case 'Sequence': {
      const star = pattern.items.findIndex(({ kind }) => kind === 'Star');
      emitter.emit(Op.Dup);
      emitter.emit(Op.MatchSequence, star >= 0 ? -pattern.items.length : pattern.items.length);
      depth++;
      unless();
      depth--;
      if (star >= 0) emitter.emit(Op.UnpackStar, star * 256 + (pattern.items.length - star - 1));
      else emitter.emit(Op.Unpack, pattern.items.length);
      for (const [index, item] of pattern.items.entries()) {
        const left = pattern.items.length - index - 1;
        if (item.kind === 'Star') {
          if (item.name === undefined) emitter.emit(Op.Pop);
          else emitter.access('store', item.name);
        } else compilePattern(emitter, item, fails, depth + left);
      }
      break;
    }
    case 'Mapping': {
      emitter.emit(Op.Dup);
      emitter.emit(Op.MatchMapping);
      depth++;
      unless();
      for (const key of pattern.keys) emitter.expression(key);
      emitter.emit(Op.Tuple, pattern.keys.length);
      emitter.emit(Op.MatchKeys, pattern.rest === undefined ? 0 : 1);
      depth--;
      // Leaves [rest] values… true, or false.
      unless();
      if (pattern.rest !== undefined) emitter.access('store', pattern.rest);
      for (const [index, item] of pattern.items.entries())
        compilePattern(emitter, item, fails, depth + pattern.items.length - index - 1);
      break;
    }
    case 'Class': {
      emitter.expression(pattern.cls);
      emitter.code.consts.push([pattern.items.length, pattern.names]);
      emitter.emit(Op.MatchClass, emitter.code.consts.length - 1);
      unless();
      const all = [...pattern.items, ...pattern.named];
      for (const [index, item] of all.entries()) compilePattern(emitter, item, fails, depth + all.length - index - 1);
      break;
    }
  }
}
