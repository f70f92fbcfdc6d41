// Declared types: whether a value fits, and what it is made into where it does not have to be strict.
import { exactText, leadingNumber, truncated } from '../numbers.ts';
import { Float, isInt, PhpArray, PhpObject, type Value } from '../values.ts';
import { isA, type ClassInfo, type TypeInfo } from './class-info.ts';
import { toBool, toStr } from './convert.ts';
import type { Engine } from './engine.ts';

/** Whether a value is of a type as it is. */
function is(php: Engine, value: Value, name: string, scope: ClassInfo | undefined): boolean {
  switch (name) {
    case 'mixed':
      return true;
    case 'null':
    case 'void':
      return value === null;
    case 'int':
      return isInt(value);
    case 'float':
      return value instanceof Float;
    case 'string':
      return typeof value === 'string';
    case 'bool':
      return typeof value === 'boolean';
    case 'true':
      return value === true;
    case 'false':
      return value === false;
    case 'array':
      return value instanceof PhpArray;
    case 'object':
      return value instanceof PhpObject;
    case 'iterable':
      return value instanceof PhpArray || (value instanceof PhpObject && php.isInstance(value, 'Traversable'));
    case 'callable':
      return php.isCallable(value);
    case 'self':
    case 'static':
      return value instanceof PhpObject && scope !== undefined && isA(value.cls, scope);
    default:
      return value instanceof PhpObject && php.isInstance(value, name);
  }
}

/** The value as the type wants it; undefined when it does not fit. */
export function coerced(
  php: Engine,
  value: Value,
  type: TypeInfo,
  strict: boolean,
  scope?: ClassInfo,
): Value | undefined {
  if (type.all) return type.names.every((name) => is(php, value, name, scope)) ? value : undefined;
  for (const name of type.names) if (is(php, value, name, scope)) return value;
  const wants = (name: string): boolean => type.names.includes(name);
  if (wants('float') && isInt(value)) return new Float(Number(value));
  if (strict || value === null || value instanceof PhpArray) return undefined;
  if (value instanceof PhpObject)
    return wants('string') && php.findMethod(value.cls, '__tostring') ? toStr(php, value) : undefined;
  if (wants('int')) {
    const made = asInt(php, value, wants('float') || wants('string'));
    if (made !== undefined) return made;
  }
  if (wants('float')) {
    const found = typeof value === 'string' ? leadingNumber(value) : undefined;
    if (found?.all) return found.value instanceof Float ? found.value : new Float(Number(found.value));
    if (typeof value === 'boolean') return new Float(Number(value));
  }
  if (wants('string')) return toStr(php, value);
  return wants('bool') ? toBool(value) : undefined;
}

function asInt(php: Engine, value: Value, gentle: boolean): Value | undefined {
  if (typeof value === 'boolean') return Number(value);
  const number = typeof value === 'string' ? leadingNumber(value) : { value: value as Float, all: true };
  if (!number?.all) return undefined;
  if (!(number.value instanceof Float)) return number.value;
  const plain = number.value.value;
  if (!Number.isFinite(plain)) return undefined;
  if (!Number.isInteger(plain)) {
    if (gentle) return undefined;
    php.warn(
      typeof value === 'string'
        ? `Implicit conversion from float-string "${value}" to int loses precision`
        : `Implicit conversion from float ${exactText(plain)} to int loses precision`,
      'Deprecated',
    );
  }
  return truncated(plain);
}
