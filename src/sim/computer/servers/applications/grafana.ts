// grafana(1): starts, keeps its files, knows its administrator; dashboards are not simulated.
import type { Task } from '../../../kernel/task.ts';
import type { Process, Program } from '../../contract.ts';
import { strerror } from '../../filesystem/errno.ts';
import { say, warn } from '../../programs/net/say.ts';
import type { GoRequest, GoResponse } from '../go-http.ts';
import {
  basicLogin,
  hexOf,
  isoTime,
  json,
  makeDirectories,
  onStop,
  openPorts,
  page,
  pathOf,
  redirect,
  serveSites,
  unsimulated,
  versionOf,
} from './site.ts';

/** `grafana server`, and the older `grafana-server` */
export const grafana: Program = function* (process) {
  const version = versionOf(process, '/usr/share/grafana/bin/grafana', '12.2.1');
  const [name = '', command = ''] = process.argv;
  if (name.endsWith('grafana') && command !== 'server') {
    yield* warn(process, `drydock: grafana: not simulated: ${command}\n`);
    return 1;
  }
  const log = (logger: string, text: string, level = 'info'): Task =>
    say(process, `logger=${logger} t=${isoTime(process)} level=${level} ${text}\n`);
  yield* log('settings', `msg="Starting Grafana" version=${version} branch=HEAD`);
  const home = process.env.get('GF_PATHS_HOME') ?? '/usr/share/grafana';
  yield* log('settings', `msg="Config loaded from" file=${home}/conf/defaults.ini`);
  yield* log(
    'settings',
    `msg="Config loaded from" file=${process.env.get('GF_PATHS_CONFIG') ?? '/etc/grafana/grafana.ini'}`,
  );
  for (const word of process.argv)
    if (word.startsWith('cfg:'))
      yield* log('settings', `msg="Config overridden from command line" arg="${word.slice(4).replace(/"/g, '')}"`);
  for (const [variable, value] of [...process.env].sort(([one], [other]) => (one < other ? -1 : 1)))
    if (/^GF_[A-Z]+_[A-Z_]+$/.test(variable))
      yield* log(
        'settings',
        `msg="Config overridden from Environment variable" var="${variable}=${/PASS|SECRET/.test(variable) ? '*********' : value}"`,
      );
  yield* log('settings', 'msg="App mode production"');
  const data = process.env.get('GF_PATHS_DATA') ?? '/var/lib/grafana';
  makeDirectories(process, data);
  const fresh = !process.files.exists(`${data}/grafana.db`);
  const denied = fresh ? process.files.writeFile(`${data}/grafana.db`, '', 0o640) : process.files.access(data, 2);
  if (denied) {
    yield* say(
      process,
      `GF_PATHS_DATA='${data}' is not writable.\nYou may have issues with file permissions, more information here: http://docs.grafana.com/docs/installation/docker/#migrate-to-v51-or-later\n`,
    );
    yield* warn(
      process,
      `Error: ✗ failed to connect to database: unable to open database file: ${strerror(denied.errno).toLowerCase()}\n`,
    );
    return 1;
  }
  yield* log('sqlstore', 'msg="Connecting to DB" dbtype=sqlite3');
  yield* log('migrator', 'msg="Starting DB migrations"');
  yield* process.compute(fresh ? 900 : 150);
  yield* log('migrator', `msg="migrations completed" performed=${fresh ? 654 : 0} skipped=${fresh ? 0 : 654}`);
  const admin = process.env.get('GF_SECURITY_ADMIN_USER') ?? 'admin';
  if (fresh) yield* log('sqlstore', `msg="Created default admin" user=${admin}`);
  const port = Number(process.env.get('GF_SERVER_HTTP_PORT') ?? '3000');
  const sites = [{ port, handle: (request: GoRequest) => answer(process, request, version, admin) }];
  const listeners = openPorts(process, sites);
  if ('errno' in listeners) {
    yield* log(
      'server',
      `msg="Failed to start" error="failed to open listener on address 0.0.0.0:${port}: listen tcp 0.0.0.0:${port}: bind: ${strerror(listeners.errno).toLowerCase()}"`,
      'error',
    );
    return 1;
  }
  process.useMemory(94_000_000);
  yield* log('http.server', `msg="HTTP Server Listen" address=[::]:${port} protocol=http subUrl= socket=`);
  onStop(
    process,
    0,
    () => `logger=server t=${isoTime(process)} level=info msg="Shutdown started" reason="System signal: terminated"\n`,
  );
  yield* serveSites(process, sites, listeners);
  return 0;
};

function* answer(process: Process, request: GoRequest, version: string, admin: string): Task<GoResponse> {
  const path = pathOf(request);
  if (path === '/api/health') return json({ database: 'ok', version, commit: hexOf(version, 40) });
  if (path === '/healthz') return { body: 'Ok' };
  if (path === '/login')
    return page(
      'Grafana',
      '<h1>Welcome to Grafana</h1>\n<p>Its pages are not simulated. <code>/api/health</code> answers, and <code>/api/user</code> to whoever logs in.</p>',
    );
  if (!path.startsWith('/api/')) return redirect('/login');
  const login = basicLogin(request);
  const password = process.env.get('GF_SECURITY_ADMIN_PASSWORD') ?? 'admin';
  const anonymous = process.env.get('GF_AUTH_ANONYMOUS_ENABLED') === 'true';
  if (login ? login.name !== admin || login.password !== password : !anonymous)
    return json(
      {
        message: login ? 'Invalid username or password' : 'Unauthorized',
        messageId: login ? 'password-auth.failed' : 'session.token.missing',
        statusCode: 401,
        traceID: '',
      },
      401,
    );
  if (path === '/api/user' && login)
    return json({ id: 1, login: admin, email: `${admin}@localhost`, isGrafanaAdmin: true, orgId: 1 });
  if (path === '/api/org') return json({ id: 1, name: 'Main Org.' });
  return unsimulated(path);
}
