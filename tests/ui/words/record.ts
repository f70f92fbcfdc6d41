// Writes what is said now into the session files: `npx tsx tests/ui/words/record.ts`. Read every sentence that has changed: is it true,
// complete, plain?
import { readFileSync, writeFileSync } from 'node:fs';
import { told } from './told.ts';

const all = ['commands', 'builds', 'compose', 'errors'];
for (const name of process.argv.length > 2 ? process.argv.slice(2) : all) {
  const path = new URL(`${name}.txt`, import.meta.url);
  writeFileSync(path, await told(readFileSync(path, 'utf8')));
}
