// portainer(1): starts, keeps its files, tells its state; its pages are not simulated.
import type { Task } from '../../../kernel/task.ts';
import type { Process, Program } from '../../contract.ts';
import { strerror } from '../../filesystem/errno.ts';
import { warn } from '../../programs/net/say.ts';
import type { GoRequest, GoResponse } from '../go-http.ts';
import { hexOf, json, onStop, openPorts, page, pathOf, plain, serveSites, unsimulated } from './site.ts';

const version = '2.33.4';

/** `portainer` */
export const portainer: Program = function* (process) {
  const log = (source: string, text: string, level = 'INF'): Task =>
    warn(process, `${logTime(process)} ${level} ${source} > ${text}\n`);
  const at = (name: string): string | undefined => {
    const found = process.argv.findIndex((word) => word === name || word.startsWith(`${name}=`));
    return found < 0 ? undefined : (/=(.*)$/s.exec(process.argv[found] ?? '')?.[1] ?? process.argv[found + 1]);
  };
  const data = at('--data') ?? '/data';
  yield* log(
    'github.com/portainer/portainer/api/cmd/portainer/main.go:325',
    'encryption key file not present | filename=/run/secrets/portainer',
  );
  yield* log('github.com/portainer/portainer/api/cmd/portainer/main.go:365', 'proceeding without encryption key |');
  const denied = process.files.exists(`${data}/portainer.db`)
    ? undefined
    : process.files.writeFile(`${data}/portainer.db`, '', 0o600);
  if (denied) {
    yield* log(
      'github.com/portainer/portainer/api/cmd/portainer/main.go:99',
      `failed opening store | error="open ${data}/portainer.db: ${strerror(denied.errno).toLowerCase()}"`,
      'FTL',
    );
    return 1;
  }
  yield* log(
    'github.com/portainer/portainer/api/database/boltdb/db.go:137',
    'loading PortainerDB | filename=portainer.db',
  );
  yield* process.compute(300);
  const handle = (request: GoRequest): Task<GoResponse> => answer(request);
  const plainText = (at('--http-enabled') ?? 'true') !== 'false';
  const sites = [
    { port: 8000, handle },
    { port: 9443, handle: tlsOnly },
    ...(plainText ? [{ port: 9000, handle }] : []),
  ];
  const listeners = openPorts(process, sites);
  if ('errno' in listeners) {
    yield* log(
      'github.com/portainer/portainer/api/cmd/portainer/main.go:707',
      `failed to start server | error="listen tcp :${listeners.port}: bind: ${strerror(listeners.errno).toLowerCase()}"`,
      'FTL',
    );
    return 1;
  }
  yield* warn(process, `${logTime(process).replace(/[AP]M$/, '')} server: Reverse tunnelling enabled\n`);
  yield* warn(process, `${logTime(process).replace(/[AP]M$/, '')} server: Listening on 0.0.0.0:8000...\n`);
  yield* log('github.com/portainer/portainer/api/cmd/portainer/main.go:635', `starting Portainer | version=${version}`);
  yield* log('github.com/portainer/portainer/api/http/server.go:367', 'starting HTTPS server | bind_address=:9443');
  if (plainText)
    yield* log('github.com/portainer/portainer/api/http/server.go:351', 'starting HTTP server | bind_address=:9000');
  process.useMemory(31_000_000);
  onStop(process, 0);
  yield* serveSites(process, sites, listeners);
  return 0;
};

/** 2026/01/12 09:00AM */
function logTime(process: Process): string {
  const [day = '', time = ''] = new Date(process.machine.kernel.clock).toISOString().split('T');
  const hour = Number(time.slice(0, 2));
  return `${day.replaceAll('-', '/')} ${String(hour % 12 === 0 ? 12 : hour % 12).padStart(2, '0')}:${time.slice(3, 5)}${hour < 12 ? 'AM' : 'PM'}`;
}

function* tlsOnly(): Task<GoResponse> {
  return plain('Client sent an HTTP request to an HTTPS server.\n', 400);
}

function* answer(request: GoRequest): Task<GoResponse> {
  const path = pathOf(request);
  switch (path) {
    case '/api/status':
    case '/api/system/status':
      return json({ Version: version, InstanceID: hexOf('portainer', 32) });
    case '/api/users/admin/check':
      return json(
        {
          message: 'No administrator account found inside the database',
          details: 'Object not found inside the database',
        },
        404,
      );
    case '/':
      return page(
        'Portainer',
        '<h1>Portainer</h1>\n<p>Its pages are not simulated. <code>/api/system/status</code> answers.</p>',
      );
    default:
      return path.startsWith('/api/') ? unsimulated(path) : plain('404 page not found\n', 404);
  }
}
