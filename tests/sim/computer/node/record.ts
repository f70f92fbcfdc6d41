// Runs every program with the real node of this machine and writes down what it gave:
//   npx tsx tests/sim/computer/node/record.ts
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { cases, home, type Recorded } from './cases.ts';

const recorded: Record<string, Recorded> = {};
for (const { name, files, args, stdin, env } of cases) {
  const folder = mkdtempSync(join(tmpdir(), 'node-'));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const { stdout, stderr, status } = spawnSync('node', args, {
    cwd: folder,
    input: stdin,
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], HOME: '/root', TZ: 'UTC', ...env },
  });
  rmSync(folder, { recursive: true });
  const told = (text: string): string => text.replaceAll(folder, home).replace(/\(node:\d+\)/g, '(node:1)');
  recorded[name] = { stdout: told(stdout), stderr: told(stderr), code: status ?? -1 };
}
writeFileSync(join(import.meta.dirname, 'recorded.json'), `${JSON.stringify(recorded, null, 2)}\n`);
