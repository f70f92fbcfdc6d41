// The storyboards of the drawing: what each command sets in motion, at three moments of it. With DRYDOCK_GALLERY=1 a picture of each is
// written to docs/gallery.
import type { Locator, Page } from '@playwright/test';
import { container, expect, openPage, prompt, terminal, test, type } from '../support/page.ts';

const stage = (page: Page): Locator => page.locator('[data-region="stage"]');
const drawn = (page: Page, selector: string): Locator => stage(page).locator(`.stage-drawing ${selector}`);
const thing = (page: Page, label: string): Locator => drawn(page, `[aria-label^="${label}"]`);

async function run(page: Page, ...commands: string[]): Promise<void> {
  for (const command of commands) {
    await type(page, command);
    await prompt(page, 30_000);
  }
}

/** Goes to where the last command but `back` began, and stops there. */
async function rewind(page: Page, back = 0): Promise<void> {
  const before = page.getByRole('button', { name: 'Previous command' });
  for (let times = 0; times < 2 * (back + 1); times++) await before.click();
}

/** Steps from event to event until something is drawn, or, with `gone`, is drawn no more. */
async function stepTo(page: Page, mark: Locator, gone = false): Promise<void> {
  const next = page.getByRole('button', { name: 'Next event' });
  for (let steps = 0; steps < 400; steps++) {
    // A view is drawn with the frame after the playhead has moved.
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0))));
    if (((await mark.count()) === 0) === gone) return;
    await next.click();
  }
  throw new Error(`never ${gone ? 'gone' : 'drawn'}: ${String(mark)}`);
}

async function picture(page: Page, name: string): Promise<void> {
  if (process.env.DRYDOCK_GALLERY !== undefined)
    await stage(page).screenshot({ path: `docs/gallery/storyboard-${name}.png` });
}

test.describe.configure({ timeout: 120_000 });
test.beforeEach(async ({ page }) => {
  await openPage(page);
});

test('docker pull: the manifest first, layers as copies on their way, the tag last', async ({ page }) => {
  await run(page, 'docker pull nginx');
  await rewind(page);
  await stepTo(page, thing(page, 'message 200 manifest'));
  await expect(thing(page, 'image nginx:latest')).toHaveCount(0);
  await stepTo(page, drawn(page, '.layer.is-moving'));
  await picture(page, 'pull');
  await expect(drawn(page, '.layer.is-waiting').first()).toBeVisible();
  await stepTo(page, thing(page, 'image nginx:latest'));
  await expect(drawn(page, '.layer.is-moving')).toHaveCount(0);
  await expect(drawn(page, '.layer.is-present').first()).toBeVisible();
});

test('docker run: a promise, a container with a writable layer, then a process, a cable and the port', async ({
  page,
}) => {
  await run(page, 'docker pull nginx', 'docker run -d -p 8080:80 --name web nginx');
  await rewind(page);
  await stepTo(page, thing(page, 'message POST /containers/create'));
  await expect(container(page, 'web')).toHaveCount(0);
  await stepTo(page, thing(page, 'web, container, created'));
  await expect(drawn(page, '.container .writable')).toHaveCount(1);
  await expect(drawn(page, '.container .process')).toHaveCount(0);
  await stepTo(page, thing(page, 'web, container, running'));
  await stepTo(page, drawn(page, '.container .process'));
  await picture(page, 'run');
  await expect(drawn(page, '.cable').first()).toBeVisible();
  await expect(drawn(page, '.port:not(.is-ghost)')).toContainText('8080');
});

test('docker build: cached steps, the first that is not, and a new layer on the old ones', async ({ page }) => {
  await run(
    page,
    'mkdir app; cd app; echo one > a.txt',
    "printf 'FROM alpine\\nRUN echo tool > /tool\\nCOPY . .\\nRUN cat a.txt > out\\n' > Dockerfile",
    'docker build -t shop:1 .',
    'echo two > a.txt',
    'docker build -t shop:2 .',
  );
  const step = (label: string): Locator => stage(page).locator(`[aria-label^="${label}"]`);
  await rewind(page);
  await stepTo(page, step('line 2, RUN echo tool > /tool, cached'));
  await expect(step('line 4, RUN cat a.txt > out, ran')).toHaveCount(0);
  await stepTo(page, step('line 3, COPY . ., ran'));
  await picture(page, 'build');
  await stepTo(page, step('line 4, RUN cat a.txt > out, ran'));
  await expect(stage(page)).toContainText('a.txt changed');
});

test('docker exec: a second process in the same rooms, which goes while the container stays', async ({ page }) => {
  await run(page, 'docker run -d --name web nginx');
  await type(page, 'docker exec -it web sh');
  await expect(terminal(page)).toContainText(/# *$/);
  await type(page, 'ls /etc');
  await expect(terminal(page)).toContainText('nginx');
  await type(page, 'exit');
  await prompt(page);
  await rewind(page);
  const shell = stage(page).locator('[aria-label^="process"][aria-label*=", sh,"]');
  const first = stage(page).locator('[aria-label^="process 1, nginx: master"]');
  await stepTo(page, first);
  await expect(shell).toHaveCount(0);
  await stepTo(page, shell);
  await expect(first).toBeVisible();
  await picture(page, 'exec');
  await stepTo(page, shell, true);
  await expect(first).toBeVisible();
});

test('docker stop: a request to end, patience, and a container that keeps its files', async ({ page }) => {
  await run(page, 'docker run -d --name web alpine sleep 1d', 'docker stop -t 5 web');
  await rewind(page);
  await stepTo(page, thing(page, 'message POST /containers/web/stop'));
  await expect(thing(page, 'web, container, running')).toBeVisible();
  await stepTo(page, drawn(page, '.under-way.is-stop'));
  await picture(page, 'stop');
  await expect(thing(page, 'web got SIGTERM')).toBeVisible();
  await stepTo(page, thing(page, 'web, container, exited'));
  await expect(drawn(page, '.container')).toContainText('exit 137');
  await expect(drawn(page, '.container .writable')).toHaveCount(1);
  await expect(drawn(page, '.under-way')).toHaveCount(0);
  await stepTo(page, drawn(page, '.cable'), true);
});

test('docker commit: the container is paused, and its writable layer becomes a layer of an image', async ({ page }) => {
  await run(page, 'docker run -d --name web nginx', 'docker exec web touch /new', 'docker commit web shop:1');
  await rewind(page);
  await stepTo(page, thing(page, 'web, container, paused'));
  await expect(thing(page, 'the writable layer of web is packed')).toBeVisible();
  await stepTo(page, drawn(page, '.under-way.is-commit .layer.is-moving'));
  await picture(page, 'commit');
  await stepTo(page, thing(page, 'image shop:1'));
  await stepTo(page, thing(page, 'web, container, running'));
  await expect(thing(page, 'image shop:1')).toBeVisible();
});

test('docker push: what the registry has is not sent, the manifest comes last', async ({ page }) => {
  await run(
    page,
    'docker run -d -p 5000:5000 --name reg registry:2',
    'docker pull alpine',
    'docker tag alpine localhost:5000/one',
    'docker push localhost:5000/one',
    'docker run --name more alpine touch /new',
    'docker commit more localhost:5000/one:2',
    'docker push localhost:5000/one:2',
  );
  await rewind(page);
  await stepTo(page, drawn(page, '[aria-label*="not sent"]'));
  await expect(thing(page, 'tag 2')).toHaveCount(0);
  await stepTo(page, drawn(page, '.layer.is-moving'));
  await picture(page, 'push');
  await expect(thing(page, 'tag 2')).toHaveCount(0);
  await stepTo(page, thing(page, 'tag 2'));
  await expect(drawn(page, '[aria-label*=", sent"]').first()).toBeVisible();
  await expect(drawn(page, '[aria-label*="not sent"]').first()).toBeVisible();
});

test('a volume: made if there is none, mounted, and left when the container goes', async ({ page }) => {
  await run(
    page,
    'docker pull alpine',
    "docker run -d -v data:/data --name app alpine sh -c 'echo kept > /data/file; sleep 1d'",
    'docker rm -f app',
  );
  await rewind(page, 1);
  await stepTo(page, thing(page, 'volume data'));
  await expect(thing(page, 'app, container, running')).toHaveCount(0);
  await stepTo(page, thing(page, 'app, container, running'));
  await expect(drawn(page, '.mount')).toContainText('/data');
  await picture(page, 'volume');
  await stepTo(page, container(page, 'app'), true);
  await expect(thing(page, 'volume data')).toBeVisible();
  await expect(drawn(page, '.mount')).toHaveCount(0);
});

test('docker network connect: a second cable with an address, a name in the DNS, and a way across', async ({
  page,
}) => {
  await run(
    page,
    'docker network create front',
    'docker network create back',
    'docker run -d --network front --name api nginx',
    'docker run -d --network back --name db nginx',
    'docker network connect back api',
    'docker exec api curl -sS -o /dev/null db',
  );
  await rewind(page, 1);
  const api = (addresses: string): Locator =>
    stage(page).locator(`[aria-label^="api, container, running, ${addresses}"]`);
  await stepTo(page, api('eth0 172.18.0.2 on front'));
  await expect(stage(page).locator('[aria-label*="its DNS knows api, db"]')).toHaveCount(0);
  await stepTo(page, stage(page).locator('[aria-label^="api, container"][aria-label*="172.19.0.3 on back"]'));
  await picture(page, 'network-connect');
  await expect(thing(page, 'network back').first()).toHaveAttribute('aria-label', /DNS knows .*api/);
  await stepTo(page, stage(page).getByText('The program behind the port answers 200.'));
});

test('a request to a published port: in over the host’s edge, and the answer the same way back', async ({ page }) => {
  await run(page, 'docker run -d -p 8080:80 --name web nginx', 'curl -s -o /dev/null localhost:8080');
  await rewind(page);
  await stepTo(page, drawn(page, '.packet.is-traffic').filter({ hasText: 'CONNECT' }));
  await expect(drawn(page, '.port.is-now')).toContainText('8080');
  await stepTo(page, drawn(page, '.packet.is-traffic').filter({ hasText: 'GET' }));
  await picture(page, 'port-request');
  await stepTo(page, drawn(page, '.packet.is-traffic').filter({ hasText: '200' }));
  await expect(thing(page, 'web, container, running')).toBeVisible();
});
