// The main road: from a typed command to a container that answers, seen in order, scrubbed, and found again.
import type { Page } from '@playwright/test';
import { container, expect, openPage, prompt, terminal, test, type } from '../support/page.ts';

/** Notes what the stage shows, each thing once, in the order in which it is seen first. */
async function watch(page: Page): Promise<() => Promise<readonly string[]>> {
  await page.evaluate(() => {
    const seen = new Set<string>();
    (globalThis as unknown as { seen: Set<string> }).seen = seen;
    const look = (): void => {
      for (const message of document.querySelectorAll('.stage-drawing .packet, .stage-drawing .settled'))
        seen.add(
          [...message.querySelectorAll('text')]
            .map((text) => text.textContent)
            .join(' ')
            .replace(/\s+/g, ' '),
        );
      if (document.querySelector('.stage-drawing .layer.is-moving')) seen.add('a layer on its way');
      if (document.querySelector('.stage-drawing .layer.is-present')) seen.add('a layer in place');
      for (const part of document.querySelectorAll('.stage-drawing .container'))
        seen.add(
          part.classList.contains('is-ghost')
            ? 'a place for the container'
            : `the container is ${/is-(\w+)/.exec(part.getAttribute('class') ?? '')?.[1] ?? ''}`,
        );
      if (document.querySelector('.stage-drawing .port:not(.is-ghost)')) seen.add('the port');
      if (document.querySelector('.stage-drawing .packet.is-traffic')) seen.add('traffic');
      requestAnimationFrame(look);
    };
    look();
  });
  return () => page.evaluate(() => [...(globalThis as unknown as { seen: Set<string> }).seen]);
}

test('docker run is seen from the first request to the open port, and curl reaches the container', async ({ page }) => {
  await openPage(page, { speed: 4 });
  const seen = await watch(page);
  await type(page, 'docker run -d -p 8080:80 --name web nginx');
  await expect(container(page, 'web')).toHaveAccessibleName(/running/, { timeout: 20_000 });
  await prompt(page);
  await expect(page.locator('.stage-drawing .port:not(.is-ghost)')).toContainText('8080');

  const wanted = [
    'POST /containers/create',
    '404 No such image',
    'POST /images/create',
    '200 index',
    '200 manifest',
    'a layer on its way',
    'the container is created',
    'the container is running',
    'the port',
  ];
  expect((await seen()).filter((thing) => wanted.includes(thing))).toEqual(wanted);

  await type(page, 'curl -s localhost:8080 | grep title');
  await expect(terminal(page)).toContainText('Welcome to nginx!');
  expect(await seen()).toContain('traffic');
});

test('the past shows that moment on the stage and in the terminal; a reload finds the present again', async ({
  page,
}) => {
  await openPage(page);
  await type(page, 'docker run -d -p 8080:80 --name web nginx');
  await expect(container(page, 'web')).toHaveAccessibleName(/running/);
  await prompt(page);
  const present = await terminal(page).innerText();

  await page.getByRole('button', { name: 'Previous command' }).click();
  await page.getByRole('button', { name: 'Previous command' }).click();
  await expect(container(page, 'web')).toHaveCount(0);
  await expect(page.getByText('Nothing here yet')).toBeVisible();
  await expect(terminal(page)).not.toContainText('Unable to find image');
  await expect(page.getByText('Typing returns to the present.')).toBeVisible();

  const slider = page.getByRole('slider', { name: 'Timeline' });
  await slider.focus();
  for (let step = 0; step < 30 && !(await terminal(page).innerText()).includes('Unable to find image'); step++)
    await page.keyboard.press('.');
  await expect(terminal(page)).toContainText('Unable to find image');
  await expect(terminal(page)).not.toContainText('Status: Downloaded');
  await expect(page.locator('.stage-drawing .container.is-ghost')).toBeVisible();

  await page.keyboard.press('End');
  await expect(container(page, 'web')).toHaveAccessibleName(/running/);
  await expect.poll(() => terminal(page).innerText()).toBe(present);

  await page.reload();
  await expect(container(page, 'web')).toHaveAccessibleName(/running/);
  await expect(terminal(page)).toContainText('Status: Downloaded newer image');
  await prompt(page);
  await type(page, 'curl -s localhost:8080 | grep title');
  await expect(terminal(page)).toContainText('Welcome to nginx!');
});

test('what is removed is seen to leave', async ({ page }) => {
  await openPage(page);
  await type(page, 'docker create --name box alpine');
  await expect(container(page, 'box')).toBeVisible();
  await prompt(page);
  await type(page, 'docker rm box');
  await expect(container(page, 'box')).toHaveCount(0);
  const slider = page.getByRole('slider', { name: 'Timeline' });
  await slider.focus();
  for (let step = 0; step < 12 && (await container(page, 'box').count()) === 0; step++) await page.keyboard.press(',');
  await expect(container(page, 'box')).toBeVisible();
});
