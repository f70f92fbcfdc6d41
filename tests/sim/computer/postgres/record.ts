// Records what a real psql (release 15) prints: npx tsx tests/sim/computer/postgres/record.ts HOST PORT
// The server must be new, with a superuser postgres; it gets a database app.
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { inputs } from './inputs.ts';

const [host = '/tmp', port = '5432'] = process.argv.slice(2);
const connection = ['-X', '-h', host, '-p', port, '-U', 'postgres'];
spawnSync('sh', ['-c', `psql ${connection.join(' ')} -d postgres -c 'CREATE DATABASE app'`]);

const recorded = inputs.map((input) => {
  const command = `psql ${connection.join(' ')} -d app 2>&1`;
  const { stdout, status } = spawnSync('sh', ['-c', command], { input, encoding: 'utf8' });
  return {
    input,
    output: stdout
      .replaceAll(host, '/var/run/postgresql')
      .replaceAll(`"${port}"`, '"5432"')
      .replaceAll(`.s.PGSQL.${port}`, '.s.PGSQL.5432'),
    status,
  };
});
writeFileSync(new URL('./recorded.json', import.meta.url), `${JSON.stringify(recorded, undefined, 1)}\n`);
