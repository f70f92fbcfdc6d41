// What can be assigned to: variables, elements, properties.
import { PhpArray, PhpObject, Ref, type Key, type Value, plainText } from '../values.ts';
import type { ClassInfo } from '../run/class-info.ts';
import { keyOf, toCount, toStr } from '../run/convert.ts';
import type { Engine } from '../run/engine.ts';
import type { Frame } from '../run/frame.ts';
import {
  getProperty,
  hasProperty,
  propertyArray,
  propertyRef,
  setProperty,
  staticProperty,
  unsetProperty,
} from '../run/objects.ts';
import { classReference } from './class-reference.ts';
import { constant, type Code, type Place } from './code.ts';
import { isPlace, type Compiler } from './compiler.ts';
import { child, isNode, nameIn, optional, text, type Node } from './syntax.ts';

/** The place that a node stands for. */
export function compilePlace(compiler: Compiler, node: Node): Place {
  switch (node.kind) {
    case 'variable':
      return variable(compiler, node);
    case 'offsetlookup':
      return globalVariable(compiler, node) ?? element(compiler, node);
    case 'propertylookup':
      return property(compiler, node);
    case 'staticlookup':
      if (isPlace(node)) return staticPlace(compiler, node);
      break;
    default:
  }
  return readOnly(compiler.expression(node));
}

/** An expression that can be read only. */
function readOnly(code: Code): Place {
  return {
    parts: [code],
    get: (_frame, [value = null]) => value,
    set: (frame) => {
      throw frame.engine.error('Error', 'Cannot write to a value that is no variable');
    },
    ref: (_frame, [value = null]) => new Ref(value),
    unset: () => undefined,
    isset: (_frame, [value = null]) => value !== null,
    array: (_frame, [value = null]) => (value instanceof PhpArray ? value : undefined),
  };
}

/** The array that a variable holds or that it becomes; undefined for what is no array. */
function arrayIn(php: Engine, ref: Ref): PhpArray | undefined {
  const { value } = ref;
  if (value instanceof PhpArray) return value;
  if (value === null || value === false) {
    if (value === false) php.warn('Automatic conversion of false to array is deprecated', 'Deprecated');
    const made = new PhpArray();
    ref.value = made;
    return made;
  }
  if (value === '' || typeof value === 'string' || value instanceof PhpObject) return undefined;
  throw php.error('Error', 'Cannot use a scalar value as an array');
}

function variable(compiler: Compiler, node: Node): Place {
  const given = node['name'];
  const parts = isNode(given) ? [compiler.expression(given)] : [];
  if (given === 'this') {
    return {
      ...readOnly(constant(null)),
      parts: [],
      get: (frame) => {
        if (!frame.self) throw frame.engine.error('Error', 'Using $this when not in object context');
        return frame.self;
      },
      isset: (frame) => frame.self !== undefined,
    };
  }
  const named = (frame: Frame, values: readonly Value[]): string =>
    typeof given === 'string' ? given : toStr(frame.engine, values[0] ?? null);
  return {
    parts,
    get: (frame, values, quiet) => {
      const name = named(frame, values);
      const ref = frame.lookup(name);
      if (ref) return name === 'GLOBALS' ? globalsArray(frame.engine) : ref.value;
      if (name === 'this' && frame.self) return frame.self;
      if (!quiet) frame.engine.warn(`Undefined variable $${name}`);
      return null;
    },
    set: (frame, values, value) => {
      const ref = frame.ref(named(frame, values));
      const old = ref.value;
      ref.value = value;
      if (old instanceof PhpObject) frame.engine.released(old);
    },
    ref: (frame, values) => frame.ref(named(frame, values)),
    unset: (frame, values) => {
      const name = named(frame, values);
      const old = frame.vars.get(name)?.value;
      frame.vars.delete(name);
      if (old instanceof PhpObject) frame.engine.released(old);
    },
    isset: (frame, values) => {
      const name = named(frame, values);
      return (frame.lookup(name)?.value ?? null) !== null || (name === 'this' && frame.self !== undefined);
    },
    array: (frame, values) => {
      const name = named(frame, values);
      return name === 'GLOBALS' ? globalsArray(frame.engine) : arrayIn(frame.engine, frame.ref(name));
    },
  };
}

/** `$GLOBALS['name']`: the variable of that name. */
function globalVariable(compiler: Compiler, node: Node): Place | undefined {
  const [base, offset] = [child(node, 'what'), optional(node, 'offset')];
  if (base.kind !== 'variable' || base['name'] !== 'GLOBALS' || !offset) return undefined;
  const named = (frame: Frame, [name = null]: readonly Value[]): string => toStr(frame.engine, name);
  const ref = (frame: Frame, values: readonly Value[]): Ref => {
    const name = named(frame, values);
    const made = frame.engine.globals.get(name) ?? new Ref(null);
    frame.engine.globals.set(name, made);
    return made;
  };
  return {
    parts: [compiler.expression(offset)],
    get: ({ engine }, [name = null], quiet) => {
      const found = engine.globals.get(toStr(engine, name));
      if (!found && !quiet) engine.warn(`Undefined global variable $${toStr(engine, name)}`);
      return found?.value ?? null;
    },
    set: (frame, values, value) => {
      ref(frame, values).value = value;
    },
    ref,
    unset: (frame, values) => {
      frame.engine.globals.delete(named(frame, values));
    },
    isset: (frame, values) => (frame.engine.globals.get(named(frame, values))?.value ?? null) !== null,
    array: (frame, values) => arrayIn(frame.engine, ref(frame, values)),
  };
}

/** $GLOBALS: the variables themselves. */
function globalsArray(php: Engine): PhpArray {
  const made = new PhpArray();
  for (const [name, ref] of php.globals) made.bind(name, ref);
  return made;
}

const dimension = (value: Value): string =>
  value instanceof PhpObject
    ? `object of type ${value.cls.name}`
    : value instanceof PhpArray
      ? 'array'
      : plainText(value);

function key(php: Engine, value: Value): Key {
  const found = keyOf(php, value);
  if (found !== undefined) return found;
  throw php.error(
    'TypeError',
    value instanceof PhpArray
      ? 'Cannot access offset of type array on array'
      : `Cannot access offset of type ${php.typeOf(value)} on array`,
  );
}

/** `base[index]` read; what is missing is said unless it is asked quietly. */
export function readElement(php: Engine, base: Value, index: Value, quiet = false): Value {
  if (base instanceof PhpArray) {
    const at = key(php, index);
    const value = base.get(at);
    if (value !== undefined) return value;
    if (!quiet) php.warn(`Undefined array key ${typeof at === 'number' ? at : `"${at}"`}`);
    return null;
  }
  if (typeof base === 'string') return readLetter(php, base, index, quiet);
  if (base instanceof PhpObject) {
    const method = php.isInstance(base, 'ArrayAccess') ? php.findMethod(base.cls, 'offsetget') : undefined;
    if (!method) throw php.error('Error', `Cannot use object of type ${base.cls.name} as array`);
    if (quiet && !hasElement(php, base, index)) return null;
    return php.callMethodNow(base, method, [index]);
  }
  if (!quiet)
    php.warn(
      `Trying to access array offset on ${base === null ? 'null' : typeof base === 'boolean' ? String(base) : php.typeOf(base)}`,
    );
  return null;
}

function readLetter(php: Engine, base: string, index: Value, quiet: boolean): Value {
  if (typeof index === 'string' && !/^-?\d+$/.test(index.trim())) {
    if (quiet) return null;
    throw php.error('TypeError', `Cannot access offset of type ${php.typeOf(index)} on string`);
  }
  const at = toCount(index);
  const letter = base.charAt(at < 0 ? base.length + at : at);
  if (letter !== '') return letter;
  if (!quiet) php.warn(`Uninitialized string offset ${at}`);
  return quiet ? null : '';
}

export function hasElement(php: Engine, base: Value, index: Value): boolean {
  if (base instanceof PhpArray) return (base.get(key(php, index)) ?? null) !== null;
  if (typeof base === 'string') return readLetter(php, base, index, true) !== null;
  if (!(base instanceof PhpObject)) return false;
  const method = php.findMethod(base.cls, 'offsetexists');
  if (!method) throw php.error('Error', `Cannot use object of type ${base.cls.name} as array`);
  return php.callMethodNow(base, method, [index]) === true;
}

/** Writes into what is no array: an object that is used like one, or a text. */
function writeElsewhere(
  frame: Frame,
  base: Place,
  values: readonly Value[],
  index: Value | undefined,
  value: Value,
): void {
  const php = frame.engine;
  const into = base.get(frame, values);
  if (into instanceof PhpObject) {
    const method = php.isInstance(into, 'ArrayAccess') ? php.findMethod(into.cls, 'offsetset') : undefined;
    if (!method) throw php.error('Error', `Cannot use object of type ${into.cls.name} as array`);
    php.callMethodNow(into, method, [index ?? null, value]);
    return;
  }
  if (typeof into !== 'string') throw php.error('Error', 'Cannot use a scalar value as an array');
  if (index === undefined) throw php.error('Error', '[] operator not supported for strings');
  const at = toCount(index);
  const place = at < 0 ? into.length + at : at;
  const letter = toStr(php, value).charAt(0);
  if (letter === '') throw php.error('Error', 'Cannot assign an empty string to a string offset');
  base.set(frame, values, into.slice(0, place).padEnd(place, ' ') + letter + into.slice(place + 1));
}

function element(compiler: Compiler, node: Node): Place {
  const base = compiler.place(child(node, 'what'));
  const given = optional(node, 'offset');
  // In a text, "$a[name]" has no quotes.
  const index = given && (given.kind === 'identifier' ? constant(text(given, 'name')) : compiler.expression(given));
  const at = base.parts.length;
  const indexOf = (values: readonly Value[]): Value => values[at] ?? null;
  return {
    parts: index ? [...base.parts, index] : base.parts,
    get: (frame, values, quiet) => {
      if (!index) throw frame.engine.error('Error', 'Cannot use [] for reading');
      return readElement(frame.engine, base.get(frame, values, quiet), indexOf(values), quiet);
    },
    set: (frame, values, value) => {
      const array = base.array(frame, values);
      if (!array) writeElsewhere(frame, base, values, index ? indexOf(values) : undefined, value);
      else if (index) array.set(key(frame.engine, indexOf(values)), value);
      else array.push(value);
    },
    ref: (frame, values) => {
      const array = base.array(frame, values);
      if (!array) return new Ref(index ? readElement(frame.engine, base.get(frame, values), indexOf(values)) : null);
      if (index) return array.ref(key(frame.engine, indexOf(values)));
      const made = new Ref();
      array.push(made);
      return made;
    },
    unset: (frame, values) => {
      if (!base.isset(frame, values)) return;
      const into = base.get(frame, values, true);
      if (into instanceof PhpArray) base.array(frame, values)?.delete(key(frame.engine, indexOf(values)));
      else if (into instanceof PhpObject) {
        const method = frame.engine.findMethod(into.cls, 'offsetunset');
        if (!method) throw frame.engine.error('Error', `Cannot use object of type ${into.cls.name} as array`);
        frame.engine.callMethodNow(into, method, [indexOf(values)]);
      } else
        throw frame.engine.error(
          'Error',
          `Cannot unset ${typeof into === 'string' ? 'string offsets' : `offset in a non-array variable ${dimension(into)}`}`,
        );
    },
    isset: (frame, values) =>
      base.isset(frame, values) && hasElement(frame.engine, base.get(frame, values, true), indexOf(values)),
    array: (frame, values) => {
      const outer = base.array(frame, values);
      if (!outer) {
        const found = index ? readElement(frame.engine, base.get(frame, values), indexOf(values), true) : null;
        return found instanceof PhpArray ? found : undefined;
      }
      if (!index) {
        outer.push(new PhpArray());
        return outer.ownArray(outer.next - 1);
      }
      const name = key(frame.engine, indexOf(values));
      const held = outer.get(name);
      if (held === undefined || held === null) outer.set(name, new PhpArray());
      else if (!(held instanceof PhpArray)) {
        if (typeof held === 'string' || held instanceof PhpObject) return undefined;
        throw frame.engine.error('Error', 'Cannot use a scalar value as an array');
      }
      return outer.ownArray(name);
    },
  };
}

/** The name of a property or method: of an identifier, or of an expression. */
export function memberName(compiler: Compiler, node: Node): Code {
  const offset = child(node, 'offset');
  if (offset.kind === 'identifier') return constant(nameIn(offset, 'name'));
  if (offset.kind === 'encapsedpart') return compiler.expression(child(offset, 'expression'));
  return compiler.expression(offset.kind === 'literal' ? child(offset, 'value') : offset);
}

function property(compiler: Compiler, node: Node): Place {
  const base = compiler.expression(child(node, 'what'));
  const name = memberName(compiler, node);
  const named = (frame: Frame, values: readonly Value[]): string => toStr(frame.engine, values[1] ?? null);
  const object = (frame: Frame, values: readonly Value[], verb: string): PhpObject => {
    const [found = null] = values;
    if (found instanceof PhpObject) return found;
    throw frame.engine.error(
      'Error',
      `Attempt to ${verb} property "${named(frame, values)}" on ${frame.engine.typeOf(found)}`,
    );
  };
  return {
    parts: [base, name],
    get: (frame, values, quiet) => readProperty(frame.engine, values[0] ?? null, named(frame, values), quiet),
    set: (frame, values, value) => {
      const into = object(frame, values, 'assign');
      const at = named(frame, values);
      const old = into.props.get(at);
      setProperty(frame.engine, into, at, value);
      if (old instanceof PhpObject) frame.engine.released(old);
    },
    ref: (frame, values) => propertyRef(frame.engine, object(frame, values, 'modify'), named(frame, values)),
    unset: (frame, values) => {
      if (values[0] instanceof PhpObject) unsetProperty(frame.engine, values[0], named(frame, values));
    },
    isset: (frame, values) =>
      values[0] instanceof PhpObject && hasProperty(frame.engine, values[0], named(frame, values)),
    array: (frame, values) => {
      const found = propertyArray(frame.engine, object(frame, values, 'modify'), named(frame, values));
      if (found instanceof PhpArray) return found;
      if (typeof found === 'string' || found instanceof PhpObject) return undefined;
      throw frame.engine.error('Error', 'Cannot use a scalar value as an array');
    },
  };
}

/** `base->name` read. */
export function readProperty(php: Engine, base: Value, name: string, quiet = false): Value {
  if (base instanceof PhpObject) return getProperty(php, base, name, quiet);
  if (!quiet) php.warn(`Attempt to read property "${name}" on ${php.typeOf(base)}`);
  return null;
}

function staticPlace(compiler: Compiler, node: Node): Place {
  const of = classReference(compiler, child(node, 'what'));
  const offset = child(node, 'offset');
  const given = offset['name'];
  const parts = isNode(given) ? [...of.parts, compiler.expression(given)] : of.parts;
  const ref = (frame: Frame, values: readonly Value[]): Ref => {
    const cls: ClassInfo = of.resolve(frame, values);
    const name = typeof given === 'string' ? given : toStr(frame.engine, values[of.parts.length] ?? null);
    return staticProperty(frame.engine, cls, name);
  };
  return {
    parts,
    get: (frame, values) => ref(frame, values).value,
    set: (frame, values, value) => {
      ref(frame, values).value = value;
    },
    ref,
    unset: (frame) => {
      throw frame.engine.error('Error', 'Attempt to unset static property');
    },
    isset: (frame, values) => {
      const cls = of.resolve(frame, values);
      const name = typeof given === 'string' ? given : toStr(frame.engine, values[of.parts.length] ?? null);
      return cls.statics.has(name) && ref(frame, values).value !== null;
    },
    array: (frame, values) => arrayIn(frame.engine, ref(frame, values)),
  };
}
