const util = require('util');
const sleep = util.promisify(setTimeout);
const read = util.promisify((value, callback) => callback(value < 0 ? new Error('negative') : null, value * 2));
console.log(util.format('%s=%d', 'x', 5), util.isDeepStrictEqual({ a: [1] }, { a: [1] }), util.types.isPromise(sleep(1)), util.inspect(new Map([[1, { a: [] }]])));
read(4).then(console.log).then(() => read(-1)).catch((e) => console.log(e.message));
class Money {
  constructor(value) {
    this.value = value;
  }
  [util.inspect.custom](depth, options) {
    return options.stylize(`Money<${this.value}>`, 'special');
  }
}
console.log(new Money(5), [new Money(6)], util.inspect(new Money(7), { colors: true }));
function Old() {}
util.inherits(Old, require('events'));
console.log(new Old() instanceof require('events'), util.types.isRegExp(/x/), util.stripVTControlCharacters('\u001b[31mred\u001b[0m'));
util.callbackify(async (x) => x + 1)(1, (error, value) => console.log('callbackified', error, value));
console.log(util.parseArgs({ args: ['-v', '--name=x', 'file'], options: { verbose: { type: 'boolean', short: 'v' }, name: { type: 'string' } }, allowPositionals: true }));
const old = util.deprecate(() => 'used', 'old() is deprecated', 'DEP0');
console.log(old(), old());
