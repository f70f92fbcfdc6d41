// Lessons in the page: the course map, a lesson played to its end by keys alone, what is kept, and barriers.
import type { Locator, Page } from '@playwright/test';
import { accessibilityViolations, expect, prompt, terminal, test, type } from '../support/page.ts';

test.use({ viewport: { width: 1366, height: 768 } });

const sizes = [
  { width: 1366, height: 768 },
  { width: 390, height: 844 },
];

/** Opens home with commands carried out at once. */
async function openHome(page: Page): Promise<void> {
  await page.addInitScript(() => {
    localStorage.setItem('drydock:preferences', JSON.stringify({ theme: 'system', speed: 0 }));
  });
  await page.goto('/');
  await expect(page.getByRole('heading', { name: 'See what Docker does.' })).toBeVisible();
}

const lesson = (page: Page): Locator => page.getByRole('complementary', { name: 'Lesson' });

/** Moves the focus by Tab until it is on this element. */
async function tabTo(page: Page, target: Locator, steps = 80): Promise<void> {
  await expect(target).toBeVisible();
  for (let step = 0; step < steps; step++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error('The element cannot be reached with Tab.');
}

/** Waits until the step's goals are met, then goes on with the lesson's key. */
async function goOn(page: Page, title: string): Promise<void> {
  await expect(lesson(page).getByRole('button', { name: /^(Next step|Finish)$/ })).toBeVisible();
  while (!(await lesson(page).evaluate((element) => element.contains(document.activeElement))))
    await page.keyboard.press('F6');
  await page.keyboard.press('n');
  await expect(lesson(page).getByRole('heading', { level: 1, name: title })).toBeFocused();
}

for (const { width, height } of sizes)
  test(`the first container is played from the course map to the certificate by keys alone at ${width}×${height}`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height });
    await openHome(page);
    await tabTo(page, page.getByRole('link', { name: /^Your first container/ }));
    await page.keyboard.press('Enter');
    const pane = lesson(page);
    await expect(pane.getByRole('heading', { level: 1 })).toHaveText('Ask what is running');
    await expect(terminal(page)).toContainText('learner@drydock');

    await page.keyboard.press('Control+Enter');
    await goOn(page, 'Run a container');
    await expect(pane.getByText('Half met')).toHaveCount(0);
    await tabTo(page, pane.getByRole('button', { name: 'None' }));
    await page.keyboard.press('Enter');
    await expect(pane.getByText('You will see when the command has ended.')).toBeVisible();
    await page.keyboard.press('Control+Enter');
    await expect(pane.getByText('So it is.')).toBeVisible();
    await goOn(page, 'Find it again');
    await tabTo(page, pane.getByRole('button', { name: 'Run docker ps -a' }));
    await page.keyboard.press('Enter');
    await goOn(page, 'Run one of your own');

    // A near miss is told in words; the hints lead to the solution.
    await type(page, 'docker run alpine echo hello');
    await expect(
      pane.getByText(/There is no container named greeter\. The one made from alpine is named/).first(),
    ).toBeVisible();
    while (!(await pane.evaluate((element) => element.contains(document.activeElement))))
      await page.keyboard.press('F6');
    for (const _ of ['hint', 'hint', 'solution']) await page.keyboard.press('h');
    await tabTo(page, pane.getByRole('button', { name: /^Run docker run --name greeter/ }));
    await page.keyboard.press('Enter');
    await goOn(page, 'Clean up');
    await page.keyboard.press('Control+Enter');
    await goOn(page, 'Done: Your first container');
    await expect(pane).toContainText(/Hints\s*3/);

    await tabTo(page, pane.getByRole('button', { name: 'Certificate' }));
    await page.keyboard.press('Enter');
    await page.getByRole('textbox', { name: 'Name on the certificate' }).focus();
    await page.keyboard.type('Ada');
    await expect(page.getByRole('dialog')).toContainText('has completed this lesson about Docker');
    await expect(page.getByRole('dialog')).toContainText('Your first container');
  });

/** What is done in a step by keys: `run` runs the lesson's next block, anything else is typed into the terminal. */
type Play = readonly (readonly [title: string, ...does: readonly string[]])[];

const cache: Play = [
  ['The first build', 'run', 'run'],
  ['The same again', 'run'],
  ['Change a file', 'run'],
  ['What the cache does not see', 'run', 'run'],
  ['Make it run again', 'docker build --no-cache -t fresh .'],
];
const portTaken: Play = [
  ['See what happens', 'docker start shop'],
  ['Find out who has the port', 'docker ps'],
  ['Give the shop a port of its own', 'docker rm shop', 'docker run -d --name shop -p 8081:80 nginx'],
];

for (const [title, play] of [
  ['Layers and the cache', cache],
  ['The port is taken', portTaken],
] as const)
  for (const { width, height } of sizes)
    test(`“${title}” is played from the course map to the certificate by keys alone at ${width}×${height}`, async ({
      page,
    }) => {
      test.setTimeout(90_000);
      await page.setViewportSize({ width, height });
      await openHome(page);
      const link = page.getByRole('link', { name: new RegExp(`^${title}`) });
      await tabTo(page, link, 400);
      await page.keyboard.press('Enter');
      const pane = lesson(page);
      await expect(terminal(page)).toContainText('learner@drydock');
      for (const [index, [heading, ...does]] of play.entries()) {
        await expect(pane.getByRole('heading', { level: 1 })).toHaveText(heading);
        for (const act of does) {
          if (act === 'run') {
            const done = pane.getByText('Done', { exact: true });
            const before = await done.count();
            await page.keyboard.press('Control+Enter');
            await expect(done).toHaveCount(before + 1, { timeout: 30_000 });
          } else {
            await type(page, act);
            await prompt(page, 30_000);
          }
        }
        await goOn(page, play[index + 1]?.[0] ?? `Done: ${title}`);
      }
      await tabTo(page, pane.getByRole('button', { name: 'Certificate' }));
      await page.keyboard.press('Enter');
      await expect(page.getByRole('dialog')).toContainText(title);
    });

test('what was done survives a reload, moves to another browser by file, and a lesson begins anew', async ({
  page,
  browser,
}) => {
  await openHome(page);
  await page.getByRole('link', { name: /^The port is taken/ }).click();
  const pane = lesson(page);
  await expect(pane.getByRole('heading', { level: 1 })).toHaveText('See what happens');
  // What prepared the machine is not the learner's history.
  await expect(page.getByRole('region', { name: 'In words' })).not.toContainText('docker create');
  await type(page, 'docker start shop');
  await expect(pane.getByRole('button', { name: 'Next step' })).toBeVisible();
  await pane.getByRole('button', { name: 'Next step' }).click();
  await expect(pane.getByRole('heading', { level: 1 })).toHaveText('Find out who has the port');
  await page.waitForFunction(async () => {
    const all = await indexedDB.databases();
    return all.some(({ name }) => name === 'drydock-progress');
  });

  await page.reload();
  await expect(pane.getByRole('heading', { level: 1 })).toHaveText('Find out who has the port');
  await expect(terminal(page)).toContainText('port is already allocated');
  await page.getByRole('link', { name: 'Learn' }).click();
  await expect(page.getByRole('link', { name: 'Continue: The port is taken' })).toBeVisible();
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save progress as a file' }).click();
  const file = await (await downloading).path();

  const other = await browser.newPage();
  await openHome(other);
  await other.getByLabel('File with progress').setInputFiles(file);
  await expect(other.getByText('The progress in the file has been added to yours.')).toBeVisible();
  await expect(other.getByRole('link', { name: 'Continue: The port is taken' })).toBeVisible();
  await other.close();

  await page.getByRole('link', { name: 'Continue: The port is taken' }).click();
  await page.getByRole('button', { name: 'Start the lesson again' }).click();
  await page.getByRole('button', { name: 'Start again', exact: true }).click();
  await expect(pane.getByRole('heading', { level: 1 })).toHaveText('See what happens');
  await expect(terminal(page)).not.toContainText('port is already allocated');
});

test('the course can be searched, and a term explains itself', async ({ page }) => {
  await openHome(page);
  await page.getByRole('searchbox', { name: 'Search the lessons' }).fill('port allocated');
  await page.getByRole('link', { name: /^The port is taken: See what happens/ }).click();
  const pane = lesson(page);
  await expect(pane.getByRole('heading', { level: 1 })).toHaveText('See what happens');
  await pane.getByRole('button', { name: 'host', exact: true }).click();
  await expect(page.getByRole('tooltip')).toContainText('The machine on which the daemon and its containers run.');
});

for (const { width, height } of sizes)
  test(`home and a lesson have no barriers at ${width}×${height}`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    await openHome(page);
    expect(await accessibilityViolations(page)).toEqual([]);
    await page.goto('/#/lesson/containers/first-container/2');
    await expect(lesson(page).getByRole('heading', { level: 1 })).toHaveText('Run a container');
    await expect(terminal(page)).toContainText('learner@drydock');
    expect(await accessibilityViolations(page)).toEqual([]);
  });
