// The session: starting afresh, browsers that keep nothing, and a saved session that cannot be read.
import { container, expect, expectLine, openPage, prompt, terminal, test, type } from '../support/page.ts';

test('starting afresh asks first, and then nothing is left', async ({ page }) => {
  await openPage(page);
  await type(page, 'docker create --name box alpine');
  await expect(container(page, 'box')).toBeVisible();
  await prompt(page);
  await page.getByRole('button', { name: 'Start afresh' }).click();
  const dialog = page.getByRole('dialog', { name: 'Start afresh?' });
  await dialog.getByRole('button', { name: 'Keep my work' }).click();
  await expect(dialog).toBeHidden();
  await expect(container(page, 'box')).toBeVisible();

  await page.getByRole('button', { name: 'Start afresh' }).click();
  await dialog.getByRole('button', { name: 'Start afresh' }).click();
  await expect(container(page, 'box')).toHaveCount(0);
  await expect(page.getByText('No images yet')).toBeVisible();
  await expect(terminal(page)).not.toContainText('docker create');
  await page.waitForTimeout(600);
  await page.reload();
  await expect(terminal(page)).toContainText('learner@drydock');
  await expect(page.getByText('No images yet')).toBeVisible();
});

test('what was typed just before the page went away is there again', async ({ page }) => {
  await openPage(page);
  for (const word of ['first', 'second', 'third', 'fourth', 'fifth']) {
    await type(page, `echo ${word}`);
    await page.reload();
    await expectLine(page, word);
  }
});

test('a browser that keeps nothing is told of, and the page works', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(globalThis, 'indexedDB', { value: undefined });
  });
  await openPage(page);
  await expect(page.getByText('Not saved: the browser keeps nothing')).toBeVisible();
  await type(page, 'echo works');
  await expectLine(page, 'works');
});

test('a saved session that cannot be read is told of, and a new one begins', async ({ page }) => {
  await openPage(page);
  await type(page, 'echo once');
  await prompt(page);
  await page.waitForTimeout(600);
  await page.evaluate(
    () =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('drydock');
        opening.onerror = () => reject(new Error('cannot open'));
        opening.onsuccess = () => {
          const writing = opening.result.transaction('sessions', 'readwrite');
          writing.objectStore('sessions').put({ version: 1, seed: 7 }, 'current');
          writing.oncomplete = () => {
            opening.result.close();
            resolve();
          };
        };
      }),
  );
  await page.reload();
  await expect(page.getByText('The saved session could not be read')).toBeVisible();
  await expect(terminal(page)).toContainText('learner@drydock');
  await page.getByRole('button', { name: 'Close', exact: true }).click();
  await type(page, 'echo again');
  await expectLine(page, 'again');
});
