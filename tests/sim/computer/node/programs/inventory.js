'use strict';
// Classes with private fields, getters, static blocks, symbols; Map, Set, reduce, destructuring; errors with causes.
class OutOfStock extends Error {
  constructor(item, wanted, left) {
    super(`${item}: wanted ${wanted}, only ${left} left`);
    this.name = 'OutOfStock';
    Object.assign(this, { item, wanted, left });
  }
}

class Inventory {
  #items = new Map();
  #log = [];
  static #count = 0;
  static {
    Inventory.kinds = Object.freeze(['fruit', 'tool']);
  }

  constructor(items = []) {
    for (const { name, ...rest } of items) this.#items.set(name, { price: 0, quantity: 0, ...rest });
    Inventory.#count++;
  }

  static get count() {
    return Inventory.#count;
  }
  get size() {
    return this.#items.size;
  }
  set limit(value) {
    if (!Number.isInteger(value)) throw new TypeError(`limit must be an integer, not ${typeof value}`);
    this._limit = value;
  }
  *[Symbol.iterator]() {
    for (const [name, item] of this.#items) yield { name, ...item };
  }
  sell(name, count = 1) {
    const item = this.#items.get(name);
    if (!item) throw new RangeError(`no ${name}`);
    if (item.quantity < count) throw new OutOfStock(name, count, item.quantity);
    item.quantity -= count;
    this.#log.push({ name, count, at: this.#log.length });
    return item.price * count;
  }
  get history() {
    return structuredClone(this.#log);
  }
  toJSON() {
    return [...this];
  }
  get [Symbol.toStringTag]() {
    return 'Inventory';
  }
}

const stock = new Inventory([
  { name: 'apple', price: 0.5, quantity: 120, tags: ['fruit', 'fresh'] },
  { name: 'saw', price: 12.25, quantity: 2, tags: ['tool'] },
]);
console.log(stock, stock.size, `${stock}`, Inventory.count, Inventory.kinds);
console.log(stock.sell('apple', 20), stock.history);
for (const attempt of [() => stock.sell('saw', 5), () => stock.sell('pear'), () => (stock.limit = 'x')]) {
  try {
    attempt();
  } catch (error) {
    console.log(`${error.name}: ${error.message}`, error instanceof OutOfStock, error?.left ?? 'n/a');
  }
}
console.log(JSON.stringify(stock, null, 2));
const total = [...stock].reduce((sum, { price, quantity }) => sum + price * quantity, 0);
console.log(total.toFixed(2), total.toLocaleString('en-US', { style: 'currency', currency: 'USD' }), (1234567.891).toLocaleString());
const byTag = Object.entries(
  [...stock].flatMap(({ name, tags }) => tags.map((tag) => [tag, name])).reduce((all, [tag, name]) => ({ ...all, [tag]: [...(all[tag] ?? []), name] }), {}),
);
console.table(byTag.map(([tag, names]) => ({ tag, names: names.join() })));
const [first, , third = 'none', ...others] = ['a', 'b'];
console.log(first, third, others, [3, 1, 2].toSorted?.() ?? 'n', Object.groupBy ? 'has groupBy' : 'no groupBy', [1, 2, 3].at(-1), [1, [2, [3]]].flat(Infinity));
console.log(new Map([['a', { b: [1, 2, { c: 3 }] }]]), new Set('hello'), [undefined, null, NaN, -0], [1, , 3], { f() {}, g: () => 1, h: class A {} });
console.log('%s is %d years and %i, %f, %j %o %%', 'Ada', 36.5, 36.5, '1.5', { a: 1 }, [1], 'extra');
console.log([1.5, 2.25, -3].map(Math.round), parseInt('12px'), Number(''), Number('x'), 0.1 + 0.2, 2 ** 53 + 1, 10n ** 20n, 7 % -3, 1 / 0);
console.log([..."año👍"].length, 'abc'.padStart(5, '*'), 'a-b-c'.replaceAll('-', '+'), 'x'.repeat(3), ' t '.trim(), 'Hello'.split('').reverse().join(''));
label: for (let i = 0; i < 3; i++) for (let j = 0; j < 3; j++) { if (j === 2) continue label; if (i === 2) break label; process.stdout.write(`${i}${j} `); }
console.log();
const error = new Error('outer', { cause: new OutOfStock('nail', 1, 0) });
console.log(error.cause.message, Object.keys(error.cause), typeof null, typeof stock, [] + {}, [10, 9, 1].sort());
throw error.cause;
