// Two machines: what is pushed from one is pulled on the other, as the stage shows it, and a changed blob is refused.
import type { Page } from '@playwright/test';
import { expect, expectLine, openPage, prompt, terminal, test, type } from '../support/page.ts';

const world = (page: Page): ReturnType<Page['getByRole']> =>
  page.getByRole('dialog', { name: 'Machines and registries' });

async function openWorld(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Machines and registries' }).click();
  await expect(world(page)).toBeVisible();
}

async function closeWorld(page: Page): Promise<void> {
  await world(page).getByRole('button', { name: 'Close' }).click();
  await expect(world(page)).toBeHidden();
}

test('an image is pushed here and pulled there: same digest; a changed blob is refused', async ({ page }) => {
  test.setTimeout(90_000);
  await openPage(page);
  await openWorld(page);
  await world(page).getByRole('button', { name: 'Add a machine' }).click();
  await expect(world(page).getByText('ssh://learner@server')).toBeVisible();
  await closeWorld(page);
  const host = page.locator('.stage-drawing').getByText('server', { exact: true });
  await expect(host).toBeVisible();

  await type(page, 'echo learner-password | docker login -u learner --password-stdin 2> /dev/null');
  await prompt(page);
  await type(
    page,
    "printf 'FROM alpine\\nRUN echo made here > /made\\n' | docker build -q -t learner/app - > /dev/null",
  );
  await prompt(page);
  await type(page, 'docker push -q learner/app');
  await prompt(page);
  await type(page, 'docker context create server --docker host=ssh://learner@server');
  await prompt(page);
  await type(page, 'docker -c server run --name there learner/app cat /made');
  await prompt(page);
  await expect(terminal(page)).toContainText('made here');
  const there = page.locator('.stage-drawing .container');
  await expect(there).toHaveCount(1);
  await expect(there).toContainText('there');

  const id = "'{{.Id}} {{index .RepoDigests 0}}'";
  await type(
    page,
    `for c in default server; do docker -c $c inspect -f ${id} learner/app; done | uniq -c | cut -c1-15`,
  );
  await prompt(page);
  await expectLine(page, '      2 sha256:');

  await type(
    page,
    'docker -c server rm there; docker -c server rmi learner/app > /dev/null; docker -c server images -q',
  );
  await prompt(page);
  await openWorld(page);
  const blobs = world(page).getByRole('combobox', { name: 'A blob that a registry holds' });
  const own = await blobs.locator('option', { hasText: 'learner/app' }).last().getAttribute('value');
  await blobs.selectOption(own);
  await world(page).getByRole('button', { name: 'Change one bit of it' }).click();
  await expect(world(page).getByRole('button', { name: 'Change the bit back' })).toBeVisible();
  await closeWorld(page);
  await type(page, 'docker -c server pull -q learner/app');
  await prompt(page);
  await expect(terminal(page)).toContainText('filesystem layer verification failed for digest sha256:');
});
