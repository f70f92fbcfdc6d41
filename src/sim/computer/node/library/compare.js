// Whether two values are the same all the way down, loosely or strictly.
const { isMap, isSet, isDate, isRegExp, isError } = require('internal/inspect');

const same = (one, two, strict) => (strict ? Object.is(one, two) : one == two || (one !== one && two !== two));

function equal(one, two, strict, seen = []) {
  if (one === two) return one !== 0 || !strict || Object.is(one, two);
  if (typeof one !== 'object' || typeof two !== 'object' || one === null || two === null) {
    if (typeof one === 'function' || typeof two === 'function') return false;
    return (
      (strict || (typeof one !== 'object' && typeof two !== 'object') || one === null || two === null) &&
      same(one, two, strict)
    );
  }
  if (strict && Object.getPrototypeOf(one) !== Object.getPrototypeOf(two)) return false;
  if (Array.isArray(one) !== Array.isArray(two)) return false;
  if (isDate(one) || isDate(two)) {
    if (!isDate(one) || !isDate(two) || !Object.is(one.getTime(), two.getTime())) return false;
  } else if (isRegExp(one) || isRegExp(two)) {
    if (!isRegExp(one) || !isRegExp(two) || String(one) !== String(two) || one.lastIndex !== two.lastIndex)
      return false;
  } else if (isError(one) || isError(two)) {
    if (!isError(one) || !isError(two) || one.message !== two.message || one.name !== two.name) return false;
  } else if (one instanceof Number || one instanceof String || one instanceof Boolean) {
    if (!Object.is(one.valueOf(), two.valueOf())) return false;
  }
  if (seen.some(([a, b]) => a === one && b === two)) return true;
  const next = [...seen, [one, two]];
  if (isSet(one)) {
    if (!isSet(two) || one.size !== two.size) return false;
    return [...one].every((value) => two.has(value) || [...two].some((other) => equal(value, other, strict, next)));
  }
  if (isMap(one)) {
    if (!isMap(two) || one.size !== two.size) return false;
    return [...one].every(([key, value]) => {
      if (two.has(key)) return equal(value, two.get(key), strict, next);
      return [...two].some(([other, its]) => equal(key, other, strict, next) && equal(value, its, strict, next));
    });
  }
  const keys = Object.keys(one);
  if (keys.length !== Object.keys(two).length) return false;
  if (Array.isArray(one) && one.length !== two.length) return false;
  return keys.every((key) => Object.hasOwn(two, key) && equal(one[key], two[key], strict, next));
}

module.exports = { equal };
