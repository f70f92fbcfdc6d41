// What is known of classes, objects, constants and the running script.
import { copied, PhpArray, PhpObject, type ClosureData, type Value } from '../values.ts';
import { callable, makeClosure } from '../run/calls.ts';
import { accessible, isA, type ClassInfo } from '../run/class-info.ts';
import { keyOf, toStr } from '../run/convert.ts';
import type { Engine } from '../run/engine.ts';
import { advance, begin, stateOf } from '../run/generator.ts';
import { classConstant } from '../run/objects.ts';
import { Thrown } from '../run/signals.ts';
import { stackTrace, throwableText, traceText } from '../run/trace.ts';
import type { Library } from './native.ts';

const classOf = (php: Engine, value: Value, load = true): ClassInfo | undefined =>
  value instanceof PhpObject ? value.cls : php.classNamed(toStr(php, value), load);

const kindExists =
  (kinds: readonly ClassInfo['kind'][]) =>
  (php: Engine, [name, load = true]: [string, boolean?]): Value => {
    const found = php.classNamed(name, load);
    return found !== undefined && kinds.includes(found.kind);
  };

function propertiesOf(php: Engine, object: PhpObject): PhpArray {
  const made = new PhpArray();
  for (const name of object.props.keys()) {
    const property = object.cls.properties.get(name);
    if (!property || accessible(property.visibility, property.cls, php.frame?.scope))
      made.set(keyOf(php, name) ?? '', copied(object.get(name) ?? null));
  }
  return made;
}

const generator = (object: Value): PhpObject => object as PhpObject;

export const classFunctions: Library = {
  'get_class(object $object)': (_php, [object]: [PhpObject]) => object.cls.name,
  'get_parent_class(object|string $object_or_class = "")': (php, [value]: [Value?], frame) =>
    (value === undefined ? frame?.scope : classOf(php, value))?.parent?.name ?? false,
  'get_called_class()': (_php, _args: readonly Value[], frame) => frame?.called?.name ?? false,
  'get_object_vars(object $object)': (php, [object]: [PhpObject]) => propertiesOf(php, object),
  'get_class_vars(string $class)': (php, [name]: [string]) =>
    PhpArray.of(
      [...php.needClass(name).properties.values()].map((one) => [one.name, one.default?.constant ?? null] as const),
    ),
  'get_class_methods(object|string $object_or_class)': (php, [value]: [Value]) =>
    PhpArray.list(
      [...(classOf(php, value)?.methods.values() ?? [])]
        .filter((one) => accessible(one.visibility, one.cls, php.frame?.scope))
        .map((one) => one.name),
    ),
  'method_exists(mixed $object_or_class, string $method)': (php, [value, name]: [Value, string]) =>
    classOf(php, value)?.methods.has(name.toLowerCase()) ?? false,
  'property_exists(mixed $object_or_class, string $property)': (php, [value, name]: [Value, string]) =>
    (value instanceof PhpObject && value.props.has(name)) ||
    (classOf(php, value)?.properties.has(name) ?? false) ||
    (classOf(php, value)?.statics.has(name) ?? false),
  'class_exists(string $class, bool $autoload = true)': kindExists(['class']),
  'interface_exists(string $interface, bool $autoload = true)': kindExists(['interface']),
  'trait_exists(string $trait, bool $autoload = true)': kindExists(['trait']),
  'enum_exists(string $enum, bool $autoload = true)': kindExists(['enum']),
  'is_a(mixed $object_or_class, string $class, bool $allow_string = false)': (
    php,
    [value, name, text = false]: [Value, string, boolean?],
  ) => {
    const [cls, other] = [value instanceof PhpObject || text ? classOf(php, value) : undefined, php.classNamed(name)];
    return cls !== undefined && other !== undefined && isA(cls, other);
  },
  'is_subclass_of(mixed $object_or_class, string $class, bool $allow_string = true)': (
    php,
    [value, name]: [Value, string],
  ) => {
    const [cls, other] = [classOf(php, value), php.classNamed(name)];
    return cls !== undefined && other !== undefined && cls !== other && isA(cls, other);
  },
  'class_implements(object|string $object_or_class, bool $autoload = true)': (php, [value]: [Value]) =>
    PhpArray.of([...(classOf(php, value)?.interfaces ?? [])].map((one) => [one.name, one.name] as const)),
  'class_uses(object|string $object_or_class, bool $autoload = true)': (php, [value]: [Value]) =>
    PhpArray.of((classOf(php, value)?.traits ?? []).map((one) => [one.name, one.name] as const)),
  'class_parents(object|string $object_or_class, bool $autoload = true)': (php, [value]: [Value]) => {
    const made = new PhpArray();
    for (let at = classOf(php, value)?.parent; at; at = at.parent) made.set(at.name, at.name);
    return made;
  },
  'get_declared_classes()': (php) =>
    PhpArray.list([...php.classes.values()].filter((one) => one.kind === 'class').map((one) => one.name)),
  'define(string $constant_name, mixed $value, bool $case_insensitive = false)': (
    php,
    [name, value]: [string, Value],
  ) => {
    if (php.constants.has(name) || php.standard.constant(name, php) !== undefined) {
      php.warn(`Constant ${name} already defined`);
      return false;
    }
    php.constants.set(name, value);
    return true;
  },
  'defined(string $constant_name)': (php, [name]: [string]) => lookupConstant(php, name) !== undefined,
  'constant(string $name)': (php, [name]: [string]) => {
    const cls = /^(.+)::/.exec(name)?.[1];
    if (cls !== undefined) php.needClass(cls);
    const found = lookupConstant(php, name);
    if (found === undefined) throw php.error('Error', `Undefined constant "${name}"`);
    return found;
  },
  'get_defined_vars()': (_php, _args: readonly Value[], frame) =>
    PhpArray.of([...(frame?.vars ?? [])].map(([name, ref]) => [name, copied(ref.value)] as const)),
  'debug_backtrace(int $options = 1, int $limit = 0)': (php, [options = 1]: [number?]) =>
    stackTrace(php, (options & 2) === 0),
  'debug_print_backtrace(int $options = 0, int $limit = 0)': (php) => {
    php.echo(
      traceText(stackTrace(php, true))
        .replace(/\n?#\d+ \{main\}$/, '\n')
        .replace(/^\n$/, ''),
    );
    return null;
  },
  'error_get_last()': (php) => {
    const { lastError: last } = php;
    return last ? PhpArray.of([['type', last.type], ['message', last.message], ['file', last.file], ['line', last.line]]) : null; // prettier-ignore
  },
  'error_clear_last()': (php) => {
    php.lastError = undefined;
    return null;
  },
  // What the classes of PHP's own are made of.
  '_trace_text(mixed $trace)': (_php, [trace]: [Value]) => traceText(trace),
  '_throwable_text(object $object)': (_php, [object]: [PhpObject]) => throwableText(object),
  '_closure_bind(object $closure, ?object $self, mixed $scope)': (
    php,
    [closure, self, scope]: [PhpObject, PhpObject | null, Value],
  ) => {
    const data = closure.native as ClosureData;
    const cls = scope === 'static' || scope === null ? data.scope : classOf(php, scope);
    return makeClosure(php, { ...data, self: self ?? undefined, scope: cls, called: self?.cls ?? cls });
  },
  *'_closure_call(object $closure, object $self, array $args)'(
    php,
    [closure, self, args]: [PhpObject, PhpObject, PhpArray],
  ) {
    const data = closure.native as ClosureData;
    return yield* php.call(makeClosure(php, { ...data, self, scope: self.cls, called: self.cls }), args.values());
  },
  '_closure_from(mixed $value)': (php, [value]: [Value]) => {
    if (php.isInstance(value, 'Closure')) return value;
    const called = callable(php, value);
    if (!called) throw php.error('TypeError', 'Failed to create closure from callable: no array or string given');
    return makeClosure(php, {
      info: called.info,
      self: called.self,
      scope: called.scope,
      called: called.called,
      bound: called.bound ?? [],
    });
  },
  *'_generator(object $generator, string $what, mixed $sent = null)'(
    php,
    [object, what, sent = null]: [PhpObject, string, Value?],
  ) {
    const state = stateOf(generator(object));
    switch (what) {
      case 'send':
        yield* begin(php, state);
        yield* advance(php, state, { value: sent });
        return state.value;
      case 'throw':
        yield* begin(php, state);
        yield* advance(php, state, { thrown: new Thrown(sent as PhpObject) });
        return state.value;
      case 'next':
        if (state.started) yield* advance(php, state, { value: null });
        else {
          yield* begin(php, state);
          yield* advance(php, state, { value: null });
        }
        return null;
      case 'return':
        if (!state.done) throw php.error('Exception', "Cannot get return value of a generator that hasn't returned");
        return state.result;
      default:
        yield* begin(php, state);
        return what === 'current' ? state.value : what === 'key' ? state.key : what === 'valid' ? !state.done : null;
    }
  },
  '_enum(string $class, string $what, mixed $value = null)': (
    php,
    [name, what, value = null]: [string, string, Value?],
  ) => {
    const cls = php.needClass(name);
    const cases = [...cls.constants].filter(([, one]) => one.isCase).map(([key]) => classConstant(php, cls, key));
    if (what === 'cases') return PhpArray.list(cases);
    const wanted = cases.find((one) => one instanceof PhpObject && one.get('value') === value);
    if (wanted !== undefined) return wanted;
    if (what === 'tryFrom') return null;
    throw php.error(
      'ValueError',
      `${typeof value === 'string' ? `"${value}"` : toStr(php, value)} is not a valid backing value for enum ${cls.name}`,
    );
  },
};

function lookupConstant(php: Engine, name: string): Value | undefined {
  const [cls, constant] = name.split('::');
  if (cls !== undefined && constant !== undefined)
    return php.classNamed(cls)?.constants.has(constant) ? classConstant(php, php.needClass(cls), constant) : undefined;
  const bare = name.replace(/^\\/, '');
  return php.constants.get(bare) ?? php.standard.constant(bare, php);
}
