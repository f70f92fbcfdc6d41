// In a course: a frame with chosen parts, a SCORM package with scorm-again as the platform, SPLICE with a small host page.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { extname } from 'node:path';
import { unzipSync } from 'fflate';
import type { FrameLocator, Page } from '@playwright/test';
import { builtPage } from '../../src/headless/scorm.ts';
import { scormPackage } from '../../src/sharing/scorm.ts';
import { expect, test } from '../support/page.ts';

test.setTimeout(120_000);

const lesson = 'containers/first-container';
const types: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.json': 'application/json', '.woff2': 'font/woff2', '.wasm': 'application/wasm' }; // prettier-ignore

async function preferInstant(page: Page): Promise<void> {
  await page.addInitScript(() => {
    localStorage.setItem('drydock:preferences', JSON.stringify({ theme: 'system', speed: 0 }));
  });
}

/** Does the step that is open with its own command block, and goes to the next. */
async function doStep(frame: FrameLocator, command: string): Promise<void> {
  await frame.getByRole('button', { name: `Run ${command}`, exact: true }).click();
  await frame.getByRole('button', { name: 'Next step' }).click({ timeout: 30_000 });
}

test('a package played through scorm-again keeps score and resumes', async ({ page }) => {
  await preferInstant(page);
  const packed = scormPackage(builtPage(), [{ id: lesson, title: 'Your first container', summary: '' }]);
  const files = unzipSync(packed);
  expect(new TextDecoder().decode(files['imsmanifest.xml'])).toContain('<schemaversion>1.2</schemaversion>');
  const scorm = readFileSync(createRequire(import.meta.url).resolve('scorm-again/scorm12/min'), 'utf8');
  await page.route('**/lms/**', async (route) => {
    const name = new URL(route.request().url()).pathname.replace(/^\/lms\//, '');
    if (name === 'host.html')
      return route.fulfill({
        contentType: 'text/html',
        body: `<!doctype html><script>${scorm}</script><script>
          const kept = JSON.parse(localStorage.getItem('lms') ?? 'null');
          window.API = new Scorm12API({ autocommit: false, logLevel: 5, mastery_override: false });
          window.API.cmi.core.student_id = 's-17';
          if (kept) window.API.loadFromFlattenedJSON(kept);
          window.commits = 0;
          window.API.on('LMSCommit', () => {
            window.commits++;
            const { core, suspend_data } = window.API.cmi;
            localStorage.setItem('lms', JSON.stringify({ 'cmi.suspend_data': suspend_data, 'cmi.core.score.raw': core.score.raw, 'cmi.core.lesson_status': core.lesson_status }));
          });
        </script><iframe src="pkg/launch-containers-first-container.html" width="1400" height="860"></iframe>`,
      });
    const file = files[name.replace(/^pkg\//, '')];
    return file
      ? route.fulfill({ contentType: types[extname(name)] ?? 'text/plain', body: Buffer.from(file) })
      : route.fulfill({ status: 404 });
  });
  const kept = () => page.evaluate(() => JSON.parse(localStorage.getItem('lms') ?? '{}') as Record<string, string>);
  await page.goto('/lms/host.html');
  const frame = page.frameLocator('iframe');
  await expect(frame.getByRole('heading', { name: 'Ask what is running' })).toBeVisible();
  await doStep(frame, 'docker ps');
  await expect(frame.getByRole('heading', { name: 'Run a container' })).toBeVisible();
  await doStep(frame, 'docker run hello-world');
  await expect.poll(async () => Number((await kept())['cmi.core.score.raw'])).toBeGreaterThan(30);
  const first = await kept();
  expect(first['cmi.core.lesson_status']).toBe('incomplete');
  expect(first['cmi.suspend_data']?.length).toBeLessThanOrEqual(4096);
  expect(await page.evaluate(() => (window as unknown as { commits: number }).commits)).toBeGreaterThan(2);

  // Another computer: nothing is kept in the browser but what the platform has.
  await page.evaluate(async () => {
    for (const { name } of await indexedDB.databases()) if (name) indexedDB.deleteDatabase(name);
  });
  await page.reload();
  await expect(frame.locator('.xterm-rows')).toContainText('hub.docker.com');
  await expect(frame.getByRole('heading', { name: 'Ask what is running' })).toHaveCount(0);
  await expect(frame.locator('.lesson-steps .is-done')).toHaveCount(2);
  await frame.getByRole('textbox', { name: 'Terminal input' }).focus();
  await page.keyboard.type('docker ps -a\n');
  await expect(frame.locator('.xterm-rows')).toContainText('Exited (0)');
});

test('the page packs itself as the command does', async ({ page }) => {
  await page.goto(`/#/lesson/${lesson}`);
  await page.getByRole('button', { name: 'Share' }).click();
  const downloading = page.waitForEvent('download', { timeout: 60_000 });
  await page.getByRole('button', { name: 'SCORM package' }).click();
  const fromPage = unzipSync(readFileSync(await (await downloading).path()));
  const fromCommand = unzipSync(
    scormPackage(builtPage(), [{ id: lesson, title: 'Your first container', summary: '' }]),
  );
  expect(Object.keys(fromPage).toSorted()).toEqual(Object.keys(fromCommand).toSorted());
  for (const [name, bytes] of Object.entries(fromCommand))
    if (name !== 'imsmanifest.xml') expect(Buffer.compare(fromPage[name] ?? new Uint8Array(), bytes), name).toBe(0);
});

test('a host page that speaks SPLICE gets score and state, and gives the state back', async ({ page }) => {
  await preferInstant(page);
  await page.route('**/host.html', (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: `<!doctype html><script>
        window.reports = [];
        window.addEventListener('message', ({ data, source }) => {
          if (data.subject === 'SPLICE.reportScoreAndState') {
            window.reports.push(data);
            sessionStorage.setItem('state', JSON.stringify(data.state));
          }
          if (data.subject === 'SPLICE.getState')
            source.postMessage({ subject: 'SPLICE.getState.response', message_id: data.message_id, state: JSON.parse(sessionStorage.getItem('state') ?? 'null') }, '*');
        });
      </script><iframe src="/?splice&embed=lesson,stage,terminal#/lesson/${lesson}?lab=s18" width="1400" height="860"></iframe>`,
    }),
  );
  await page.goto('/host.html');
  const frame = page.frameLocator('iframe');
  await doStep(frame, 'docker ps');
  const scores = () =>
    page.evaluate(() => (window as unknown as { reports: { score: number }[] }).reports.map(({ score }) => score));
  await expect.poll(async () => (await scores()).at(-1)).toBeGreaterThan(0.1);
  expect((await scores())[0]).toBe(0);
  await page.evaluate(async () => {
    for (const { name } of await indexedDB.databases()) if (name) indexedDB.deleteDatabase(name);
  });
  await page.reload();
  await expect(frame.getByRole('heading', { name: 'Run a container' })).toBeVisible();
  await expect(frame.locator('.xterm-rows')).toContainText('docker ps');
});

test('a frame shows the parts that its address names', async ({ page }) => {
  await preferInstant(page);
  await page.goto('/?embed=stage,terminal#/sandbox');
  await expect(page.locator('.xterm-rows')).toContainText('learner@drydock');
  await expect(page.locator('.stage-drawing svg').first()).toBeVisible();
  await expect(page.locator('.topbar')).toBeHidden();
  await expect(page.getByRole('region', { name: 'Timeline' })).toBeHidden();
  await expect(page.getByRole('region', { name: 'In words' })).toBeHidden();
  await page.goto('/?embed=terminal#/sandbox');
  await page.reload();
  await expect(page.locator('.xterm-rows')).toBeVisible();
  await expect(page.getByRole('region', { name: 'Stage' })).toBeHidden();
  expect((await page.getByRole('region', { name: 'Terminal' }).boundingBox())?.height).toBeGreaterThan(850);
});
