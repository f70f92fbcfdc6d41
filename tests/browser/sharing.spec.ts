// Sharing: a link leads to the same moment in a fresh browser, files come and go, and what comes in never touches the learner's own work.
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { container, expect, openPage, prompt, terminal, test, type, accessibilityViolations } from '../support/page.ts';

test.setTimeout(120_000);

async function share(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  const link = await page.getByRole('dialog', { name: 'Share' }).getByRole('textbox').inputValue();
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
  return link;
}

/** What the page offers as a file. */
async function saved(page: Page, button: string): Promise<Buffer> {
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  const downloading = page.waitForEvent('download');
  await page.getByRole('dialog').getByRole('button', { name: button, exact: true }).click();
  const bytes = readFileSync(await (await downloading).path());
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
  return bytes;
}

interface SessionFile {
  readonly session: { readonly until: number; readonly inputs: readonly { readonly kind: string }[] };
}

test('a link opened in a fresh browser gives the same moment; the own session stays', async ({ page, browser }) => {
  await openPage(page);
  await type(page, 'docker run -d --name web -p 8080:80 nginx');
  await expect(container(page, 'web')).toBeVisible();
  await prompt(page);
  await page.getByRole('button', { name: 'Pause' }).first().click();
  const mine = JSON.parse((await saved(page, 'Session')).toString()) as SessionFile;
  const link = await share(page);
  expect(link.length).toBeLessThan(600);

  const context = await browser.newContext();
  const other = await context.newPage();
  await openPage(other);
  await type(other, 'docker create --name mine alpine');
  await expect(container(other, 'mine')).toBeVisible();
  await prompt(other);
  await other.evaluate((address) => (location.href = address), link);
  await expect(container(other, 'web')).toBeVisible();
  await expect(container(other, 'mine')).toHaveCount(0);
  await expect(terminal(other)).toContainText('Downloaded newer image for nginx:latest');
  const theirs = JSON.parse((await saved(other, 'Session')).toString()) as SessionFile;
  const work = ({ session }: SessionFile) => session.inputs.filter(({ kind }) => kind !== 'resize');
  expect(theirs.session.until).toBe(mine.session.until);
  expect(work(theirs)).toEqual(work(mine));

  // What is done here is kept here, and the link leads back to its moment.
  await type(other, 'docker rm -f web');
  await expect(container(other, 'web')).toHaveCount(0);
  await prompt(other);
  await other.getByRole('button', { name: 'Back to the shared moment' }).click();
  await other.getByRole('dialog').getByRole('button', { name: 'Start again' }).click();
  await expect(container(other, 'web')).toBeVisible();
  await other.evaluate(() => (location.hash = '#/sandbox'));
  await expect(container(other, 'mine')).toBeVisible();
  await context.close();
});

test('what is no session gives a clear message and changes nothing', async ({ page }) => {
  await openPage(page);
  await type(page, 'docker create --name mine alpine');
  await expect(container(page, 'mine')).toBeVisible();
  await prompt(page);
  const link = await share(page);
  const hash = link.slice(link.indexOf('#'));
  const bad = [
    hash.slice(0, -7),
    `${hash.slice(0, 60)}A${hash.slice(61)}`,
    '#/s/1/',
    '#/s/9/AAAA',
    '#/s/1/<script>alert(1)</script>',
    `#/s/1/${'A'.repeat(50_000)}`,
    '#/file/0123456789abcdef',
  ];
  for (const address of bad) {
    await page.evaluate((wanted) => (location.hash = wanted), address);
    await expect(page.getByRole('heading', { name: 'This session cannot be opened' })).toBeVisible();
    await expect(page.getByRole('alert')).not.toBeEmpty();
    await page.getByRole('link', { name: 'Your sandbox' }).click();
    await expect(container(page, 'mine')).toBeVisible();
  }
});

test('session, transcript and pictures as files; a file opens again', async ({ page }) => {
  await openPage(page);
  await type(page, 'docker run --name hello hello-world');
  await expect(container(page, 'hello')).toBeVisible();
  await prompt(page);
  const transcript = (await saved(page, 'Transcript')).toString();
  expect(transcript).toContain('```console\n$ docker run --name hello hello-world\n');
  expect(transcript).toContain('Hello from Docker!');
  const svg = (await saved(page, 'Stage as SVG')).toString();
  expect(svg).toMatch(/^<svg [^>]*xmlns="http:\/\/www.w3.org\/2000\/svg"/);
  expect(svg).toContain('>hello</text>');
  const png = await saved(page, 'Stage as PNG');
  expect([...png.subarray(0, 4)]).toEqual([0x89, 0x50, 0x4e, 0x47]);
  expect(png.length).toBeGreaterThan(10_000);
  const file = await saved(page, 'Session');

  await page.getByRole('button', { name: 'Start afresh' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Start afresh' }).click();
  await expect(container(page, 'hello')).toHaveCount(0);
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  expect(await accessibilityViolations(page)).toEqual([]);
  await page.getByRole('button', { name: 'QR code' }).click();
  await expect(page.getByRole('img', { name: 'QR code of the link' })).toBeVisible();
  const chooser = page.getByLabel('File with a session');
  await chooser.setInputFiles({ name: 'x.json', mimeType: 'application/json', buffer: Buffer.from('{"a":1}') });
  await expect(page.getByText('This is no file with a session of Drydock. Nothing was changed.')).toBeVisible();
  await chooser.setInputFiles({ name: 'x.json', mimeType: 'application/json', buffer: file });
  await expect(container(page, 'hello')).toBeVisible();
  await page.reload();
  await expect(container(page, 'hello')).toBeVisible();
});
