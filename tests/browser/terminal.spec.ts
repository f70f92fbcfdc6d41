// The terminal as a terminal: keys, type-ahead, paste, a shell in a container, typing while in the past.
import { expect, expectLine, openPage, prompt, terminal, test, type } from '../support/page.ts';

test('has the keyboard when the page opens, and edits lines', async ({ page }) => {
  await openPage(page);
  await page.keyboard.type('echo wrnog');
  for (let key = 0; key < 3; key++) await page.keyboard.press('Backspace');
  await page.keyboard.type('ong');
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Control+e');
  await page.keyboard.press('Enter');
  await expectLine(page, 'wrong');
  await page.keyboard.type('sleep 100');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+c');
  await expect(terminal(page)).toContainText('^C');
  await page.keyboard.press('Control+l');
  await expect(terminal(page)).not.toContainText('wrong');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await expect(terminal(page)).toContainText('echo wrong');
  await page.keyboard.press('Control+u');
  await page.keyboard.type('docker ima');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await expect(terminal(page)).toContainText('images');
});

test('what is typed while a command runs is not lost', async ({ page }) => {
  await openPage(page, { speed: 4 });
  await type(page, 'docker pull -q alpine');
  await type(page, 'echo second');
  await type(page, 'echo third');
  await expectLine(page, 'third', 20_000);
  await expectLine(page, 'second');
});

test('several pasted lines run one after the other', async ({ page }) => {
  await openPage(page);
  await page.evaluate(() => {
    const data = new DataTransfer();
    data.setData('text/plain', 'echo one\necho two\n');
    document
      .querySelector('.xterm-helper-textarea')
      ?.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  });
  await expectLine(page, 'one');
  await page.keyboard.press('Enter');
  await expectLine(page, 'two');
});

test('a shell in a container, left with Ctrl-D', async ({ page }) => {
  await openPage(page);
  await type(page, 'docker run -it --name box alpine sh');
  await expect(terminal(page)).toContainText('/ #', { timeout: 15_000 });
  await type(page, 'cat /etc/os-release');
  await expect(terminal(page)).toContainText('Alpine Linux');
  await page.keyboard.press('Control+d');
  await prompt(page);
  await expect(page.locator('[aria-label^="box, container, exited, exit status 0"]')).toBeVisible();
});

test('typing in the past returns to the present and loses no key', async ({ page }) => {
  await openPage(page);
  await type(page, 'echo before');
  await prompt(page);
  for (let step = 0; step < 2; step++) await page.getByRole('button', { name: 'Previous command' }).click();
  await expect(page.getByText('Typing returns to the present.')).toBeVisible();
  await type(page, 'echo after');
  await expectLine(page, 'after');
  await expect(page.getByText('Typing returns to the present.')).toHaveCount(0);
});

test('several terminals on one machine: opened, kept over a reload, closed', async ({ page }) => {
  await openPage(page);
  await type(page, 'echo first > shared');
  await page.getByRole('button', { name: 'New terminal' }).click();
  await expect(terminal(page)).not.toContainText('shared');
  await expect(terminal(page)).toContainText('learner@drydock');
  await type(page, 'cat shared; tty');
  await expectLine(page, 'first');
  await expectLine(page, '/dev/pts/1');
  await page.getByRole('tab', { name: 'Terminal 1' }).click();
  await expect(terminal(page)).toContainText('echo first');
  await page.reload();
  await expect(page.getByRole('tab', { name: 'Terminal 2' })).toHaveAttribute('aria-selected', 'true');
  await expectLine(page, '/dev/pts/1');
  await page.getByRole('button', { name: 'Close Terminal 2' }).click();
  await expect(page.getByRole('tab', { name: 'Terminal 2' })).toHaveCount(0);
  await expect(page.getByRole('button', { name: /^Close/ })).toHaveCount(0);
  await type(page, 'ps -e | grep -c bash');
  await expectLine(page, '1');
});
