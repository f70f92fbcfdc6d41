// Statements: each kind of node becomes code that says how it ended.
import type { Task } from '../../../kernel/task.ts';
import { copied, PhpArray, PhpObject, Ref, type Value } from '../values.ts';
import { equal, toBool, toCount, toStr } from '../run/convert.ts';
import { declareClass } from '../run/declare-class.ts';
import type { Frame } from '../run/frame.ts';
import { abandon, stateOf } from '../run/generator.ts';
import { iterate } from '../run/iterate.ts';
import { Abandoned, Thrown } from '../run/signals.ts';
import { compileClass } from './classes.ts';
import { constant, type Code, type Completion, type Statement } from './code.ts';
import { combine, evaluateAll, isPlace, valueOf, type Compiler } from './compiler.ts';
import { compileBinding, destructuring } from './expressions.ts';
import { compileFunction } from './functions.ts';
import { child, children, isNode, lineOf, nameIn, optional, text, type Node } from './syntax.ts';

const nothing: Statement = {
  now: () => undefined,
  *run() {
    return undefined;
  },
};

const immediate = (now: (frame: Frame) => Completion): Statement => ({
  now,
  *run(frame) {
    return now(frame);
  },
});

const waiting = (run: (frame: Frame) => Task<Completion>): Statement => ({ now: undefined, run });

/** Runs statements one after the other. */
export function compileBlock(compiler: Compiler, nodes: readonly Node[]): Statement {
  const statements = nodes.map((node) => compiler.statement(node)).filter((one) => one !== nothing);
  const [first] = statements;
  if (!first) return nothing;
  if (statements.length === 1) return first;
  if (statements.every(({ now }) => now)) {
    const nows = statements.map(({ now }) => now as (frame: Frame) => Completion);
    return immediate((frame) => {
      for (const now of nows) {
        const done = now(frame);
        if (done) return done;
      }
      return undefined;
    });
  }
  return waiting(function* (frame) {
    for (const { now, run } of statements) {
      const done = now ? now(frame) : yield* run(frame);
      if (done) return done;
    }
    return undefined;
  });
}

/** Code of a statement. */
export function compileStatement(compiler: Compiler, node: Node): Statement {
  const compile = table[node.kind];
  if (compile) return compile(compiler, node);
  return immediate((frame) => {
    throw frame.engine.notSimulated(`${node.kind} of PHP`);
  });
}

type Compile = (compiler: Compiler, node: Node) => Statement;

const table: Readonly<Record<string, Compile>> = {
  expressionstatement: (compiler, node) => evaluated(compiler, child(node, 'expression'), lineOf(node)),
  // Without its semicolon before `?>`, or as php-parser gives them.
  throw: (compiler, node) => evaluated(compiler, node, lineOf(node)),
  echo,
  inline: (_compiler, node) => {
    const html = text(node, 'value');
    return immediate((frame) => {
      frame.engine.echo(html);
      return undefined;
    });
  },
  block: (compiler, node) => compileBlock(compiler, children(node, 'children')),
  noop: () => nothing,
  label: () => nothing,
  if: compileIf,
  while: (compiler, node) => loop(compiler, [], child(node, 'test'), [], optional(node, 'body'), false),
  do: (compiler, node) => loop(compiler, [], child(node, 'test'), [], optional(node, 'body'), true),
  for: compileFor,
  foreach: compileForeach,
  switch: compileSwitch,
  break: (_compiler, node) => jump('break', node),
  continue: (_compiler, node) => jump('continue', node),
  return: compileReturn,
  try: compileTry,
  function: (compiler, node) => {
    const declare = declareFunction(compiler, node);
    return immediate((frame) => {
      declare(frame);
      return undefined;
    });
  },
  class: classStatement,
  interface: classStatement,
  trait: classStatement,
  enum: classStatement,
  global: compileGlobal,
  static: compileStatic,
  unset: compileUnset,
  constantstatement: compileConstants,
  declare: (compiler, node) => {
    for (const directive of children(node, 'directives'))
      if (nameIn(directive, 'key').toLowerCase() === 'strict_types')
        compiler.strict = child(directive, 'value')['value'] === '1';
    return compileBlock(compiler, children(node, 'children'));
  },
  namespace: (compiler, node) => {
    compiler.names.enter(nameIn(node, 'name'));
    return compileBlock(compiler, children(node, 'children'));
  },
  usegroup: (compiler, node) => {
    compiler.names.take(node);
    return nothing;
  },
  halt: () => immediate(() => ({ kind: 'return', value: 1 })),
};

function evaluated(compiler: Compiler, node: Node, line: number): Statement {
  const { now, run } = compiler.expression(node);
  if (now)
    return immediate((frame) => {
      frame.line = line;
      now(frame);
      if (frame.engine.mayBeUnreachable && !frame.parent) frame.engine.destroyUnreachable();
      return undefined;
    });
  return waiting(function* (frame) {
    frame.line = line;
    yield* run(frame);
    if (frame.engine.mayBeUnreachable && !frame.parent) frame.engine.destroyUnreachable();
    return undefined;
  });
}

function echo(compiler: Compiler, node: Node): Statement {
  const line = lineOf(node);
  const codes = children(node, 'expressions').map((one) => compiler.expression(one));
  const write = (frame: Frame, value: Value): void => frame.engine.echo(toStr(frame.engine, value));
  if (codes.every(({ now }) => now))
    return immediate((frame) => {
      frame.line = line;
      for (const { now } of codes) write(frame, now?.(frame) ?? null);
      return undefined;
    });
  return waiting(function* (frame) {
    frame.line = line;
    for (const code of codes) write(frame, yield* valueOf(code, frame));
    return undefined;
  });
}

function compileIf(compiler: Compiler, node: Node): Statement {
  const test = compiler.expression(child(node, 'test'));
  const body = compiler.statement(child(node, 'body'));
  const other = optional(node, 'alternate');
  const otherwise = other ? compiler.statement(other) : nothing;
  const line = lineOf(node);
  if (test.now && body.now && otherwise.now) {
    const [first, second, third] = [test.now, body.now, otherwise.now];
    return immediate((frame) => {
      frame.line = line;
      return toBool(first(frame)) ? second(frame) : third(frame);
    });
  }
  return waiting(function* (frame) {
    frame.line = line;
    const chosen = toBool(test.now ? test.now(frame) : yield* test.run(frame)) ? body : otherwise;
    return chosen.now ? chosen.now(frame) : yield* chosen.run(frame);
  });
}

/** What a loop does with the end of a turn: goes on (undefined), ends normally, or hands the completion outwards. */
function afterTurn(done: Completion): 'on' | { readonly completion: Completion } {
  if (!done) return 'on';
  if (done.kind === 'return') return { completion: done };
  if (done.level > 1) return { completion: { ...done, level: done.level - 1 } };
  return done.kind === 'continue' ? 'on' : { completion: undefined };
}

function loop(
  compiler: Compiler,
  init: readonly Code[],
  testNode: Node | undefined,
  increment: readonly Code[],
  bodyNode: Node | undefined,
  bodyFirst: boolean,
  tests: readonly Code[] = testNode ? [compiler.expression(testNode)] : [constant(true)],
): Statement {
  const body = bodyNode ? compiler.statement(bodyNode) : nothing;
  const line = testNode ? lineOf(testNode) : 0;
  return waiting(function* (frame) {
    const { engine } = frame;
    for (const code of init) yield* valueOf(code, frame);
    let skip = bodyFirst;
    for (;;) {
      if (--engine.budget <= 0) yield* engine.pause();
      if (!skip) {
        if (line > 0) frame.line = line;
        let holds = true;
        for (const test of tests) holds = toBool(test.now ? test.now(frame) : yield* test.run(frame));
        if (!holds) return undefined;
      }
      skip = false;
      const done = body.now ? body.now(frame) : yield* body.run(frame);
      if (done) {
        const after = afterTurn(done);
        if (after !== 'on') return after.completion;
      }
      for (const code of increment) {
        if (code.now) code.now(frame);
        else yield* code.run(frame);
      }
    }
  });
}

function compileFor(compiler: Compiler, node: Node): Statement {
  const codes = (field: string): readonly Code[] => children(node, field).map((one) => compiler.expression(one));
  const tests = codes('test');
  return loop(
    compiler,
    codes('init'),
    children(node, 'test')[0],
    codes('increment'),
    optional(node, 'body'),
    false,
    tests.length > 0 ? tests : [constant(true)],
  );
}

function compileForeach(compiler: Compiler, node: Node): Statement {
  const sourceNode = child(node, 'source');
  const source = compiler.expression(sourceNode);
  const keyNode = optional(node, 'key');
  const keyPlace = keyNode && compiler.place(keyNode);
  const valueNode = child(node, 'value');
  const body = optional(node, 'body') ? compiler.statement(child(node, 'body')) : nothing;
  const line = lineOf(node);
  const byRef = valueNode['byref'] === true || valueNode['byRef'] === true;
  const pattern =
    valueNode.kind === 'list' || valueNode.kind === 'array' ? destructuring(compiler, valueNode) : undefined;
  const valuePlace = pattern ? undefined : compiler.place(valueNode);
  const binding = byRef ? compileBinding(compiler, valueNode) : undefined;
  const sourcePlace = byRef && isPlace(sourceNode) ? compiler.place(sourceNode) : undefined;
  const name = valueNode.kind === 'variable' && typeof valueNode['name'] === 'string' ? valueNode['name'] : undefined;
  const setKey = function* (frame: Frame, key: Value): Task {
    if (keyPlace) keyPlace.set(frame, yield* evaluateAll(keyPlace.parts, frame), key);
  };
  const turn = function* (frame: Frame): Task<'on' | { readonly completion: Completion }> {
    const { engine } = frame;
    if (--engine.budget <= 0) yield* engine.pause();
    const done = body.now ? body.now(frame) : yield* body.run(frame);
    return afterTurn(done);
  };
  return waiting(function* (frame) {
    frame.line = line;
    const { engine } = frame;
    if (sourcePlace && binding) {
      const values = yield* evaluateAll(sourcePlace.parts, frame);
      const array = sourcePlace.array(frame, values);
      if (array) {
        for (const key of array.keys()) {
          const current = sourcePlace.array(frame, values);
          if (!current?.has(key)) continue;
          binding.bind(frame, yield* evaluateAll(binding.parts, frame), current.ref(key));
          yield* setKey(frame, key);
          const after = yield* turn(frame);
          if (after !== 'on') return after.completion;
        }
        return undefined;
      }
    }
    const from = yield* valueOf(source, frame);
    if (from instanceof PhpArray && name !== undefined && !byRef) {
      // An element that is a reference tells its value when its turn comes.
      for (const [key, held] of from.copy().raw()) {
        frame.ref(name).value = copied(held instanceof Ref ? held.value : held);
        if (keyPlace) yield* setKey(frame, key);
        if (--engine.budget <= 0) yield* engine.pause();
        const done = body.now ? body.now(frame) : yield* body.run(frame);
        if (!done) continue;
        const after = afterTurn(done);
        if (after !== 'on') return after.completion;
      }
      return undefined;
    }
    if (from instanceof PhpObject && from.cls.name === 'Generator' && stateOf(from).done)
      throw engine.error('Exception', 'Cannot traverse an already closed generator');
    const iteration = yield* iterate(engine, from);
    if (!iteration) {
      engine.warn(`foreach() argument must be of type array|object, ${engine.typeOf(from)} given`);
      return undefined;
    }
    while (yield* iteration.next()) {
      const value = copied(iteration.value);
      if (pattern) pattern.take(frame, yield* evaluateAll(pattern.parts, frame), 0, value);
      else if (valuePlace) valuePlace.set(frame, yield* evaluateAll(valuePlace.parts, frame), value);
      yield* setKey(frame, iteration.key);
      const after = yield* turn(frame);
      if (after !== 'on') {
        // Nobody else holds a generator that was made here.
        if (!isPlace(sourceNode) && from instanceof PhpObject && from.cls.name === 'Generator')
          yield* abandon(engine, stateOf(from));
        return after.completion;
      }
      frame.line = line;
    }
    return undefined;
  });
}

function compileSwitch(compiler: Compiler, node: Node): Statement {
  const test = compiler.expression(child(node, 'test'));
  const cases = children(child(node, 'body'), 'children').map((one) => {
    const wanted = optional(one, 'test');
    const body = optional(one, 'body');
    return {
      test: wanted && compiler.expression(wanted),
      body: body ? compiler.block(children(body, 'children')) : nothing,
    };
  });
  const line = lineOf(node);
  return waiting(function* (frame) {
    frame.line = line;
    const value = yield* valueOf(test, frame);
    let start = -1;
    for (const [at, one] of cases.entries()) {
      if (!one.test || !equal(frame.engine, value, yield* valueOf(one.test, frame))) continue;
      start = at;
      break;
    }
    if (start < 0) start = cases.findIndex((one) => !one.test);
    if (start < 0) return undefined;
    for (const { body } of cases.slice(start)) {
      const done = body.now ? body.now(frame) : yield* body.run(frame);
      if (!done) continue;
      if (done.kind === 'return') return done;
      return done.level > 1 ? { ...done, level: done.level - 1 } : undefined;
    }
    return undefined;
  });
}

function jump(kind: 'break' | 'continue', node: Node): Statement {
  const given = node['level'];
  const level = isNode(given) ? toCount(text(given, 'value')) : typeof given === 'number' ? given : 1;
  const completion: Completion = { kind, level };
  return immediate(() => completion);
}

function compileReturn(compiler: Compiler, node: Node): Statement {
  const given = optional(node, 'expr');
  const code = given ? compiler.expression(given) : constant(null);
  const line = lineOf(node);
  const { now, run } = code;
  if (now)
    return immediate((frame) => {
      frame.line = line;
      return { kind: 'return', value: copied(now(frame)) };
    });
  return waiting(function* (frame) {
    frame.line = line;
    return { kind: 'return', value: copied(yield* run(frame)) };
  });
}

function compileTry(compiler: Compiler, node: Node): Statement {
  const body = compiler.statement(child(node, 'body'));
  const catches = children(node, 'catches').map((one) => ({
    names: children(one, 'what').map((name) => compiler.names.classOf(name)),
    variable: one['variable'] ? nameIn(child(one, 'variable'), 'name') : undefined,
    body: compiler.statement(child(one, 'body')),
  }));
  const last = optional(node, 'always');
  const always = last && compiler.statement(last);
  const attempt = function* (frame: Frame): Task<Completion> {
    try {
      return body.now ? body.now(frame) : yield* body.run(frame);
    } catch (error) {
      const thrown = frame.engine.asThrown(error);
      const handler =
        thrown &&
        catches.find(({ names }) =>
          names.some((name) => name === 'Throwable' || frame.engine.isInstance(thrown.object, name)),
        );
      if (!thrown || !handler) throw error;
      frame.engine.frame = frame;
      frame.engine.native = undefined;
      if (handler.variable !== undefined) frame.ref(handler.variable).value = thrown.object;
      return yield* handler.body.run(frame);
    }
  };
  if (!always) return waiting(attempt);
  return waiting(function* (frame) {
    let done: Completion;
    try {
      done = yield* attempt(frame);
    } catch (error) {
      if (!(error instanceof Thrown || error instanceof Abandoned)) throw error;
      frame.engine.frame = frame;
      const after = yield* always.run(frame);
      if (after) return after;
      throw error;
    }
    return (yield* always.run(frame)) ?? done;
  });
}

/** Declares a function when it is run. */
export function declareFunction(compiler: Compiler, node: Node, hoisted = false): (frame: Frame) => void {
  const name = compiler.names.own(nameIn(node, 'name'));
  const template = compileFunction(compiler, node, name, { cls: undefined, parent: undefined });
  return ({ engine, file }) => {
    const info = template.make();
    const known = engine.functions.get(name.toLowerCase());
    // It is hoisted: the same statement finds it declared.
    if (!hoisted && known?.file === info.file && known.line === info.line) return;
    if (known) throw engine.redeclared(`Cannot redeclare function ${name}()`, known, file, info.line);
    engine.functions.set(name.toLowerCase(), info);
  };
}

function classStatement(compiler: Compiler, node: Node): Statement {
  const template = compileClass(compiler, node);
  return immediate((frame) => {
    const known = frame.engine.classes.get(template.name.toLowerCase());
    frame.line = template.line;
    // It is hoisted where that is possible.
    if (known?.file === template.file && known.line === template.line) return undefined;
    declareClass(frame.engine, template);
    return undefined;
  });
}

function compileGlobal(_compiler: Compiler, node: Node): Statement {
  const names = children(node, 'items').map((item) => nameIn(item, 'name'));
  return immediate((frame) => {
    for (const name of names) {
      let ref = frame.engine.globals.get(name);
      if (!ref) {
        ref = new Ref();
        frame.engine.globals.set(name, ref);
      }
      frame.vars.set(name, ref);
    }
    return undefined;
  });
}

function compileStatic(compiler: Compiler, node: Node): Statement {
  const variables = children(node, 'variables').map((one) => {
    const given = one.kind === 'staticvariable' ? optional(one, 'defaultValue') : undefined;
    const variable = one.kind === 'staticvariable' ? child(one, 'variable') : one;
    return { name: nameIn(variable, 'name'), code: given ? compiler.expression(given) : constant(null) };
  });
  return waiting(function* (frame) {
    for (const { name, code } of variables) {
      let ref = frame.info.statics.get(name);
      if (!ref) {
        ref = new Ref(copied(yield* valueOf(code, frame)));
        frame.info.statics.set(name, ref);
      }
      frame.vars.set(name, ref);
    }
    return undefined;
  });
}

function compileUnset(compiler: Compiler, node: Node): Statement {
  const line = lineOf(node);
  const codes = children(node, 'variables').map((one) => {
    const place = compiler.place(one);
    return combine(place.parts, (frame, values) => {
      place.unset(frame, values);
      return null;
    });
  });
  return waiting(function* (frame) {
    frame.line = line;
    for (const code of codes) yield* valueOf(code, frame);
    if (frame.engine.mayBeUnreachable && !frame.parent) frame.engine.destroyUnreachable();
    return undefined;
  });
}

function compileConstants(compiler: Compiler, node: Node): Statement {
  const constants = children(node, 'constants').map((one) => ({
    name: compiler.names.own(nameIn(one, 'name')),
    code: compiler.expression(child(one, 'value')),
  }));
  return waiting(function* (frame) {
    for (const { name, code } of constants) {
      const value = yield* valueOf(code, frame);
      if (frame.engine.constants.has(name)) frame.engine.warn(`Constant ${name} already defined`);
      else frame.engine.constants.set(name, value);
    }
    return undefined;
  });
}
