// querystring: texts of queries and objects.
const kept = /[A-Za-z0-9\-_.!~*'()]/;

function escape(text) {
  let result = '';
  for (const letter of String(text)) result += kept.test(letter) ? letter : encodeURIComponent(letter);
  return result;
}

function unescape(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text.replace(/%([0-9a-fA-F]{2})/g, (_, digits) => String.fromCharCode(parseInt(digits, 16)));
  }
}

const primitive = (value) =>
  typeof value === 'string'
    ? value
    : typeof value === 'bigint' || typeof value === 'boolean' || Number.isFinite(value)
      ? String(value)
      : '';

function stringify(object, separator = '&', equals = '=', { encodeURIComponent: encode = escape } = {}) {
  if (typeof object !== 'object' || object === null) return '';
  return Object.entries(object)
    .flatMap(([name, value]) => [value].flat().map((one) => encode(name) + equals + encode(primitive(one))))
    .join(separator);
}

function parse(text, separator = '&', equals = '=', { maxKeys = 1000, decodeURIComponent: decode = unescape } = {}) {
  const result = Object.create(null);
  if (typeof text !== 'string' || text === '') return result;
  const parts = text.split(separator);
  for (const part of maxKeys > 0 ? parts.slice(0, maxKeys) : parts) {
    if (part === '') continue;
    const at = part.indexOf(equals);
    const clean = (one) => decode(one.replaceAll('+', ' '));
    const name = clean(at < 0 ? part : part.slice(0, at));
    const value = at < 0 ? '' : clean(part.slice(at + equals.length));
    if (name in result) result[name] = [result[name], value].flat();
    else result[name] = value;
  }
  return result;
}

module.exports = { escape, unescape, stringify, parse, encode: stringify, decode: parse };
