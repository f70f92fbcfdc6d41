// How the page is built: one folder of static files that runs from any address.
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

export default defineConfig({
  base: './',
  plugins: [svelte(), lessonSummaries(), markBuild()],
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
