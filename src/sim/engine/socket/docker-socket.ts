// The socket at which the daemon listens on its machine: programs other than ours speak HTTP through it.
import type { Connection, Listener } from '../../computer/contract.ts';
import type { LinuxMachine } from '../../computer/machine.ts';
import { listenUnix } from '../../computer/network/unix-sockets.ts';
import { load, type Task } from '../../kernel/task.ts';
import type { Daemon } from '../daemon.ts';

const path = '/run/docker.sock';

/** Group `docker`, which may use it besides root. */
const group = 999;

const loadApi = async () => (await import('./http-api.ts')).serveApi;

/** Listens until it is closed. Where the file cannot be made nobody listens: the daemon works without. */
export class DockerSocket {
  readonly #daemon: Daemon;
  #listener: Listener | undefined;

  constructor(daemon: Daemon) {
    this.#daemon = daemon;
  }

  open(): void {
    const { machine, kernel } = this.#daemon;
    const { init, files } = machine as LinuxMachine;
    files.unlink(path);
    const listener = listenUnix(init, path, 0o660);
    if (typeof listener === 'string') return;
    files.chown(path, 0, group);
    this.#listener = listener;
    kernel.spawn('docker.sock', this.#accept(listener));
  }

  close(): void {
    this.#listener?.close();
    this.#listener = undefined;
  }

  *#accept(listener: Listener): Task {
    const { kernel } = this.#daemon;
    for (let caller = yield* listener.accept(); caller; caller = yield* listener.accept())
      kernel.spawn('docker.sock connection', this.#serve(caller));
  }

  *#serve(connection: Connection): Task {
    const serveApi = yield* load(loadApi);
    yield* serveApi(this.#daemon, connection);
  }
}
