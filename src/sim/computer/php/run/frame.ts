// One call: its variables, its object, and where it is.
import { Ref, type PhpObject, type Value } from '../values.ts';
import type { ClassInfo, FunctionInfo } from './class-info.ts';
import type { Engine } from './engine.ts';

export class Frame {
  readonly engine: Engine;
  info: FunctionInfo;
  readonly vars: Map<string, Ref>;
  readonly self: PhpObject | undefined;
  /** The class that the code stands in, and the one that was called (`static`). */
  readonly scope: ClassInfo | undefined;
  readonly called: ClassInfo | undefined;
  readonly parent: Frame | undefined;
  args: readonly Value[] = [];
  line: number;
  file: string;

  constructor(
    engine: Engine,
    info: FunctionInfo,
    at: {
      self?: PhpObject | undefined;
      scope?: ClassInfo | undefined;
      called?: ClassInfo | undefined;
      vars?: Map<string, Ref>;
    },
  ) {
    this.engine = engine;
    this.info = info;
    this.vars = at.vars ?? new Map<string, Ref>();
    this.self = at.self;
    this.scope = at.scope;
    this.called = at.called;
    this.parent = engine.frame;
    this.line = info.line;
    this.file = info.file;
  }

  /** Its calls take no value of another type: `declare(strict_types=1)` of a file. */
  makeStrict(): void {
    this.info = { ...this.info, strict: true };
  }

  /** The variable of a name, made if there is none. */
  ref(name: string): Ref {
    let found = this.vars.get(name) ?? this.engine.superglobals.get(name);
    if (!found) {
      found = new Ref();
      this.vars.set(name, found);
    }
    return found;
  }

  lookup(name: string): Ref | undefined {
    return this.vars.get(name) ?? this.engine.superglobals.get(name);
  }
}
