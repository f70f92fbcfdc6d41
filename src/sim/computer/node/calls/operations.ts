// Operations of a process with JavaScript inside that take time: each tells its outcome as an event.
import type { Signal } from '../../contract.ts';
import { numberOf, textOf, type Operation } from '../host.ts';

const encoder = new TextEncoder();

const bytesOf = (data: string | Uint8Array | undefined): Uint8Array =>
  typeof data === 'string' ? encoder.encode(data) : (data ?? new Uint8Array(0));

/** Operations by name. */
export const operations: Readonly<Record<string, Operation>> = {
  *read({ process }, args, _data, tell) {
    const bytes = yield* process.descriptors.get(numberOf(args, 'fd'))?.read() ?? nothing();
    tell(bytes ? { data: bytes.slice() } : {});
  },
  signal({ process }, args, _data, tell) {
    const signal = textOf(args, 'signal') as Signal;
    process.handle(signal, () => {
      tell({});
    });
    return () => {
      process.handle(signal, signal === 'PIPE' ? 'ignore' : 'default');
    };
  },
  *accept(host, args, _data, tell) {
    const listener = host.listeners.get(numberOf(args, 'listener'));
    for (;;) {
      const connection = yield* listener?.accept() ?? nothing();
      if (!connection) return;
      const socket = host.number();
      host.sockets.set(socket, connection);
      tell({ socket, local: connection.local, remote: connection.remote });
    }
  },
  *connect(host, args, _data, tell) {
    const connection = yield* host.process.network.connect(textOf(args, 'address'), numberOf(args, 'port'));
    if (typeof connection === 'string') {
      tell({ error: connection });
      return;
    }
    const socket = host.number();
    host.sockets.set(socket, connection);
    tell({ socket, local: connection.local, remote: connection.remote });
  },
  *receive(host, args, _data, tell) {
    const connection = host.sockets.get(numberOf(args, 'socket'));
    const bytes = yield* connection?.read() ?? nothing();
    if (bytes) tell({ data: bytes.slice() });
    else tell(connection?.reset ? { error: 'ECONNRESET' } : {});
  },
  *send(host, args, data, tell) {
    const connection = host.sockets.get(numberOf(args, 'socket'));
    const errno = connection ? yield* connection.write(bytesOf(data)) : 'EPIPE';
    tell(errno ? { error: errno } : {});
  },
  *lookup({ process }, args, _data, tell) {
    const addresses = yield* process.network.resolve(textOf(args, 'name'), process.files);
    if (addresses === 'NXDOMAIN') tell({ error: 'ENOTFOUND' });
    else if (addresses === 'SERVFAIL') tell({ error: 'EAI_AGAIN' });
    else tell({ addresses });
  },
  *readPipe(host, args, _data, tell) {
    const bytes = yield* host.pipes.get(numberOf(args, 'pipe'))?.read() ?? nothing();
    tell(bytes ? { data: bytes.slice() } : {});
  },
  *writePipe(host, args, data, tell) {
    const pipe = host.pipes.get(numberOf(args, 'pipe'));
    const errno = pipe ? yield* pipe.write(bytesOf(data)) : 'EPIPE';
    tell(errno ? { error: errno } : {});
  },
  *waitChild(host, args, _data, tell) {
    const child = host.children.get(numberOf(args, 'pid'));
    const ended = child ? yield* host.process.wait(child) : 'ECHILD';
    if (typeof ended === 'string') tell({ error: ended });
    else tell('code' in ended.status ? { code: ended.status.code } : { signal: ended.status.signal });
  },
};

function* nothing(): Generator<never, undefined> {
  return undefined;
}
