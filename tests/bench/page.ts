// `npm run bench:page [WORD…]`: what each runtime costs in a browser: bytes that arrive with the first program that needs it, and the
// time from Enter to its first line, in a page that has not used it and for the second container. Prints rows of docs/runtimes.md.
import { gzipSync } from 'node:zlib';
import { chromium, type Browser, type CDPSession, type Page } from 'playwright-core';
import { findChromium } from '../../scripts/chromium.mjs';
import serveBuild from '../support/serve-build.ts';

interface Runtime {
  readonly name: string;
  readonly image: string;
  /** What follows `docker run` and its options. */
  readonly command: string;
  /** The whole first line that the program itself prints, or a part that nothing else prints. */
  readonly sign: RegExp;
  /** Runs until it is removed; its line is read from its log. */
  readonly serves?: boolean;
}

const runtimes: readonly Runtime[] = [
  { name: 'a shell, for comparison', image: 'busybox', command: 'busybox echo $((6*7))', sign: /^42$/m },
  { name: 'Python', image: 'python:3.12-slim', command: 'python:3.12-slim python -c "print(6*7)"', sign: /^42$/m },
  { name: 'Node.js', image: 'node:22-slim', command: 'node:22-slim node -p 6*7', sign: /^42$/m },
  {
    name: 'PostgreSQL',
    image: 'postgres:16',
    command: '-e POSTGRES_PASSWORD=p postgres:16',
    sign: /init process complete/,
    serves: true,
  },
  {
    name: 'MySQL',
    image: 'mysql:8',
    command: '-e MYSQL_ROOT_PASSWORD=p mysql:8',
    sign: /init process done/,
    serves: true,
  },
  { name: 'Redis', image: 'redis', command: 'redis', sign: /Ready to accept connections/, serves: true },
  { name: 'nginx', image: 'nginx', command: 'nginx', sign: /start worker process /, serves: true },
];

const words = process.argv.slice(2).map((word) => word.toLowerCase());
const closeServer = await serveBuild();
const executablePath = await findChromium();
const browser = await chromium.launch({
  ...(executablePath === undefined ? {} : { executablePath }),
  args: ['--no-sandbox', '--disable-gpu'],
});
try {
  console.log('| runtime | gzip | first: ms until its line, ms of CPU | second: ms until its line, ms of CPU |');
  console.log('| --- | --- | --- | --- |');
  for (const runtime of runtimes)
    if (words.length === 0 || words.some((word) => runtime.name.toLowerCase().includes(word)))
      console.log(await row(browser, runtime));
} finally {
  await browser.close();
  await closeServer();
}

async function row(on: Browser, runtime: Runtime): Promise<string> {
  const page = await on.newPage({ viewport: { width: 1440, height: 900 } });
  const arrived = await sizesOf(page);
  await page.addInitScript(() => {
    localStorage.setItem('drydock:preferences', JSON.stringify({ theme: 'system', speed: 0 }));
  });
  await page.goto(`${process.env.DRYDOCK_URL ?? ''}#/sandbox`, { waitUntil: 'networkidle' });
  await shown(page, /\$$/);
  await enter(page, `docker pull -q ${runtime.image}`, /docker\.io\/library\/[^ ]*\n.*\$$/);
  await page.waitForTimeout(2000);
  arrived.length = 0;
  const client = await page.context().newCDPSession(page);
  await client.send('Performance.enable', { timeDomain: 'threadTicks' });
  const first = await start(page, client, runtime);
  const bytes = (await Promise.all(arrived)).reduce((sum, size) => sum + size, 0);
  arrived.length = 0;
  const second = await start(page, client, runtime);
  const again = (await Promise.all(arrived)).length;
  await page.close();
  if (again > 0) throw new Error(`${runtime.name}: ${again} more files for the second container`);
  const kib = bytes < 1024 * 1024 ? `${Math.round(bytes / 1024)} KiB` : `${(bytes / 1024 / 1024).toFixed(1)} MiB`;
  return `| ${runtime.name} | ${kib} | ${first} | ${second} |`;
}

/** From Enter to the program's line; ends the program. */
async function start(page: Page, client: CDPSession, { command, sign, serves }: Runtime): Promise<string> {
  await enter(page, 'clear', /^[^\n]*\$$/);
  await write(
    page,
    serves ? `docker run -d --name timed ${command} >/dev/null; docker logs -f timed` : `docker run --rm ${command}`,
  );
  const before = await processorTime(client);
  const waited = await press(page, sign);
  const spent = (await processorTime(client)) - before;
  if (serves) await page.keyboard.press('Control+c');
  await shown(page, /\$$/);
  if (serves) await enter(page, 'docker rm -f timed', /timed\n.*\$$/);
  await page.waitForTimeout(1000);
  return `${Math.round(waited)}, ${Math.round(spent)}`;
}

/** The gzip sizes of all files that arrive. */
async function sizesOf(page: Page): Promise<Promise<number>[]> {
  const sizes: Promise<number>[] = [];
  page.on('response', (response) => {
    if (response.url().startsWith('http')) sizes.push(response.body().then((body) => gzipSync(body).length));
  });
  return Promise.resolve(sizes);
}

/** Types a line, and waits for what it leads to. */
async function enter(page: Page, line: string, sign: RegExp): Promise<void> {
  await write(page, line);
  await press(page, sign);
}

/** Types a line without its Enter. */
async function write(page: Page, line: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Terminal input' }).focus();
  await page.keyboard.type(line);
  await shown(page, new RegExp(`${line.slice(-8).replaceAll(/\W/g, '\\$&')}$`));
}

/** Presses Enter; ms until the terminal shows the sign. */
async function press(page: Page, sign: RegExp): Promise<number> {
  await page.evaluate(() => {
    addEventListener('keydown', () => performance.mark('enter'), { capture: true, once: true });
  });
  await page.keyboard.press('Enter');
  return shown(page, sign);
}

/** Waits until the terminal's text matches; ms since the last marked key. */
async function shown(page: Page, sign: RegExp): Promise<number> {
  const waited = await page.waitForFunction(
    ([source, flags]) => {
      const rows = [...document.querySelectorAll('.xterm-rows > div')].map((row) => row.textContent.trimEnd());
      const text = rows.join('\n').replaceAll('\u00a0', ' ').trimEnd();
      if (!new RegExp(source, flags).test(text)) return undefined;
      return performance.now() - (performance.getEntriesByName('enter').at(-1)?.startTime ?? 0);
    },
    [sign.source, sign.flags] as const,
  );
  return (await waited.jsonValue()) ?? 0;
}

/** Ms that the page's main thread has worked. */
async function processorTime(client: CDPSession): Promise<number> {
  const { metrics } = await client.send('Performance.getMetrics');
  return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? NaN) * 1000;
}
