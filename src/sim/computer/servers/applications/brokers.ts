// EMQX and Neo4j until clients come: what they talk on their own ports is not simulated.
import type { Task } from '../../../kernel/task.ts';
import type { Process, Program } from '../../contract.ts';
import { strerror } from '../../filesystem/errno.ts';
import { say, warn } from '../../programs/net/say.ts';
import { turnAway } from './mute.ts';
import {
  answering,
  json,
  makeDirectories,
  onStop,
  openPorts,
  page,
  plain,
  serveSites,
  spacedTime,
  unsimulated,
  type Site,
} from './site.ts';

/** Serves pages on one port, and lets clients of others in and out again. */
function* serve(process: Process, site: Site, mute: Readonly<Record<number, string>>, ready: () => Task): Task<number> {
  const { kernel } = process.machine;
  const listeners = openPorts(process, [site]);
  if ('errno' in listeners) {
    yield* warn(process, `Failed to listen on port ${listeners.port}: ${strerror(listeners.errno)}\n`);
    return 1;
  }
  for (const [port, what] of Object.entries(mute)) {
    const listener = process.network.listen(Number(port), '::');
    if (typeof listener === 'string') {
      yield* warn(process, `Failed to listen on port ${port}: ${strerror(listener)}\n`);
      return 1;
    }
    kernel.spawn('listener', turnAway(process, listener, what));
  }
  yield* ready();
  yield* serveSites(process, [site], listeners);
  return 0;
}

/** `/usr/bin/docker-entrypoint.sh /opt/emqx/bin/emqx foreground` */
export const emqx: Program = function* (process) {
  const version = process.env.get('EMQX_VERSION') ?? '5.8.8';
  yield* process.compute(1_800);
  process.useMemory(210_000_000);
  const dashboard = answering((path) =>
    path === '/'
      ? page('EMQX Dashboard', '<h1>EMQX</h1>\n<p>Its pages are not simulated.</p>')
      : path === '/status' || path === '/api/v5/status'
        ? plain(`Node emqx@${process.hostname} is started\nemqx is running`)
        : unsimulated(path),
  );
  onStop(process, 0);
  const mute = { 1883: 'MQTT', 8083: 'MQTT over WebSocket', 8084: 'MQTT over WebSocket', 8883: 'MQTT' };
  return yield* serve(process, { port: 18_083, handle: dashboard }, mute, () =>
    say(
      process,
      `Listener ssl:default on 0.0.0.0:8883 started.\nListener tcp:default on 0.0.0.0:1883 started.\nListener ws:default on 0.0.0.0:8083 started.\nListener wss:default on 0.0.0.0:8084 started.\nListener http:dashboard on :18083 started.\nEMQX ${version} is running now!\n`,
    ),
  );
};

/** `tini -g -- /startup/docker-entrypoint.sh neo4j` */
export const neo4j: Program = function* (process) {
  const given = process.env.get('NEO4J_AUTH') ?? '';
  const [, password] = /^neo4j\/(.*)$/.exec(given) ?? [];
  if (password === 'neo4j') {
    yield* warn(process, "Invalid value for password. It cannot be 'neo4j', which is the default.\n");
    return 1;
  }
  if (password !== undefined && password.length < 8) {
    yield* warn(process, 'Invalid value for password. The minimum password length is 8 characters.\n');
    return 1;
  }
  if (password === undefined && given !== '' && given !== 'none') {
    yield* warn(process, `Invalid value for NEO4J_AUTH: '${given}'\n`);
    return 1;
  }
  makeDirectories(process, '/data/databases');
  const version = process.env.get('NEO4J_VERSION') ?? '2025.10.1';
  const log = (text: string): Task => say(process, `${spacedTime(process, '.')}+0000 INFO  ${text}\n`);
  if (password !== undefined)
    yield* say(
      process,
      "Changed password for user 'neo4j'. IMPORTANT: this change will only take effect if performed before the database is started for the first time.\n",
    );
  yield* log('Starting...');
  yield* process.compute(2_500);
  process.useMemory(480_000_000);
  yield* log(`======== Neo4j ${version} ========`);
  const about = json({
    bolt_routing: 'neo4j://localhost:7687',
    bolt_direct: 'bolt://localhost:7687',
    neo4j_version: version,
    neo4j_edition: 'community',
  });
  const handle = answering((path, { head }) =>
    path === '/'
      ? (head.headers.get('accept') ?? '').includes('html')
        ? page('Neo4j', '<h1>Neo4j</h1>\n<p>The browser is not simulated.</p>')
        : about
      : unsimulated(path),
  );
  onStop(process, 143);
  return yield* serve(process, { port: 7474, handle }, { 7687: 'Bolt' }, function* () {
    yield* log('Bolt enabled on 0.0.0.0:7687.');
    yield* log('HTTP enabled on 0.0.0.0:7474.');
    yield* log('Remote interface available at http://localhost:7474/');
    yield* log('Started.');
  });
};
