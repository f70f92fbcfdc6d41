// `npm run bench [NAME…]`: runs every benchmark of this folder, or those whose name contains one of the words, and prints their figures.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { yardstick, type Benchmark } from './measure.ts';

const words = process.argv.slice(2);
const files = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.bench.ts'))
  .sort();

const unit = await yardstick();
console.log(
  `Yardstick: ${unit.toFixed(0)} ms of CPU for the SHA-256 of 32 MiB; costs are given in ms and in yardsticks.`,
);

for (const file of files) {
  const url = pathToFileURL(join(import.meta.dirname, file)).href;
  const { benchmarks } = (await import(url)) as { benchmarks: readonly Benchmark[] };
  for (const { name, run } of benchmarks.filter((candidate) => isWanted(candidate.name))) {
    console.log(`\n${name}`);
    for (const { what, value, unit: named } of await run()) {
      const yardsticks = named === 'ms' ? ` (${(value / unit).toFixed(2)} yardsticks)` : '';
      console.log(`  ${what}: ${formatNumber(value)} ${named}`.trimEnd() + yardsticks);
    }
  }
}

function isWanted(name: string): boolean {
  return words.length === 0 || words.some((word) => name.includes(word));
}

function formatNumber(value: number): string {
  return value.toLocaleString('en-GB', { maximumFractionDigits: Math.abs(value) < 100 ? 2 : 0 });
}
