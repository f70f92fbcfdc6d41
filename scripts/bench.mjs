// `npm run bench [WORD…]`: bundles the benchmarks as the page's code is bundled, and runs them. From sources they would
// measure the loader too, which names every closure it meets.
import { join } from 'node:path';
import { build } from 'vite';
import { root, run } from './command.mjs';

const bundle = join(root, 'node_modules', '.cache', 'drydock-bench');

await build({
  configFile: false,
  root,
  logLevel: 'warn',
  ssr: { noExternal: true },
  build: { ssr: 'tests/bench/main.ts', outDir: bundle, emptyOutDir: true, minify: true, target: 'es2023' },
});
const { code } = await run(process.execPath, ['--expose-gc', join(bundle, 'main.js'), ...process.argv.slice(2)], {
  show: true,
});
process.exitCode = code;
