// The small browser: a page over the simulated network, forms, errors in a browser's words, hostile pages, and the past.
import { test as plainTest, type FrameLocator, type Locator, type Page } from '@playwright/test';
import {
  accessibilityViolations,
  container,
  expect,
  expectLine,
  openPage,
  prompt,
  test,
  type,
} from '../support/page.ts';

const browser = (page: Page): Locator => page.getByRole('region', { name: 'Browser', exact: true });
const shown = (page: Page): FrameLocator => browser(page).frameLocator('iframe');
const state = (page: Page): Locator => browser(page).getByRole('status');

async function open(page: Page, address: string): Promise<void> {
  if (!(await browser(page).isVisible())) await page.getByRole('button', { name: 'Browser', exact: true }).click();
  const field = browser(page).getByRole('textbox', { name: 'Address' });
  await field.fill(address);
  await field.press('Enter');
}

/** Requests that left the page for another host than its own. */
function leaks(page: Page): string[] {
  const found: string[] = [];
  page.on('request', (request) => {
    const { protocol, host } = new URL(request.url());
    if (/^https?:$/.test(protocol) && host !== new URL(page.url()).host) found.push(request.url());
  });
  return found;
}

/** Writes a Python server into the learner's folder, and runs it at port 8000. */
async function serve(page: Page, code: string): Promise<void> {
  await type(page, `cat > app.py <<'E'\n${code}\nE`);
  await type(page, 'docker run -d -p 8000:8000 -v $PWD/app.py:/app.py --name app python:3.12-slim python /app.py');
  await expect(container(page, 'app')).toHaveAccessibleName(/running/, { timeout: 30_000 });
  await prompt(page);
}

test('a published nginx is opened from the inspector, the terminal and the address bar', async ({ page }) => {
  await openPage(page);
  await type(page, 'docker run -d -p 8080:80 --name web nginx');
  await expect(container(page, 'web')).toHaveAccessibleName(/running/, { timeout: 20_000 });
  await prompt(page);
  await container(page, 'web').focus();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Open localhost:8080' }).click();
  await expect(shown(page).getByRole('heading', { name: 'Welcome to nginx!' })).toBeVisible();
  await expect(state(page)).toHaveText('200 OK, Welcome to nginx!');
  await expect(browser(page).getByRole('textbox', { name: 'Address' })).toHaveValue('localhost:8080');

  await browser(page).getByRole('button', { name: 'Headers' }).click();
  await expect(browser(page).getByRole('region', { name: 'The answer' })).toContainText('nginx/');
  // The text twin tells the request as it tells that of curl.
  const words = page.locator('[data-region="words"]');
  await expect(words).toContainText('GET http://localhost:8080/');
  await expect(words).toContainText('The browser asks web for GET /.');

  await open(page, 'localhost:8080/missing');
  await expect(shown(page).getByRole('heading', { name: '404 Not Found' })).toBeVisible();
  await browser(page).getByRole('button', { name: 'Back' }).click();
  await expect(shown(page).getByRole('heading', { name: 'Welcome to nginx!' })).toBeVisible();
  await type(page, 'docker logs web 2>&1 | grep -c Drydock');
  await expectLine(page, '3');
});

test('a form is sent to an app of ours; its style sheet, its links and its JSON are there', async ({ page }) => {
  await openPage(page);
  const outside = leaks(page);
  await serve(
    page,
    `from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs
notes = []
class App(BaseHTTPRequestHandler):
    def do_GET(self):
        if self.path == '/style.css':
            return self.answer('text/css', 'h1 { color: rgb(1, 2, 3) }')
        if self.path == '/notes.json':
            return self.answer('application/json', '{"notes":["milk"]}')
        self.answer('text/html', '<link rel=stylesheet href=style.css><h1>Notes</h1><ul>' + ''.join('<li>' + n for n in notes) + '</ul><form method=post action=/add><label>Note <input name=note required></label><button name=how value=b>Add</button></form><a href=notes.json>As JSON</a>')
    def do_POST(self):
        sent = parse_qs(self.rfile.read(int(self.headers['Content-Length'])).decode())
        notes.append(sent['note'][0] + ' by ' + sent['how'][0])
        self.send_response(303)
        self.send_header('Location', '/')
        self.end_headers()
    def answer(self, kind, text):
        self.send_response(200)
        self.send_header('Content-Type', kind)
        self.end_headers()
        self.wfile.write(text.encode())
HTTPServer(('', 8000), App).serve_forever()`,
  );
  await open(page, 'localhost:8000');
  await expect(shown(page).getByRole('heading', { name: 'Notes' })).toHaveCSS('color', 'rgb(1, 2, 3)');
  await shown(page).getByLabel('Note').fill('milk & tea');
  await shown(page).getByRole('button', { name: 'Add' }).click();
  await expect(shown(page).getByRole('listitem')).toHaveText(['milk & tea by b']);
  await shown(page).getByLabel('Note').fill('bread');
  await shown(page).getByLabel('Note').press('Enter');
  await expect(shown(page).getByRole('listitem')).toHaveText(['milk & tea by b', 'bread by b']);
  await expect(browser(page).getByRole('textbox', { name: 'Address' })).toHaveValue('localhost:8000');
  await shown(page).getByRole('link', { name: 'As JSON' }).click();
  await expect(browser(page).getByRole('region', { name: 'Text of the page' })).toHaveText(
    '{\n  "notes": [\n    "milk"\n  ]\n}',
    { useInnerText: true },
  );
  await browser(page).getByRole('button', { name: 'As it came' }).click();
  await expect(browser(page).getByRole('region', { name: 'Text of the page' })).toHaveText('{"notes":["milk"]}');
  expect(outside).toEqual([]);
});

test('a refused connection is a browser’s error, with what it means; after a rewind the page of then is shown', async ({
  page,
}) => {
  await openPage(page);
  await open(page, 'localhost:8080');
  await expect(browser(page)).toContainText('localhost refused to connect.');
  await expect(browser(page)).toContainText('ERR_CONNECTION_REFUSED');
  await expect(browser(page)).toContainText('no running container publishes it');
  await browser(page).getByRole('button', { name: 'Run docker run -d -p 8080:80 nginx' }).click();
  await expect(page.getByRole('button', { name: 'localhost:8080', exact: true })).toBeVisible({ timeout: 20_000 });
  await prompt(page);
  await browser(page).getByRole('button', { name: 'Reload' }).click();
  await expect(shown(page).getByRole('heading', { name: 'Welcome to nginx!' })).toBeVisible();
  await expect(state(page)).toHaveText('200 OK, Welcome to nginx!');

  await page.getByRole('button', { name: 'Previous command' }).click();
  await page.getByRole('button', { name: 'Previous command' }).click();
  await expect(browser(page)).toContainText('localhost refused to connect.');
  await expect(browser(page)).toContainText('The past.');
  for (let times = 0; times < 4; times++) await page.getByRole('button', { name: 'Previous command' }).click();
  await expect(browser(page)).toContainText('The request is on its way.');

  await page.getByRole('button', { name: 'Next command' }).click({ clickCount: 5 });
  await expect(shown(page).getByRole('heading', { name: 'Welcome to nginx!' })).toBeVisible();
  await expect(state(page)).toHaveText('200 OK, Welcome to nginx!');
});

// The walls may complain: that they do is their work.
plainTest('a hostile page can do nothing', async ({ page }) => {
  await openPage(page);
  const outside = leaks(page);
  await type(page, 'mkdir site');
  const bait = `<html onload="top.pwned=1"><head><title>Bait</title><base href="http://localhost:8080/x/">
<meta http-equiv="refresh" content="0;url=http://evil.example/"><script>top.pwned=2</script>
<style>@import url(http://evil.example/a.css); body { background: url(http://evil.example/b.png) } p { color: rgb(9, 8, 7) }</style></head>
<body onload="top.pwned=3" style="background-image:url(http://evil.example/c.png)"><img src=x onerror="top.pwned=4">
<img src="http://evil.example/d.png"><svg onload="top.pwned=5"><script>top.pwned=6</script><use href="http://evil.example/e.svg#x"/>
<foreignObject><iframe src="http://evil.example/f"></iframe></foreignObject><animate onbegin="top.pwned=7" attributeName=x dur=1s /></svg>
<a href="javascript:top.pwned=8">script</a><a href="data:text/html,x" target=_top>data</a><a href="http://evil.example/g" target=_top>away</a>
<form name=getAttribute action="javascript:top.pwned=9"><input name=attributes><input name=childNodes><input name=closest><input name=append>
<button formaction="javascript:top.pwned=10">send</button></form><img name=body><img name=querySelectorAll><form name=documentElement></form>
<iframe srcdoc="<script>top.pwned=11</script>"></iframe><object data="http://evil.example/h"></object><embed src="http://evil.example/i">
<math><mtext><table><mglyph><style><img src=x onerror="top.pwned=12"></style></mglyph></table></mtext></math>
<link rel=preload href="http://evil.example/j" as=script><video src="http://evil.example/k" autoplay></video><p>harmless</p></body></html>`;
  await type(page, `cat > site/index.html <<'E'\n${bait}\nE`);
  await type(page, 'docker run -d -p 8080:80 -v $PWD/site:/usr/share/nginx/html --name web nginx');
  await expect(container(page, 'web')).toHaveAccessibleName(/running/, { timeout: 20_000 });
  await prompt(page);
  await open(page, 'localhost:8080');
  await expect(shown(page).getByText('harmless')).toHaveCSS('color', 'rgb(9, 8, 7)');
  await expect(browser(page)).toContainText('This page brings scripts');
  await shown(page).getByText('script', { exact: true }).click();
  await shown(page).getByText('data', { exact: true }).click();
  await shown(page).getByRole('button', { name: 'send' }).click();
  await expect(state(page)).toHaveText('200 OK, Bait');

  expect(await page.evaluate(() => (globalThis as { pwned?: number }).pwned)).toBeUndefined();
  const left = shown(page).locator(
    'xpath=//*[@*[starts-with(name(), "on")] or @action or @formaction or @target or @src or self::script or self::iframe or self::object or self::embed or self::video or self::base]',
  );
  await expect(left).toHaveCount(0);
  expect(await browser(page).locator('iframe').getAttribute('sandbox')).not.toContain('allow-scripts');

  // Another host is asked for in the simulation, where it does not exist.
  await shown(page).getByRole('link', { name: 'away' }).click();
  await expect(browser(page)).toContainText('ERR_NAME_NOT_RESOLVED');
  await expect(page).toHaveURL(/#\/sandbox$/);
  expect(outside).toEqual([]);
});

for (const viewport of [
  { width: 1440, height: 900 },
  { width: 1024, height: 768 },
  { width: 390, height: 844 },
])
  test(`it has no barriers at ${viewport.width} × ${viewport.height}, and goes by the keyboard`, async ({ page }) => {
    await page.setViewportSize(viewport);
    await openPage(page);
    await type(page, 'docker run -d -p 8080:80 --name web nginx');
    await expect(container(page, 'web')).toHaveAccessibleName(/running/, { timeout: 20_000 });
    await prompt(page);
    await page.getByRole('button', { name: 'Browser', exact: true }).focus();
    await page.keyboard.press('Enter');
    const port = browser(page).getByRole('button', { name: 'localhost:8080' });
    await expect(port).toBeVisible();
    const barriers: Record<string, string[]> = {};
    const check = async (moment: string): Promise<void> => {
      const found = await accessibilityViolations(page);
      if (found.length > 0) barriers[moment] = found;
    };
    await check('empty');
    await port.focus();
    await page.keyboard.press('Enter');
    await expect(shown(page).getByRole('heading', { name: 'Welcome to nginx!' })).toBeVisible();
    await check('with a page');
    const link = shown(page).getByRole('link').first();
    await link.focus();
    await page.keyboard.press('F6');
    await expect(link).not.toBeFocused();
    await browser(page).getByRole('button', { name: 'Headers' }).click();
    await check('with headers');
    await open(page, 'https://localhost:8080');
    await expect(browser(page)).toContainText('ERR_SSL_PROTOCOL_ERROR');
    await check('with an error');
    const { width } = (await browser(page).boundingBox()) ?? { width: 0 };
    expect(width).toBeLessThanOrEqual(viewport.width);
    await browser(page).getByRole('textbox', { name: 'Address' }).focus();
    await page.keyboard.press('Escape');
    await expect(browser(page)).toHaveCount(0);
    expect(barriers).toEqual({});
  });
