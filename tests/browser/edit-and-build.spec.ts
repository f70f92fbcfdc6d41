// One story: a Dockerfile is changed in the editor, the build view says beforehand what that leads to, the build says what was
// cached and why, and the layer explorer shows what the layers hold and what is wasted.
import type { Locator, Page } from '@playwright/test';
import { expect, openPage, prompt, terminal, test, type } from '../support/page.ts';

const files = (page: Page): Locator => page.getByRole('region', { name: 'Files', exact: true });
const text = (page: Page): Locator => files(page).getByRole('textbox', { name: 'Text of the file' });
const stage = (page: Page): Locator => page.getByRole('region', { name: 'Stage' });
const step = (page: Page, name: RegExp): Locator => stage(page).getByRole('button', { name });

const dockerfile = [
  'FROM alpine',
  'WORKDIR /app',
  'COPY notes.txt .',
  'RUN head -c 300000 /dev/zero > big',
  'RUN rm big',
  'CMD ["cat", "notes.txt"]',
];

test.describe.configure({ timeout: 90_000 });

test('edit, what if, build, why, layers', async ({ page }) => {
  await openPage(page);
  await type(page, 'mkdir app; cd app; echo one > notes.txt; touch Dockerfile; code Dockerfile');
  await expect(text(page)).toBeFocused();
  await page.keyboard.insertText(`${dockerfile.join('\n')}\n`);
  await expect(files(page).getByRole('status').first()).toHaveText(/Written/);
  await type(page, 'clear; docker build -t shop .');
  await expect(terminal(page)).toContainText('naming to docker.io/library/shop', { timeout: 30_000 });
  await prompt(page);
  await expect(stage(page)).toContainText('0 of 4 steps from the cache, 4 ran');

  // One word of a command is changed in the editor: before any build, the view says what that leads to.
  await text(page).focus();
  await page.keyboard.press('Control+Home');
  for (let line = 1; line < 4; line++) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('End');
  await page.keyboard.type('; date > built');
  await expect(page.getByRole('tab', { name: 'What if' })).toHaveAttribute('aria-selected', 'true');
  await expect(step(page, /^line 3, COPY notes.txt \., cached/)).toBeVisible();
  await expect(step(page, /^line 4, RUN head .*, will run/)).toBeVisible();
  await expect(step(page, /^line 5, RUN rm big, will run, line 4 changes/)).toBeVisible();

  await type(page, 'clear; docker build -t shop .');
  await expect(page.getByRole('tab', { name: 'Last build' })).toHaveAttribute('aria-selected', 'true');
  await expect(stage(page)).toContainText('2 of 4 steps from the cache, 2 ran');
  await expect(terminal(page)).toContainText('CACHED [3/5] COPY notes.txt .');
  await expect(step(page, /^line 3, COPY notes.txt \., cached/)).toBeVisible();
  await step(page, /^line 4, RUN head .*, ran/).click();
  const why = stage(page).getByRole('region', { name: 'Why' });
  await expect(why).toContainText('Why line 4 ran again');
  await expect(why).toContainText('date > built');
  await step(page, /^line 5/).click();
  await expect(why).toContainText('Why line 5 ran again');

  await page.getByRole('button', { name: 'Explore the layers' }).click();
  await expect(page.getByRole('tab', { name: 'Layers', exact: true })).toHaveAttribute('aria-selected', 'true');
  await expect(step(page, /^\/app\/notes.txt, added/)).toBeVisible();
  await expect(step(page, /^\/app\/big, .*(?:deleted|removed)/)).toBeVisible();
  await expect(stage(page)).toContainText('300kB wasted');
});
