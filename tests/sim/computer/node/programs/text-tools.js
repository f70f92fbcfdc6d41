// crypto, zlib, url, querystring, Buffer, string formats, RegExp, Intl, Date, JSON revivers.
const crypto = require('crypto');
const zlib = require('zlib');
const qs = require('querystring');
const { Buffer } = require('buffer');
const util = require('util');
const assert = require('assert/strict');

for (const name of ['md5', 'sha1', 'sha256', 'sha512']) console.log(name, crypto.createHash(name).update('hello').update(' ü').digest('hex'));
console.log(crypto.createHmac('sha256', 'key').update('data').digest('base64'), crypto.createHash('sha256').update(Buffer.from([1, 2])).digest('base64url'));
console.log(crypto.randomBytes(8).length, crypto.randomUUID().length, crypto.randomInt(5) < 5, crypto.timingSafeEqual(Buffer.from('a'), Buffer.from('a')));
console.log(crypto.pbkdf2Sync('secret', 'salt', 10, 16, 'sha256').toString('hex'), crypto.scryptSync('secret', 'salt', 16, { N: 16 }).toString('hex'));
const squeezed = zlib.gzipSync('repeat '.repeat(50));
console.log(squeezed.length < 60, zlib.gunzipSync(squeezed).toString().length, zlib.inflateSync(zlib.deflateSync(Buffer.from('abc'))).toString());
zlib.gzip('async', (error, data) => zlib.gunzip(data, (e, text) => console.log('zlib', error, e, text.toString())));
try {
  zlib.gunzipSync(Buffer.from('not gzip'));
} catch (error) {
  console.log(error.code, error.message);
}
const url = new URL('https://ada:pw@example.org:8443/a/../b c?x=1&y=ü&x=2#frag');
url.searchParams.append('z', 'a b&c');
console.log(url.href, url.pathname, url.searchParams.getAll('x'), url.host, url.origin, [...url.searchParams.keys()], url.username);
console.log(url);
try {
  new URL('/relative');
} catch (error) {
  console.log(error.code, error.name, error.message, error.input);
}
console.log(new URL('../c?d', 'http://h/a/b/').href, URL.canParse?.('x:'), qs.parse('a=1&b=2&a=3'), qs.stringify({ q: 'ü b', n: [1, 2] }), encodeURIComponent("a b/ü'"), decodeURI('%C3%BC%2F'));
console.log(require('url').parse('http://h:80/p?q=1#f').query, require('url').fileURLToPath('file:///a%20b'), require('url').pathToFileURL('/x y').href);
const buffer = Buffer.from('héllo wörld');
console.log(buffer, buffer.length, buffer.slice(0, 3).toString(), buffer.toString('base64'), buffer.toString('hex', 0, 4), buffer.indexOf('w'), Buffer.concat([Buffer.from('a'), Buffer.alloc(2, 'b')]).toString());
console.log(buffer.readUInt16BE(0), Buffer.from('ff00', 'hex').readInt16LE(), buffer.equals(Buffer.from(buffer)), Buffer.byteLength('ü'), Buffer.compare(Buffer.from('a'), Buffer.from('b')), JSON.stringify(Buffer.from('x')), Buffer.isBuffer([]));
const date = new Date(Date.UTC(2026, 1, 27, 13, 5, 9, 7));
console.log(date, date.toISOString(), date.toString(), date.toDateString(), date.toLocaleDateString('en-GB'), date.toLocaleTimeString('en-US'), date.toLocaleDateString('en-US', { weekday: 'long', year: 'numeric', month: 'long', day: 'numeric' }), date.getDay(), +date, new Date('nope'), date.toJSON());
console.log(new Intl.NumberFormat('en-US', { maximumFractionDigits: 1 }).format(12345.678), (0.256).toLocaleString('en-US', { style: 'percent' }), new Date(2024, 1, 30).getDate(), new Date('2026-03-01') - new Date('2026-02-01'));
const text = 'The year 1999, then 2026-11-21; call 555-1234.';
console.log(text.match(/\d{4}/g), text.match(/(?<y>\d{4})-(?<m>\d\d)/).groups.m, [...text.matchAll(/(\d+)-(\d+)/g)].map((m) => m.index), text.replace(/(\w+) (\w+)/, '$2 $1'), text.search(/call/), /a.c/s.test('a\nc'), 'aBc'.replace(/b/i, (x) => x + x), 'a1b2'.split(/\d/), /(?<=\$)\d+/.exec('cost $42')[0]);
console.log(JSON.parse('{"when":"2026-01-01T00:00:00.000Z","n":[1,2]}', (k, v) => (k === 'when' ? new Date(v) : v)), JSON.stringify({ a: undefined, b: () => 1, c: NaN, d: new Date(0), e: [undefined], f: 'ü\u2028"\n', big: Infinity }, null, '--'));
try {
  JSON.parse('{"a": 1,}');
} catch (error) {
  console.log(error.name, error.message);
}
console.log(util.inspect({ a: { b: { c: { d: 1 } } }, s: 'it\'s', [Symbol('k')]: 1, get x() { return 1; } }, { depth: 1 }), util.isDeepStrictEqual([1, { a: 2 }], [1, { a: 2 }]), util.types.isRegExp(/x/), util.format('%s %O', 'a', { b: [1] }));
console.log(new Proxy({ a: 1 }, {}), new WeakMap(), Symbol('s'), Symbol.for('t').description, new (class Foo { a = 1; #b = 2; })(), Object.create(null), Object.create({ x: 1 }), [function named() {}, async () => {}, function* g() {}, class X extends Date {}], new Error('shown').message, globalThis === global, new Uint8Array(3), new ArrayBuffer(2), [['a', 1]], 'multi\nline', ['multi\nline'], -0, [1e21, 1e-7, 123456789012345680000]);
console.log(Array.from({ length: 120 }, (_, i) => i), 'x'.repeat(20), { long: 'a'.repeat(60), other: 'b'.repeat(30), list: ['c'.repeat(20), 'd'.repeat(30), 'e'.repeat(30)] });
assert.deepEqual({ a: [1, 2] }, { a: [1, 2] });
assert.throws(() => { throw new TypeError('bad'); }, TypeError);
assert.equal(1, 2, 'one is not two');
