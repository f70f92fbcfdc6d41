// Records what GNU's tools and busybox print for the command lines in lines.ts, or with the argument `later` for those in
// later-lines.ts: `npx tsx tests/sim/computer/programs/record.ts`.
// Needs Linux with dash, GNU's tools and a static busybox in the PATH, and to be run as root.
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, lutimesSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fixtureFiles, fixtureLinks, fixtureModes, fileTime } from './fixture.ts';
import { laterLines } from './later-lines.ts';
import { lines as usualLines } from './lines.ts';

function makeFixture(): string {
  const root = mkdtempSync(join(tmpdir(), 'programs-'));
  const paths = new Set<string>();
  for (const [path, text] of Object.entries(fixtureFiles)) {
    for (let at = dirname(path); at !== '.'; at = dirname(at)) paths.add(at);
    mkdirSync(join(root, dirname(path)), { recursive: true });
    writeFileSync(join(root, path), text, { mode: 0o644 });
    chmodSync(join(root, path), fixtureModes[path] ?? 0o644);
    paths.add(path);
  }
  for (const [path, target] of Object.entries(fixtureLinks)) {
    symlinkSync(target, join(root, path));
    paths.add(path);
  }
  for (const path of paths) lutimesSync(join(root, path), fileTime / 1000, fileTime / 1000);
  return root;
}

interface Recording {
  readonly line: string;
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

function run(line: string, shell: string, path: string): Recording {
  const root = makeFixture();
  const { status, signal, stdout, stderr } = spawnSync(shell, ['-c', line], {
    cwd: root,
    env: { PATH: path, LC_ALL: 'C', TZ: 'UTC', HOME: '/root' },
    input: '',
    argv0: 'sh',
    encoding: 'utf8',
  });
  rmSync(root, { recursive: true });
  return { line, code: status ?? (signal ? 128 : -1), stdout, stderr };
}

const applets = mkdtempSync(join(tmpdir(), 'applets-'));
const busybox = execFileSync('which', ['busybox'], { encoding: 'utf8' }).trim();
for (const name of execFileSync(busybox, ['--list'], { encoding: 'utf8' }).trim().split('\n'))
  symlinkSync(busybox, join(applets, name));

const later = process.argv[2] === 'later';
const lines = later ? laterLines : usualLines;
const recordings = {
  gnu: [...lines.both, ...lines.gnu].map((line) => run(line, '/bin/dash', '/usr/bin:/bin')),
  busybox: [...lines.both, ...lines.busybox].map((line) => run(line, join(applets, 'sh'), applets)),
};
rmSync(applets, { recursive: true });
writeFileSync(
  new URL(later ? 'recorded-later.json' : 'recorded.json', import.meta.url),
  `${JSON.stringify(recordings, null, 1)}\n`,
);
