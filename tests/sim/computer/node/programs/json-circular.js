console.log(JSON.stringify({ a: [1, { b: 2 }], c: undefined, d: () => {}, e: new Date(0), f: NaN }), JSON.stringify([undefined]), JSON.stringify({ a: 1, b: [1] }, null, 2), JSON.stringify({ a: 1, b: 2 }, ['a']));
const a = { name: 'a' };
a.child = { parent: a };
JSON.stringify(a);
