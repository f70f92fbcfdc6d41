// One connection to the daemon over TCP: HTTP as at its socket, or TLS first.
import type { Connection } from '../../computer/contract.ts';
import { failed } from '../../computer/filesystem/errno.ts';
import { FrameReader } from '../../computer/frames.ts';
import { readCertificate } from '../../computer/tls/certificate.ts';
import { handshakeByte, shakeAsServer, type ServerTls } from '../../computer/tls/handshake.ts';
import type { Task } from '../../kernel/task.ts';
import type { Daemon } from '../daemon.ts';
import type { DaemonFile } from '../system/daemon-file.ts';
import { serveApi } from './http-api.ts';

const refusal = (text: string): Uint8Array => new TextEncoder().encode(text);
const notTls = 'HTTP/1.0 400 Bad Request\r\n\r\nClient sent an HTTP request to an HTTPS server.\n';
const notHttp =
  'HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain; charset=utf-8\r\nConnection: close\r\n\r\n400 Bad Request';

/** Serves a connection until either side has enough. */
export function* servePort(daemon: Daemon, connection: Connection, settings: DaemonFile): Task {
  const reader = new FrameReader(connection);
  const first = yield* reader.peek();
  const tls = settings.tls && serverTls(daemon, settings.tls);
  try {
    if (first === undefined) return;
    const speaksTls = first === handshakeByte;
    if (settings.tls && !speaksTls) yield* connection.write(refusal(notTls));
    else if (speaksTls && !tls) yield* connection.write(refusal(notHttp));
    else if (speaksTls && tls) {
      // What a client says then it says in messages.
      if (yield* shakeAsServer(connection, reader, tls, daemon.endpoint)) yield* connection.read();
    } else yield* serveApi(daemon, resumed(connection, reader.rest));
  } finally {
    connection.close();
  }
}

function serverTls(daemon: Daemon, { certificate, authority }: NonNullable<DaemonFile['tls']>): ServerTls | undefined {
  const read = (path: string): ReturnType<typeof readCertificate> => {
    const text = daemon.machine.files.readText(path);
    return failed(text) ? undefined : readCertificate(text);
  };
  const own = read(certificate);
  const trusted = authority === undefined ? undefined : read(authority);
  return own && (authority === undefined || trusted) ? { own, authority: trusted } : undefined;
}

/** The connection with bytes that were read from it already before the others. */
function resumed(connection: Connection, rest: Uint8Array): Connection {
  let waiting: Uint8Array | undefined = rest;
  return {
    local: connection.local,
    remote: connection.remote,
    get reset() {
      return connection.reset;
    },
    *read(limit) {
      const first = waiting;
      waiting = undefined;
      return first && first.length > 0 ? first : yield* connection.read(limit);
    },
    write: (bytes) => connection.write(bytes),
    shutdown: () => {
      connection.shutdown();
    },
    close: () => {
      connection.close();
    },
  };
}
