// The frame of the page in windows of several sizes: every region within the window, none over another.
import { container, expect, openPage, prompt, test, type } from '../support/page.ts';

const sizes = [
  [1440, 900],
  [1366, 768],
  [1280, 720],
  [1024, 768],
  [390, 844],
] as const;

for (const [width, height] of sizes) {
  test(`${width} × ${height}`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    await openPage(page);
    await type(page, 'docker run -d -p 8080:80 --name web nginx');
    await expect(container(page, 'web')).toHaveAccessibleName(/running/);
    await prompt(page);
    const found = await page.evaluate(() => {
      const box = (element: Element): { name: string; x: number; y: number; right: number; bottom: number } => {
        const { x, y, right, bottom } = element.getBoundingClientRect();
        return { name: element.getAttribute('aria-label') ?? element.className, x, y, right, bottom };
      };
      const visible = (element: Element): boolean => element.getBoundingClientRect().width > 0;
      return {
        scroll: [document.documentElement.scrollWidth, document.documentElement.scrollHeight],
        regions: [...document.querySelectorAll('.topbar, [data-region]')].filter(visible).map(box),
        words: [...document.querySelectorAll('.stage-drawing .container text, .stage-drawing .place text')].map(box),
        stage: box(document.querySelector('.stage-drawing') as Element),
      };
    });
    expect(found.scroll).toEqual([width, height]);
    expect(found.regions.length).toBeGreaterThanOrEqual(4);
    for (const region of found.regions) {
      expect(region.x, region.name).toBeGreaterThanOrEqual(0);
      expect(region.right, region.name).toBeLessThanOrEqual(width);
      expect(region.bottom, region.name).toBeLessThanOrEqual(height);
      for (const other of found.regions)
        if (other !== region)
          expect(
            region.x < other.right - 0.5 &&
              other.x < region.right - 0.5 &&
              region.y < other.bottom - 0.5 &&
              other.y < region.bottom - 0.5,
            `${region.name} over ${other.name}`,
          ).toBe(false);
    }
    for (const word of found.words) {
      expect(word.x, word.name).toBeGreaterThanOrEqual(found.stage.x);
      expect(word.right, word.name).toBeLessThanOrEqual(found.stage.right);
      expect(word.bottom, word.name).toBeLessThanOrEqual(found.stage.bottom);
    }
  });
}

test('on a phone the stage can have the terminal’s room, and gives it back', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await openPage(page);
  const heightOf = async (): Promise<number> => (await page.locator('.stage-drawing').boundingBox())?.height ?? 0;
  const before = await heightOf();
  await page.getByRole('button', { name: 'Give the stage more room' }).click();
  expect(await heightOf()).toBeGreaterThan(before + 100);
  await page.getByRole('tab', { name: 'In words' }).click();
  expect(await heightOf()).toBe(before);
});
