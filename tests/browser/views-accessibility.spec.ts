// Every view of the stage: axe finds no barrier in it, drawn and as text, in all three palettes; its objects are reached and picked by keys;
// and its text twin names everything that it draws.
import type { Page } from '@playwright/test';
import { accessibilityViolations, expect, openPage, prompt, test, type } from '../support/page.ts';

/** A world in which every view has something to draw. */
const commands = [
  'docker network create lan',
  'docker run -d --name db --network lan -v data:/data redis',
  'docker run -d --name web --network lan -p 8080:80 nginx',
  "mkdir app; printf 'FROM alpine\\nRUN echo 1 > one\\nCOPY . .\\n' > app/Dockerfile; docker build -q -t app app",
  "printf 'services:\\n  one:\\n    image: app\\n    command: sleep 1000\\n' > compose.yaml; docker compose up -d",
  'docker run --name job alpine false',
  'docker exec web sh -c "rm /etc/motd; touch /new; curl -s http://db:6379"',
];

const views = [
  { key: '1', name: 'Everything', text: 'The stage as text' },
  { key: '2', name: 'Layers', text: 'The layers as text' },
  { key: '3', name: 'Build', text: 'The build as text' },
  { key: '4', name: 'Network', text: 'The network as text' },
  { key: '5', name: 'Inside', text: 'The container as text' },
  { key: '6', name: 'States', text: 'The states as text' },
  { key: '7', name: 'Messages', text: 'The messages as text' },
  { key: '8', name: 'Registry', text: 'The registry as text' },
  { key: '9', name: 'Compose', text: 'The project as text' },
] as const;

const stageOf = (page: Page) => page.getByRole('region', { name: 'Stage', exact: true });
const objectsOf = (page: Page) => stageOf(page).locator('.stage-drawing [data-object][aria-label]');

/** Opens the view with a key of the stage. */
async function open(page: Page, { key, name }: (typeof views)[number]): Promise<void> {
  await stageOf(page).locator('#stage-view').focus();
  await page.keyboard.press(key);
  await expect(page.getByRole('tab', { name, exact: true })).toHaveAttribute('aria-selected', 'true');
  // The view before stays until this one is loaded.
  await expect(stageOf(page).locator('#stage-view')).toHaveAttribute('data-view', name.toLowerCase());
  await expect(objectsOf(page).first()).toBeAttached();
}

/** Words without the marks between them. */
const plain = (text: string): string => text.toLowerCase().replaceAll(/[^\p{L}\p{N}/.:_-]+/gu, ' ');

/** Fills the world and opens one view after the other. */
async function eachView(page: Page, visit: (view: (typeof views)[number]) => Promise<void>): Promise<void> {
  await page.setViewportSize({ width: 1440, height: 900 });
  await openPage(page);
  for (const command of commands) {
    await type(page, command);
    await prompt(page, 60_000);
  }
  for (const view of views) {
    await open(page, view);
    await visit(view);
  }
}

test('axe finds no barrier in any view and palette', async ({ page }) => {
  test.setTimeout(240_000);
  const barriers: Record<string, string[]> = {};
  // Colours fade from one palette to the next, unless less motion is asked for.
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const look = async (where: string, part = '.stage-region'): Promise<void> => {
    for (const palette of ['light', 'dark', 'projector'] as const) {
      await page.evaluate((wanted) => {
        const { dataset } = document.documentElement;
        dataset['theme'] = wanted;
        if (wanted === 'projector') dataset['profile'] = 'projector';
        else delete dataset['profile'];
      }, palette);
      // What is not a matter of colour and size is the same in all of them.
      const found = await accessibilityViolations(page, palette === 'light' ? undefined : { coloursOf: part });
      if (found.length) barriers[`${where}, ${palette}`] = found;
    }
  };
  await eachView(page, async (view) => {
    await look(view.name);
    await page.keyboard.press('t');
    await expect(stageOf(page).getByRole('region', { name: view.text })).toBeVisible();
    await look(`${view.name} as text`);
    await page.keyboard.press('t');
  });
  await look('The page around them', 'body');
  for (const name of ['Settings', 'Commands Ctrl K', 'Share']) {
    await page.getByRole('banner').getByRole('button', { name, exact: true }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await look(name, 'dialog[open]');
    await page.keyboard.press('Escape');
  }
  expect(barriers).toEqual({});
});

/** Names of drawn objects that the view's text does not have. */
async function unsaid(page: Page, view: (typeof views)[number]): Promise<string[]> {
  const drawn = await objectsOf(page).evaluateAll((all) => all.map((one) => one.getAttribute('aria-label') ?? ''));
  expect(drawn.length, view.name).toBeGreaterThan(0);
  await page.keyboard.press('t');
  const twin = stageOf(page).getByRole('region', { name: view.text });
  await expect(twin).toBeVisible();
  const said = plain(await twin.innerText());
  await page.keyboard.press('t');
  // An object is named by what stands before the first comma of its name; that a message is one is told by where it stands,
  // and how many stand for one by its members.
  return drawn.filter(
    (label) => !said.includes(plain(label.replace(/^message | × \d+(?=,)/g, '').split(', ')[0] ?? '').trim()),
  );
}

test('the text twin names everything that is drawn', async ({ page }) => {
  test.setTimeout(180_000);
  const missing: Record<string, string[]> = {};
  await eachView(page, async (view) => {
    const left = await unsaid(page, view);
    if (left.length) missing[view.name] = left;
  });
  expect(missing).toEqual({});
});

test('the text twin names what two machines and a crowd have, closed and open', async ({ page }) => {
  test.setTimeout(120_000);
  const [everything, , , network] = views;
  await page.setViewportSize({ width: 1440, height: 900 });
  await openPage(page);
  await page.getByRole('button', { name: 'Machines and registries' }).click();
  await page.getByRole('button', { name: 'Add a machine' }).click();
  await page.keyboard.press('Escape');
  await type(page, 'docker -H ssh://learner@server run -d --name there nginx');
  await prompt(page, 60_000);
  await type(
    page,
    "printf 'services:\\n  many:\\n    image: nginx\\n' > compose.yaml; docker compose up -d --scale many=14",
  );
  await prompt(page, 60_000);
  await open(page, everything);
  expect(await unsaid(page, everything)).toEqual([]);
  const group = stageOf(page).locator('.stage-drawing [data-object][aria-label*="14"]').first();
  await group.focus();
  await page.keyboard.press('Enter');
  await expect(stageOf(page).locator('[data-object][aria-label*="many-14,"]')).toHaveCount(1);
  expect(await unsaid(page, everything)).toEqual([]);
  await open(page, network);
  expect(await unsaid(page, network)).toEqual([]);
});

test('every object of a view is reached by Tab and arrows, and Enter does what a click does', async ({ page }) => {
  test.setTimeout(240_000);
  const unreached: Record<string, string[]> = {};
  await eachView(page, async (view) => {
    const stop = stageOf(page).locator('.stage-drawing [data-object][tabindex="0"]');
    await expect(stop, view.name).toHaveCount(1);
    await stop.focus();
    const ids = new Set(await objectsOf(page).evaluateAll((all) => all.map((one) => one.getAttribute('data-object'))));
    const reached = new Set<string | null>();
    const here = () => page.evaluate(() => document.activeElement?.getAttribute('data-object') ?? null);
    // A walk along the arrows: from each object that was reached, one step in each direction.
    const queue = [await here()];
    for (let id = queue.shift(); id !== undefined && reached.size < ids.size; id = queue.shift()) {
      if (reached.has(id)) continue;
      reached.add(id);
      for (const key of ['ArrowRight', 'ArrowDown', 'ArrowLeft', 'ArrowUp']) {
        await page.evaluate((wanted) => {
          const all = document.querySelectorAll<HTMLElement>('.stage-drawing [data-object][aria-label]');
          const found = [...all].find((one) => one.dataset['object'] === wanted);
          found?.focus();
        }, id);
        await page.keyboard.press(key);
        const next = await here();
        if (next !== null && !reached.has(next)) queue.push(next);
      }
    }
    const left = [...ids].filter((id) => !reached.has(id)).map(String);
    if (left.length) unreached[view.name] = left;
  });
  expect(unreached).toEqual({});
});

test('the inspector: Enter opens it, its tabs and commands are keys away', async ({ page }) => {
  await openPage(page);
  await type(page, 'docker run -d --name web nginx');
  await prompt(page);
  await page.locator('.stage-drawing [data-object][aria-label^="web, container"]').focus();
  await page.keyboard.press('Enter');
  const inspector = page.getByRole('complementary', { name: 'Inspector' });
  await inspector.getByRole('tab', { name: 'Overview' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(inspector).toContainText('You typed docker run -d --name web nginx.');
  await page.keyboard.press('ArrowRight');
  await expect(inspector.getByRole('region', { name: 'JSON' })).toContainText('"Name": "/web"');
  await inspector.getByRole('button', { name: 'stop', exact: true }).focus();
  await page.keyboard.press('Enter');
  await expect(page.locator('.xterm-rows')).toContainText('docker stop web');
  await prompt(page);
  await expect(inspector).toContainText('"Status": "exited"');
});
