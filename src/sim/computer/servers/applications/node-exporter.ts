// node_exporter(1): measures the machine for Prometheus: memory, load, processors, and which network devices there are.
import type { Task } from '../../../kernel/task.ts';
import type { Process, Program } from '../../contract.ts';
import { strerror } from '../../filesystem/errno.ts';
import { warn } from '../../programs/net/say.ts';
import { endAsGo, type GoRequest, type GoResponse } from '../go-http.ts';
import { metric, ownMetrics } from './metrics.ts';
import { isoTime, openPorts, page, pathOf, plain, serveSites, textOf } from './site.ts';

const version = '1.10.2';

/** `node_exporter` */
export const nodeExporter: Program = function* (process) {
  const log = (source: string, text: string): Task =>
    warn(process, `time=${isoTime(process)} level=INFO source=${source} ${text}\n`);
  const where =
    process.argv.find((word) => word.startsWith('--web.listen-address='))?.replace(/^[^=]*=/, '') ?? ':9100';
  const port = Number(where.replace(/^.*:/, ''));
  yield* log('node_exporter.go:216', `msg="Starting node_exporter" version="(version=${version}, branch=HEAD)"`);
  const collectors = ['cpu', 'loadavg', 'meminfo', 'netdev', 'uname'];
  yield* log('node_exporter.go:135', 'msg="Enabled collectors"');
  for (const collector of collectors) yield* log('node_exporter.go:141', `msg=${collector}`);
  const sites = [{ port, handle: (request: GoRequest) => answer(process, request) }];
  const listeners = openPorts(process, sites);
  if ('errno' in listeners) {
    yield* log('node_exporter.go:236', `err="listen tcp ${where}: bind: ${strerror(listeners.errno).toLowerCase()}"`);
    return 1;
  }
  yield* log('tls_config.go:346', `msg="Listening on" address=[::]:${port}`);
  yield* log('tls_config.go:349', `msg="TLS is disabled." http2=false address=[::]:${port}`);
  process.useMemory(14_000_000);
  endAsGo(process);
  yield* serveSites(process, sites, listeners);
  return 0;
};

function* answer(process: Process, request: GoRequest): Task<GoResponse> {
  const path = pathOf(request);
  if (path === '/metrics') return { type: 'text/plain; version=0.0.4; charset=utf-8', body: measure(process) };
  if (path === '/')
    return page(
      'Node Exporter',
      `<h1>Node Exporter</h1>\n<p>Prometheus Node Exporter</p>\n<p>Version: ${version}</p>\n<ul><li><a href="/metrics">Metrics</a></li></ul>`,
    );
  return plain('404 page not found\n', 404);
}

function measure(process: Process): string {
  const { machine, network } = process;
  const loads = (textOf(process, '/proc/loadavg') ?? '0 0 0').split(' ');
  const memory = [...(textOf(process, '/proc/meminfo') ?? '').matchAll(/^(\w+):\s+(\d+) kB/gm)].map(
    ([, name = '', kilobytes]) =>
      metric(
        `node_memory_${name}_bytes`,
        'gauge',
        `Memory information field ${name}_bytes.`,
        String(Number(kilobytes) * 1024),
      ),
  );
  const names = network.interfaces.map(({ name }) => `{device="${name}"} 1`);
  return [
    ...['1', '5', '15'].map((minutes, at) =>
      metric(`node_load${minutes}`, 'gauge', `${minutes}m load average.`, loads[at] ?? '0'),
    ),
    ...memory,
    metric('node_cpus', 'gauge', 'Number of processors.', String(machine.cpus)),
    metric('node_network_up', 'gauge', 'Value is 1 if operstate is up, 0 otherwise.', ...names),
    metric(
      'node_boot_time_seconds',
      'gauge',
      'Node boot time, in unixtime.',
      ((machine.kernel.clock - machine.kernel.now) / 1000).toFixed(0),
    ),
    metric(
      'node_time_seconds',
      'gauge',
      'System time in seconds since epoch (1970).',
      (machine.kernel.clock / 1000).toFixed(3),
    ),
    metric(
      'node_uname_info',
      'gauge',
      'Labeled system information as provided by the uname system call.',
      `{nodename="${process.hostname}",sysname="Linux"} 1`,
    ),
    ownMetrics(process, 'node_exporter', version),
  ].join('');
}
