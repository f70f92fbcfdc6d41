// alertmanager(1): takes alerts in and lists them; sending them on is not simulated.
import type { Task } from '../../../kernel/task.ts';
import type { Process, Program } from '../../contract.ts';
import { strerror } from '../../filesystem/errno.ts';
import { warn } from '../../programs/net/say.ts';
import { goFlags } from '../go-flags.ts';
import type { GoRequest, GoResponse } from '../go-http.ts';
import { ownMetrics } from './metrics.ts';
import { isoTime, json, onStop, openPorts, page, pathOf, plain, serveSites, textOf, unsimulated } from './site.ts';

const version = '0.29.0';
const known = Object.fromEntries(
  'config.file storage.path data.retention log.level log.format web.listen-address web.external-url web.route-prefix cluster.listen-address cluster.peer cluster.advertise-address'
    .split(' ')
    .map((name) => [name, '']),
);

/** `alertmanager` */
export const alertmanager: Program = function* (process) {
  const flags = goFlags(process.argv.slice(1), known);
  if (typeof flags === 'string') {
    yield* warn(
      process,
      `alertmanager: error: unknown long flag '--${/-(\S+)$/.exec(flags)?.[1] ?? ''}', try --help\n`,
    );
    return 1;
  }
  const log = (source: string, text: string, level = 'INFO'): Task =>
    warn(process, `time=${isoTime(process)} level=${level} source=${source} ${text}\n`);
  const file = flags.get('config.file') ?? 'alertmanager.yml';
  const config = textOf(process, file.startsWith('/') ? file : `${process.cwd}/${file}`);
  yield* log('main.go:191', `msg="Starting Alertmanager" version="(version=${version}, branch=HEAD)"`);
  yield* log('cluster.go:192', 'msg="setting advertise address explicitly" component=cluster');
  yield* log('cluster.go:680', 'msg="Waiting for gossip to settle..." component=cluster interval=2s');
  yield* log('coordinator.go:112', `msg="Loading configuration file" component=configuration file=${file}`);
  if (config === undefined) {
    yield* log(
      'coordinator.go:117',
      `msg="Loading configuration file failed" component=configuration file=${file} err="open ${file}: no such file or directory"`,
      'ERROR',
    );
    return 1;
  }
  yield* log(
    'coordinator.go:125',
    `msg="Completed loading of configuration file" component=configuration file=${file}`,
  );
  const port = Number((flags.get('web.listen-address') ?? ':9093').replace(/^.*:/, ''));
  const alerts: unknown[] = [];
  const sites = [{ port, handle: (request: GoRequest) => answer(process, request, alerts) }];
  const listeners = openPorts(process, sites);
  if ('errno' in listeners) {
    yield* log(
      'main.go:589',
      `msg="Unable to start web listener" err="listen tcp :${port}: bind: ${strerror(listeners.errno).toLowerCase()}"`,
      'ERROR',
    );
    return 1;
  }
  yield* log('tls_config.go:346', `msg="Listening on" address=[::]:${port}`);
  yield* log('tls_config.go:349', `msg="TLS is disabled." http2=false address=[::]:${port}`);
  process.useMemory(18_000_000);
  onStop(
    process,
    0,
    () => `time=${isoTime(process)} level=INFO source=main.go:612 msg="Received SIGTERM, exiting gracefully..."\n`,
    2,
  );
  yield* serveSites(process, sites, listeners);
  return 0;
};

function* answer(process: Process, request: GoRequest, alerts: unknown[]): Task<GoResponse> {
  const path = pathOf(request);
  switch (path) {
    case '/-/healthy':
    case '/-/ready':
      return plain('OK');
    case '/metrics':
      return { type: 'text/plain; version=0.0.4; charset=utf-8', body: ownMetrics(process, 'alertmanager', version) };
    case '/api/v2/status':
      return json({ cluster: { status: 'ready', peers: [] }, versionInfo: { version }, uptime: isoTime(process) });
    case '/api/v2/alerts':
      if (request.head.method !== 'POST') return json(alerts);
      try {
        const sent: unknown = JSON.parse(new TextDecoder().decode(request.body));
        if (Array.isArray(sent)) alerts.push(...(sent as unknown[]));
      } catch {
        return json('parsing alerts body from "" failed, because invalid character', 400);
      }
      return { body: '' };
    case '/':
      return page(
        'Alertmanager',
        `<h1>Alertmanager</h1>\n<p>Alerts: ${alerts.length}. Sending them on is not simulated.</p>`,
      );
    default:
      return path.startsWith('/api/') ? unsimulated(path) : plain('404 page not found\n', 404);
  }
}
