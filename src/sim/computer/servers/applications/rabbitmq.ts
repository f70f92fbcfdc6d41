// RabbitMQ's server and its tools: it starts, keeps its account, answers its management API's first questions. Queues are not simulated.
import { spawn, type Task } from '../../../kernel/task.ts';
import type { Connection, Process, Program } from '../../contract.ts';
import { strerror } from '../../filesystem/errno.ts';
import { say, warn } from '../../programs/net/say.ts';
import type { GoRequest, GoResponse } from '../go-http.ts';
import {
  basicLogin,
  json,
  makeDirectories,
  onStop,
  openPorts,
  page,
  pathOf,
  serveSites,
  spacedTime,
  textOf,
  unsimulated,
} from './site.ts';

const amqp = 5672;
const management = 15_672;

/** `rabbitmq-server` */
export const rabbitmqServer: Program = function* (process) {
  const version = process.env.get('RABBITMQ_VERSION') ?? '4.2.0';
  const node = `rabbit@${process.hostname}`;
  const log = (text: string, level = 'info'): Task =>
    say(process, `${spacedTime(process, '.')}000+00:00 [${level}] <0.${200 + process.pid}.0> ${text}\n`);
  yield* process.compute(2_200);
  yield* log(`Starting RabbitMQ ${version} on Erlang 27.3.4.6 [jit]`);
  yield* log('Copyright (c) 2007-2025 Broadcom Inc and/or its subsidiaries');
  yield* say(process, banner(version, node));
  const folder = '/var/lib/rabbitmq/mnesia';
  const fresh = !process.files.exists(`${folder}/${node}`);
  makeDirectories(process, `${folder}/${node}`);
  const name = process.env.get('RABBITMQ_DEFAULT_USER') ?? 'guest';
  const password = process.env.get('RABBITMQ_DEFAULT_PASS') ?? 'guest';
  const account = `${folder}/${node}/default-account`;
  if (fresh) process.files.writeFile(account, `${name}\n${password}\n`, 0o600);
  yield* log(
    fresh
      ? `Node database directory at ${folder}/${node} is empty. Assuming we need to join an existing cluster or initialise from scratch...`
      : `Feature flags: reading existing registry`,
  );
  const enabled = textOf(process, '/etc/rabbitmq/enabled_plugins') ?? '';
  const withPages = enabled.includes('rabbitmq_management');
  const listener = process.network.listen(amqp, '::');
  const epmd = process.network.listen(4369, '::');
  const distribution = process.network.listen(25_672, '::');
  if (typeof listener === 'string') {
    yield* log(
      `Failed to start Ranch listener {acceptor,{0,0,0,0,0,0,0,0},${amqp}} in ranch_tcp:listen(...) for reason ${listener.toLowerCase()} (${strerror(listener).toLowerCase()})`,
      'error',
    );
    return 1;
  }
  const accounts = (textOf(process, account) ?? '').split('\n');
  const known = { name: accounts[0] ?? name, password: accounts[1] ?? password };
  const sites = withPages
    ? [{ port: management, handle: (request: GoRequest) => answer(process, request, { version, node, known }) }]
    : [];
  const listeners = openPorts(process, sites);
  process.useMemory(118_000_000);
  if (fresh) yield* log(`Created user '${name}'`);
  if (fresh) yield* log(`Successfully set user tags for user '${name}' to [administrator]`);
  if (withPages) yield* log('Management plugin: HTTP (non-TLS) listener started on port 15672');
  yield* log(`started TCP listener on [::]:${amqp}`);
  const plugins = withPages
    ? ['rabbitmq_prometheus', 'rabbitmq_management', 'rabbitmq_management_agent', 'rabbitmq_web_dispatch']
    : ['rabbitmq_prometheus', 'rabbitmq_web_dispatch'];
  yield* log(`Server startup complete; ${plugins.length} plugins started.`);
  yield* say(
    process,
    `${plugins.map((plugin) => ` * ${plugin}\n`).join('')} completed with ${plugins.length} plugins.\n`,
  );
  onStop(
    process,
    0,
    () =>
      `${spacedTime(process, '.')}000+00:00 [info] <0.60.0> SIGTERM received - shutting down\n${spacedTime(process, '.')}000+00:00 [info] <0.60.0> Stopping RabbitMQ applications and their dependencies\n`,
  );
  if (!('errno' in listeners)) yield* spawn('management', serveSites(process, sites, listeners));
  for (const other of [epmd, distribution]) if (typeof other !== 'string') yield* spawn('closed', hangUp(other));
  for (let connection = yield* listener.accept(); connection; connection = yield* listener.accept())
    yield* spawn('amqp', greet(connection, log));
  return 0;
};

function* hangUp(listener: { accept: () => Task<Connection | undefined> }): Task {
  for (let connection = yield* listener.accept(); connection; connection = yield* listener.accept()) connection.close();
}

/** AMQP 0-9-1, section 4.2.2: who does not begin with the protocol's header is told it. What follows is not simulated. */
function* greet(connection: Connection, log: (text: string, level?: string) => Task): Task {
  const { address, port } = connection.remote;
  yield* log(`accepting AMQP connection ${address}:${port} -> ${connection.local.address}:${amqp}`);
  yield* connection.read();
  yield* connection.write(Uint8Array.of(65, 77, 81, 80, 0, 0, 9, 1));
  yield* log('not simulated: connections of clients', 'error');
  connection.close();
}

interface Broker {
  readonly version: string;
  readonly node: string;
  readonly known: { readonly name: string; readonly password: string };
}

function* answer(process: Process, request: GoRequest, { version, node, known }: Broker): Task<GoResponse> {
  const path = pathOf(request);
  if (!path.startsWith('/api/'))
    return path === '/'
      ? page(
          'RabbitMQ Management',
          '<h1>RabbitMQ</h1>\n<p>Its pages are not simulated. <code>/api/overview</code> answers to whoever logs in.</p>',
        )
      : unsimulated(path);
  const login = basicLogin(request);
  if (login?.name !== known.name || login.password !== known.password)
    return {
      ...json({ error: 'not_authorized', reason: login ? 'Not_Authorized' : 'Login failed' }, 401),
      headers: { 'WWW-Authenticate': 'Basic realm="RabbitMQ Management"' },
    };
  switch (path) {
    case '/api/overview':
      return json({
        management_version: version,
        product_name: 'RabbitMQ',
        product_version: version,
        rabbitmq_version: version,
        cluster_name: node,
        node,
        object_totals: { channels: 0, connections: 0, consumers: 0, exchanges: 7, queues: 0 },
        listeners: [
          { node, protocol: 'amqp', port: amqp },
          { node, protocol: 'http', port: management },
        ],
      });
    case '/api/health/checks/alarms':
      return json({ status: 'ok' });
    case '/api/whoami':
      return json({ name: known.name, tags: ['administrator'] });
    case '/api/users':
      return json([{ name: known.name, tags: ['administrator'], limits: {} }]);
    case '/api/vhosts':
      return json([{ name: '/', description: 'Default virtual host' }]);
    case '/api/nodes':
      return json([
        {
          name: node,
          type: 'disc',
          running: true,
          uptime: Math.round(process.machine.kernel.now - process.info.startedAt),
        },
      ]);
    case '/api/queues':
    case '/api/connections':
    case '/api/channels':
      return json([]);
    default:
      return unsimulated(path);
  }
}

const banner = (version: string, node: string): string => `
  ##  ##      RabbitMQ ${version}
  ##  ##
  ##########  Copyright (c) 2007-2025 Broadcom Inc and/or its subsidiaries
  ######  ##
  ##########  Licensed under the MPL 2.0. Website: https://rabbitmq.com

  Erlang:      27.3.4.6 [jit]
  TLS Library: OpenSSL - OpenSSL 3.5.4
  Release series support status: see https://www.rabbitmq.com/release-information

  Node:        ${node}
  Logs: /var/log/rabbitmq/rabbit@.log
        <stdout>

  Config file(s): /etc/rabbitmq/conf.d/10-defaults.conf

  Starting broker...`;

/** Whether the broker of this container listens. */
const runs = (process: Process): boolean => process.network.listening.some(({ local }) => local.port === amqp);

/** `rabbitmq-diagnostics` and `rabbitmqctl`: what health checks ask. */
export const rabbitmqTool: Program = function* (process) {
  const words = process.argv.slice(1).filter((word) => !word.startsWith('-'));
  const quiet = process.argv.some(
    (word) => word === '-q' || word === '--quiet' || word === '-s' || word === '--silent',
  );
  const node = `rabbit@${process.hostname}`;
  const command = words[0] ?? '';
  yield* process.compute(900);
  const asks = [
    'ping',
    'check_running',
    'check_local_alarms',
    'check_port_connectivity',
    'check_virtual_hosts',
    'status',
    'await_startup',
    'node_health_check',
  ];
  if (!asks.includes(command)) {
    yield* warn(process, `drydock: ${(process.argv[0] ?? '').replace(/^.*\//, '')}: not simulated: ${command}\n`);
    return 64;
  }
  if (!runs(process)) {
    yield* warn(
      process,
      `Error: unable to perform an operation on node '${node}'. Please see diagnostics information and suggestions below.\n\nMost common reasons for this are:\n\n * Target node is unreachable (e.g. due to hostname resolution, TCP connection or firewall issues)\n * CLI tool fails to authenticate with the server (e.g. due to CLI tool's Erlang cookie not matching that of the server)\n * Target node is not running\n`,
    );
    return 69;
  }
  const texts: Readonly<Record<string, readonly [string, string]>> = {
    ping: [
      `Will ping ${node}. This only checks if the OS process is running and registered with epmd. Timeout: 60000 ms.`,
      'Ping succeeded',
    ],
    check_running: [
      `Checking if RabbitMQ is running on node ${node} ...`,
      `RabbitMQ on node ${node} is fully booted and running`,
    ],
    check_local_alarms: [
      `Asking node ${node} to report any local resource alarms ...`,
      `Node ${node} reported no local alarms`,
    ],
    check_port_connectivity: [
      `Testing TCP connections to all active listeners on node ${node} using hostname resolution ...`,
      `Successfully connected to ports 5672, 15672, 15692, 25672 on node ${node} (using node hostname resolution)`,
    ],
    check_virtual_hosts: [
      `Checking if all vhosts are running on node ${node} ...`,
      `Node ${node} reported all vhosts as running`,
    ],
    await_startup: [`Awaiting startup on ${node} ...`, ''],
    node_health_check: ['This command has been deprecated since 2019 and no longer has any effect.', ''],
    status: [
      `Status of node ${node} ...`,
      `Runtime\n\nOS PID: 1\nOS: Linux\nRabbitMQ version: ${process.env.get('RABBITMQ_VERSION') ?? ''}\nNode name: ${node}`,
    ],
  };
  const [before = '', after = ''] = texts[command] ?? [];
  yield* say(process, `${quiet ? '' : `${before}\n`}${after === '' ? '' : `${after}\n`}`);
  return 0;
};
