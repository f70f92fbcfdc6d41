// The learner's files: edited in the page, built in the terminal; nano opens the editor and gets its terminal back.
import type { Locator, Page } from '@playwright/test';
import { accessibilityViolations, expect, openPage, prompt, terminal, test, type } from '../support/page.ts';

const files = (page: Page): Locator => page.getByRole('region', { name: 'Files', exact: true });
const text = (page: Page): Locator => files(page).getByRole('textbox', { name: 'Text of the file' });
const row = (page: Page, name: string): Locator => files(page).getByRole('treeitem', { name, exact: true });
const written = (page: Page): Promise<void> => expect(files(page).getByRole('status').first()).toHaveText(/Written/);

/** Makes a file in the tree, by keyboard alone. */
async function make(page: Page, kind: 'file' | 'folder', name: string): Promise<void> {
  await files(page)
    .getByRole('button', { name: `New ${kind}` })
    .focus();
  await page.keyboard.press('Enter');
  await page.keyboard.type(name);
  await page.keyboard.press('Enter');
}

/** The session that the browser keeps, as text. */
const savedSession = (): Promise<string> =>
  new Promise((resolve, reject) => {
    const opening = indexedDB.open('drydock');
    opening.onerror = () => reject(new Error('cannot open'));
    opening.onsuccess = () => {
      const reading = opening.result.transaction('sessions').objectStore('sessions').get('current');
      reading.onsuccess = () => {
        opening.result.close();
        resolve(JSON.stringify(reading.result ?? ''));
      };
    };
  });

test.describe.configure({ timeout: 90_000 });

test('a Dockerfile is written, built, changed and built from the cache', async ({ page }) => {
  await openPage(page);
  await page.getByRole('button', { name: 'Files', exact: true }).click();
  await make(page, 'folder', 'app');
  await expect(row(page, 'app')).toBeVisible();
  await make(page, 'file', 'Dockerfile');
  await expect(text(page)).toBeFocused();
  await page.keyboard.insertText('FROM alpine\nRUN echo one > /one\nCOPY server.js /\nRUN echo two > /two\n');
  await make(page, 'file', 'server.js');
  await expect(files(page).getByRole('tab', { name: 'server.js' })).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.insertText('console.log(1)\n');
  await type(page, 'clear; docker build --progress plain -t shop app 2>&1 | grep -c CACHED; cat app/server.js');
  await expect(terminal(page)).toContainText('console.log(1)', { timeout: 30_000 });
  await files(page).getByRole('tab', { name: 'server.js' }).click();
  await text(page).focus();
  await page.keyboard.press('Control+End');
  await page.keyboard.insertText('console.log(2)\n');
  await written(page);
  await type(page, 'clear; docker build --progress plain -t shop app 2>&1 | grep -B1 CACHED');
  await expect(terminal(page)).toContainText('RUN echo one', { timeout: 30_000 });
  await prompt(page);
  await expect(terminal(page)).not.toContainText('RUN echo two');
});

test('checks tell what is wrong, and a button mends it', async ({ page }) => {
  await openPage(page);
  await type(page, "printf 'FROM alpine\\nRUM echo one\\n' > Dockerfile; code Dockerfile");
  await expect(text(page)).toContainText('RUM echo one');
  await expect(files(page).locator('.cm-lintRange-error')).toHaveText('RUM echo one');
  await text(page).focus();
  await page.keyboard.press('F8');
  await page.keyboard.press('Control+Shift+m');
  await expect(files(page)).toContainText('unknown instruction: RUM (did you mean RUN?)');
  await files(page).getByRole('button', { name: 'Change to RUN' }).first().click();
  await expect(text(page)).toContainText('RUN echo one');
  await expect(files(page).locator('.cm-lintRange-error')).toHaveCount(0);
  await written(page);
  await type(page, 'clear; tail -1 Dockerfile');
  await expect(terminal(page)).toContainText('RUN echo one');
});

test('nano opens the editor, and its terminal comes back', async ({ page }) => {
  await openPage(page);
  await type(page, 'clear; nano notes.txt; echo back; cat notes.txt');
  await expect(text(page)).toBeFocused();
  await expect(files(page)).toContainText('nano waits in the terminal');
  await page.keyboard.insertText('remember this\n');
  await files(page).getByRole('button', { name: 'Close it' }).click();
  await expect(files(page)).toHaveCount(0);
  await expect(terminal(page)).toContainText('remember this');
  await expect(terminal(page)).toContainText('back');
  await type(page, 'clear; vi notes.txt');
  await expect(text(page)).toContainText('remember this');
  await page.getByRole('textbox', { name: 'Terminal input' }).focus();
  await page.keyboard.press('Control+c');
  await expect(files(page)).toHaveCount(0);
  await prompt(page);
});

test('a deleted file comes back, and a program that writes is seen', async ({ page }) => {
  await openPage(page);
  await type(page, 'echo one > a.txt; code a.txt');
  await expect(text(page)).toContainText('one');
  await type(page, 'echo two >> a.txt');
  await expect(text(page)).toContainText('two');
  await row(page, 'a.txt').focus();
  await page.keyboard.press('Delete');
  await expect(row(page, 'a.txt')).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(row(page, 'a.txt')).toBeVisible();
  await row(page, 'a.txt').focus();
  await page.keyboard.press('F2');
  await page.keyboard.type('b');
  await page.keyboard.press('Enter');
  await expect(row(page, 'b.txt')).toBeVisible();
  await type(page, 'clear; cat b.txt');
  await expect(terminal(page)).toContainText('two');
});

test('files come from outside and go there', async ({ page }) => {
  await openPage(page);
  await page.getByRole('button', { name: 'Files', exact: true }).click();
  await make(page, 'folder', 'data');
  await expect(row(page, 'data')).toBeFocused();
  await page.getByLabel('Files to upload').setInputFiles([
    { name: 'a.csv', mimeType: 'text/csv', buffer: Buffer.from('1,2\n') },
    { name: 'b.bin', mimeType: 'application/octet-stream', buffer: Buffer.from([0, 255, 128]) },
  ]);
  await expect(row(page, 'b.bin')).toBeVisible();
  await type(page, 'clear; md5sum data/b.bin; cat data/a.csv');
  await expect(terminal(page)).toContainText('4fd64cb80c3f86e1e9d0f559af8b370f');
  await expect(terminal(page)).toContainText('1,2');
  await row(page, 'a.csv').click();
  await expect(text(page)).toContainText('1,2');
  const download = page.waitForEvent('download');
  await files(page).getByRole('button', { name: 'Download the selected file' }).click();
  expect((await download).suggestedFilename()).toBe('a.csv');
});

test('two files of code are two tabs; the past is read only', async ({ page }) => {
  await openPage(page);
  await type(page, 'echo one > a.txt; echo two > b.txt');
  await prompt(page);
  await type(page, 'code a.txt b.txt');
  await expect(files(page).getByRole('tab')).toHaveText(['a.txt', 'b.txt']);
  await expect(text(page)).toContainText('two');
  await type(page, 'echo three > b.txt');
  await expect(text(page)).toContainText('three');
  await prompt(page);
  // A command's beginning may be the moment of what it wrote: the one before it is surely earlier.
  await page.getByRole('button', { name: 'Previous command' }).click();
  await page.getByRole('button', { name: 'Previous command' }).click();
  await expect(text(page)).toContainText('two');
  await expect(files(page)).toContainText('The past: to read only.');
});

test('what was typed is there after a reload', async ({ page }) => {
  await openPage(page);
  await type(page, 'code a.sh');
  await page.getByRole('button', { name: 'Hide the files' }).last().click();
  await type(page, 'touch a.sh; code a.sh');
  await text(page).focus();
  await page.keyboard.insertText('echo kept\n');
  await written(page);
  await expect.poll(() => page.evaluate(savedSession)).toContain('echo kept');
  await page.reload();
  await expect(terminal(page)).toContainText('learner@drydock');
  await type(page, 'clear; sh a.sh');
  await expect(terminal(page)).toContainText('kept');
});

for (const viewport of [
  { width: 1440, height: 900 },
  { width: 1024, height: 768 },
  { width: 390, height: 844 },
])
  for (const colorScheme of ['light', 'dark'] as const)
    test(`no barrier at ${viewport.width} × ${viewport.height}, ${colorScheme}`, async ({ page }) => {
      await page.setViewportSize(viewport);
      await page.emulateMedia({ colorScheme });
      await openPage(page);
      await type(
        page,
        'mkdir app; printf \'from alpine\\nENV A b\\nRUN echo "x"\\n\' > app/Dockerfile; code app/Dockerfile',
      );
      await expect(files(page).locator('.cm-lintRange-warning').first()).toBeVisible();
      const barriers: Record<string, string[]> = {};
      const check = async (state: string): Promise<void> => {
        const found = await accessibilityViolations(page);
        if (found.length) barriers[state] = found;
      };
      await check('with a Dockerfile');
      const tree = files(page).getByRole('button', { name: 'Show the tree' });
      if (await tree.isVisible()) await tree.click();
      await check('with the tree');
      await make(page, 'file', 'x.txt');
      await check('with a new file');
      expect(barriers).toEqual({});
      // Tab indents; Escape, then Tab leads out.
      await text(page).focus();
      await page.keyboard.press('Escape');
      await page.keyboard.press('Tab');
      await expect(text(page)).not.toBeFocused();
    });
