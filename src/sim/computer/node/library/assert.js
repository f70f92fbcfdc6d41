// assert: what must be true.
const { equal } = require('internal/compare');
const { inspect } = require('internal/inspect');
const { argumentType, setStack, rawFrames, placeAt } = require('internal/errors');

class AssertionError extends Error {
  constructor({ message, actual, expected, operator, generated }) {
    super(message);
    this.generatedMessage = generated ?? message === undefined;
    this.code = 'ERR_ASSERTION';
    this.actual = actual;
    this.expected = expected;
    this.operator = operator;
    Object.defineProperty(this, 'name', {
      value: 'AssertionError',
      enumerable: false,
      writable: true,
      configurable: true,
    });
    setStack(this, rawFrames(this) ?? [], `AssertionError [ERR_ASSERTION]: ${this.message}`);
  }
  toString() {
    return `${this.name} [${this.code}]: ${this.message}`;
  }
}

const shown = (value) =>
  inspect(value, {
    compact: false,
    customInspect: false,
    depth: 1000,
    maxArrayLength: Infinity,
    showHidden: false,
    showProxy: false,
    sorted: true,
    getters: true,
  });

/** Lines of two texts side by side: what is in one alone is marked. */
function difference(actual, expected) {
  const one = actual.split('\n');
  const two = expected.split('\n');
  const table = Array.from({ length: one.length + 1 }, () => new Array(two.length + 1).fill(0));
  for (let i = one.length - 1; i >= 0; i--)
    for (let j = two.length - 1; j >= 0; j--)
      table[i][j] = one[i] === two[j] ? table[i + 1][j + 1] + 1 : Math.max(table[i + 1][j], table[i][j + 1]);
  const lines = [];
  let i = 0;
  let j = 0;
  while (i < one.length || j < two.length) {
    if (i < one.length && j < two.length && one[i] === two[j]) {
      lines.push(`  ${one[i++]}`);
      j++;
    } else if (i < one.length && (j >= two.length || table[i + 1][j] >= table[i][j + 1])) lines.push(`+ ${one[i++]}`);
    else lines.push(`- ${two[j++]}`);
  }
  return lines.join('\n');
}

const titles = {
  deepStrictEqual: 'Expected values to be strictly deep-equal:',
  strictEqual: 'Expected values to be strictly equal:',
  deepEqual: 'Expected values to be loosely deep-equal:',
  notDeepStrictEqual: 'Expected "actual" not to be strictly deep-equal to:',
  notStrictEqual: 'Expected "actual" to be strictly unequal to:',
};

function messageFor(operator, actual, expected) {
  if (operator === '==' || operator === '!=') return `${inspect(actual)} ${operator} ${inspect(expected)}`;
  const one = shown(actual);
  const two = shown(expected);
  if (operator === 'notStrictEqual' || operator === 'notDeepStrictEqual')
    return `${titles[operator]}${one.includes('\n') ? '\n\n' : ' '}${one}${one.includes('\n') ? '\n' : ''}`;
  if (operator === 'deepEqual') return `${titles[operator]}\n\n${one}\n\nshould loosely deep-equal\n\n${two}`;
  const plain = (value) => typeof value !== 'object' || value === null;
  if (
    plain(actual) &&
    plain(expected) &&
    !one.includes('\n') &&
    !two.includes('\n') &&
    one.length + two.length <= 12 &&
    (actual !== 0 || expected !== 0)
  )
    return `${titles[operator]}\n\n${one} !== ${two}\n`;
  if (operator === 'strictEqual' && plain(actual) && plain(expected))
    return `${titles[operator]}\n+ actual - expected\n\n+ ${one}\n- ${two}`;
  return `${titles[operator]}\n+ actual - expected\n\n${difference(one, two)}`;
}

/** Where the module of Node.js throws what it finds. */
const places = {
  equal: 'node:assert:90\n  throw new AssertionError(obj);\n  ^\n',
  ok: 'node:internal/assert/utils:281\n    throw err;\n    ^\n',
  fail: 'node:assert:137\n  throw err;\n  ^\n',
};

function fail(message, details) {
  if (message instanceof Error) throw message;
  const { operator, actual, expected } = details;
  const usual =
    message === undefined || /^(?:deepS|s)trictEqual$/.test(operator) ? messageFor(operator, actual, expected) : '';
  throw placeAt(
    new AssertionError({
      ...details,
      message: message === undefined ? usual : message + usual.slice((titles[operator] ?? '').length),
      generated: details.generated ?? message === undefined,
    }),
    places.equal,
  );
}

function ok(...args) {
  const [value, message] = args;
  if (value) return;
  if (message instanceof Error) throw message;
  throw placeAt(
    new AssertionError({
      message:
        message ??
        (args.length === 0 ? 'No value argument passed to `assert.ok()`' : 'The expression evaluated to a falsy value'),
      actual: value,
      expected: true,
      operator: '==',
      generated: message === undefined,
    }),
    places.ok,
  );
}

function fits(error, expected, message) {
  if (expected === undefined) return;
  if (typeof expected === 'function') {
    if (expected.prototype !== undefined && error instanceof expected) return;
    if (expected === Error || Object.prototype.isPrototypeOf.call(Error, expected)) throw error;
    if (expected.call({}, error) === true) return;
    fail(message ?? 'The validation function is expected to return "true". Received false', {
      actual: error,
      expected,
      operator: 'throws',
      generated: message === undefined,
    });
  }
  if (expected instanceof RegExp) {
    if (expected.test(String(error))) return;
    fail(
      message ?? `The input did not match the regular expression ${expected}. Input:\n\n${inspect(String(error))}\n`,
      { actual: error, expected, operator: 'throws', generated: message === undefined },
    );
  }
  for (const key of [...Object.keys(expected), ...(expected instanceof Error ? ['name', 'message'] : [])]) {
    const wanted = expected[key];
    if (
      typeof error[key] === 'string' && wanted instanceof RegExp
        ? wanted.test(error[key])
        : equal(error[key], wanted, true)
    )
      continue;
    fail(message, { actual: error, expected, operator: 'throws', generated: message === undefined });
  }
}

const assert = Object.assign((...args) => ok(...args), {
  ok,
  AssertionError,
  fail(message = 'Failed') {
    if (message instanceof Error) throw message;
    throw placeAt(new AssertionError({ message, operator: 'fail' }), places.fail);
  },
  equal(actual, expected, message) {
    if (!(actual == expected || (actual !== actual && expected !== expected)))
      fail(message, { actual, expected, operator: '==' });
  },
  notEqual(actual, expected, message) {
    if (actual == expected) fail(message, { actual, expected, operator: '!=' });
  },
  strictEqual(actual, expected, message) {
    if (!Object.is(actual, expected)) fail(message, { actual, expected, operator: 'strictEqual' });
  },
  notStrictEqual(actual, expected, message) {
    if (Object.is(actual, expected)) fail(message, { actual, expected, operator: 'notStrictEqual' });
  },
  deepEqual(actual, expected, message) {
    if (!equal(actual, expected, false)) fail(message, { actual, expected, operator: 'deepEqual' });
  },
  notDeepEqual(actual, expected, message) {
    if (equal(actual, expected, false)) fail(message, { actual, expected, operator: 'notDeepStrictEqual' });
  },
  deepStrictEqual(actual, expected, message) {
    if (!equal(actual, expected, true)) fail(message, { actual, expected, operator: 'deepStrictEqual' });
  },
  notDeepStrictEqual(actual, expected, message) {
    if (equal(actual, expected, true)) fail(message, { actual, expected, operator: 'notDeepStrictEqual' });
  },
  throws(func, expected, message) {
    if (typeof func !== 'function') throw argumentType('fn', 'of type function', func);
    if (typeof expected === 'string') [expected, message] = [undefined, expected];
    try {
      func();
    } catch (error) {
      fits(error, expected, message);
      return;
    }
    const name = expected?.name ? ` (${expected.name})` : '';
    fail(
      message === undefined ? `Missing expected exception${name}.` : `Missing expected exception${name}: ${message}`,
      { operator: 'throws', expected },
    );
  },
  doesNotThrow(func, message) {
    try {
      func();
    } catch (error) {
      fail(
        `Got unwanted exception${typeof message === 'string' ? `: ${message}` : '.'}\nActual message: "${error.message}"`,
        { actual: error, operator: 'doesNotThrow' },
      );
    }
  },
  async rejects(promise, expected, message) {
    try {
      await (typeof promise === 'function' ? promise() : promise);
    } catch (error) {
      fits(error, expected, message);
      return;
    }
    fail('Missing expected rejection.', { operator: 'rejects', expected });
  },
  async doesNotReject(promise) {
    try {
      await (typeof promise === 'function' ? promise() : promise);
    } catch (error) {
      fail(`Got unwanted rejection.\nActual message: "${error.message}"`, { actual: error, operator: 'doesNotReject' });
    }
  },
  match(text, expression, message) {
    if (!expression.test(text))
      fail(message ?? `The input did not match the regular expression ${expression}. Input:\n\n${inspect(text)}\n`, {
        actual: text,
        expected: expression,
        operator: 'match',
        generated: message === undefined,
      });
  },
  doesNotMatch(text, expression, message) {
    if (expression.test(text))
      fail(
        message ??
          `The input was expected to not match the regular expression ${expression}. Input:\n\n${inspect(text)}\n`,
        { actual: text, expected: expression, operator: 'doesNotMatch', generated: message === undefined },
      );
  },
  ifError(error) {
    if (error !== null && error !== undefined)
      fail(`ifError got unwanted exception: ${error.message ?? inspect(error)}`, {
        actual: error,
        expected: null,
        operator: 'ifError',
      });
  },
});
assert.strict = Object.assign((...args) => ok(...args), assert, {
  equal: assert.strictEqual,
  notEqual: assert.notStrictEqual,
  deepEqual: assert.deepStrictEqual,
  notDeepEqual: assert.notDeepStrictEqual,
});
assert.strict.strict = assert.strict;

module.exports = assert;
