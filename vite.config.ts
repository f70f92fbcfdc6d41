// How the page is built: one folder of static files that runs from any address.
import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig, type Plugin } from 'vite';
import { lessonSummaries } from './scripts/lesson-summaries.ts';
import { buildMark, sourcesDigest } from './scripts/sources.mjs';

/** Leaves the digest of the sources in `dist`, where `npm start` looks before it decides to build. */
function markBuild(): Plugin {
  let digest = '';
  return {
    name: 'drydock:mark-build',
    apply: 'build',
    buildStart() {
      digest = sourcesDigest(import.meta.dirname);
    },
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: buildMark, source: `${digest}\n` });
    },
  };
}

/** Leaves the names of all files of the build in `files.json`, for whoever packs them: a learning platform wants them in one. */
function listFiles(): Plugin {
  return {
    name: 'drydock:list-files',
    apply: 'build',
    generateBundle(_, bundle) {
      const own = Object.keys(bundle);
      const folder = join(import.meta.dirname, 'public');
      const copied = readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'));
      const names = [...new Set([...own, ...copied, 'index.html'])].toSorted();
      this.emitFile({ type: 'asset', fileName: 'files.json', source: `${JSON.stringify(names)}\n` });
    },
  };
}

export default defineConfig({
  base: './',
  plugins: [svelte(), lessonSummaries(), markBuild(), listFiles()],
  build: {
    // Fonts written into the style sheet as data would be refused by the page's content security policy.
    assetsInlineLimit: 0,
    // The weight of a first visit is measured by a browser test.
    chunkSizeWarningLimit: Infinity,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        // The terminal is the heaviest part and the page can be drawn before it is there.
        codeSplitting: { groups: [{ name: 'terminal', test: /node_modules[\\/]@xterm[\\/].*\.m?js$/ }] },
      },
    },
  },
});
