// docker system dial-stdio: standard input and output joined to the daemon's socket. What a client starts on another machine by ssh.
import { connectUnix } from '../../computer/network/unix-sockets.ts';
import { join, race, spawn, type Task } from '../../kernel/task.ts';
import { fail, stdin } from '../client.ts';
import type { Command } from './command.ts';

const errnoText: Readonly<Record<string, string>> = {
  ENOENT: 'no such file or directory',
  EACCES: 'permission denied',
  ECONNREFUSED: 'connection refused',
};

export const dialStdio: Command = {
  name: 'system dial-stdio',
  *run(client) {
    const { scheme, name } = client.api.host;
    if (scheme !== 'unix') return yield* fail(client, 'not simulated: docker system dial-stdio to another machine');
    const socket = yield* connectUnix(client.process, name);
    if (typeof socket === 'string')
      return yield* fail(
        client,
        `failed to open the raw stream connection: dial unix ${name}: connect: ${errnoText[socket] ?? socket}`,
      );
    const { descriptor } = stdin(client);
    const up = function* (): Task {
      for (;;) {
        const bytes = descriptor && (yield* descriptor.read());
        if (!bytes || (yield* socket.write(bytes))) break;
      }
      socket.shutdown();
    };
    const down = function* (): Task {
      for (let bytes = yield* socket.read(); bytes; bytes = yield* socket.read()) yield* client.stdout.write(bytes);
    };
    const sending = yield* spawn('dial-stdio', up());
    try {
      yield* race<unknown>([down(), join(sending)]);
      return 0;
    } finally {
      sending.cancel();
      socket.close();
    }
  },
};
