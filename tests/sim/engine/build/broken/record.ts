// Records what BuildKit says of the Dockerfiles in dockerfiles.ts: `npx tsx tests/sim/engine/build/broken/record.ts`.
// Needs a `docker` in the PATH whose engine has `alpine`.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dockerfiles } from './dockerfiles.ts';
import { reportOf } from './report.ts';

const recorded: Record<string, { exit: number; report: string }> = {};
for (const [name, text] of Object.entries(dockerfiles)) {
  const cwd = mkdtempSync(join(tmpdir(), 'broken-'));
  writeFileSync(join(cwd, 'Dockerfile'), text);
  for (const file of ['a', 'b']) writeFileSync(join(cwd, file), `${file}\n`);
  const { status, stderr } = spawnSync('docker', ['build', '--progress=plain', '.'], { cwd, encoding: 'utf8' });
  rmSync(cwd, { recursive: true });
  recorded[name] = { exit: status ?? -1, report: status === 0 ? '' : reportOf(stderr) };
}
writeFileSync(new URL('recorded.json', import.meta.url), `${JSON.stringify(recorded, null, 1)}\n`);
