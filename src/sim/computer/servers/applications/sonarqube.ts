// SonarQube until it is operational.
import type { Task } from '../../../kernel/task.ts';
import type { Process } from '../../contract.ts';
import { say } from '../../programs/net/say.ts';
import type { GoRequest, GoResponse } from '../go-http.ts';
import { hexOf, isoTime, json, onStop, openPorts, page, pathOf, serveSites, unsimulated } from './site.ts';

/** `java -jar sonarqube.jar` */
export function* sonarqube(process: Process): Task<number> {
  const version = process.env.get('SONAR_VERSION') ?? '25.11';
  const log = (text: string): Task =>
    say(
      process,
      `${isoTime(process).slice(0, 10).replaceAll('-', '.')} ${isoTime(process).slice(11, 19)} INFO  app[][${text}\n`,
    );
  yield* log('o.s.a.AppFileSystem] Cleaning or creating temp directory /opt/sonarqube/temp');
  yield* log('o.s.a.es.EsSettings] Elasticsearch listening on [HTTP: 127.0.0.1:9001, TCP: 127.0.0.1:42871]');
  yield* process.compute(6_000);
  const handle = function* (request: GoRequest): Task<GoResponse> {
    const path = pathOf(request);
    if (path === '/api/system/status') return json({ id: hexOf('sonarqube', 20), version, status: 'UP' });
    if (path === '/')
      return page(
        'SonarQube',
        '<h1>SonarQube</h1>\n<p>Its pages are not simulated. <code>/api/system/status</code> answers.</p>',
      );
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
