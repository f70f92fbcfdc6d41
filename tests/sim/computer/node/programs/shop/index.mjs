// ES modules: default, named and namespace exports, re-exports, dynamic import, import.meta, top-level await, cycles, JSON through createRequire.
import fs, { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import path, { basename } from 'path';
import Cart, { add, VERSION as version, lazy } from './lib/cart.mjs';
import * as money from './lib/money.mjs';
import legacy, { greet } from './lib/legacy.cjs';
import process from 'node:process';

const require = createRequire(import.meta.url);
const here = path.dirname(fileURLToPath(import.meta.url));
console.log(basename(fileURLToPath(import.meta.url)), here === process.cwd(), version, typeof require, typeof module, this);
const cart = new Cart();
add(cart, 'tea', 3.5, 2);
add(cart, 'cup', 8);
console.log(cart.total, money.format(cart.total), money, Object.keys(money));
console.log(legacy, greet('Ada'), require('./lib/legacy.cjs') === legacy);
const { default: late, when } = await import('./lib/late.mjs');
console.log(late, when, (await import('./lib/late.mjs')).default === late, await lazy());
console.log(JSON.parse(readFileSync(new URL('./lib/data.json', import.meta.url), 'utf8')), fs.existsSync('lib'));
console.log(await Promise.all(['./lib/none.mjs', 'not-installed', 'node:nope'].map((name) => import(name).then(() => 'ok', (error) => [error.code, error.name, error.message.replaceAll(here, '')]))));
const results = [];
for await (const item of (async function* () { yield* [1, 2]; })()) results.push(item);
export default results;
console.log(results, import.meta.url.startsWith('file://'));
await Promise.reject(new Error('at the top'));
