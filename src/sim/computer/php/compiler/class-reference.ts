// What stands before `::` and after `new`: a class by its name, self, static, parent, or what an expression says.
import { PhpObject, type Value } from '../values.ts';
import type { ClassInfo } from '../run/class-info.ts';
import type { Frame } from '../run/frame.ts';
import type { Code } from './code.ts';
import type { Compiler } from './compiler.ts';
import { nameIn, type Node } from './syntax.ts';

export interface ClassReference {
  /** Expressions to be evaluated first: one at most, at the place `at` (0) of the values. */
  readonly parts: readonly Code[];
  readonly resolve: (frame: Frame, values: readonly Value[]) => ClassInfo;
  /** Passes the called class on: self, static, parent. */
  readonly forwards: boolean;
  /** The name, if it is written there. */
  readonly name: string | undefined;
}

export function classReference(compiler: Compiler, node: Node): ClassReference {
  const special =
    { selfreference: 'self', staticreference: 'static', parentreference: 'parent' }[node.kind] ??
    (node.kind === 'name' ? nameIn(node, 'name').toLowerCase() : '');
  if (special === 'self' || special === 'static' || special === 'parent')
    return { parts: [], forwards: true, name: undefined, resolve: (frame) => specialClass(frame, special) };
  if (node.kind === 'name') {
    const name = compiler.names.classOf(node);
    return { parts: [], forwards: false, name, resolve: (frame) => frame.engine.needClass(name) };
  }
  return {
    parts: [compiler.expression(node)],
    forwards: false,
    name: undefined,
    resolve: (frame, [value = null]) => {
      if (value instanceof PhpObject) return value.cls;
      if (typeof value === 'string') return frame.engine.needClass(value);
      throw frame.engine.error('Error', `Cannot use value of type ${frame.engine.typeOf(value)} as class name`);
    },
  };
}

function specialClass(frame: Frame, name: 'self' | 'static' | 'parent'): ClassInfo {
  const found = name === 'static' ? frame.called : name === 'self' ? frame.scope : frame.scope?.parent;
  if (found) return found;
  if (name === 'parent' && frame.scope)
    throw frame.engine.error('Error', 'Cannot use "parent" when current class scope has no parent');
  throw frame.engine.error('Error', `Cannot use "${name}" when no class scope is active`);
}
