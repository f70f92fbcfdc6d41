// mysqladmin(1) and mariadb-admin(1): ping, status, version, create, drop, shutdown.
import type { Task } from '../../../kernel/task.ts';
import type { Program } from '../../contract.ts';
import { Problem } from '../dialect/problem.ts';
import { releaseOf } from '../server/mysqld.ts';
import { Client } from './client.ts';
import { readOptions, targetOf } from './options.ts';

/** The program. */
export const mysqladmin: Program = function* (process) {
  const name = process.argv[0]?.split('/').at(-1) ?? 'mysqladmin';
  const say = function* (text: string, to = 1): Task {
    yield* process.descriptors.get(to)?.write(new TextEncoder().encode(text)) ?? [];
  };
  const options = readOptions(process, name);
  if (typeof options === 'string') {
    yield* say(options, 2);
    return 1;
  }
  const [command = '', argument = ''] = options.operands;
  const { product, version } = releaseOf(process);
  if (options.has('V')) {
    yield* say(`${name}  Ver ${version} for Linux on x86_64\n`);
    return 0;
  }
  const client = yield* Client.connect(process, yield* targetOf(process, options, undefined));
  if (client instanceof Problem) {
    // Who refuses a password is alive.
    if (command === 'ping' && client.number === 1045) {
      if (!options.has('s')) yield* say('mysqld is alive\n');
      return 0;
    }
    yield* say(
      `${name}: connect to server at '${options.value('h') ?? 'localhost'}' failed\nerror: '${client.text}'\n`,
      2,
    );
    return 1;
  }
  const query = function* (sql: string): Task<number> {
    const answer = yield* client.query(sql);
    if (!(answer instanceof Problem)) return 0;
    yield* say(`${name}: ${command} failed; error: '${answer.text}'\n`, 2);
    return 1;
  };
  let status = 0;
  if (command === 'ping') {
    if (!options.has('s')) yield* say('mysqld is alive\n');
  } else if (command === 'create') status = yield* query(`CREATE DATABASE \`${argument}\``);
  else if (command === 'drop') status = yield* query(`DROP DATABASE \`${argument}\``);
  else if (command === 'version')
    yield* say(
      `${name}  Ver ${version} for Linux on x86_64\n\nServer version\t\t${client.version}\nProtocol version\t10\nConnection\t\tLocalhost via UNIX socket\n`,
    );
  else {
    yield* say(`${name}: not simulated: ${command === '' ? 'no command' : command} (${product})\n`, 2);
    status = 1;
  }
  yield* client.close();
  return status;
};
