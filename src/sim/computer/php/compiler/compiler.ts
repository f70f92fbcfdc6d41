// What the parts of the compiler share: each kind of node has its file, and they call each other through this.
import type { Task } from '../../../kernel/task.ts';
import type { Value } from '../values.ts';
import type { Frame } from '../run/frame.ts';
import { quick, slow, type Code, type Place, type Statement } from './code.ts';
import type { Names } from './names.ts';
import type { Node } from './syntax.ts';

/** The function or method that is being compiled. */
export interface Scope {
  readonly name: string;
  /** The name of the class around it; undefined outside of classes. */
  readonly cls: string | undefined;
  readonly parent: string | undefined;
  readonly isTrait: boolean;
  generator: boolean;
}

export interface Compiler {
  readonly file: string;
  readonly names: Names;
  strict: boolean;
  scope: Scope;
  /** Whether a name is a function of PHP's own that never waits. */
  readonly isQuick: (name: string) => boolean;
  readonly expression: (node: Node) => Code;
  /** What can be assigned to; for other expressions, what can be read. */
  readonly place: (node: Node) => Place;
  readonly statement: (node: Node) => Statement;
  readonly block: (nodes: readonly Node[]) => Statement;
}

/** Kinds of nodes that can be assigned to. */
const places = new Set(['variable', 'offsetlookup', 'propertylookup', 'staticlookup']);

export const isPlace = (node: Node): boolean =>
  places.has(node.kind) && !(node.kind === 'staticlookup' && (node['offset'] as Node).kind !== 'variable');

/** An expression made of others: evaluates them in order, then does something with their values. */
export function combine(codes: readonly Code[], then: (frame: Frame, values: readonly Value[]) => Value): Code {
  if (codes.every(({ now }) => now)) {
    const nows = codes.map(({ now }) => now as (frame: Frame) => Value);
    const [first, second] = nows;
    if (nows.length === 0) return quick((frame) => then(frame, []));
    if (nows.length === 1 && first) return quick((frame) => then(frame, [first(frame)]));
    if (nows.length === 2 && first && second) return quick((frame) => then(frame, [first(frame), second(frame)]));
    return quick((frame) =>
      then(
        frame,
        nows.map((now) => now(frame)),
      ),
    );
  }
  return slow(function* (frame) {
    return then(frame, yield* evaluateAll(codes, frame));
  });
}

/** The values of expressions, in order. */
export function* evaluateAll(codes: readonly Code[], frame: Frame): Task<Value[]> {
  const values: Value[] = [];
  for (const code of codes) values.push(code.now ? code.now(frame) : yield* code.run(frame));
  return values;
}

/** The value of an expression, with as little waiting as can be. */
export function* valueOf(code: Code, frame: Frame): Task<Value> {
  return code.now ? code.now(frame) : yield* code.run(frame);
}
