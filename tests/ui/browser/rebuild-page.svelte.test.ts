// A page that nobody trusts becomes a tree of named elements, with what it asked for put in; forms become what is sent.
import { describe, expect, test } from 'vitest';
import type { BrowserPage, Content } from '../../../src/sim/computer/browser/record.ts';
import { sentForm } from '../../../src/ui/browser/form-data.ts';
import { rebuildPage } from '../../../src/ui/browser/rebuild-page.ts';

const textContent = (text: string): Content => ({ kind: 'text', text, size: text.length, rest: false });

const pageOf = (html: string, parts: BrowserPage['parts'] = {}): BrowserPage => ({
  kind: 'page',
  url: 'http://localhost:8080/app/',
  redirects: [],
  status: 200,
  reason: 'OK',
  headers: [],
  type: 'text/html',
  content: textContent(html),
  parts,
  took: 1,
});

const rebuilt = (html: string, parts?: BrowserPage['parts']) => rebuildPage(pageOf(html, parts), document);
const bodyOf = (html: string, parts?: BrowserPage['parts']): string =>
  rebuilt(html, parts).html.querySelector('body')?.innerHTML.trim() ?? '';

describe('a page', () => {
  test.each([
    ['text and structure', '<h1 class="a">Hi</h1><p>there</p>', '<h1 class="a">Hi</h1><p>there</p>'],
    ['a script', 'a<script>steal()</script>b', 'ab'],
    ['handlers', '<p onclick="steal()">a</p>', '<p>a</p>'],
    ['a script as an address', '<a href="javascript:steal()">a</a>', '<a>a</a>'],
    ['a link', '<a href="x?y=1" target="_top">a</a>', '<a href="#drydock-0">a</a>'],
    ['an unknown element', '<my-app onload="steal()"><b>in</b></my-app>', '<b>in</b>'],
    ['a picture that did not come', '<img src="a/cat.png">', '<img alt="cat.png">'],
    ['a refresh', '<meta http-equiv="refresh" content="0;url=http://evil.example/">a', 'a'],
    [
      'fields that hide the form’s own',
      '<form><input name="attributes"><input name="append"><b>x</b></form>',
      '<form><input name="attributes" autocomplete="off"><input name="append" autocomplete="off"><b>x</b></form>',
    ],
  ])('%s', (_, html, expected) => {
    expect(bodyOf(html)).toBe(expected);
  });

  test('has its picture and its style sheets in it', () => {
    const { html } = rebuilt('<link rel=stylesheet href=a.css><img src=b.png alt=b>', {
      'http://localhost:8080/app/a.css': textContent('@import "c.css"; p { background: url(b.png) url(gone.png) }'),
      'http://localhost:8080/app/c.css': textContent('h1 { color: red }'),
      'http://localhost:8080/app/b.png': { kind: 'bytes', type: 'image/png', base64: 'AA==', size: 1, rest: false },
    });
    expect(html.querySelector('style')?.textContent).toBe(
      'h1 { color: red } p { background: url("data:image/png;base64,AA==") url("data:,") }',
    );
    expect(html.querySelector('img')?.getAttribute('src')).toBe('data:image/png;base64,AA==');
  });

  test('keeps where its links and forms lead beside it', () => {
    const { links, forms } = rebuilt('<a href="../x">a</a><form method=post action=add enctype=text/plain></form>');
    expect([...links.values()]).toEqual(['http://localhost:8080/x']);
    expect([...forms.values()]).toEqual([{ url: 'http://localhost:8080/app/add', method: 'post', type: 'text/plain' }]);
  });
});

describe('a form', () => {
  const data = new FormData();
  data.append('note', 'milk & tea\nbread');
  const to = { url: 'http://a/?old=1', method: 'post', type: 'application/x-www-form-urlencoded' } as const;

  test('goes into the address, or into the body', () => {
    expect(sentForm({ ...to, method: 'get' }, data).url).toBe('http://a/?note=milk+%26+tea%0D%0Abread');
    expect(sentForm(to, data).form).toEqual({ type: to.type, body: 'note=milk+%26+tea%0D%0Abread' });
    expect(sentForm({ ...to, type: 'text/plain' }, data).form?.body).toBe('note=milk & tea\r\nbread\r\n');
    expect(sentForm({ ...to, type: 'multipart/form-data' }, data).form?.body).toContain(
      'Content-Disposition: form-data; name="note"\r\n\r\nmilk & tea\r\nbread\r\n------Drydock',
    );
  });
});
