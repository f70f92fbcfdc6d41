// One connection of the server: reads commands, has them carried out, sends what there is to send.
import { race, sleep, spawn, type Task } from '../../kernel/task.ts';
import type { Connection, Process } from '../contract.ts';
import { isLoopback } from '../network/address.ts';
import { Client } from './client.ts';
import { encodeReply, error, fromBytes, toBytes, type ErrorReply } from './reply.ts';
import { RequestReader } from './request-reader.ts';
import type { Server } from './server.ts';

/** CPU time (ms) of a command. */
const commandCost = 0.01;

/** Serves a connection until one side closes it. */
export function* converse(process: Process, server: Server, connection: Connection): Task {
  server.stats.connections++;
  const refused = refusal(server, connection);
  if (refused) {
    server.stats.rejected++;
    yield* connection.write(toBytes(encodeReply(refused)));
    connection.close();
    return;
  }
  const open = (server.settings.get('requirepass') ?? '') === '';
  const client = new Client(server.nextClientId(), connection, server.now(), open);
  server.clients.set(client.id, client);
  const reader = new RequestReader();
  const input = { ended: false };
  const receiving = yield* spawn('redis input', receive(server, client, reader, input));
  try {
    for (;;) {
      const done = obey(server, client, reader);
      if (done > 0) {
        yield* process.compute(done * commandCost);
        server.parts.persistence.flush();
        if (client.closing) yield* server.parts.flushLog();
        noteMemory(process, server);
      }
      if (!(yield* client.flush()) || client.closing || input.ended) return;
      yield* pause(server, client);
    }
  } finally {
    receiving.cancel();
    server.forgetWaiting(client);
    server.pubsub.forget(client);
    server.clients.delete(client.id);
    connection.close();
  }
}

function refusal(server: Server, { remote }: Connection): ErrorReply | undefined {
  if (server.clients.size >= Number(server.settings.get('maxclients')))
    return error('ERR max number of clients reached');
  const open = (server.settings.get('requirepass') ?? '') === '';
  return open && server.settings.yes('protected-mode') && !isLoopback(remote.address) ? protectedMode : undefined;
}

function* receive(server: Server, client: Client, reader: RequestReader, input: { ended: boolean }): Task {
  for (let bytes = yield* client.connection.read(); bytes; bytes = yield* client.connection.read()) {
    server.stats.input += bytes.length;
    reader.feed(fromBytes(bytes));
    client.stir();
  }
  input.ended = true;
  client.stir();
}

/** Carries out what has arrived; how many commands that were. */
function obey(server: Server, client: Client, reader: RequestReader): number {
  let done = 0;
  while (!client.waiting && !client.closing) {
    const request = reader.next();
    if (request === 'more') break;
    if ('problem' in request) {
      client.push(error(`ERR Protocol error: ${request.problem}`));
      client.close();
    } else if (/^(?:post|host:)$/i.test(request[0] ?? '')) abort(server, client);
    else if (request.length > 0) server.handle(client, request);
    done++;
  }
  return done;
}

/** A web request has arrived: somebody may have a browser talk to the server without knowing (securityWarningCommand in server.c). */
function abort(server: Server, client: Client): void {
  server.parts.log(
    '#',
    `Possible SECURITY ATTACK detected. It looks like somebody is sending POST or Host: commands to Redis. This is likely due to an attacker attempting to use Cross Protocol Scripting to compromise your Redis instance. Connection from ${client.address} aborted.`,
  );
  client.abandon();
}

/** Waits until there is something to do. A client that waits for a key waits no longer than it said. */
function* pause(server: Server, client: Client): Task {
  const { waiting } = client;
  if (!waiting || waiting.what.timeout === 0) {
    yield* client.stirring();
    return;
  }
  const late = function* (): Task<'late'> {
    yield* sleep(Math.max(0, waiting.until - server.now()));
    return 'late';
  };
  const first = yield* race<'late' | 'stirred'>([client.stirring(), late()]);
  if (first === 'late' && client.waiting === waiting) server.release(client, waiting.what.late);
}

/** ms between two looks at how much memory the keys take. */
const memoryPeriod = 500;

function noteMemory(process: Process, server: Server): void {
  if (server.now() - server.memoryNotedAt < memoryPeriod) return;
  server.memoryNotedAt = server.now();
  process.useMemory(server.residentMemory);
}

const protectedMode = error(
  "DENIED Redis is running in protected mode because protected mode is enabled and no password is set for the default user. In this mode connections are only accepted from the loopback interface. If you want to connect from external computers to Redis you may adopt one of the following solutions: 1) Just disable protected mode sending the command 'CONFIG SET protected-mode no' from the loopback interface by connecting to Redis from the same host the server is running, however MAKE SURE Redis is not publicly accessible from internet if you do so. Use CONFIG REWRITE to make this change permanent. 2) Alternatively you can just disable the protected mode by editing the Redis configuration file, and setting the protected mode option to 'no', and then restarting the server. 3) If you started the server manually just for testing, restart it with the '--protected-mode no' option. 4) Set up an authentication password for the default user. NOTE: You only need to do one of the above things in order for the server to start accepting connections from the outside.",
);
