// Where programs keep or send data: memcached, MongoDB, RabbitMQ, Elasticsearch, brokers, secret stores, object stores.
import { alpine322 } from './alpine.ts';
import { bookwormDistribution, bookwormSlim } from './debian.ts';
import {
  alpineAccount,
  apt,
  copyScripts,
  debianAccount,
  envs,
  exposes,
  makeDirectories,
  run,
  served,
  tags,
  user,
  volume,
  workdir,
} from './instructions.ts';
import { directory, link, program, programs, text } from './files.ts';
import { temurin } from './java.ts';
import { cmd, entrypoint, label } from './recipe.ts';
import { oracleLinuxSlim } from './rpm-systems.ts';
import { nobleDistribution } from './ubuntu-system.ts';
import { ubuntuNoble } from './ubuntu.ts';
import { owned, singleBinary } from './single-binary.ts';
import type { CatalogueImage } from './catalogue-image.ts';
import type { Recipe } from './recipe.ts';

/** A script that puts the server's name before options and before names of commands of its own (`server|agent`). */
const optionScript = (name: string, shell = '/bin/sh', commands = ''): string => `#!${shell}
set -e

# options${commands === '' ? '' : ', and names of its own commands,'} are for the server
case "$1" in
	-*${commands === '' ? '' : `|${commands}`}) set -- ${name} "$@" ;;
esac

exec "$@"
`;

const memcached = (base: Recipe, alpine: boolean): Recipe => ({
  base,
  created: '2025-09-09T20:51:14Z',
  steps: [
    run(
      'set -eux; 	groupadd --system --gid 11211 memcache; 	useradd --system --gid memcache --uid 11211 memcache',
      [0.0088, 0.0012],
      alpine
        ? alpineAccount('memcache', 11_211, '/nonexistent')
        : debianAccount(bookwormDistribution, 'memcache', 11_211, '/nonexistent'),
      'etc/shadow-',
    ),
    ...envs('MEMCACHED_VERSION=1.6.39'),
    run(
      'set -eux; 	wget -O memcached.tar.gz "$MEMCACHED_URL"; 	./configure --build="$gnuArch" --enable-sasl --enable-tls; 	make -j "$nproc"; 	make install; 	memcached -V',
      alpine ? [3.9, 1.6] : [9.4, 3.4],
      [program('usr/local/bin/memcached', 1_020_000)],
      'usr/lib/libevent-2.1.so.7 usr/lib/libsasl2.so.2 usr/lib/libcrypto.so.3=5',
    ),
    copyScripts({ 'docker-entrypoint.sh': optionScript('memcached') }, '/usr/local/bin/'),
    {
      createdBy: 'RUN /bin/sh -c ln -s usr/local/bin/docker-entrypoint.sh /entrypoint.sh # buildkit',
      compressedSize: 120,
      files: () => [link('entrypoint.sh', 'usr/local/bin/docker-entrypoint.sh')],
    },
    entrypoint('docker-entrypoint.sh'),
    user('memcache'),
    exposes(11_211),
    cmd('memcached'),
  ],
});

const mongoScript = `#!/bin/bash
set -euo pipefail

if [ "\${1:0:1}" = '-' ]; then
	set -- mongod "$@"
fi

originalArgOne="$1"

# root gives the directories to mongodb and goes on as that user
if [[ "$originalArgOne" == mongo* ]] && [ "$(id -u)" = '0' ]; then
	if [ "$originalArgOne" = 'mongod' ]; then
		find /data/configdb /data/db \\! -user mongodb -exec chown mongodb '{}' +
	fi
	exec gosu mongodb "$0" "$@"
fi

# VARIABLE [DEFAULT]: takes the value of VARIABLE_FILE's file where that is set
file_env() {
	local var="$1"
	local fileVar="\${var}_FILE"
	local def="\${2:-}"
	if [ "\${!var:-}" ] && [ "\${!fileVar:-}" ]; then
		echo >&2 "error: both $var and $fileVar are set (but are exclusive)"
		exit 1
	fi
	local val="$def"
	if [ "\${!var:-}" ]; then
		val="\${!var}"
	elif [ "\${!fileVar:-}" ]; then
		val="$(< "\${!fileVar}")"
	fi
	export "$var"="$val"
	unset "$fileVar"
}

if [ "$originalArgOne" = 'mongod' ]; then
	file_env 'MONGO_INITDB_ROOT_USERNAME'
	file_env 'MONGO_INITDB_ROOT_PASSWORD'
	if [ "$MONGO_INITDB_ROOT_USERNAME" ] || [ "$MONGO_INITDB_ROOT_PASSWORD" ]; then
		if [ -z "$MONGO_INITDB_ROOT_USERNAME" ] || [ -z "$MONGO_INITDB_ROOT_PASSWORD" ]; then
			cat >&2 <<-'EOF'

				error: missing 'MONGO_INITDB_ROOT_USERNAME' or 'MONGO_INITDB_ROOT_PASSWORD'
				       both must be specified for a user to be created

			EOF
			exit 1
		fi
		set -- "$@" --auth
	fi
	export MONGO_INITDB_DATABASE="\${MONGO_INITDB_DATABASE:-test}"

	if [ ! -e /data/db/WiredTiger ] && { [ "$MONGO_INITDB_ROOT_USERNAME" ] || [ -n "$(ls -A /docker-entrypoint-initdb.d 2> /dev/null)" ]; }; then
		mongod --bind_ip 127.0.0.1 --port 27017 --fork --logpath "/proc/$$/fd/1" --pidfilepath /tmp/docker-entrypoint-temp-mongod.pid
		mongosh=( mongosh --host 127.0.0.1 --port 27017 --quiet )
		if [ "$MONGO_INITDB_ROOT_USERNAME" ]; then
			"\${mongosh[@]}" admin --eval "db.createUser({user: '$MONGO_INITDB_ROOT_USERNAME', pwd: '$MONGO_INITDB_ROOT_PASSWORD', roles: [{role: 'root', db: 'admin'}]})"
		fi
		for f in /docker-entrypoint-initdb.d/*; do
			case "$f" in
				*.sh) echo "$0: running $f"; . "$f" ;;
				*.js) echo "$0: running $f"; "\${mongosh[@]}" "$MONGO_INITDB_DATABASE" "$f"; echo ;;
				*)    echo "$0: ignoring $f" ;;
			esac
		done
		mongod --shutdown --pidfilepath /tmp/docker-entrypoint-temp-mongod.pid
		echo
		echo 'MongoDB init process complete; ready for start up.'
		echo
	fi
	case " $* " in
		*" --bind_ip "*|*" --bind_ip_all "*|*" --config "*) ;;
		*) set -- "$@" --bind_ip_all ;;
	esac
	unset "\${!MONGO_INITDB_@}"
fi

exec "$@"
`;

const mongo = (version: string): Recipe => ({
  base: ubuntuNoble,
  created: '2025-11-11T21:50:48Z',
  steps: [
    run(
      'set -eux; 	groupadd --gid 999 --system mongodb; 	useradd --uid 999 --system --gid mongodb --home-dir /data/db mongodb; 	mkdir -p /data/db /data/configdb; 	chown -R mongodb:mongodb /data/db /data/configdb',
      [0.009, 0.0015],
      [
        ...debianAccount(nobleDistribution, 'mongodb', 999, '/data/db'),
        owned('data/db', 999),
        owned('data/configdb', 999),
      ],
      'etc/gshadow-',
    ),
    apt(
      'ca-certificates jq numactl procps',
      [6.9, 1.6],
      programs('usr/bin', 'jq=27000 numactl=35000', 30_000),
      'usr/lib/TRIPLET/libjq.so.1 usr/lib/TRIPLET/libonig.so.5=2',
    ),
    ...envs('GOSU_VERSION=1.17', 'JSYAML_VERSION=3.13.1'),
    run(
      'set -eux; 	wget -O /usr/local/bin/gosu "https://github.com/tianon/gosu/releases/download/$GOSU_VERSION/gosu-$dpkgArch"; 	chmod +x /usr/local/bin/gosu; 	gosu --version; 	gosu nobody true',
      [2.6, 1.2],
      [program('usr/local/bin/gosu', 2_330_624)],
      'opt/js-yaml/dist/js-yaml.js',
    ),
    makeDirectories('docker-entrypoint-initdb.d'),
    ...envs(
      'MONGO_PACKAGE=mongodb-org',
      `MONGO_MAJOR=${version.split('.').slice(0, 2).join('.')}`,
      `MONGO_VERSION=${version}`,
    ),
    run(
      'set -x 	&& apt-get update 	&& apt-get install -y 		${MONGO_PACKAGE}=$MONGO_VERSION 		${MONGO_PACKAGE}-server=$MONGO_VERSION 		${MONGO_PACKAGE}-mongos=$MONGO_VERSION 	&& rm -rf /var/lib/apt/lists/* 	&& rm -rf /var/lib/mongodb',
      [813, 282],
      programs(
        'usr/bin',
        'mongod=227000000 mongos=168000000 mongosh=129000000 mongodump=20000000 mongorestore=20000000 mongoexport=20000000 mongoimport=20000000 mongostat=20000000 mongotop=20000000 bsondump=20000000',
        20_000_000,
      ),
      'usr/share/doc/mongodb-org-server/THIRD-PARTY-NOTICES usr/lib/TRIPLET/libmongocrypt.so=8',
    ),
    volume('/data/configdb', '/data/db'),
    ...envs('HOME=/data/db'),
    copyScripts({ 'docker-entrypoint.sh': mongoScript }, '/usr/local/bin/'),
    ...served('docker-entrypoint.sh', 27_017, 'mongod'),
  ],
});

const rabbitScript = `#!/bin/bash
set -euo pipefail

# root gives the directories to rabbitmq and goes on as that user
if [[ "$1" == rabbitmq* ]] && [ "$(id -u)" = '0' ]; then
	if [ "$1" = 'rabbitmq-server' ]; then
		find /var/lib/rabbitmq \\! -user rabbitmq -exec chown rabbitmq '{}' +
	fi
	exec gosu rabbitmq "$0" "$@"
fi

deprecated=( RABBITMQ_DEFAULT_PASS_FILE RABBITMQ_DEFAULT_USER_FILE RABBITMQ_SSL_CACERTFILE RABBITMQ_VM_MEMORY_HIGH_WATERMARK )
for name in "\${deprecated[@]}"; do
	if [ -n "\${!name:-}" ]; then
		echo >&2 "error: $name is set but deprecated"
		echo >&2 'error: deprecated environment variables detected'
		exit 1
	fi
done

exec "$@"
`;

function rabbitmq(version: string, alpine: boolean): Recipe {
  return {
    base: alpine ? alpine322 : ubuntuNoble,
    created: '2025-11-06T19:33:27Z',
    steps: [
      run(
        'COPY /opt/erlang /opt/erlang',
        [108, 53.2],
        programs('opt/erlang/bin', 'erl=1900 erlc=51000 escript=51000 epmd=68000', 1_000),
        'opt/erlang/lib/erts/bin/beam.smp=35 opt/erlang/lib/kernel/ebin/kernel.beam=9',
      ),
      ...envs('RABBITMQ_DATA_DIR=/var/lib/rabbitmq'),
      run(
        'set -eux; 	groupadd --gid 999 --system rabbitmq; 	useradd --uid 999 --system --home-dir "$RABBITMQ_DATA_DIR" --gid rabbitmq rabbitmq; 	mkdir -p "$RABBITMQ_DATA_DIR" /etc/rabbitmq /etc/rabbitmq/conf.d',
        [0.011, 0.003],
        [
          ...(alpine
            ? alpineAccount('rabbitmq', 999, '/var/lib/rabbitmq')
            : debianAccount(nobleDistribution, 'rabbitmq', 999, '/var/lib/rabbitmq')),
          ...['var/lib/rabbitmq', 'etc/rabbitmq/conf.d', 'tmp/rabbitmq-ssl'].map((path) => owned(path, 999)),
        ],
        'etc/gshadow-',
      ),
      ...envs(
        `RABBITMQ_VERSION=${version}`,
        'RABBITMQ_HOME=/opt/rabbitmq',
        'PATH=/opt/rabbitmq/sbin:/opt/erlang/bin:/opt/openssl/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
      ),
      run(
        'set -eux; 	apt-get install -y --no-install-recommends ca-certificates gosu tzdata; 	wget -O rabbitmq-server.tar.xz "https://github.com/rabbitmq/rabbitmq-server/releases/download/v$RABBITMQ_VERSION/rabbitmq-server-generic-unix-latest-toolchain-$RABBITMQ_VERSION.tar.xz"; 	tar --extract --file rabbitmq-server.tar.xz --directory "$RABBITMQ_HOME" --strip-components 1',
        [47.3, 33.5],
        [
          ...programs(
            'opt/rabbitmq/sbin',
            'rabbitmq-server=7000 rabbitmqctl=1800 rabbitmq-plugins=1800 rabbitmq-diagnostics=1800 rabbitmq-queues=1800',
            1_800,
          ),
          ...(alpine
            ? [program('sbin/su-exec', 14_000), program('bin/bash', 764_000)]
            : [program('usr/sbin/gosu', 2_330_624)]),
        ],
        `opt/rabbitmq/plugins/rabbit-${version}.ez=5 opt/rabbitmq/escript/rabbitmqctl=2 opt/rabbitmq/plugins/khepri.ez`,
      ),
      run(
        'set -eux; 	ln -sf /opt/rabbitmq/.erlang.cookie /root/',
        [0, 0.0002],
        [link('root/.erlang.cookie', '/var/lib/rabbitmq/.erlang.cookie')],
        '',
      ),
      ...envs('HOME=/var/lib/rabbitmq', 'LANG=C.UTF-8', 'LANGUAGE=C.UTF-8', 'LC_ALL=C.UTF-8'),
      volume('/var/lib/rabbitmq'),
      {
        createdBy:
          'COPY --chown=rabbitmq:rabbitmq 10-defaults.conf 20-management_agent.disable_metrics_collector.conf /etc/rabbitmq/conf.d/ # buildkit',
        compressedSize: 560,
        files: () => [
          text(
            'etc/rabbitmq/conf.d/10-defaults.conf',
            '## What the image sets\nloopback_users.guest = false\nlog.console = true\n',
            { uid: 999, gid: 999 },
          ),
          text(
            'etc/rabbitmq/conf.d/20-management_agent.disable_metrics_collector.conf',
            'management_agent.disable_metrics_collector = true\n',
            { uid: 999, gid: 999 },
          ),
        ],
      },
      copyScripts(
        { 'docker-entrypoint.sh': alpine ? rabbitScript.replace('exec gosu', 'exec su-exec') : rabbitScript },
        '/usr/local/bin/',
      ),
      entrypoint('docker-entrypoint.sh'),
      exposes(15_691, 15_692, 25_672, 4369, 5671, 5672),
      cmd('rabbitmq-server'),
    ],
  };
}

const rabbitManagement = (version: string, alpine = false): Recipe => ({
  base: rabbitmqRecipe(version, alpine),
  created: '2025-11-06T19:36:02Z',
  steps: [
    run(
      'set -eux; 	rabbitmq-plugins enable --offline rabbitmq_management; 	rm -f /etc/rabbitmq/conf.d/20-management_agent.disable_metrics_collector.conf; 	rabbitmqadmin --version',
      [2.9, 1.1],
      [
        text('etc/rabbitmq/enabled_plugins', '[rabbitmq_management,rabbitmq_prometheus].\n'),
        text('etc/rabbitmq/conf.d/.wh.20-management_agent.disable_metrics_collector.conf', ''),
        program('usr/local/bin/rabbitmqadmin', 42_000),
      ],
      'usr/lib/python3.12/lib-dynload/_decimal.so',
    ),
    exposes(15_671, 15_672),
  ],
});

const rabbits = new Map<string, Recipe>();
function rabbitmqRecipe(version: string, alpine = false): Recipe {
  const key = `${version}${alpine ? '-alpine' : ''}`;
  const known = rabbits.get(key) ?? rabbitmq(version, alpine);
  rabbits.set(key, known);
  return known;
}

const elastic = (product: 'elasticsearch' | 'kibana' | 'logstash', version: string): Recipe => {
  const about = {
    elasticsearch: {
      size: 1_010,
      sent: 560,
      home: '/usr/share/elasticsearch',
      ports: [9200, 9300],
      command: ['eswrapper'],
      script: '/usr/local/bin/docker-entrypoint.sh',
      tools:
        'elasticsearch=3000 elasticsearch-plugin=500 elasticsearch-reset-password=500 elasticsearch-create-enrollment-token=500 elasticsearch-keystore=500',
    },
    kibana: {
      size: 970,
      sent: 380,
      home: '/usr/share/kibana',
      ports: [5601],
      command: ['/usr/local/bin/kibana-docker'],
      script: '/bin/tini',
      tools: 'kibana=800 kibana-plugin=800 kibana-setup=800 kibana-verification-code=800',
    },
    logstash: {
      size: 690,
      sent: 410,
      home: '/usr/share/logstash',
      ports: [5044, 9600],
      command: ['-'],
      script: '/usr/local/bin/docker-entrypoint',
      tools: 'logstash=2000 logstash-plugin=500',
    },
  }[product];
  const folder = about.home.slice(1);
  return {
    base: oracleLinuxSlim,
    created: '2025-11-10T17:02:12Z',
    steps: [
      run(
        `groupadd -g 1000 ${product} &&     adduser -u 1000 -g 1000 -G 0 -d ${about.home} ${product} &&     chown -R 0:0 ${about.home}`,
        [0.002, 0.001],
        [directory(folder, { mode: 0o775 })],
        'etc/gshadow-',
      ),
      run(
        `COPY --from=builder --chown=0:0 ${about.home} ${about.home}`,
        [about.size, about.sent],
        [
          ...programs(`${folder}/bin`, about.tools, 1_000),
          ...(product === 'elasticsearch'
            ? [text(`${folder}/config/elasticsearch.yml`, 'cluster.name: "docker-cluster"\nnetwork.host: 0.0.0.0\n')]
            : []),
          ...(product === 'kibana'
            ? [
                text(
                  `${folder}/config/kibana.yml`,
                  'server.host: "0.0.0.0"\nserver.shutdownTimeout: "5s"\nelasticsearch.hosts: [ "http://elasticsearch:9200" ]\nmonitoring.ui.container.elasticsearch.enabled: true\n',
                ),
                program('usr/bin/tini', 24_000),
                program('usr/local/bin/kibana-docker', 15_000, `kibana-docker@${version}`),
              ]
            : [program('usr/local/bin/eswrapper', 500, `eswrapper@${version}`), program('usr/bin/tini', 24_000)]),
          owned(`${folder}/data`, 1000),
          owned(`${folder}/logs`, 1000),
        ],
        `${folder}/lib/core.jar=30 ${folder}/modules/x-pack/ml.jar=200 ${folder}/jdk/lib/modules=130 ${folder}/jdk/lib/server/libjvm.so=25 ${folder}/node/bin/node.bin=90`,
      ),
      ...envs(`PATH=${about.home}/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin`, 'SHELL=/bin/bash'),
      label('org.label-schema.name', product),
      label('org.label-schema.version', version),
      workdir(about.home),
      ...(product === 'kibana'
        ? []
        : [
            copyScripts(
              {
                [product === 'logstash' ? 'docker-entrypoint' : 'docker-entrypoint.sh']: optionScript(
                  product,
                  '/bin/bash',
                ),
              },
              '/usr/local/bin/',
            ),
          ]),
      exposes(...about.ports),
      user(product === 'kibana' ? '1000' : '1000:0'),
      entrypoint(
        ...(product === 'elasticsearch'
          ? ['/bin/tini', '--', about.script]
          : product === 'kibana'
            ? [about.script, '--']
            : [about.script]),
      ),
      cmd(...about.command),
    ],
  };
};

const zookeeper: Recipe = {
  base: temurin(17, 'jre', 'jammy'),
  created: '2025-10-08T22:13:50Z',
  steps: [
    ...envs(
      'ZOO_CONF_DIR=/conf',
      'ZOO_DATA_DIR=/data',
      'ZOO_DATA_LOG_DIR=/datalog',
      'ZOO_LOG_DIR=/logs',
      'ZOO_TICK_TIME=2000',
      'ZOO_INIT_LIMIT=5',
      'ZOO_SYNC_LIMIT=2',
    ),
    makeDirectories('data datalog logs conf', 1000),
    run(
      'set -eux;     wget -q -O zookeeper.tar.gz "$ZOOKEEPER_URL";     tar -zxf zookeeper.tar.gz;     mv "$DISTRO_NAME/conf/"* "$ZOO_CONF_DIR"',
      [21.4, 18.8],
      programs('apache-zookeeper-3.9.4-bin/bin', 'zkServer.sh=11000 zkCli.sh=1600', 1_600),
      'apache-zookeeper-3.9.4-bin/lib/zookeeper-3.9.4.jar apache-zookeeper-3.9.4-bin/lib/netty-common.jar',
    ),
    { ...workdir('/apache-zookeeper-3.9.4-bin'), files: () => [], compressedSize: 32 },
    volume('/data', '/datalog', '/logs'),
    exposes(2181, 2888, 3888, 8080),
    ...envs(
      'PATH=/opt/java/openjdk/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:/apache-zookeeper-3.9.4-bin/bin',
      'ZOOCFGDIR=/conf',
    ),
    copyScripts(
      {
        'docker-entrypoint.sh':
          '#!/bin/bash\nset -e\n\nif [ ! -f "$ZOO_CONF_DIR/zoo.cfg" ]; then\n    {\n        echo "dataDir=$ZOO_DATA_DIR"\n        echo "dataLogDir=$ZOO_DATA_LOG_DIR"\n        echo "tickTime=$ZOO_TICK_TIME"\n        echo "initLimit=$ZOO_INIT_LIMIT"\n        echo "syncLimit=$ZOO_SYNC_LIMIT"\n        echo "clientPort=2181"\n    } > "$ZOO_CONF_DIR/zoo.cfg"\nfi\nif [ ! -f "$ZOO_DATA_DIR/myid" ]; then\n    echo "${ZOO_MY_ID:-1}" > "$ZOO_DATA_DIR/myid"\nfi\n\nexec "$@"\n',
      },
      '/',
    ),
    entrypoint('/docker-entrypoint.sh'),
    cmd('zkServer.sh', 'start-foreground'),
  ],
};

export const stores: readonly CatalogueImage[] = [
  { repository: 'library/memcached', tags: tags('1.6.39,1.6,1,', ',bookworm'), recipe: memcached(bookwormSlim, false) },
  {
    repository: 'library/memcached',
    tags: tags('1.6.39,1.6,1,', 'alpine,alpine3.22'),
    recipe: memcached(alpine322, true),
  },
  { repository: 'library/mongo', tags: tags('8.2.1,8.2,8,', ',noble'), recipe: mongo('8.2.1') },
  { repository: 'library/mongo', tags: tags('7.0.25,7.0,7'), recipe: mongo('7.0.25') },
  { repository: 'library/mongo', tags: tags('6.0.26,6.0,6'), recipe: mongo('6.0.26') },
  { repository: 'library/rabbitmq', tags: tags('4.2.0,4.2,4,'), recipe: rabbitmqRecipe('4.2.0') },
  { repository: 'library/rabbitmq', tags: tags('4.2.0,4.2,4,', 'management'), recipe: rabbitManagement('4.2.0') },
  { repository: 'library/rabbitmq', tags: tags('4.2.0,4.2,4,', 'alpine'), recipe: rabbitmqRecipe('4.2.0', true) },
  {
    repository: 'library/rabbitmq',
    tags: tags('4.2.0,4.2,4,', 'management-alpine'),
    recipe: rabbitManagement('4.2.0', true),
  },
  { repository: 'library/rabbitmq', tags: tags('3.13.7,3.13,3'), recipe: rabbitmqRecipe('3.13.7') },
  { repository: 'library/rabbitmq', tags: tags('3.13.7,3.13,3', 'management'), recipe: rabbitManagement('3.13.7') },
  { repository: 'library/rabbitmq', tags: tags('3.13.7,3.13,3', 'alpine'), recipe: rabbitmqRecipe('3.13.7', true) },
  {
    repository: 'library/rabbitmq',
    tags: tags('3.13.7,3.13,3', 'management-alpine'),
    recipe: rabbitManagement('3.13.7', true),
  },
  { repository: 'library/elasticsearch', tags: tags('9.2.0'), recipe: elastic('elasticsearch', '9.2.0') },
  { repository: 'library/elasticsearch', tags: tags('8.19.7'), recipe: elastic('elasticsearch', '8.19.7') },
  { repository: 'library/kibana', tags: tags('9.2.0'), recipe: elastic('kibana', '9.2.0') },
  { repository: 'library/kibana', tags: tags('8.19.7'), recipe: elastic('kibana', '8.19.7') },
  { repository: 'library/logstash', tags: tags('9.2.0'), recipe: elastic('logstash', '9.2.0') },
  { repository: 'library/logstash', tags: tags('8.19.7'), recipe: elastic('logstash', '8.19.7') },
  { repository: 'library/zookeeper', tags: tags('3.9.4,3.9,3,'), recipe: zookeeper },
  singleBinary({
    repository: 'library/nats',
    names: 'latest,2,2.12,2.12.1,linux,scratch',
    entrypoint: ['/nats-server'],
    created: '2025-10-14T17:20:31Z',
    on: 'scratch',
    binary: 'nats-server',
    size: 16.9,
    files: [
      text(
        'nats-server.conf',
        '# clients, then routes of the cluster, then monitoring\nport: 4222\nmonitor_port: 8222\n',
      ),
    ],
    ports: [4222, 6222, 8222],
    command: ['--config', 'nats-server.conf'],
  }),
  singleBinary({
    repository: 'library/nats',
    names: 'alpine,2-alpine,2.12-alpine,2.12.1-alpine',
    entrypoint: ['docker-entrypoint.sh'],
    created: '2025-10-14T17:21:40Z',
    binary: 'usr/local/bin/nats-server',
    size: 16.9,
    files: [
      text('etc/nats/nats-server.conf', 'port: 4222\nmonitor_port: 8222\n'),
      text('usr/local/bin/docker-entrypoint.sh', optionScript('nats-server'), { mode: 0o755 }),
    ],
    ports: [4222, 6222, 8222],
    command: ['nats-server', '--config', '/etc/nats/nats-server.conf'],
  }),
  singleBinary({
    repository: 'hashicorp/consul',
    names: 'latest,1.22,1.22.0',
    entrypoint: ['docker-entrypoint.sh'],
    created: '2025-10-28T18:14:09Z',
    binary: 'bin/consul',
    size: 196.2,
    files: [
      text(
        'usr/local/bin/docker-entrypoint.sh',
        optionScript('consul', '/bin/sh', 'agent|catalog|event|exec|info|join|kv|leave|members|monitor|version'),
        { mode: 0o755 },
      ),
      owned('consul/data', 100),
      owned('consul/config', 100),
    ],
    env: ['BIN_NAME=consul', 'VERSION=1.22.0'],
    volumes: ['/consul/data'],
    ports: [8300, 8301, '8301/udp', 8302, '8302/udp', 8500, 8600, '8600/udp'],
    command: ['agent', '-dev', '-client', '0.0.0.0'],
  }),
  singleBinary({
    repository: 'hashicorp/vault',
    names: 'latest,1.21,1.21.0',
    entrypoint: ['docker-entrypoint.sh'],
    created: '2025-10-22T15:33:10Z',
    binary: 'bin/vault',
    size: 498.7,
    files: [
      text(
        'usr/local/bin/docker-entrypoint.sh',
        optionScript('vault', '/bin/sh', 'server|agent|kv|operator|read|write|status|version'),
        { mode: 0o755 },
      ),
      owned('vault/file', 100),
      owned('vault/logs', 100),
    ],
    env: ['NAME=vault', 'VERSION=1.21.0'],
    volumes: ['/vault/file', '/vault/logs'],
    ports: [8200],
    command: ['server', '-dev'],
  }),
  singleBinary({
    repository: 'minio/minio',
    names: 'latest,RELEASE.2025-09-07T16-13-09Z',
    created: '2025-09-07T16:42:30Z',
    on: oracleLinuxSlim,
    binary: 'usr/bin/minio',
    size: 115.4,
    share: 0.33,
    files: [
      program('usr/bin/mc', 100_000),
      text('usr/bin/docker-entrypoint.sh', optionScript('minio', '/bin/sh', 'server|help'), { mode: 0o755 }),
    ],
    env: [
      'MINIO_ACCESS_KEY_FILE=access_key',
      'MINIO_SECRET_KEY_FILE=secret_key',
      'MINIO_ROOT_USER_FILE=access_key',
      'MINIO_ROOT_PASSWORD_FILE=secret_key',
      'MC_CONFIG_DIR=/tmp/.mc',
    ],
    ports: [9000],
    volumes: ['/data'],
    entrypoint: ['/usr/bin/docker-entrypoint.sh'],
    command: ['minio'],
  }),
  singleBinary({
    repository: 'library/influxdb',
    names: 'latest,2,2.7,2.7.12',
    entrypoint: ['/entrypoint.sh'],
    created: '2025-10-21T02:41:18Z',
    on: 'debian',
    binary: 'usr/bin/influxd',
    size: 270.1,
    files: [
      program('usr/bin/influx', 100_000),
      text('entrypoint.sh', optionScript('influxd', '/bin/bash'), { mode: 0o755 }),
    ],
    env: ['INFLUXDB_VERSION=2.7.12'],
    volumes: ['/var/lib/influxdb2', '/etc/influxdb2'],
    ports: [8086],
    command: ['influxd'],
  }),
];
