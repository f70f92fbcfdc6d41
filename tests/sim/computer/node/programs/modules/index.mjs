import fs, { readFileSync } from 'node:fs';
import path from 'path';
import { area, default as Circle } from './lib/shapes.mjs';
import * as everything from './lib/shapes.mjs';
import legacy, { named } from './lib/legacy.cjs';
const here = path.basename(import.meta.url);
console.log(here, typeof readFileSync === typeof fs.readFileSync, area(2).toFixed(2), new Circle(1), Object.keys(everything), legacy, named);
const lazy = await import('./lib/lazy.mjs');
console.log(lazy.value, typeof require, this, import.meta.filename?.endsWith('index.mjs'), lazy);
