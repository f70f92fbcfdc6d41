// `npm init -y` (npm-init(1)).
import type { Task } from '../../../kernel/task.ts';
import { strerror } from '../../filesystem/errno.ts';
import { basename } from '../../filesystem/path.ts';
import { compareVersions } from '../../packages/npm/index.ts';
import { readManifest, writeJson } from '../../packages/npm/project.ts';
import { filesOf } from '../../packages/place-files.ts';
import { denied } from './registry.ts';
import type { Run } from './run.ts';

export function* init(run: Run): Task<number> {
  const { process } = run;
  if (run.words.length > 1) {
    yield* run.tell('error', [`not simulated: npm init ${run.words[1] ?? ''}`]);
    return 1;
  }
  if (!run.has('y', 'yes')) {
    yield* run.tell('error', ['not simulated: npm init with questions; try `npm init -y`']);
    return 1;
  }
  const path = `${process.cwd}/package.json`;
  const old = readManifest(process.files, process.cwd);
  const commonjs = compareVersions(run.version, '10.9.0') >= 0;
  const main =
    ['index.js', 'server.js', 'app.js'].find((name) => process.files.exists(`${process.cwd}/${name}`)) ?? 'index.js';
  const manifest = {
    name:
      basename(process.cwd)
        .toLowerCase()
        .replace(/[^a-z0-9._-]/g, '-') || 'root',
    version: '1.0.0',
    ...(commonjs ? { description: '' } : {}),
    main,
    scripts: {
      test: 'echo "Error: no test specified" && exit 1',
      ...(main === 'server.js' ? { start: 'node server.js' } : {}),
    },
    keywords: [],
    author: '',
    license: 'ISC',
    ...(commonjs ? { type: 'commonjs' } : { description: '' }),
    ...(typeof old === 'object' ? old : {}),
  };
  const refusal = writeJson(filesOf(process), path, manifest);
  if (refusal) return yield* denied(run, `${refusal.errno}: ${strerror(refusal).toLowerCase()}, open '${path}'`, path);
  yield* run.print(`Wrote to ${path}:\n\n${JSON.stringify(manifest, undefined, 2)}\n\n`);
  return 0;
}
