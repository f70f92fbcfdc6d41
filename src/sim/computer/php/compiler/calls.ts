// Calls of functions and methods, and `new`.
import type { Task } from '../../../kernel/task.ts';
import { PhpArray, PhpObject, Ref, type Value } from '../values.ts';
import {
  callable,
  callFunction,
  callQuickNative,
  makeClosure,
  Named,
  nativeArguments,
  type Called,
  type Given,
} from '../run/calls.ts';
import { accessible, isA, type ClassInfo, type FunctionInfo, type MethodInfo } from '../run/class-info.ts';
import { toStr } from '../run/convert.ts';
import { declareClass } from '../run/declare-class.ts';
import type { Engine } from '../run/engine.ts';
import type { Frame } from '../run/frame.ts';
import { iterate } from '../run/iterate.ts';
import { instantiate } from '../run/objects.ts';
import { classReference } from './class-reference.ts';
import { compileClass } from './classes.ts';
import { quick, slow, type Code, type Place } from './code.ts';
import { evaluateAll, isPlace, valueOf, type Compiler } from './compiler.ts';
import { memberName } from './places.ts';
import { child, children, lineOf, nameIn, type Node } from './syntax.ts';

interface Argument {
  readonly code: Code;
  readonly place: Place | undefined;
  readonly name: string | undefined;
  readonly unpack: boolean;
}

function compileArguments(compiler: Compiler, nodes: readonly Node[]): readonly Argument[] {
  return nodes.map((node) => {
    const unpack = node.kind === 'variadic';
    const named = node.kind === 'namedargument';
    const value = unpack ? child(node, 'what') : named ? child(node, 'value') : node;
    return {
      code: compiler.expression(value),
      place: isPlace(value) ? compiler.place(value) : undefined,
      name: named ? nameIn(node, 'name') : undefined,
      unpack,
    };
  });
}

const takesReference = (info: FunctionInfo, at: number): boolean => {
  const param = info.params[at] ?? info.params.at(-1);
  return param !== undefined && param.byRef && (at < info.params.length || param.variadic);
};

function* evaluateArguments(frame: Frame, args: readonly Argument[], info: FunctionInfo): Task<Given[]> {
  const given: Given[] = [];
  for (const { code, place, name, unpack } of args) {
    if (unpack) {
      const iteration = yield* iterate(frame.engine, yield* valueOf(code, frame));
      if (!iteration) throw frame.engine.error('Error', 'Only arrays and Traversables can be unpacked');
      while (yield* iteration.next())
        given.push(typeof iteration.key === 'string' ? new Named(iteration.key, iteration.value) : iteration.value);
      continue;
    }
    const at = name === undefined ? given.length : info.params.findIndex((param) => param.name === name);
    let value: Value | Ref;
    if (takesReference(info, at))
      value = place ? place.ref(frame, yield* evaluateAll(place.parts, frame)) : new Ref(yield* valueOf(code, frame));
    else {
      value = code.now ? code.now(frame) : yield* code.run(frame);
      // What an argument after it does to the same array is not seen.
      if (value instanceof PhpArray && args.length > 1) value = value.copy();
    }
    given.push(name === undefined ? value : new Named(name, value));
  }
  return given;
}

/** Code of a call. */
export function compileCall(compiler: Compiler, node: Node): Code {
  const what = child(node, 'what');
  const args = compileArguments(compiler, children(node, 'arguments'));
  const line = lineOf(node);
  if (what.kind === 'name') return namedCall(compiler, what, args, line);
  if (
    (what.kind === 'propertylookup' || what.kind === 'nullsafepropertylookup') &&
    what['parenthesizedExpression'] !== true
  )
    return methodCall(compiler, what, args, line);
  if (what.kind === 'staticlookup' && what['parenthesizedExpression'] !== true)
    return staticCall(compiler, what, args, line);
  const code = compiler.expression(what);
  return slow(function* (frame) {
    const fn = yield* valueOf(code, frame);
    frame.line = line;
    const called = needCallable(frame.engine, fn);
    const given = yield* evaluateArguments(frame, args, called.info);
    frame.line = line;
    return yield* callFunction(frame.engine, called, given);
  });
}

function needCallable(php: Engine, fn: Value): Called {
  const called = callable(php, fn);
  if (called) return called;
  if (typeof fn === 'string') {
    const [cls, method] = fn.split('::');
    if (method !== undefined && cls !== undefined) {
      php.needClass(cls);
      throw php.error('Error', `Call to undefined method ${fn}()`);
    }
    throw php.noFunction(fn);
  }
  if (fn instanceof PhpArray && fn.size === 2) {
    const [of, name] = fn.values();
    if (of instanceof PhpObject)
      throw php.error('Error', `Call to undefined method ${of.cls.name}::${toStr(php, name ?? null)}()`);
    if (typeof of === 'string') {
      php.needClass(of);
      throw php.error('Error', `Call to undefined method ${of}::${toStr(php, name ?? null)}()`);
    }
  }
  if (fn instanceof PhpArray) throw php.error('Error', 'Array callback must have exactly two elements');
  throw php.error(
    'Error',
    fn instanceof PhpObject
      ? `Object of type ${fn.cls.name} is not callable`
      : `Value of type ${php.typeOf(fn)} is not callable`,
  );
}

function namedCall(compiler: Compiler, what: Node, args: readonly Argument[], line: number): Code {
  const candidates = compiler.names.functionOf(what);
  const name = candidates.at(-1) ?? '';
  const find = (php: Engine): FunctionInfo => {
    for (const one of candidates) {
      const info = php.functionNamed(one);
      if (info) return info;
    }
    throw php.noFunction(
      candidates[0] !== name && !php.standard.isKnown(name.toLowerCase()) ? (candidates[0] ?? name) : name,
    );
  };
  const run = function* (frame: Frame): Task<Value> {
    frame.line = line;
    const info = find(frame.engine);
    const given = yield* evaluateArguments(frame, args, info);
    frame.line = line;
    return yield* callFunction(frame.engine, { info }, given);
  };
  const simple = args.every(
    (arg) =>
      !arg.unpack && arg.name === undefined && arg.code.now && (arg.place?.parts.every(({ now }) => now) ?? true),
  );
  if (!simple || !compiler.isQuick(name)) return slow(run);
  return {
    run,
    now: (frame) => {
      const php = frame.engine;
      const info = find(php);
      if (!info.native) return php.atOnce(run(frame));
      frame.line = line;
      const given: (Value | Ref)[] = [];
      for (const [at, { code, place }] of args.entries()) {
        if (takesReference(info, at) && place)
          given.push(
            place.ref(
              frame,
              place.parts.map((part) => part.now?.(frame) ?? null),
            ),
          );
        else given.push(code.now?.(frame) ?? null);
      }
      const called = { info };
      return callQuickNative(php, called, nativeArguments(php, called, given));
    },
  };
}

/** The method that a call means; private ones of the class that the code stands in come first. */
function findMethod(frame: Frame, cls: ClassInfo, name: string): MethodInfo | undefined {
  const { scope } = frame;
  const lower = name.toLowerCase();
  if (scope && scope !== cls && isA(cls, scope)) {
    const own = scope.methods.get(lower);
    if (own?.visibility === 'private' && own.cls === scope) return own;
  }
  return cls.methods.get(lower);
}

function method(frame: Frame, object: PhpObject, name: string): Called {
  const php = frame.engine;
  const { cls } = object;
  const found = findMethod(frame, cls, name);
  if (found && (found.visibility === 'public' || accessible(found.visibility, found.cls, frame.scope)))
    return { info: found.info, self: found.isStatic ? undefined : object, scope: found.cls, called: cls };
  if (cls.name === 'Closure' && name.toLowerCase() === '__invoke') return needCallable(php, object);
  const magic = php.findMethod(cls, '__call');
  if (magic) return { info: magic.info, self: object, scope: magic.cls, called: cls, magic: name };
  if (found)
    throw php.error(
      'Error',
      `Call to ${found.visibility} method ${cls.name}::${found.name}() from ${frame.scope ? `scope ${frame.scope.name}` : 'global scope'}`,
    );
  throw php.error('Error', `Call to undefined method ${cls.name}::${name}()`);
}

/** Whether a chain of accesses has a `?->` in it: it ends there when null comes out. */
function hasNullsafe(node: Node): boolean {
  if (node.kind === 'nullsafepropertylookup') return true;
  const inner = ['propertylookup', 'call', 'offsetlookup'].includes(node.kind) ? node['what'] : undefined;
  return typeof inner === 'object' && inner !== null && hasNullsafe(inner as Node);
}

function methodCall(compiler: Compiler, what: Node, args: readonly Argument[], line: number): Code {
  const base = compiler.expression(child(what, 'what'));
  const name = memberName(compiler, what);
  const gentle = hasNullsafe(what);
  return slow(function* (frame) {
    const object = yield* valueOf(base, frame);
    if (object === null && gentle) return null;
    const given = yield* valueOf(name, frame);
    const php = frame.engine;
    if (!(object instanceof PhpObject)) {
      frame.line = line;
      throw php.error('Error', `Call to a member function ${toStr(php, given)}() on ${php.typeOf(object)}`);
    }
    frame.line = line;
    const called = typeof given === 'string' ? method(frame, object, given) : needCallable(php, given);
    const values = args.length === 0 ? [] : yield* evaluateArguments(frame, args, called.info);
    frame.line = line;
    return yield* callFunction(php, called, values);
  });
}

function staticMethod(frame: Frame, cls: ClassInfo, name: string, forwards: boolean): Called {
  const php = frame.engine;
  const found = findMethod(frame, cls, name);
  const self = frame.self && isA(frame.self.cls, cls) ? frame.self : undefined;
  if (found && (found.visibility === 'public' || accessible(found.visibility, found.cls, frame.scope))) {
    if (found.isAbstract) throw php.error('Error', `Cannot call abstract method ${found.cls.name}::${found.name}()`);
    if (found.isStatic) return { info: found.info, scope: found.cls, called: forwards ? (frame.called ?? cls) : cls };
    if (!self)
      throw php.error('Error', `Non-static method ${found.cls.name}::${found.name}() cannot be called statically`);
    return { info: found.info, self, scope: found.cls, called: self.cls };
  }
  const magic = self && php.findMethod(cls, '__call');
  if (magic) return { info: magic.info, self, scope: magic.cls, called: cls, magic: name };
  const staticMagic = php.findMethod(cls, '__callstatic');
  if (staticMagic) return { info: staticMagic.info, scope: staticMagic.cls, called: cls, magic: name };
  if (found)
    throw php.error(
      'Error',
      `Call to ${found.visibility} method ${cls.name}::${found.name}() from ${frame.scope ? `scope ${frame.scope.name}` : 'global scope'}`,
    );
  if (name.toLowerCase() === '__construct') throw php.error('Error', 'Cannot call constructor');
  throw php.error('Error', `Call to undefined method ${cls.name}::${name}()`);
}

function staticCall(compiler: Compiler, what: Node, args: readonly Argument[], line: number): Code {
  const of = classReference(compiler, child(what, 'what'));
  const offset = child(what, 'offset');
  const name = offset.kind === 'variable' ? compiler.expression(offset) : memberName(compiler, what);
  return slow(function* (frame) {
    const values = yield* evaluateAll(of.parts, frame);
    frame.line = line;
    const cls = of.resolve(frame, values);
    const given = yield* valueOf(name, frame);
    const called =
      typeof given === 'string' ? staticMethod(frame, cls, given, of.forwards) : needCallable(frame.engine, given);
    const evaluated = yield* evaluateArguments(frame, args, called.info);
    frame.line = line;
    return yield* callFunction(frame.engine, called, evaluated);
  });
}

/** `f(...)`: a function as a value. */
export function firstClass(compiler: Compiler, node: Node): Code {
  const what = child(node, 'what');
  const close = (frame: Frame, { info, self, scope, called, bound = [], magic }: Called): PhpObject => {
    if (magic !== undefined) throw frame.engine.notSimulated(`${magic}(...) of __call`);
    return makeClosure(frame.engine, { info, self, scope, called, bound });
  };
  if (what.kind === 'name') {
    const candidates = compiler.names.functionOf(what);
    return quick((frame) => {
      for (const name of candidates) {
        const info = frame.engine.functionNamed(name);
        if (info) return close(frame, { info });
      }
      throw frame.engine.noFunction(candidates[0] ?? '');
    });
  }
  if (what.kind === 'propertylookup') {
    const base = compiler.expression(child(what, 'what'));
    const name = memberName(compiler, what);
    return slow(function* (frame) {
      const object = yield* valueOf(base, frame);
      const given = toStr(frame.engine, yield* valueOf(name, frame));
      if (!(object instanceof PhpObject))
        throw frame.engine.error('Error', `Call to a member function ${given}() on ${frame.engine.typeOf(object)}`);
      return close(frame, method(frame, object, given));
    });
  }
  if (what.kind === 'staticlookup') {
    const of = classReference(compiler, child(what, 'what'));
    const name = memberName(compiler, what);
    return slow(function* (frame) {
      const cls = of.resolve(frame, yield* evaluateAll(of.parts, frame));
      return close(frame, staticMethod(frame, cls, toStr(frame.engine, yield* valueOf(name, frame)), of.forwards));
    });
  }
  const code = compiler.expression(what);
  return slow(function* (frame) {
    return close(frame, needCallable(frame.engine, yield* valueOf(code, frame)));
  });
}

/** Code of `new`. */
export function compileNew(compiler: Compiler, node: Node): Code {
  const what = child(node, 'what');
  const args = compileArguments(compiler, children(node, 'arguments'));
  const line = lineOf(node);
  const anonymous = what.kind === 'class' ? compileClass(compiler, what) : undefined;
  const of = anonymous ? undefined : classReference(compiler, what);
  return slow(function* (frame) {
    const php = frame.engine;
    const values = of ? yield* evaluateAll(of.parts, frame) : [];
    frame.line = line;
    let cls: ClassInfo | undefined = of?.resolve(frame, values);
    if (anonymous) cls = php.classes.get(anonymous.name.toLowerCase()) ?? declareClass(php, anonymous);
    if (!cls) throw new Error('php: no class for new');
    const constructor = php.findMethod(cls, '__construct');
    const given = constructor ? yield* evaluateArguments(frame, args, constructor.info) : [];
    if (!constructor) for (const { code } of args) yield* valueOf(code, frame);
    frame.line = line;
    return yield* instantiate(php, cls, given);
  });
}
