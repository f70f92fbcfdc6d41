// createdb(1) and dropdb(1): one statement, sent to the database `postgres`.
import type { Program } from '../../contract.ts';
import { parseOptions } from '../../programs/options.ts';
import { askPassword } from '../client/ask-password.ts';
import { Client, reportText } from '../client/client.ts';
import { targetOf } from '../client/target.ts';
import { releaseOf } from '../release.ts';
import { Fields } from '../wire/bytes.ts';
import { readReport } from '../wire/report.ts';

const syntax = {
  short: 'eh:p:U:O:E:T:fiwWV?',
  long: {
    echo: 'e', host: 'h:', port: 'p:', username: 'U:', owner: 'O:', encoding: 'E:', template: 'T:', force: 'f', 'if-exists': 'x',
    'no-password': 'w', password: 'W', version: 'V', help: '?', 'maintenance-db': 'm:',
  },
} as const; // prettier-ignore

/** A name as SQL has it: quoted when it has to be. */
const nameOf = (text: string): string => (/^[a-z_][a-z0-9_]*$/.test(text) ? text : `"${text.replaceAll('"', '""')}"`);

type Options = Exclude<ReturnType<typeof parseOptions>, { readonly kind: unknown }>;

/** Makes one of the two programs. `statement`: what it sends for its options and the name of a database. */
function databaseProgram(
  name: string,
  failure: string,
  statement: (options: Options, database: string) => string,
): Program {
  return function* (process) {
    const say = function* (text: string, to = 1) {
      yield* process.descriptors.get(to)?.write(new TextEncoder().encode(text)) ?? [];
    };
    const fail = function* (text: string) {
      yield* say(`${name}: error: ${text}\n`, 2);
      return 1;
    };
    const options = parseOptions(process.argv.slice(1), syntax);
    if ('kind' in options) {
      yield* say(`${name}: invalid option -- '${options.option}'\n`, 2);
      yield* say(`${name}: hint: Try "${name} --help" for more information.\n`, 2);
      return 1;
    }
    if (options.has('V')) {
      yield* say(`${name} (PostgreSQL) ${releaseOf(process).text}\n`);
      return 0;
    }
    let target = targetOf(process, {
      host: options.value('h'),
      port: options.value('p'),
      user: options.value('U'),
      database: options.value('m') ?? 'postgres',
      application: name,
    });
    const database = options.operands[0] ?? (name === 'createdb' ? target.user : undefined);
    if (database === undefined) {
      yield* fail('missing required argument database name');
      yield* say(`${name}: hint: Try "${name} --help" for more information.\n`, 2);
      return 1;
    }
    let client = yield* Client.connect(process, target);
    if (!(client instanceof Client) && client.wantsPassword && !options.has('w')) {
      const password = yield* askPassword(process, 'Password: ');
      target = { ...target, password };
      if (password !== undefined) client = yield* Client.connect(process, target);
    }
    if (!(client instanceof Client)) return yield* fail(client.problem.replace(/\n$/, ''));
    const sql = statement(options, nameOf(database));
    if (options.has('e')) yield* say(`SELECT pg_catalog.set_config('search_path', '', false);\n${sql}\n`);
    yield* client.send(new Fields().text(sql).message('Q'));
    let problem: string | undefined;
    for (let message = yield* client.next(); message && message.type !== 'Z'; message = yield* client.next())
      if (message.type === 'E') problem = reportText(readReport(message.body), sql);
    yield* client.close();
    return problem === undefined ? 0 : yield* fail(`${failure}: ${problem.replace(/\n$/, '')}`);
  };
}

/** The `createdb` command. */
export const createdb = databaseProgram('createdb', 'database creation failed', (options, database) => {
  const [owner, encoding, template] = [options.value('O'), options.value('E'), options.value('T')];
  const words = [
    ...(owner === undefined ? [] : [` OWNER ${nameOf(owner)}`]),
    ...(encoding === undefined ? [] : [` ENCODING '${encoding}'`]),
    ...(template === undefined ? [] : [` TEMPLATE ${nameOf(template)}`]),
  ];
  return `CREATE DATABASE ${database}${words.join('')};`;
});

/** The `dropdb` command. */
export const dropdb = databaseProgram(
  'dropdb',
  'database removal failed',
  (options, database) =>
    `DROP DATABASE ${options.has('x') ? 'IF EXISTS ' : ''}${database}${options.has('f') ? ' WITH (FORCE)' : ''};`,
);
