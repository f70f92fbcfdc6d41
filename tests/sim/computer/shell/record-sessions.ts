// Records what a terminal shows in the sessions of sessions.ts: `npx tsx tests/sim/computer/shell/record-sessions.ts`.
// Needs Linux with bash, dash, script(1) and a static busybox in the PATH, and to be run as root.
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { show } from '../terminal/screen.ts';
import { bash, common, prompt, withoutPids } from './sessions.ts';

const tools = mkdtempSync(join(tmpdir(), 'tools-'));
const busybox = execFileSync('which', ['busybox'], { encoding: 'utf8' }).trim();
for (const name of execFileSync(busybox, ['--list'], { encoding: 'utf8' }).trim().split('\n'))
  symlinkSync(busybox, join(tools, name));

/** Rows of the greeting that Debian's busybox has and the images' do not. */
const bannerRows = 6;

async function session(command: string, path: string, keys: readonly string[]): Promise<string[]> {
  const terminal = spawn('script', ['-qfc', `stty cols 60 rows 24; exec ${command}`, '/dev/null'], {
    cwd: '/',
    env: { PATH: path, HOME: '/root', LC_ALL: 'C.UTF-8', TERM: 'xterm', PS1: prompt, SHELL: '/bin/sh', HISTFILE: '' },
  });
  const chunks: Buffer[] = [];
  terminal.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise<void>((resolve) => terminal.on('close', () => resolve()));
  await pause(500);
  for (const key of keys) {
    terminal.stdin.write(key);
    await pause(500);
  }
  terminal.kill('SIGKILL');
  await ended;
  const { rows } = await show(Buffer.concat(chunks).toString(), 60, 24);
  return rows.map(withoutPids).slice(rows.findLastIndex((row) => row.startsWith('Enter ')) < 0 ? 0 : bannerRows);
}

async function record(
  command: string,
  path: string,
  sessions: Readonly<Record<string, readonly string[]>>,
): Promise<Record<string, string[]>> {
  const names = Object.entries(sessions);
  const screens = await Promise.all(names.map(([, keys]) => session(command, path, keys)));
  return Object.fromEntries(names.map(([name], index) => [name, screens[index] ?? []]));
}

const omit = (sessions: typeof common, name: string): typeof common =>
  Object.fromEntries(Object.entries(sessions).filter(([other]) => other !== name));

const recorded = {
  bash: await record('bash --norc', '/usr/bin:/bin', { ...common, ...bash }),
  // dash has no line editor of its own, so what was typed ahead is echoed at once.
  dash: await record('dash', '/usr/bin:/bin', omit(common, 'several lines at once')),
  ash: await record('ash', `${tools}:/usr/bin`, common),
};
writeFileSync(new URL('recorded/sessions.json', import.meta.url), `${JSON.stringify(recorded, null, 1)}\n`);
rmSync(tools, { recursive: true });
