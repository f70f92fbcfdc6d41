// `npm run frames [WORD…]`: what a frame of the built page costs the main thread in a crowded world. Builds the world by
// typing commands, scrubs through it with the pointer, and prints processor ms of each frame, as Chromium traces them.
// Words: numbers of containers (25 50 100 200), ids of views, `play`, `type`, and rates of throttling as `4x`.
/* global indexedDB, requestAnimationFrame -- run in the page */
import { chromium } from 'playwright-core';
import { dist, ensureBuild } from '../../../scripts/build.mjs';
import { findChromium } from '../../../scripts/chromium.mjs';
import { frameCosts, startTracing } from './costs.mjs';
import { serveFolder } from '../../../scripts/static-server.mjs';

const words = process.argv.slice(2);
const numbers = words.filter((word) => /^\d+$/.test(word)).map(Number);
const rates = words.filter((word) => /^\d+x$/.test(word)).map((word) => parseInt(word, 10));
const acts = words.filter((word) => word === 'play' || word === 'type' || word === 'scrub');
const named = words.filter((word) => !/^\d+x?$/.test(word) && !acts.includes(word));

const counts = numbers.length ? numbers.sort((a, b) => a - b) : [25, 50, 100, 200];
const allViews = ['everything', 'layers', 'build', 'network', 'inside', 'states', 'messages', 'registry', 'compose'];
const views = named.length ? named : allViews;
const throttles = rates.length ? rates : [1, 4];
const wanted = acts.length ? acts : ['scrub', 'play', 'type'];
const images = { pulled: ['alpine', 'nginx', 'redis', 'busybox', 'httpd', 'python', 'node', 'postgres', 'mysql', 'memcached'], built: 30 }; // prettier-ignore
const networks = 9;
const steps = 90;
const rounds = 3;

const executablePath = await findChromium();
if (!(await ensureBuild())) process.exit(1);
const server = await serveFolder(dist, 0);
const browser = await chromium.launch({
  ...(executablePath === undefined ? {} : { executablePath }),
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
});
const perform = { scrub, play, type: keys };
try {
  await measure();
} finally {
  await browser.close();
  await server.close();
}

async function measure() {
  console.log('Processor ms of the main thread for a frame: p50 p95; of p50: script, style and layout, paint; then frames a second.'); // prettier-ignore
  for (const count of counts) {
    const page = await crowdedPage(count);
    const client = await page.context().newCDPSession(page);
    for (const view of views) {
      await page.locator('.stage-drawing').focus();
      await page.keyboard.press(String(allViews.indexOf(view) + 1));
      await page.waitForTimeout(1000);
      for (const act of wanted)
        for (const throttle of throttles)
          await report(`${count} containers, ${view}, ${act}, ${throttle}×`, page, client, throttle, act);
    }
    await page.close();
  }
}

/** The page with a session in which all this has been typed. */
async function crowdedPage(count) {
  const lines = [
    `for i in ${images.pulled.join(' ')}; do docker pull -q $i; done`,
    `for i in $(seq ${images.built}); do printf "FROM alpine\\nRUN echo $i > /f\\n" | docker build -q -t app$i -; done`,
    `for i in $(seq ${networks}); do docker network create net$i; done`,
    `for i in $(seq ${count}); do docker run -d --name c$i --network net$((i % ${networks} + 1)) app$((i % ${images.built} + 1)) sleep 100000; done`,
  ];
  const typed = lines.map((line, index) => ({ t: 1000 + index, kind: 'type', terminal: 'terminal-1', data: `${line}\r` })); // prettier-ignore
  const open = { t: 0, kind: 'open', terminal: 'terminal-1', columns: 100, rows: 12 };
  const session = { version: 1, seed: 'frames', epoch: Date.UTC(2026, 0, 12, 9), inputs: [open, ...typed], until: 120_000 + count * 500 }; // prettier-ignore
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  page.on('pageerror', (error) => console.error(error.stack));
  await page.addInitScript(() => {
    localStorage.setItem('drydock:preferences', JSON.stringify({ theme: 'light', speed: 1 }));
  });
  // A picture of the same origin, where what is kept can be written before the page reads it.
  await page.goto(`${server.url}icon.svg`);
  await page.evaluate(keepSession, session);
  await page.goto(`${server.url}#/sandbox`);
  await page.locator('.track-drawing').waitFor({ timeout: 300_000 });
  await page.waitForTimeout(2000);
  return page;
}

/** Runs in the page. */
function keepSession(session) {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('drydock', 1);
    opening.onerror = reject;
    opening.onupgradeneeded = () => opening.result.createObjectStore('sessions');
    opening.onsuccess = () => {
      const change = opening.result.transaction('sessions', 'readwrite');
      change.objectStore('sessions').put(session, 'current');
      change.oncomplete = () => {
        opening.result.close();
        resolve(undefined);
      };
    };
  });
}

/** Does something several times, and prints the cheapest of them: others' work on the machine only ever adds. */
async function report(what, page, client, throttle, act) {
  await client.send('Emulation.setCPUThrottlingRate', { rate: throttle });
  const found = [];
  for (let round = 0; round < rounds; round++) {
    const stop = await startTracing(browser, page);
    await perform[act](page, client);
    found.push(frameCosts(await stop()));
  }
  await client.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  const [best] = found.sort((a, b) => a.p50 - b.p50);
  const ms = (value) => value.toFixed(1).padStart(6);
  console.log(`${what.padEnd(42)} ${ms(best.p50)} ${ms(best.p95)}   ${ms(best.script)} ${ms(best.layout)} ${ms(best.paint)}   ${ms(best.rate)}`); // prettier-ignore
}

/** The pointer holds the playhead and goes back and forth, a step a frame. */
async function scrub(page, client) {
  const box = await page.locator('.track-drawing').boundingBox();
  const y = box.y + 30;
  const mouse = (kind, x) => client.send('Input.dispatchMouseEvent', { type: kind, x, y, button: 'left', buttons: 1, clickCount: 1 }); // prettier-ignore
  const at = (part) => box.x + box.width * part;
  await mouse('mousePressed', at(0.9));
  for (let step = 0; step < steps; step++) {
    const turn = (step / steps) * 2;
    await mouse('mouseMoved', at(0.9 - 0.6 * (turn < 1 ? turn : 2 - turn)));
    await nextFrame(page);
  }
  await mouse('mouseReleased', at(0.9));
  await page.locator('.track-drawing').press('End');
  await nextFrame(page);
}

async function play(page) {
  await page.locator('.track-drawing').press('End');
  for (let i = 0; i < 3; i++) await page.locator('.track-drawing').press('<');
  await page.locator('.track-drawing').press(' ');
  for (let step = 0; step < steps; step++) await nextFrame(page);
  await page.locator('.track-drawing').press('End');
}

async function keys(page) {
  await page.getByRole('textbox', { name: 'Terminal input' }).focus();
  for (let step = 0; step < steps / 3; step++) {
    await page.keyboard.press(step % 10 === 9 ? 'Backspace' : 'x');
    await nextFrame(page);
  }
  await page.keyboard.press('Control+c');
  await nextFrame(page);
}

/** Waits until the page has drawn, and marks that in the trace. */
function nextFrame(page) {
  return page.evaluate(
    () =>
      new Promise((resolve) => {
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => {
            performance.mark('drydock-frame');
            resolve(undefined);
          };
          port2.postMessage(undefined);
        });
      }),
  );
}
