// `npm start`: installs what is missing, builds what is stale, serves the page on this machine and opens the browser.
import { requireNode } from './node-version.mjs';

requireNode();

// Imported only now: an older Node could not even read these modules.
const { ensureDependencies } = await import('./dependencies.mjs');
const { dist, ensureBuild } = await import('./build.mjs');
const { serveFolder } = await import('./static-server.mjs');
const { openBrowser } = await import('./open-browser.mjs');

if (!(await ensureDependencies()) || !(await ensureBuild())) process.exit(1);

const server = await serveFolder(dist, 4173);
console.log(`Drydock is at ${server.url}   (Ctrl-C stops it)`);
if (!process.env.CI && !process.argv.includes('--no-open')) openBrowser(server.url);

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => void server.close().then(() => process.exit(0)));
}
