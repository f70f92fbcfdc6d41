// curl(1): gets URLs over the simulated network.
import { sleep, type Task } from '../../../kernel/task.ts';
import type { Descriptor, Process, Program } from '../../contract.ts';
import { hasTarget, writeOut } from './write-out.ts';
import { parseCurl, type CurlOptions } from './options.ts';
import { progressMeter } from './progress.ts';
import { curlVersion, requestBody, transfer, type Transfer } from './transfer.ts';

/** The `curl` command. */
export const curl: Program = function* (process) {
  const options = parseCurl(process.argv.slice(1));
  if (options === 'version') {
    yield* print(process, 1, versionText);
    return 0;
  }
  if (options === 'help') {
    yield* print(process, 1, helpText);
    return 0;
  }
  if ('message' in options) {
    yield* print(process, 2, options.message);
    return options.code;
  }
  const body = yield* requestBody(process, options);
  if ('file' in body) {
    yield* print(process, 2, `curl: option -d: error encountered when reading a file: ${body.file}\n`);
    return 26;
  }
  let code = 0;
  for (const [index, written] of options.urls.entries()) {
    const url = options.get && options.data.length > 0 ? withQuery(written, new TextDecoder().decode(body)) : written;
    const result = yield* attempt(
      process,
      options,
      url,
      options.get ? new Uint8Array(0) : body,
      options.outputs[index],
    );
    code = result.code;
    if (result.code !== 0 && (!options.silent || options.showError))
      yield* print(process, 2, `curl: (${result.code}) ${result.message}\n`);
    if (options.writeOut !== undefined) yield* print(process, 1, writeOut(options.writeOut, result));
  }
  return code;
};

function* attempt(
  process: Process,
  options: CurlOptions,
  url: string,
  body: Uint8Array,
  output: string | undefined,
): Task<Transfer> {
  for (let tries = 0, pause = 1000; ; tries++, pause = Math.min(pause * 2, 600_000)) {
    const result = yield* once(process, options, url, body, output);
    const status = result.head?.status ?? 0;
    const transient = result.code === 28 || [408, 429, 500, 502, 503, 504].includes(status);
    if (tries >= options.retry || !(transient || (result.code === 7 && options.retryConnectionRefused))) return result;
    const wait = options.retryDelay ?? pause;
    const left = options.retry - tries;
    if (!options.silent)
      yield* print(
        process,
        2,
        `Warning: Problem: ${problem(result)}. Will retry in ${Math.round(wait / 1000)} second${wait > 1000 ? 's' : ''}. ${left} retr${left === 1 ? 'y' : 'ies'} left.\n`,
      );
    yield* sleep(wait);
  }
}

const problem = (result: Transfer): string =>
  result.code === 28 ? 'timeout' : result.code === 7 ? 'connection refused' : 'HTTP error';

function* once(
  process: Process,
  options: CurlOptions,
  url: string,
  body: Uint8Array,
  output: string | undefined,
): Task<Transfer> {
  const path = output === '' ? remoteName(url) : output;
  let target: Descriptor | undefined = path === undefined || path === '-' ? process.descriptors.get(1) : undefined;
  let file: Descriptor | undefined;
  let dumped: Descriptor | undefined;
  const meter = !options.silent && (path !== undefined || !process.descriptors.get(1)?.terminal);
  if (meter && !options.verbose) yield* print(process, 2, progressMeter.head);
  try {
    const result = yield* transfer(process, options, url, body, {
      *body(bytes) {
        if (!target && path !== undefined) {
          const opened = yield* process.open(path, 'write');
          if (typeof opened === 'string') {
            yield* print(process, 2, `Warning: Failed to open the file ${path}: ${reason(opened)}\n`);
            return false;
          }
          target = file = opened;
        }
        return target !== undefined && (yield* target.write(bytes)) === undefined;
      },
      *note(sign, text) {
        if (!options.verbose || (sign === '{' && !meter)) return;
        yield* print(process, 2, `${sign} ${text}\n`);
      },
      *dump(text) {
        if (options.dumpHeader === undefined) return;
        if (!dumped) {
          const opened =
            options.dumpHeader === '-'
              ? process.descriptors.get(1)?.retain()
              : yield* process.open(options.dumpHeader, 'write');
          if (opened === undefined || typeof opened === 'string') return;
          dumped = opened;
        }
        yield* dumped.write(new TextEncoder().encode(text));
      },
    });
    if (path !== undefined && path !== '-' && !target && result.code === 0 && hasTarget(result)) {
      const opened = yield* process.open(path, 'write');
      if (typeof opened !== 'string') file = opened;
    }
    if (meter && !options.verbose) yield* print(process, 2, progressMeter.rows(result));
    return result;
  } finally {
    file?.release();
    dumped?.release();
  }
}

const reason = (errno: string): string =>
  ({
    ENOENT: 'No such file or directory',
    EACCES: 'Permission denied',
    EISDIR: 'Is a directory',
    EROFS: 'Read-only file system',
  })[errno] ?? errno;

const remoteName = (url: string): string =>
  url
    .replace(/[?#].*$/, '')
    .split('/')
    .slice(3)
    .pop() ?? 'curl_response';

const withQuery = (url: string, data: string): string => `${url}${url.includes('?') ? '&' : '?'}${data}`;

function* print(process: Process, descriptor: 1 | 2, text: string): Task {
  yield* process.descriptors.get(descriptor)?.write(new TextEncoder().encode(text)) ?? [];
}

const versionText = `curl ${curlVersion} (x86_64-pc-linux-gnu) libcurl/${curlVersion}
Release-Date: 2023-12-06
Protocols: http
Features: simulated
`;

const helpText = `Usage: curl [options...] <url>
 -d, --data <data>          HTTP POST data
 -f, --fail                 Fail fast with no output on HTTP errors
 -h, --help <category>      Get help for commands
 -i, --include              Include protocol response headers in the output
 -o, --output <file>        Write to file instead of stdout
 -O, --remote-name          Write output to a file named as the remote file
 -s, --silent               Silent mode
 -T, --upload-file <file>   Transfer local FILE to destination
 -u, --user <user:password> Server user and password
 -A, --user-agent <name>    Send User-Agent <name> to server
 -v, --verbose              Make the operation more talkative
 -V, --version              Show version number and quit

This is not the full help, this menu is stripped into categories.
Use "--help category" to get an overview of all categories.
For all options use the manual or "--help all".
`;
