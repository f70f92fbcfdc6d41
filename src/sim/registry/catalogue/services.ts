// Services that others look at and talk to: tracing, streams, brokers, and applications for offices.
import { program, text } from './files.ts';
import { nginxOn } from './nginx.ts';
import { owned, singleBinary } from './single-binary.ts';
import type { CatalogueImage } from './catalogue-image.ts';
import type { Draft } from './files.ts';

/** Pages and certificates of praqma/network-multitool: it says who it is to whoever asks. */
const multitool = (repository: string): CatalogueImage =>
  singleBinary({
    repository,
    names: 'latest,alpine-minimal,minimal',
    created: '2021-12-06T13:20:04Z',
    on: nginxOn.alpine,
    binary: 'bin/bash',
    size: 36.1,
    files: [
      ...[
        'bin/ip',
        'usr/bin/curl',
        'usr/bin/dig',
        'usr/bin/nslookup',
        'usr/bin/jq',
        'usr/bin/traceroute',
        'usr/sbin/tcpdump',
      ].map((path) => program(path, 300_000)),
      text(
        'docker/entrypoint.sh',
        `#!/bin/sh
mkdir -p /usr/share/nginx/html
index=/usr/share/nginx/html/index.html
# A page of somebody's own stays as it is.
if grep -q 'Welcome to nginx' "$index" 2>/dev/null; then
  echo "Praqma Network MultiTool (with NGINX) - $(hostname) - $(hostname -i)" > "$index"
fi
[ -z "$HTTP_PORT" ] || sed -i "s/listen  *80;/listen $HTTP_PORT;/" /etc/nginx/conf.d/default.conf
exec "$@"
`,
        { mode: 0o755 },
      ),
    ],
    ports: [80, 443, 1180, 11_443],
    entrypoint: ['/bin/sh', '/docker/entrypoint.sh'],
    command: ['/usr/sbin/nginx', '-g', 'daemon off;'],
  });

/** An entrypoint that puts the server's name before options, and otherwise runs what it is given. */
const passing = (path: string, server: string): Draft =>
  text(path, `#!/bin/sh\nset -e\n\ncase "$1" in\n  -*) set -- ${server} "$@" ;;\nesac\n\nexec "$@"\n`, { mode: 0o755 });

const kafkaImage = (
  repository: string,
  names: string,
  run: string,
  which: 'kafka' | 'confluent-zookeeper',
  ports: readonly number[],
  user?: string,
): CatalogueImage =>
  singleBinary({
    repository,
    names,
    created: '2025-03-18T10:04:11Z',
    on: 'alpine',
    binary: run,
    program: which,
    size: 412.3,
    files: [owned(which === 'kafka' ? 'var/lib/kafka/data' : 'var/lib/zookeeper/data', 1000)],
    ports,
    ...(user === undefined ? {} : { user }),
    command: [`/${run}`],
  });

const collector = (repository: string, binary: string, configuration: string): CatalogueImage =>
  singleBinary({
    repository,
    names: 'latest,0.135.0,0.139.0',
    created: '2025-11-04T09:31:20Z',
    on: 'scratch',
    binary,
    program: 'otelcol',
    size: binary === 'otelcol' ? 118.7 : 346.2,
    files: [
      text(
        configuration,
        'receivers:\n  otlp:\n    protocols:\n      grpc:\n        endpoint: 0.0.0.0:4317\n      http:\n        endpoint: 0.0.0.0:4318\n\nexporters:\n  debug:\n    verbosity: detailed\n\nservice:\n  pipelines:\n    traces:\n      receivers: [otlp]\n      exporters: [debug]\n',
      ),
    ],
    ports: [4317, 4318, 55_678, 55_679],
    user: '10001',
    entrypoint: [`/${binary}`],
    command: ['--config', `/${configuration}`],
  });

export const services: readonly CatalogueImage[] = [
  multitool('praqma/network-multitool'),
  multitool('wbitt/network-multitool'),
  singleBinary({
    repository: 'jaegertracing/all-in-one',
    names: 'latest,1.74.0,1.74,1',
    created: '2025-10-03T14:11:02Z',
    on: 'scratch',
    binary: 'go/bin/all-in-one-linux',
    program: 'jaeger',
    size: 82.6,
    ports: ['5775/udp', '6831/udp', '6832/udp', 4317, 4318, 5778, 9411, 14_250, 14_268, 16_686],
    volumes: ['/tmp'],
    env: ['COLLECTOR_OTLP_ENABLED=true'],
    entrypoint: ['/go/bin/all-in-one-linux'],
  }),
  singleBinary({
    repository: 'openzipkin/zipkin',
    names: 'latest,3,3.5,3.5.1',
    created: '2025-05-12T04:01:55Z',
    on: 'alpine',
    binary: 'usr/local/bin/start-zipkin',
    program: 'zipkin',
    size: 148.9,
    ports: [9410, 9411],
    workdir: '/zipkin',
    user: 'nobody',
    entrypoint: ['start-zipkin'],
  }),
  collector('otel/opentelemetry-collector', 'otelcol', 'etc/otelcol/config.yaml'),
  collector('otel/opentelemetry-collector-contrib', 'otelcol-contrib', 'etc/otelcol-contrib/config.yaml'),
  kafkaImage(
    'confluentinc/cp-zookeeper',
    'latest,7.2.0,7.4.0,7.5.0,7.9.4',
    'etc/confluent/docker/run',
    'confluent-zookeeper',
    [2181, 2888, 3888],
    '1000',
  ),
  kafkaImage(
    'confluentinc/cp-kafka',
    'latest,7.2.0,7.4.0,7.5.0,7.9.4,8.1.0',
    'etc/confluent/docker/run',
    'kafka',
    [9092],
    '1000',
  ),
  kafkaImage('apache/kafka', 'latest,3.7.0,3.9.1,4.0.0,4.1.0', 'etc/kafka/docker/run', 'kafka', [9092], '1000'),
  kafkaImage('wurstmeister/kafka', 'latest,1.1.0,2.13-2.8.1', 'usr/bin/start-kafka.sh', 'kafka', []),
  singleBinary({
    repository: 'library/emqx',
    names: 'latest,5.8.8,5.8,5',
    created: '2025-10-21T02:18:30Z',
    on: 'debian',
    binary: 'opt/emqx/bin/emqx',
    size: 212.5,
    env: ['EMQX_VERSION=5.8.8'],
    files: [passing('usr/bin/docker-entrypoint.sh', 'emqx')],
    ports: [1883, 4370, 5369, 8083, 8084, 8883, 18_083],
    volumes: ['/opt/emqx/log', '/opt/emqx/data'],
    workdir: '/opt/emqx',
    entrypoint: ['/usr/bin/docker-entrypoint.sh'],
    command: ['/opt/emqx/bin/emqx', 'foreground'],
  }),
  singleBinary({
    repository: 'library/neo4j',
    names: 'latest,community,2025.10.1,2025,5.26.17,5.26,5',
    created: '2025-10-30T17:22:41Z',
    on: 'debian',
    binary: 'usr/local/bin/neo4j',
    size: 468.2,
    env: ['NEO4J_EDITION=community', 'NEO4J_HOME=/var/lib/neo4j'],
    files: [passing('startup/docker-entrypoint.sh', 'neo4j')],
    ports: [7473, 7474, 7687],
    volumes: ['/data', '/logs'],
    workdir: '/var/lib/neo4j',
    entrypoint: ['/startup/docker-entrypoint.sh'],
    command: ['neo4j'],
  }),
  ...['17.0:17.0,17', '18.0:18.0,18', '19.0:19.0,19,latest'].map((line) => {
    const [version = '', names = ''] = line.split(':');
    return singleBinary({
      repository: 'library/odoo',
      names,
      created: '2025-10-22T00:30:04Z',
      on: 'debian',
      binary: 'usr/bin/odoo',
      size: 1_720,
      env: ['LANG=en_US.UTF-8', `ODOO_VERSION=${version}`, 'ODOO_RC=/etc/odoo/odoo.conf'],
      files: [
        passing('entrypoint.sh', 'odoo'),
        owned('var/lib/odoo', 100),
        text('etc/odoo/odoo.conf', '[options]\naddons_path = /mnt/extra-addons\ndata_dir = /var/lib/odoo\n'),
      ],
      ports: [8069, 8071, 8072],
      volumes: ['/mnt/extra-addons', '/var/lib/odoo'],
      entrypoint: ['/entrypoint.sh'],
      command: ['odoo'],
    });
  }),
  ...['6.0.7:6.0.7,6.0,6,latest', '5.1.10:5.1.10,5.1,5', '4.1.1:4.1.1,4.1'].flatMap((line) => {
    const [version = '', names = ''] = line.split(':');
    return [false, true].map((alpine) =>
      singleBinary({
        repository: 'library/redmine',
        names: alpine
          ? names
              .split(',')
              .map((name) => (name === 'latest' ? 'alpine' : `${name}-alpine`))
              .join(',')
          : names,
        created: '2025-09-24T21:10:44Z',
        on: alpine ? 'alpine' : 'debian',
        binary: 'usr/local/bin/rails',
        program: 'redmine',
        size: alpine ? 402.6 : 561.3,
        env: ['RAILS_ENV=production', `REDMINE_VERSION=${version}`],
        files: [passing('docker-entrypoint.sh', 'rails'), owned('usr/src/redmine/files', 999)],
        ports: [3000],
        volumes: ['/usr/src/redmine/files'],
        workdir: '/usr/src/redmine',
        entrypoint: ['/docker-entrypoint.sh'],
        command: ['rails', 'server', '-b', '0.0.0.0'],
      }),
    );
  }),
];
