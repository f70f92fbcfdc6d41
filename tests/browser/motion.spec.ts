// For those who want no motion: packets stand at their goals, and layers do not travel.
import { container, expect, openPage, test, type } from '../support/page.ts';

test('with reduced motion nothing on the stage is between two places', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await openPage(page, { speed: 4 });
  await page.evaluate(() => {
    const places = new Map<string, Set<number>>();
    (globalThis as unknown as { places: Map<string, Set<number>> }).places = places;
    const look = (): void => {
      for (const packet of document.querySelectorAll('.stage-drawing .packet.is-moving')) {
        const nose = packet.querySelector('.packet-line')?.getAttribute('d') ?? '';
        const text = packet.querySelector('.packet-method')?.textContent ?? '';
        const key = `${text} ${/\s([\d.]+)[HLV]/.exec(nose)?.[1] ?? ''} ${packet.querySelector('.packet-text')?.textContent ?? ''}`;
        places.set(key, (places.get(key) ?? new Set<number>()).add(Number(/^M([\d.]+)/.exec(nose)?.[1])));
      }
      requestAnimationFrame(look);
    };
    look();
  });
  await type(page, 'docker run -d --name web nginx');
  await expect(container(page, 'web')).toHaveAccessibleName(/running/, { timeout: 20_000 });
  const places = await page.evaluate(() =>
    [...(globalThis as unknown as { places: Map<string, Set<number>> }).places].map(
      ([key, xs]) => [key, xs.size] as const,
    ),
  );
  expect(places.length).toBeGreaterThan(5);
  expect(places.filter(([, count]) => count > 1)).toEqual([]);
});
