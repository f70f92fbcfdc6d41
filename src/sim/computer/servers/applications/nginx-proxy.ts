// nginx-proxy: finds containers by VIRTUAL_HOST in their environment, asked of the engine through docker.sock, and hands requests on.
import type { Task } from '../../../kernel/task.ts';
import type { Process, Program } from '../../contract.ts';
import { strerror } from '../../filesystem/errno.ts';
import { say, warn } from '../../programs/net/say.ts';
import type { GoRequest, GoResponse } from '../go-http.ts';
import { askEngine, runningContainers } from './docker-containers.ts';
import { handOn } from './proxy.ts';
import { onStop, openPorts, pathOf, serveSites } from './site.ts';

/** A container that wants requests. */
interface Upstream {
  readonly hosts: readonly string[];
  readonly address: string;
  readonly port: number;
}

/** `forego start -r` of the images nginx-proxy; HTTPS is not simulated. */
export const nginxProxy: Program = function* (process) {
  const found = yield* upstreams(process);
  if (typeof found === 'string') {
    const socket = (process.env.get('DOCKER_HOST') ?? '').replace('unix://', '');
    yield* warn(
      process,
      `ERROR: you need to share your Docker host socket with a volume at ${socket}\nTypically you should run your jwilder/nginx-proxy with: \`-v /var/run/docker.sock:${socket}:ro\`\n`,
    );
    return 1;
  }
  let turn = 0;
  const handle = function* (request: GoRequest): Task<GoResponse> {
    const known = yield* upstreams(process);
    const host = (request.head.headers.get('host') ?? '').replace(/:\d+$/, '');
    const wanted = typeof known === 'string' ? [] : known.filter(({ hosts }) => hosts.includes(host));
    const chosen = wanted[turn++ % Math.max(1, wanted.length)];
    const answer = chosen ? yield* handOn(process, request, chosen.address, chosen.port) : unavailable;
    yield* say(
      process,
      `nginx.1     | ${host} ${request.remote.replace(/:\d+$/, '')} - - "${request.head.method} ${pathOf(request)} HTTP/1.1" ${answer.status ?? 200} ${answer.body.length} "-" "${request.head.headers.get('user-agent') ?? '-'}" "${chosen ? `${chosen.address}:${chosen.port}` : '-'}"\n`,
    );
    return answer;
  };
  const sites = [{ port: Number(process.env.get('HTTP_PORT') ?? 80), handle }];
  yield* say(process, 'forego      | starting dockergen.1 on port 5000\nforego      | starting nginx.1 on port 5100\n');
  const listeners = openPorts(process, sites);
  if ('errno' in listeners) {
    yield* warn(
      process,
      `nginx.1     | nginx: [emerg] bind() to 0.0.0.0:${listeners.port} failed (98: ${strerror(listeners.errno)})\n`,
    );
    return 1;
  }
  process.useMemory(34_000_000);
  yield* say(
    process,
    `dockergen.1 | Generated '/etc/nginx/conf.d/default.conf' from ${found.length} containers\ndockergen.1 | Running 'nginx -s reload'\ndockergen.1 | Watching docker events\n`,
  );
  onStop(process, 0, () => 'forego      | sending SIGTERM to nginx.1\nforego      | sending SIGTERM to dockergen.1\n');
  yield* serveSites(process, sites, listeners);
  return 0;
};

const unavailable: GoResponse = {
  status: 503,
  type: 'text/html',
  body: '<html>\r\n<head><title>503 Service Temporarily Unavailable</title></head>\r\n<body>\r\n<center><h1>503 Service Temporarily Unavailable</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n',
};

/** The running containers with a VIRTUAL_HOST on a network of the proxy's; a text is why the engine could not be asked. */
function* upstreams(process: Process): Task<readonly Upstream[] | string> {
  const containers = yield* runningContainers(process);
  if (typeof containers === 'string') return containers;
  const own = containers.find(({ id }) => id === process.container);
  const found: Upstream[] = [];
  for (const { id, networks, port } of containers) {
    const detail = yield* askEngine(process, `/containers/${id}/json`);
    if (typeof detail === 'string') return detail;
    const { Env } = (detail as { Config: { Env: readonly string[] | null } }).Config;
    const value = (name: string): string | undefined =>
      (Env ?? []).find((line) => line.startsWith(`${name}=`))?.slice(name.length + 1);
    const hosts = (value('VIRTUAL_HOST') ?? '').split(',').filter((host) => host !== '');
    const shared = Object.keys(networks).find((name) => own?.networks[name] !== undefined);
    if (hosts.length === 0 || shared === undefined) continue;
    found.push({ hosts, address: networks[shared] ?? '', port: Number(value('VIRTUAL_PORT') ?? port ?? 80) });
  }
  return found;
}
