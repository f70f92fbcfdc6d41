// Playwright's global set-up: builds the page when it is stale and serves it for as long as the tests run.
import { dist, ensureBuild } from '../../scripts/build.mjs';
import { serveFolder } from '../../scripts/static-server.mjs';

/** Leaves the address in `DRYDOCK_URL`, which the workers read as their base; returns what ends the server. */
export default async function serveBuild(): Promise<() => Promise<void>> {
  if (!(await ensureBuild())) throw new Error('The page could not be built.');
  const server = await serveFolder(dist, 0);
  process.env.DRYDOCK_URL = server.url;
  return server.close;
}
