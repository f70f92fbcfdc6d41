// Objects: their properties with who may see them, their constants, and how they are made.
import type { Task } from '../../../kernel/task.ts';
import { copied, PhpArray, PhpObject, Ref, type Value } from '../values.ts';
import { callFunction, type Given } from './calls.ts';
import { accessible, isA, isNamed, type ClassInfo, type PropertyInfo } from './class-info.ts';
import type { Engine } from './engine.ts';
import { Frame } from './frame.ts';
import { stackTrace } from './trace.ts';
import { coerced } from './types.ts';

/** A frame for the constant expressions of a class. */
const classFrame = (php: Engine, cls: ClassInfo): Frame => new Frame(php, noFunction, { scope: cls, called: cls });

export const noFunction = {
  name: '', params: [], body: undefined, quick: undefined, native: undefined, waits: false, byRef: false, generator: false,
  returns: undefined, statics: new Map<string, Ref>(), file: '', line: 0, uses: [], strict: false,
}; // prettier-ignore

/** An object with the defaults of its properties, before its constructor. */
export function createObject(php: Engine, cls: ClassInfo): PhpObject {
  const made = new PhpObject(cls, php.newId());
  for (const property of cls.properties.values()) {
    if (property.default)
      made.props.set(property.name, copied(property.default.now?.(classFrame(php, property.cls)) ?? null));
    else if (!property.type) made.props.set(property.name, null);
  }
  if (isNamed(cls, 'throwable')) {
    const { file, line } = php.where();
    made.set('file', file);
    made.set('line', line);
    made.set('trace', stackTrace(php, true));
  }
  return made;
}

/** An exception without a message yet. */
export const instantiateThrowable = (php: Engine, cls: ClassInfo): PhpObject => createObject(php, cls);

/** `new` */
export function* instantiate(php: Engine, cls: ClassInfo, args: readonly Given[]): Task<PhpObject> {
  if (cls.kind !== 'class')
    throw php.error('Error', `Cannot instantiate ${cls.kind === 'enum' ? 'enum' : cls.kind} ${cls.name}`);
  if (cls.isAbstract) throw php.error('Error', `Cannot instantiate abstract class ${cls.name}`);
  const made = createObject(php, cls);
  if (php.findMethod(cls, '__destruct')) php.destructible.add(made);
  const constructor = php.findMethod(cls, '__construct');
  if (!constructor) return made;
  if (!accessible(constructor.visibility, constructor.cls, php.frame?.scope))
    throw php.error(
      'Error',
      `Call to ${constructor.visibility} ${cls.name}::__construct() from ${php.frame?.scope ? `scope ${php.frame.scope.name}` : 'global scope'}`,
    );
  yield* callFunction(php, { info: constructor.info, self: made, scope: constructor.cls, called: cls }, args);
  return made;
}

function visible(php: Engine, object: PhpObject, name: string): PropertyInfo | 'hidden' | undefined {
  const property = object.cls.properties.get(name);
  if (!property) return undefined;
  return property.visibility === 'public' || accessible(property.visibility, property.cls, php.frame?.scope)
    ? property
    : 'hidden';
}

const busy = (object: PhpObject, method: string, name: string): string => `${object.id}:${method}:${name}`;

/** Calls a magic method unless it is just what asks. */
function magic(
  php: Engine,
  object: PhpObject,
  method: '__get' | '__set' | '__isset' | '__unset',
  name: string,
  args: readonly Value[],
): { readonly value: Value } | undefined {
  const found = php.findMethod(object.cls, method);
  const key = busy(object, method, name);
  if (!found || php.magicBusy.has(key)) return undefined;
  php.magicBusy.add(key);
  try {
    return { value: php.callMethodNow(object, found, [name, ...args]) };
  } finally {
    php.magicBusy.delete(key);
  }
}

/** `$object->name` */
export function getProperty(php: Engine, object: PhpObject, name: string, quiet = false): Value {
  const declared = visible(php, object, name);
  if (declared !== 'hidden') {
    const value = object.get(name);
    if (value !== undefined) return value;
  }
  if (quiet) {
    const there = magic(php, object, '__isset', name, []);
    if (there && (there.value === false || there.value === null)) return null;
    if (!there) return null;
  }
  const asked = magic(php, object, '__get', name, []);
  if (asked) return asked.value;
  if (declared === 'hidden') throw hidden(php, object, name);
  if (declared?.type)
    throw php.error(
      'Error',
      `Typed property ${declared.cls.name}::$${name} must not be accessed before initialization`,
    );
  if (!quiet) php.warn(`Undefined property: ${object.cls.name}::$${name}`);
  return null;
}

function hidden(php: Engine, object: PhpObject, name: string): Error {
  const { visibility = 'private' } = object.cls.properties.get(name) ?? {};
  return php.error('Error', `Cannot access ${visibility} property ${object.cls.name}::$${name}`);
}

/** What a property becomes: of its type, or an Error of PHP's. */
function fitting(php: Engine, object: PhpObject, property: PropertyInfo, value: Value): Value {
  if (property.readonly) {
    if (object.props.has(property.name) || object.frozen?.has(property.name))
      throw php.error('Error', `Cannot modify readonly property ${object.cls.name}::$${property.name}`);
    if (php.frame?.scope !== property.cls && !(php.frame?.scope && isA(php.frame.scope, property.cls)))
      throw php.error(
        'Error',
        `Cannot initialize readonly property ${object.cls.name}::$${property.name} from ${php.frame?.scope ? `scope ${php.frame.scope.name}` : 'global scope'}`,
      );
  }
  if (!property.type) return value;
  const made = coerced(php, value, property.type, php.frame?.info.strict ?? false, property.cls);
  if (made !== undefined) return made;
  throw php.error(
    'TypeError',
    `Cannot assign ${php.typeOf(value)} to property ${object.cls.name}::$${property.name} of type ${property.type.text}`,
  );
}

/** `$object->name = value` */
export function setProperty(php: Engine, object: PhpObject, name: string, value: Value): void {
  const declared = visible(php, object, name);
  if (declared === 'hidden') {
    if (magic(php, object, '__set', name, [value])) return;
    const property = object.cls.properties.get(name);
    throw property?.readonly
      ? php.error('Error', `Cannot modify ${property.visibility} readonly property ${object.cls.name}::$${name}`)
      : hidden(php, object, name);
  }
  if (declared) {
    if (!object.props.has(name) && !declared.type && magic(php, object, '__set', name, [value])) return;
    object.set(name, declared.type || declared.readonly ? fitting(php, object, declared, value) : value);
    return;
  }
  if (!object.props.has(name)) {
    if (magic(php, object, '__set', name, [value])) return;
    if (object.cls.kind === 'enum')
      throw php.error('Error', `Cannot create dynamic property ${object.cls.name}::$${name}`);
    if (object.cls.isReadonly) throw php.error('Error', `Cannot create dynamic property ${object.cls.name}::$${name}`);
    if (!isNamed(object.cls, 'stdclass') && !object.cls.dynamic)
      php.warn(`Creation of dynamic property ${object.cls.name}::$${name} is deprecated`, 'Deprecated');
  }
  object.set(name, value);
}

/** A property as a reference. */
export function propertyRef(php: Engine, object: PhpObject, name: string): Ref {
  const declared = visible(php, object, name);
  if (declared === 'hidden') throw hidden(php, object, name);
  if (!object.props.has(name)) {
    const asked = magic(php, object, '__get', name, []);
    if (asked) return new Ref(asked.value);
  }
  if (declared?.readonly) throw php.error('Error', `Cannot modify readonly property ${object.cls.name}::$${name}`);
  return object.ref(name);
}

/** The array in a property that is about to be written to; what is missing becomes one. */
export function propertyArray(php: Engine, object: PhpObject, name: string): Value {
  const declared = visible(php, object, name);
  if (declared === 'hidden') {
    const asked = magic(php, object, '__get', name, []);
    if (asked) return asked.value;
    throw hidden(php, object, name);
  }
  const value = object.get(name);
  if (value === undefined) {
    const asked = magic(php, object, '__get', name, []);
    if (asked) return asked.value;
  }
  if (declared?.readonly && !(value instanceof PhpObject))
    throw php.error('Error', `Cannot modify readonly property ${object.cls.name}::$${name}`);
  if (value === undefined || value === null) {
    const made = new PhpArray();
    setProperty(php, object, name, made);
    return object.get(name) ?? made;
  }
  return value;
}

export function hasProperty(php: Engine, object: PhpObject, name: string): boolean {
  const value = visible(php, object, name) === 'hidden' ? undefined : object.get(name);
  if (value !== undefined) return value !== null;
  const asked = magic(php, object, '__isset', name, []);
  if (!asked || asked.value === false || asked.value === null || asked.value === 0 || asked.value === '') return false;
  return true;
}

export function unsetProperty(php: Engine, object: PhpObject, name: string): void {
  const declared = visible(php, object, name);
  if (declared === 'hidden' || !object.props.has(name)) {
    if (magic(php, object, '__unset', name, [])) return;
    if (declared === 'hidden') throw hidden(php, object, name);
    return;
  }
  if (declared?.readonly) throw php.error('Error', `Cannot unset readonly property ${object.cls.name}::$${name}`);
  object.props.delete(name);
}

/** `Name::$name` */
export function staticProperty(php: Engine, cls: ClassInfo, name: string): Ref {
  const found = cls.statics.get(name);
  if (!found) throw php.error('Error', `Access to undeclared static property ${cls.name}::$${name}`);
  if (!accessible(found.visibility, found.cls, php.frame?.scope))
    throw php.error('Error', `Cannot access ${found.visibility} property ${cls.name}::$${name}`);
  if (found.code) {
    const { code } = found;
    found.code = undefined;
    found.ref.value = copied(code.now?.(classFrame(php, found.cls)) ?? null);
  }
  return found.ref;
}

/** `Name::NAME` */
export function classConstant(php: Engine, cls: ClassInfo, name: string): Value {
  const found = cls.constants.get(name);
  if (!found) throw php.error('Error', `Undefined constant ${cls.name}::${name}`);
  if (!accessible(found.visibility, found.cls, php.frame?.scope))
    throw php.error('Error', `Cannot access ${found.visibility} constant ${cls.name}::${name}`);
  if (found.value === undefined) {
    const value = found.code?.now?.(classFrame(php, found.cls)) ?? null;
    if (found.isCase) {
      const made = new PhpObject(found.cls, php.newId());
      made.props.set('name', name);
      if (found.cls.backing) made.props.set('value', value);
      found.value = made;
    } else found.value = value;
  }
  return found.value;
}
