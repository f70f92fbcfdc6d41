// Undo and redo of whole commands, and going on from a moment of the past while what came later is kept.
import { expect, openPage, prompt, terminal, test, type } from '../support/page.ts';
import type { Page } from '@playwright/test';

const stage = (page: Page) => page.locator('[data-region="stage"]');
const box = (page: Page, name: string) => stage(page).locator(`[data-object][aria-label^="${name},"]`);

/** What was typed in the session that is kept in the browser. */
const savedText = (page: Page): Promise<string> =>
  page.evaluate(
    () =>
      new Promise<string>((resolve, reject) => {
        const opening = indexedDB.open('drydock');
        opening.onerror = () => {
          reject(new Error('nothing is kept'));
        };
        opening.onsuccess = () => {
          const reading = opening.result.transaction('sessions').objectStore('sessions').get('current');
          reading.onsuccess = () => {
            opening.result.close();
            const { inputs = [] } = (reading.result ?? {}) as { inputs?: readonly { readonly data?: string }[] };
            resolve(inputs.map(({ data = '' }) => data).join(''));
          };
        };
      }),
  );

test('a command is undone and done again; after another it is a branch, and can be gone back to', async ({ page }) => {
  await openPage(page, { speed: 0 });
  await type(page, 'docker run -d --name one alpine sleep 1d');
  await prompt(page);
  await type(page, 'docker run -d --name two alpine sleep 1d');
  await prompt(page);
  await expect(box(page, 'two')).toBeVisible();

  await page.getByRole('button', { name: 'Undo the last command' }).click();
  await expect(box(page, 'two')).toHaveCount(0);
  await expect(box(page, 'one')).toBeVisible();
  await expect(page.getByRole('status').filter({ hasText: 'Undone: docker run -d --name two' })).toBeVisible();
  await expect(terminal(page)).not.toContainText('--name two');

  await page.getByRole('button', { name: 'Redo', exact: true }).last().click();
  await expect(box(page, 'two')).toBeVisible();

  await page.getByRole('button', { name: 'Undo the last command' }).click();
  await expect(box(page, 'two')).toHaveCount(0);
  await page.getByRole('textbox', { name: 'Terminal input' }).focus();
  await type(page, 'docker run -d --name three alpine sleep 1d');
  await prompt(page);
  await expect(box(page, 'three')).toBeVisible();
  await expect.poll(() => savedText(page)).toContain('three');
  await page.reload();
  await expect(box(page, 'three')).toBeVisible();

  await page
    .getByRole('combobox', { name: 'Branches of the session' })
    .selectOption({ label: 'Branch 1: run -d --name two alpine sleep 1d' });
  await expect(box(page, 'two')).toBeVisible();
  await expect(box(page, 'three')).toHaveCount(0);
});

test('the timeline goes on from a moment of the past, by key', async ({ page }) => {
  await openPage(page, { speed: 0 });
  await type(page, 'docker run -d --name one alpine sleep 1d');
  await prompt(page);
  await type(page, 'docker rm -f one');
  await prompt(page);
  await expect(box(page, 'one')).toHaveCount(0);
  await page.getByRole('slider', { name: 'Timeline' }).focus();
  await page.keyboard.press('Shift+Comma');
  await page.keyboard.press('Shift+Comma');
  await expect(box(page, 'one')).toBeVisible();
  await page.keyboard.press('b');
  await expect(page.getByRole('status').filter({ hasText: 'kept as a branch' })).toBeVisible();
  await expect(page.getByText('Live', { exact: true })).toBeVisible();
  await expect(box(page, 'one')).toBeVisible();
  await page.getByRole('button', { name: 'Back to it' }).click();
  await expect(box(page, 'one')).toHaveCount(0);
});

test('two moments are shown beside each other, with what differs', async ({ page }) => {
  await openPage(page, { speed: 0 });
  await type(page, 'docker run -d --name one alpine sleep 1d');
  await prompt(page);
  await page.getByRole('button', { name: 'Compare this moment with others' }).click();
  await expect(stage(page)).toContainText('No container, image, volume or network differs.');
  await page.getByRole('textbox', { name: 'Terminal input' }).focus();
  await type(page, 'docker kill one');
  await prompt(page);
  const differences = page.getByRole('region', { name: 'What differs' });
  await expect(differences).toContainText('container one has changed');
  await expect(differences).toContainText('running → exited (137)');
  await expect(stage(page).locator('[data-object][aria-label^="one,"]')).toHaveCount(2);
  await page.getByRole('button', { name: 'Stop comparing' }).first().click();
  await expect(differences).toHaveCount(0);
});
