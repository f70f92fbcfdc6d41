// InfluxDB: its state. Writing and queries are not simulated.
import type { Task } from '../../../kernel/task.ts';
import type { Program } from '../../contract.ts';
import { strerror } from '../../filesystem/errno.ts';
import { say } from '../../programs/net/say.ts';
import { hexOf, isoTime, json, onStop, openPorts, page, serveSites, unsimulated, answering } from './site.ts';

/** `influxd` */
export const influxd: Program = function* (process) {
  const version = process.env.get('INFLUXDB_VERSION') ?? '2.7.12';
  const log = (text: string, level = 'info'): Task => say(process, `ts=${isoTime(process)} lvl=${level} msg=${text}\n`);
  yield* log(`"Welcome to InfluxDB" log_id=${hexOf('influxdb', 12)} version=v${version} log_level=info`);
  yield* process.compute(300);
  const handle = answering((path) => {
    if (path === '/health')
      return json({
        name: 'influxdb',
        message: 'ready for queries and writes',
        status: 'pass',
        checks: [],
        version: `v${version}`,
      });
    if (path === '/ping')
      return { status: 204, headers: { 'X-Influxdb-Build': 'OSS', 'X-Influxdb-Version': `v${version}` }, body: '' };
    if (path === '/ready') return json({ status: 'ready', started: isoTime(process) });
    if (path === '/')
      return page('InfluxDB', '<h1>InfluxDB</h1>\n<p>Its pages are not simulated. <code>/health</code> answers.</p>');
    return unsimulated(path);
  });
  const sites = [{ port: 8086, handle }];
  const listeners = openPorts(process, sites);
  if ('errno' in listeners) {
    yield* log(
      `"Failed to set up TCP listener" service=tcp-listener addr=:8086 error="listen tcp :8086: bind: ${strerror(listeners.errno).toLowerCase()}"`,
      'error',
    );
    return 1;
  }
  process.useMemory(68_000_000);
  yield* log(`Listening service=tcp-listener transport=http addr=:8086 port=8086`);
  onStop(process, 0);
  yield* serveSites(process, sites, listeners);
  return 0;
};
