// ssh(1): a shell, or one command, on another machine.
import { spawn, type Task } from '../../kernel/task.ts';
import type { Process, Program, Terminal } from '../contract.ts';
import { jsonOf, writeFrame } from '../frames.ts';
import { parseOptions } from '../programs/options.ts';
import { warn } from '../programs/net/say.ts';
import { connectSsh, type SshSession, type SshTarget } from './connect.ts';
import { message, sshPort } from './wire.ts';

const usage = `usage: ssh [-46AaCfGgKkMNnqsTtVvXxYy] [-B bind_interface] [-b bind_address]
           [-c cipher_spec] [-D [bind_address:]port] [-E log_file]
           [-e escape_char] [-F configfile] [-I pkcs11] [-i identity_file]
           [-J destination] [-L address] [-l login_name] [-m mac_spec]
           [-O ctl_cmd] [-o option] [-P tag] [-p port] [-R address]
           [-S ctl_path] [-W host:port] [-w local_tun[:remote_tun]]
           destination [command [argument ...]]
       ssh [-Q query_option]
`;

const letters = '+46AaB:b:Cc:D:E:e:F:fGgI:i:J:KkL:l:Mm:NnO:o:P:p:Q:qR:S:sTtVvW:w:XxYy';

/** Letters that change nothing here, and those that are known and not simulated. */
const unsimulated = [...'ABDEFGIJLMNOPQRSWfgsw'];

/** What ssh ends with when it fails itself. */
const failure = 255;

/** `ssh` */
export const ssh: Program = function* (process) {
  const options = parseOptions(process.argv.slice(1), { short: letters });
  if ('kind' in options) {
    const text = options.kind === 'letter-needs-value' ? 'option requires an argument' : 'unknown option';
    yield* warn(process, `ssh: ${text} -- ${options.option}\n${usage}`);
    return failure;
  }
  if (options.has('V')) {
    yield* warn(process, 'OpenSSH_9.6p1 Ubuntu-3ubuntu13.5, OpenSSL 3.0.13 30 Jan 2024\n');
    return 0;
  }
  const refused = unsimulated.find((letter) => options.has(letter));
  if (refused !== undefined) {
    yield* warn(process, `drydock: ssh: not simulated: -${refused}\n`);
    return failure;
  }
  const [destination, ...words] = options.operands;
  if (destination === undefined) {
    yield* warn(process, usage);
    return failure;
  }
  const [, user, host = '', port] = /^(?:ssh:\/\/)?(?:([^@]*)@)?([^:/]*)(?::(\d+))?\/?$/.exec(destination) ?? [];
  const settings = options.values('o');
  const target: SshTarget = {
    user: user ?? options.value('l'),
    host,
    port: Number(port ?? options.value('p') ?? sshPort),
    identity: options.value('i'),
    trusting: settings.some((setting) => /^StrictHostKeyChecking[= ](?:no|accept-new)$/i.test(setting)),
  };
  const session = yield* connectSsh(process, target, (question) => ask(process, question));
  if ('says' in session) {
    yield* warn(process, session.says);
    return failure;
  }
  const command = words.length > 0 ? words.join(' ') : undefined;
  const own = process.descriptors.get(0)?.terminal;
  const wants = !options.has('T') && (command === undefined || options.has('t'));
  const terminal = wants ? own : undefined;
  if (wants && !own && command === undefined)
    yield* warn(process, 'Pseudo-terminal will not be allocated because stdin is not a terminal.\r\n');
  const code = yield* converse(process, session, command, terminal, !options.has('n'));
  if (terminal) yield* warn(process, `Connection to ${host} closed.\r\n`);
  return code;
};

/** Asks at the terminal, even when standard input is something else. */
function* ask(process: Process, question: string): Task<string | undefined> {
  const { terminal } = process;
  if (!terminal) return undefined;
  yield* terminal.descriptor.write(new TextEncoder().encode(question));
  let answer = '';
  while (!answer.includes('\n')) {
    const bytes = yield* terminal.descriptor.read();
    if (!bytes) return undefined;
    answer += new TextDecoder().decode(bytes);
  }
  return answer.trim();
}

/** Runs a command, or a shell, over a session; its exit status. */
function* converse(
  process: Process,
  { connection, reader }: SshSession,
  command: string | undefined,
  terminal: Terminal | undefined,
  input: boolean,
): Task<number> {
  const size = terminal && { columns: terminal.columns, rows: terminal.rows, type: process.env.get('TERM') ?? 'xterm' };
  yield* writeFrame(connection, message.open, {
    ...(command === undefined ? {} : { command }),
    ...(size ? { terminal: size } : {}),
  });
  const before = terminal && { mode: terminal.mode, echo: terminal.echo };
  if (terminal) {
    terminal.mode = 'raw';
    terminal.echo = false;
    process.handle('WINCH', () => {
      const { columns, rows } = terminal;
      process.machine.kernel.spawn('ssh window', send(connection, message.resize, { columns, rows }));
    });
  }
  const sending = input ? yield* spawn('ssh input', sendInput(process, connection)) : undefined;
  try {
    for (;;) {
      const frame = yield* reader.next();
      if (!frame) {
        yield* warn(process, `Connection to ${connection.remote.address} closed by remote host.\r\n`);
        return failure;
      }
      if (frame.kind === message.exit) return Number(jsonOf(frame)?.['code'] ?? failure);
      yield* process.descriptors.get(frame.kind === message.errors ? 2 : 1)?.write(frame.content) ?? [];
    }
  } finally {
    sending?.cancel();
    connection.close();
    if (terminal && before) {
      terminal.mode = before.mode;
      terminal.echo = before.echo;
    }
  }
}

function* send(connection: SshSession['connection'], kind: string, content: unknown): Task {
  yield* writeFrame(connection, kind, content);
}

function* sendInput(process: Process, connection: SshSession['connection']): Task {
  const input = process.descriptors.get(0);
  for (;;) {
    const bytes = input && (yield* input.read());
    if (!bytes) break;
    if (yield* writeFrame(connection, message.data, bytes)) return;
  }
  yield* writeFrame(connection, message.end, {});
}
