// Sockets of the Unix domain: listeners and those who connect meet at a file, by the identity of its inode (unix(7)).
import { sleep, type Task } from '../../kernel/task.ts';
import type { Connection, Listener, Process } from '../contract.ts';
import { failed, type Errno } from '../filesystem/errno.ts';
import type { LinuxProcess } from '../processes/process.ts';
import { connect } from './connection.ts';
import { ListeningSocket } from './listener.ts';

/** Way through the kernel: no wire, 10 GB/s. */
const link = { latency: 0.02, bandwidth: 10_000_000 };

/** Addresses of such a connection are empty. */
const nowhere = { address: '', port: 0 };

/** An inode: the file system that it is in, and its number there. */
interface Identity {
  readonly disk: object;
  readonly ino: number;
}

/** The sockets of one machine that listen, by their inodes. */
export class UnixSockets {
  readonly #listening = new WeakMap<object, Map<number, ListeningSocket>>();

  add({ disk, ino }: Identity, socket: ListeningSocket): void {
    const sockets = this.#listening.get(disk) ?? new Map<number, ListeningSocket>();
    this.#listening.set(disk, sockets.set(ino, socket));
  }

  remove({ disk, ino }: Identity): void {
    this.#listening.get(disk)?.delete(ino);
  }

  at({ disk, ino }: Identity): ListeningSocket | undefined {
    return this.#listening.get(disk)?.get(ino);
  }
}

/**
 * Makes a socket file and listens at it until the listener is closed or the process ends; the file stays then.
 * EADDRINUSE when there is a file of that name, and what making a file answers.
 */
export function listenUnix(process: Process, path: string, mode = 0o777): Listener | Errno {
  const { table } = process as LinuxProcess;
  const failure = process.files.mknod(path, { kind: 'socket' }, mode);
  if (failure) return failure.errno === 'EEXIST' ? 'EADDRINUSE' : failure.errno;
  process.files.chmod(path, mode);
  const id = identity(process, path);
  if (!id) return 'ENOENT';
  const socket = new ListeningSocket(
    { address: path, port: 0 },
    'tcp',
    () => table.running,
    () => {
      table.unixSockets.remove(id);
      forget();
    },
  );
  table.unixSockets.add(id, socket);
  const forget = process.whenEnded(() => {
    socket.close();
  });
  return socket;
}

/** Connects to the socket of a file. ENOENT, EACCES, ECONNREFUSED when nobody listens there (any more). */
export function* connectUnix(process: Process, path: string): Task<Connection | Errno> {
  const { table } = process as LinuxProcess;
  const found = process.files.stat(path);
  if (failed(found)) return found.errno;
  const denied = process.files.access(path, 2);
  if (denied) return denied.errno;
  const id = identity(process, path);
  const listener = found.kind === 'socket' && id ? table.unixSockets.at(id) : undefined;
  const silent = (): void => undefined;
  const ends = connect(
    table.kernel,
    link,
    { client: nowhere, server: { address: path, port: 0 }, serverSees: nowhere },
    { request: silent, response: silent },
  );
  if (!listener?.offer(ends.server)) return 'ECONNREFUSED';
  yield* sleep(link.latency);
  return ends.client.ownedBy(table.running);
}

/** Whether a path of a process leads to the machine's file at another path, through whatever mounts. */
export function isMachineFile(process: Process, path: string, other: string): boolean {
  const [one, two] = [identity(process, path), identity(process, other, process.machine.files)];
  return one !== undefined && one.disk === two?.disk && one.ino === two.ino;
}

function identity(process: Process, path: string, files = process.files): Identity | undefined {
  const at = files.mounts.locate(process, path);
  return failed(at) ? undefined : { disk: at.node.disk ?? at.mount, ino: at.node.id };
}
