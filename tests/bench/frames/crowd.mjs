// The page with a crowded session: what the frames are measured in.
/* global indexedDB -- run in the page */

const images = { pulled: ['alpine', 'nginx', 'redis', 'busybox', 'httpd', 'python', 'node', 'postgres', 'mysql', 'memcached'], built: 30 }; // prettier-ignore
const networks = 9;

/** Opens the page of the server at `url` with a session in which `count` containers have been run, from 40 images, in 10 networks. */
export async function crowdedPage(browser, url, count) {
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
  await page.goto(`${url}icon.svg`);
  await page.evaluate(keepSession, session);
  await page.goto(`${url}#/sandbox`);
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
