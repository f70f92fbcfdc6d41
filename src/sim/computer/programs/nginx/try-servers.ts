// One request at the servers of a group, one after the other until one answers (ngx_http_upstream.c).
import type { Task } from '../../../kernel/task.ts';
import type { Connection } from '../../contract.ts';
import type { Errno } from '../../filesystem/errno.ts';
import { within } from '../../http/client.ts';
import { errnoText } from './config/load.ts';
import { parseTime } from './config/scope.ts';
import { interpolate, type Exchange } from './request.ts';
import { ownPage, type Reply } from './reply.ts';
import { Upstreams, type Caller, type Choice, type Target } from './upstreams.ts';

type Log = (text: string) => Task;

/** A server did not answer as it should; the text is for the error log. */
interface Failure {
  readonly failure: string;
}

export const prematurely = 'upstream prematurely closed connection while reading response header from upstream';
export const cutOff = 'recv() failed (104: Connection reset by peer) while reading response header from upstream';

/** How a protocol asks a server. */
export interface Asking {
  /** What the names of its directives begin with. */
  readonly prefix: 'proxy' | 'fastcgi';
  /** The group as the error log names it when no server of it is left. */
  readonly named: string;
  /** A server as the error log names it. */
  readonly shown: (server: Target) => string;
  readonly connect: (server: Target) => Task<Connection | Errno>;
  readonly ask: (connection: Connection, shown: string) => Task<Reply | Failure>;
}

/** The servers behind a name, which is looked up if the configuration did not name it; undefined when there is none. */
export function* serversOf(
  exchange: Exchange,
  { host, port }: { readonly host: string; readonly port: number },
  upstreams: Upstreams,
  log: Log,
): Task<Choice | undefined> {
  const { process } = exchange;
  const { kernel } = process.machine;
  const caller: Caller = {
    address: exchange.connection.remote.address,
    key: interpolate(upstreams.hashKey(host) ?? '', exchange),
    now: kernel.clock,
    random: () => kernel.random('nginx').next(),
  };
  const choice = upstreams.choose(host, port, caller);
  if (choice) return choice;
  const found = yield* process.network.resolve(host, process.files);
  if (typeof found !== 'string') return Upstreams.chooseAmong(found, port, caller);
  yield* log(`${host} could not be resolved (3: Host not found)`);
  return undefined;
}

/** Asks the servers by turns; 502 when none answers properly, 504 when one takes too long. */
export function* tryServers(exchange: Exchange, choice: Choice, log: Log, asking: Asking): Task<Reply> {
  const limit = (name: string): number =>
    parseTime(exchange.scope.value(`${asking.prefix}_${name}`) ?? '60s') ?? 60_000;
  let tried = 0;
  for (let server = choice.next(); server; server = choice.next()) {
    tried++;
    exchange.upstream = server.port === 0 ? server.address : `${server.address}:${server.port}`;
    const full = asking.shown(server);
    const connection = yield* within(limit('connect_timeout'), asking.connect(server));
    if (connection === 'timeout' || connection === 'ETIMEDOUT') {
      yield* log(`upstream timed out (110: Connection timed out) while connecting to upstream|${full}`);
      exchange.upstreamStatus = '504';
      choice.failed();
      if (!choice.several) return ownPage(exchange, 504);
      continue;
    }
    if (typeof connection === 'string') {
      const what = server.port === 0 ? `connect() to ${server.address}` : 'connect()';
      yield* log(`${what} failed ${reasonOf(connection)} while connecting to upstream|${full}`);
      exchange.upstreamStatus = '502';
      choice.failed();
      continue;
    }
    try {
      const answer = yield* within(limit('read_timeout'), asking.ask(connection, full));
      if (answer === 'timeout') {
        yield* log(
          `upstream timed out (110: Connection timed out) while reading response header from upstream|${full}`,
        );
        exchange.upstreamStatus = '504';
        choice.failed();
        return ownPage(exchange, 504);
      }
      if (!('failure' in answer)) return answer;
      yield* log(`${answer.failure}|${full}`);
      exchange.upstreamStatus = '502';
      choice.failed();
    } finally {
      connection.close();
      choice.done();
    }
  }
  if (tried === 0) yield* log(`no live upstreams while connecting to upstream|${asking.named}`);
  return ownPage(exchange, 502);
}

const reasonOf = (errno: Errno): string => {
  if (errno === 'EHOSTUNREACH') return '(113: Host is unreachable)';
  return errno === 'ENOENT' || errno === 'EACCES' ? errnoText(errno) : '(111: Connection refused)';
};
