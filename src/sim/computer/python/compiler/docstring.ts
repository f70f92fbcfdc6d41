// The text that a module, class or function begins with.
import type { Stmt } from '../parser/syntax.ts';

/** What `__doc__` is to be; undefined when the first statement is no text. */
export function docOf(body: readonly Stmt[]): string | undefined {
  const [first] = body;
  if (first?.kind !== 'Expr' || first.value.kind !== 'Constant' || first.value.value.type !== 'str') return undefined;
  return first.value.value.value;
}
