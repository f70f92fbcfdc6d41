// The programs behind the names that binaries carry. Shells are at hand; the others are chunks, loaded when first run.
import { load, type Task } from '../../kernel/task.ts';
import type { Program } from '../contract.ts';
import { asGnu } from './flavour.ts';
import { findLaterApplet } from './later-applets.ts';
import { shells } from './shells.ts';

type Programs = Readonly<Record<string, Program>>;

/** Names in the chunk of network programs. */
const networkNames = new Set([
  'arp', 'brctl', 'curl', 'dig', 'host', 'ifconfig', 'ip', 'iptables', 'nc', 'netcat', 'netstat', 'nginx', 'nslookup', 'ping',
  'route', 'ss', 'tcpdump', 'telnet', 'traceroute', 'wget',
]); // prettier-ignore

/** Names in the chunk for administrators. */
const administrationNames = new Set(['systemctl', 'service']);

/** Package managers and others that are large: each is a chunk with its names. */
const managers: Readonly<Record<string, () => Promise<Programs>>> = {
  ...named(
    'apt apt-get apt-cache apt-mark apt-key apt-config apt-cdrom add-apt-repository',
    async () => (await import('./apt.ts')).aptPrograms,
  ),
  ...named('dpkg dpkg-query dpkg-deb', async () => (await import('./dpkg.ts')).dpkgPrograms),
  ...named('pip pip3', async () => {
    const { pip } = await import('./pip/pip.ts');
    return { pip, pip3: pip };
  }),
  ...named('python python3', async () => {
    const { python } = await import('../python/python.ts');
    return { python, python3: python };
  }),
  ...named('apache2', async () => ({ apache2: (await import('../servers/httpd/httpd.ts')).httpd })),
  ...named(
    'a2enmod a2dismod a2ensite a2dissite a2enconf a2disconf',
    async () => (await import('../servers/httpd/enable.ts')).enablers,
  ),
  ...named('php', async () => ({ php: (await import('../php/php.ts')).php })),
  ...named('php-fpm', async () => ({ 'php-fpm': (await import('../php/fpm/fpm.ts')).phpFpm })),
  ...named(
    'docker-php-source docker-php-ext-configure docker-php-ext-install docker-php-ext-enable pecl',
    async () => (await import('../php/docker/programs.ts')).extensionPrograms,
  ),
  ...named('npm npx yarn', async () => (await import('./npm/npm.ts')).npmPrograms),
  ...named('git', async () => ({ git: (await import('../git/git.ts')).git })),
  ...named(
    'postgres postmaster initdb pg_ctl pg_isready pg_restore psql createdb dropdb',
    async () => (await import('../postgres/programs.ts')).postgresPrograms,
  ),
  ...named(
    'mysql mariadb mysqladmin mariadb-admin mysqld mariadbd mariadb-install-db',
    async () => (await import('../mysql/programs.ts')).mysqlPrograms,
  ),
  ...named('figlet cowsay cowthink', async () => (await import('./banners.ts')).banners),
  ...named('jq', async () => ({ jq: (await import('./jq/jq.ts')).jq })),
  ...named('htpasswd', async () => ({ htpasswd: (await import('./accounts/htpasswd.ts')).htpasswd })),
  ...named('memcached', async () => ({ memcached: (await import('../servers/memcached.ts')).memcached })),
  ...named(
    'http-echo tini traefik-whoami jwilder-whoami',
    async () => (await import('../servers/small.ts')).smallServers,
  ),
  ...named(
    `alertmanager caddy cadvisor catalina.sh confluent-zookeeper consul emqx eswrapper ghost grafana grafana-server influxd jaeger java kafka
    kibana-docker logstash minio mongo-express nats-server neo4j nginx-proxy node_exporter odoo otelcol pgadmin-gunicorn portainer prometheus rabbitmq-diagnostics rabbitmq-server rabbitmqctl redmine serve
    traefik vault visualizer watchtower zipkin zkServer.sh`,
    async () => (await import('../servers/applications/index.ts')).applications,
  ),
  ...named(
    'voting-result voting-vote voting-worker',
    async () => (await import('../servers/voting/programs.ts')).votingPrograms,
  ),
  ...named('mongo mongod mongosh', async () => (await import('../servers/mongo/programs.ts')).mongoPrograms),
  ...named('redis-server redis-cli', async () => (await import('../redis/programs.ts')).redisPrograms),
  ...named('ssh', async () => ({ ssh: (await import('../ssh/ssh.ts')).ssh })),
  ...named('apk', async () => ({ apk: (await import('./apk.ts')).apk })),
};

function named(names: string, loader: () => Promise<Programs>): Record<string, () => Promise<Programs>> {
  return Object.fromEntries(names.split(/\s+/).map((name) => [name, loader]));
}

/** What only the learner's machine has. */
const loadAdministration = async (): Promise<Programs> => ({ ...(await import('./systemctl.ts')) });

const loadBinaries = async (): Promise<Programs> => (await import('./binaries.ts')).binaries;
const loadNetworkPrograms = async (): Promise<Programs> => (await import('./network.ts')).networkPrograms;

const loadNode = async (): Promise<(version: string) => Program> => (await import('../node/node.ts')).node;
/** The version of node where a binary does not say: Debian's and Alpine's packages. */
const usualNode = '20.19.5';

function loaderOf(name: string): () => Promise<Programs> {
  if (networkNames.has(name)) return loadNetworkPrograms;
  return administrationNames.has(name) ? loadAdministration : loadBinaries;
}

/** The program of a name, `@version` left away; loads it first if it has to be. Undefined for one that is not simulated. */
export function* findBuiltProgram(fullName: string): Task<Program | undefined> {
  const name = fullName.replace(/@.*$/, '');
  if (Object.hasOwn(shells, name)) return shells[name];
  const later = yield* findLaterApplet(name);
  if (later) return asGnu(later);
  const runtime = /^node(?:-(\d[\d.]*))?$/.exec(name);
  if (runtime) return (yield* load(loadNode))(runtime[1] ?? usualNode);
  const manager = Object.hasOwn(managers, name) ? managers[name] : undefined;
  const programs = yield* load(manager ?? loaderOf(name));
  return Object.hasOwn(programs, name) ? programs[name] : undefined;
}
