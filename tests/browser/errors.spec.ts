// Errors are explained beside the terminal, and lead from it to their page.
import { accessibilityViolations, expect, openPage, prompt, terminal, test, type } from '../support/page.ts';

test('a failed command is explained, and what to try can be tapped', async ({ page }) => {
  await openPage(page);
  await type(page, 'docker start wbe');
  const words = page.getByRole('article', { name: 'What the error means' });
  await expect(words.getByRole('heading', { name: 'There is no container wbe' })).toBeVisible();
  expect(await accessibilityViolations(page)).toEqual([]);
  await words.getByRole('button', { name: 'Type docker ps -a' }).click();
  await expect(terminal(page)).toContainText('CONTAINER ID');
  await prompt(page);
  await expect(words).toHaveCount(0);
});

test('an error line of the terminal is a link to its page', async ({ page }) => {
  await openPage(page);
  await type(page, 'docker start wbe');
  await expect(terminal(page)).toContainText('No such container');
  await type(page, 'echo done');
  const words = page.getByRole('article', { name: 'What the error means' });
  await expect(words).toHaveCount(0);
  const line = terminal(page).locator('> div', { hasText: 'No such container' });
  const box = await line.boundingBox();
  if (!box) throw new Error('the line is not shown');
  await page.mouse.move(box.x + 60, box.y + 8);
  await expect(page.locator('.xterm-cursor-pointer')).toHaveCount(1);
  await page.mouse.click(box.x + 60, box.y + 8);
  await expect(words.getByRole('heading', { name: 'There is no container wbe' })).toBeVisible();
  await page.getByRole('button', { name: 'Close the explanation' }).click();
  await expect(words).toHaveCount(0);
});
