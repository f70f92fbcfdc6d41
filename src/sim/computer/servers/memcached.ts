// memcached(1): a cache in memory, spoken to in its text protocol (protocol.txt).
import { spawn, type Task } from '../../kernel/task.ts';
import type { Connection, Process, Program } from '../contract.ts';
import { strerror } from '../filesystem/errno.ts';
import { Options, parseOptions } from '../programs/options.ts';
import { say, warn } from '../programs/net/say.ts';
import { concatenate } from '../http/message-reader.ts';
import { Cache, type Store } from './memcached-cache.ts';

const short = 'p:U:s:a:Al:dru:m:Mc:kvhiVP:f:n:LD:t:R:Cb:B:I:SFXo:';
const unsimulated = ['s', 'd', 'S', 'r', 'k', 'L', 'D'];

/** CPU time (ms) of a command. */
const commandCost = 0.01;

/** `memcached` */
export const memcached: Program = function* (process) {
  const version = process.env.get('MEMCACHED_VERSION') ?? '1.6.39';
  const options = parseOptions(process.argv.slice(1), {
    short,
    long: {
      port: 'p:',
      listen: 'l:',
      user: 'u:',
      'memory-limit': 'm:',
      verbose: 'v',
      help: 'h',
      version: 'V',
      threads: 't:',
    },
  });
  if (!(options instanceof Options)) {
    yield* warn(process, `${process.argv[0] ?? ''}: unrecognized option '${options.option}'\nIllegal argument "?"\n`);
    return 1;
  }
  if (options.has('V')) {
    yield* say(process, `memcached ${version}\n`);
    return 0;
  }
  if (options.has('h')) {
    yield* say(process, `memcached ${version}\n${usage}`);
    return 0;
  }
  const refused = unsimulated.find((letter) => options.has(letter));
  if (refused !== undefined) {
    yield* warn(process, `drydock: memcached: not simulated: -${refused}\n`);
    return 1;
  }
  const user = options.value('u');
  if (process.credentials.uid === 0 && user === undefined) {
    yield* warn(process, "can't run as root without the -u switch\n");
    return 64;
  }
  const port = Number(options.value('p') ?? 11211);
  const listener = process.network.listen(port, options.value('l') ?? '::');
  if (typeof listener === 'string') {
    yield* warn(
      process,
      `bind(): ${strerror(listener)}\nfailed to listen on TCP port ${port}: ${strerror(listener)}\n`,
    );
    return 71;
  }
  const verbose = options.given.filter(({ name }) => name === 'v').length;
  process.useMemory(1_900_000);
  const limit = Number(options.value('m') ?? 64) * 1024 ** 2;
  const { kernel } = process.machine;
  const cache = new Cache({ version, pid: process.pid, limit, port, clock: () => kernel.clock });
  for (const signal of ['TERM', 'INT'] as const)
    process.handle(signal, () => {
      kernel.spawn('memcached', leave(process, signal === 'TERM' ? 'Terminated' : 'Interrupt'));
    });
  for (let connection = yield* listener.accept(); connection; connection = yield* listener.accept())
    yield* spawn('memcached client', converse(process, connection, cache, verbose));
  return 0;
};

function* leave(process: Process, signal: string): Task {
  yield* say(process, `Signal handled: ${signal}.\n`);
  process.exit(0);
}

/** What a command begins that has a data block. */
interface Awaited {
  readonly store: Store;
  readonly quiet: boolean;
  readonly line: string;
}

function* converse(process: Process, connection: Connection, cache: Cache, verbose: number): Task {
  let buffer = new Uint8Array(0);
  let awaited: Awaited | undefined;
  const decoder = new TextDecoder();
  cache.connections++;
  cache.everConnected++;
  const answer = function* (reply: string | Uint8Array, quiet = false): Task {
    if (!quiet && reply.length > 0)
      yield* connection.write(typeof reply === 'string' ? new TextEncoder().encode(reply) : reply);
  };
  try {
    for (;;) {
      const bytes = yield* connection.read();
      if (!bytes) return;
      buffer = concatenate([buffer, bytes]);
      for (;;) {
        if (awaited) {
          const size: number = awaited.store.size + 2;
          if (buffer.length < size) break;
          const data = buffer.slice(0, size - 2);
          const whole: boolean = buffer[size - 2] === 13 && buffer[size - 1] === 10;
          // Two bytes too many were read when the block is longer than it said.
          buffer = buffer.slice(size);
          yield* answer(
            whole ? cache.store(awaited.store, data) : 'CLIENT_ERROR bad data chunk\r\n',
            awaited.quiet && whole,
          );
          awaited = undefined;
          continue;
        }
        const end = buffer.indexOf(10);
        if (end < 0) break;
        const line = decoder.decode(buffer.subarray(0, end)).replace(/\r$/, '');
        buffer = buffer.slice(end + 1);
        yield* process.compute(commandCost);
        if (verbose > 1) yield* warn(process, `<${cache.everConnected + 24} ${line}\n`);
        if (line === 'quit') return;
        const words = line.split(' ').filter((word) => word !== '');
        const quiet = words.at(-1) === 'noreply';
        const result = cache.obey(quiet ? words.slice(0, -1) : words);
        if (typeof result === 'object' && 'key' in result) awaited = { store: result, quiet, line };
        else yield* answer(result, quiet);
      }
    }
  } finally {
    cache.connections--;
    connection.close();
  }
}

const usage = `-p, --port=<num>          TCP port to listen on (default: 11211)
-l, --listen=<addr>       interface to listen on (default: INADDR_ANY)
-u, --user=<user>         assume identity of <username> (only when run as root)
-m, --memory-limit=<num>  item memory in megabytes (default: 64)
-c, --conn-limit=<num>    max simultaneous connections (default: 1024)
-v, --verbose             verbose (print errors/warnings while in event loop)
-vv                       very verbose (also print client commands/responses)
-h, --help                print this help and exit
-V, --version             print version and exit
-t, --threads=<num>       number of threads to use (default: 4)
-I, --max-item-size=<num> adjusts max item size
                          (default: 1m, min: 1k, max: 1024m)
`;
