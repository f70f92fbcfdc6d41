// prometheus(1): asks its targets for their measurements, keeps the last of each, and answers queries that name one.
import { sleep, spawn, type Task } from '../../../kernel/task.ts';
import type { Process, Program } from '../../contract.ts';
import { strerror } from '../../filesystem/errno.ts';
import { connectTo, exchange, within } from '../../http/client.ts';
import { Headers } from '../../http/headers.ts';
import { responseFraming } from '../../http/message.ts';
import { warn } from '../../programs/net/say.ts';
import { goFlags } from '../go-flags.ts';
import type { GoRequest, GoResponse } from '../go-http.ts';
import { ownMetrics, readMetrics, type Sample } from './metrics.ts';
import { readPrometheusConfig, type ScrapeTarget } from './prometheus-config.ts';
import {
  fieldsOfRequest,
  isoTime,
  json,
  onStop,
  openPorts,
  page,
  pathOf,
  plain,
  redirect,
  serveSites,
  textOf,
  unsimulated,
} from './site.ts';

/** What is known of a target. */
interface Scraped {
  readonly target: ScrapeTarget;
  samples: readonly Sample[];
  health: 'unknown' | 'up' | 'down';
  error: string;
  at: string;
}

const version = '3.7.3';
const flagNames = `config.file web.listen-address storage.tsdb.path storage.tsdb.retention.time storage.tsdb.retention.size
  storage.tsdb.retention web.external-url web.route-prefix log.level log.format web.console.libraries web.console.templates
  web.page-title query.timeout query.max-samples enable-feature web.cors.origin alertmanager.notification-queue-capacity`;
const switchNames = `web.enable-lifecycle web.enable-admin-api storage.tsdb.wal-compression storage.tsdb.no-lockfile
  web.enable-remote-write-receiver web.enable-otlp-receiver`;
const named = (names: string, kind: string): [string, string][] => names.split(/\s+/).map((name) => [name, kind]);
const known = Object.fromEntries([
  ...named(flagNames, ''),
  ...named(switchNames, 'switch'),
  ...named('version help', 'switch'),
]);

/** `prometheus` */
export const prometheus: Program = function* (process) {
  const flags = goFlags(process.argv.slice(1), known);
  if (typeof flags === 'string') {
    const unknown = /-(\S+)$/.exec(flags)?.[1] ?? '';
    yield* warn(
      process,
      `Error parsing command line arguments: unknown long flag '--${unknown}'\nprometheus: error: unknown long flag '--${unknown}'\n`,
    );
    return 2;
  }
  if (flags.has('version')) {
    yield* warn(process, `prometheus, version ${version} (branch: HEAD)\n`);
    return 0;
  }
  const log = (source: string, text: string, level = 'INFO'): Task =>
    warn(process, `time=${isoTime(process)} level=${level} source=${source} ${text}\n`);
  const file = flags.get('config.file') ?? 'prometheus.yml';
  const text = textOf(process, file.startsWith('/') ? file : `${process.cwd}/${file}`);
  const config = text === undefined ? `open ${file}: no such file or directory` : readPrometheusConfig(text);
  yield* log('main.go:730', 'msg="No time or size retention was set so using the default time retention" duration=15d');
  if (typeof config === 'string') {
    const error = text === undefined ? config : config;
    yield* log(
      'main.go:628',
      `msg="Error loading config (--config.file=${file})" file=${file} err=${JSON.stringify(error)}`,
      'ERROR',
    );
    return 2;
  }
  yield* log('main.go:782', `msg="Starting Prometheus Server" mode=server version="(version=${version}, branch=HEAD)"`);
  const where = flags.get('web.listen-address') ?? '0.0.0.0:9090';
  const port = Number(where.replace(/^.*:/, ''));
  const scraped = config.targets.map((target): Scraped => ({
    target,
    samples: [],
    health: 'unknown',
    error: '',
    at: '0001-01-01T00:00:00Z',
  }));
  const sites = [{ port, handle: (request: GoRequest) => answer(process, request, scraped, text ?? '') }];
  yield* log('web.go:660', `msg="Start listening for connections" component=web address=${where}`);
  const listeners = openPorts(process, sites);
  if ('errno' in listeners) {
    yield* log(
      'main.go:1069',
      `msg="Unable to start web listener" err="listen tcp ${where}: bind: ${strerror(listeners.errno).toLowerCase()}"`,
      'ERROR',
    );
    return 1;
  }
  process.useMemory(62_000_000);
  yield* process.compute(120);
  yield* log('main.go:1306', 'msg="Starting TSDB ..."');
  yield* log('tls_config.go:346', `msg="Listening on" component=web address=[::]:${port}`);
  yield* log('tls_config.go:349', `msg="TLS is disabled." component=web http2=false address=[::]:${port}`);
  const folder = flags.get('storage.tsdb.path') ?? 'data/';
  const denied = process.files.writeFile(`${folder.startsWith('/') ? folder : `${process.cwd}/${folder}`}/lock`, '');
  if (denied?.errno === 'EACCES') {
    yield* log(
      'main.go:1319',
      `msg="Fatal error" err="opening storage failed: lock DB directory: open ${folder}/lock: permission denied"`,
      'ERROR',
    );
    return 1;
  }
  yield* log('head.go:669', 'msg="Replaying on-disk memory mappable chunks if any" component=tsdb');
  yield* log('head.go:763', 'msg="Replaying WAL, this may take a while" component=tsdb');
  yield* log('main.go:1330', 'msg="TSDB started"');
  yield* log('main.go:1515', `msg="Loading configuration file" filename=${file}`);
  for (const way of config.unsimulated) yield* warn(process, `drydock: prometheus: not simulated: ${way}\n`);
  yield* log('main.go:1555', `msg="Completed loading of configuration file" filename=${file}`);
  yield* log('main.go:1291', 'msg="Server is ready to receive web requests."');
  yield* log('manager.go:190', 'msg="Starting rule manager..." component="rule manager"');
  onStop(process, 0, () => stopping(process), 2);
  for (const one of scraped) yield* spawn('scrape', scrapeForever(process, one));
  yield* serveSites(process, sites, listeners);
  return 0;
};

const stopping = (process: Process): string =>
  [
    'level=WARN source=main.go:1071 msg="Received an OS signal, exiting gracefully..." signal=terminated',
    'level=INFO source=main.go:1096 msg="Stopping scrape discovery manager..."',
    'level=INFO source=main.go:1356 msg="See you next time!"',
  ]
    .map((line) => `time=${isoTime(process)} ${line}\n`)
    .join('');

function* scrapeForever(process: Process, one: Scraped): Task {
  for (;;) {
    const result = yield* scrape(process, one.target);
    one.at = isoTime(process);
    one.health = typeof result === 'string' ? 'down' : 'up';
    one.error = typeof result === 'string' ? result : '';
    one.samples = typeof result === 'string' ? [] : result;
    yield* sleep(one.target.interval);
  }
}

function* scrape(process: Process, { host, port, path, interval }: ScrapeTarget): Task<readonly Sample[] | string> {
  const url = `http://${host}:${port}${path}`;
  const reached = yield* connectTo(process, host, port);
  if ('failure' in reached) {
    const why =
      reached.failure === 'resolve'
        ? `dial tcp: lookup ${host} on 127.0.0.11:53: ${reached.unknown === false ? 'server misbehaving' : 'no such host'}`
        : `dial tcp ${reached.address}:${port}: connect: ${strerror(reached.errno).toLowerCase()}`;
    return `Get "${url}": ${why}`;
  }
  const { connection } = reached;
  try {
    const headers = new Headers();
    headers.add('Host', `${host}:${port}`);
    headers.add('User-Agent', `Prometheus/${version}`);
    headers.add('Accept', 'text/plain;version=0.0.4;q=0.3,*/*;q=0.2');
    const head = { method: 'GET', target: path, version: '1.1', headers } as const;
    const got = yield* within(Math.min(interval, 10_000), exchange(connection, head));
    if (got === 'timeout') return `Get "${url}": context deadline exceeded`;
    if ('failure' in got) return `Get "${url}": EOF`;
    const framing = responseFraming(got.head, 'GET');
    if (framing === 'malformed') return `Get "${url}": malformed HTTP response`;
    const body = yield* got.reader.wholeBody(framing);
    if (got.head.status !== 200) return `server returned HTTP status ${got.head.status} ${got.head.reason}`;
    return (
      readMetrics(new TextDecoder().decode(body)) ??
      'expected a valid start token, got "<" ("INVALID") while parsing: "<"'
    );
  } finally {
    connection.close();
  }
}

/** All that is known now, as samples with their job and instance. */
function* everything(scraped: readonly Scraped[]): Generator<Sample> {
  for (const { target, samples, health } of scraped) {
    if (health === 'unknown') continue;
    const labels = { ...target.labels, instance: `${target.host}:${target.port}`, job: target.job };
    yield { name: 'up', labels, value: health === 'up' ? '1' : '0' };
    for (const sample of samples) yield { ...sample, labels: { ...sample.labels, ...labels } };
  }
}

function query(text: string, scraped: readonly Scraped[], now: number): GoResponse {
  const match = /^\s*([a-zA-Z_:][\w:]*)?\s*(?:\{(.*)\})?\s*$/s.exec(text);
  const matchers = match && [...(match[2] ?? '').matchAll(/\s*(\w+)\s*(=~|!~|!=|=)\s*"([^"]*)"\s*(?:,|$)/g)];
  if (!match || !matchers || (match[1] === undefined && matchers.length === 0))
    return json({ status: 'error', errorType: 'bad_data', error: `not simulated: ${text}` }, 400);
  const fits = (sample: Sample): boolean =>
    (match[1] === undefined || sample.name === match[1]) &&
    matchers.every(([, label = '', how = '', wanted = '']) => {
      const value = label === '__name__' ? sample.name : (sample.labels[label] ?? '');
      const same = how.endsWith('~') ? new RegExp(`^(?:${wanted})$`).test(value) : value === wanted;
      return how.startsWith('!') ? !same : same;
    });
  const result = [...everything(scraped)].filter(fits).map(({ name, labels, value }) => ({
    metric: {
      __name__: name,
      ...Object.fromEntries(Object.entries(labels).sort(([one], [two]) => (one < two ? -1 : 1))),
    },
    value: [now / 1000, value],
  }));
  return json({ status: 'success', data: { resultType: 'vector', result } });
}

function* answer(process: Process, request: GoRequest, scraped: readonly Scraped[], config: string): Task<GoResponse> {
  const path = pathOf(request);
  switch (path) {
    case '/':
    case '/graph':
      return redirect('/query');
    case '/-/healthy':
      return plain('Prometheus Server is Healthy.\n');
    case '/-/ready':
      return plain('Prometheus Server is Ready.\n');
    case '/metrics':
      return { type: 'text/plain; version=0.0.4; charset=utf-8', body: ownMetrics(process, 'prometheus', version) };
    case '/api/v1/query':
      return query(fieldsOfRequest(request).get('query') ?? '', scraped, process.machine.kernel.clock);
    case '/api/v1/status/config':
      return json({ status: 'success', data: { yaml: config } });
    case '/api/v1/status/buildinfo':
      return json({ status: 'success', data: { version, revision: '', branch: 'HEAD', goVersion: 'go1.25.3' } });
    case '/api/v1/targets': {
      const activeTargets = scraped.map(({ target, health, error, at }) => ({
        discoveredLabels: { __address__: `${target.host}:${target.port}`, job: target.job },
        labels: { ...target.labels, instance: `${target.host}:${target.port}`, job: target.job },
        scrapePool: target.job,
        scrapeUrl: `http://${target.host}:${target.port}${target.path}`,
        lastError: error,
        lastScrape: at,
        health,
        scrapeInterval: `${target.interval / 1000}s`,
      }));
      return json({ status: 'success', data: { activeTargets, droppedTargets: [] } });
    }
    case '/query':
    case '/targets': {
      const rows = scraped.map(
        ({ target, health, error }) =>
          `<tr><td>${target.job}</td><td>http://${target.host}:${target.port}${target.path}</td><td>${health.toUpperCase()}</td><td>${error.replaceAll('<', '&lt;')}</td></tr>`,
      );
      const table = `<table>\n<tr><th>Job</th><th>Endpoint</th><th>State</th><th>Error</th></tr>\n${rows.join('\n')}\n</table>`;
      return page(
        'Prometheus Time Series Collection and Processing Server',
        `<h1>Prometheus</h1>\n<p>Its graphs are not simulated; these are its targets. <code>/api/v1/query?query=up</code> answers queries that name a metric.</p>\n${table}`,
      );
    }
    default:
  }
  if (path.startsWith('/api/') || path.startsWith('/-/')) return unsimulated(path);
  return plain('404 page not found\n', 404);
}
