// How much JavaScript a first visit costs, and that the page holds to its policy.
import { gzipSync } from 'node:zlib';
import type { APIRequestContext } from '@playwright/test';
import { expect, test } from '../support/page.ts';

/** Everything but the terminal, which arrives after the page is drawn. */
const budget = 200 * 1024;

test('a first visit loads at most 200 KiB of compressed JavaScript besides the terminal', async ({ page }) => {
  const sizes = new Map<string, Promise<number>>();
  page.on('response', (response) => {
    const { pathname } = new URL(response.url());
    if (pathname.endsWith('.js'))
      sizes.set(
        pathname,
        response.body().then((body) => gzipSync(body).length),
      );
  });
  await page.goto('/', { waitUntil: 'networkidle' });

  const scripts = await Promise.all([...sizes].map(async ([path, size]) => ({ path, size: await size })));
  const counted = scripts.filter(({ path }) => !isTerminal(path));
  const total = counted.reduce((sum, { size }) => sum + size, 0);
  expect(counted).not.toEqual([]);
  expect(total, counted.map(({ path, size }) => `${path}: ${size} bytes`).join('\n')).toBeLessThanOrEqual(budget);
});

test('the terminal is not among what the page needs before it is drawn', async ({ request }) => {
  const html = await (await request.get('/')).text();
  const needed = [...html.matchAll(/(?:src|href)="([^"]+\.js)"/g)].map(([, path]) => path ?? '');
  expect(needed).not.toEqual([]);
  const statics = await Promise.all(needed.map((path) => staticImports(request, path)));
  expect([...needed, ...statics.flat()].filter(isTerminal)).toEqual([]);
});

test('nothing is asked of any other host', async ({ page, baseURL }) => {
  const foreign: string[] = [];
  page.on('request', (request) => {
    const { origin, protocol } = new URL(request.url());
    if (protocol.startsWith('http') && origin !== new URL(baseURL ?? '').origin) foreign.push(request.url());
  });
  await page.goto('/', { waitUntil: 'networkidle' });
  expect(foreign).toEqual([]);
});

function isTerminal(path: string): boolean {
  return /\/terminal-[^/]*\.js$/.test(path);
}

/** The paths of all modules that a module imports at once, and that those import: not what it loads later. */
async function staticImports(request: APIRequestContext, path: string, seen = new Set<string>()): Promise<string[]> {
  const code = await (await request.get(path)).text();
  const own = [...code.matchAll(/(?:\bfrom|\bimport)\s*["'](\.[^"']+\.js)["']/g)].map(
    ([, specifier]) => new URL(specifier ?? '', new URL(path, 'http://localhost/')).pathname,
  );
  const fresh = own.filter((found) => !seen.has(found) && seen.add(found));
  const deeper = await Promise.all(fresh.map((found) => staticImports(request, found, seen)));
  return [...fresh, ...deeper.flat()];
}
