// Records what a real mariadb client and server (10.11) print: npx tsx tests/sim/computer/mysql/record.ts SOCKET
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { inputs } from './inputs.ts';

const [socket = '/run/mysqld/mysqld.sock'] = process.argv.slice(2);
const connection = `mariadb --no-defaults -S ${socket} -u root`;
spawnSync('sh', ['-c', `${connection} -e 'drop database if exists app; create database app'`]);

const recorded = inputs.map((input) => {
  const { stdout, status } = spawnSync('sh', ['-c', `${connection} -t app 2>&1`], { input, encoding: 'utf8' });
  return { input, output: stdout, status };
});
writeFileSync(new URL('./recorded.json', import.meta.url), `${JSON.stringify(recorded, undefined, 1)}\n`);
