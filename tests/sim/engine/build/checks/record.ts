// Records what BuildKit's checks say of the Dockerfiles in dockerfiles.ts: `npx tsx tests/sim/engine/build/checks/record.ts`.
// Needs a `docker` in the PATH whose engine has `alpine`.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { context, dockerfiles } from './dockerfiles.ts';

const recorded: Record<string, { exit: number; stdout: string; error: string }> = {};
for (const [name, text] of Object.entries(dockerfiles)) {
  const cwd = mkdtempSync(join(tmpdir(), 'checks-'));
  for (const [path, content] of Object.entries({ ...context, Dockerfile: text }))
    writeFileSync(join(cwd, path), content);
  const { status, stdout, stderr } = spawnSync('docker', ['build', '--check', '.'], { cwd, encoding: 'utf8' });
  rmSync(cwd, { recursive: true });
  recorded[name] = {
    exit: status ?? -1,
    stdout,
    error: stderr.split('\n').find((line) => line.startsWith('ERROR')) ?? '',
  };
}
writeFileSync(new URL('recorded.json', import.meta.url), `${JSON.stringify(recorded, null, 1)}\n`);
