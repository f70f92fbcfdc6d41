// `npm test`: installs what is missing, a browser included, and runs the whole gate.
import { requireNode } from './node-version.mjs';

requireNode();

// Imported only now: an older Node could not even read these modules.
const { ensureDependencies } = await import('./dependencies.mjs');
const { ensureChromium } = await import('./chromium.mjs');

if (!(await ensureDependencies())) process.exit(1);
if (!(await ensureChromium())) {
  console.error('No Chromium was found or could be installed. Name one in CHROME_PATH and run this again.');
  process.exit(1);
}
await import('./check.mjs');
