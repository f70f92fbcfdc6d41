// Records what the real `docker compose` makes of the files in cases.json: `npx tsx tests/sim/cli/compose/config/record.ts`.
// Needs bash, a `docker compose` in the PATH and to be run as root: it makes and removes folders in /home/learner.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { withoutTimes, type Case, type Recording } from './case.ts';

const home = '/home/learner';
const here = (name: string): URL => new URL(name, import.meta.url);

function record({ files, command, directory = 'app' }: Case): Recording {
  const made = new Set([directory, ...Object.keys(files).map((path) => path.split('/')[0] ?? '')]);
  mkdirSync(join(home, directory), { recursive: true });
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(home, dirname(path)), { recursive: true });
    writeFileSync(join(home, path), text);
  }
  const { status, stdout, stderr } = spawnSync('bash', ['-c', command], {
    cwd: join(home, directory),
    env: { HOME: home, PATH: process.env['PATH'], LANG: 'C.UTF-8' },
    input: '',
    encoding: 'utf8',
  });
  for (const folder of made) rmSync(join(home, folder), { recursive: true, force: true });
  return { exit: status ?? -1, stdout, stderr: withoutTimes(stderr) };
}

const cases = JSON.parse(readFileSync(here('cases.json'), 'utf8')) as readonly Case[];
const recorded = Object.fromEntries(cases.map((one) => [one.name, record(one)]));
writeFileSync(here('recorded.json'), `${JSON.stringify(recorded, null, 1)}\n`);
