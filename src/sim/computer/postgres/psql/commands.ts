// psql's backslash commands.
import type { Task } from '../../../kernel/task.ts';
import { failed, strerror } from '../../filesystem/errno.ts';
import { askPassword } from '../client/ask-password.ts';
import { describeCommand } from './describe.ts';
import { commandHelp } from './help.ts';
import type { Scanner } from './scan.ts';
import { linesOf, type Outcome, type Shell } from './shell.ts';
import type { Format } from './table.ts';

/** A backslash command without its backslash; `quit` ends psql. */
export function* runCommand(shell: Shell, text: string, scanner: Scanner): Task<Outcome | 'quit'> {
  const match = /^([A-Za-z?!]+|\S)([S+x]*)\s*([\s\S]*)$/.exec(text);
  const name = match?.[1] ?? '';
  const rest = match?.[3] ?? '';
  const described = yield* describeCommand(shell, text);
  if (described) return described;
  const command = commands[name];
  if (command) return yield* command({ shell, scanner, rest, words: splitWords(rest, shell), name });
  yield* shell.complain(
    `${errorPlace(shell)}invalid command \\${name}${match?.[2] ?? ''}\n${shell.interactive ? 'Try \\? for help.\n' : ''}`,
  );
  return 'failed';
}

interface Call {
  readonly shell: Shell;
  readonly scanner: Scanner;
  /** What follows the name. */
  readonly rest: string;
  readonly words: readonly string[];
  readonly name: string;
}

type Command = (call: Call) => Task<Outcome | 'quit'>;

const errorPlace = (shell: Shell): string => (shell.place === '' ? '' : shell.place.replace(/: $/, ': error: '));

/** Arguments: quotation marks keep together, `:name` stands for a variable. */
function splitWords(text: string, shell: Shell): string[] {
  return [...text.matchAll(/'((?:[^']|'')*)'|"([^"]*)"|(\S+)/g)].map(([, single, double, plain]) => {
    if (single !== undefined) return single.replaceAll("''", "'").replaceAll('\\n', '\n').replaceAll('\\t', '\t');
    if (double !== undefined) return double;
    const variable = /^:'?(\w+)'?$/.exec(plain ?? '')?.[1];
    return (variable === undefined ? undefined : shell.variables.get(variable)) ?? plain ?? '';
  });
}

const isOn = (word: string | undefined, before: boolean): boolean =>
  word === undefined ? !before : /^(?:on|true|1|yes)$/i.test(word);

const commands: Readonly<Record<string, Command>> = {
  *q() {
    yield* [];
    return 'quit';
  },
  *'?'({ shell }) {
    yield* shell.say(commandHelp);
    return 'done';
  },
  *h({ shell }) {
    yield* shell.complain('not simulated: \\h (help on SQL commands)\n');
    return 'failed';
  },
  *copyright({ shell }) {
    yield* shell.say(
      'PostgreSQL is developed by the PostgreSQL Global Development Group. The server here runs in PGlite.\n',
    );
    return 'done';
  },
  *x({ shell, words: [word] }) {
    const expanded = word === 'auto' ? 'auto' : isOn(word, shell.format.expanded === 'on') ? 'on' : 'off';
    shell.format = { ...shell.format, expanded };
    const state = expanded === 'auto' ? 'used automatically' : expanded;
    yield* tell(shell, `Expanded display is ${state}.\n`);
    return 'done';
  },
  *t({ shell, words: [word] }) {
    shell.format = { ...shell.format, tuplesOnly: isOn(word, shell.format.tuplesOnly) };
    yield* tell(shell, `Tuples only is ${shell.format.tuplesOnly ? 'on' : 'off'}.\n`);
    return 'done';
  },
  *a({ shell }) {
    shell.format = { ...shell.format, format: shell.format.format === 'aligned' ? 'unaligned' : 'aligned' };
    yield* tell(shell, `Output format is ${shell.format.format}.\n`);
    return 'done';
  },
  *timing({ shell, words: [word] }) {
    shell.timing = isOn(word, shell.timing);
    yield* tell(shell, `Timing is ${shell.timing ? 'on' : 'off'}.\n`);
    return 'done';
  },
  *pset({ shell, words: [name, value] }) {
    return yield* changeFormat(shell, name, value);
  },
  *echo({ shell, words }) {
    const bare = words[0] === '-n';
    yield* (
      shell.process.descriptors
        .get(1)
        ?.write(new TextEncoder().encode(words.slice(bare ? 1 : 0).join(' ') + (bare ? '' : '\n'))) ?? []
    );
    return 'done';
  },
  *qecho({ shell, words }) {
    yield* shell.say(`${words.join(' ')}\n`);
    return 'done';
  },
  *warn({ shell, words }) {
    yield* shell.complain(`${words.join(' ')}\n`);
    return 'done';
  },
  i: include,
  include,
  ir: include,
  *o({ shell, words: [path] }) {
    shell.output?.release();
    shell.output = undefined;
    if (path === undefined) return 'done';
    const output = yield* shell.process.open(path, 'write', 0o666);
    if (typeof output === 'string') {
      yield* shell.complain(`${path}: ${strerror(output)}\n`);
      return 'failed';
    }
    shell.output = output;
    return 'done';
  },
  *set({ shell, words: [name, ...values] }) {
    if (name !== undefined) {
      shell.variables.set(name, values.join(''));
      if (name === 'QUIET') shell.quiet = isOn(values[0], false);
      if (name === 'ECHO') shell.echo = values[0] === 'all' || values[0] === 'queries' ? values[0] : 'none';
      return 'done';
    }
    for (const [variable, value] of [...shell.variables].sort(([left], [right]) => (left < right ? -1 : 1)))
      yield* shell.say(`${variable} = '${value}'\n`);
    return 'done';
  },
  *unset({ shell, words: [name] }) {
    yield* [];
    shell.variables.delete(name ?? '');
    return 'done';
  },
  *p({ shell, scanner }) {
    const text = scanner.buffer.replace(/\n$/, '');
    yield* shell.say(text === '' ? 'Query buffer is empty.\n' : `${text}\n`);
    return 'done';
  },
  *r({ shell, scanner }) {
    scanner.reset();
    yield* tell(shell, 'Query buffer reset (cleared).\n');
    return 'done';
  },
  *g({ shell, scanner }) {
    const sql = scanner.take().trimEnd();
    return yield* shell.run(sql === '' ? shell.lastQuery : sql);
  },
  *gx({ shell, scanner }) {
    const sql = scanner.take().trimEnd();
    shell.expandOnce = true;
    return yield* shell.run(sql === '' ? shell.lastQuery : sql);
  },
  *gset({ shell, scanner, words: [prefix = ''] }) {
    return yield* shell.run(scanner.take().trimEnd(), function* ({ headers, rows }) {
      if (rows.length !== 1) {
        yield* shell.complain(
          rows.length === 0 ? 'no rows returned for \\gset\n' : 'more than one row returned for \\gset\n',
        );
        return;
      }
      for (const [index, header] of headers.entries()) shell.variables.set(prefix + header, rows[0]?.[index] ?? '');
    });
  },
  *gexec({ shell, scanner }) {
    const statements: string[] = [];
    const outcome = yield* shell.run(scanner.take().trimEnd(), function* ({ rows }) {
      yield* [];
      statements.push(...rows.flat().filter((value) => value !== null));
    });
    for (const statement of statements) yield* shell.run(statement);
    return outcome;
  },
  c: connectAnew,
  connect: connectAnew,
  *conninfo({ shell }) {
    const { client } = shell;
    if (!client) {
      yield* shell.say('You are currently not connected to a database.\n');
      return 'done';
    }
    yield* shell.say(
      `You are connected to database "${client.target.database}" as user "${client.target.user}" ${whereTo(shell)}.\n`,
    );
    return 'done';
  },
  *password({ shell, words: [name] }) {
    const user = name ?? shell.client?.target.user ?? '';
    const first = yield* askPassword(shell.process, `Enter new password for user "${user}": `);
    const second = yield* askPassword(shell.process, 'Enter it again: ');
    if (first === undefined || first !== second) {
      yield* shell.complain("Passwords didn't match.\n");
      return 'failed';
    }
    const answer = yield* shell.ask(
      `ALTER USER "${user.replaceAll('"', '""')}" PASSWORD '${first.replaceAll("'", "''")}'`,
    );
    if (typeof answer !== 'string') return 'done';
    yield* shell.complain(answer);
    return 'failed';
  },
  *'!'({ shell, rest }) {
    const child = yield* shell.process.spawn({ argv: rest === '' ? ['sh'] : ['sh', '-c', rest] });
    if (typeof child === 'string') return 'failed';
    yield* shell.process.wait(child);
    return 'done';
  },
  *cd({ shell, words: [path] }) {
    const target = shell.process.files.realpath(path ?? shell.process.env.get('HOME') ?? '/');
    if (failed(target)) {
      yield* shell.complain(`\\cd: could not change directory to "${path ?? ''}": ${strerror(target.errno)}\n`);
      return 'failed';
    }
    shell.process.cwd = target;
    return 'done';
  },
  copy: copyFile,
  *encoding({ shell }) {
    yield* shell.say('UTF8\n');
    return 'done';
  },
};

function* tell(shell: Shell, text: string): Task {
  if (!shell.quiet) yield* shell.say(text);
}

function* include({ shell, words: [path] }: Call): Task<Outcome> {
  if (path === undefined) {
    yield* shell.complain(`${errorPlace(shell)}\\i: missing required argument\n`);
    return 'failed';
  }
  return (yield* shell.include(path)) === 0 ? 'done' : 'failed';
}

function whereTo(shell: Shell): string {
  const { client } = shell;
  if (!client) return '';
  const { host, port } = client.target;
  if (host.startsWith('/')) return `via socket in "${host}" at port "${port}"`;
  const address = client.address === host ? '' : ` (address "${client.address}")`;
  return `on host "${host}"${address} at port "${port}"`;
}

function* connectAnew({ shell, words }: Call): Task<Outcome> {
  const before = shell.client?.target;
  if (!before) return 'failed';
  const [database, user, host, port] = words.map((word) => (word === '-' ? undefined : word));
  const target = {
    ...before,
    database: database ?? before.database,
    user: user ?? before.user,
    host: host ?? before.host,
    port: port === undefined ? before.port : Number(port),
  };
  const problem = yield* shell.connect(target);
  if (problem !== undefined) {
    const text = shell.interactive ? `${problem}\nPrevious connection kept` : `\\connect: ${problem}`;
    yield* shell.complain(`${errorPlace(shell)}${text}\n`);
    return shell.interactive ? 'failed' : 'lost';
  }
  const moved = host !== undefined || port !== undefined ? ` ${whereTo(shell)}` : '';
  yield* tell(shell, `You are now connected to database "${target.database}" as user "${target.user}"${moved}.\n`);
  return 'done';
}

function* changeFormat(shell: Shell, name: string | undefined, value: string | undefined): Task<Outcome> {
  const set = (change: Partial<Format>): void => {
    shell.format = { ...shell.format, ...change };
  };
  switch (name ?? '') {
    case 'null':
      set({ null: value ?? '' });
      yield* tell(shell, `Null display is "${value ?? ''}".\n`);
      return 'done';
    case 'format':
      if (value !== 'aligned' && value !== 'unaligned' && value !== 'csv') break;
      set({ format: value });
      yield* tell(shell, `Output format is ${value}.\n`);
      return 'done';
    case 'footer':
      set({ footer: isOn(value, shell.format.footer) });
      yield* tell(shell, `Default footer is ${shell.format.footer ? 'on' : 'off'}.\n`);
      return 'done';
    case 'fieldsep':
      set({ fieldSeparator: value ?? '|' });
      yield* tell(shell, `Field separator is "${value ?? '|'}".\n`);
      return 'done';
    case 'pager':
      yield* tell(shell, 'Pager usage is off.\n');
      return 'done';
    case 'x':
    case 'expanded':
      set({ expanded: value === 'auto' ? 'auto' : isOn(value, shell.format.expanded === 'on') ? 'on' : 'off' });
      yield* tell(
        shell,
        `Expanded display is ${shell.format.expanded === 'auto' ? 'used automatically' : shell.format.expanded}.\n`,
      );
      return 'done';
    case 't':
    case 'tuples_only':
      set({ tuplesOnly: isOn(value, shell.format.tuplesOnly) });
      yield* tell(shell, `Tuples only is ${shell.format.tuplesOnly ? 'on' : 'off'}.\n`);
      return 'done';
  }
  yield* shell.complain(`not simulated: \\pset ${name ?? ''} ${value ?? ''}\n`);
  return 'failed';
}

/** `\copy`: COPY from or to a file of the client. */
function* copyFile({ shell, rest }: Call): Task<Outcome> {
  const match = /^([\s\S]*?)\s+(from|to)\s+('[^']*'|\S+)([\s\S]*)$/i.exec(rest);
  if (!match) {
    yield* shell.complain('\\copy: arguments required\n');
    return 'failed';
  }
  const [, what = '', direction = '', file = '', options = ''] = match;
  const path = file.replace(/^'(.*)'$/, '$1');
  const standard = /^p?std(?:in|out)$/i.test(path);
  if (direction.toLowerCase() === 'from') {
    const before = shell.source;
    if (!standard) {
      const text = shell.process.files.readText(path);
      if (failed(text)) {
        yield* shell.complain(`${shell.place}${path}: ${strerror(text.errno)}\n`);
        return 'failed';
      }
      shell.source = linesOf(text.replace(/\n$/, '').split('\n'));
    }
    try {
      return yield* shell.run(`COPY ${what} FROM STDIN${options}`);
    } finally {
      shell.source = before;
    }
  }
  const before = shell.output;
  const output = standard ? before : yield* shell.process.open(path, 'write', 0o666);
  if (typeof output === 'string') {
    yield* shell.complain(`${shell.place}${path}: ${strerror(output)}\n`);
    return 'failed';
  }
  shell.copyOutput = output;
  try {
    return yield* shell.run(`COPY ${what} TO STDOUT${options}`);
  } finally {
    shell.copyOutput = undefined;
    if (!standard) output?.release();
  }
}
