// What V8 says of a text that is no JSON, and of an object that contains itself.

/** The message for a text that JSON.parse refuses. */
function explain(text) {
  let at = 0;
  const space = () => {
    while (at < text.length && ' \t\n\r'.includes(text[at])) at++;
  };
  class Mistake {
    constructor(message) {
      this.message = message;
    }
  }
  const where = () => ` in JSON at position ${at}`;
  const stop = (message) => {
    throw new Mistake(message);
  };
  const unexpected = () => {
    if (at >= text.length) stop('Unexpected end of JSON input');
    const shown =
      text.length <= 40
        ? `"${text}"`
        : at < 10
          ? `"${text.slice(0, at + 10)}"...`
          : at + 10 >= text.length
            ? `..."${text.slice(at - 10)}"`
            : `..."${text.slice(at - 10, at + 10)}"...`;
    stop(`Unexpected token '${String.fromCodePoint(text.codePointAt(at))}', ${shown} is not valid JSON`);
  };
  function value() {
    space();
    const letter = text[at];
    if (letter === '{') return object();
    if (letter === '[') return list();
    if (letter === '"') return string();
    if (letter === '-' || /\d/.test(letter ?? '')) return number();
    for (const word of ['true', 'false', 'null'])
      if (letter === word[0]) {
        for (const expected of word) {
          if (text[at] !== expected) unexpected();
          at++;
        }
        return undefined;
      }
    return unexpected();
  }
  function string() {
    for (at++; text[at] !== '"'; at++) {
      if (at >= text.length) stop(`Unterminated string${where()}`);
      if (text[at] < ' ') stop(`Bad control character in string literal${where()}`);
      if (text[at] !== '\\') continue;
      at++;
      if (at >= text.length) stop(`Unterminated string${where()}`);
      if (text[at] === 'u') {
        for (let count = 0; count < 4; count++)
          if (!/[0-9a-fA-F]/.test(text[++at] ?? '')) stop(`Bad Unicode escape${where()}`);
      } else if (!'"\\/bfnrt'.includes(text[at])) stop(`Bad escaped character${where()}`);
    }
    at++;
  }
  function number() {
    if (text[at] === '-') {
      at++;
      if (!/\d/.test(text[at] ?? '')) stop(`No number after minus sign${where()}`);
    }
    if (text[at] === '0' && /\d/.test(text[at + 1] ?? '')) {
      at++;
      stop(`Unexpected number${where()}`);
    }
    while (/\d/.test(text[at] ?? '')) at++;
    if (text[at] === '.') {
      at++;
      if (!/\d/.test(text[at] ?? '')) stop(`Unterminated fractional number${where()}`);
      while (/\d/.test(text[at] ?? '')) at++;
    }
    if (text[at] === 'e' || text[at] === 'E') {
      at++;
      if (text[at] === '+' || text[at] === '-') at++;
      if (!/\d/.test(text[at] ?? '')) stop(`Exponent part is missing a number${where()}`);
      while (/\d/.test(text[at] ?? '')) at++;
    }
  }
  function object() {
    at++;
    space();
    if (text[at] === '}') return void at++;
    for (let first = true; ; first = false) {
      space();
      if (text[at] !== '"') {
        if (at >= text.length && !first) stop(`Expected double-quoted property name${where()}`);
        stop(first ? `Expected property name or '}'${where()}` : `Expected double-quoted property name${where()}`);
      }
      string();
      space();
      if (text[at] !== ':') stop(`Expected ':' after property name${where()}`);
      at++;
      value();
      space();
      if (text[at] === '}') return void at++;
      if (text[at] !== ',') stop(`Expected ',' or '}' after property value${where()}`);
      at++;
    }
  }
  function list() {
    at++;
    space();
    if (text[at] === ']') return void at++;
    for (;;) {
      value();
      space();
      if (text[at] === ']') return void at++;
      if (text[at] !== ',') stop(`Expected ',' or ']' after array element${where()}`);
      at++;
    }
  }
  try {
    value();
    space();
    if (at < text.length) stop(`Unexpected non-whitespace character after JSON at position ${at}`);
  } catch (mistake) {
    if (mistake instanceof Mistake)
      return text === 'undefined'
        ? '"undefined" is not valid JSON'
        : text === '[object Object]'
          ? '"[object Object]" is not valid JSON'
          : mistake.message;
    throw mistake;
  }
  return 'Unexpected end of JSON input';
}

/** The message for an object that contains itself. */
function circle(root) {
  const path = [];
  const found = walk(root, undefined);
  function walk(value, key) {
    if (typeof value !== 'object' || value === null) return undefined;
    const at = path.findIndex((one) => one.value === value);
    if (at >= 0) return { at, key };
    path.push({ value, key });
    for (const name of Object.keys(value)) {
      const result = walk(value[name], name);
      if (result) return result;
    }
    path.pop();
    return undefined;
  }
  const property = (value, key) => (Array.isArray(value) ? `index ${key}` : `property '${key}'`);
  const nameOf = (value) => value.constructor?.name ?? 'Object';
  if (!found) return 'Converting circular structure to JSON';
  const chain = path.slice(found.at);
  const lines = [`starting at object with constructor '${nameOf(chain[0].value)}'`];
  const steps = chain
    .slice(1)
    .map((one, index) => `${property(chain[index].value, one.key)} -> object with constructor '${nameOf(one.value)}'`);
  const middle =
    steps.length > 2
      ? [`|     ${steps[0]}`, '|     ...', `|     ${steps.at(-1)}`]
      : steps.map((step) => `|     ${step}`);
  const last = `--- ${property(chain.at(-1).value, found.key)} closes the circle`;
  return `Converting circular structure to JSON\n    --> ${lines[0]}\n${middle.map((line) => `    ${line}\n`).join('')}    ${last}`;
}

module.exports = { explain, circle };
