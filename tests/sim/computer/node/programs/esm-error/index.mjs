import { readFile } from 'fs/promises';
import { missing } from './not-here.mjs';
console.log(readFile, missing);
