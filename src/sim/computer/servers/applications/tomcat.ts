// Tomcat without Java: it gives out the files in webapps.
import type { Task } from '../../../kernel/task.ts';
import type { Program } from '../../contract.ts';
import { say, warn } from '../../programs/net/say.ts';
import type { GoRequest, GoResponse } from '../go-http.ts';
import { isoTime, onStop, openPorts, pathOf, serveSites, textOf, unsimulated } from './site.ts';

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
    return warn(
      process,
      `${date}-${months[Number(month) - 1] ?? ''}-${year} ${time.replace('Z', '')} INFO [${thread}] ${source} ${text}\n`,
    );
  };
  yield* say(
    process,
    `Using CATALINA_BASE:   ${home}\nUsing CATALINA_HOME:   ${home}\nUsing CATALINA_TMPDIR: ${home}/temp\nUsing JRE_HOME:        /opt/java/openjdk\nUsing CLASSPATH:       ${home}/bin/bootstrap.jar:${home}/bin/tomcat-juli.jar\nUsing CATALINA_OPTS:   ${process.env.get('CATALINA_OPTS') ?? ''}\n`,
  );
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
      if (text !== undefined && /\.(?:html?|txt|css|js)$/.test(file))
        return { type: /\.html?$/.test(file) ? 'text/html' : 'text/plain', body: text };
    }
    if (
      process.files.exists(`${home}/webapps/${application === '' ? 'ROOT' : application}.war`) ||
      file.endsWith('.jsp')
    )
      return unsimulated(`applications in Java: ${path}`);
    return {
      status: 404,
      type: 'text/html;charset=utf-8',
      headers: { 'Content-Language': 'en' },
      body: `<!doctype html><html lang="en"><head><title>HTTP Status 404 – Not Found</title></head><body><h1>HTTP Status 404 – Not Found</h1><hr class="line" /><p><b>Type</b> Status Report</p><p><b>Description</b> The origin server did not find a current representation for the target resource or is not willing to disclose that one exists.</p><hr class="line" /><h3>Apache Tomcat/${version}</h3></body></html>`,
    };
  };
  const sites = [{ port: 8080, handle }];
  const listeners = openPorts(process, sites);
  if ('errno' in listeners) {
    yield* log(
      'org.apache.catalina.util.LifecycleBase.handleSubClassException',
      'Failed to initialize component [Connector["http-nio-8080"]]',
    );
    return 1;
  }
  process.useMemory(110_000_000);
  yield* log('org.apache.coyote.AbstractProtocol.init', 'Initializing ProtocolHandler ["http-nio-8080"]');
  yield* log('org.apache.catalina.core.StandardService.startInternal', 'Starting service [Catalina]');
  yield* log(
    'org.apache.catalina.core.StandardEngine.startInternal',
    `Starting Servlet engine: [Apache Tomcat/${version}]`,
  );
  yield* log('org.apache.coyote.AbstractProtocol.start', 'Starting ProtocolHandler ["http-nio-8080"]');
  yield* log('org.apache.catalina.startup.Catalina.start', 'Server startup in [900] milliseconds');
  onStop(process, 143);
  yield* serveSites(process, sites, listeners);
  return 0;
};
