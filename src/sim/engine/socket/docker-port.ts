// The TCP ports at which a daemon listens when its settings say so (`tcp://0.0.0.0:2375`, with TLS customarily 2376).
import type { Connection, Listener } from '../../computer/contract.ts';
import type { LinuxMachine } from '../../computer/machine.ts';
import { load, type Task } from '../../kernel/task.ts';
import type { Daemon } from '../daemon.ts';
import type { DaemonFile } from '../system/daemon-file.ts';

const loadServe = async () => (await import('./serve-port.ts')).servePort;

/** Listens until it is closed. A port that cannot be had is not listened at. */
export class DockerPorts {
  readonly #daemon: Daemon;
  readonly #listeners: Listener[] = [];

  constructor(daemon: Daemon) {
    this.#daemon = daemon;
  }

  open(settings: DaemonFile): void {
    const { machine, kernel } = this.#daemon;
    for (const host of settings.hosts) {
      const [, address = '', port] = /^tcp:\/\/(.*):(\d+)$/.exec(host) ?? [];
      if (port === undefined) continue;
      const { init } = machine as LinuxMachine;
      const listener = init.network.listen(Number(port), address === '' ? '0.0.0.0' : address);
      if (typeof listener === 'string') continue;
      if (!settings.tls) listener.service = this.#daemon.endpoint;
      this.#listeners.push(listener);
      kernel.spawn(`dockerd ${host}`, this.#accept(listener, settings));
    }
  }

  close(): void {
    for (const listener of this.#listeners.splice(0)) listener.close();
  }

  *#accept(listener: Listener, settings: DaemonFile): Task {
    const { kernel } = this.#daemon;
    for (let caller = yield* listener.accept(); caller; caller = yield* listener.accept())
      kernel.spawn('dockerd connection', this.#serve(caller, settings));
  }

  *#serve(connection: Connection, settings: DaemonFile): Task {
    const servePort = yield* load(loadServe);
    yield* servePort(this.#daemon, connection, settings);
  }
}
