// The page without a pointer.
import { container, expect, openPage, prompt, terminal, test, type } from '../support/page.ts';

test('all regions, objects and moments can be reached and left by keys', async ({ page }) => {
  await openPage(page);
  await type(page, 'docker run -d --name web -p 8080:80 nginx');
  await expect(container(page, 'web')).toHaveAccessibleName(/running/);
  await prompt(page);

  const region = (): Promise<string | null | undefined> =>
    page.evaluate(() => document.activeElement?.closest('[data-region]')?.getAttribute('data-region'));
  const visited: (string | null | undefined)[] = [];
  for (let step = 0; step < 4; step++) {
    await page.keyboard.press('F6');
    visited.push(await region());
  }
  expect(new Set(visited)).toEqual(new Set(['stage', 'timeline', 'terminal', 'words']));
  await page.keyboard.press('Shift+F6');
  expect(await region()).toBe(visited[2]);

  while ((await region()) !== 'stage') await page.keyboard.press('F6');
  await page.keyboard.press('t');
  await expect(page.getByRole('region', { name: 'The stage as text' })).toContainText('web, container, running');
  await page.keyboard.press('t');
  await container(page, 'web').focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('complementary')).toContainText('web');
  await page.keyboard.press('ArrowDown');
  await expect(container(page, 'web')).not.toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('complementary')).toHaveCount(0);
  expect(await region()).toBe('terminal');

  while ((await region()) !== 'timeline') await page.keyboard.press('F6');
  const slider = page.getByRole('slider', { name: 'Timeline' });
  await slider.focus();
  await page.keyboard.press('Home');
  await expect(container(page, 'web')).toHaveCount(0);
  await expect(slider).toHaveAttribute('aria-valuenow', '0');
  await page.keyboard.press('>');
  await page.keyboard.press('.');
  const there = Number(await slider.getAttribute('aria-valuenow'));
  expect(there).toBeGreaterThan(0);
  await page.keyboard.press(',');
  expect(Number(await slider.getAttribute('aria-valuenow'))).toBeLessThanOrEqual(there);
  await page.keyboard.press('l');
  await expect(container(page, 'web')).toHaveAccessibleName(/running/);
  await expect(page.getByText('Live', { exact: true })).toBeVisible();
  await page.keyboard.press('[');
  await expect(page.locator('.timeline-end')).toContainText('4×');
  await page.keyboard.press(' ');
  await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeVisible();
  await page.keyboard.press(' ');
  await expect(page.getByRole('button', { name: 'Pause', exact: true })).toBeVisible();
  await expect(terminal(page)).toBeVisible();
});
