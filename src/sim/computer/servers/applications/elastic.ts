// Elasticsearch, Kibana and Logstash as their images start them: they come up, tell their state, keep no documents.
import { sleep, type Task } from '../../../kernel/task.ts';
import type { Process, Program } from '../../contract.ts';
import { connectTo, nodeFailure } from '../../http/client.ts';
import { say } from '../../programs/net/say.ts';
import type { GoRequest, GoResponse } from '../go-http.ts';
import {
  basicLogin,
  hexOf,
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
  versionOf,
  type Site,
} from './site.ts';

/** Settings: of the image's file, of variables that are named like settings, and of `-E` options. */
function settingsOf(process: Process, file: string): ReadonlyMap<string, string> {
  const settings = new Map<string, string>();
  for (const [, name = '', value = ''] of (textOf(process, file) ?? '').matchAll(/^([a-z][\w.]*):\s*(.*)$/gm))
    settings.set(name, value.replace(/^"(.*)"$/, '$1'));
  for (const [name, value] of process.env) {
    if (/^[a-z]\w*(?:\.\w+)+$/.test(name)) settings.set(name, value);
    const shouted = /^ES_SETTING_(.+)$/.exec(name)?.[1];
    if (shouted !== undefined)
      settings.set(
        shouted.toLowerCase().replaceAll('__', '\u0000').replaceAll('_', '.').replaceAll('\u0000', '_'),
        value,
      );
  }
  for (const word of process.argv) {
    const match = /^-E([a-z][\w.]*)=(.*)$/.exec(word);
    if (match) settings.set(match[1] ?? '', match[2] ?? '');
  }
  return settings;
}

/** `eswrapper` of the image elasticsearch */
export const elasticsearch: Program = function* (process) {
  const version = versionOf(process, '/usr/local/bin/eswrapper', '9.2.0');
  const settings = settingsOf(process, '/usr/share/elasticsearch/config/elasticsearch.yml');
  const node = settings.get('node.name') ?? process.hostname;
  const cluster = settings.get('cluster.name') ?? 'docker-cluster';
  const log = (logger: string, message: string, level = 'INFO'): Task =>
    say(
      process,
      `${JSON.stringify({ '@timestamp': isoTime(process), 'log.level': level, message, 'ecs.version': '1.2.0', 'service.name': 'ES_ECS', 'event.dataset': 'elasticsearch.server', 'process.thread.name': 'main', 'log.logger': logger, 'elasticsearch.node.name': node, 'elasticsearch.cluster.name': cluster })}\n`,
    );
  yield* process.compute(3_000);
  yield* log(
    'org.elasticsearch.node.Node',
    `version[${version}], pid[${process.pid}], build[docker], OS[Linux], JVM[Oracle Corporation/OpenJDK 64-Bit Server VM/25]`,
  );
  yield* log('org.elasticsearch.node.Node', 'initialized');
  yield* log('org.elasticsearch.node.Node', 'starting ...');
  const port = Number(settings.get('http.port') ?? 9200);
  const open = (settings.get('xpack.security.enabled') ?? 'true') === 'false';
  const known = ['discovery.seed_hosts', 'discovery.seed_providers', 'cluster.initial_master_nodes'];
  if (settings.get('discovery.type') !== 'single-node' && !known.some((name) => settings.has(name))) {
    const problem = `the default discovery settings are unsuitable for production use; at least one of [${known.join(', ')}] must be configured`;
    yield* log(
      'org.elasticsearch.bootstrap.Elasticsearch',
      `node validation exception\n[1] bootstrap checks failed. You must address the points described in the following [1] lines before starting Elasticsearch.\nbootstrap check failure [1] of [1]: ${problem}`,
      'ERROR',
    );
    yield* log('org.elasticsearch.node.Node', 'stopped');
    yield* say(
      process,
      '\nERROR: Elasticsearch did not exit normally - check the logs at /usr/share/elasticsearch/logs/docker-cluster.log\n',
    );
    return 78;
  }
  const handle = (request: GoRequest): Task<GoResponse> => answer(process, request, { version, node, cluster, open });
  const sites: readonly Site[] = [
    { port: 9300, handle: refuse },
    { port, handle },
  ];
  const listeners = openPorts(process, sites);
  if ('errno' in listeners) {
    yield* log(
      'org.elasticsearch.bootstrap.Elasticsearch',
      `fatal exception while booting Elasticsearch: BindHttpException: Failed to bind to 0.0.0.0:${port}`,
      'ERROR',
    );
    return 1;
  }
  const memory = /-Xmx(\d+)([mg])/i.exec(process.env.get('ES_JAVA_OPTS') ?? '');
  process.useMemory(
    memory ? Number(memory[1]) * (memory[2]?.toLowerCase() === 'g' ? 1024 ** 3 : 1024 ** 2) + 250_000_000 : 900_000_000,
  );
  yield* log(
    'org.elasticsearch.http.AbstractHttpServerTransport',
    `publish_address {${process.network.interfaces.at(-1)?.address ?? '127.0.0.1'}:${port}}, bound_addresses {[::]:${port}}`,
  );
  yield* log('org.elasticsearch.node.Node', `started {${node}}`);
  onStop(
    process,
    143,
    () =>
      `${JSON.stringify({ '@timestamp': isoTime(process), 'log.level': 'INFO', message: 'stopping ...', 'log.logger': 'org.elasticsearch.node.Node' })}\n`,
  );
  yield* serveSites(process, sites, listeners);
  return 0;
};

function* refuse(): Task<GoResponse> {
  return plain('This is not an HTTP port', 400);
}

interface Cluster {
  readonly version: string;
  readonly node: string;
  readonly cluster: string;
  /** Whether nobody has to log in. */
  readonly open: boolean;
}

function* answer(process: Process, request: GoRequest, { version, node, cluster, open }: Cluster): Task<GoResponse> {
  const product = { 'X-elastic-product': 'Elasticsearch' };
  const login = basicLogin(request);
  if (!open && (login?.name !== 'elastic' || login.password !== process.env.get('ELASTIC_PASSWORD'))) {
    const reason = login
      ? `unable to authenticate user [${login.name}] for REST request [${request.head.target}]`
      : `missing authentication credentials for REST request [${request.head.target}]`;
    const cause = { type: 'security_exception', reason };
    return {
      ...json({ error: { root_cause: [cause], ...cause }, status: 401 }, 401),
      headers: { ...product, 'WWW-Authenticate': 'Basic realm="security", charset="UTF-8"' },
    };
  }
  switch (pathOf(request)) {
    case '/':
      return {
        type: 'application/json',
        headers: product,
        body: `${JSON.stringify({ name: node, cluster_name: cluster, cluster_uuid: hexOf(node, 22), version: { number: version, build_flavor: 'default', build_type: 'docker', lucene_version: '10.3.1' }, tagline: 'You Know, for Search' }, null, 2)}\n`,
      };
    case '/_cluster/health':
      return {
        ...json({
          cluster_name: cluster,
          status: 'green',
          timed_out: false,
          number_of_nodes: 1,
          number_of_data_nodes: 1,
          active_primary_shards: 0,
          active_shards: 0,
        }),
        headers: product,
      };
    case '/_cat/health':
      return plain(
        `${Math.floor(process.machine.kernel.clock / 1000)} ${isoTime(process).slice(11, 19)} ${cluster} green 1 1 0 0 0 0 0 0 0 - 100.0%\n`,
      );
    case '/_cat/nodes':
      return plain(
        `${process.network.interfaces.at(-1)?.address ?? '127.0.0.1'} 12 60 3 0.10 0.08 0.05 cdfhilmrstw * ${node}\n`,
      );
    case '/_cat/indices':
      return plain('');
    default:
      return unsimulated(`${request.head.method} ${pathOf(request)}`);
  }
}

/** `kibana-docker` of the image kibana */
export const kibana: Program = function* (process) {
  const version = versionOf(process, '/usr/local/bin/kibana-docker', '9.2.0');
  const log = (logger: string, text: string, level = 'INFO '): Task =>
    say(process, `[${isoTime(process).replace('Z', '+00:00')}][${level}][${logger}] ${text}\n`);
  yield* process.compute(2_500);
  yield* log('root', 'Kibana is starting');
  yield* log('node', 'Kibana process configured with roles: [background_tasks, ui]');
  const hosts =
    process.env.get('ELASTICSEARCH_HOSTS') ?? process.env.get('ELASTICSEARCH_URL') ?? 'http://elasticsearch:9200';
  const [, host = 'elasticsearch', asked = '9200'] = /\/\/([^:/"\]]+):?(\d*)/.exec(hosts) ?? [];
  let reached = false;
  const level = (): string => (reached ? 'available' : 'unavailable');
  const handle = function* (request: GoRequest): Task<GoResponse> {
    const path = pathOf(request);
    if (path === '/api/status')
      return json(
        { name: process.hostname, version: { number: version }, status: { overall: { level: level() } } },
        reached ? 200 : 503,
      );
    if (!reached) return plain('Kibana server is not ready yet.', 503);
    if (path === '/') return redirect('/app/home');
    if (path.startsWith('/app/'))
      return page('Elastic', '<h1>Kibana</h1>\n<p>Its pages are not simulated. <code>/api/status</code> answers.</p>');
    return unsimulated(path);
  };
  const sites = [{ port: 5601, handle }];
  const listeners = openPorts(process, sites);
  if ('errno' in listeners) {
    yield* log('root', `Error: Port 5601 is already in use. Another instance of Kibana may be running!`, 'FATAL');
    return 1;
  }
  process.useMemory(420_000_000);
  yield* log('http.server.Preboot', 'http server running at http://0.0.0.0:5601');
  onStop(
    process,
    0,
    () => `[${isoTime(process).replace('Z', '+00:00')}][INFO ][root] SIGTERM received - initiating shutdown\n`,
  );
  process.machine.kernel.spawn('elasticsearch', connectLater());
  yield* serveSites(process, sites, listeners);
  return 0;

  function* connectLater(): Task {
    for (let told = false; !reached; told = true) {
      const connected = yield* connectTo(process, host, Number(asked === '' ? '9200' : asked));
      if ('connection' in connected) {
        connected.connection.close();
        reached = true;
        yield* log('elasticsearch-service', 'Successfully connected to Elasticsearch after waiting for 0 milliseconds');
        yield* log('status', 'Kibana is now available');
      } else if (!told) {
        yield* log(
          'elasticsearch-service',
          `Unable to retrieve version information from Elasticsearch nodes. ${nodeFailure(connected, host, asked)}`,
          'ERROR',
        );
      }
      yield* sleep(2_500);
    }
  }
};

/** `logstash`: its pipelines are not simulated, its API tells its state. */
export const logstash: Program = function* (process) {
  const version = versionOf(process, '/usr/share/logstash/bin/logstash', '9.2.0');
  const log = (logger: string, text: string): Task =>
    say(process, `[${isoTime(process).slice(0, 19)},${isoTime(process).slice(20, 23)}][INFO ][${logger}] ${text}\n`);
  yield* say(process, 'Using bundled JDK: /usr/share/logstash/jdk\n');
  yield* process.compute(4_000);
  yield* log('logstash.runner          ', `Starting Logstash {"logstash.version"=>"${version}"}`);
  const handle = function* (request: GoRequest): Task<GoResponse> {
    return pathOf(request) === '/'
      ? json({ host: process.hostname, version, http_address: '0.0.0.0:9600', name: process.hostname, status: 'green' })
      : unsimulated(pathOf(request));
  };
  const sites = [{ port: 9600, handle }];
  const listeners = openPorts(process, sites);
  if ('errno' in listeners) return 1;
  process.useMemory(700_000_000);
  yield* log(
    'logstash.agent           ',
    'Successfully started Logstash API endpoint {:port=>9600, :ssl_enabled=>false}',
  );
  yield* say(process, 'drydock: logstash: not simulated: pipelines\n');
  onStop(process, 143);
  yield* serveSites(process, sites, listeners);
  return 0;
};
