// Records what git prints for the lines in lines.ts: `npx tsx tests/sim/computer/git/record.ts`, on Linux with dash and git.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dates, lines, settings } from './lines.ts';

const recordings = lines.map((line) => {
  const box = realpathSync(mkdtempSync(join(tmpdir(), 'git-')));
  const [cwd, home] = [join(box, 'work'), join(box, 'root')];
  for (const directory of [cwd, home]) mkdirSync(directory);
  writeFileSync(join(home, '.gitconfig'), settings);
  const env = { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC', HOME: home, ...dates };
  const { status, stdout, stderr } = spawnSync('/bin/dash', ['-c', line], { cwd, env, input: '', encoding: 'utf8' });
  rmSync(box, { recursive: true });
  const shown = (text: string): string => text.replaceAll(cwd, '/work').replaceAll(home, '/root');
  return { line, code: status, stdout: shown(stdout), stderr: shown(stderr) };
});
writeFileSync(new URL('recorded.json', import.meta.url), `${JSON.stringify(recordings, null, 1)}\n`);
