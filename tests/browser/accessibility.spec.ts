// axe finds no barrier in the states of the page that matter, in both colour schemes, on a desk and on a phone.
import { accessibilityViolations, container, expect, openPage, prompt, test, type } from '../support/page.ts';

const viewports = [
  { width: 1440, height: 900 },
  { width: 1024, height: 768 },
  { width: 390, height: 844 },
];

for (const viewport of viewports)
  for (const colorScheme of ['light', 'dark'] as const)
    test(`${viewport.width} × ${viewport.height}, ${colorScheme}`, async ({ page }) => {
      await page.setViewportSize(viewport);
      await page.emulateMedia({ colorScheme });
      await openPage(page);
      const barriers: Record<string, string[]> = {};
      const check = async (state: string): Promise<void> => {
        const found = await accessibilityViolations(page);
        if (found.length) barriers[state] = found;
      };
      await check('as it opens');
      await type(page, 'docker run -d -p 8080:80 --name web nginx');
      await expect(container(page, 'web')).toHaveAccessibleName(/running/);
      await prompt(page);
      await check('after a run');
      await container(page, 'web').focus();
      await page.keyboard.press('Enter');
      await expect(page.getByRole('complementary')).toContainText('web');
      await check('with the inspector');
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Read the stage as text' }).click();
      await expect(page.getByRole('region', { name: 'The stage as text' })).toBeVisible();
      await check('with the stage as text');
      await page.getByRole('button', { name: 'Previous event' }).click();
      await check('in the past');
      if (viewport.width < 720) {
        await page.getByRole('button', { name: 'Menu' }).click();
        await check('with the menu');
      }
      await page.getByRole('button', { name: 'Start afresh' }).click();
      await expect(page.getByRole('dialog')).toBeVisible();
      await check('with a dialog');
      expect(barriers).toEqual({});
    });
