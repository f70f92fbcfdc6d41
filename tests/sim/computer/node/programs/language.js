const { a, b: { c = 5, ...others } = {}, ...rest } = { a: 1, b: { d: 2, e: 3 }, f: 4 };
console.log(a, c, others, rest, [..."héy"], { ...{ x: 1 }, y: 2 }, a ?? 'none', rest?.f?.g, rest.missing?.());
const tag = (strings, ...values) => strings.raw.join('|') + values.join(',');
console.log(tag`one ${1} two\n ${2}`, `multi
line`, 'abc'.at(-1), 'a-b-c'.replaceAll('-', '+'), 'x'.padStart(3, '*'), ' trim '.trim(), 'abc'.includes('b'));
console.log([3, 1, 2].sort(), [1, 2, 3, 4].filter((n) => n % 2).map((n) => n * n), [1, [2, [3]]].flat(Infinity), Object.entries({ p: 1, q: 2 }), Object.fromEntries([['k', 'v']]), Array.from('abc', (x) => x + x));
function* fibonacci() {
  let [x, y] = [0, 1];
  for (;;) {
    yield x;
    [x, y] = [y, x + y];
  }
}
const first = [];
for (const n of fibonacci()) {
  if (n > 50) break;
  first.push(n);
}
console.log(first, /(?<year>\d{4})-(?<month>\d\d)/.exec('on 2024-05-06').groups, [...'a1b22'.matchAll(/\d+/g)].map((m) => m[0]), 'John Smith'.replace(/(\w+)\s(\w+)/, '$2, $1'));
label: for (let i = 0; i < 3; i++) for (let j = 0; j < 3; j++) if (j === 1) continue label; else console.log(i, j);
const memo = new WeakMap();
const key = {};
memo.set(key, 1);
console.log(memo.get(key), new Set([1, 1, 2]).size, Object.freeze({ z: 1 }), Number('12'), +'', Number('x'), [10, 9, 1].sort((x, y) => x - y), typeof null, typeof 1n, void 0, [1, 2, 3].findLast((x) => x < 3), Object.groupBy ? 1 : 0, [1, 2].toSorted(), structuredClone({ d: new Date(0), m: new Map([[1, 2]]) }));
var hoisted = typeof later;
function later() {}
console.log(hoisted, (() => { try { return 'try'; } finally { console.log('finally'); } })(), Math.max(...[1, 5, 3]), isNaN('x'), [1, 2, 3].reduce((s, n) => s + n), Symbol.for('k') === Symbol.for('k'), 0b101, 0o17, 1_000);
