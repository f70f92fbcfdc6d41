// How the page is built: one folder of static files that runs from any address.
import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig, type Plugin, type Rolldown } from 'vite';
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
    generateBundle: {
      // After Vite has taken away the modules that are nothing but a style sheet.
      order: 'post',
      handler(_, bundle) {
        const own = Object.keys(bundle);
        const folder = join(import.meta.dirname, 'public');
        const copied = readdirSync(folder, { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile())
          .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'));
        const names = [...new Set([...own, ...copied, 'index.html', 'files.json'])].toSorted();
        this.emitFile({ type: 'asset', fileName: 'files.json', source: `${JSON.stringify(names)}\n` });
      },
    },
  };
}

/** What a page needs that shows the course map, and one that shows an empty workspace: the beginnings of their modules. */
const home = ['src/ui/main.ts', 'src/ui/lessons/Home.svelte'];
const workspace = [
  'src/ui/app/Sandbox.svelte',
  'src/ui/stage/EverythingView.svelte',
  'src/ui/terminal/TerminalPanel.svelte',
  'src/sim/computer/programs/shells.ts',
];

const reached = new WeakMap<object, Map<readonly string[], ReadonlySet<string>>>();

/** All modules that some of ours import, without those that are loaded when they are first used. */
function reachedFrom(graph: Rolldown.ChunkingContext, roots: readonly string[]): ReadonlySet<string> {
  const known = reached.get(graph) ?? new Map<readonly string[], ReadonlySet<string>>();
  reached.set(graph, known);
  const before = known.get(roots);
  if (before) return before;
  const found = new Set<string>();
  const visit = (id: string): void => {
    if (found.has(id)) return;
    found.add(id);
    for (const next of graph.getModuleInfo(id)?.importedIds ?? []) visit(next);
  };
  for (const root of roots) visit(join(import.meta.dirname, root));
  known.set(roots, found);
  return found;
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
      // What packages do inside is theirs: PGlite asks for `eval` and for Node's modules where it runs in Node.
      onLog(level, log, handle) {
        if (level !== 'warn' || ![log.id, log.message].some((text) => text?.includes('node_modules')))
          handle(level, log);
      },
      output: {
        codeSplitting: {
          groups: [
            // The terminal is the heaviest part and the page can be drawn before it is there.
            { name: 'terminal', test: /node_modules[\\/]@xterm[\\/].*\.m?js$/, priority: 1 },
            // What is needed together compresses best together: what the workspace shares with home, and the rest of it.
            {
              debugName: 'page',
              name: (id, graph) => {
                if (!reachedFrom(graph, workspace).has(id)) return null;
                return reachedFrom(graph, home).has(id) ? 'page' : 'workspace';
              },
            },
          ],
        },
      },
    },
  },
});
