// An ssh client up to the point where a command can be sent: the name, the connection, the host's key, the user's key (ssh(1)).
import type { Task } from '../../kernel/task.ts';
import type { Connection, Process } from '../contract.ts';
import { failed, strerror } from '../filesystem/errno.ts';
import { FrameReader, jsonOf, writeFrame } from '../frames.ts';
import { isIpv6 } from '../network/address.ts';
import { users } from '../programs/users.ts';
import { fingerprint, keyOfFile } from './key.ts';
import { message } from './wire.ts';

/** Whom to log in as, and where. */
export interface SshTarget {
  readonly user: string | undefined;
  readonly host: string;
  readonly port: number;
  /** Private key file; undefined: the usual one. */
  readonly identity?: string | undefined;
  /** `-o StrictHostKeyChecking=no|accept-new`: unknown hosts are believed. */
  readonly trusting?: boolean;
}

/** A session that has been let in. */
export interface SshSession {
  readonly connection: Connection;
  readonly reader: FrameReader;
}

/** Why there is none: what ssh says on standard error, lines with their ends. */
export interface SshFailure {
  readonly says: string;
}

/** Asks a question at the terminal; undefined when there is none. */
export type AskUser = (question: string) => Task<string | undefined>;

/** Connects and logs in. */
export function* connectSsh(process: Process, target: SshTarget, ask: AskUser): Task<SshSession | SshFailure> {
  const { host, port } = target;
  const addresses = yield* process.network.resolve(host, process.files);
  if (typeof addresses === 'string') {
    const why = addresses === 'NXDOMAIN' ? 'Name or service not known' : 'Temporary failure in name resolution';
    return { says: `ssh: Could not resolve hostname ${host}: ${why}\n` };
  }
  const address = addresses.find((each) => !isIpv6(each)) ?? addresses[0] ?? host;
  const connection = yield* process.network.connect(address, port);
  if (typeof connection === 'string')
    return { says: `ssh: connect to host ${host} port ${port}: ${strerror(connection)}\n` };
  const reader = new FrameReader(connection);
  const failure = yield* introduce(process, target, address, { connection, reader }, ask);
  if (!failure) return { connection, reader };
  connection.close();
  return failure;
}

function* introduce(
  process: Process,
  target: SshTarget,
  address: string,
  { connection, reader }: SshSession,
  ask: AskUser,
): Task<SshFailure | undefined> {
  const first = yield* reader.peek();
  const key = first === message.hello.charCodeAt(0) ? jsonOf(yield* reader.next())?.['key'] : undefined;
  if (typeof key !== 'string')
    return {
      says: `kex_exchange_identification: Connection closed by remote host\nConnection closed by ${address} port ${target.port}\n`,
    };
  const believed = yield* believe(process, target, address, key, ask);
  if (believed) return believed;
  const user = target.user ?? users(process.files).find(({ uid }) => uid === process.credentials.uid)?.name ?? 'root';
  yield* writeFrame(connection, message.authenticate, { user, keys: ownKeys(process, target.identity) });
  const denied = jsonOf(yield* reader.next());
  if (!denied) return { says: `Connection closed by ${address} port ${target.port}\n` };
  return typeof denied['denied'] === 'string'
    ? { says: `${user}@${target.host}: Permission denied (${denied['denied']}).\n` }
    : undefined;
}

const home = (process: Process): string => process.env.get('HOME') ?? '/root';

function ownKeys(process: Process, identity: string | undefined): readonly string[] {
  const text = process.files.readText(identity ?? `${home(process)}/.ssh/id_ed25519`);
  const key = failed(text) ? undefined : keyOfFile(text);
  return key === undefined ? [] : [key];
}

/** Whether the host is who it was before; one that is not known yet is asked about. */
function* believe(
  process: Process,
  { host, port, trusting }: SshTarget,
  address: string,
  key: string,
  ask: AskUser,
): Task<SshFailure | undefined> {
  const path = `${home(process)}/.ssh/known_hosts`;
  const text = process.files.readText(path);
  const lines = failed(text) ? [] : text.split('\n');
  const name = port === 22 ? host : `[${host}]:${port}`;
  const known = lines.find((line) => line.split(' ')[0]?.split(',').includes(name));
  if (known !== undefined) {
    if (known.split(' ').slice(1, 3).join(' ') === key) return undefined;
    return { says: changedKey(name, key, path, lines.indexOf(known) + 1) };
  }
  const refused = { says: 'Host key verification failed.\n' };
  const shown = host === address ? `'${name}'` : `'${name} (${address})'`;
  const question = `The authenticity of host ${shown} can't be established.\nED25519 key fingerprint is ${fingerprint(key)}.\nThis key is not known by any other names.\nAre you sure you want to continue connecting (yes/no/[fingerprint])? `;
  if (!trusting) {
    for (let answer = yield* ask(question); ; answer = yield* ask("Please type 'yes', 'no' or the fingerprint: ")) {
      if (answer === undefined || answer === 'no') return refused;
      if (answer === 'yes' || answer === fingerprint(key)) break;
    }
  }
  const folder = path.slice(0, path.lastIndexOf('/'));
  if (!process.files.exists(folder)) process.files.mkdir(folder, 0o700);
  process.files.writeFile(
    path,
    `${lines.filter((line) => line !== '').join('\n')}${lines.length > 1 ? '\n' : ''}${name} ${key}\n`,
    0o600,
  );
  yield* (
    process.descriptors
      .get(2)
      ?.write(
        new TextEncoder().encode(`Warning: Permanently added '${name}' (ED25519) to the list of known hosts.\r\n`),
      ) ?? []
  );
  return undefined;
}

const changedKey = (name: string, key: string, path: string, line: number): string => `\
@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@
@    WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED!     @
@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@
IT IS POSSIBLE THAT SOMEONE IS DOING SOMETHING NASTY!
Someone could be eavesdropping on you right now (man-in-the-middle attack)!
It is also possible that a host key has just been changed.
The fingerprint for the ED25519 key sent by the remote host is
${fingerprint(key)}.
Please contact your system administrator.
Add correct host key in ${path} to get rid of this message.
Offending ED25519 key in ${path}:${line}
Host key for ${name} has changed and you have requested strict checking.
Host key verification failed.
`;
