// mysql(1) and mariadb(1): the command-line client.
import type { Task } from '../../../kernel/task.ts';
import type { Process, Program } from '../../contract.ts';
import { LineReader } from '../../programs/text.ts';
import { width } from '../../postgres/psql/table.ts';
import { readLine } from '../../terminal/read-line.ts';
import { Problem } from '../dialect/problem.ts';
import type { Answer } from '../server/answer.ts';
import { releaseOf } from '../server/mysqld.ts';
import { Client } from './client.ts';
import { readOptions, targetOf } from './options.ts';
import { StatementReader } from './statement-reader.ts';

interface Style {
  readonly table: boolean;
  readonly names: boolean;
  readonly vertical: boolean;
  readonly force: boolean;
  /** Says how many rows, and how long it took. */
  readonly talkative: boolean;
}

/** The client's program. */
export const mysql: Program = function* (process) {
  const name = process.argv[0]?.split('/').at(-1) ?? 'mysql';
  const say = writer(process, 1);
  const options = readOptions(process, name);
  if (typeof options === 'string') {
    yield* writer(process, 2)(options);
    return 7;
  }
  const { product, version } = releaseOf(process);
  if (options.has('V')) {
    yield* say(
      product === 'MySQL'
        ? `${name}  Ver ${version} for Linux on x86_64 (MySQL Community Server - GPL)\n`
        : `${name} from ${version}, client 15.2 for debian-linux-gnu (x86_64) using readline 5.2\n`,
    );
    return 0;
  }
  const target = yield* targetOf(process, options, options.value('D') ?? options.operands[0]);
  if (product === 'MySQL' && (options.value('p') ?? '') !== '')
    yield* writer(process, 2)(`${name}: [Warning] Using a password on the command line interface can be insecure.\n`);
  const client = yield* Client.connect(process, target);
  if (client instanceof Problem) {
    yield* writer(process, 2)(`ERROR ${client.number} (${client.state}): ${client.text}\n`);
    return 1;
  }
  const terminal = process.descriptors.get(0)?.terminal;
  const interactive = terminal !== undefined && process.descriptors.get(1)?.terminal !== undefined;
  const style: Style = {
    table: options.has('t') || (interactive && !options.has('B') && !options.has('s')),
    names: !options.has('N'),
    vertical: options.has('E'),
    force: options.has('f'),
    talkative: interactive && !options.has('e') && !options.has('B') && !options.has('s'),
  };
  const session = new Session(process, client, style, target.database, product === 'MySQL' ? 'mysql' : 'MariaDB');
  const script = options.value('e');
  let status: number;
  if (script !== undefined) status = yield* session.runLines(script.split('\n'));
  else if (terminal && interactive) status = yield* session.converse(terminal, version);
  else status = yield* session.runInput();
  yield* client.close();
  return status;
};

const writer = (process: Process, number: number) =>
  function* (text: string): Task {
    yield* process.descriptors.get(number)?.write(new TextEncoder().encode(text)) ?? [];
  };

class Session {
  readonly #process: Process;
  readonly #client: Client;
  readonly #style: Style;
  readonly #prompt: string;
  #database: string | undefined;
  readonly #reader = new StatementReader();

  constructor(process: Process, client: Client, style: Style, database: string | undefined, prompt: string) {
    this.#process = process;
    this.#client = client;
    this.#style = style;
    this.#database = database;
    this.#prompt = prompt;
  }

  *runLines(lines: readonly string[]): Task<number> {
    for (const [index, line] of lines.entries()) {
      for (const { sql, vertical } of this.#reader.line(line))
        if ((yield* this.#run(sql, vertical, index + 1)) === 'stop') return 1;
    }
    const rest = this.#reader.rest();
    return rest !== '' && (yield* this.#run(rest, false, lines.length)) === 'stop' ? 1 : 0;
  }

  *runInput(): Task<number> {
    const input = this.#process.descriptors.get(0);
    const reader = input ? new LineReader(input) : undefined;
    let number = 0;
    for (let line = yield* reader?.next() ?? []; line; line = yield* reader?.next() ?? []) {
      number++;
      for (const { sql, vertical } of this.#reader.line(line.text))
        if ((yield* this.#run(sql, vertical, number)) === 'stop') return 1;
    }
    const rest = this.#reader.rest();
    return rest !== '' && (yield* this.#run(rest, false, number)) === 'stop' ? 1 : 0;
  }

  *converse(terminal: NonNullable<Process['terminal']>, version: string): Task<number> {
    const say = writer(this.#process, 1);
    const product = this.#prompt === 'mysql' ? 'MySQL' : 'MariaDB';
    yield* say(
      `Welcome to the ${product} monitor.  Commands end with ; or \\g.\nYour ${product} connection id is ${this.#client.id}\nServer version: ${this.#client.version || version}\n\nType 'help;' or '\\h' for help. Type '\\c' to clear the current input statement.\n\n`,
    );
    const history: string[] = [];
    for (;;) {
      const fresh = this.#prompt === 'mysql' ? 'mysql> ' : `MariaDB [${this.#database ?? '(none)'}]> `;
      const prompt = this.#reader.pending === '' ? fresh : `${this.#reader.pending}> `.padStart(fresh.length);
      const result = yield* readLine(terminal, { prompt, history });
      if (result.kind === 'end') {
        yield* say('Bye\n');
        return 0;
      }
      if (result.kind === 'interrupted') {
        this.#reader.rest();
        continue;
      }
      if (result.line !== '') history.push(result.line);
      if (/^\s*(?:exit|quit|\\q)\s*;?\s*$/i.test(result.line)) {
        yield* say('Bye\n');
        return 0;
      }
      for (const { sql, vertical } of this.#reader.line(result.line)) yield* this.#run(sql, vertical, undefined);
    }
  }

  *#run(sql: string, vertical: boolean, line: number | undefined): Task<'go' | 'stop'> {
    const began = this.#process.machine.kernel.now;
    const answer = yield* this.#client.query(sql);
    const style = vertical ? { ...this.#style, vertical } : this.#style;
    if (answer instanceof Problem) {
      const where = line === undefined ? '' : ` at line ${line}`;
      // MariaDB's client shows what failed in a script.
      const rule = '-'.repeat(14);
      if (line !== undefined && this.#prompt === 'MariaDB' && !/^use\s/i.test(sql))
        yield* writer(this.#process, 1)(`${rule}\n${sql}\n${rule}\n\n`);
      yield* writer(
        this.#process,
        2,
      )(`ERROR ${answer.number} (${answer.state})${where}: ${answer.text}\n${line === undefined ? '\n' : ''}`);
      return this.#style.force || line === undefined ? 'go' : 'stop';
    }
    const used = /^\s*use\s+`?([^`\s;]+)/i.exec(sql)?.[1];
    if (used !== undefined) this.#database = used;
    const seconds = ((this.#process.machine.kernel.now - began) / 1000).toFixed(this.#prompt === 'mysql' ? 2 : 3);
    yield* writer(
      this.#process,
      1,
    )(answerText(answer, style) + (this.#style.talkative ? closing(answer, seconds, used !== undefined) : ''));
    return 'go';
  }
}

function closing(answer: Answer, seconds: string, used: boolean): string {
  if (used) return 'Database changed\n';
  if (answer.kind === 'rows') {
    const count = answer.rows.length;
    return `${count === 0 ? 'Empty set' : `${count} row${count === 1 ? '' : 's'} in set`} (${seconds} sec)\n\n`;
  }
  const info = answer.info === '' ? '' : `${answer.info}\n`;
  return `Query OK, ${answer.affected} row${answer.affected === 1 ? '' : 's'} affected (${seconds} sec)\n${info}\n`;
}

function answerText(answer: Answer, { table, names, vertical }: Style): string {
  if (answer.kind === 'done' || answer.rows.length === 0) return '';
  const heads = answer.columns.map(({ name }) => name);
  const rows = answer.rows.map((row) => row.map((value) => value ?? 'NULL'));
  if (vertical) {
    const size = Math.max(...heads.map(width));
    return rows
      .map((row, index) => {
        const lines = row.map(
          (value, column) => `${' '.repeat(size - width(heads[column] ?? ''))}${heads[column] ?? ''}: ${value}\n`,
        );
        return `*************************** ${index + 1}. row ***************************\n${lines.join('')}`;
      })
      .join('');
  }
  if (!table) {
    const escape = (value: string): string =>
      value.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\t', '\\t');
    return [...(names ? [heads] : []), ...rows.map((row) => row.map(escape))]
      .map((row) => `${row.join('\t')}\n`)
      .join('');
  }
  const widths = heads.map((head, column) =>
    Math.max(names ? width(head) : 0, ...rows.map((row) => width(row[column] ?? ''))),
  );
  const rule = `+${widths.map((size) => '-'.repeat(size + 2)).join('+')}+\n`;
  const line = (row: readonly string[], head: boolean): string =>
    `|${row
      .map((value, column) => {
        const gap = ' '.repeat(Math.max(0, (widths[column] ?? 0) - width(value)));
        return answer.columns[column]?.numeric && !head ? ` ${gap}${value} ` : ` ${value}${gap} `;
      })
      .join('|')}|\n`;
  return rule + (names ? line(heads, true) + rule : '') + rows.map((row) => line(row, false)).join('') + rule;
}
