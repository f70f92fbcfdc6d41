// Expressions: each kind of node becomes code.
import type { Task } from '../../../kernel/task.ts';
import { Float, copied, isInt, PhpArray, PhpObject, Ref, type Value } from '../values.ts';
import { compare, equal, identical, toBool, toFloat, toInt, toStr, keyOf } from '../run/convert.ts';
import type { Engine } from '../run/engine.ts';
import type { Frame } from '../run/frame.ts';
import { iterate } from '../run/iterate.ts';
import { classConstant, createObject } from '../run/objects.ts';
import { operatorOf, step } from '../run/operators.ts';
import { Exit, Thrown } from '../run/signals.ts';
import { begin, advance, stateOf, yieldValue } from '../run/generator.ts';
import { evaluateFile, evaluateText } from '../run/include.ts';
import { compileCall, compileNew, firstClass } from './calls.ts';
import { classReference } from './class-reference.ts';
import { constant, quick, slow, type Code, type Place } from './code.ts';
import { combine, evaluateAll, isPlace, valueOf, type Compiler } from './compiler.ts';
import { compileClosure } from './functions.ts';
import { numberLiteral, stringLiteral } from './literals.ts';
import { memberName, readProperty } from './places.ts';
import { child, children, isNode, lineOf, nameIn, optional, text, type Node } from './syntax.ts';

/** Code of an expression. */
export function compileExpression(compiler: Compiler, node: Node): Code {
  const compile = table[node.kind];
  if (compile) return compile(compiler, node);
  return quick((frame) => {
    throw frame.engine.notSimulated(`${node.kind} of PHP`);
  });
}

type Compile = (compiler: Compiler, node: Node) => Code;

const read: Compile = (compiler, node) => {
  const name = node['name'];
  if (node.kind === 'variable' && typeof name === 'string' && name !== 'this' && name !== 'GLOBALS')
    return quick((frame) => {
      const ref = frame.lookup(name);
      if (ref) return ref.value;
      frame.engine.warn(`Undefined variable $${name}`);
      return null;
    });
  const place = compiler.place(node);
  return combine(place.parts, (frame, values) => place.get(frame, values));
};

const table: Readonly<Record<string, Compile>> = {
  number: (_compiler, node) => constant(numberLiteral(node)),
  string: (_compiler, node) => constant(stringLiteral(node)),
  nowdoc: (_compiler, node) => constant(text(node, 'value')),
  boolean: (_compiler, node) => constant(node['value'] === true),
  nullkeyword: () => constant(null),
  magic: magicConstant,
  name: namedConstant,
  identifier: namedConstant,
  variable: read,
  offsetlookup: read,
  propertylookup: read,
  nullsafepropertylookup: nullsafe,
  staticlookup,
  encapsed,
  encapsedpart: (compiler, node) => compiler.expression(child(node, 'expression')),
  literal: (compiler, node) => compiler.expression(child(node, 'value')),
  array: compileArray,
  bin: binary,
  unary,
  pre: (compiler, node) => increment(compiler, node, true),
  post: (compiler, node) => increment(compiler, node, false),
  cast,
  retif: conditional,
  silent,
  isset: compileIsset,
  empty: compileEmpty,
  assign,
  assignref: assignReference,
  call: (compiler, node) =>
    children(node, 'arguments')[0]?.kind === 'variadicplaceholder'
      ? firstClass(compiler, node)
      : compileCall(compiler, node),
  new: compileNew,
  clone,
  closure: compileClosure,
  arrowfunc: compileClosure,
  include,
  eval: compileEval,
  exit: compileExit,
  print: (compiler, node) =>
    combine([compiler.expression(child(node, 'expression'))], (frame, [value = null]) => {
      frame.engine.echo(toStr(frame.engine, value));
      return 1;
    }),
  throw: compileThrow,
  match: compileMatch,
  yield: compileYield,
  yieldfrom: yieldFrom,
  list: (compiler, node) => compileArray(compiler, node),
};

function magicConstant({ scope, file, names }: Compiler, node: Node): Code {
  switch (text(node, 'value').toUpperCase()) {
    case '__LINE__':
      return constant(lineOf(node));
    case '__FILE__':
      return constant(file);
    case '__DIR__':
      return constant(file.replace(/\/[^/]*$/, '') || '/');
    case '__NAMESPACE__':
      return constant(names.namespace);
    case '__FUNCTION__':
      return constant(scope.name);
    case '__METHOD__':
      return constant(scope.cls === undefined || scope.name === '' ? scope.name : `${scope.cls}::${scope.name}`);
    case '__CLASS__':
      return scope.isTrait ? quick((frame) => frame.scope?.name ?? '') : constant(scope.cls ?? '');
    default:
      return constant(scope.isTrait ? (scope.cls ?? '') : '');
  }
}

function namedConstant(compiler: Compiler, node: Node): Code {
  const name = nameIn(node, 'name');
  const lower = name.replace(/^\\/, '').toLowerCase();
  if (lower === 'true' || lower === 'false') return constant(lower === 'true');
  if (lower === 'null') return constant(null);
  const candidates = compiler.names.constantOf(node);
  return quick(({ engine }) => {
    for (const one of candidates) {
      const value = engine.constants.get(one) ?? engine.standard.constant(one, engine);
      if (value !== undefined) return value;
    }
    throw engine.error('Error', `Undefined constant "${candidates[0] ?? name}"`);
  });
}

function nullsafe(compiler: Compiler, node: Node): Code {
  return combine(
    [compiler.expression(child(node, 'what')), memberName(compiler, node)],
    (frame, [base = null, name = null]) =>
      base === null ? null : readProperty(frame.engine, base, toStr(frame.engine, name)),
  );
}

function staticlookup(compiler: Compiler, node: Node): Code {
  if (isPlace(node)) return read(compiler, node);
  const of = classReference(compiler, child(node, 'what'));
  const offset = child(node, 'offset');
  if (offset.kind !== 'identifier')
    return combine([...of.parts, compiler.expression(offset)], (frame, values) =>
      classConstant(frame.engine, of.resolve(frame, values), toStr(frame.engine, values.at(-1) ?? null)),
    );
  const name = nameIn(offset, 'name');
  if (name.toLowerCase() === 'class') {
    if (of.name !== undefined) return constant(of.name);
    return combine(of.parts, (frame, values) => of.resolve(frame, values).name);
  }
  return combine(of.parts, (frame, values) => classConstant(frame.engine, of.resolve(frame, values), name));
}

function encapsed(compiler: Compiler, node: Node): Code {
  const codes = children(node, 'value').map((part) => compiler.expression(part));
  if (text(node, 'type') === 'shell')
    return slow(function* (frame) {
      const { engine } = frame;
      const command = (yield* evaluateAll(codes, frame)).map((value) => toStr(engine, value)).join('');
      return yield* engine.call('shell_exec', [command]);
    });
  return combine(codes, ({ engine }, values) => values.map((value) => toStr(engine, value)).join(''));
}

function compileArray(compiler: Compiler, node: Node): Code {
  const items = children(node, 'items').filter((item) => item.kind !== 'noop');
  const entries = items.map((item) => {
    const isEntry = item.kind === 'entry';
    const value = isEntry ? child(item, 'value') : item;
    const byRef = isEntry && item['byRef'] === true;
    const unpack = item['unpack'] === true || value.kind === 'variadic';
    const keyNode = isEntry ? optional(item, 'key') : undefined;
    return {
      key: keyNode && compiler.expression(keyNode),
      place: byRef ? compiler.place(value) : undefined,
      value: compiler.expression(value.kind === 'variadic' ? child(value, 'what') : value),
      unpack,
    };
  });
  const put = (engine: Engine, into: PhpArray, key: Value | undefined, value: Value | Ref): void => {
    if (key === undefined) into.push(value instanceof Ref ? value : copied(value));
    else {
      const at = keyOf(engine, key);
      if (at === undefined) throw engine.error('TypeError', `Illegal offset type: ${engine.typeOf(key)}`);
      if (value instanceof Ref) into.bind(at, value);
      else into.set(at, copied(value));
    }
  };
  if (entries.every(({ key, place, value, unpack }) => !place && !unpack && value.now && (!key || key.now)))
    return quick((frame) => {
      const made = new PhpArray();
      for (const { key, value } of entries) {
        const at = key?.now?.(frame);
        put(frame.engine, made, at, value.now?.(frame) ?? null);
      }
      return made;
    });
  return slow(function* (frame) {
    const made = new PhpArray();
    for (const { key, place, value, unpack } of entries) {
      if (unpack) {
        yield* spread(frame.engine, made, yield* valueOf(value, frame));
        continue;
      }
      const at = key && (yield* valueOf(key, frame));
      const what = place ? place.ref(frame, yield* evaluateAll(place.parts, frame)) : yield* valueOf(value, frame);
      put(frame.engine, made, at, what);
    }
    return made;
  });
}

function* spread(php: Engine, into: PhpArray, from: Value): Task {
  const iteration = yield* iterate(php, from);
  if (!iteration) throw php.error('Error', 'Only arrays and Traversables can be unpacked');
  while (yield* iteration.next()) {
    if (typeof iteration.key === 'string') into.set(iteration.key, copied(iteration.value));
    else into.push(copied(iteration.value));
  }
}

/** `and`, `or`, `??`: the right side is evaluated only when it counts. */
function shortCircuit(
  left: Code,
  right: Code,
  decide: (value: Value) => { readonly value: Value } | undefined,
  then: (value: Value) => Value,
): Code {
  if (left.now && right.now) {
    const { now: one } = left;
    const { now: two } = right;
    return quick((frame) => {
      const decided = decide(one(frame));
      return decided ? decided.value : then(two(frame));
    });
  }
  return slow(function* (frame) {
    const decided = decide(yield* valueOf(left, frame));
    return decided ? decided.value : then(yield* valueOf(right, frame));
  });
}

const no = { value: false };
const yes = { value: true };

function binary(compiler: Compiler, node: Node): Code {
  const type = text(node, 'type').toLowerCase();
  if (type === 'instanceof') return instanceOf(compiler, node);
  const leftNode = child(node, 'left');
  const right = compiler.expression(child(node, 'right'));
  if (type === '??')
    return shortCircuit(
      quiet(compiler, leftNode),
      right,
      (value) => (value === null ? undefined : { value }),
      (value) => value,
    );
  const left = compiler.expression(leftNode);
  switch (type) {
    case '&&':
    case 'and':
      return shortCircuit(left, right, (value) => (toBool(value) ? undefined : no), toBool);
    case '||':
    case 'or':
      return shortCircuit(left, right, (value) => (toBool(value) ? yes : undefined), toBool);
    case '|>':
      return slow(function* (frame) {
        const value = yield* valueOf(left, frame);
        return yield* frame.engine.call(yield* valueOf(right, frame), [value]);
      });
    default:
  }
  const operate = comparisons[type] ?? operatorOf(type);
  if (!operate)
    return quick((frame) => {
      throw frame.engine.notSimulated(`operator ${type}`);
    });
  if (left.now && right.now) {
    const { now: one } = left;
    const { now: two } = right;
    if (type === '.')
      return quick((frame) => {
        const first = one(frame);
        const second = two(frame);
        return (
          (typeof first === 'string' ? first : toStr(frame.engine, first)) +
          (typeof second === 'string' ? second : toStr(frame.engine, second))
        );
      });
    if (type === '<')
      return quick((frame) => {
        const first = one(frame);
        const second = two(frame);
        return typeof first === 'number' && typeof second === 'number'
          ? first < second
          : operate(frame.engine, first, second);
      });
    return quick((frame) => operate(frame.engine, one(frame), two(frame)));
  }
  return combine([left, right], (frame, [one = null, two = null]) => operate(frame.engine, one, two));
}

const nan = (value: Value): boolean => value instanceof Float && Number.isNaN(value.value);

const comparisons: Readonly<Record<string, (php: Engine, left: Value, right: Value) => Value>> = {
  '==': equal,
  '!=': (php, left, right) => !equal(php, left, right),
  '<>': (php, left, right) => !equal(php, left, right),
  '===': (_php, left, right) => identical(left, right),
  '!==': (_php, left, right) => !identical(left, right),
  '<': (php, left, right) => compare(php, left, right) < 0,
  '<=': (php, left, right) => !nan(left) && !nan(right) && compare(php, left, right) <= 0,
  '>': (php, left, right) => compare(php, right, left) < 0,
  '>=': (php, left, right) => !nan(left) && !nan(right) && compare(php, right, left) <= 0,
  '<=>': compare,
  xor: (_php, left, right) => toBool(left) !== toBool(right),
};

function instanceOf(compiler: Compiler, node: Node): Code {
  const left = compiler.expression(child(node, 'left'));
  const rightNode = child(node, 'right');
  const name = rightNode.kind === 'name' ? nameIn(rightNode, 'name').toLowerCase() : '';
  if (rightNode.kind === 'name' && !['self', 'static', 'parent'].includes(name)) {
    const wanted = compiler.names.classOf(rightNode);
    return combine([left], (frame, [value = null]) => frame.engine.isInstance(value, wanted));
  }
  const of = classReference(compiler, rightNode);
  return combine([left, ...of.parts], (frame, [value = null, ...rest]) => {
    const [given] = rest;
    if (typeof given === 'string') return frame.engine.isInstance(value, given);
    return frame.engine.isInstance(value, of.resolve(frame, rest).name);
  });
}

/** An expression whose missing parts are not complained about. */
function quiet(compiler: Compiler, node: Node): Code {
  if (node.kind === 'nullsafepropertylookup')
    return combine(
      [quiet(compiler, child(node, 'what')), memberName(compiler, node)],
      (frame, [base = null, name = null]) => readProperty(frame.engine, base, toStr(frame.engine, name), true),
    );
  if (!isPlace(node)) return compiler.expression(node);
  const place = withQuietBase(compiler, node);
  return combine(place.parts, (frame, values) => place.get(frame, values, true));
}

/** A place whose object is read quietly, too: `$a->b->c ?? 1`. */
function withQuietBase(compiler: Compiler, node: Node): Place {
  const place = compiler.place(node);
  if (node.kind !== 'propertylookup') return place;
  const [, ...rest] = place.parts;
  return { ...place, parts: [quiet(compiler, child(node, 'what')), ...rest] };
}

function unary(compiler: Compiler, node: Node): Code {
  const code = compiler.expression(child(node, 'what'));
  const type = text(node, 'type');
  const multiply = operatorOf('*');
  const xor = operatorOf('^');
  const operate: (php: Engine, value: Value) => Value =
    type === '!'
      ? (_php, value) => !toBool(value)
      : type === '-'
        ? (php, value) => (value instanceof Float ? new Float(-value.value) : (multiply?.(php, value, -1) ?? null))
        : type === '+'
          ? (php, value) => multiply?.(php, value, 1) ?? null
          : (php, value) => xor?.(php, value, -1) ?? null;
  if (code.constant !== undefined && isInt(code.constant) && type === '-') {
    const made = -BigInt(code.constant);
    if (made > -9_007_199_254_740_991n) return constant(made === 0n ? 0 : Number(made));
  }
  return combine([code], (frame, [value = null]) => operate(frame.engine, value));
}

function increment(compiler: Compiler, node: Node, before: boolean): Code {
  const what = child(node, 'what');
  const by = text(node, 'type') === '+' ? 1 : -1;
  const name = what['name'];
  if (what.kind === 'variable' && typeof name === 'string' && name !== 'this')
    return quick((frame) => {
      const known = frame.lookup(name);
      if (!known) frame.engine.warn(`Undefined variable $${name}`);
      const ref = known ?? frame.ref(name);
      const old = ref.value;
      ref.value = step(frame.engine, old, by);
      return before ? ref.value : old;
    });
  const place = compiler.place(what);
  return combine(place.parts, (frame, values) => {
    const old = place.get(frame, values);
    const made = step(frame.engine, old, by);
    place.set(frame, values, made);
    return before ? made : old;
  });
}

function cast(compiler: Compiler, node: Node): Code {
  const type = text(node, 'type');
  return combine([compiler.expression(child(node, 'expr'))], (frame, [value = null]) =>
    convert(frame.engine, value, type),
  );
}

/** `(type) value` */
export function convert(php: Engine, value: Value, type: string): Value {
  switch (type) {
    case 'int':
    case 'integer':
      if (value instanceof PhpObject) php.warn(`Object of class ${value.cls.name} could not be converted to int`);
      return toInt(value);
    case 'bool':
    case 'boolean':
      return toBool(value);
    case 'float':
    case 'double':
    case 'real':
      return new Float(toFloat(value));
    case 'string':
    case 'binary':
      return toStr(php, value);
    case 'array':
      if (value instanceof PhpArray) return value;
      if (value instanceof PhpObject && value.cls.name !== 'Closure')
        return PhpArray.of(
          [...value.props.keys()].map((name) => [keyOf(php, hiddenName(value, name)) ?? '', value.get(name) ?? null]),
        );
      return value === null ? new PhpArray() : PhpArray.list([value]);
    case 'object':
      return toObject(php, value);
    default:
      return null;
  }
}

/** The key of a property in an array made of its object: those that are not public carry their class. */
function hiddenName(object: PhpObject, name: string): string {
  const property = object.cls.properties.get(name);
  if (!property || property.visibility === 'public') return name;
  return property.visibility === 'private' ? `\0${property.cls.name}\0${name}` : `\0*\0${name}`;
}

function toObject(php: Engine, value: Value): Value {
  if (value instanceof PhpObject) return value;
  const made = createObject(php, php.needClass('stdClass'));
  if (value instanceof PhpArray) for (const [key, one] of value.entries()) made.set(String(key), copied(one));
  else if (value !== null) made.set('scalar', value);
  return made;
}

function conditional(compiler: Compiler, node: Node): Code {
  const test = compiler.expression(child(node, 'test'));
  const yesNode = optional(node, 'trueExpr');
  const otherwise = compiler.expression(child(node, 'falseExpr'));
  if (!yesNode)
    return shortCircuit(
      test,
      otherwise,
      (value) => (toBool(value) ? { value } : undefined),
      (value) => value,
    );
  const then = compiler.expression(yesNode);
  if (test.now && then.now && otherwise.now) {
    const [first, second, third] = [test.now, then.now, otherwise.now];
    return quick((frame) => (toBool(first(frame)) ? second(frame) : third(frame)));
  }
  return slow(function* (frame) {
    return yield* valueOf(toBool(yield* valueOf(test, frame)) ? then : otherwise, frame);
  });
}

function silent(compiler: Compiler, node: Node): Code {
  const code = compiler.expression(child(node, 'expr'));
  if (code.now) {
    const { now } = code;
    return quick((frame) => {
      frame.engine.silent++;
      try {
        return now(frame);
      } finally {
        frame.engine.silent--;
      }
    });
  }
  return slow(function* (frame) {
    frame.engine.silent++;
    try {
      return yield* code.run(frame);
    } finally {
      frame.engine.silent--;
    }
  });
}

function isSet(compiler: Compiler, node: Node): Code {
  if (node.kind === 'nullsafepropertylookup' || !isPlace(node))
    return combine([quiet(compiler, node)], (_frame, [value = null]) => value !== null);
  const place = withQuietBase(compiler, node);
  return combine(place.parts, (frame, values) => place.isset(frame, values));
}

function compileIsset(compiler: Compiler, node: Node): Code {
  const [first = constant(false), ...rest] = children(node, 'variables').map((one) => isSet(compiler, one));
  return rest.reduce(
    (all, one) =>
      shortCircuit(
        all,
        one,
        (value) => (value === true ? undefined : no),
        (value) => value,
      ),
    first,
  );
}

function compileEmpty(compiler: Compiler, node: Node): Code {
  const what = child(node, 'expression');
  const value = quiet(compiler, what);
  if (!isPlace(what)) return combine([value], (_frame, [one = null]) => !toBool(one));
  return shortCircuit(
    isSet(compiler, what),
    value,
    (there) => (there === true ? undefined : yes),
    (one) => !toBool(one),
  );
}

function assign(compiler: Compiler, node: Node): Code {
  const left = child(node, 'left');
  const rightNode = child(node, 'right');
  const operator = text(node, 'operator');
  if (left.kind === 'list' || left.kind === 'array') return destructure(compiler, left, rightNode);
  const right = compiler.expression(rightNode);
  const name = left['name'];
  if (operator === '=') {
    if (left.kind === 'variable' && typeof name === 'string' && name !== 'this') {
      const store = (frame: Frame, value: Value): Value => {
        const ref = frame.ref(name);
        const old = ref.value;
        ref.value = value instanceof PhpArray ? value.copy() : value;
        if (old instanceof PhpObject && old !== value) frame.engine.released(old);
        return value;
      };
      return combine([right], (frame, [value = null]) => store(frame, value));
    }
    const place = compiler.place(left);
    return combine([...place.parts, right], (frame, values) => {
      const value = values.at(-1) ?? null;
      place.set(frame, values, copied(value));
      return value;
    });
  }
  const place = compiler.place(left);
  if (operator === '??=') {
    const wanted = quiet(compiler, left);
    if (wanted.now && right.now && place.parts.every(({ now }) => now)) {
      const [first, second] = [wanted.now, right.now];
      return quick((frame) => {
        const held = first(frame);
        if (held !== null) return held;
        const value = second(frame);
        place.set(
          frame,
          place.parts.map((part) => part.now?.(frame) ?? null),
          copied(value),
        );
        return value;
      });
    }
    return slow(function* (frame) {
      const held = yield* valueOf(wanted, frame);
      if (held !== null) return held;
      const values = yield* evaluateAll(place.parts, frame);
      const value = yield* valueOf(right, frame);
      place.set(frame, values, copied(value));
      return value;
    });
  }
  const operate = operatorOf(operator.slice(0, -1));
  if (operator === '.=' && left.kind === 'variable' && typeof name === 'string')
    return combine([right], (frame, [value = null]) => {
      const known = frame.lookup(name);
      if (!known) frame.engine.warn(`Undefined variable $${name}`);
      const ref = known ?? frame.ref(name);
      ref.value = toStr(frame.engine, ref.value) + toStr(frame.engine, value);
      return ref.value;
    });
  return combine([...place.parts, right], (frame, values) => {
    const made = operate?.(frame.engine, place.get(frame, values), values.at(-1) ?? null) ?? null;
    place.set(frame, values, made);
    return made;
  });
}

/** `[$a, 'k' => $b] = value` */
export function destructuring(
  compiler: Compiler,
  pattern: Node,
): {
  readonly parts: readonly Code[];
  readonly take: (frame: Frame, values: readonly Value[], at: number, value: Value) => void;
} {
  const items = children(pattern, 'items').map((item, index) => {
    if (item.kind === 'noop') return undefined;
    const target = item.kind === 'entry' ? child(item, 'value') : item;
    const keyNode = item.kind === 'entry' ? optional(item, 'key') : undefined;
    const key = keyNode ? compiler.expression(keyNode) : constant(index);
    const nested = target.kind === 'list' || target.kind === 'array' ? destructuring(compiler, target) : undefined;
    const place = nested ? undefined : compiler.place(target);
    return { key, nested, place, parts: [key, ...(nested?.parts ?? place?.parts ?? [])] };
  });
  return {
    parts: items.flatMap((item) => item?.parts ?? []),
    take: (frame, values, start, value) => {
      let at = start;
      const php = frame.engine;
      for (const item of items) {
        if (!item) continue;
        const key = values[at] ?? null;
        const own = at + 1;
        at += item.parts.length;
        let element: Value = null;
        if (value instanceof PhpArray) {
          const name = keyOf(php, key) ?? '';
          const found = value.get(name);
          if (found === undefined) php.warn(`Undefined array key ${typeof name === 'number' ? name : `"${name}"`}`);
          element = found ?? null;
        } else if (value instanceof PhpObject) {
          const method = php.findMethod(value.cls, 'offsetget');
          if (!method) throw php.error('Error', `Cannot use object of type ${value.cls.name} as array`);
          element = php.callMethodNow(value, method, [key]);
        }
        if (item.nested) item.nested.take(frame, values, own, element);
        else item.place?.set(frame, values.slice(own, at), copied(element));
      }
    },
  };
}

function destructure(compiler: Compiler, left: Node, rightNode: Node): Code {
  const pattern = destructuring(compiler, left);
  const right = compiler.expression(rightNode);
  return combine([...pattern.parts, right], (frame, values) => {
    const value = values.at(-1) ?? null;
    pattern.take(frame, values, 0, value instanceof PhpArray ? value.copy() : value);
    return value;
  });
}

function assignReference(compiler: Compiler, node: Node): Code {
  const left = child(node, 'left');
  const rightNode = child(node, 'right');
  if (!isPlace(rightNode)) return assign(compiler, { ...node, operator: '=', kind: 'assign' });
  const source = compiler.place(rightNode);
  const bind = compileBinding(compiler, left);
  return combine([...bind.parts, ...source.parts], (frame, values) => {
    const ref = source.ref(frame, values.slice(bind.parts.length));
    bind.bind(frame, values, ref);
    return ref.value;
  });
}

/** Makes a variable, element or property another name of a reference. */
export function compileBinding(
  compiler: Compiler,
  node: Node,
): { readonly parts: readonly Code[]; readonly bind: (frame: Frame, values: readonly Value[], ref: Ref) => void } {
  if (node.kind === 'variable') {
    const name = node['name'];
    const parts = isNode(name) ? [compiler.expression(name)] : [];
    return {
      parts,
      bind: (frame, values, ref) => {
        frame.vars.set(typeof name === 'string' ? name : toStr(frame.engine, values[0] ?? null), ref);
      },
    };
  }
  if (node.kind === 'offsetlookup') {
    const base = compiler.place(child(node, 'what'));
    const given = optional(node, 'offset');
    const index = given && compiler.expression(given);
    return {
      parts: index ? [...base.parts, index] : base.parts,
      bind: (frame, values, ref) => {
        const array = base.array(frame, values);
        if (!array) return;
        if (!index) array.push(ref);
        else array.bind(keyOf(frame.engine, values[base.parts.length] ?? null) ?? '', ref);
      },
    };
  }
  if (node.kind === 'propertylookup')
    return {
      parts: [compiler.expression(child(node, 'what')), memberName(compiler, node)],
      bind: (frame, [object, name = null], ref) => {
        if (object instanceof PhpObject) object.props.set(toStr(frame.engine, name), ref);
      },
    };
  const place = compiler.place(node);
  return {
    parts: place.parts,
    bind: (frame, values, ref) => {
      place.set(frame, values, ref.value);
    },
  };
}

function clone(compiler: Compiler, node: Node): Code {
  const code = compiler.expression(child(node, 'what'));
  return slow(function* (frame) {
    const value = yield* valueOf(code, frame);
    const { engine } = frame;
    if (!(value instanceof PhpObject)) throw engine.error('Error', '__clone method called on non-object');
    if (value.cls.kind === 'enum')
      throw engine.error('Error', `Trying to clone an uncloneable object of class ${value.cls.name}`);
    const made = new PhpObject(value.cls, engine.newId());
    for (const name of value.props.keys()) made.props.set(name, copied(value.get(name) ?? null));
    made.native = value.native;
    const method = engine.findMethod(value.cls, '__clone');
    if (method) yield* engine.call(PhpArray.list([made, '__clone']), []);
    return made;
  });
}

function include(compiler: Compiler, node: Node): Code {
  const target = compiler.expression(child(node, 'target'));
  const once = node['once'] === true;
  const required = node['require'] === true;
  const line = lineOf(node);
  return slow(function* (frame) {
    frame.line = line;
    const path = toStr(frame.engine, yield* valueOf(target, frame));
    return yield* evaluateFile(frame, path, { once, required });
  });
}

function compileEval(compiler: Compiler, node: Node): Code {
  const source = compiler.expression(child(node, 'source'));
  return slow(function* (frame) {
    return yield* evaluateText(frame, toStr(frame.engine, yield* valueOf(source, frame)));
  });
}

function compileExit(compiler: Compiler, node: Node): Code {
  const given = optional(node, 'expression');
  const code = given ? compiler.expression(given) : constant(0);
  return combine([code], (frame, [value = null]) => {
    if (typeof value === 'string') {
      frame.engine.echo(value);
      throw new Exit(0);
    }
    throw new Exit(Number(toInt(value)) & 255);
  });
}

function compileThrow(compiler: Compiler, node: Node): Code {
  const line = lineOf(node);
  return combine([compiler.expression(child(node, 'what'))], (frame, [value = null]) => {
    frame.line = line;
    if (value instanceof PhpObject && frame.engine.isInstance(value, 'Throwable')) throw new Thrown(value);
    throw frame.engine.error('Error', 'Can only throw objects');
  });
}

function compileMatch(compiler: Compiler, node: Node): Code {
  const subject = compiler.expression(child(node, 'cond'));
  const arms = children(node, 'arms').map((arm) => ({
    conditions: arm['conds'] ? children(arm, 'conds').map((one) => compiler.expression(one)) : undefined,
    body: compiler.expression(child(arm, 'body')),
  }));
  const other = arms.find(({ conditions }) => !conditions)?.body;
  const unhandled = (frame: Frame, value: Value): Thrown => {
    const { engine } = frame;
    const shown =
      value instanceof PhpObject
        ? `of type ${value.cls.name}`
        : value instanceof PhpArray
          ? 'of type array'
          : typeof value === 'string'
            ? `'${value.replace(/['\\]/g, '\\$&')}'`
            : value === null
              ? 'NULL'
              : typeof value === 'boolean'
                ? String(value)
                : toStr(engine, value);
    return engine.error('UnhandledMatchError', `Unhandled match case ${shown}`);
  };
  return slow(function* (frame) {
    const value = yield* valueOf(subject, frame);
    for (const { conditions = [], body } of arms)
      for (const condition of conditions)
        if (identical(value, yield* valueOf(condition, frame))) return yield* valueOf(body, frame);
    if (other) return yield* valueOf(other, frame);
    throw unhandled(frame, value);
  });
}

function compileYield(compiler: Compiler, node: Node): Code {
  compiler.scope.generator = true;
  const valueNode = optional(node, 'value');
  const keyNode = optional(node, 'key');
  const value = valueNode ? compiler.expression(valueNode) : constant(null);
  const key = keyNode && compiler.expression(keyNode);
  return slow(function* (frame) {
    const name = key && (yield* valueOf(key, frame));
    return yield* yieldValue(name, copied(yield* valueOf(value, frame)));
  });
}

function yieldFrom(compiler: Compiler, node: Node): Code {
  compiler.scope.generator = true;
  const source = compiler.expression(child(node, 'value'));
  return slow(function* (frame) {
    const { engine } = frame;
    const from = yield* valueOf(source, frame);
    if (from instanceof PhpObject && from.cls.name === 'Generator') {
      const state = stateOf(from);
      yield* begin(engine, state);
      while (!state.done) {
        const sent = yield* yieldValue(state.key, state.value, true);
        yield* advance(engine, state, { value: sent });
      }
      return state.result;
    }
    const iteration = yield* iterate(engine, from);
    if (!iteration) throw engine.error('Error', 'Can use "yield from" only with arrays and Traversables');
    while (yield* iteration.next()) yield* yieldValue(iteration.key, iteration.value, true);
    return null;
  });
}
