// A demo given with a clicker alone, in two windows, at the size of a projector.
import type { Page } from '@playwright/test';
import { accessibilityViolations, container, expect, terminal, test } from '../support/page.ts';

test.use({ viewport: { width: 1280, height: 720 } });
test.setTimeout(120_000);

const gallery = process.env['DRYDOCK_GALLERY'];
const picture = async (page: Page, name: string): Promise<void> => {
  if (gallery !== undefined) await page.screenshot({ path: `${gallery}/${name}.png` });
};

async function openDemo(page: Page, address: string, speed = 0): Promise<void> {
  await page.addInitScript((wanted) => {
    localStorage.setItem('drydock:preferences', JSON.stringify({ theme: 'system', speed: wanted }));
  }, speed);
  await page.goto(address);
  await expect(terminal(page)).toContainText('learner@drydock');
}

test('a lesson is shown from beginning to end with Page Down alone; the notes stand in a second window', async ({
  page,
}) => {
  await openDemo(page, '/#/present/containers/logs-and-exec');
  const opening = page.waitForEvent('popup');
  await page.keyboard.press('n');
  const notes = await opening;
  await expect(notes.getByRole('heading', { level: 1 })).not.toHaveText('No demo is open');
  const count = page.locator('footer.queue b');
  const [, total = ''] = /of (\d+)/.exec(await count.innerText()) ?? [];
  expect(Number(total)).toBeGreaterThan(3);
  await picture(page, 'present-begin');
  for (let done = 1; done <= Number(total); done++) {
    const command = await notes.locator('ol code').first().innerText();
    await expect(page.locator('footer.queue')).toContainText(command.split('\n')[0] ?? '');
    // The second press types what is left at once.
    await page.keyboard.press('PageDown');
    await page.keyboard.press('PageDown');
    await expect(count).toHaveText(`${done} of ${total}`);
    await expect(notes.getByText(`${done} of ${total}`)).toBeVisible();
    await expect.poll(() => notes.locator('pre').innerText(), { timeout: 30_000 }).toMatch(/\$\s*$|[>#]\s*$|[^$]\s*$/);
    await page.waitForFunction(() => !document.querySelector('footer [role=status]'));
    if (done === 3) {
      await picture(page, 'present-demo');
      await notes.screenshot(gallery === undefined ? {} : { path: `${gallery}/present-notes.png` });
    }
  }
  expect(await page.getByRole('dialog').count()).toBe(0);
});

test('a pasted queue; Page Up takes back, Escape ends, one key begins again', async ({ page }) => {
  await openDemo(page, '/#/present');
  await page.keyboard.press('q');
  await page
    .getByRole('textbox', { name: /One command a line/ })
    .fill('# Say hello\ndocker create --name one alpine\n$ docker create --name two alpine\n');
  await page.getByRole('button', { name: 'Prepare these commands' }).click();
  const footer = page.locator('footer.queue');
  await expect(footer).toContainText('0 of 2');
  await page.keyboard.press('PageDown');
  await expect(container(page, 'one')).toBeVisible();
  await expect(footer).toContainText('1 of 2');
  await page.keyboard.press('PageDown');
  await expect(container(page, 'two')).toBeVisible();
  await expect(footer).toContainText('2 of 2');
  await page.keyboard.press('PageUp');
  await expect(container(page, 'two')).toHaveCount(0);
  await expect(container(page, 'one')).toBeVisible();
  await expect(footer).toContainText('1 of 2');

  await page.keyboard.press('s');
  await expect(page.locator('.pointing .dim')).toBeVisible();
  await picture(page, 'present-spotlight');
  await page.keyboard.press('Escape');
  await expect(page.locator('.pointing .dim')).toHaveCount(0);
  await page.keyboard.press('d');
  await page.mouse.move(300, 200);
  await page.mouse.down();
  await page.mouse.move(500, 260, { steps: 5 });
  await page.mouse.up();
  await expect(page.locator('.pointing .stroke')).toHaveCount(1);
  await page.keyboard.press('Escape');
  await page.keyboard.press('?');
  await expect(page.getByRole('region', { name: 'Keys' })).toBeVisible();
  expect(await accessibilityViolations(page)).toEqual([]);
  await picture(page, 'present-keys');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('region', { name: 'Keys' })).toHaveCount(0);

  await page.keyboard.press('b');
  await expect(page.locator('.show')).toBeHidden();
  await page.keyboard.press('Escape');
  await page.keyboard.press('r');
  await expect(container(page, 'one')).toHaveCount(0);
  await expect(footer).toContainText('0 of 2');
});

test('type and drawing grow apart; what the class sees stands still while the demo is prepared', async ({ page }) => {
  await openDemo(page, '/#/present');
  const size = () =>
    page.evaluate(() => ({
      caption: parseFloat(getComputedStyle(document.querySelector('.caption') ?? document.body).fontSize),
      zoom: getComputedStyle(document.querySelector('.stage-drawing') ?? document.body).zoom,
    }));
  const before = await size();
  expect(before).toEqual({ caption: 25, zoom: '1.6' });
  await page.keyboard.press('+');
  await expect.poll(size).toEqual({ caption: 27.5, zoom: '1.6' });
  await page.keyboard.press('Shift+Minus');
  await expect.poll(size).toEqual({ caption: 27.5, zoom: '1.5' });

  const opening = page.waitForEvent('popup');
  await page.keyboard.press('n');
  const notes = await opening;
  await notes.getByRole('button', { name: 'Freeze what the class sees' }).click();
  await expect(page.getByText('frozen')).toBeVisible();
  await notes.getByLabel('Type a command').fill('docker create --name hidden alpine');
  await notes.keyboard.press('Enter');
  await expect(notes.locator('pre')).toContainText(/\b[0-9a-f]{64}\b/);
  await expect(container(page, 'hidden')).toHaveCount(0);
  await notes.getByRole('button', { name: 'Show the class what is' }).click();
  await expect(container(page, 'hidden')).toBeVisible();
});
