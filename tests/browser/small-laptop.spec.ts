// What has to be seen without scrolling at 1280 × 720, in a window with the terminal and on a projector.
import type { Page } from '@playwright/test';
import { expect, openPage, prompt, terminal, test, type } from '../support/page.ts';

test.use({ viewport: { width: 1280, height: 720 } });

/** Parts of the view that are higher than their room, and words that end outside the stage. */
const cut = (page: Page): Promise<string[]> =>
  page.locator('.stage-drawing').evaluate((stage) => {
    const scrolled = [stage, ...stage.querySelectorAll<HTMLElement>('div, section')]
      .filter((part) => part === stage || /auto|scroll/.test(getComputedStyle(part).overflowY))
      .filter((part) => part.scrollHeight > part.clientHeight + 1)
      .map((part) => `${part.classList.value}: ${part.scrollHeight} of ${part.clientHeight}`);
    const box = stage.getBoundingClientRect();
    const outside = [...stage.querySelectorAll('svg text')]
      .filter((text) => {
        const { left, right, top, bottom, width } = text.getBoundingClientRect();
        return (
          width > 0 && (left < box.left - 1 || right > box.right + 1 || top < box.top - 1 || bottom > box.bottom + 1)
        );
      })
      .map((text) => `outside: ${text.textContent}`);
    return [...scrolled, ...outside];
  });

/** The least size of letters on the stage, px of the screen. */
const leastLetters = (page: Page): Promise<number> =>
  page.locator('.stage-drawing').evaluate((stage: HTMLElement) => {
    const zoom = stage.getBoundingClientRect().width / stage.clientWidth;
    const texts = [...stage.querySelectorAll('*')].filter(
      (part) =>
        !part.closest('.unseen') &&
        [...part.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim()),
    );
    return Math.min(...texts.map((part) => parseFloat(getComputedStyle(part).fontSize) * zoom));
  });

test('a container with much in it is seen whole, and what is summed up opens', async ({ page }) => {
  await openPage(page);
  await type(page, 'docker run -d --name db -e POSTGRES_PASSWORD=x -v one:/one -v two:/two -v three:/three postgres');
  await prompt(page, 60_000);
  await page.getByRole('tab', { name: 'Inside' }).click();
  await expect(page.getByRole('region', { name: 'pid namespace' })).toContainText('on the host');
  await expect.poll(() => cut(page)).toEqual([]);
  const mounts = page.getByRole('button', { name: /more mounts/ });
  await mounts.click();
  await expect(mounts).toHaveCount(0);
  await expect(page.getByRole('region', { name: 'mnt namespace' })).toContainText('/three');
  await page.getByRole('tab', { name: 'States' }).click();
  await expect(page.locator('.chart-state').first()).toBeVisible();
  expect((await cut(page)).filter((part) => !part.startsWith('closely'))).toEqual([]);
});

test('on a projector letters can be read from the back, and nothing is cut', async ({ page }) => {
  test.slow();
  await page.goto('/#/present');
  await expect(terminal(page)).toContainText('learner@drydock');
  await type(page, 'docker run -d -p 8080:80 --name web nginx');
  await prompt(page, 60_000);
  for (const [key, part] of [
    ['1', '.container'],
    ['4', '.container'],
    ['5', '.room'],
    ['6', '.chart-state'],
  ] as const) {
    await page.locator('main.present').focus();
    await page.keyboard.press(key);
    await expect(page.locator(`.stage-drawing ${part}`).first()).toBeVisible();
    await expect.poll(() => cut(page)).toEqual([]);
    expect(await leastLetters(page), key).toBeGreaterThanOrEqual(16);
  }
});
