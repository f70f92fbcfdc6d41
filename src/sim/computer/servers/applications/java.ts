// java(1) as the images of Jenkins, SonarQube, Tomcat and ZooKeeper use it: these start, other programs are not simulated.
import type { Task } from '../../../kernel/task.ts';
import type { Process, Program } from '../../contract.ts';
import { strerror } from '../../filesystem/errno.ts';
import { say, warn } from '../../programs/net/say.ts';
import type { GoRequest, GoResponse } from '../go-http.ts';
import { basicLogin, hexOf, isoTime, json, makeDirectories, onStop, openPorts, page, pathOf, plain, serveSites, spacedTime, textOf, unsimulated } from './site.ts'; // prettier-ignore

/** `java` */
export const java: Program = function* (process) {
  const words = process.argv.slice(1);
  const version = (process.env.get('JAVA_VERSION') ?? 'jdk-21.0.9+10').replace(/^jdk-?/, '');
  const [release = '', build = ''] = version.split('+');
  if (words.some((word) => /^-{1,2}version$/.test(word))) {
    const text = `openjdk ${words.includes('-version') ? 'version ' : ''}${words.includes('-version') ? `"${release}"` : release} 2025-10-21${release.startsWith('8u') ? '' : ' LTS'}\nOpenJDK Runtime Environment Temurin-${release}+${build} (build ${release}+${build}-LTS)\nOpenJDK 64-Bit Server VM Temurin-${release}+${build} (build ${release}+${build}-LTS, mixed mode, sharing)\n`; // prettier-ignore
    yield* words.includes('-version') ? warn(process, text) : say(process, text);
    return 0;
  }
  const archive = words[words.indexOf('-jar') + 1] ?? '';
  if (
    words.includes('-jar') &&
    !process.files.exists(archive.startsWith('/') ? archive : `${process.cwd}/${archive}`)
  ) {
    yield* warn(process, `Error: Unable to access jarfile ${archive}\n`);
    return 1;
  }
  if (words.includes('-jar') && archive.endsWith('jenkins.war')) return yield* jenkins(process);
  if (words.includes('-jar') && archive.endsWith('sonarqube.jar')) return yield* sonarqube(process);
  yield* warn(process, `drydock: java: not simulated: ${words.includes('-jar') ? archive : (words.find((word) => !word.startsWith('-')) ?? words.join(' '))}\n`); // prettier-ignore
  return 1;
};

function* jenkins(process: Process): Task<number> {
  const home = process.env.get('JENKINS_HOME') ?? '/var/jenkins_home';
  const version = process.env.get('JENKINS_VERSION') ?? '2.528.2';
  const log = (source: string, text: string): Task => warn(process, `${spacedTime(process, '.')}+0000 [id=${process.pid + 30}]\tINFO\t${source}: ${text}\n`); // prettier-ignore
  yield* say(process, 'Running from: /usr/share/jenkins/jenkins.war\n');
  const denied = process.files.access(home, 2);
  if (denied) {
    yield* warn(process, `Can not write to ${home}/copy_reference_file.log. Wrong volume permissions?\n`);
    return 1;
  }
  yield* log('winstone.Logger#logInternal', 'Beginning extraction from war file');
  yield* process.compute(2_500);
  yield* log('o.e.j.server.Server#doStart', `jetty-12.0.25; jvm ${(process.env.get('JAVA_VERSION') ?? '21.0.9').replace(/^jdk-?/, '')}`); // prettier-ignore
  const secret = `${home}/secrets/initialAdminPassword`;
  const fresh = !process.files.exists(`${home}/config.xml`);
  if (fresh) {
    makeDirectories(process, `${home}/secrets`);
    const random = process.machine.kernel.random('jenkins');
    process.files.writeFile(secret, `${Array.from({ length: 32 }, () => Math.floor(random.next() * 16).toString(16)).join('')}\n`, 0o640); // prettier-ignore
    process.files.writeFile(`${home}/config.xml`, `<?xml version='1.1' encoding='UTF-8'?>\n<hudson>\n  <version>${version}</version>\n</hudson>\n`); // prettier-ignore
  }
  const port = Number(
    /--httpPort=(\d+)/.exec(`${process.env.get('JENKINS_OPTS') ?? ''} ${process.argv.join(' ')}`)?.[1] ?? 8080,
  );
  const password = textOf(process, secret)?.trim() ?? '';
  const headers = { 'X-Jenkins': version, 'X-Hudson': '1.395' };
  const handle = function* (request: GoRequest): Task<GoResponse> {
    const path = pathOf(request);
    if (path === '/login') return { ...page('Sign in [Jenkins]', `<h1>Unlock Jenkins</h1>\n<p>To ensure Jenkins is securely set up by the administrator, a password has been written to the log and this file on the server:</p>\n<p><code>${secret}</code></p>\n<p>What comes after it is not simulated.</p>`), headers }; // prettier-ignore
    const login = basicLogin(request);
    if (login?.name !== 'admin' || login.password !== password)
      return { ...page('Authentication required', "<meta http-equiv='refresh' content='1;url=/login?from=%2F'/>\nAuthentication required", 403), headers }; // prettier-ignore
    if (path === '/api/json') return { ...json({ _class: 'hudson.model.Hudson', jobs: [], mode: 'NORMAL', nodeName: '', numExecutors: 2, url: null, useSecurity: true, views: [{ _class: 'hudson.model.AllView', name: 'all' }] }), headers }; // prettier-ignore
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
    yield* warn(process, `java.io.IOException: Failed to bind to 0.0.0.0/0.0.0.0:${listeners.port}: ${strerror(listeners.errno)}\n`); // prettier-ignore
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
    // prettier-ignore
    yield* log('jenkins.InitReactorRunner$1#onAttained', step);
  if (fresh) {
    const stars = `${'*'.repeat(61)}\n`.repeat(3);
    yield* log('jenkins.install.SetupWizard#init', `\n\n${stars}\nJenkins initial setup is required. An admin user has been created and a password generated.\nPlease use the following password to proceed to installation:\n\n${password}\n\nThis may also be found at: ${secret}\n\n${stars}`); // prettier-ignore
  }
  yield* log('jenkins.InitReactorRunner$1#onAttained', 'Completed initialization');
  yield* log('hudson.lifecycle.Lifecycle#onReady', 'Jenkins is fully up and running');
  onStop(process, 143, () => `${spacedTime(process, '.')}+0000 [id=24]\tINFO\twinstone.Logger#logInternal: JVM is terminating. Shutting down Jetty\n`, 2); // prettier-ignore
  yield* serveSites(process, sites, listeners);
  return 0;
}

function* sonarqube(process: Process): Task<number> {
  const version = process.env.get('SONAR_VERSION') ?? '25.11';
  const log = (text: string): Task => say(process, `${isoTime(process).slice(0, 10).replaceAll('-', '.')} ${isoTime(process).slice(11, 19)} INFO  app[][${text}\n`); // prettier-ignore
  yield* log('o.s.a.AppFileSystem] Cleaning or creating temp directory /opt/sonarqube/temp');
  yield* log('o.s.a.es.EsSettings] Elasticsearch listening on [HTTP: 127.0.0.1:9001, TCP: 127.0.0.1:42871]');
  yield* process.compute(6_000);
  const handle = function* (request: GoRequest): Task<GoResponse> {
    const path = pathOf(request);
    if (path === '/api/system/status') return json({ id: hexOf('sonarqube', 20), version, status: 'UP' });
    if (path === '/') return page('SonarQube', '<h1>SonarQube</h1>\n<p>Its pages are not simulated. <code>/api/system/status</code> answers.</p>'); // prettier-ignore
    return unsimulated(path);
  };
  const sites = [{ port: 9000, handle }];
  const listeners = openPorts(process, sites);
  if ('errno' in listeners) return 1;
  process.useMemory(1_400_000_000);
  yield* log('o.s.a.SchedulerImpl] Process[ce] is up');
  yield* log('o.s.a.SchedulerImpl] SonarQube is operational');
  onStop(process, 143);
  yield* serveSites(process, sites, listeners);
  return 0;
}

/** `catalina.sh run`: Tomcat without an application of one's own; what lies in webapps is not run. */
export const catalina: Program = function* (process) {
  const version = process.env.get('TOMCAT_VERSION') ?? '11.0.13';
  const home = process.env.get('CATALINA_HOME') ?? '/usr/local/tomcat';
  if (process.argv[1] !== 'run') {
    yield* warn(process, `drydock: catalina.sh: not simulated: ${process.argv[1] ?? ''}\n`);
    return 1;
  }
  const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');
  const log = (source: string, text: string, thread = 'main'): Task => {
    const [day = '', time = ''] = isoTime(process).split('T');
    const [year = '', month = '', date = ''] = day.split('-');
    return warn(process, `${date}-${months[Number(month) - 1] ?? ''}-${year} ${time.replace('Z', '')} INFO [${thread}] ${source} ${text}\n`);
  }; // prettier-ignore
  yield* say(process, `Using CATALINA_BASE:   ${home}\nUsing CATALINA_HOME:   ${home}\nUsing CATALINA_TMPDIR: ${home}/temp\nUsing JRE_HOME:        /opt/java/openjdk\nUsing CLASSPATH:       ${home}/bin/bootstrap.jar:${home}/bin/tomcat-juli.jar\nUsing CATALINA_OPTS:   ${process.env.get('CATALINA_OPTS') ?? ''}\n`); // prettier-ignore
  yield* log(
    'org.apache.catalina.startup.VersionLoggerListener.log',
    `Server version name:   Apache Tomcat/${version}`,
  );
  yield* process.compute(900);
  const handle = function* (request: GoRequest): Task<GoResponse> {
    const path = pathOf(request);
    const file = path.endsWith('/') ? `${path}index.html` : path;
    const [, application = ''] = /^\/([^/]*)/.exec(path) ?? [];
    for (const root of [`${home}/webapps/ROOT`, `${home}/webapps`]) {
      const text = file.includes('/WEB-INF/') ? undefined : textOf(process, `${root}${file}`);
      if (text !== undefined && /\.(?:html?|txt|css|js)$/.test(file)) return { type: /\.html?$/.test(file) ? 'text/html' : 'text/plain', body: text }; // prettier-ignore
    }
    if (process.files.exists(`${home}/webapps/${application === '' ? 'ROOT' : application}.war`) || file.endsWith(".jsp")) return unsimulated(`applications in Java: ${path}`); // prettier-ignore
    return { status: 404, type: 'text/html;charset=utf-8', headers: { 'Content-Language': 'en' }, body: `<!doctype html><html lang="en"><head><title>HTTP Status 404 – Not Found</title></head><body><h1>HTTP Status 404 – Not Found</h1><hr class="line" /><p><b>Type</b> Status Report</p><p><b>Description</b> The origin server did not find a current representation for the target resource or is not willing to disclose that one exists.</p><hr class="line" /><h3>Apache Tomcat/${version}</h3></body></html>` }; // prettier-ignore
  };
  const sites = [{ port: 8080, handle }];
  const listeners = openPorts(process, sites);
  if ('errno' in listeners) {
    yield* log('org.apache.catalina.util.LifecycleBase.handleSubClassException', 'Failed to initialize component [Connector["http-nio-8080"]]'); // prettier-ignore
    return 1;
  }
  process.useMemory(110_000_000);
  yield* log('org.apache.coyote.AbstractProtocol.init', 'Initializing ProtocolHandler ["http-nio-8080"]');
  yield* log('org.apache.catalina.core.StandardService.startInternal', 'Starting service [Catalina]');
  yield* log('org.apache.catalina.core.StandardEngine.startInternal', `Starting Servlet engine: [Apache Tomcat/${version}]`); // prettier-ignore
  yield* log('org.apache.coyote.AbstractProtocol.start', 'Starting ProtocolHandler ["http-nio-8080"]');
  yield* log('org.apache.catalina.startup.Catalina.start', 'Server startup in [900] milliseconds');
  onStop(process, 143);
  yield* serveSites(process, sites, listeners);
  return 0;
};

/** `zkServer.sh start-foreground`: answers four-letter words; sessions of clients are not simulated. */
export const zkServer: Program = function* (process) {
  if (process.argv[1] !== 'start-foreground') {
    yield* warn(process, `drydock: zkServer.sh: not simulated: ${process.argv[1] ?? ''}\n`);
    return 1;
  }
  yield* warn(process, 'ZooKeeper JMX enabled by default\nUsing config: /conf/zoo.cfg\n');
  const log = (text: string): Task => say(process, `${spacedTime(process)} [myid:] - INFO  [main:o.a.z.s.ZooKeeperServerMain] - ${text}\n`); // prettier-ignore
  yield* process.compute(700);
  const listener = process.network.listen(2181, '::');
  const admin = function* (request: GoRequest): Task<GoResponse> {
    return pathOf(request).startsWith('/commands') ? unsimulated(pathOf(request)) : plain('Not Found', 404);
  };
  const sites = [{ port: 8080, handle: admin }];
  const listeners = openPorts(process, sites);
  if (typeof listener === 'string') {
    yield* log(`Unexpected exception, exiting abnormally: java.net.BindException: ${strerror(listener)}`);
    return 1;
  }
  process.useMemory(90_000_000);
  yield* log('Starting server');
  yield* log('binding to port 0.0.0.0/0.0.0.0:2181');
  yield* log('PrepRequestProcessor (sid:0) started, reconfigEnabled=false');
  onStop(process, 143);
  const { kernel } = process.machine;
  if (!('errno' in listeners)) kernel.spawn('admin', serveSites(process, sites, listeners));
  for (let connection = yield* listener.accept(); connection; connection = yield* listener.accept()) {
    const bytes = yield* connection.read();
    const word = new TextDecoder().decode(bytes ?? new Uint8Array()).trim();
    const answers: Readonly<Record<string, string>> = { ruok: 'imok', srvr: 'Zookeeper version: 3.9.4, built on 2025-08-19\nLatency min/avg/max: 0/0.0/0\nMode: standalone\nNode count: 5\n' }; // prettier-ignore
    if (word === 'srvr' || word === '') yield* connection.write(new TextEncoder().encode(answers[word] ?? ''));
    else if (word === 'ruok')
      yield* connection.write(new TextEncoder().encode(`${word} is not executed because it is not in the whitelist.\n`)); // prettier-ignore
    else yield* log('not simulated: sessions of clients');
    connection.close();
  }
  return 0;
};
