// Jenkins until its first page: the set-up, the password that unlocks it, and what its API tells without jobs.
import type { Task } from '../../../kernel/task.ts';
import type { Process } from '../../contract.ts';
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

/** `java -jar jenkins.war` */
export function* jenkins(process: Process): Task<number> {
  const home = process.env.get('JENKINS_HOME') ?? '/var/jenkins_home';
  const version = process.env.get('JENKINS_VERSION') ?? '2.528.2';
  const log = (source: string, text: string): Task =>
    warn(process, `${spacedTime(process, '.')}+0000 [id=${process.pid + 30}]\tINFO\t${source}: ${text}\n`);
  yield* say(process, 'Running from: /usr/share/jenkins/jenkins.war\n');
  const denied = process.files.access(home, 2);
  if (denied) {
    yield* warn(process, `Can not write to ${home}/copy_reference_file.log. Wrong volume permissions?\n`);
    return 1;
  }
  yield* log('winstone.Logger#logInternal', 'Beginning extraction from war file');
  yield* process.compute(2_500);
  yield* log(
    'o.e.j.server.Server#doStart',
    `jetty-12.0.25; jvm ${(process.env.get('JAVA_VERSION') ?? '21.0.9').replace(/^jdk-?/, '')}`,
  );
  const secret = `${home}/secrets/initialAdminPassword`;
  const fresh = !process.files.exists(`${home}/config.xml`);
  if (fresh) {
    makeDirectories(process, `${home}/secrets`);
    const random = process.machine.kernel.random('jenkins');
    process.files.writeFile(secret, `${random.hex(32)}\n`, 0o640);
    process.files.writeFile(
      `${home}/config.xml`,
      `<?xml version='1.1' encoding='UTF-8'?>\n<hudson>\n  <version>${version}</version>\n</hudson>\n`,
    );
  }
  const port = Number(
    /--httpPort=(\d+)/.exec(`${process.env.get('JENKINS_OPTS') ?? ''} ${process.argv.join(' ')}`)?.[1] ?? 8080,
  );
  const password = textOf(process, secret)?.trim() ?? '';
  const headers = { 'X-Jenkins': version, 'X-Hudson': '1.395' };
  const handle = function* (request: GoRequest): Task<GoResponse> {
    const path = pathOf(request);
    if (path === '/login')
      return {
        ...page(
          'Sign in [Jenkins]',
          `<h1>Unlock Jenkins</h1>\n<p>To ensure Jenkins is securely set up by the administrator, a password has been written to the log and this file on the server:</p>\n<p><code>${secret}</code></p>\n<p>What comes after it is not simulated.</p>`,
        ),
        headers,
      };
    const login = basicLogin(request);
    if (login?.name !== 'admin' || login.password !== password)
      return {
        ...page(
          'Authentication required',
          "<meta http-equiv='refresh' content='1;url=/login?from=%2F'/>\nAuthentication required",
          403,
        ),
        headers,
      };
    if (path === '/api/json')
      return {
        ...json({
          _class: 'hudson.model.Hudson',
          jobs: [],
          mode: 'NORMAL',
          nodeName: '',
          numExecutors: 2,
          url: null,
          useSecurity: true,
          views: [{ _class: 'hudson.model.AllView', name: 'all' }],
        }),
        headers,
      };
    return { ...unsimulated(path), headers };
  };
  const agents = function* (): Task<GoResponse> {
    return { body: `Jenkins-Agent-Protocols: JNLP4-connect, Ping\nJenkins-Version: ${version}\n` };
  };
  const sites = [
    { port: Number(process.env.get('JENKINS_SLAVE_AGENT_PORT') ?? 50_000), handle: agents },
    { port, handle },
  ];
  const listeners = openPorts(process, sites);
  if ('errno' in listeners) {
    yield* warn(
      process,
      `java.io.IOException: Failed to bind to 0.0.0.0/0.0.0.0:${listeners.port}: ${strerror(listeners.errno)}\n`,
    );
    return 1;
  }
  process.useMemory(480_000_000);
  yield* log(
    'o.e.j.s.AbstractConnector#doStart',
    `Started ServerConnector@1a2b3c{HTTP/1.1, (http/1.1)}{0.0.0.0:${port}}`,
  );
  for (const step of [
    'Started initialization',
    'Listed all plugins',
    'Prepared all plugins',
    'Started all plugins',
    'Augmented all extensions',
    'System config loaded',
    'System config adapted',
    'Loaded all jobs',
    'Configuration for all jobs updated',
  ])
    yield* log('jenkins.InitReactorRunner$1#onAttained', step);
  if (fresh) {
    const stars = `${'*'.repeat(61)}\n`.repeat(3);
    yield* log(
      'jenkins.install.SetupWizard#init',
      `\n\n${stars}\nJenkins initial setup is required. An admin user has been created and a password generated.\nPlease use the following password to proceed to installation:\n\n${password}\n\nThis may also be found at: ${secret}\n\n${stars}`,
    );
  }
  yield* log('jenkins.InitReactorRunner$1#onAttained', 'Completed initialization');
  yield* log('hudson.lifecycle.Lifecycle#onReady', 'Jenkins is fully up and running');
  onStop(
    process,
    143,
    () =>
      `${spacedTime(process, '.')}+0000 [id=24]\tINFO\twinstone.Logger#logInternal: JVM is terminating. Shutting down Jetty\n`,
    2,
  );
  yield* serveSites(process, sites, listeners);
  return 0;
}
