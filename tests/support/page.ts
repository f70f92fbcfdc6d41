// Playwright's `test` for the built page: opens it, and fails a test during which the page complained.
import { expect as plainExpect, test as base, type Locator, type Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults, RunOptions } from 'axe-core';

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

/** Patient: the simulation shares the processor with other tests. */
export const expect = plainExpect.configure({ timeout: 15_000 });

/** Runs axe over the page as it is now; one line for each violation, none on an accessible page. `only`: colours alone, within a part of it. */
export async function accessibilityViolations(page: Page, only?: { readonly coloursOf: string }): Promise<string[]> {
  // Evaluated, not added as a script, because the page's policy refuses scripts from elsewhere.
  await page.evaluate(axe);
  const results = await page.evaluate((part) => {
    const { axe: engine } = globalThis as unknown as {
      axe: { run(within: Document | string, options: RunOptions): Promise<AxeResults> };
    };
    // What passes is not described: on a drawing that takes longer than to look at it.
    return engine.run(part ?? document, {
      resultTypes: ['violations'],
      ...(part === undefined ? {} : { runOnly: { type: 'rule', values: ['color-contrast'] } }),
    });
  }, only?.coloursOf);
  return results.violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${help}\n  at ${target.join(' ')}\n  ${failureSummary ?? ''}`),
  );
}

/** Opens the sandbox and waits for the prompt. `speed` as the preferences keep it: 0 is instant. */
export async function openPage(page: Page, { speed = 0 }: { readonly speed?: number } = {}): Promise<void> {
  await page.addInitScript((wanted) => {
    localStorage.setItem('drydock:preferences', JSON.stringify({ theme: 'system', speed: wanted }));
  }, speed);
  await page.goto('/#/sandbox');
  await expect(terminal(page)).toContainText('learner@drydock');
}

/** The rows that the terminal shows. */
export const terminal = (page: Page): Locator => page.locator('.xterm-rows');

/** Types a command into the terminal, and Enter. */
export async function type(page: Page, command: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Terminal input' }).focus();
  await page.keyboard.type(command);
  await page.keyboard.press('Enter');
}

/** Waits until the terminal's last line is the prompt again. */
export async function prompt(page: Page, timeout = 15_000): Promise<void> {
  await expect
    .poll(async () => (await terminal(page).innerText()).replaceAll('\u00a0', ' ').trimEnd(), { timeout })
    .toMatch(/\$$/);
}

/** A container on the stage. */
export const container = (page: Page, name: string): Locator =>
  page.locator(`.stage-drawing [data-object][aria-label^="${name}, container"]`);

/** Expects a whole line of the terminal to be this text. */
export async function expectLine(page: Page, text: string, timeout = 15_000): Promise<void> {
  const lines = async (): Promise<string[]> =>
    (await terminal(page).innerText())
      .replaceAll('\u00a0', ' ')
      .split('\n')
      .map((line) => line.trimEnd());
  await expect.poll(lines, { timeout }).toContain(text);
}
