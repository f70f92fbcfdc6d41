// The frame of the page in windows of several sizes: every region within the window, none over another.
import type { Page } from '@playwright/test';
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

/** Words of the drawing that lie over other words, or stand out of it. */
const muddled = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const words = [...document.querySelectorAll('.stage-drawing text')].flatMap((element) => {
      const { x, y, right, bottom } = element.getBoundingClientRect();
      const edge = element.closest('svg')?.getBoundingClientRect();
      const text = element.textContent.trim();
      // A line of text is lower than its box: what is above and below its letters does not count.
      return text && right > x && edge ? [{ text, x, y: y + 3, right, bottom: bottom - 3, edge }] : [];
    });
    return words.flatMap((word, index) => [
      ...(word.x < word.edge.x - 1 || word.right > word.edge.right + 1 ? [`${word.text} stands out`] : []),
      ...words
        .slice(index + 1)
        .filter((o) => word.x < o.right - 1 && o.x < word.right - 1 && word.y < o.bottom && o.y < word.bottom)
        .map((other) => `${word.text} / ${other.text}`),
    ]);
  });

test('in a crowded world every container has its name, and no words lie over others', async ({ page }) => {
  test.slow();
  await page.setViewportSize({ width: 1280, height: 720 });
  await openPage(page);
  const compose =
    'services: {vote: {image: nginx, depends_on: [cache, db]}, cache: {image: redis}, db: {image: redis}}';
  for (const command of [
    'docker network create front',
    'docker run -d --name one -p 8080:80 --network front -v data:/data nginx',
    'docker run -d --name two -p 8081:80 nginx',
    `mkdir shop && echo '${compose}' > shop/compose.yaml`,
    'docker compose -f shop/compose.yaml up -d',
    'docker create --name last alpine',
  ]) {
    await type(page, command);
    await prompt(page, 60_000);
  }
  for (const view of ['Everything', 'Network', 'Registry', 'Compose', 'States']) {
    await page.getByRole('tab', { name: view, exact: true }).click();
    await expect(page.locator('.stage-drawing svg text').first()).toBeVisible();
    for (const [width, height] of sizes.slice(0, 3)) {
      await page.setViewportSize({ width, height });
      await expect.poll(() => muddled(page), { message: `${view}, ${width} × ${height}` }).toEqual([]);
      if (view === 'Everything')
        for (const name of ['one', 'two', 'vote-1', 'cache-1', 'db-1', 'last'])
          await expect(
            page.locator('.stage-drawing .container :is(.name, .line-name)').getByText(name, { exact: true }),
          ).toBeVisible();
    }
  }
});

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
