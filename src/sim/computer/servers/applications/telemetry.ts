// Where traces go: Jaeger, Zipkin, the OpenTelemetry Collector. They take what is sent over HTTP; showing it is not simulated.
import type { Task } from '../../../kernel/task.ts';
import type { Process, Program } from '../../contract.ts';
import { strerror } from '../../filesystem/errno.ts';
import { say, warn } from '../../programs/net/say.ts';
import { endAsGo, type GoRequest, type GoResponse } from '../go-http.ts';
import {
  answering,
  isoTime,
  json,
  onStop,
  openPorts,
  page,
  plain,
  serveSites,
  textOf,
  unsimulated,
  type Site,
} from './site.ts';

/** What OpenTelemetry's protocol over HTTP answers; over gRPC it is not simulated. */
const otlp = answering((path, { head }) =>
  /^\/v1\/(?:traces|metrics|logs)$/.test(path)
    ? head.method === 'POST'
      ? json({ partialSuccess: {} })
      : plain('405 method not allowed, supported: [POST]', 405)
    : plain('404 page not found\n', 404),
);

const grpc = function* (_: GoRequest): Task<GoResponse> {
  return unsimulated('gRPC');
};

function* serve(
  process: Process,
  sites: readonly Site[],
  taken: (port: number, why: string) => Task,
  ready: () => Task,
): Task<number> {
  const listeners = openPorts(process, sites);
  if ('errno' in listeners) {
    yield* taken(listeners.port, strerror(listeners.errno).toLowerCase());
    return 1;
  }
  process.useMemory(48_000_000);
  yield* ready();
  endAsGo(process);
  yield* serveSites(process, sites, listeners);
  return 0;
}

/** `all-in-one-linux` of the image jaegertracing/all-in-one */
export const jaeger: Program = function* (process) {
  const log = (text: string, level = 'info'): Task =>
    warn(
      process,
      `{"level":"${level}","ts":${(process.machine.kernel.clock / 1000).toFixed(3)},"caller":"all-in-one/main.go","msg":${JSON.stringify(text)}}\n`,
    );
  const look = answering((path) =>
    path === '/' || path === '/search'
      ? page('Jaeger UI', '<h1>Jaeger</h1>\n<p>Its pages are not simulated.</p>')
      : path === '/api/services'
        ? json({ data: [], total: 0, limit: 0, offset: 0, errors: null })
        : unsimulated(path),
  );
  const health = answering((path) => (path === '/' ? json({ status: 'Server available' }) : unsimulated(path)));
  const sites = [
    { port: 14_269, handle: health },
    { port: 4317, handle: grpc },
    { port: 4318, handle: otlp },
    { port: 14_250, handle: grpc },
    { port: 14_268, handle: otlp },
    { port: 16_686, handle: look },
  ];
  yield* log('Memory storage initialized');
  return yield* serve(
    process,
    sites,
    (port, why) => log(`listen tcp :${port}: bind: ${why}`, 'fatal'),
    function* () {
      yield* log('Starting HTTP server on port 16686');
      yield* log('Health Check state change: ready');
    },
  );
};

/** `start-zipkin` of the image openzipkin/zipkin */
export const zipkin: Program = function* (process) {
  const log = (text: string): Task =>
    say(process, `${isoTime(process).replace('Z', '')}  INFO [/] ${process.pid} --- [oss-http-*:9411] ${text}\n`);
  yield* process.compute(900);
  const handle = answering((path) =>
    path === '/health'
      ? json({ status: 'UP', zipkin: { status: 'UP', details: { InMemoryStorage: { status: 'UP' } } } })
      : path === '/zipkin/' || path === '/'
        ? page('Zipkin', '<h1>Zipkin</h1>\n<p>Its pages are not simulated.</p>')
        : path === '/api/v2/spans'
          ? plain('', 202)
          : path === '/api/v2/services'
            ? json([])
            : unsimulated(path),
  );
  onStop(process, 143);
  return yield* serve(
    process,
    [{ port: 9411, handle }],
    (port, why) => log(`Failed to bind to ${port}: ${why}`),
    () => log('c.l.a.s.Server : Serving HTTP at /[0:0:0:0:0:0:0:0]:9411 - http://127.0.0.1:9411/'),
  );
};

/** `otelcol`: reads that its configuration is there, opens the receivers that it names. */
export const otelCollector: Program = function* (process) {
  const words = process.argv.slice(1);
  const at = words.findIndex((word) => /^--?config(?:=|$)/.test(word));
  const file = at < 0 ? undefined : (/=(.*)$/.exec(words[at] ?? '')?.[1] ?? words[at + 1]);
  if (file === undefined) {
    yield* warn(process, 'Error: at least one config flag must be provided\n');
    return 1;
  }
  const text = textOf(process, file.replace(/^file:/, ''));
  if (text === undefined) {
    yield* warn(
      process,
      `Error: failed to get config: cannot resolve the configuration: cannot retrieve the configuration: unable to read the file file:${file}: open ${file}: no such file or directory\n${isoTime(process)} collector server run finished with error: failed to get config\n`,
    );
    return 1;
  }
  const log = (text: string): Task =>
    warn(
      process,
      `${isoTime(process)}\tinfo\tservice/service.go\t${text}\t{"resource": {"service.name": "otelcol"}}\n`,
    );
  const wants = (name: string): boolean => new RegExp(`^\\s+${name}:`, 'm').test(text);
  const sites = [
    ...(wants('grpc') ? [{ port: 4317, handle: grpc }] : []),
    ...(wants('http') ? [{ port: 4318, handle: otlp }] : []),
    ...(wants('zipkin') ? [{ port: 9411, handle: otlp }] : []),
    { port: 13_133, handle: answering(() => json({ status: 'Server available' })) },
  ];
  yield* log('Starting otelcol...');
  return yield* serve(
    process,
    sites,
    (port, why) => log(`listen tcp :${port}: bind: ${why}`),
    () => log('Everything is ready. Begin running and processing data.'),
  );
};
