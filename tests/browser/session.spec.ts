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
  await expect(page.getByText('Nothing here yet')).toBeVisible();
  await expect(terminal(page)).not.toContainText('docker create');
  await page.reload();
  await expect(terminal(page)).toContainText('learner@drydock');
  await expect(page.getByText('Nothing here yet')).toBeVisible();
});

test('what was typed just before the page went away is there again', async ({ page }) => {
  await openPage(page);
  for (const word of ['first', 'second', 'third', 'fourth', 'fifth']) {
    await type(page, `echo ${word}`);
    await page.reload();
    await expectLine(page, word);
  }
});

test('a second tab does not write over the first', async ({ page, context }) => {
  await openPage(page);
  await type(page, 'echo mine');
  await expectLine(page, 'mine');
  const second = await context.newPage();
  await openPage(second);
  await expect(second.getByText('Not saved: open in another tab')).toBeVisible();
  await type(second, 'echo other');
  await expectLine(second, 'other');
  await second.close();
  await page.reload();
  await expect(page.getByText('Saved on this computer')).toBeVisible();
  await expectLine(page, 'mine');
  await expect(terminal(page)).not.toContainText('other');
});

test('progress of two tabs comes together', async ({ page, context }) => {
  const lessons = ['containers/first-container', 'images/names-and-tags'] as const;
  const tabs = [page, await context.newPage()] as const;
  for (const tab of tabs) await tab.goto('/#/');
  for (const [index, tab] of tabs.entries()) {
    await expect(tab.getByRole('heading', { level: 1 })).toBeVisible();
    await tab.evaluate((hash) => (location.hash = hash), `#/lesson/${lessons[index] ?? ''}/2`);
    await expect(terminal(tab)).toContainText('learner@drydock');
  }
  const kept = (): Promise<readonly string[]> =>
    page.evaluate(
      () =>
        new Promise((resolve, reject) => {
          const opening = indexedDB.open('drydock-progress');
          opening.onerror = () => reject(new Error('cannot open'));
          opening.onsuccess = () => {
            const reading = opening.result.transaction('progress').objectStore('progress').get('mine');
            reading.onsuccess = () => {
              opening.result.close();
              resolve(Object.keys((reading.result as { lessons: object } | undefined)?.lessons ?? {}));
            };
          };
        }),
    );
  await expect.poll(kept).toEqual([...lessons]);
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
  await page.goto('/#/');
  await expect(terminal(page)).toHaveCount(0);
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
  await page.goto('/#/sandbox');
  await expect(page.getByText('The saved session could not be read')).toBeVisible();
  await expect(terminal(page)).toContainText('learner@drydock');
  await page.getByRole('button', { name: 'Close', exact: true }).click();
  await type(page, 'echo again');
  await expectLine(page, 'again');
});
