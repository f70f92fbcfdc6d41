// structuredClone.
const { isMap, isSet, isDate, isRegExp, isError } = require('internal/inspect');

function clone(value, seen = new Map()) {
  if (typeof value === 'function' || typeof value === 'symbol') {
    const { DOMException } = require('internal/abort');
    throw new DOMException(
      `${typeof value === 'symbol' ? String(value) : String(value)} could not be cloned.`,
      'DataCloneError',
    );
  }
  if (typeof value !== 'object' || value === null) return value;
  if (seen.has(value)) return seen.get(value);
  let made;
  if (isDate(value)) made = new Date(value.getTime());
  else if (isRegExp(value)) made = new RegExp(value.source, value.flags);
  else if (isMap(value)) {
    seen.set(value, (made = new Map()));
    for (const [key, one] of value) made.set(clone(key, seen), clone(one, seen));
    return made;
  } else if (isSet(value)) {
    seen.set(value, (made = new Set()));
    for (const one of value) made.add(clone(one, seen));
    return made;
  } else if (value instanceof ArrayBuffer) made = value.slice(0);
  else if (ArrayBuffer.isView(value)) {
    const Type = value instanceof Buffer ? Uint8Array : value.constructor;
    made = new Type(value.buffer.slice(value.byteOffset, value.byteOffset + value.byteLength));
  } else if (isError(value)) {
    const Type = { EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError }[value.name] ?? Error;
    made = new Type(value.message);
    made.stack = value.stack;
    if ('cause' in value)
      Object.defineProperty(made, 'cause', {
        value: clone(value.cause, seen),
        writable: true,
        configurable: true,
        enumerable: false,
      });
  } else if (value instanceof Number || value instanceof String || value instanceof Boolean)
    made = Object(value.valueOf());
  else {
    made = Array.isArray(value) ? new Array(value.length) : {};
    seen.set(value, made);
    for (const key of Object.keys(value)) made[key] = clone(value[key], seen);
    return made;
  }
  seen.set(value, made);
  return made;
}

module.exports = { clone: (value) => clone(value) };
