// The JavaScript that runs inside the engine: Node.js's modules, by the names under which they are required.
import { readTextAsset } from './asset.ts';

const files: Readonly<Record<string, URL>> = {
  boot: new URL('./library/boot.js', import.meta.url),
  'internal/abort': new URL('./library/abort.js', import.meta.url),
  'internal/clone': new URL('./library/clone.js', import.meta.url),
  'internal/compare': new URL('./library/compare.js', import.meta.url),
  'internal/encoding': new URL('./library/encoding.js', import.meta.url),
  'internal/errors': new URL('./library/errors.js', import.meta.url),
  'internal/fetch': new URL('./library/fetch.js', import.meta.url),
  'internal/globals': new URL('./library/globals.js', import.meta.url),
  'internal/inspect': new URL('./library/inspect.js', import.meta.url),
  'internal/intl': new URL('./library/intl.js', import.meta.url),
  'internal/json': new URL('./library/json.js', import.meta.url),
  'internal/loop': new URL('./library/loop.js', import.meta.url),
  'internal/main': new URL('./library/main.js', import.meta.url),
  'internal/message': new URL('./library/message.js', import.meta.url),
  'internal/repl': new URL('./library/repl.js', import.meta.url),
  'internal/standard': new URL('./library/standard.js', import.meta.url),
  'internal/table': new URL('./library/table.js', import.meta.url),
  'internal/text': new URL('./library/text.js', import.meta.url),
  'internal/watch': new URL('./library/watch.js', import.meta.url),
  assert: new URL('./library/assert.js', import.meta.url),
  buffer: new URL('./library/buffer.js', import.meta.url),
  child_process: new URL('./library/child_process.js', import.meta.url),
  console: new URL('./library/console.js', import.meta.url),
  crypto: new URL('./library/crypto.js', import.meta.url),
  dns: new URL('./library/dns.js', import.meta.url),
  events: new URL('./library/events.js', import.meta.url),
  fs: new URL('./library/fs.js', import.meta.url),
  http: new URL('./library/http.js', import.meta.url),
  https: new URL('./library/https.js', import.meta.url),
  module: new URL('./library/module.js', import.meta.url),
  net: new URL('./library/net.js', import.meta.url),
  os: new URL('./library/os.js', import.meta.url),
  path: new URL('./library/path.js', import.meta.url),
  perf_hooks: new URL('./library/perf_hooks.js', import.meta.url),
  process: new URL('./library/process.js', import.meta.url),
  querystring: new URL('./library/querystring.js', import.meta.url),
  readline: new URL('./library/readline.js', import.meta.url),
  stream: new URL('./library/stream.js', import.meta.url),
  string_decoder: new URL('./library/string_decoder.js', import.meta.url),
  timers: new URL('./library/timers.js', import.meta.url),
  tty: new URL('./library/tty.js', import.meta.url),
  url: new URL('./library/url.js', import.meta.url),
  util: new URL('./library/util.js', import.meta.url),
  zlib: new URL('./library/zlib.js', import.meta.url),
};

/** Modules that are a part of another one. */
export const parts: Readonly<Record<string, readonly [module: string, property: string]>> = {
  'assert/strict': ['assert', 'strict'],
  'dns/promises': ['dns', 'promises'],
  'fs/promises': ['fs', 'promises'],
  'path/posix': ['path', 'posix'],
  'path/win32': ['path', 'win32'],
  'readline/promises': ['readline', 'promises'],
  'stream/promises': ['stream', 'promises'],
  'timers/promises': ['timers', 'promises'],
  'util/types': ['util', 'types'],
};

/** Names of the modules that programs may ask for. */
export const builtins: ReadonlySet<string> = new Set([
  ...Object.keys(files).filter((name) => name !== 'boot' && !name.startsWith('internal/')),
  ...Object.keys(parts),
  ...'async_hooks cluster dgram diagnostics_channel domain http2 inspector punycode repl trace_events v8 vm wasi worker_threads tls'.split(
    ' ',
  ),
]);

/** The text of each file of the library. */
export async function readLibrary(): Promise<ReadonlyMap<string, string>> {
  const entries = Object.entries(files).map(async ([name, url]) => [name, await readTextAsset(url)] as const);
  return new Map(await Promise.all(entries));
}
