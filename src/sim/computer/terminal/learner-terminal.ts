// A terminal window of the learner: a terminal whose output is logged, and a login shell that is started again when it ends.
import type { Credentials } from '../filesystem/credentials.ts';
import { strerror } from '../filesystem/errno.ts';
import { basename } from '../filesystem/path.ts';
import type { LinuxProcess } from '../processes/process.ts';
import type { Task } from '../../kernel/task.ts';
import { sleep } from '../../kernel/task.ts';
import { startSession } from './start-session.ts';
import { PseudoTerminal } from './terminal.ts';

/** Who is logged in. */
export interface Login {
  readonly user: string;
  readonly home: string;
  readonly shell: string;
  readonly credentials: Credentials;
}

const path = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

export class LearnerTerminal {
  readonly terminal: PseudoTerminal;
  readonly #init: LinuxProcess;
  readonly #login: Login;
  readonly #decoder = new TextDecoder();
  #window: 'open' | 'closed' = 'open';

  constructor(init: LinuxProcess, id: string, device: string, columns: number, rows: number, login: Login) {
    this.#init = init;
    this.#login = login;
    this.terminal = new PseudoTerminal(init.table, id, device, columns, rows);
  }

  /** Shows what is written, and starts the shell. */
  open(): void {
    const { terminal } = this;
    const { kernel, machine } = this.#init.table;
    terminal.onOutput((bytes) => {
      this.#show(bytes);
    });
    const { id, columns, rows } = terminal;
    kernel.store.put('terminal', id, { id, machine: machine.name, columns, rows, command: undefined });
    kernel.spawn(`terminal ${id}`, this.#shells());
  }

  /** Hangs up. What the shell still wrote is not shown. */
  close(): void {
    this.#window = 'closed';
    this.terminal.hangUp();
    this.#init.table.kernel.store.delete('terminal', this.terminal.id);
  }

  *#shells(): Task {
    while (this.#window === 'open') {
      const shell = yield* this.#startShell();
      if (!shell) return;
      yield* shell.exited.wait();
      yield* sleep(1);
    }
  }

  *#startShell(): Task<LinuxProcess | undefined> {
    const { user, home, shell, credentials } = this.#login;
    const env = new Map([
      ['SHELL', shell],
      ['HOME', home],
      ['USER', user],
      ['LOGNAME', user],
      ['PATH', path],
      ['LANG', 'C.UTF-8'],
      ['TERM', 'xterm-256color'],
    ]);
    // A window of a desktop: its shell is no login shell.
    const options = { argv: [basename(shell)], path: shell, env, cwd: home, credentials };
    const started = yield* startSession(this.#init, this.terminal, options);
    if (!('errno' in started)) return started;
    this.#show(new TextEncoder().encode(`login: ${shell}: ${strerror(started.errno)}\r\n`));
    return undefined;
  }

  /** Logs what is shown as it is written, so that a command's last words come before its end. */
  #show(bytes: Uint8Array): void {
    if (this.#window === 'closed') return;
    const { kernel, running } = this.#init.table;
    const data = this.#decoder.decode(bytes, { stream: true });
    if (data !== '') kernel.log.append({ type: 'output', terminal: this.terminal.id, data, cause: running?.cause });
  }
}
