// Records which steps BuildKit runs again after the edits in edits.ts: `npx tsx tests/sim/engine/build/edits/record.ts`.
// Needs bash and a `docker` in the PATH whose engine has `alpine`; makes the images `edited-*` and removes them.
import { execFileSync, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { baseOf, contentOf, edits, project, type Edit } from './edits.ts';
import { stepsOf } from './steps.ts';

function write(folder: string, files: Readonly<Record<string, string>>, seed: string): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(folder, dirname(path)), { recursive: true });
    writeFileSync(join(folder, path), contentOf(path, text, seed));
  }
}

function run(line: string, cwd: string, seed: string, input = ''): string {
  const env = { ...process.env, SEED: seed, BUILDKIT_PROGRESS: 'plain' };
  return spawnSync('bash', ['-c', line], { cwd, env, input, encoding: 'utf8' }).stderr;
}

function record({ name, files = {}, build = 'docker build .', edit = 'true', rewrite = {}, again = build }: Edit) {
  const seed = randomBytes(8).toString('hex');
  const folder = mkdtempSync(join(tmpdir(), 'edits-'));
  execFileSync('docker', ['build', '-q', '-t', 'edited-base', '-'], { cwd: folder, input: baseOf(seed) });
  write(folder, { ...project, ...files }, seed);
  run(build, folder, seed);
  run(edit, folder, seed);
  write(folder, rewrite, seed);
  const steps = stepsOf(run(again, folder, seed));
  rmSync(folder, { recursive: true });
  rmSync(join('/tmp', seed), { force: true });
  return { name, steps };
}

const recorded = edits.map(record);
spawnSync('docker', ['rmi', '-f', 'edited-base', 'edited-other', 'edited-app']);
writeFileSync(new URL('recorded.json', import.meta.url), `${JSON.stringify(recorded, null, 1)}\n`);
