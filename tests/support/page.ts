// Playwright's `test` for the built page: opens it, and fails a test during which the page complained.
import { expect, test as base, type Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Like Playwright's, but a thrown error, a console error or a refusal of the content security policy fails the test. */
export const test = base.extend<{ quiet: undefined }>({
  quiet: [
    async ({ page }, use) => {
      const complaints: string[] = [];
      page.on('pageerror', (error) => complaints.push(error.stack ?? error.message));
      page.on('console', (message) => {
        if (message.type() === 'error') complaints.push(`${message.text()} (${message.location().url})`);
      });
      await use(undefined);
      expect(complaints, 'errors that the page reported').toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

/** Runs axe over the page as it is now; one line for each violation, none on an accessible page. */
export async function accessibilityViolations(page: Page): Promise<string[]> {
  // Evaluated, not added as a script, because the page's policy refuses scripts from elsewhere.
  await page.evaluate(axe);
  const results = await page.evaluate(() =>
    (globalThis as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run(),
  );
  return results.violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${help}\n  at ${target.join(' ')}\n  ${failureSummary ?? ''}`),
  );
}
