// The views of the stage: they follow what happens, can be chosen and remembered, and show what there is, drawn and as text.
import type { Locator, Page } from '@playwright/test';
import { accessibilityViolations, container, expect, openPage, prompt, test, type } from '../support/page.ts';

const view = (page: Page, name: string): Locator => page.getByRole('tab', { name, exact: true });
const stage = (page: Page): Locator => page.getByRole('region', { name: 'Stage' });
/** A thing on the stage that can be picked, by the beginning of its name. */
const thing = (page: Page, name: RegExp): Locator => stage(page).getByRole('button', { name });

/** Where axe looks at the views here; at the widest, `views-accessibility.spec.ts` does in both palettes. */
const smaller = [
  { viewport: { width: 1024, height: 768 }, colorScheme: 'dark' },
  { viewport: { width: 390, height: 844 }, colorScheme: 'light' },
] as const;

/** Views that show a world with a container: their key, something on them, and the name of their text twin. */
const worldViews = [
  { key: '7', id: 'messages', first: /^programs asks web: GET/, text: 'The messages as text' },
  { key: '5', id: 'inside', first: /^layer, read-only/, text: 'The container as text' },
  { key: '4', id: 'network', first: /^web, container/, text: 'The network as text' },
  { key: '6', id: 'states', first: /^state running, current state of web/, text: 'The states as text' },
  { key: '8', id: 'registry', first: /^blob .*, layer/, text: 'The registry as text' },
  { key: '9', id: 'compose', first: /^service web/, text: 'The project as text' },
] as const;

/** Opens a view by its tab. */
async function open(page: Page, name: string): Promise<void> {
  await view(page, name).click();
  await expect(view(page, name)).toHaveAttribute('aria-selected', 'true');
}

async function run(page: Page, ...commands: string[]): Promise<void> {
  for (const command of commands) {
    await type(page, command);
    await prompt(page);
  }
}

test('the view that suits a command opens by itself, unless the person has chosen one', async ({ page }) => {
  test.slow();
  await openPage(page);
  await run(page, 'docker run -d --name web nginx');
  await expect(view(page, 'Everything')).toHaveAttribute('aria-selected', 'true');
  await run(page, 'docker diff web');
  await expect(view(page, 'Layers')).toHaveAttribute('aria-selected', 'true');
  await expect(thing(page, /^writable layer of web/)).toBeVisible();
  await run(page, 'ls');
  await expect(view(page, 'Layers')).toHaveAttribute('aria-selected', 'true');
  await run(page, 'docker ps');
  await expect(view(page, 'Everything')).toHaveAttribute('aria-selected', 'true');
  await expect(container(page, 'web')).toBeVisible();

  await container(page, 'web').focus();
  await page.keyboard.press('2');
  await expect(view(page, 'Layers')).toHaveAttribute('aria-selected', 'true');
  await run(page, 'docker images');
  await expect(view(page, 'Layers')).toHaveAttribute('aria-selected', 'true');
  const kept = await page.evaluate(() => localStorage.getItem('drydock:preferences') ?? '');
  expect(JSON.parse(kept)).toMatchObject({ view: 'layers' });
  await page.addInitScript((preferences) => {
    localStorage.setItem('drydock:preferences', preferences);
  }, kept);
  await page.reload();
  await expect(view(page, 'Layers')).toHaveAttribute('aria-selected', 'true');
  await page.getByRole('button', { name: /^Follow/ }).click();
  await expect(view(page, 'Everything')).toHaveAttribute('aria-selected', 'true');
});

test('the layer explorer shows where a file lives, and how it got there', async ({ page }) => {
  await openPage(page);
  await run(
    page,
    'docker run -d --name web nginx',
    'docker exec web sh -c "sed -i s/auto/2/ /etc/nginx/nginx.conf; rm /usr/share/nginx/html/50x.html; touch /new"',
    'docker diff web',
  );
  await expect(thing(page, /^layer 1, .*shared|^layer 1, /)).toBeVisible();
  await expect(thing(page, /^layer \d/)).toHaveCount(7);
  await expect(thing(page, /^\/new, added in the writable layer/)).toBeVisible();
  await expect(
    thing(page, /^\/usr\/share\/nginx\/html\/50x.html, added in layer 2, removed in the writable layer, not seen/),
  ).toBeAttached();
  await thing(page, /^\/etc\/nginx\/nginx.conf, added in layer 2, changed in the writable layer/).click();
  const closely = page.getByRole('complementary', { name: 'Closely' });
  await expect(closely).toContainText('2 versions, one seen');
  await expect(closely.getByLabel('What differs')).toContainText('- worker_processes auto;');
  await expect(closely.getByLabel('What differs')).toContainText('+ worker_processes 2;');
  await expect(closely).toContainText('copy-on-write');
  await closely.getByRole('button', { name: 'Play it again' }).click();
  await expect(page.getByText('Live', { exact: true })).toBeVisible();

  await page.getByRole('button', { name: 'Only what changed' }).click();
  await expect(thing(page, /^\d+ files, added in layer 1/).first()).toBeVisible();
  const several = thing(page, /^\d+ files, added in layer 1/).first();
  await several.click();
  await expect(thing(page, /^\/bin, added in layer 1/)).toBeVisible();
  await thing(page, /^layer 7/).click();
  await expect(thing(page, /^\/docker-entrypoint.d\/.*added in layer 7/)).toBeVisible();
  await expect(thing(page, /added in layer 1/)).toHaveCount(0);

  await page.getByRole('combobox', { name: 'What is explored' }).selectOption({ label: 'nginx:latest' });
  await expect(thing(page, /^writable layer/)).toHaveCount(0);
  await expect(closely).toContainText('of the stored bytes can be seen');
});

test('a view is one stop of the Tab key, with arrows inside, and has its text twin', async ({ page }) => {
  await openPage(page);
  await run(page, 'docker run -d --name web nginx', 'docker diff web');
  await expect(thing(page, /^writable layer of web/)).toBeVisible();
  const stops = stage(page).locator('.stage-drawing [data-object][tabindex="0"]');
  await expect(stops).toHaveCount(1);
  await stops.focus();
  const first = await stops.getAttribute('data-object');
  await page.keyboard.press('ArrowDown');
  await expect(stops).not.toHaveAttribute('data-object', first ?? '');
  await expect(stops).toHaveCount(1);
  await expect(stops).toBeFocused();

  const drawn = await stage(page)
    .locator('.stage-drawing [data-object]')
    .evaluateAll((parts) => parts.map((part) => part.getAttribute('aria-label') ?? ''));
  await page.keyboard.press('t');
  const text = stage(page).getByRole('region', { name: 'The layers as text' });
  const said = (await text.innerText()).replaceAll(/\s+/g, ' ');
  for (const label of drawn) expect(said).toContain(label.split(', ')[0]?.replace(/^layer (\d+)$/, 'layer $1') ?? '');
});

test('each message of a command can be read whole', async ({ page }) => {
  await openPage(page);
  await run(page, 'docker run -d -p 8080:80 --name web nginx', 'curl -s localhost:8080 -o /dev/null');
  await open(page, 'Messages');
  // The last command that sent something: curl, whose messages go through the published port into the container.
  await expect(thing(page, /^programs asks web: GET \/$/)).toBeVisible();
  await page.getByRole('combobox', { name: 'Messages of which command' }).selectOption({ index: 1 });
  await expect(thing(page, /^docker asks dockerd: HEAD \/_ping/)).toBeAttached();
  await thing(page, /^docker asks dockerd: POST \/containers\/create/)
    .first()
    .click();
  const whole = page.getByRole('complementary', { name: 'The message' });
  await expect(whole).toContainText('POST /v1.51/containers/create');
  await expect(whole.getByLabel('Headers')).toContainText('content-type: application/json');
  await expect(whole.getByLabel('Body')).toContainText('"HostPort": "8080"');
  await expect(whole.getByLabel('Body')).not.toContainText('"Domainname"');
  await whole.getByRole('button', { name: /fields that are not set/ }).click();
  await expect(whole.getByLabel('Body')).toContainText('"Domainname"');
  await whole.getByRole('button', { name: '404 No such image' }).click();
  await expect(whole.getByLabel('Body')).toContainText('"message": "No such image: nginx:latest"');
  await whole.getByRole('button', { name: 'Go to the moment it is sent' }).click();
  // What was sent later has not been sent at that moment.
  await expect(thing(page, /^dockerd answers docker: 404 .*, on its way$/)).toBeAttached();
  await expect(thing(page, /POST \/images\/create/)).toHaveCount(0);

  await page.getByRole('button', { name: 'Go live' }).click();
  await open(page, 'Everything');
  await run(page, 'docker ps');
  await thing(page, /^message GET \/containers\/json/).click();
  await expect(whole).toContainText('GET /v1.51/containers/json');
});

test('inside a container: its processes with both numbers, what walls them off, what it wrote', async ({ page }) => {
  await openPage(page);
  await run(
    page,
    'docker run -d -m 256m --pids-limit 100 -e MODE=dev -v data:/data --name web nginx',
    'docker exec web touch /new',
  );
  // Exec is followed into the container.
  await expect(view(page, 'Inside')).toHaveAttribute('aria-selected', 'true');
  await expect(thing(page, /^process 1, nginx: master process .*, \d+ on the host, user 0$/)).toBeVisible();
  const room = (name: string): Locator => stage(page).getByRole('region', { name, exact: true });
  await expect(room('pid namespace')).toContainText(/pid:\[40265\d+\]/);
  await expect(room('mnt namespace')).toContainText('/new');
  await expect(room('mnt namespace')).toContainText('volume data');
  await expect(room('net namespace')).toContainText('172.17.0.2');
  await expect(room('cgroup').getByRole('meter', { name: 'memory' })).toHaveAttribute('aria-valuetext', /of 256 MiB$/);
  await expect(room('cgroup')).toContainText('3 of 100');
  await expect(room('environment')).toContainText(/MODE=dev\s*docker run/);
  await run(page, 'docker stop web');
  await open(page, 'Inside');
  await expect(stage(page)).toContainText('Its process 1 has ended with status 0. Its files are still here.');
  await thing(page, /^writable layer/).click();
  await expect(view(page, 'Layers')).toHaveAttribute('aria-selected', 'true');
  await expect(thing(page, /^writable layer of web/)).toBeVisible();
});

test('the network: who hangs where, which names are answered, and why a connection is refused', async ({ page }) => {
  await openPage(page);
  await run(
    page,
    'docker network create front',
    'docker network create back',
    'docker run -d -p 8080:80 --network front --name web nginx',
    'docker run -d --network back --name db nginx',
    'docker exec web curl -sS http://db',
  );
  await expect(view(page, 'Network')).toHaveAttribute('aria-selected', 'true');
  await expect(thing(page, /^network front, 172\.18\.0\.0\/16, its DNS knows web$/)).toBeAttached();
  await expect(thing(page, /^network bridge, 172\.17\.0\.0\/16, no DNS$/)).toBeAttached();
  await expect(
    thing(
      page,
      /^web, container, running, eth0 172\.18\.0\.2 on front, listens on 80, port 8080 of the host leads to 80$/,
    ),
  ).toBeAttached();
  const closely = page.getByRole('complementary', { name: 'Closely' });
  await expect(closely).toContainText('front does not know db');
  await expect(closely).toContainText('db is on back only.');
  await closely.getByRole('button', { name: 'Run docker network connect back web' }).click();
  await prompt(page);
  await run(page, 'docker exec web curl -sS http://db -o /dev/null');
  await expect(closely).toContainText('The program behind the port answers 200.');
  await expect(closely.getByRole('row', { name: 'web name' })).toBeVisible();
  await run(page, 'docker exec web curl -sS http://db:81');
  await expect(closely).toContainText('nothing listens on port 81');
  await run(page, 'curl -sS localhost:9999');
  await expect(closely).toContainText('Published are 8080.');
});

test('states: the statechart of a container, the way that it took, what is possible next', async ({ page }) => {
  await openPage(page);
  await run(page, 'docker run -d --name web nginx', 'docker pause web');
  await expect(view(page, 'States')).toHaveAttribute('aria-selected', 'true');
  await expect(thing(page, /^state paused, current state of web, .*unpause leads to running$/)).toBeVisible();
  const closely = page.getByRole('complementary', { name: 'The state' });
  await expect(closely).toContainText('POST /containers/web/pause');
  await run(page, 'docker unpause web', 'docker stop web');
  await open(page, 'States');
  await expect(thing(page, /^state exited, current state of web/)).toBeVisible();
  await expect(closely.getByRole('listitem').filter({ hasText: 'running → exited' })).toContainText('docker stop web');
  await thing(page, /^state running/).click();
  await expect(closely).toContainText('In the state running');
  await expect(closely).toContainText('exec');
  await page.getByRole('combobox', { name: 'Statechart' }).selectOption('layer');
  await expect(thing(page, /^state present, current state of/)).toBeVisible();
  await expect(closely).toContainText('extracting → present');
});

test('a registry: tags, manifests, blobs kept once, and what a push sends', async ({ page }) => {
  test.slow();
  await openPage(page);
  await run(
    page,
    'docker run -d -p 5000:5000 --name reg registry:2',
    'docker pull alpine',
    'docker tag alpine localhost:5000/one',
    'docker push localhost:5000/one',
  );
  await expect(view(page, 'Registry')).toHaveAttribute('aria-selected', 'true');
  const blob = thing(page, /^blob [0-9a-f]{12}, layer, 3\.8\d*MB, sent, the host has it, too$/);
  await expect(blob).toBeVisible();
  await run(page, 'docker tag alpine localhost:5000/two', 'docker push localhost:5000/two');
  await expect(thing(page, /^repository two, 1 tags$/)).toHaveAttribute('aria-pressed', 'true');
  await expect(
    thing(page, /^blob .*, taken over from one, not sent, also in one, the host has it, too$/),
  ).toBeVisible();
  await page.getByRole('combobox', { name: 'Registry' }).selectOption({ label: 'Docker Hub' });
  await thing(page, /^repository library\/alpine/).click();
  await expect(
    stage(page).getByRole('img', { name: /^index [0-9a-f]{12}, leads to 1 of its manifests$/ }),
  ).toBeVisible();
  await expect(
    stage(page).getByRole('img', { name: /^manifest .*, linux\/amd64, 1 layers, 3\.8\d*MB$/ }),
  ).toBeVisible();
});

test('a Compose project: services in the order of their start, beside their file', async ({ page }) => {
  test.slow();
  await openPage(page);
  await run(
    page,
    "mkdir shop; cd shop; printf 'services:\\n  web:\\n    image: nginx\\n    depends_on: [db]\\n  db:\\n    image: redis\\n' > compose.yaml",
  );
  await open(page, 'Compose');
  await expect(thing(page, /^service web, nginx, no containers yet, waits until db is started$/)).toBeVisible();
  await run(page, 'docker compose up -d --scale web=2');
  await expect(thing(page, /^service db, redis, 1 of 1 running, started as number 1$/)).toBeVisible();
  await expect(
    thing(page, /^service web, nginx, 2 of 2 running, started as number 2, waits until db is started$/),
  ).toBeVisible();
  await expect(thing(page, /^shop-web-2, container, running$/)).toBeVisible();
  await expect(thing(page, /^network shop_default$/)).toBeVisible();
  await thing(page, /^service web/).click();
  const file = stage(page).getByRole('region', { name: '/home/learner/shop/compose.yaml' });
  await expect(file.locator('.is-lit')).toHaveText(['  web:', '    image: nginx', '    depends_on: [db]']);
  await run(page, 'docker compose stop web');
  await expect(thing(page, /^service web, nginx, 0 of 2 running/)).toBeVisible();
});

test('one goes further in and back, and finds things by name', async ({ page }) => {
  await openPage(page);
  await run(page, 'docker run -d --name web nginx', 'docker ps');
  await container(page, 'web').click();
  // The picked object names the view that shows it closely; picked once more it opens there.
  await expect(stage(page).getByRole('button', { name: 'Inside: web' })).toBeVisible();
  await container(page, 'web').click();
  await expect(view(page, 'Inside')).toHaveAttribute('aria-selected', 'true');
  const way = stage(page).getByRole('navigation', { name: 'The way here' });
  await expect(way).toHaveText(/Everything\s*Inside: web/);
  await thing(page, /^writable layer/).click();
  await expect(way).toHaveText(/Everything\s*Inside\s*Layers: web/);
  await stage(page).locator('.stage-drawing').focus();
  await page.keyboard.press('Backspace');
  await expect(view(page, 'Inside')).toHaveAttribute('aria-selected', 'true');
  await way.getByRole('button', { name: 'Everything' }).click();
  await expect(view(page, 'Everything')).toHaveAttribute('aria-selected', 'true');
  await expect(way).toHaveCount(0);

  await stage(page).locator('.stage-drawing').focus();
  await page.keyboard.press('/');
  const find = page.getByRole('dialog', { name: 'Find and do' });
  await expect(find.getByRole('option', { name: /^container web/ })).toBeVisible();
  expect(await accessibilityViolations(page)).toEqual([]);
  await page.keyboard.type('bridge');
  await expect(find.getByRole('option').first()).toHaveText(/^network\s*bridge\s*172\.17\.0\.0\/16/);
  await page.keyboard.press('Enter');
  await expect(view(page, 'Network')).toHaveAttribute('aria-selected', 'true');
  await stage(page)
    .getByRole('button', { name: /^Find on the stage/ })
    .click();
  await page.keyboard.type('docker ps');
  await page.keyboard.press('Enter');
  await expect(view(page, 'Messages')).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByRole('complementary', { name: 'The message' })).toContainText('HEAD /_ping');
});

for (const { viewport, colorScheme } of smaller)
  test(`axe finds no barrier in any view: ${viewport.width} × ${viewport.height}, ${colorScheme}`, async ({ page }) => {
    test.slow();
    await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme });
    await openPage(page);
    const barriers: Record<string, string[]> = {};
    const check = async (state: string): Promise<void> => {
      const found = await accessibilityViolations(page);
      if (found.length) barriers[state] = found;
    };
    await run(
      page,
      'docker run -d --name web nginx',
      'docker exec web rm /usr/share/nginx/html/50x.html',
      'docker diff web',
    );
    await expect(thing(page, /^writable layer of web/)).toBeAttached();
    await check('layers');
    await thing(page, /^layer 7/).focus();
    await page.keyboard.press('Enter');
    await check('a layer closely');
    await page.keyboard.press('t');
    await expect(stage(page).getByRole('region', { name: 'The layers as text' })).toBeVisible();
    await check('layers as text');
    await page.keyboard.press('t');
    await run(
      page,
      "printf 'FROM alpine\\nRUN echo hi > /a\\nCOPY . .\\n' > Dockerfile",
      'docker build -q .',
      'touch b',
    );
    await expect(thing(page, /^line 3, COPY \. \., will run/)).toBeAttached();
    await check('build, what if');
    await run(page, 'docker build -q .');
    await expect(thing(page, /^line 3, COPY \. \., ran/)).toBeAttached();
    await check('build');
    await thing(page, /^line 3/).focus();
    await page.keyboard.press('t');
    await expect(stage(page).getByRole('region', { name: 'The build as text' })).toBeVisible();
    await check('build as text');
    expect(barriers).toEqual({});
  });

for (const { viewport, colorScheme } of smaller)
  test(`axe finds no barrier in the views of a world: ${viewport.width} × ${viewport.height}, ${colorScheme}`, async ({
    page,
  }) => {
    test.slow();
    await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme });
    await openPage(page);
    await run(
      page,
      "printf 'services:\\n  web:\\n    image: nginx\\n    depends_on: [db]\\n  db:\\n    image: redis\\n' > compose.yaml",
      'docker run -d -p 8080:80 --name web nginx',
      'curl -s localhost:8080 -o /dev/null',
    );
    const barriers: Record<string, string[]> = {};
    const check = async (state: string): Promise<void> => {
      const found = await accessibilityViolations(page);
      if (found.length) barriers[state] = found;
    };
    for (const { key, id, first, text } of worldViews) {
      await stage(page).locator('.stage-drawing').focus();
      await page.keyboard.press(key);
      await expect(thing(page, first).first()).toBeAttached();
      await check(id);
      await thing(page, first).first().focus();
      await page.keyboard.press('Enter');
      await check(`${id}, closely`);
      await stage(page).locator('.stage-drawing').focus();
      await page.keyboard.press('t');
      await expect(stage(page).getByRole('region', { name: text })).toBeVisible();
      await check(`${id} as text`);
      await page.keyboard.press('t');
      await page.keyboard.press('Escape');
    }
    expect(barriers).toEqual({});
  });
