// sshd(8), a service of a machine: lets in whose key is in `~/.ssh/authorized_keys`, and runs a shell or a command as that user.
import { join, spawn, type Task, type TaskHandle } from '../../kernel/task.ts';
import type { Connection, Descriptor, Listener, Process } from '../contract.ts';
import { failed } from '../filesystem/errno.ts';
import { basename } from '../filesystem/path.ts';
import { FrameReader, jsonOf, writeFrame } from '../frames.ts';
import type { LinuxMachine } from '../machine.ts';
import { exitCode } from '../processes/signals.ts';
import { credentialsOf, rootPath, userPath } from '../programs/accounts/become-user.ts';
import { users, type User } from '../programs/users.ts';
import { startSession } from '../terminal/start-session.ts';
import type { Unit, UnitState } from '../units.ts';
import { message, sshPort } from './wire.ts';

/** The unit `ssh` of a machine. It listens from the start. */
export class SshServer implements Unit {
  readonly name: string = 'ssh';
  readonly description = 'OpenBSD Secure Shell server';
  readonly documentation = 'man:sshd(8)';
  state: UnitState = 'inactive';
  since: number;
  readonly #machine: LinuxMachine;
  readonly #key: string;
  readonly #connections = new Set<TaskHandle>();
  #listener: Listener | undefined;

  /** `key`: the host's public key. */
  constructor(machine: LinuxMachine, key: string) {
    this.#machine = machine;
    this.#key = key;
    this.since = machine.kernel.clock;
    this.#open();
  }

  *start(): Task {
    this.#open();
    yield* [];
  }

  /** Sessions go on: only new ones are refused. */
  *stop(): Task {
    this.#listener?.close();
    this.#listener = undefined;
    this.#move('inactive');
    yield* [];
  }

  /** Cuts off all sessions, as when the machine is switched off. */
  hangUp(): void {
    for (const connection of this.#connections) connection.cancel();
  }

  #open(): void {
    const { init, kernel } = this.#machine;
    if (this.#listener) return;
    const listener = init.network.listen(sshPort);
    if (typeof listener === 'string') return;
    this.#listener = listener;
    kernel.spawn('sshd', this.#accept(listener));
    this.#move('active');
  }

  #move(state: UnitState): void {
    this.state = state;
    this.since = this.#machine.kernel.clock;
  }

  *#accept(listener: Listener): Task {
    for (let caller = yield* listener.accept(); caller; caller = yield* listener.accept()) {
      const serving = this.#machine.kernel.spawn('sshd session', this.#serve(caller));
      this.#connections.add(serving);
      serving.whenFinished(() => this.#connections.delete(serving));
    }
  }

  *#serve(connection: Connection): Task {
    const reader = new FrameReader(connection);
    try {
      yield* writeFrame(connection, message.hello, { key: this.#key });
      const user = this.#admit(jsonOf(yield* reader.next()));
      yield* writeFrame(connection, message.verdict, user ? {} : { denied: 'publickey' });
      const request = user && jsonOf(yield* reader.next());
      if (!user || !request) return;
      const code = yield* runSession(this.#machine, user, request, connection, reader);
      yield* writeFrame(connection, message.exit, { code });
    } finally {
      connection.close();
    }
  }

  /** The user who shows a key that the account trusts. */
  #admit(request: Readonly<Record<string, unknown>> | undefined): User | undefined {
    const { files } = this.#machine;
    const user = users(files).find(({ name }) => name === request?.['user']);
    const shown = request?.['keys'];
    const text = user ? files.readText(`${user.home}/.ssh/authorized_keys`) : undefined;
    if (!user || !Array.isArray(shown) || text === undefined || failed(text)) return undefined;
    const trusted = text.split('\n').map((line) => line.trim().split(' ').slice(0, 2).join(' '));
    return shown.some((key) => typeof key === 'string' && key !== '' && trusted.includes(key)) ? user : undefined;
  }
}

/** Runs what a client asks for until it has ended; its exit status. */
function* runSession(
  machine: LinuxMachine,
  user: User,
  request: Readonly<Record<string, unknown>>,
  connection: Connection,
  reader: FrameReader,
): Task<number> {
  const command = typeof request['command'] === 'string' ? request['command'] : undefined;
  const size = request['terminal'] as { columns?: unknown; rows?: unknown; type?: unknown } | undefined;
  const shell = user.shell || '/bin/sh';
  const { init } = machine;
  const env = new Map([
    ['USER', user.name],
    ['LOGNAME', user.name],
    ['HOME', user.home],
    ['PATH', user.uid === 0 ? rootPath : userPath],
    ['SHELL', shell],
    ['LANG', 'C.UTF-8'],
    ['SSH_CONNECTION', `${connection.remote.address} ${connection.remote.port} ${connection.local.address} ${sshPort}`],
    ...(size ? [['TERM', typeof size.type === 'string' ? size.type : 'xterm'] as const] : []),
  ]);
  const argv = command === undefined ? [`-${basename(shell)}`] : [basename(shell), '-c', command];
  const options = { argv, path: shell, env, cwd: user.home, credentials: credentialsOf(init, user) };
  const write = (kind: string, bytes: Uint8Array): Task => sendBytes(connection, kind, bytes);
  if (size) {
    const terminal = machine.createTerminal(undefined, Number(size.columns) || 80, Number(size.rows) || 24);
    terminal.onOutput((bytes) => machine.kernel.spawn('sshd output', write(message.data, bytes)));
    const started = yield* startSession(init, terminal, options);
    if ('errno' in started) return 255;
    const feeding = yield* spawn(
      'sshd input',
      feed(reader, {
        data: (bytes) => {
          terminal.input(bytes);
        },
        end: () => undefined,
        resize: (columns, rows) => {
          terminal.resize(columns, rows);
        },
        gone: () => {
          terminal.hangUp();
        },
      }),
    );
    try {
      return exitCode(yield* started.exited.wait());
    } finally {
      feeding.cancel();
      terminal.hangUp();
    }
  }
  return yield* runPiped(machine, options, connection, reader);
}

function* sendBytes(connection: Connection, kind: string, bytes: Uint8Array): Task {
  yield* writeFrame(connection, kind, bytes);
}

/** Runs a command whose streams are pipes. */
function* runPiped(
  machine: LinuxMachine,
  options: Parameters<typeof startSession>[2],
  connection: Connection,
  reader: FrameReader,
): Task<number> {
  const [input, output, errors] = [machine.pipe(), machine.pipe(), machine.pipe()];
  const descriptors = new Map([
    [0, input.reader],
    [1, output.writer],
    [2, errors.writer],
  ]);
  const started: Process | string = yield* machine.init.spawn({ ...options, descriptors, group: 'new' });
  for (const end of descriptors.values()) end.release();
  if (typeof started === 'string') return 127;
  const copy = function* (from: Descriptor, kind: string): Task {
    for (let bytes = yield* from.read(); bytes; bytes = yield* from.read()) yield* writeFrame(connection, kind, bytes);
    from.release();
  };
  const copies = [
    yield* spawn('sshd output', copy(output.reader, message.data)),
    yield* spawn('sshd errors', copy(errors.reader, message.errors)),
  ];
  const feeding = yield* spawn('sshd input', feedPipe(reader, input.writer));
  try {
    const code = exitCode(yield* started.exited.wait());
    for (const each of copies) yield* join(each);
    return code;
  } finally {
    feeding.cancel();
    if (!started.exited.opened) machine.signal(started, 'HUP');
  }
}

interface Sink {
  readonly data: (bytes: Uint8Array) => void;
  readonly end: () => void;
  readonly resize: (columns: number, rows: number) => void;
  /** The client has gone without a word. */
  readonly gone: () => void;
}

/** Hands on what the client sends. */
function* feed(reader: FrameReader, sink: Sink): Task {
  for (let frame = yield* reader.next(); frame; frame = yield* reader.next()) {
    if (frame.kind === message.data) sink.data(frame.content);
    else if (frame.kind === message.end) sink.end();
    else if (frame.kind === message.resize) {
      const { columns, rows } = jsonOf(frame) ?? {};
      sink.resize(Number(columns) || 80, Number(rows) || 24);
    }
  }
  sink.gone();
}

function* feedPipe(reader: FrameReader, writer: Descriptor): Task {
  try {
    for (let frame = yield* reader.next(); frame; frame = yield* reader.next()) {
      if (frame.kind === message.end) return;
      if (frame.kind === message.data && (yield* writer.write(frame.content))) return;
    }
  } finally {
    writer.release();
  }
}
