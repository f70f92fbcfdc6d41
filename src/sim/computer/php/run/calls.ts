// Calling: what is callable, how arguments become parameters, and the call itself.
import type { Task } from '../../../kernel/task.ts';
import { copied, Float, PhpArray, PhpObject, Ref, type ClosureData, type Key, type Value } from '../values.ts';
import { makeGenerator } from './generator.ts';
import { accessible, type ClassInfo, type FunctionInfo, type Param } from './class-info.ts';
import { toStr } from './convert.ts';
import type { Engine } from './engine.ts';
import { Frame } from './frame.ts';
import { coerced } from './types.ts';

/** An argument with its name. */
export class Named {
  readonly name: string;
  readonly value: Value | Ref;

  constructor(name: string, value: Value | Ref) {
    this.name = name;
    this.value = value;
  }
}

export type Given = Value | Ref | Named;

/** A function with all that belongs to a call of it. */
export interface Called {
  readonly info: FunctionInfo;
  readonly self?: PhpObject | undefined;
  readonly scope?: ClassInfo | undefined;
  readonly called?: ClassInfo | undefined;
  readonly bound?: readonly (readonly [string, Ref])[] | undefined;
  /** The method that was meant, for `__call`. */
  readonly magic?: string | undefined;
}

/** What a value calls; undefined when it is not callable. */
export function callable(php: Engine, value: Value): Called | undefined {
  if (value instanceof PhpObject) {
    const data = value.native as ClosureData | undefined;
    if (value.cls.name === 'Closure' && data) return data;
    const invoke = php.findMethod(value.cls, '__invoke');
    return invoke && { info: invoke.info, self: value, scope: invoke.cls, called: value.cls };
  }
  if (typeof value === 'string') {
    const [cls, name] = value.split('::');
    if (name !== undefined && cls !== undefined) return callableMethod(php, cls, name);
    const info = php.functionNamed(value.replace(/^\\/, ''));
    return info && { info };
  }
  if (!(value instanceof PhpArray) || value.size !== 2) return undefined;
  const [of, name] = [value.get(0), value.get(1)];
  return of === undefined || typeof name !== 'string' ? undefined : callableMethod(php, of, name);
}

function callableMethod(php: Engine, of: Value, given: string): Called | undefined {
  const cls = of instanceof PhpObject ? of.cls : typeof of === 'string' ? classFor(php, of) : undefined;
  if (!cls) return undefined;
  const parent = given.startsWith('parent::') ? cls.parent : cls;
  const name = given.replace(/^\w+::/, '');
  const method = parent && php.findMethod(parent, name.toLowerCase());
  const self = of instanceof PhpObject ? of : php.frame?.self;
  if (method && (method.visibility === 'public' || accessible(method.visibility, method.cls, php.frame?.scope)))
    return { info: method.info, self: method.isStatic ? undefined : self, scope: method.cls, called: cls };
  const magic = php.findMethod(cls, of instanceof PhpObject ? '__call' : '__callstatic');
  return (
    magic && {
      info: magic.info,
      self: of instanceof PhpObject ? of : undefined,
      scope: magic.cls,
      called: cls,
      magic: name,
    }
  );
}

function classFor(php: Engine, name: string): ClassInfo | undefined {
  const { frame } = php;
  if (name === 'self') return frame?.scope;
  if (name === 'static') return frame?.called;
  return name === 'parent' ? frame?.scope?.parent : php.classNamed(name);
}

/** The name of a function as messages say it. */
export const titleOf = (info: FunctionInfo, scope: ClassInfo | undefined): string =>
  scope && !info.name.startsWith('{closure') ? `${scope.name}::${info.name}` : info.name;

/** Makes an error that belongs to who calls, not to what is called. */
function beforeCall(php: Engine, make: () => Error): Error {
  const { frame } = php;
  php.frame = frame?.parent;
  const made = make();
  php.frame = frame;
  return made;
}

/** Calls and waits for the result. */
export function* callFunction(php: Engine, called: Called, given: readonly Given[]): Task<Value> {
  const args = called.magic === undefined ? given : [called.magic, gathered(given)];
  const { info } = called;
  if (info.native) {
    const converted = nativeArguments(php, called, args);
    if (!info.waits) return callQuickNative(php, called, converted);
    const frame = new Frame(php, info, called);
    frame.args = converted.map((one) => (one instanceof Ref ? one.value : (one ?? null)));
    php.enter(frame);
    try {
      const result = info.native(php, converted as never, frame);
      return isTask(result) ? yield* result : result;
    } finally {
      php.leave(frame);
    }
  }
  const frame = new Frame(php, info, called);
  for (const [name, ref] of called.bound ?? []) {
    const shared = info.uses.some((use) => use.byRef && use.name === name);
    frame.vars.set(name, shared ? ref : new Ref(copied(ref.value)));
  }
  php.enter(frame);
  try {
    yield* bindParameters(php, frame, args, called);
    if (info.generator) return makeGenerator(php, frame);
    if (php.budget <= 0) yield* php.pause();
    const completion = info.quick ? info.quick(frame) : info.body ? yield* info.body(frame) : undefined;
    const value = completion?.kind === 'return' ? completion.value : null;
    return info.returns ? returned(php, frame, value) : value;
  } finally {
    php.leave(frame);
  }
}

const isTask = (value: Value | Task<Value>): value is Task<Value> =>
  typeof value === 'object' && value !== null && 'next' in value && typeof value.next === 'function';

/** Arguments as one array, those with names by them. */
function gathered(given: readonly Given[]): PhpArray {
  const made = new PhpArray();
  for (const one of given)
    if (one instanceof Named) made.set(one.name, valueOf(one));
    else made.push(valueOf(one));
  return made;
}

const valueOf = (given: Given): Value =>
  given instanceof Ref ? given.value : given instanceof Named ? valueOf(given.value) : given;

/** Calls a function of PHP's own that never waits. */
export function callQuickNative(php: Engine, called: Called, converted: readonly (Value | Ref | undefined)[]): Value {
  const before = php.native;
  php.native = { info: called.info, args: converted };
  const result = called.info.native?.(php, converted as never, php.frame) as Value;
  php.native = before;
  return result;
}

/** Arguments at the places of their parameters. */
function arrange(
  php: Engine,
  called: Called,
  given: readonly Given[],
): { readonly args: (Value | Ref | undefined)[]; readonly extra: [Key, Value | Ref][] } {
  const { params } = called.info;
  const args: (Value | Ref | undefined)[] = [];
  const extra: [Key, Value | Ref][] = [];
  for (const one of given) {
    if (!(one instanceof Named)) {
      args.push(one);
      continue;
    }
    const at = params.findIndex((param) => param.name === one.name && !param.variadic);
    if (at >= 0) {
      if (args[at] !== undefined) throw php.error('Error', `Named parameter $${one.name} overwrites previous argument`);
      while (args.length < at) args.push(undefined);
      args[at] = one.value;
    } else if (params.at(-1)?.variadic) extra.push([one.name, one.value]);
    else throw beforeCall(php, () => php.error('Error', `Unknown named parameter $${one.name}`));
  }
  return { args, extra };
}

function* bindParameters(php: Engine, frame: Frame, given: readonly Given[], called: Called): Task {
  const { info } = frame;
  const { params } = info;
  const { args, extra } = arrange(php, called, given);
  frame.args = args.map((one) => (one instanceof Ref ? one.value : (one ?? null)));
  for (const [at, param] of params.entries()) {
    if (param.variadic) {
      const rest = new PhpArray();
      for (const [offset, one] of args.slice(at).entries()) {
        if (param.byRef && one instanceof Ref) rest.push(one);
        else rest.push(checked(php, frame, param, at + offset, valueOf(one ?? null)));
      }
      for (const [key, value] of extra) rest.set(key, valueOf(value));
      frame.vars.set(param.name, new Ref(rest));
      break;
    }
    const arg = args[at];
    if (arg === undefined) {
      if (!param.default) throw tooFew(php, frame, args.filter((one) => one !== undefined).length);
      const value = param.default.now ? param.default.now(frame) : yield* param.default.run(frame);
      frame.vars.set(param.name, new Ref(param.type ? checked(php, frame, param, at, value) : copied(value)));
    } else if (param.byRef && arg instanceof Ref) {
      if (param.type) arg.value = checked(php, frame, param, at, arg.value);
      frame.vars.set(param.name, arg);
    } else {
      const value = arg instanceof Ref ? arg.value : arg;
      frame.vars.set(param.name, new Ref(param.type ? checked(php, frame, param, at, value) : copied(value)));
    }
    if (param.promoted) frame.self?.set(param.name, copied(frame.vars.get(param.name)?.value ?? null));
  }
}

function checked(php: Engine, frame: Frame, param: Param, at: number, value: Value): Value {
  const { type } = param;
  if (!type || (value === null && param.nullDefault)) return copied(value);
  const strict = frame.parent?.info.strict ?? false;
  const fitting = coerced(php, value, type, strict, frame.scope);
  if (fitting !== undefined) return copied(fitting);
  const { parent, info } = frame;
  const caller = parent && parent.file !== '' ? `, called in ${parent.file} on line ${parent.line}` : '';
  throw php.error(
    'TypeError',
    `${titleOf(info, frame.scope)}(): Argument #${at + 1}${param.variadic ? '' : ` ($${param.name})`} must be of type ${type.text}, ${php.typeOf(value)} given${caller}`,
  );
}

function tooFew(php: Engine, frame: Frame, passed: number): Error {
  const { info, parent } = frame;
  const needed = info.params.filter((param) => !param.default && !param.variadic).length;
  const most = info.params.length === needed ? 'exactly' : 'at least';
  const where = parent && parent.file !== '' ? ` in ${parent.file} on line ${parent.line}` : '';
  return php.error(
    'ArgumentCountError',
    `Too few arguments to function ${titleOf(info, frame.scope)}(), ${passed} passed${where} and ${most} ${needed} expected`,
  );
}

function returned(php: Engine, frame: Frame, value: Value): Value {
  const { returns } = frame.info;
  if (!returns || returns.text === 'void' || returns.text === 'never') return value;
  const fitting = coerced(php, value, returns, frame.info.strict, frame.called ?? frame.scope);
  if (fitting !== undefined) return fitting;
  throw php.error(
    'TypeError',
    `${titleOf(frame.info, frame.scope)}(): Return value must be of type ${returns.text}, ${value === null ? 'none' : php.typeOf(value)} returned`,
  );
}

/** The arguments of a function of PHP's own as its signature wants them. */
export function nativeArguments(php: Engine, called: Called, given: readonly Given[]): (Value | Ref | undefined)[] {
  const { info } = called;
  const { params, name } = info;
  const plain = given.some((one) => one instanceof Named) ? undefined : (given as readonly (Value | Ref)[]);
  const args: readonly (Value | Ref | undefined)[] = plain ?? arrange(php, called, given).args;
  const last = params.at(-1);
  const needed = params.filter((param) => param.default === undefined && !param.variadic && !param.nullDefault).length;
  const passed = args.length;
  if (passed < needed || (passed > params.length && !last?.variadic)) {
    const exactly = needed === params.length && !last?.variadic ? 'exactly' : passed < needed ? 'at least' : 'at most';
    const count = passed < needed ? needed : params.length;
    throw php.error(
      'ArgumentCountError',
      `${name}() expects ${exactly} ${count} argument${count === 1 ? '' : 's'}, ${passed} given`,
    );
  }
  const converted: (Value | Ref | undefined)[] = [];
  for (let at = 0; at < args.length; at++) {
    const param = params[at] ?? last;
    const arg = args[at];
    if (arg === undefined || !param) {
      converted.push(undefined);
      continue;
    }
    if (param.byRef) {
      converted.push(arg instanceof Ref ? arg : new Ref(arg));
      continue;
    }
    const value = arg instanceof Ref ? arg.value : arg;
    converted.push(param.type ? converted1(php, info, param, at, value) : value);
  }
  return converted;
}

const scalars = new Set(['string', 'int', 'float', 'bool']);

function converted1(php: Engine, info: FunctionInfo, param: Param, at: number, value: Value): Value {
  const { type } = param;
  if (!type) return value;
  const [first = ''] = type.names;
  if (type.names.length === 1) {
    if (first === 'string' && typeof value === 'string') return value;
    if (first === 'int' && typeof value === 'number') return value;
  }
  const strict = php.frame?.info.strict ?? false;
  if (value === null && !type.names.includes('null') && type.names.some((name) => scalars.has(name))) {
    if (!strict) {
      php.warn(
        `${info.name}(): Passing null to parameter #${at + 1} ($${param.name}) of type ${type.text} is deprecated`,
        'Deprecated',
      );
      if (type.names.includes('string')) return '';
      return first === 'bool' ? false : first === 'float' ? new Float(0) : 0;
    }
  }
  const fitting = coerced(php, value, type, strict);
  if (fitting !== undefined) return fitting;
  const wants =
    first === 'callable'
      ? `a valid callback, ${whyNotCallable(php, value)}`
      : `of type ${type.text}, ${php.typeOf(value)} given`;
  throw php.error('TypeError', `${info.name}(): Argument #${at + 1} ($${param.name}) must be ${wants}`);
}

function whyNotCallable(php: Engine, value: Value): string {
  if (typeof value === 'string') {
    const [cls = '', method] = value.split('::');
    if (method === undefined) return `function "${value}" not found or invalid function name`;
    return php.classNamed(cls) ? `class ${cls} does not have a method "${method}"` : `class "${cls}" not found`;
  }
  if (!(value instanceof PhpArray)) return 'no array or string given';
  const [of, name] = [value.get(0), value.get(1)];
  if (value.size !== 2 || of === undefined || name === undefined) return 'array callback must have exactly two members';
  if (typeof of === 'string' && !php.classNamed(of)) return `class "${of}" not found`;
  const cls = of instanceof PhpObject ? of.cls.name : toStr(php, of);
  return `class ${cls} does not have a method "${toStr(php, name)}"`;
}

/** An object of class Closure. */
export function makeClosure(php: Engine, data: ClosureData): PhpObject {
  const made = new PhpObject(php.needClass('Closure'), php.newId());
  made.native = data;
  return made;
}
