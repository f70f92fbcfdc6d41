// `serve`, a package of npm that gives out the files of a folder.
import type { Task } from '../../../kernel/task.ts';
import type { Process, Program } from '../../contract.ts';
import { failed } from '../../filesystem/errno.ts';
import { say, warn } from '../../programs/net/say.ts';
import type { GoRequest, GoResponse } from '../go-http.ts';
import { isoTime, onStop, openPorts, page, pathOf, plain, redirect, serveSites } from './site.ts';

/** `serve [-s] [-l PORT] [FOLDER]` */
export const serve: Program = function* (process) {
  const words = process.argv.slice(1);
  let port = Number(process.env.get('PORT') ?? 3000);
  let single = false;
  let folder = process.cwd;
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    if (word === '-s' || word === '--single') single = true;
    else if (/^(?:-l|--listen|-p)$/.test(word)) port = Number((words[++at] ?? '').replace(/^.*:/, ''));
    else if (/^(?:-n|--no-clipboard|-L|--no-request-logging)$/.test(word)) continue;
    else if (word.startsWith('-')) {
      yield* warn(process, `drydock: serve: not simulated: ${word}\n`);
      return 1;
    } else folder = word.startsWith('/') ? word : `${process.cwd}/${word}`;
  }
  const handle = function* (request: GoRequest): Task<GoResponse> {
    const address = request.remote.replace(/:\d+$/, '');
    const day = isoTime(process).slice(0, 10).split('-').map(Number);
    const when = `${day[1] ?? 1}/${day[2] ?? 1}/${day[0] ?? 1970} ${isoTime(process).slice(11, 19)}`;
    yield* say(process, ` HTTP  ${when} ${address} ${request.head.method} ${request.head.target}\n`);
    const answer = fileAt(process, folder, pathOf(request), single);
    yield* say(process, ` HTTP  ${when} ${address} Returned ${answer.status ?? 200} in 1 ms\n`);
    return answer;
  };
  const sites = [{ port, handle }];
  const listeners = openPorts(process, sites);
  if ('errno' in listeners) {
    yield* warn(process, ` ERROR  listen ${listeners.errno}: address already in use :::${port}\n`);
    return 1;
  }
  process.useMemory(44_000_000);
  yield* say(process, ` INFO  Accepting connections at http://localhost:${port}\n`);
  onStop(process, 0, () => '\n INFO  Gracefully shutting down. Please wait...\n');
  yield* serveSites(process, sites, listeners);
  return 0;
};

const types: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  js: 'application/javascript; charset=utf-8',
  json: 'application/json; charset=utf-8',
  txt: 'text/plain; charset=utf-8',
  svg: 'image/svg+xml',
};

function fileAt(process: Process, folder: string, path: string, single: boolean): GoResponse {
  const clean = path
    .split('/')
    .filter((part) => part !== '..' && part !== '')
    .join('/');
  const found = process.files.stat(`${folder}/${clean}`);
  if (!failed(found) && found.kind === 'directory' && path !== '/' && path.endsWith('/'))
    return redirect(`/${clean}`, 301);
  for (const candidate of [
    clean,
    `${clean}.html`,
    `${clean === '' ? '' : `${clean}/`}index.html`,
    ...(single ? ['index.html'] : []),
  ]) {
    const content = process.files.readFile(`${folder}/${candidate}`);
    if (!failed(content))
      return { type: types[candidate.replace(/^.*\./, '')] ?? 'application/octet-stream', body: content };
  }
  if (!failed(found) && found.kind === 'directory') {
    const names = process.files.readdir(`${folder}/${clean}`);
    const rows = failed(names)
      ? []
      : names.map((name) => `<li><a href="/${clean === '' ? '' : `${clean}/`}${name}">${name}</a></li>`);
    return page(`Files within ${clean}/`, `<h1>Index of ${clean}/</h1>\n<ul>\n${rows.join('\n')}\n</ul>`);
  }
  return path === '/'
    ? plain('Not Found', 404)
    : page('404: This page could not be found', '<h1>404</h1>\n<p>The requested path could not be found</p>', 404);
}
