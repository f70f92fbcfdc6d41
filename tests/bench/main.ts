// `npm run bench [WORD…]`: runs every benchmark of this folder, or those whose name contains one of the words, and prints their figures.
import { yardstick, type Benchmark } from './measure.ts';

const words = process.argv.slice(2);
const files = import.meta.glob<{ benchmarks: readonly Benchmark[] }>('./*.bench.ts');

const unit = await yardstick();
console.log(
  `Yardstick: ${unit.toFixed(0)} ms of CPU for the SHA-256 of 32 MiB; costs are given in ms and in yardsticks.`,
);

for (const load of Object.values(files)) {
  const { benchmarks } = await load();
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
