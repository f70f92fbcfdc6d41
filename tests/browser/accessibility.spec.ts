// The page as it opens: axe finds no barrier and nothing is cut off, in both colour schemes and at three sizes.
import { accessibilityViolations, expect, test } from '../support/page.ts';

const viewports = [
  { width: 1440, height: 900 },
  { width: 1024, height: 768 },
  { width: 390, height: 844 },
];

for (const viewport of viewports) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test(`${viewport.width} × ${viewport.height}, ${colorScheme}`, async ({ page }) => {
      await page.setViewportSize(viewport);
      await page.emulateMedia({ colorScheme });
      await page.goto('/', { waitUntil: 'networkidle' });
      expect(await accessibilityViolations(page)).toEqual([]);
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(width, 'the page must not scroll sideways').toBeLessThanOrEqual(viewport.width);
    });
  }
}
