// The state of one psql: its connection, variables and output; and how a statement is sent and its results are shown.
import { sleep, type Task } from '../../../kernel/task.ts';
import type { Descriptor, Process } from '../../contract.ts';
import { Client, reportText, type Target } from '../client/client.ts';
import { FieldReader, Fields, query } from '../wire/bytes.ts';
import type { Message } from '../wire/message.ts';
import { readReport } from '../wire/report.ts';
import { readRow } from '../wire/rows.ts';
import { printTable, usualFormat, type Format, type Table } from './table.ts';

/** Types whose values stand at the right: int8, int2, int4, oid, xid, cid, float4, float8, money, numeric. */
const rightTypes = new Set([20, 21, 23, 26, 28, 29, 700, 701, 790, 1700, 5069]);

/** What came of a statement. */
export type Outcome = 'done' | 'failed' | 'lost';

/** Where lines come from; undefined at the end. */
export interface LineSource {
  next(): Task<string | undefined>;
}

/** The lines of a list. */
export function linesOf(lines: readonly string[]): LineSource {
  let index = 0;
  return {
    *next() {
      yield* [];
      return lines[index++];
    },
  };
}

const noLines = linesOf([]);

function* nothing(): Task<number> {
  yield* [];
  return 1;
}

export class Shell {
  readonly process: Process;
  client: Client | undefined;
  readonly variables = new Map<string, string>();
  format: Format = usualFormat;
  quiet = false;
  /** Somebody types. */
  interactive = false;
  timing = false;
  /** Shows statements before they are sent: `queries` (-e), or all input (-a). */
  echo: 'none' | 'queries' | 'all' = 'none';
  /** Where results go, besides standard output (`\o`). */
  output: Descriptor | undefined;
  /** Where rows of COPY … TO STDOUT go instead (`\copy`). */
  copyOutput: Descriptor | undefined;
  /** `psql:file.sql:3: ` before errors of a script. */
  place = '';
  /** Expanded for one result (`\gx`). */
  expandOnce = false;
  /** The last error's message, for `\errverbose` and variables. */
  lastQuery = '';
  readonly #columns: number;

  constructor(process: Process) {
    this.process = process;
    this.#columns = process.descriptors.get(1)?.terminal?.columns ?? 80;
  }

  *say(text: string): Task {
    yield* (this.output ?? this.process.descriptors.get(1))?.write(new TextEncoder().encode(text)) ?? [];
  }

  *complain(text: string): Task {
    yield* this.process.descriptors.get(2)?.write(new TextEncoder().encode(text)) ?? [];
  }

  /** Connects anew. The text of the problem when that fails; the old connection stays then. */
  *connect(target: Target): Task<string | undefined> {
    const client = yield* Client.connect(this.process, target);
    if (!(client instanceof Client)) return client.problem;
    if (this.client) yield* this.client.close();
    this.client = client;
    for (const [name, value] of [
      ['DBNAME', target.database],
      ['USER', target.user],
      ['HOST', target.host],
      ['PORT', String(target.port)],
    ] as const)
      this.variables.set(name, value);
    return undefined;
  }

  /** The rows of a question of psql's own; the report's text when it fails. */
  *ask(sql: string): Task<(string | null)[][] | string> {
    const { client } = this;
    if (!client || !(yield* client.send(query(sql)))) return 'no connection to the server';
    const rows: (string | null)[][] = [];
    let problem: string | undefined;
    for (;;) {
      const message = yield* client.next();
      if (!message || message.type === 'Z') return problem ?? rows;
      if (message.type === 'D') rows.push(readRow(message.body));
      if (message.type === 'E') problem ??= reportText(readReport(message.body), sql);
    }
  }

  /** Sends a statement (or several in one) and shows what comes back. */
  *run(sql: string, show: (table: Table) => Task = (table) => this.show(table)): Task<Outcome> {
    const { client } = this;
    if (!client) {
      yield* this.complain('You are currently not connected to a database.\n');
      return 'failed';
    }
    if (this.echo === 'queries') yield* this.say(`${sql}\n`);
    this.lastQuery = sql;
    const { kernel } = this.process.machine;
    const began = kernel.now;
    if (!(yield* client.send(query(sql)))) return yield* this.#lost();
    let outcome: Outcome = 'done';
    let headers: { readonly names: string[]; readonly right: boolean[] } | undefined;
    let rows: (string | null)[][] = [];
    // Rows that go to standard output are not mixed with a tag.
    let copied = false;
    for (;;) {
      const message = yield* client.next();
      if (!message) return yield* this.#lost();
      if (message.type === 'Z') break;
      switch (message.type) {
        case 'T':
          headers = describe(message);
          rows = [];
          break;
        case 'D':
          rows.push(readRow(message.body));
          break;
        case 'C': {
          const tag = new FieldReader(message.body).text();
          if (headers) {
            yield* show({ headers: headers.names, right: headers.right, rows });
            if (!this.quiet && /^(?:INSERT|UPDATE|DELETE|MERGE)/.test(tag)) yield* this.say(`${tag}\n`);
          } else if (!this.quiet && !copied) yield* this.say(`${tag}\n`);
          copied = false;
          this.variables.set('ROW_COUNT', /(\d+)$/.exec(tag)?.[1] ?? '0');
          headers = undefined;
          break;
        }
        case 'E':
          outcome = 'failed';
          this.variables.set('LAST_ERROR_MESSAGE', readReport(message.body)['M'] ?? '');
          yield* this.complain(this.place + reportText(readReport(message.body), sql));
          break;
        case 'N':
          yield* this.complain(this.place + reportText(readReport(message.body), sql));
          break;
        case 'A':
          yield* this.#notified(message);
          break;
        case 'H':
          copied = !this.copyOutput;
          break;
        case 'G':
          yield* this.#copyIn(client);
          break;
        case 'd':
          yield* (this.copyOutput ?? this.output ?? this.process.descriptors.get(1))?.write(message.body) ?? [];
          break;
      }
    }
    this.variables.set('ERROR', String(outcome === 'failed'));
    if (this.timing) {
      // The way back takes a moment too.
      yield* sleep(0);
      yield* this.say(`Time: ${(kernel.now - began).toFixed(3)} ms\n`);
    }
    return outcome;
  }

  /** Prints a result as `\pset` says. */
  *show(table: Table): Task {
    const format: Format = this.expandOnce ? { ...this.format, expanded: 'on' } : this.format;
    this.expandOnce = false;
    yield* this.say(printTable(table, format, this.#columns));
  }

  /** Lines for COPY … FROM STDIN: the script's own, what is typed, or those of a file. */
  source: LineSource = noLines;
  /** Runs the commands of a file; its status. */
  include: (path: string) => Task<number> = () => nothing();

  *#copyIn(client: Client): Task {
    for (;;) {
      const line = yield* this.source.next();
      if (line === undefined || line === '\\.') break;
      yield* client.send(new Fields().bytes(new TextEncoder().encode(`${line}\n`)).message('d'));
    }
    yield* client.send(new Fields().message('c'));
  }

  *#notified(message: Message): Task {
    const reader = new FieldReader(message.body);
    const pid = reader.int32();
    const channel = reader.text();
    const payload = reader.text();
    const text = payload === '' ? '' : ` with payload "${payload}"`;
    yield* this.say(`Asynchronous notification "${channel}"${text} received from server process with PID ${pid}.\n`);
  }

  *#lost(): Task<Outcome> {
    yield* this.complain(
      'server closed the connection unexpectedly\n\tThis probably means the server terminated abnormally\n\tbefore or while processing the request.\n',
    );
    const target = this.client?.target;
    this.client = undefined;
    if (!target || this.process.descriptors.get(0)?.kind !== 'terminal') return 'lost';
    yield* this.complain('The connection to the server was lost. Attempting reset: ');
    const problem = yield* this.connect(target);
    yield* this.complain(problem === undefined ? 'Succeeded.\n' : 'Failed.\n');
    return 'failed';
  }
}

function describe(message: Message): { names: string[]; right: boolean[] } {
  const reader = new FieldReader(message.body);
  const names: string[] = [];
  const right: boolean[] = [];
  for (let left = reader.int16(); left > 0; left--) {
    names.push(reader.text());
    reader.int32();
    reader.int16();
    right.push(rightTypes.has(reader.int32()));
    reader.bytes(8);
  }
  return { names, right };
}
