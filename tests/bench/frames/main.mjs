// `npm run frames [WORD…]`: what a frame of the built page costs the main thread in a crowded world. Builds the world by
// typing commands; scrubs, plays and types in it; prints processor ms of frames, as Chromium traces them.
// Words: numbers of containers (25 50 100 200), ids of views, acts (scrub play type; drag: frames a second), rates of
// throttling (1x 4x).
import { chromium } from 'playwright-core';
import { dist, ensureBuild } from '../../../scripts/build.mjs';
import { findChromium } from '../../../scripts/chromium.mjs';
import { serveFolder } from '../../../scripts/static-server.mjs';
import { acts } from './acts.mjs';
import { frameCosts, startTracing } from './costs.mjs';
import { crowdedPage } from './crowd.mjs';
import { frameRate } from './rate.mjs';

const allViews = ['everything', 'layers', 'build', 'network', 'inside', 'states', 'messages', 'registry', 'compose'];
const rounds = 3;

const words = process.argv.slice(2);
const chosen = (known, pick) => {
  const found = words.map(pick).filter((word) => word !== undefined);
  return found.length ? found : known;
};
const counts = chosen([25, 50, 100, 200], (word) => (/^\d+$/.test(word) ? Number(word) : undefined));
const throttles = chosen([1, 4], (word) => (/^\d+x$/.test(word) ? parseInt(word, 10) : undefined));
const views = chosen(allViews, (word) => allViews.find((view) => view === word));
const wanted = chosen(Object.keys(acts), (word) => [...Object.keys(acts), 'drag'].find((act) => act === word));

const executablePath = await findChromium();
if (!(await ensureBuild())) process.exit(1);
const server = await serveFolder(dist, 0);
const browser = await chromium.launch({
  ...(executablePath === undefined ? {} : { executablePath }),
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
});
try {
  console.log('Processor ms of the main thread for a frame: p50 p95; of p50: script, style and layout, paint.');
  for (const count of counts) await measure(count);
} finally {
  await browser.close();
  await server.close();
}

async function measure(count) {
  const page = await crowdedPage(browser, server.url, count);
  const client = await page.context().newCDPSession(page);
  for (const view of views) {
    await page.locator('.stage-drawing').focus();
    await page.keyboard.press(String(allViews.indexOf(view) + 1));
    await page.locator(`.stage-drawing[data-view="${view}"]`).waitFor();
    await page.waitForTimeout(1000);
    for (const act of wanted)
      for (const throttle of throttles)
        await report(`${count} containers, ${view}, ${act}, ${throttle}×`, page, client, throttle, act);
  }
  await page.context().close();
}

/** Does something several times, and prints the cheapest of them: others' work on the machine only ever adds. */
async function report(what, page, client, throttle, act) {
  await client.send('Emulation.setCPUThrottlingRate', { rate: throttle });
  if (act === 'drag') {
    const { rate, p95 } = await frameRate(page, client);
    await client.send('Emulation.setCPUThrottlingRate', { rate: 1 });
    console.log(`${what.padEnd(42)} ${rate.toFixed(1)} frames a second; 95 % of them within ${p95.toFixed(1)} ms`);
    return;
  }
  const found = [];
  for (let round = 0; round < rounds; round++) {
    const stop = await startTracing(browser, page);
    await acts[act](page, client);
    found.push(frameCosts(await stop()));
  }
  await client.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  const [best] = found.sort((a, b) => a.p50 - b.p50);
  const ms = (value) => value.toFixed(1).padStart(6);
  console.log(`${what.padEnd(42)} ${ms(best.p50)} ${ms(best.p95)}   ${ms(best.script)} ${ms(best.layout)} ${ms(best.paint)}`); // prettier-ignore
}
