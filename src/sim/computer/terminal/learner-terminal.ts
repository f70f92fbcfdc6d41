// A terminal window of the learner: a terminal whose output is logged, and a login shell that is started again when it ends.
import type { Credentials } from '../filesystem/credentials.ts';
import { strerror } from '../filesystem/errno.ts';
import { LinuxProcess } from '../processes/process.ts';
import { findProgram, isNotRunnable } from '../processes/find-program.ts';
import type { Task } from '../../kernel/task.ts';
import { sleep } from '../../kernel/task.ts';
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
  #shown = '';

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

  *#shells(): Task {
    for (;;) {
      const shell = yield* this.#startShell();
      if (!shell) return;
      yield* shell.exited.wait();
      yield* sleep(1);
    }
  }

  *#startShell(): Task<LinuxProcess | undefined> {
    const { table } = this.#init;
    const { user, home, shell, credentials } = this.#login;
    const files = this.#init.files.as({ pid: 1, cwd: '/', umask: 0o022, credentials });
    const env = new Map([
      ['SHELL', shell],
      ['HOME', home],
      ['USER', user],
      ['LOGNAME', user],
      ['PATH', path],
      ['LANG', 'C.UTF-8'],
      ['TERM', 'xterm-256color'],
    ]);
    const found = yield* findProgram(table.machine, files, env, ['-bash'], shell);
    if (isNotRunnable(found)) {
      this.#show(new TextEncoder().encode(`login: ${shell}: ${strerror(found.errno)}\r\n`));
      return undefined;
    }
    const { terminal } = this;
    terminal.mode = 'cooked';
    terminal.echo = true;
    const descriptors = new Map([0, 1, 2].map((number) => [number, terminal.descriptor]));
    const process = new LinuxProcess({
      table,
      parent: this.#init,
      namespace: table.root,
      cgroup: table.cgroup(undefined),
      group: undefined,
      session: undefined,
      terminal,
      argv: found.argv,
      env,
      cwd: files.exists(home) ? home : '/',
      umask: 0o022,
      credentials,
      files: this.#init.files,
      network: this.#init.network,
      uts: this.#init.uts,
      descriptors,
      ignored: [],
    });
    terminal.foreground = process.hostPid;
    process.launch(found.program, undefined);
    return process;
  }

  /** One `output` entry for all that is written at one instant. */
  #show(bytes: Uint8Array): void {
    const { kernel, running } = this.#init.table;
    const first = this.#shown === '';
    this.#shown += this.#decoder.decode(bytes, { stream: true });
    if (!first || this.#shown === '') return;
    const cause = running?.cause;
    kernel.at(kernel.now, () => {
      const data = this.#shown;
      this.#shown = '';
      kernel.log.append({ type: 'output', terminal: this.terminal.id, data, cause });
    });
  }
}
