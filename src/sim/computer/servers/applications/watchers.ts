// What looks at containers through a mounted docker.sock: cAdvisor, the visualizer of Docker's samples, Watchtower.
import { sleep, type Task } from '../../../kernel/task.ts';
import type { Process, Program } from '../../contract.ts';
import { strerror } from '../../filesystem/errno.ts';
import { warn } from '../../programs/net/say.ts';
import { endAsGo, type GoRequest, type GoResponse } from '../go-http.ts';
import { askEngine, runningContainers } from './docker-containers.ts';
import { metric, ownMetrics } from './metrics.ts';
import { isoTime, openPorts, page, pathOf, plain, redirect, serveSites, unsimulated } from './site.ts';

/** `cadvisor` */
export const cadvisor: Program = function* (process) {
  const log = (source: string, text: string): Task => {
    const time = isoTime(process);
    return warn(
      process,
      `I${time.slice(5, 7)}${time.slice(8, 10)} ${time.slice(11, 23)}000       1 ${source}] ${text}\n`,
    );
  };
  const port = Number(
    process.argv.map((word) => /^--?port=(\d+)$/.exec(word)?.[1]).find((found) => found !== undefined) ?? 8080,
  );
  yield* log('storagedriver.go:50', 'Caching stats in memory for 2m0s');
  const sites = [{ port, handle: (request: GoRequest) => answer(process, request) }];
  const listeners = openPorts(process, sites);
  if ('errno' in listeners) {
    yield* log('cadvisor.go:207', `listen tcp :${port}: bind: ${strerror(listeners.errno).toLowerCase()}`);
    return 255;
  }
  const containers = yield* runningContainers(process);
  yield* log('manager.go:151', `cAdvisor running in container: "/docker/${process.container ?? ''}"`);
  if (typeof containers === 'string')
    yield* log('manager.go:302', `Registration of the docker container factory failed: ${containers}`);
  else yield* log('factory.go:356', 'Registering Docker factory');
  process.useMemory(42_000_000);
  yield* log('cadvisor.go:157', `Starting cAdvisor version: v0.33.0 on port ${port}`);
  endAsGo(process);
  yield* serveSites(process, sites, listeners);
  return 0;
};

function* answer(process: Process, request: GoRequest): Task<GoResponse> {
  const path = pathOf(request);
  if (path === '/') return redirect('/containers/', 307);
  if (path === '/healthz') return { body: 'ok' };
  const containers = yield* runningContainers(process);
  const known = typeof containers === 'string' ? [] : containers;
  if (path === '/containers/' || path === '/docker/')
    return page(
      'cAdvisor',
      `<h1>cAdvisor</h1>\n<p>Its graphs are not simulated; <a href="/metrics">/metrics</a> has the figures.</p>\n<ul>\n${known.map(({ name }) => `<li>${name}</li>`).join('\n')}\n</ul>`,
    );
  if (path !== '/metrics') return path.startsWith('/api/') ? unsimulated(path) : plain('404 page not found\n', 404);
  const memory: string[] = [];
  const cpu: string[] = [];
  for (const { id, name } of known) {
    const stats = (yield* askEngine(process, `/containers/${id}/stats?stream=false&one-shot=true`)) as {
      readonly memory_stats?: { readonly usage?: number };
      readonly cpu_stats?: { readonly cpu_usage?: { readonly total_usage?: number } };
    };
    const labels = `{id="/docker/${id}",name="${name}"}`;
    memory.push(`${labels} ${stats.memory_stats?.usage ?? 0}`);
    cpu.push(`${labels} ${((stats.cpu_stats?.cpu_usage?.total_usage ?? 0) / 1e9).toFixed(6)}`);
  }
  const now = Math.floor(process.machine.kernel.clock / 1000);
  const body = [
    metric(
      'container_last_seen',
      'gauge',
      'Last time a container was seen by the exporter',
      ...known.map(({ id, name }) => `{id="/docker/${id}",name="${name}"} ${now}`),
    ),
    metric('container_memory_usage_bytes', 'gauge', 'Current memory usage in bytes.', ...memory),
    metric('container_cpu_usage_seconds_total', 'counter', 'Cumulative cpu time consumed in seconds.', ...cpu),
    metric('machine_cpu_cores', 'gauge', 'Number of CPU cores on the machine.', String(process.machine.cpus)),
    metric(
      'machine_memory_bytes',
      'gauge',
      'Amount of memory installed on the machine.',
      String(process.machine.memory),
    ),
    ownMetrics(process, 'cadvisor', '0.33.0'),
  ].join('');
  return { type: 'text/plain; version=0.0.4; charset=utf-8', body };
}

/** The visualizer of Docker's samples: the containers of a machine on a page. */
export const visualizer: Program = function* (process) {
  const port = Number(process.env.get('PORT') ?? 8080);
  const handle = function* (request: GoRequest): Task<GoResponse> {
    if (pathOf(request) !== '/') return unsimulated(pathOf(request));
    const containers = yield* runningContainers(process);
    const rows =
      typeof containers === 'string'
        ? `<p>${containers}</p>`
        : `<ul>\n${containers.map(({ name }) => `<li>${name}</li>`).join('\n')}\n</ul>`;
    return page(
      'Visualizer',
      `<h1>Docker Swarm Visualizer</h1>\n<p>Its drawing is not simulated; these are the containers of this machine.</p>\n${rows}`,
    );
  };
  const sites = [{ port, handle }];
  const listeners = openPorts(process, sites);
  if ('errno' in listeners) return 1;
  process.useMemory(58_000_000);
  yield* warn(
    process,
    `\n> swarmVisualizer@0.0.1 start /app\n> node server.js\n\nundefined\nundefined\nListening on ${port}\n`,
  );
  endAsGo(process);
  yield* serveSites(process, sites, listeners);
  return 0;
};

/** `watchtower`: says when it would look; looking for new images is not simulated. */
export const watchtower: Program = function* (process) {
  const seconds = Number(
    process.argv
      .map((word, at) =>
        /^(?:-i|--interval)$/.test(word) ? process.argv[at + 1] : /^--interval=(\d+)$/.exec(word)?.[1],
      )
      .find((found) => found !== undefined) ??
      process.env.get('WATCHTOWER_POLL_INTERVAL') ??
      86_400,
  );
  const { kernel } = process.machine;
  const log = (level: string, text: string): Task =>
    warn(process, `time="${isoTime(process).slice(0, 19)}Z" level=${level} msg="${text}"\n`);
  const containers = yield* runningContainers(process);
  if (typeof containers === 'string') {
    yield* log('fatal', containers);
    return 1;
  }
  yield* log('info', 'Watchtower 1.7.1');
  yield* log('info', 'Using no notifications');
  yield* log('info', 'Checking all containers (except explicitly disabled with label)');
  if (process.argv.includes('--run-once')) {
    yield* warn(process, 'drydock: watchtower: not simulated: looking for new images\n');
    return 1;
  }
  const first = new Date(kernel.clock + seconds * 1000).toISOString().replace('T', ' ').slice(0, 19);
  yield* log('info', `Scheduling first run: ${first} +0000 UTC`);
  const units = [
    [Math.floor(seconds / 3600), 'hour'],
    [Math.floor(seconds / 60) % 60, 'minute'],
    [seconds % 60, 'second'],
  ] as const;
  const words = units
    .filter(([count]) => count > 0)
    .map(([count, unit]) => `${count} ${unit}${count === 1 ? '' : 's'}`);
  yield* log('info', `Note that the first check will be performed in ${words.join(', ')}`);
  process.useMemory(9_000_000);
  endAsGo(process);
  for (;;) {
    yield* sleep(seconds * 1000);
    yield* warn(process, 'drydock: watchtower: not simulated: looking for new images\n');
  }
};
