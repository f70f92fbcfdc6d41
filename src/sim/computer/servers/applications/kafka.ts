// Kafka and ZooKeeper as Confluent's and Apache's images start them, until clients come: Kafka's protocol is not simulated.
import { sleep, type Task } from '../../../kernel/task.ts';
import type { Listener, Process, Program } from '../../contract.ts';
import { strerror } from '../../filesystem/errno.ts';
import { connectTo } from '../../http/client.ts';
import { say, warn } from '../../programs/net/say.ts';
import { turnAway } from './mute.ts';
import { onStop, spacedTime } from './site.ts';

const info = (process: Process, text: string, level = 'INFO'): Task =>
  say(process, `[${spacedTime(process)}] ${level} ${text}\n`);

/** `/etc/confluent/docker/run` of the image cp-zookeeper */
export const confluentZooKeeper: Program = function* (process) {
  const port = process.env.get('ZOOKEEPER_CLIENT_PORT');
  yield* begin(process);
  if (port === undefined || port === '') return yield* demand(process, 'ZOOKEEPER_CLIENT_PORT');
  yield* say(process, '===> Running preflight checks ... \n===> Launching ... \n===> Launching zookeeper ... \n');
  yield* process.compute(900);
  yield* info(process, `clientPortAddress is 0.0.0.0:${port} (org.apache.zookeeper.server.quorum.QuorumPeerConfig)`);
  yield* info(process, 'Starting server (org.apache.zookeeper.server.ZooKeeperServerMain)');
  return yield* listenMutely(process, [Number(port)], function* () {
    yield* info(
      process,
      `binding to port 0.0.0.0/0.0.0.0:${port} (org.apache.zookeeper.server.NettyServerCnxnFactory)`,
    );
    yield* info(
      process,
      'PrepRequestProcessor (sid:0) started, reconfigEnabled=false (org.apache.zookeeper.server.PrepRequestProcessor)',
    );
  });
};

/** `/etc/confluent/docker/run` of cp-kafka, `/etc/kafka/docker/run` of apache/kafka, `start-kafka.sh` of wurstmeister/kafka */
export const kafka: Program = function* (process) {
  const setting = (name: string): string => process.env.get(`KAFKA_${name}`) ?? '';
  const apache = (process.argv[0] ?? '').includes('/kafka/docker');
  const confluent = (process.argv[0] ?? '').includes('confluent');
  yield* begin(process);
  const voters = setting('PROCESS_ROLES') !== '' || apache;
  if (confluent) {
    for (const name of voters ? ['ADVERTISED_LISTENERS'] : ['ZOOKEEPER_CONNECT', 'ADVERTISED_LISTENERS'])
      if (setting(name) === '') return yield* demand(process, `KAFKA_${name}`);
    if (voters && (process.env.get('CLUSTER_ID') ?? '') === '') return yield* demand(process, 'CLUSTER_ID');
  }
  const id = setting('BROKER_ID') || setting('NODE_ID') || '1';
  if (!voters) {
    yield* say(process, '===> Running preflight checks ... \n===> Check if Zookeeper is healthy ...\n');
    const failure = yield* findZooKeeper(process, setting('ZOOKEEPER_CONNECT') || 'zookeeper:2181');
    if (failure !== undefined) return failure;
  }
  yield* say(process, '===> Launching ... \n===> Launching kafka ... \n');
  yield* process.compute(1_200);
  const listeners = setting('LISTENERS') || setting('ADVERTISED_LISTENERS') || 'PLAINTEXT://:9092';
  const ports = [...new Set([...listeners.matchAll(/:(\d+)(?=,|$)/g)].map(([, port]) => Number(port)))];
  const name = voters ? `KafkaRaftServer nodeId=${id}` : `KafkaServer id=${id}`;
  return yield* listenMutely(process, ports.length > 0 ? ports : [9092], function* (opened) {
    for (const port of opened)
      yield* info(process, `Awaiting socket connections on 0.0.0.0:${port}. (kafka.network.DataPlaneAcceptor)`);
    yield* info(
      process,
      voters
        ? `[${name}] Kafka Server started (kafka.server.KafkaRaftServer)`
        : `[${name}] started (kafka.server.KafkaServer)`,
    );
  });
};

const begin = (process: Process): Task =>
  say(process, '===> User\nuid=1000(appuser) gid=1000(appuser) groups=1000(appuser)\n===> Configuring ...\n');

function* demand(process: Process, name: string): Task<number> {
  yield* warn(process, `${name} is required.\nCommand [/usr/local/bin/dub ensure ${name}] FAILED !\n`);
  return 1;
}

/** Waits for ZooKeeper; an exit status when it does not answer in time. */
function* findZooKeeper(process: Process, servers: string): Task<number | undefined> {
  const [host = '', port = '2181'] = (servers.split(',')[0] ?? '').replace(/\/.*$/, '').split(':');
  for (let waited = 0; waited < 40; waited++) {
    const connected = yield* connectTo(process, host, Number(port));
    if ('connection' in connected) {
      connected.connection.close();
      yield* info(
        process,
        `Socket connection established, initiating session, client: /0.0.0.0, server: ${host}:${port} (org.apache.zookeeper.ClientCnxn)`,
      );
      return undefined;
    }
    if (connected.failure === 'resolve')
      yield* info(
        process,
        `Unable to resolve address: ${host}:${port} (org.apache.zookeeper.client.StaticHostProvider)`,
        'ERROR',
      );
    yield* sleep(1_000);
  }
  yield* info(
    process,
    `Timed out waiting for connection to Zookeeper server [${servers}]. (io.confluent.admin.utils.ClusterStatus)`,
    'ERROR',
  );
  return 1;
}

/** Listens on ports and says on the first connection that what clients talk is not simulated. */
function* listenMutely(
  process: Process,
  ports: readonly number[],
  ready: (ports: readonly number[]) => Task,
): Task<number> {
  const listeners: Listener[] = [];
  for (const port of ports) {
    const listener = process.network.listen(port, '::');
    if (typeof listener === 'string') {
      yield* info(process, `java.net.BindException: ${strerror(listener)}: 0.0.0.0:${port}`, 'ERROR');
      return 1;
    }
    listeners.push(listener);
  }
  process.useMemory(360_000_000);
  yield* ready(ports);
  onStop(process, 143);
  const { kernel } = process.machine;
  for (const listener of listeners.slice(1))
    kernel.spawn('listener', turnAway(process, listener, 'sessions of clients'));
  const [first] = listeners;
  if (first) yield* turnAway(process, first, 'sessions of clients');
  return 0;
}
