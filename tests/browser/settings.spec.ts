// Settings and the list of commands: each choice holds at once, is kept, and is reached by keys alone.
import { expect, openPage, prompt, terminal, test, type } from '../support/page.ts';

test('colours, speed, keys of one letter and sizes', async ({ page }) => {
  await openPage(page);
  await page.getByRole('button', { name: 'Settings' }).focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Settings' });
  await dialog.getByRole('radio', { name: 'As the computer' }).focus();
  for (const expected of ['light', 'dark', 'projector']) {
    await page.keyboard.press('ArrowRight');
    await expect(page.locator('html')).toHaveAttribute('data-theme', expected);
  }
  await expect(page.locator('html')).toHaveAttribute('data-profile', 'projector');
  await dialog.getByRole('radio', { name: '0.5×' }).check();
  await dialog.getByRole('checkbox').uncheck();
  await page.keyboard.press('Escape');
  await expect(page.locator('.timeline-end')).toContainText('0.5×');
  // The terminal reads its colours anew.
  await expect(page.locator('.xterm-scrollable-element')).toHaveCSS('background-color', 'rgb(255, 255, 255)');
  await page.locator('#stage-view').focus();
  await page.keyboard.press('2');
  await page.keyboard.press('t');
  await expect(page.getByRole('tab', { name: 'Everything' })).toHaveAttribute('aria-selected', 'true');
  const kept = await page.evaluate(() => localStorage.getItem('drydock:preferences'));
  expect(JSON.parse(kept ?? '')).toMatchObject({ theme: 'projector', speed: 0.5, letters: false });
});

test('the list of commands: objects, views, lessons, deeds, and commands that type themselves', async ({ page }) => {
  await openPage(page);
  await type(page, 'docker run -d --name web nginx');
  await prompt(page);
  const list = page.getByRole('dialog', { name: 'Find and do' });
  const pick = async (query: string, open = 'Control+k'): Promise<void> => {
    await page.keyboard.press(open);
    await expect(list).toBeVisible();
    await page.keyboard.type(query);
    await page.keyboard.press('Enter');
    await expect(list).toHaveCount(0);
  };
  // In the terminal Ctrl K is the shell's.
  await page.keyboard.press('Control+k');
  await expect(list).toHaveCount(0);
  await pick('docker volume ls', 'F1');
  await expect(terminal(page)).toContainText('VOLUME NAME');
  await prompt(page);
  await page.getByRole('button', { name: 'Settings' }).focus();
  await pick('states');
  await expect(page.getByRole('tab', { name: 'States' })).toHaveAttribute('aria-selected', 'true');
  await page.getByRole('button', { name: 'Settings' }).focus();
  await pick('share');
  await expect(page.getByRole('dialog', { name: 'Share' })).toBeVisible();
  await page.keyboard.press('Escape');
  await pick('walls between');
  await expect(page.getByRole('navigation', { name: 'Where you are' })).toContainText('Walls between networks');
});
