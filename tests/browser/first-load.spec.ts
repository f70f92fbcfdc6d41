// How much JavaScript a first visit costs, and that the page holds to its policy.
import { gzipSync } from 'node:zlib';
import type { APIRequestContext } from '@playwright/test';
import { expect, test } from '../support/page.ts';

/** Bytes: without the terminal, which arrives after the page is drawn, and in all. */
const budget = { drawn: 200 * 1024, all: 250 * 1024 };

test('a first visit loads at most 250 KiB of compressed JavaScript, and 200 without the terminal', async ({ page }) => {
  const sizes = new Map<string, Promise<number>>();
  page.on('response', (response) => {
    const { pathname } = new URL(response.url());
    if (pathname.endsWith('.js'))
      sizes.set(
        pathname,
        response.body().then((body) => gzipSync(body).length),
      );
  });
  await page.goto('/#/sandbox', { waitUntil: 'networkidle' });

  const scripts = await Promise.all([...sizes].map(async ([path, size]) => ({ path, size: await size })));
  const total = (of: typeof scripts): number => of.reduce((sum, { size }) => sum + size, 0);
  const list = scripts.map(({ path, size }) => `${path}: ${size} bytes`).join('\n');
  expect(scripts).not.toEqual([]);
  expect(total(scripts), list).toBeLessThanOrEqual(budget.all);
  expect(total(scripts.filter(({ path }) => !isTerminal(path))), list).toBeLessThanOrEqual(budget.drawn);
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
  await page.goto('/#/sandbox', { waitUntil: 'networkidle' });
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
