// Statements against what a real MariaDB client and server printed; see record.ts.
import { describe, expect, test } from 'vitest';
import { loadSqlite } from '../../../../src/sim/computer/mysql/engine/sqlite.ts';
import { mysqlPrograms } from '../../../../src/sim/computer/mysql/programs.ts';
import { bareMachine, finish, initOptions, startCollected } from '../support.ts';
import recorded from './recorded.json';

/** What differs, and why: each must go on to differ, so that the list stays true. */
const differs: ReadonlySet<string> = new Set<string>([]);

const { kernel, machine } = bareMachine(mysqlPrograms);
kernel.loaded.set(loadSqlite, await loadSqlite());
for (const path of ['/var', '/var/lib', '/var/lib/mysql', '/run', '/run/mysqld']) machine.files.mkdir(path);
const env = new Map([
  ['PATH', '/bin'],
  ['MARIADB_VERSION', '1:10.11.19+maria~deb12'],
]);

function run(argv: readonly string[], input = ''): { output: string; status: number } {
  return finish(
    kernel,
    (function* () {
      const started = yield* startCollected(machine, initOptions(machine, argv, { env }), input, 'merged');
      if ('failure' in started) throw new Error(started.failure);
      const { code, stdout } = yield* started.outcome();
      return { output: stdout, status: code };
    })(),
  );
}

run(['mariadb-install-db', '--datadir=/var/lib/mysql']);
finish(
  kernel,
  (function* () {
    yield* startCollected(machine, initOptions(machine, ['mariadbd', '--user=mysql'], { env }));
  })(),
);
kernel.advance(3000);
run(['mariadb', '-u', 'root', '-e', 'create database app']);

describe('the client, as recorded', () => {
  for (const { input, output, status } of recorded)
    test(input.slice(0, 60), () => {
      const result = run(['mariadb', '-u', 'root', '-t', 'app'], input);
      if (differs.has(input)) expect(result).not.toEqual({ output, status });
      else expect(result).toEqual({ output, status });
    });
});
