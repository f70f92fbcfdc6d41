// psql(1): the interactive terminal of PostgreSQL.
import type { Task } from '../../../kernel/task.ts';
import type { Process, Program } from '../../contract.ts';
import { failed, strerror } from '../../filesystem/errno.ts';
import { parseOptions, type Options } from '../../programs/options.ts';
import { LineReader } from '../../programs/text.ts';
import { readLine } from '../../terminal/read-line.ts';
import { askPassword } from '../client/ask-password.ts';
import { Client } from '../client/client.ts';
import { targetOf } from '../client/target.ts';
import { releaseOf } from '../release.ts';
import { runCommand } from './commands.ts';
import { psqlHelp } from './help.ts';
import { Scanner } from './scan.ts';
import { linesOf, Shell, type LineSource } from './shell.ts';

const syntax = {
  short: 'aAbc:d:eEf:F:hH:lLn:o:p:P:qR:sStT:U:v:VwWxX1z0?'.replace('hH:', 'h:H').replace('L', 'L:').replace('n:', 'n'),
  long: {
    'echo-all': 'a', 'no-align': 'A', command: 'c:', dbname: 'd:', 'echo-queries': 'e', 'echo-errors': 'b', 'echo-hidden': 'E',
    file: 'f:', 'field-separator': 'F:', host: 'h:', html: 'H', list: 'l', 'log-file': 'L:', 'no-readline': 'n', output: 'o:',
    port: 'p:', pset: 'P:', quiet: 'q', 'record-separator': 'R:', 'single-step': 's', 'single-line': 'S', 'tuples-only': 't',
    'table-attr': 'T:', username: 'U:', set: 'v:', variable: 'v:', version: 'V', 'no-password': 'w', password: 'W',
    expanded: 'x', 'no-psqlrc': 'X', 'single-transaction': '1', csv: 'csv', help: '?',
  },
} as const; // prettier-ignore

const unsimulated = ['b', 'E', 'H', 'L', 's', 'S', 'T'];

/** Statuses: of a script that stopped at an error, of a connection that failed, of other failures. */
const scriptFailed = 3;
const connectionFailed = 2;

/** The `psql` command. */
export const psql: Program = function* (process) {
  const shell = new Shell(process);
  shell.include = (path) => runFile(shell, path);
  const release = releaseOf(process);
  const options = parseOptions(process.argv.slice(1), syntax);
  if ('kind' in options) {
    const dashes = options.kind.includes('name') ? '--' : '';
    const text = options.kind.startsWith('unknown')
      ? dashes === '' ? `invalid option -- '${options.option}'` : `unrecognized option '--${options.option}'`
      : dashes === '' ? `option requires an argument -- '${options.option}'` : `option '--${options.option}' requires an argument`; // prettier-ignore
    yield* shell.complain(`psql: ${text}\npsql: hint: Try "psql --help" for more information.\n`);
    return 1;
  }
  if (options.has('V')) {
    yield* shell.say(`psql (PostgreSQL) ${release.text}\n`);
    return 0;
  }
  if (options.has('?')) {
    yield* shell.say(psqlHelp);
    return 0;
  }
  const missing = unsimulated.find((name) => options.has(name));
  if (missing !== undefined) {
    yield* shell.complain(`psql: error: not simulated: -${missing}\n`);
    return 1;
  }
  const problem = setUp(shell, options);
  if (problem !== undefined) {
    yield* shell.complain(`psql: error: ${problem}\n`);
    return 1;
  }
  for (const extra of options.operands.slice(2))
    yield* shell.complain(`psql: warning: extra command-line argument "${extra}" ignored\n`);
  if (!(yield* connect(shell, options))) return connectionFailed;
  process.handle('INT', () => undefined);
  const status = yield* work(shell, options, release.text);
  if (shell.client) yield* shell.client.close();
  return status;
};

function setUp(shell: Shell, options: Options): string | undefined {
  const { format } = shell;
  for (const { name, value } of options.given) {
    if (name === 'A') shell.format = { ...shell.format, format: 'unaligned' };
    else if (name === 'csv') shell.format = { ...shell.format, format: 'csv' };
    else if (name === 't') shell.format = { ...shell.format, tuplesOnly: true };
    else if (name === 'x') shell.format = { ...shell.format, expanded: 'on' };
    else if (name === 'F') shell.format = { ...shell.format, fieldSeparator: value };
    else if (name === 'z') shell.format = { ...shell.format, fieldSeparator: '\0' };
    else if (name === 'R') shell.format = { ...shell.format, recordSeparator: value };
    else if (name === '0') shell.format = { ...shell.format, recordSeparator: '\0' };
    else if (name === 'q') shell.quiet = true;
    else if (name === 'e') shell.echo = 'queries';
    else if (name === 'a') shell.echo = 'all';
    else if (name === 'v') {
      const [variable = '', ...text] = value.split('=');
      shell.variables.set(variable, text.join('='));
    } else if (name === 'P') {
      const [key = '', text] = value.split('=');
      if (key === 'null') shell.format = { ...shell.format, null: text ?? '' };
      else if (key === 'footer') shell.format = { ...shell.format, footer: text !== 'off' };
      else if (key === 'pager') continue;
      else if (key === 'format' && (text === 'aligned' || text === 'unaligned' || text === 'csv'))
        shell.format = { ...shell.format, format: text };
      else if (key === 'fieldsep') shell.format = { ...shell.format, fieldSeparator: text ?? '' };
      else if (key === 'tuples_only') shell.format = { ...shell.format, tuplesOnly: text !== 'off' };
      else if (key === 'expanded')
        shell.format = { ...shell.format, expanded: text === 'auto' ? 'auto' : text === 'off' ? 'off' : 'on' };
      else return `not simulated: -P ${key} (of ${Object.keys(format).join(', ')})`;
    }
  }
  return undefined;
}

function* connect(shell: Shell, options: Options): Task<boolean> {
  const { process } = shell;
  const [first, second] = options.operands;
  const database = options.value('d') ?? first ?? (options.has('l') ? 'postgres' : undefined);
  const user = options.value('U') ?? (options.has('d') ? first : second);
  const wishes = { host: options.value('h'), port: options.value('p'), user, database, application: 'psql' };
  let target = targetOf(process, wishes);
  const prompt = 'Password: ';
  if (options.has('W')) target = { ...target, password: yield* askPassword(process, prompt) };
  for (;;) {
    const client = yield* Client.connect(process, target);
    if (client instanceof Client) {
      yield* client.close();
      const problem = yield* shell.connect(target);
      return problem === undefined;
    }
    if (client.wantsPassword && !options.has('w')) {
      const password = yield* askPassword(process, `Password for user ${target.user}: `);
      if (password !== undefined) {
        target = { ...target, password };
        continue;
      }
    }
    yield* shell.complain(`psql: error: ${client.problem}\n`);
    return false;
  }
}

function* work(shell: Shell, options: Options, release: string): Task<number> {
  const actions = options.given.filter(({ name }) => name === 'c' || name === 'f');
  const scanner = (): Scanner => new Scanner((name) => shell.variables.get(name));
  if (options.has('o')) {
    const output = yield* shell.process.open(options.value('o') ?? '', 'write', 0o666);
    if (typeof output === 'string') {
      yield* shell.complain(`psql: error: ${options.value('o') ?? ''}: ${strerror(output)}\n`);
      return 1;
    }
    shell.output = output;
  }
  if (options.has('l')) return (yield* runCommand(shell, 'l', new Scanner(() => undefined))) === 'failed' ? 1 : 0;
  if (actions.length === 0) return yield* readInput(shell, scanner(), release);
  if (options.has('1')) yield* shell.run('BEGIN');
  let status = 0;
  for (const { name, value } of actions) {
    if (name === 'f') status = yield* runFile(shell, value);
    else if (value.startsWith('\\'))
      status = (yield* runCommand(shell, value.slice(1), scanner())) === 'failed' ? 1 : 0;
    else {
      const outcome = yield* shell.run(value);
      status = outcome === 'done' ? 0 : outcome === 'lost' ? connectionFailed : 1;
    }
    if (status !== 0 && (stops(shell) || name === 'c')) {
      if (stops(shell) || actions.length === 1) break;
    }
  }
  if (options.has('1') && shell.client) yield* shell.run(status === 0 ? 'COMMIT' : 'ROLLBACK');
  return status;
}

const stops = (shell: Shell): boolean => /^(?:on|1|true)$/i.test(shell.variables.get('ON_ERROR_STOP') ?? '');

/** Runs a script; its status. */
function* runFile(shell: Shell, path: string): Task<number> {
  if (path === '-') return yield* script(shell, inputLines(shell.process), '<stdin>');
  const text = shell.process.files.readText(path);
  if (failed(text)) {
    yield* shell.complain(`${shell.place === '' ? 'psql: error: ' : shell.place}${path}: ${strerror(text.errno)}\n`);
    return 1;
  }
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return yield* script(shell, linesOf(lines), path);
}

function inputLines(process: Process): LineSource {
  const input = process.descriptors.get(0);
  const reader = input ? new LineReader(input) : undefined;
  return {
    *next() {
      return (yield* reader?.next() ?? [])?.text;
    },
  };
}

/** Runs lines that nobody types: errors name the place, and the script may stop at one. */
function* script(shell: Shell, lines: LineSource, name: string | undefined): Task<number> {
  const before = { place: shell.place, source: shell.source };
  const scanner = new Scanner((variable) => shell.variables.get(variable));
  let number = 0;
  const source: LineSource = {
    *next() {
      number++;
      return yield* lines.next();
    },
  };
  shell.source = source;
  let status = 0;
  try {
    for (let line = yield* source.next(); line !== undefined; line = yield* source.next()) {
      if (shell.echo === 'all') yield* shell.say(`${line}\n`);
      for (const piece of scanner.line(line)) {
        shell.place = name === undefined ? '' : `psql:${name}:${number}: `;
        const outcome =
          piece.kind === 'statement' ? yield* shell.run(piece.sql) : yield* runCommand(shell, piece.text, scanner);
        if (outcome === 'quit') return status;
        if (outcome === 'lost') return connectionFailed;
        if (outcome === 'failed' && stops(shell)) return scriptFailed;
      }
    }
    if (scanner.buffer.trim() !== '') {
      shell.place = name === undefined ? '' : `psql:${name}:${number}: `;
      const outcome = yield* shell.run(scanner.take().replace(/\n$/, ''));
      if (outcome === 'failed' && stops(shell)) status = scriptFailed;
    }
    return status;
  } finally {
    shell.place = before.place;
    shell.source = before.source;
  }
}

function* readInput(shell: Shell, scanner: Scanner, release: string): Task<number> {
  const { process } = shell;
  const terminal = process.descriptors.get(0)?.terminal;
  if (!terminal) return yield* script(shell, inputLines(process), undefined);
  shell.interactive = true;
  if (!shell.quiet) yield* shell.say(`psql (${release})\nType "help" for help.\n\n`);
  const history: string[] = [];
  shell.source = {
    *next() {
      const result = yield* readLine(terminal, { prompt: '>> ', history: [] });
      return result.kind === 'line' ? result.line : undefined;
    },
  };
  for (;;) {
    const result = yield* readLine(terminal, { prompt: promptOf(shell, scanner), history });
    if (result.kind === 'end') {
      yield* shell.say('\\q\n');
      return 0;
    }
    if (result.kind === 'interrupted') {
      scanner.reset();
      continue;
    }
    const { line } = result;
    if (line !== '' && history.at(-1) !== line) history.push(line);
    if (scanner.buffer.trim() === '' && /^\s*(?:help|quit|exit)\s*;?\s*$/.test(line)) {
      if (!line.includes('help')) return 0;
      yield* shell.say(shortHelp);
      continue;
    }
    for (const piece of scanner.line(line)) {
      const outcome =
        piece.kind === 'statement' ? yield* shell.run(piece.sql) : yield* runCommand(shell, piece.text, scanner);
      if (outcome === 'quit') return 0;
    }
  }
}

function promptOf(shell: Shell, scanner: Scanner): string {
  const { client } = shell;
  const open = client?.status === 'T' ? '*' : client?.status === 'E' ? '!' : '';
  const mark = client?.parameters.get('is_superuser') === 'on' ? '#' : '>';
  return `${client?.target.database ?? '!'}${scanner.standing}${open}${mark} `;
}

const shortHelp = `You are using psql, the command-line interface to PostgreSQL.
Type:  \\copyright for distribution terms
       \\h for help with SQL commands
       \\? for help with psql commands
       \\g or terminate with semicolon to execute query
       \\q to quit
`;
