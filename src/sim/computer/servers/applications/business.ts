// Odoo and Redmine until their first page: they look for their database, listen, and say that their pages are not simulated.
import { sleep, type Task } from '../../../kernel/task.ts';
import type { Process, Program } from '../../contract.ts';
import { strerror } from '../../filesystem/errno.ts';
import { connectTo } from '../../http/client.ts';
import { Client } from '../../postgres/client/client.ts';
import { say, warn } from '../../programs/net/say.ts';
import {
  answering,
  json,
  onStop,
  openPorts,
  page,
  redirect,
  serveSites,
  spacedTime,
  unsimulated,
  type Handler,
} from './site.ts';

function* open(
  process: Process,
  port: number,
  handle: Handler,
  taken: (why: string) => Task,
  ready: () => Task,
): Task<number> {
  const sites = [{ port, handle }];
  const listeners = openPorts(process, sites);
  if ('errno' in listeners) {
    yield* taken(strerror(listeners.errno));
    return 1;
  }
  yield* ready();
  yield* serveSites(process, sites, listeners);
  return 0;
}

/** `/entrypoint.sh odoo`: waits for PostgreSQL as the image's script does, 30 seconds. */
export const odoo: Program = function* (process) {
  const setting = (name: string, usual: string): string => process.env.get(name) || usual;
  const [host, port] = [setting('HOST', 'db'), Number(setting('PORT', '5432'))];
  const user = setting('USER', 'odoo');
  const target = { host, port, user, database: 'postgres', password: setting('PASSWORD', 'odoo'), application: 'odoo' };
  for (let waited = 0; ; waited++) {
    const client = yield* Client.connect(process, target);
    if (client instanceof Client) {
      yield* client.close();
      break;
    }
    if (waited === 30) {
      yield* warn(process, `Database connection failure: ${client.problem}\n`);
      return 1;
    }
    yield* sleep(1_000);
  }
  const version = setting('ODOO_VERSION', '17.0');
  const log = (source: string, text: string): Task =>
    warn(process, `${spacedTime(process)} ${process.pid} INFO ? ${source}: ${text} \n`);
  yield* log('odoo', `Odoo version ${version}`);
  yield* log('odoo', 'Using configuration file at /etc/odoo/odoo.conf');
  yield* log('odoo', `database: ${user}@${host}:${port}`);
  yield* process.compute(1_500);
  process.useMemory(190_000_000);
  onStop(
    process,
    0,
    () => `${spacedTime(process)} ${process.pid} INFO ? odoo.service.server: Initiating shutdown \n`,
    2,
  );
  const handle = answering((path) =>
    path === '/web/health'
      ? json({ status: 'pass' })
      : path === '/'
        ? redirect('/web/database/selector', 303)
        : path === '/web/database/selector'
          ? page('Odoo', '<h1>Odoo</h1>\n<p>What comes after it is not simulated.</p>')
          : unsimulated(path),
  );
  return yield* open(
    process,
    8069,
    handle,
    (why) => log('odoo.service.server', `[Errno 98] ${why}`),
    () => log('odoo.service.server', `HTTP service (werkzeug) running on ${process.hostname}:8069`),
  );
};

/** `/docker-entrypoint.sh rails server`: without a variable that names a database, Redmine keeps a file of its own. */
export const redmine: Program = function* (process) {
  const kinds = { MYSQL: ['mysql2', 3306], POSTGRES: ['postgresql', 5432], SQLSERVER: ['sqlserver', 1433] } as const;
  const chosen = Object.entries(kinds).find(([name]) => (process.env.get(`REDMINE_DB_${name}`) ?? '') !== '');
  if (!chosen)
    yield* warn(
      process,
      '\nwarning: missing REDMINE_DB_MYSQL, REDMINE_DB_POSTGRES, or REDMINE_DB_SQLSERVER environment variables\n\n*** Using sqlite3 as fallback. ***\n\n',
    );
  else {
    const [name, [, usual]] = chosen;
    const host = process.env.get(`REDMINE_DB_${name}`) ?? '';
    const connected = yield* connectTo(process, host, Number(process.env.get('REDMINE_DB_PORT') ?? usual));
    if ('failure' in connected) {
      const why = connected.failure === 'resolve' ? `could not find the host ${host}` : strerror(connected.errno);
      yield* warn(
        process,
        `rake aborted!\nActiveRecord::ConnectionNotEstablished: ${why}\nTasks: TOP => db:migrate\n(See full trace by running task with --trace)\n`,
      );
      return 1;
    }
    connected.connection.close();
  }
  const version = process.env.get('REDMINE_VERSION') ?? '6.0.7';
  yield* say(
    process,
    '=> Booting Puma\n=> Rails 7.2.2.2 application starting in production \n=> Run `bin/rails server --help` for more startup options\n',
  );
  yield* process.compute(1_500);
  process.useMemory(160_000_000);
  onStop(process, 0, () => '- Gracefully stopping, waiting for requests to finish\nExiting\n');
  const handle = answering((path) =>
    path === '/'
      ? page('Redmine', `<h1>Redmine</h1>\n<p>Redmine ${version}. What comes after it is not simulated.</p>`)
      : unsimulated(path),
  );
  return yield* open(
    process,
    3000,
    handle,
    (why) => warn(process, `${why} - bind(2) for "0.0.0.0" port 3000 (Errno::EADDRINUSE)\n`),
    () =>
      say(
        process,
        `Puma starting in single mode...\n* Puma version: 6.6.1 ("Return to Forever")\n*  Min threads: 0\n*  Max threads: 5\n*  Environment: production\n*          PID: ${process.pid}\n* Listening on http://0.0.0.0:3000\nUse Ctrl-C to stop\n`,
      ),
  );
};
