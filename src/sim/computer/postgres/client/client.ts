// A client's connection to a server: finds it, proves who it is, asks and reads the answers.
import type { Task } from '../../../kernel/task.ts';
import type { Connection, Process } from '../../contract.ts';
import { strerror } from '../../filesystem/errno.ts';
import { connectUnix } from '../../network/unix-sockets.ts';
import { Fields, FieldReader } from '../wire/bytes.ts';
import { encodeBase64 } from '../../../kernel/base64.ts';
import { MessageStream, type Message } from '../wire/message.ts';
import { readReport, type Report } from '../wire/report.ts';
import { md5Answer, md5Secret, ScramClient } from '../wire/scram.ts';

/** Where to, and who. */
export interface Target {
  /** A host name or address, or the directory of a Unix socket. */
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly database: string;
  readonly password: string | undefined;
  readonly application: string;
}

/** Why there is no connection: the text after `psql: error: `. */
export interface ConnectProblem {
  readonly problem: string;
  /** The server wants a password and none was given. */
  readonly wantsPassword: boolean;
  /** What kept it from even talking, for pg_isready: nobody answered, or the server said no. */
  readonly kind: 'no-answer' | 'rejected' | 'refused';
}

/** A connection that is ready for queries. */
export class Client {
  readonly target: Target;
  /** What the server told about itself. */
  readonly parameters = new Map<string, string>();
  /** Address of the other end; empty on a Unix socket. */
  readonly address: string;
  processId = 0;
  /** `I` idle, `T` in a transaction, `E` in one that has failed. */
  status = 'I';
  readonly #connection: Connection;
  readonly #stream: MessageStream;

  constructor(target: Target, connection: Connection, address: string) {
    this.target = target;
    this.address = address;
    this.#connection = connection;
    this.#stream = new MessageStream(connection);
  }

  /** Connects; a problem when that fails. */
  static *connect(process: Process, target: Target): Task<Client | ConnectProblem> {
    const { host, port } = target;
    if (host.startsWith('/')) {
      const path = `${host}/.s.PGSQL.${port}`;
      const where = `connection to server on socket "${path}" failed: `;
      const connection = yield* connectUnix(process, path);
      if (typeof connection === 'string') {
        const hint = '\n\tIs the server running locally and accepting connections on that socket?';
        return { problem: `${where}${strerror(connection)}${hint}`, wantsPassword: false, kind: 'no-answer' };
      }
      return yield* new Client(target, connection, '').#begin(process, where);
    }
    const addresses = yield* process.network.resolve(host, process.files);
    if (typeof addresses === 'string' || addresses.length === 0) {
      const reason = addresses === 'SERVFAIL' ? 'Temporary failure in name resolution' : 'Name or service not known';
      return {
        problem: `could not translate host name "${host}" to address: ${reason}`,
        wantsPassword: false,
        kind: 'no-answer',
      };
    }
    let problem = '';
    for (const address of addresses) {
      const where = `connection to server at "${host}"${address === host ? '' : ` (${address})`}, port ${port} failed: `;
      const connection = yield* process.network.connect(address, port);
      if (typeof connection !== 'string') return yield* new Client(target, connection, address).#begin(process, where);
      problem = `${where}${strerror(connection)}\n\tIs the server running on that host and accepting TCP/IP connections?`;
    }
    return { problem, wantsPassword: false, kind: 'no-answer' };
  }

  *#begin(process: Process, where: string): Task<Client | ConnectProblem> {
    const { user, database, application, password } = this.target;
    const given = { user, database, application_name: application, client_encoding: 'UTF8' };
    const opening = new Fields().int32(3 << 16);
    for (const [name, value] of Object.entries(given)) opening.text(name).text(value);
    yield* this.#connection.write(opening.byte(0).message(''));
    let scram: ScramClient | undefined;
    const fail = (problem: string, wantsPassword = false): ConnectProblem => {
      this.#connection.close();
      return { problem: where + problem, wantsPassword, kind: 'refused' };
    };
    for (;;) {
      const message = yield* this.#stream.next();
      if (!message)
        return fail(
          'server closed the connection unexpectedly\n\tThis probably means the server terminated abnormally\n\tbefore or while processing the request.',
        );
      const reader = new FieldReader(message.body);
      switch (message.type) {
        case 'R': {
          const request = reader.int32();
          if (request === 0) break;
          if ((password ?? '') === '' && [3, 5, 10].includes(request))
            return fail('fe_sendauth: no password supplied', true);
          let answer: Fields;
          if (request === 3) answer = new Fields().text(password ?? '');
          else if (request === 5) answer = new Fields().text(md5Answer(md5Secret(password ?? '', user), reader.rest()));
          else if (request === 10) {
            const random = process.machine.kernel.random('postgres');
            scram = new ScramClient(
              password ?? '',
              encodeBase64(Uint8Array.from({ length: 18 }, () => random.integer(256))),
            );
            const first = new TextEncoder().encode(scram.first);
            answer = new Fields().text('SCRAM-SHA-256').int32(first.length).bytes(first);
          } else if (request === 11 && scram) {
            answer = new Fields().bytes(new TextEncoder().encode(scram.last(new TextDecoder().decode(reader.rest()))));
          } else if (request === 12) break;
          else return fail(`authentication method ${request} not supported`);
          yield* this.#connection.write(answer.message('p'));
          break;
        }
        case 'E': {
          const report = readReport(message.body);
          const rejected = report['C'] === '57P03';
          this.#connection.close();
          return {
            problem: `${where}${report['S'] ?? 'FATAL'}:  ${report['M'] ?? ''}`,
            wantsPassword: false,
            kind: rejected ? 'rejected' : 'refused',
          };
        }
        case 'S':
          this.parameters.set(reader.text(), reader.text());
          break;
        case 'K':
          this.processId = reader.int32();
          break;
        case 'Z':
          return this;
      }
    }
  }

  /** Sends a simple query; its answers are read with `next`. */
  *send(message: Uint8Array): Task<boolean> {
    return (yield* this.#connection.write(message)) === undefined;
  }

  /** The next message of an answer; undefined when the connection is gone. */
  *next(): Task<Message | undefined> {
    const message = yield* this.#stream.next();
    if (!message) return undefined;
    const reader = new FieldReader(message.body);
    if (message.type === 'S') this.parameters.set(reader.text(), reader.text());
    if (message.type === 'Z') this.status = String.fromCharCode(message.body[0] ?? 73);
    return message;
  }

  /** Says goodbye. */
  *close(): Task {
    yield* this.#connection.write(new Fields().message('X'));
    this.#connection.close();
  }
}

/** An error or notice as libpq prints it: `ERROR:  …`, the line with a mark below it, detail and hint. */
export function reportText(report: Report, sql: string): string {
  let text = `${report['S'] ?? 'ERROR'}:  ${report['M'] ?? ''}\n`;
  const position = Number(report['P'] ?? 0);
  if (position > 0) text += pointAt(sql, position);
  if (report['q'] !== undefined && report['p'] !== undefined) text += pointAt(report['q'], Number(report['p']));
  if (report['D'] !== undefined) text += `DETAIL:  ${report['D']}\n`;
  if (report['H'] !== undefined) text += `HINT:  ${report['H']}\n`;
  if (report['q'] !== undefined) text += `QUERY:  ${report['q']}\n`;
  const isError = /^(?:ERROR|FATAL|PANIC)$/.test(report['V'] ?? report['S'] ?? '');
  if (report['W'] !== undefined && isError) text += `CONTEXT:  ${report['W']}\n`;
  return text;
}

/** Columns of a line that are shown around the mark. */
const shown = 60;
const rightMargin = 10;

function pointAt(sql: string, position: number): string {
  const characters = [...sql];
  const at = position - 1;
  const start = characters.lastIndexOf('\n', at - 1) + 1;
  const end = characters.indexOf('\n', at);
  const line = characters
    .slice(start, end < 0 ? characters.length : end)
    .map((character) => (character === '\t' ? ' ' : character));
  const number = characters.slice(0, start).filter((character) => character === '\n').length + 1;
  const column = at - start;
  let from = 0;
  let to = line.length;
  if (line.length > shown) {
    if (from + shown < column + rightMargin) from = Math.max(0, Math.min(column + rightMargin, line.length) - shown);
    to = Math.min(line.length, from + shown);
  }
  const head = `LINE ${number}: ${from > 0 ? '...' : ''}`;
  return `${head}${line.slice(from, to).join('')}${to < line.length ? '...' : ''}\n${' '.repeat(head.length + column - from)}^\n`;
}
