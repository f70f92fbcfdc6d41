// What holds on every small screen, however much there is on the host: nothing scrolls sideways, what is drawn has a name, fingers hit.
import type { Locator, Page } from '@playwright/test';
import { container, expect, openPage, prompt, test, type } from '../support/page.ts';

const sizes = [
  { width: 1024, height: 768 },
  { width: 390, height: 844 },
];

/** Names that containers and groups of them are drawn without, as they are called for who does not see them. */
const nameless = (page: Page): Promise<string[]> =>
  page
    .locator('.stage-drawing .container')
    .evaluateAll((boxes) =>
      boxes
        .filter((box) => ![...box.querySelectorAll('text')].some(({ textContent }) => /[\w-]{2}/.test(textContent)))
        .map((box) => box.querySelector('[aria-label]')?.getAttribute('aria-label') ?? 'without any name'),
    );

/** Controls that are less than 44 px high or wide where they are touched. */
const small = (page: Page): Promise<string[]> =>
  page
    .locator('button, select, a.button, a.icon-button, a.brand, nav a, summary, input[type=text]')
    .filter({ visible: true })
    .evaluateAll((controls) =>
      controls
        .filter((control) => !control.closest('svg, .xterm, p, .term'))
        .map((control) => {
          const { width, height } = control.getBoundingClientRect();
          return { name: control.getAttribute('aria-label') ?? control.textContent.trim(), width, height };
        })
        .filter(({ width, height }) => width > 0 && (width < 43.5 || height < 43.5))
        .map(({ name, width, height }) => `${name}: ${Math.round(width)} × ${Math.round(height)}`),
    );

for (const viewport of sizes) {
  test.describe(`${viewport.width} × ${viewport.height}`, () => {
    test.use({ viewport, hasTouch: true, isMobile: true });

    test('what is drawn has a name, and no page is wider than its screen', async ({ page }) => {
      test.slow();
      await openPage(page);
      await type(
        page,
        'for i in 1 2 3 4 5 6 7 8 9; do docker network create net$i; docker run -d --name one$i --network net$i alpine sleep 9999; done',
      );
      await prompt(page, 60_000);
      await expect.poll(() => nameless(page)).toEqual([]);
      await type(page, 'for i in 1 2 3 4 5 6 7 8 9; do for j in a b; do docker run -d --name $j$i nginx; done; done');
      await prompt(page, 60_000);
      await expect.poll(() => nameless(page)).toEqual([]);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(wide).toBeLessThanOrEqual(0);
    });

    test('every control can be hit with a finger', async ({ page }) => {
      await openPage(page);
      await type(page, 'docker run -d --name web nginx');
      await expect(container(page, 'web')).toHaveAccessibleName(/running/);
      await expect(page.getByRole('button', { name: 'Arrow up' })).toBeVisible();
      expect(await small(page)).toEqual([]);
      await page.getByRole('button', { name: 'Browser', exact: true }).tap();
      await expect(page.getByRole('textbox', { name: 'Address' })).toBeVisible();
      expect(await small(page)).toEqual([]);
      await page.goto('/#/lesson/containers/first-container/2');
      await expect(page.getByRole('heading', { name: 'Run a container' })).toBeVisible();
      expect(await small(page)).toEqual([]);
      await page.goto('/#/');
      await expect(page.getByRole('heading', { name: 'See what Docker does.' })).toBeVisible();
      expect(await small(page)).toEqual([]);
    });
  });
}

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('keys below the terminal stand in for a keyboard', async ({ page }) => {
    await openPage(page);
    const key = (name: string): Promise<void> => page.getByRole('button', { name, exact: true }).tap();
    await type(page, 'echo one');
    await prompt(page);
    await key('Arrow up');
    await expect(page.locator('.xterm-rows')).toContainText(/\$.echo.one\s*$/);
    await key('Control');
    await expect(page.getByRole('button', { name: 'Control' })).toHaveAttribute('aria-pressed', 'true');
    await page.getByRole('textbox', { name: 'Terminal input' }).focus();
    await page.keyboard.type('c');
    await expect(page.getByRole('button', { name: 'Control' })).toHaveAttribute('aria-pressed', 'false');
    await expect(page.locator('.xterm-rows')).toContainText('^C');
  });

  test('the stage of a lesson is a sheet that opens over it and folds again', async ({ page }) => {
    await page.goto('/#/lesson/containers/first-container/1');
    const lesson = page.getByRole('heading', { name: 'Ask what is running' });
    await expect(lesson).toBeVisible();
    await expect(page.getByText('Your first container')).toBeVisible();
    await page.getByRole('button', { name: 'Open the stage' }).tap();
    await expect(page.locator('.stage-drawing')).toBeVisible();
    const sheet = await page.locator('.upper').boundingBox();
    expect(sheet?.y).toBe(98);
    await page.getByRole('button', { name: 'Back to the lesson' }).tap();
    await expect(page.locator('.stage-drawing')).toBeHidden();
    await expect(page.getByRole('button', { name: 'Open the stage' })).toBeVisible();
  });

  test('two moments are compared: one is drawn, the other a tap away', async ({ page }) => {
    await openPage(page);
    await page.getByRole('button', { name: 'Time', exact: true }).tap();
    await page.getByRole('button', { name: 'Compare this moment with others' }).tap();
    await type(page, 'docker network create front');
    await prompt(page);
    const rail = page.locator('.stage-drawing [aria-label^="network front"]');
    await expect(rail).toHaveCount(1);
    await expect(page.getByRole('region', { name: 'What differs' })).toContainText('network front is new');
    await page.getByRole('tab', { name: /^Marked/ }).tap();
    await expect(rail).toHaveCount(0);
    await page.getByRole('button', { name: 'Stop comparing' }).tap();
    await expect(rail).toHaveCount(1);
  });

  test('several machines are a tap away, and the one that a command speaks to is drawn', async ({ page }) => {
    await openPage(page);
    await page.getByRole('button', { name: 'Menu' }).tap();
    await page.getByRole('button', { name: 'Machines and registries' }).tap();
    const world = page.getByRole('dialog', { name: 'Machines and registries' });
    await world.getByRole('button', { name: 'Add a machine' }).tap();
    await world.getByRole('button', { name: 'Close' }).tap();
    const machine = (name: string): Locator => page.getByRole('tab', { name, exact: true });
    await expect(machine('This machine')).toHaveAttribute('aria-selected', 'true');
    await type(page, 'docker -H ssh://learner@server create --name there alpine');
    await prompt(page);
    await expect(machine('server')).toHaveAttribute('aria-selected', 'true');
    await expect(container(page, 'there')).toBeVisible();
    await machine('This machine').tap();
    await expect(container(page, 'there')).toHaveCount(0);
    await page.getByRole('button', { name: 'Give the stage more room' }).tap();
    await page.getByRole('textbox', { name: 'Terminal input' }).focus();
    await page.keyboard.type('docker ps');
    expect((await page.locator('.topbar').boundingBox())?.y).toBe(0);
  });
});
