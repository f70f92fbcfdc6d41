// What a form sends, as the simulation's browser takes it (HTML, section 4.10.21.8).
import type { BrowserAct } from '../../sim/kernel/log.ts';
import type { SentTo } from './rebuild-page.ts';

/** Stands between the parts of a multipart body: no form of a learner holds it. */
const boundary = '----DrydockFormBoundary7MA4YWxkTrZu0gW';

/** The visit that sends these fields. Files go by their names. */
export function sentForm({ url, method, type }: SentTo, data: FormData): BrowserAct & { action: 'visit' } {
  const fields = [...data].map(([name, value]): [string, string] => [
    name,
    lines(typeof value === 'string' ? value : value.name),
  ]);
  const visit = { action: 'visit', linked: true } as const;
  if (method === 'get') {
    const target = new URL(url);
    target.search = new URLSearchParams(fields).toString();
    return { ...visit, url: target.href };
  }
  if (type === 'multipart/form-data')
    return { ...visit, url, form: { type: `${type}; boundary=${boundary}`, body: multipart(fields) } };
  const body =
    type === 'text/plain'
      ? fields.map(([name, value]) => `${name}=${value}\r\n`).join('')
      : new URLSearchParams(fields).toString();
  return { ...visit, url, form: { type, body } };
}

const lines = (text: string): string => text.replace(/\r\n|\r|\n/g, '\r\n');

const multipart = (fields: readonly (readonly [string, string])[]): string =>
  [
    ...fields.map(
      ([name, value]) =>
        `--${boundary}\r\nContent-Disposition: form-data; name="${name.replace(/"/g, '%22')}"\r\n\r\n${value}\r\n`,
    ),
    `--${boundary}--\r\n`,
  ].join('');
