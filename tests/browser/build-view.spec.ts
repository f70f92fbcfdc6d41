// The build view: a Dockerfile is written, built, edited and built again; each step tells what became of it and why.
import type { Locator, Page } from '@playwright/test';
import { expect, openPage, prompt, test, type } from '../support/page.ts';

const stage = (page: Page): Locator => page.getByRole('region', { name: 'Stage' });
const step = (page: Page, name: RegExp): Locator => stage(page).getByRole('button', { name });

async function run(page: Page, ...commands: string[]): Promise<void> {
  for (const command of commands) {
    await type(page, command);
    await prompt(page);
  }
}

const dockerfile = [
  'FROM alpine AS tools',
  'RUN echo tool > /tool',
  'FROM alpine',
  'WORKDIR /app',
  'COPY --from=tools /tool /tool',
  'COPY . .',
  'RUN cat main.txt > out',
  'CMD ["cat", "out"]',
];

test('a build, an edit, what it would lead to, and the build that follows', async ({ page }) => {
  await openPage(page);
  await run(page, 'mkdir app; cd app; echo one > main.txt');
  for (const line of ["cat > Dockerfile <<'END'", ...dockerfile, 'END']) await type(page, line);
  await prompt(page);
  await run(page, 'docker build -t shop .');
  await expect(page.getByRole('tab', { name: 'Build', exact: true })).toHaveAttribute('aria-selected', 'true');
  await expect(step(page, /^line 2, RUN echo tool > \/tool, ran/)).toBeVisible();
  await expect(step(page, /^line 6, COPY \. \., ran/)).toBeVisible();
  await expect(step(page, /^line 8, CMD .*configuration, no layer/)).toBeVisible();
  await expect(stage(page)).toContainText('0 of 5 steps from the cache, 5 ran');

  await run(page, 'echo two > main.txt');
  await expect(page.getByRole('tab', { name: 'What if' })).toHaveAttribute('aria-selected', 'true');
  await expect(stage(page)).toContainText('Edited since the last build: main.txt.');
  await expect(step(page, /^line 5, COPY --from=tools .*, cached/)).toBeVisible();
  await expect(step(page, /^line 6, COPY \. \., will run, main.txt changed/)).toBeVisible();
  await expect(step(page, /^line 7, .*, will run, line 6 changes/)).toBeVisible();
  await expect(stage(page).getByRole('region', { name: 'Why' })).toContainText('Why line 6 will run again');

  await run(page, 'docker build -t shop .');
  await expect(page.getByRole('tab', { name: 'Last build' })).toHaveAttribute('aria-selected', 'true');
  await expect(stage(page)).toContainText('3 of 5 steps from the cache, 2 ran');
  await expect(step(page, /^line 2, RUN echo tool > \/tool, cached/)).toBeVisible();
  await expect(step(page, /^line 6, COPY \. \., ran, main.txt changed/)).toBeVisible();
  const why = stage(page).getByRole('region', { name: 'Why' });
  await expect(why).toContainText('Why line 6 ran again');
  await expect(why.getByRole('row', { name: /main.txt/ })).toContainText('sha256:');
  await expect(why).toContainText('Line 7 stands on it, so it ran too.');
  await step(page, /^line 5/).click();
  await expect(why).toContainText('Why line 5 was reused');
  await expect(step(page, /^layer, COPY .*, of the build before/)).toBeVisible();

  await page.getByRole('button', { name: 'Explore the layers' }).click();
  await expect(page.getByRole('tab', { name: 'Layers', exact: true })).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByRole('combobox', { name: 'What is explored' })).toHaveValue(/sha256/);
  await expect(step(page, /^\/app\/main.txt, added in layer 4/)).toBeVisible();
});

test('scrubbing back shows the build as it ran', async ({ page }) => {
  await openPage(page);
  await run(page, "printf 'FROM alpine\\nRUN sleep 3\\nRUN echo done > /done\\n' > Dockerfile", 'docker build .');
  await expect(step(page, /^line 3, RUN echo done .*, ran/)).toBeVisible();
  const running = step(page, /^line 2, RUN sleep 3, running/);
  for (let back = 0; back < 60 && (await running.count()) === 0; back++)
    await page.getByRole('button', { name: 'Previous event' }).click();
  await expect(running).toBeVisible();
  await expect(step(page, /^line 3, RUN echo done .*, waits, for line 2/)).toBeVisible();
  await page
    .getByRole('button', { name: 'Go live' })
    .or(page.getByText('Live', { exact: true }))
    .first()
    .click();
});

test('a build that fails shows where, and a broken Dockerfile what is wrong with it', async ({ page }) => {
  await openPage(page);
  await run(page, "printf 'FROM alpine\\nRUN false\\nRUN true\\n' > Dockerfile", 'docker build .');
  await expect(step(page, /^line 2, RUN false, failed/)).toBeVisible();
  await expect(step(page, /^line 3, RUN true, not reached/)).toBeVisible();
  await expect(stage(page).getByRole('region', { name: 'Why' })).toContainText(
    'Line 3 stands on it and cannot be built.',
  );
  await run(page, "printf 'FROM alpine\\nRUNN x\\n' > Dockerfile");
  await expect(stage(page)).toContainText('unknown instruction: RUNN');
});
