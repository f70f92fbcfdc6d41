// Programs that never end or ask for too much: the page keeps its 60 frames a second, and Ctrl-C is answered at once.
// Counted, not timed: processor time of the page's main thread for a frame, and frames from the key to the prompt.
import { expect, expectLine, openPage, prompt, terminal, test, type } from '../support/page.ts';
import type { Page } from '@playwright/test';

/** Ms of processor time that a frame may use, on average, so that 60 fit into a second. */
const frameBudget = 1000 / 60;

/** Frames in a second, which a container has to end and be removed. */
const containerEnds = 60;

/** Frames at 60 a second in 100 ms. */
const promptly = 6;

const watched = 90;

test.beforeEach(async ({ page }) => {
  await page.addInitScript(watchFrames);
});

for (const [what, command, sign] of [
  ['a loop that prints the time', 'while true; do date; sleep 1; done', 'UTC'],
  ['a loop that does nothing', 'while :; do :; done', 'done'],
  ['yes', 'yes', 'y\ny\ny'],
  ['a fork bomb', ':(){ :|:& };: 2>/dev/null', ':(){'],
  ['a copy of 100 MB', 'dd if=/dev/zero of=/tmp/big bs=1M count=100; sleep 100', 'copied'],
  ['a file that is followed', '(while :; do echo line >> log; done) & tail -f log', 'line'],
  ['ping', 'ping 127.0.0.1', 'icmp_seq=2'],
] as const)
  test(`${what}: 60 frames a second, and Ctrl-C is answered within 100 ms`, async ({ page }) => {
    await openPage(page, { speed: 1 });
    await type(page, command);
    await expect.poll(() => shownText(page)).toContain(sign);
    expect(await processorTimePerFrame(page)).toBeLessThan(frameBudget);
    await page.keyboard.press('Control+c');
    expect(await framesUntilPrompt(page)).toBeLessThanOrEqual(promptly);
  });

// Its complaints follow on the prompt's own line, as in a real terminal, so that no row says that the shell waits.
test('a fork bomb that says what fails: 60 frames a second', async ({ page }) => {
  await openPage(page, { speed: 1 });
  await type(page, ':(){ :|:& };:');
  await expect.poll(() => shownText(page)).toContain('fork: Resource temporarily unavailable');
  expect(await processorTimePerFrame(page)).toBeLessThan(frameBudget);
});

test('two busy terminals at once: 60 frames a second, and each answers to its own Ctrl-C', async ({ page }) => {
  await openPage(page, { speed: 1 });
  await type(page, 'yes one');
  await page.getByRole('button', { name: 'New terminal' }).click();
  await expect(terminal(page)).toContainText('learner@drydock');
  await type(page, 'yes two');
  await expect.poll(() => shownText(page)).toContain('two\ntwo');
  expect(await processorTimePerFrame(page)).toBeLessThan(frameBudget);
  await page.keyboard.press('Control+c');
  expect(await framesUntilPrompt(page)).toBeLessThanOrEqual(promptly);
  await page.getByRole('tab', { name: 'Terminal 1' }).click();
  await expect.poll(() => shownText(page)).toContain('one\none');
  await page.getByRole('textbox', { name: 'Terminal input' }).focus();
  await page.keyboard.press('Control+c');
  expect(await framesUntilPrompt(page)).toBeLessThanOrEqual(promptly);
  await prompt(page);
});

// The runtime is loaded before anything is counted: what that costs is the bench's matter (npm run bench:page).
for (const [language, image, loop, once] of [
  ['Python', 'python:3.12-slim', 'python -c "while True: pass"', 'python -c "print(6*7)"'],
  ['Node.js', 'node:22-slim', 'node -e "for (;;);"', 'node -p 6*7'],
] as const)
  test(`a loop of ${language} in a container: 60 frames a second, docker stats, Ctrl-C and docker stop`, async ({
    page,
  }) => {
    await openPage(page);
    await type(page, `docker pull -q ${image} && docker run --rm ${image} ${once}`);
    await expectLine(page, '42', 60_000);
    await type(page, `docker run -d --name busy ${image} ${loop} && clear`);
    await prompt(page);
    expect(await processorTimePerFrame(page)).toBeLessThan(frameBudget);
    await type(page, "docker stats --no-stream --format '{{.Name}} {{.CPUPerc}}'");
    await expect.poll(() => shownText(page), { timeout: 30_000 }).toMatch(/^busy (?:9\d|10\d)\.\d\d%$/m);
    await type(page, "docker stop -t 2 busy && docker inspect -f 'code {{.State.ExitCode}}' busy");
    await expectLine(page, 'code 137', 30_000);
    await type(page, `clear; docker run --rm -it --init ${image} ${loop}`);
    await expect.poll(() => shownText(page)).not.toContain('$ clear');
    expect(await processorTimePerFrame(page)).toBeLessThan(frameBudget);
    await page.keyboard.press('Control+c');
    expect(await framesUntilPrompt(page)).toBeLessThanOrEqual(containerEnds);
    await type(page, 'echo status $?');
    await expectLine(page, 'status 130');
  });

test('a runtime is loaded with the first program that needs it, and not again', async ({ page }) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await openPage(page);
  await type(page, 'docker pull -q node:22-slim && docker pull -q python:3.12-slim');
  await expectLine(page, 'docker.io/library/python:3.12-slim', 60_000);
  expect(asked.filter((path) => /\.(?:wasm|data)$/.test(path))).toEqual([]);
  for (const [command, answer, file] of [
    ['docker run --rm python:3.12-slim python -c "print(6*7)"', '42', /\/python-[^/]*\.js$/],
    ['docker run --rm node:22-slim node -p 6*9', '54', /\/emscripten-module-[^/]*\.wasm$/],
  ] as const) {
    asked.length = 0;
    await type(page, `clear; ${command}`);
    await expectLine(page, answer, 60_000);
    expect(asked.filter((path) => file.test(path))).toHaveLength(1);
    await prompt(page);
    asked.length = 0;
    await type(page, `clear; ${command}; echo again`);
    await expectLine(page, 'again');
    expect(asked.filter((path) => path.startsWith('/assets/'))).toEqual([]);
  }
});

async function shownText(page: Page): Promise<string> {
  const rows = await terminal(page).locator('> div').allInnerTexts();
  return rows.map((row) => row.replaceAll('\u00a0', ' ').trimEnd()).join('\n');
}

/** Ms of the main thread's own time, whatever else the machine does meanwhile. */
async function processorTimePerFrame(page: Page): Promise<number> {
  const client = await page.context().newCDPSession(page);
  await client.send('Performance.enable', { timeDomain: 'threadTicks' });
  const spent = async (): Promise<number> => {
    const { metrics } = await client.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? NaN;
  };
  const before = await spent();
  await page.evaluate((frames) => (globalThis as unknown as Watched).drydockFrames.pass(frames), watched);
  return ((await spent()) - before) * (1000 / watched);
}

/** Frames from the last key until the cursor's row is a prompt. */
const framesUntilPrompt = (page: Page): Promise<number> =>
  page.evaluate(() => (globalThis as unknown as Watched).drydockFrames.untilPrompt());

interface Watched {
  readonly drydockFrames: {
    pass(count: number): Promise<void>;
    untilPrompt(): Promise<number>;
  };
}

/** Runs in the page before anything else: counts frames, and remembers at which one the last key was pressed. */
function watchFrames(): void {
  let frame = 0;
  let pressed = 0;
  let answered: number | undefined;
  const isPrompt = (): boolean => {
    const rows = [...document.querySelectorAll('.xterm-rows > div')].map((row) => row.textContent.trimEnd());
    return (rows.findLast((row) => row !== '') ?? '').endsWith('$');
  };
  const next = (): void => {
    frame++;
    if (answered === undefined && isPrompt()) answered = frame;
    requestAnimationFrame(next);
  };
  requestAnimationFrame(next);
  document.addEventListener(
    'keydown',
    () => {
      pressed = frame;
      answered = undefined;
    },
    { capture: true },
  );
  const until = (done: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      const look = (): void => {
        if (done()) resolve();
        else requestAnimationFrame(look);
      };
      look();
    });
  Object.assign(globalThis, {
    drydockFrames: {
      pass: (count: number): Promise<void> => {
        const end = frame + count;
        return until(() => frame >= end);
      },
      untilPrompt: async (): Promise<number> => {
        await until(() => answered !== undefined);
        return (answered ?? NaN) - pressed;
      },
    },
  });
}
