// pg_ctl(1): starts, stops and asks after a server.
import { race, sleep, type Task } from '../../../kernel/task.ts';
import type { Process, Program, Signal } from '../../contract.ts';
import { failed } from '../../filesystem/errno.ts';
import { dirname } from '../../filesystem/path.ts';
import { parseOptions, type Options } from '../../programs/options.ts';
import { Client } from '../client/client.ts';
import { targetOf } from '../client/target.ts';
import { readSettings } from '../server/settings.ts';

const syntax = {
  short: 'D:l:m:o:p:st:wWcV',
  long: {
    pgdata: 'D:',
    log: 'l:',
    mode: 'm:',
    options: 'o:',
    silent: 's',
    timeout: 't:',
    wait: 'w',
    'no-wait': 'W',
    version: 'V',
  },
} as const;

/** ms between two looks while it waits. */
const pause = 100;

/** The `pg_ctl` command. */
export const pgCtl: Program = function* (process) {
  const call = new Control(process);
  return yield* call.run();
};

class Control {
  readonly #process: Process;
  #options: Options | undefined;
  #data = '';

  constructor(process: Process) {
    this.#process = process;
  }

  *run(): Task<number> {
    const options = parseOptions(this.#process.argv.slice(1), syntax);
    if ('kind' in options) {
      yield* this.#complain(
        `pg_ctl: invalid option -- '${options.option}'\nTry "pg_ctl --help" for more information.\n`,
      );
      return 1;
    }
    this.#options = options;
    const [action] = options.operands;
    if (action === undefined) {
      yield* this.#complain('pg_ctl: no operation specified\nTry "pg_ctl --help" for more information.\n');
      return 1;
    }
    const data = options.value('D') ?? this.#process.env.get('PGDATA');
    if (data === undefined) {
      yield* this.#complain(
        'pg_ctl: no database directory specified and environment variable PGDATA unset\nTry "pg_ctl --help" for more information.\n',
      );
      return 1;
    }
    this.#data = data;
    if (this.#process.credentials.uid === 0) {
      yield* this.#complain(
        'pg_ctl: cannot be run as root\nPlease log in (using, e.g., "su") as the (unprivileged) user that will\nown the server process.\n',
      );
      return 1;
    }
    switch (action) {
      case 'start':
        return yield* this.#start();
      case 'stop':
        return yield* this.#stop();
      case 'restart': {
        const status = yield* this.#stop();
        return status === 0 ? yield* this.#start() : status;
      }
      case 'reload':
        return yield* this.#reload();
      case 'status':
        return yield* this.#status();
      default:
        yield* this.#complain(
          /^(?:init|initdb|promote|logrotate|kill)$/.test(action)
            ? `pg_ctl: not simulated: ${action}\n`
            : `pg_ctl: unrecognized operation mode "${action}"\nTry "pg_ctl --help" for more information.\n`,
        );
        return 1;
    }
  }

  *#start(): Task<number> {
    const options = this.#options;
    if (this.#running() !== undefined)
      yield* this.#complain('pg_ctl: another server might be running; trying to start server anyway\n');
    const extra = splitShell(options?.value('o') ?? '');
    const { process } = this;
    const path = process.env.get('PATH') ?? '';
    const beside = dirname(process.argv[0] ?? '');
    const argv = [process.argv[0]?.startsWith('/') ? `${beside}/postgres` : 'postgres', '-D', this.#data, ...extra];
    // As its shell starts it: errors go where output goes.
    const descriptors = new Map(process.descriptors);
    const standard = descriptors.get(1);
    if (standard) descriptors.set(2, standard);
    const log = options?.value('l');
    if (log !== undefined) {
      const output = yield* process.open(log, 'append', 0o600);
      if (typeof output === 'string') {
        yield* this.#complain(`/bin/sh: 1: cannot create ${log}: Permission denied\n`);
        return 1;
      }
      descriptors.set(1, output).set(2, output);
    }
    const server = yield* process.spawn({ argv, descriptors, group: 'new' });
    if (typeof server === 'string') {
      yield* this.#complain(`pg_ctl: could not start server: ${server} (PATH ${path})\n`);
      return 1;
    }
    if (options?.has('W')) {
      yield* this.#say('server starting\n');
      return 0;
    }
    yield* this.#say('waiting for server to start...');
    const given = extra.flatMap((word, index) => {
      const next = extra[index + 1] ?? '';
      const named: Readonly<Record<string, string>> = { '-p': 'port', '-k': 'unix_socket_directories' };
      return named[word] === undefined ? [] : [[named[word], next] as const];
    });
    const settings = readSettings(process.files, this.#data, given);
    const [socket = ''] = (settings.get('unix_socket_directories') ?? '').split(',');
    const target = targetOf(process, {
      host: socket,
      port: settings.get('port'),
      database: 'postgres',
      application: 'pg_ctl',
    });
    for (let left = this.#limit; left > 0; left -= pause) {
      yield* this.#say('.');
      if (server.exited.opened) {
        yield* this.#say(' stopped waiting\n');
        yield* this.#complain('pg_ctl: could not start server\nExamine the log output.\n');
        return 1;
      }
      const state = yield* Client.connect(process, { ...target, password: undefined });
      if (state instanceof Client) yield* state.close();
      if (state instanceof Client || state.kind === 'refused') {
        yield* this.#say(' done\nserver started\n');
        return 0;
      }
      yield* race<unknown>([sleep(pause), server.exited.wait()]);
    }
    yield* this.#say(' stopped waiting\n');
    yield* this.#complain('pg_ctl: server did not start in time\n');
    return 1;
  }

  *#stop(): Task<number> {
    const pid = yield* this.#find();
    if (pid === undefined) return 1;
    const mode = this.#options?.value('m') ?? 'fast';
    const signals: Readonly<Record<string, Signal>> = {
      smart: 'TERM',
      fast: 'INT',
      immediate: 'QUIT',
      s: 'TERM',
      f: 'INT',
      i: 'QUIT',
    };
    const signal = signals[mode];
    if (!signal) {
      yield* this.#complain(
        `pg_ctl: unrecognized shutdown mode "${mode}"\nTry "pg_ctl --help" for more information.\n`,
      );
      return 1;
    }
    this.#process.kill(pid, signal);
    if (this.#options?.has('W')) {
      yield* this.#say('server shutting down\n');
      return 0;
    }
    yield* this.#say('waiting for server to shut down...');
    for (let left = this.#limit; left > 0; left -= pause) {
      yield* this.#say('.');
      for (let part = 0; part < 10; part++) {
        yield* sleep(pause / 10);
        if (
          this.#running() !== undefined ||
          this.#process.visible().some((other) => other.pid === pid && other.info.state !== 'Z')
        )
          continue;
        yield* this.#say(' done\nserver stopped\n');
        return 0;
      }
    }
    yield* this.#say(' failed\n');
    yield* this.#complain('pg_ctl: server does not shut down\n');
    return 1;
  }

  *#reload(): Task<number> {
    const pid = yield* this.#find();
    if (pid === undefined) return 1;
    this.#process.kill(pid, 'HUP');
    yield* this.#say('server signaled\n');
    return 0;
  }

  *#status(): Task<number> {
    const pid = this.#running();
    if (pid === undefined) {
      yield* this.#say('pg_ctl: no server running\n');
      return 3;
    }
    const server = this.#process.visible().find((other) => other.pid === pid);
    const [program = '', ...words] = server?.argv ?? [];
    yield* this.#say(
      `pg_ctl: server is running (PID: ${pid})\n${program}${words.map((word) => ` "${word}"`).join('')}\n`,
    );
    return 0;
  }

  *#find(): Task<number | undefined> {
    const pid = this.#running();
    if (pid === undefined)
      yield* this.#complain(`pg_ctl: PID file "${this.#data}/postmaster.pid" does not exist\nIs server running?\n`);
    return pid;
  }

  /** Pid of the server of this directory; undefined when none runs. */
  #running(): number | undefined {
    const text = this.#process.files.readText(`${this.#data}/postmaster.pid`);
    if (failed(text)) return undefined;
    const pid = Number(text.split('\n')[0]);
    return this.#process.visible().some((other) => other.pid === pid) ? pid : undefined;
  }

  get #limit(): number {
    return Number(this.#options?.value('t') ?? 60) * 1000;
  }

  get process(): Process {
    return this.#process;
  }

  *#say(text: string): Task {
    if (!this.#options?.has('s')) yield* this.#process.descriptors.get(1)?.write(new TextEncoder().encode(text)) ?? [];
  }

  *#complain(text: string): Task {
    yield* this.#process.descriptors.get(2)?.write(new TextEncoder().encode(text)) ?? [];
  }
}

/** Words of a shell command line: quotation marks and backslashes as `printf %q` writes them. */
function splitShell(text: string): string[] {
  return [...text.matchAll(/(?:'[^']*'|"[^"]*"|\\.|[^\s'"\\])+/g)].map(([word]) =>
    word.replace(
      /'([^']*)'|"([^"]*)"|\\(.)/g,
      (_, single: string | undefined, double: string | undefined, escaped: string | undefined) =>
        single ?? double ?? escaped ?? '',
    ),
  );
}
