// Records what jq prints for the lines in jq-lines.ts: `npx tsx tests/sim/computer/programs/record-more.ts`, on Linux with jq.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jqLines } from './jq-lines.ts';

const env = { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC', HOME: '/root' };

const jq = jqLines.map((line) => {
  const cwd = mkdtempSync(join(tmpdir(), 'jq-'));
  const { status, stdout, stderr } = spawnSync('/bin/dash', ['-c', line], { cwd, env, input: '', encoding: 'utf8' });
  rmSync(cwd, { recursive: true });
  return { line, code: status, stdout, stderr };
});
writeFileSync(new URL('recorded-more.json', import.meta.url), `${JSON.stringify({ jq }, null, 1)}\n`);
