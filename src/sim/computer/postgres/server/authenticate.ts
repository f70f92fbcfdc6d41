// How a client proves who it is: the method that pg_hba.conf asks for.
import type { Task } from '../../../kernel/task.ts';
import type { Connection, Process } from '../../contract.ts';
import { failed } from '../../filesystem/errno.ts';
import { Fields, FieldReader } from '../wire/bytes.ts';
import type { MessageStream } from '../wire/message.ts';
import { encodeBase64 } from '../../../kernel/base64.ts';
import { md5Answer, passwordFits, readVerifier, ScramServer } from '../wire/scram.ts';
import { findRule, type Candidate } from './host-access.ts';
import type { ServerState } from './session.ts';

/** Who is connected, and to what. */
export interface Identity {
  readonly user: string;
  readonly database: string;
  readonly application: string;
}

/** Why somebody is not let in; the detail is for the log alone. */
export interface Refusal {
  readonly code: string;
  readonly message: string;
  readonly detail?: string;
}

/** Lets a client prove itself. Undefined: it did, and was told so. `gone`: it hung up. */
export function* authenticate(
  process: Process,
  connection: Connection,
  stream: MessageStream,
  server: ServerState,
  candidate: Candidate,
): Task<Refusal | 'gone' | undefined> {
  const { user, database, address } = candidate;
  const path = `${server.data}/pg_hba.conf`;
  const configuration = process.files.readText(path);
  const rule = failed(configuration) ? undefined : findRule(configuration, candidate);
  const who = `${address === undefined ? 'host "[local]"' : `host "${address}"`}, user "${user}", database "${database}", no encryption`;
  if (!rule) return { code: '28000', message: `no pg_hba.conf entry for ${who}` };
  if (rule.method === 'reject') return { code: '28000', message: `pg_hba.conf rejects connection for ${who}` };
  const [row] = yield* server.cluster.ask(
    `SELECT rolpassword, rolcanlogin FROM pg_authid WHERE rolname = '${user.replaceAll("'", "''")}'`,
  );
  const ok = function* (): Task<Refusal | undefined> {
    if (!row) return { code: '28000', message: `role "${user}" does not exist` };
    if (row[1] !== 't') return { code: '28000', message: `role "${user}" is not permitted to log in` };
    yield* connection.write(new Fields().int32(0).message('R'));
    return undefined;
  };
  const matched =
    Number(server.release.major) >= 16
      ? `Connection matched file "${path}" line ${rule.line}: "${rule.text}"`
      : `Connection matched pg_hba.conf line ${rule.line}: "${rule.text}"`;
  const wrong = (why?: string): Refusal => ({
    code: '28P01',
    message: `password authentication failed for user "${user}"`,
    detail: why === undefined ? matched : `${why}\n${matched}`,
  });
  const kept = row?.[0] ?? undefined;
  const missing = !row
    ? `Role "${user}" does not exist.`
    : kept === undefined
      ? `User "${user}" has no password assigned.`
      : undefined;
  switch (rule.method) {
    case 'trust':
      return yield* ok();
    case 'peer': {
      const passwd = process.files.readText('/etc/passwd');
      const name = failed(passwd) ? '' : /^postgres:/m.test(passwd) ? 'postgres' : 'root';
      return user === name ? yield* ok() : { code: '28000', message: `Peer authentication failed for user "${user}"` };
    }
    case 'password':
    case 'md5':
    case 'scram-sha-256': {
      const verifier = kept === undefined ? undefined : readVerifier(kept);
      const proof =
        rule.method === 'password'
          ? yield* clearText(connection, stream, kept, user)
          : rule.method === 'md5' && kept?.startsWith('md5')
            ? yield* digest(process, connection, stream, kept)
            : yield* scram(process, connection, stream, verifier, user);
      if (proof === 'gone') return 'gone';
      return proof === 'right' ? yield* ok() : wrong(missing);
    }
    default:
      return { code: '0A000', message: `not simulated: authentication method ${rule.method}` };
  }
}

type Proof = 'right' | 'wrong' | 'gone';

function* clearText(
  connection: Connection,
  stream: MessageStream,
  kept: string | undefined,
  user: string,
): Task<Proof> {
  yield* connection.write(new Fields().int32(3).message('R'));
  const answer = yield* stream.next();
  if (answer?.type !== 'p') return 'gone';
  return kept !== undefined && passwordFits(new FieldReader(answer.body).text(), kept, user) ? 'right' : 'wrong';
}

function* digest(process: Process, connection: Connection, stream: MessageStream, kept: string): Task<Proof> {
  const salt = randomBytes(process, 4);
  yield* connection.write(new Fields().int32(5).bytes(salt).message('R'));
  const answer = yield* stream.next();
  if (answer?.type !== 'p') return 'gone';
  return new FieldReader(answer.body).text() === md5Answer(kept, salt) ? 'right' : 'wrong';
}

function* scram(
  process: Process,
  connection: Connection,
  stream: MessageStream,
  verifier: ReturnType<typeof readVerifier>,
  user: string,
): Task<Proof> {
  yield* connection.write(new Fields().int32(10).text('SCRAM-SHA-256').byte(0).message('R'));
  const first = yield* stream.next();
  if (first?.type !== 'p') return 'gone';
  const reader = new FieldReader(first.body);
  reader.text();
  reader.int32();
  const clientFirst = new TextDecoder().decode(reader.rest());
  // Who has no password goes through the motions, so that nothing shows who exists.
  const used = verifier ?? {
    iterations: 4096,
    salt: encodeBase64(new TextEncoder().encode(user.padEnd(16, '*').slice(0, 16))),
    storedKey: new Uint8Array(32),
    serverKey: new Uint8Array(32),
  };
  const exchange = new ScramServer(used, clientFirst, encodeBase64(randomBytes(process, 18)));
  yield* connection.write(new Fields().int32(11).bytes(new TextEncoder().encode(exchange.first)).message('R'));
  const last = yield* stream.next();
  if (last?.type !== 'p') return 'gone';
  const signature = exchange.last(new TextDecoder().decode(last.body));
  if (signature === undefined || !verifier) return 'wrong';
  yield* connection.write(new Fields().int32(12).bytes(new TextEncoder().encode(signature)).message('R'));
  return 'right';
}

function randomBytes(process: Process, length: number): Uint8Array {
  const random = process.machine.kernel.random('postgres');
  return Uint8Array.from({ length }, () => random.integer(256));
}
