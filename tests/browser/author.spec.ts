// A lesson is written from nothing as docs/authoring.md says, plays, is taken, and works when its folder is put into the course. A class is
// looked at offline.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { readCourse } from '../../src/headless/lessons.ts';
import { readLesson } from '../../src/lessons/read-lesson.ts';
import { checkText, playLesson, playTries } from '../../src/lessons/validate.ts';
import { accessibilityViolations, container, expect, openPage, prompt, test, type } from '../support/page.ts';
import { writeSubmission } from '../../src/sharing/submission.ts';
import { lessonIn } from '../../src/headless/grade.ts';
import { handIn, playLab } from '../sharing/play-lab.ts';

test.setTimeout(120_000);

const id = 'containers/first-container';
const root = join(import.meta.dirname, '../..');
const guide = readFileSync(join(root, 'docs/authoring.md'), 'utf8');
const [, written = ''] = /^````markdown\n(.*?)^````$/ms.exec(guide) ?? [];
const [, tries = ''] = /^```yaml\n(- step:.*?)^```$/ms.exec(guide) ?? [];

test('a lesson written by following the guide validates, plays, exports and works in the course', async ({ page }) => {
  await page.addInitScript(() => {
    localStorage.setItem('drydock:preferences', JSON.stringify({ theme: 'system', speed: 0 }));
  });
  await page.goto('/?author');
  const text = page.getByRole('textbox', { name: 'lesson.md' });
  await text.fill('---\ntitle: x\n---\n\n## One\n');
  const problems = page.getByRole('region', { name: 'Problems' });
  await expect(problems.getByRole('button', { name: 'The front matter has no "summary".' })).toBeVisible();
  await text.fill(written);
  await expect(problems).toContainText('No problems in the text.');
  const preview = page.getByRole('region', { name: 'Preview' });
  await expect(preview.getByRole('heading', { name: 'Start a container with a name' })).toBeVisible();
  await expect(preview.getByText('For the presenter')).toBeVisible();
  expect(await accessibilityViolations(page)).toEqual([]);
  if (process.env['DRYDOCK_GALLERY'] !== undefined)
    await page.screenshot({ path: `${process.env['DRYDOCK_GALLERY']}/author.png` });

  await page.getByRole('tab', { name: 'tries.yaml' }).click();
  await page.getByRole('textbox', { name: 'tries.yaml' }).fill(tries);
  await page.getByRole('button', { name: 'Play it through' }).click();
  await expect(page.getByRole('status')).toHaveText('Played: all goals come true, and commands end as they should.', {
    timeout: 60_000,
  });

  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export' }).click();
  const files = unzipSync(readFileSync(await (await downloading).path()));
  const file = (name: string): string => new TextDecoder().decode(files[`my-lesson/${name}`]);
  const { lesson, problems: found } = readLesson('containers/my-lesson', file('lesson.md'));
  expect([...found, ...checkText(lesson, file('lesson.md'), readCourse().context)]).toEqual([]);
  const played = await playLesson(lesson);
  expect(played.problems).toEqual([]);
  expect(await playTries(played.beginnings, file('tries.yaml'))).toEqual([]);

  await page.getByRole('link', { name: 'Open as a learner' }).click();
  await page.getByRole('button', { name: 'Run docker run -d --name first nginx' }).click();
  await expect(container(page, 'first')).toBeVisible();
  await page.getByRole('button', { name: 'Next step' }).click();
  await expect(page.getByRole('heading', { name: 'Give it another name' })).toBeVisible();
});

test('what was done in the sandbox becomes a draft that plays', async ({ page }) => {
  await openPage(page);
  for (const command of ['docker volume create notes', 'docker volume ls', 'docker create --name box alpine']) {
    await type(page, command);
    await prompt(page);
  }
  await expect(container(page, 'box')).toBeVisible();
  await page.goto('/?author#/author');
  await page.getByRole('button', { name: 'From the sandbox' }).click();
  const text = page.getByRole('textbox', { name: 'lesson.md' });
  await expect(text).toHaveValue(
    /volume: "notes"[^]*## Step 2[^]*docker volume ls[^]*container: "box"\n {2}state: "created"/,
  );
  await page.getByRole('button', { name: 'Play it through' }).click();
  await expect(page.getByRole('status')).toHaveText(/^Played: all goals come true/, { timeout: 60_000 });
});

test('a folder of submissions is dropped on the page', async ({ page }, testInfo) => {
  const folder = testInfo.outputPath('submissions');
  mkdirSync(join(folder, 'group-2'), { recursive: true });
  const lesson = lessonIn(join(root, 'src/lessons'), id, undefined);
  if (!lesson) throw new Error('no such lesson');
  for (const [file, student] of [
    ['ada.json', 'Ada'],
    ['group-2/bob.json', 'Bob'],
  ] as const)
    writeFileSync(join(folder, file), writeSubmission(handIn(lesson, await playLab(lesson, student, student, 1))));
  writeFileSync(join(folder, 'notes.txt'), 'not a submission');
  await page.goto('/#/class');
  await expect(page.getByRole('heading', { name: 'Drop a folder of submissions here' })).toBeVisible();
  const devtools = await page.context().newCDPSession(page);
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await devtools.send('Input.dispatchDragEvent', {
      type,
      x: 400,
      y: 400,
      data: { items: [], files: [folder], dragOperationsMask: 1 },
    });
  await expect(page.getByRole('row', { name: /^Ada/ })).toBeVisible({ timeout: 60_000 });
  await expect(page.getByRole('row', { name: /^Bob/ })).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText('0 of 2 finished')).toBeVisible();
});

test('a lesson is handed in, and a folder of submissions is a table of the class', async ({ page }) => {
  const lesson = lessonIn(join(root, 'src/lessons'), id, undefined);
  if (!lesson) throw new Error('no such lesson');
  const submissions = [];
  for (const [student, steps] of [
    ['Ada', lesson.steps.length],
    ['Bob', 1],
  ] as const)
    submissions.push({
      name: `${student}.json`,
      mimeType: 'application/json',
      buffer: Buffer.from(writeSubmission(handIn(lesson, await playLab(lesson, student, student, steps)))),
    });
  await page.goto('/#/class');
  await expect(page.getByRole('heading', { name: 'Drop a folder of submissions here' })).toBeVisible();
  await page
    .getByLabel('Submissions', { exact: true })
    .last()
    .setInputFiles([...submissions, { name: 'x.json', mimeType: 'application/json', buffer: Buffer.from('{}') }]);
  const table = page.getByRole('table');
  await expect(table.getByRole('row', { name: /^Ada/ })).toContainText('100', { timeout: 60_000 });
  await expect(table.getByRole('row', { name: /^Bob/ })).not.toContainText('100');
  await expect(page.getByText('1 of 2 finished')).toBeVisible();
  await expect(page.getByText('This is no submission of Drydock.')).toBeVisible();
  expect(await accessibilityViolations(page)).toEqual([]);
  if (process.env['DRYDOCK_GALLERY'] !== undefined)
    await page.screenshot({ path: `${process.env['DRYDOCK_GALLERY']}/class.png` });
});
