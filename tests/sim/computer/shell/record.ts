// Records what bash, dash and busybox's ash print for the lines in lines.ts: `npx tsx tests/sim/computer/shell/record.ts`.
// Needs Linux with bash, dash, GNU's tools and a static busybox in the PATH, and to be run as root.
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bash, common, executable, files, posix } from './lines.ts';

interface Recording {
  readonly line: string;
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

function record(line: string, shell: string, name: string, path: string): Recording {
  const directory = mkdtempSync(join(tmpdir(), 'shell-'));
  for (const [file, text] of Object.entries(files)) writeFileSync(join(directory, file), text, { mode: 0o644 });
  for (const file of executable) chmodSync(join(directory, file), 0o755);
  const { status, stdout, stderr } = spawnSync(shell, ['-c', line], {
    cwd: directory,
    env: { PATH: path, HOME: '/root', LC_ALL: 'C.UTF-8', TZ: 'UTC' },
    input: '',
    argv0: name,
    encoding: 'utf8',
    timeout: 20_000,
  });
  rmSync(directory, { recursive: true });
  return { line, code: status ?? -1, stdout, stderr };
}

const tools = mkdtempSync(join(tmpdir(), 'tools-'));
const busybox = execFileSync('which', ['busybox'], { encoding: 'utf8' }).trim();
for (const name of execFileSync(busybox, ['--list'], { encoding: 'utf8' }).trim().split('\n'))
  symlinkSync(busybox, join(tools, name));

const recorded = new URL('recorded/', import.meta.url);
mkdirSync(recorded, { recursive: true });
const save = (name: string, recordings: readonly Recording[]): void => {
  writeFileSync(new URL(`${name}.json`, recorded), `${JSON.stringify(recordings, null, 1)}\n`);
};
save(
  'bash',
  [...common, ...bash].map((line) => record(line, '/bin/bash', 'bash', '/usr/bin:/bin')),
);
save(
  'dash',
  [...common, ...posix].map((line) => record(line, '/bin/dash', 'sh', '/usr/bin:/bin')),
);
save(
  'ash',
  [...common, ...posix].map((line) => record(line, join(tools, 'sh'), 'sh', tools)),
);
rmSync(tools, { recursive: true });
