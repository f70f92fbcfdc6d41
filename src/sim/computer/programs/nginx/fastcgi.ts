// Passing a request on to a FastCGI server (ngx_http_fastcgi_module).
import type { Task } from '../../../kernel/task.ts';
import { askResponder, type CgiAnswer } from '../../fastcgi/client.ts';
import { connectUnix } from '../../network/unix-sockets.ts';
import type { Directive } from './config/load.ts';
import { parseAddress, type PassAddress } from './config/pass-address.ts';
import { interpolate, type Exchange } from './request.ts';
import { ownPage, reply, type Reply } from './reply.ts';
import { cutOff, prematurely, serversOf, tryServers } from './try-servers.ts';
import { Upstreams, type Choice } from './upstreams.ts';

/** Asks the FastCGI server of `fastcgi_pass`; 502 when there is none or it speaks something else. */
export function* passToFastCgi(
  exchange: Exchange,
  directive: Directive,
  upstreams: Upstreams,
  log: (text: string) => Task,
): Task<Reply> {
  const { process } = exchange;
  const written = interpolate(directive.args[0] ?? '', exchange);
  const target = parseAddress(written);
  if (
    typeof target === 'string' ||
    (target.port === undefined && target.socket === undefined && !upstreams.has(target.host))
  ) {
    yield* log(typeof target === 'string' ? target : `no port in upstream "${written}"`);
    return ownPage(exchange, 500);
  }
  const choice = yield* choose(exchange, target, upstreams, log);
  if (!choice) return ownPage(exchange, 502);
  const names = parameters(exchange);
  const body = exchange.scope.value('fastcgi_pass_request_body') === 'off' ? new Uint8Array(0) : exchange.body;
  return yield* tryServers(exchange, choice, log, {
    prefix: 'fastcgi',
    named: `fastcgi://${written}`,
    shown: ({ address, port }) =>
      address.startsWith('unix:') ? `fastcgi://${address}:` : `fastcgi://${address}:${port}`,
    *connect({ address, port }) {
      return address.startsWith('unix:')
        ? yield* connectUnix(process, address.slice(5))
        : yield* process.network.connect(address, port);
    },
    *ask(connection, shown) {
      const answer = yield* askResponder(connection, names, body);
      if ('errors' in answer && answer.errors.length > 0)
        yield* log(
          `FastCGI sent in stderr: "${answer.errors.join('').replace(/\n/g, '; ').replace(/; $/, '')}" while reading response header from upstream|${shown}`,
        );
      if (!('failure' in answer)) {
        exchange.upstreamStatus = String(answer.status);
        return answered(exchange, answer);
      }
      switch (answer.failure) {
        case 'version':
          return {
            failure: `upstream sent unsupported FastCGI protocol version: ${answer.version} while reading response header from upstream`,
          };
        case 'malformed':
          return { failure: 'upstream sent invalid header while reading response header from upstream' };
        default:
          return { failure: answer.failure === 'reset' ? cutOff : prematurely };
      }
    },
  });
}

function* choose(
  exchange: Exchange,
  { host, port, socket }: PassAddress,
  upstreams: Upstreams,
  log: (text: string) => Task,
): Task<Choice | undefined> {
  if (socket === undefined) return yield* serversOf(exchange, { host, port: port ?? 0 }, upstreams, log);
  const { kernel } = exchange.process.machine;
  const caller = { address: '', key: '', now: kernel.clock, random: () => 0 };
  return Upstreams.chooseAmong([`unix:${socket}`], 0, caller);
}

/** What the program is told: the parameters of the configuration, then the fields of the request. */
function parameters(exchange: Exchange): [name: string, value: string][] {
  const found = new Map<string, string>();
  for (const { args } of exchange.scope.all('fastcgi_param')) {
    const [name = '', value = '', condition] = args;
    const text = interpolate(value, exchange);
    if (condition === 'if_not_empty' && text === '') continue;
    found.delete(name);
    found.set(name, text);
  }
  if (exchange.scope.value('fastcgi_pass_request_headers') === 'off') return [...found];
  const fields = new Map<string, string>();
  for (const [name, value] of exchange.head.headers) {
    const key = `HTTP_${name.toUpperCase().replaceAll('-', '_')}`;
    const known = fields.get(key);
    fields.set(key, known === undefined ? value : `${known}${key === 'HTTP_COOKIE' ? '; ' : ', '}${value}`);
  }
  return [...found, ...[...fields].filter(([name]) => !found.has(name))];
}

const replaced = new Set([
  'content-type',
  'content-length',
  'server',
  'date',
  'connection',
  'keep-alive',
  'transfer-encoding',
  'x-pad',
]);

function answered(exchange: Exchange, { status, reason, headers, body }: CgiAnswer): Reply {
  const hidden = new Set(exchange.scope.all('fastcgi_hide_header').map(({ args }) => (args[0] ?? '').toLowerCase()));
  const late: [string, string][] = [];
  for (const [name, value] of headers)
    if (!replaced.has(name.toLowerCase()) && !hidden.has(name.toLowerCase())) late.push([name, value]);
  const length = headers.get('content-length');
  return reply(status, headers.get('content-type'), body, {
    late,
    passed: 'fastcgi',
    ...(reason === undefined ? {} : { reason }),
    ...(length === undefined ? { chunked: true } : { length }),
  });
}
