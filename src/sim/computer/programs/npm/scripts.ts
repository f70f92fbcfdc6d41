// `npm run`, `npm start`, `npm test`: scripts of a package.json (npm-run-script(1)).
import type { Task } from '../../../kernel/task.ts';
import type { Manifest } from '../../packages/npm/project.ts';
import { runScript } from '../../packages/npm/run-script.ts';
import type { Run } from './run.ts';
import { type Command, manifestOf } from './run.ts';

export function* header(run: Run, manifest: Manifest, event: string, command: string): Task {
  if (run.silent) return;
  const title =
    manifest.name === undefined
      ? ''
      : `${manifest.name}${manifest.version === undefined ? '' : `@${manifest.version}`} `;
  yield* run.print(`\n> ${title}${event}\n> ${command}\n`);
}

function* script(run: Run, name: string, args: readonly string[]): Task<number> {
  const { folder } = run;
  const manifest = yield* manifestOf(run, folder);
  if (typeof manifest === 'number') return manifest;
  const scripts = manifest.scripts ?? {};
  const fallback = name === 'start' && run.process.files.exists(`${folder}/server.js`) ? 'node server.js' : undefined;
  const command = Object.hasOwn(scripts, name) ? scripts[name] : fallback;
  if (command === undefined) {
    if (run.has('if-present')) return 0;
    return yield* run.fail([`Missing script: "${name}"`, '', 'To see a list of scripts, run:', '  npm run']);
  }
  yield* run.process.compute(150);
  const quoted = args
    .map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`))
    .join(' ');
  for (const [event, line] of [
    [`pre${name}`, scripts[`pre${name}`]],
    [name, quoted === '' ? command : `${command} ${quoted}`],
    [`post${name}`, scripts[`post${name}`]],
  ] as const) {
    if (line === undefined || (event !== name && run.has('ignore-scripts'))) continue;
    yield* header(run, manifest, event, line);
    const code = yield* runScript(
      run.process,
      folder,
      manifest,
      event,
      line,
      `${run.modules}/node_modules/npm/bin/npm-cli.js`,
    );
    if (code !== 0) return code;
  }
  return 0;
}

export function* runScriptCommand(run: Run): Task<number> {
  const [, name, ...args] = run.words;
  if (name !== undefined) return yield* script(run, name, [...args, ...run.rest]);
  const manifest = yield* manifestOf(run, run.folder);
  if (typeof manifest === 'number') return manifest;
  const scripts = Object.entries(manifest.scripts ?? {});
  const known = new Set([
    'prepublish',
    'publish',
    'preinstall',
    'install',
    'postinstall',
    'preuninstall',
    'uninstall',
    'pretest',
    'test',
    'posttest',
    'prestop',
    'stop',
    'poststop',
    'prestart',
    'start',
    'poststart',
    'restart',
    'prepare',
    'version',
  ]);
  const format = (chosen: readonly (readonly [string, string])[]): string =>
    chosen.map(([key, line]) => `  ${key}\n    ${line}\n`).join('');
  const own = scripts.filter(([key]) => known.has(key));
  const others = scripts.filter(([key]) => !known.has(key));
  const title = `${manifest.name ?? ''}${manifest.version === undefined ? '' : `@${manifest.version}`}`;
  const text = `${own.length > 0 ? `Lifecycle scripts included in ${title}:\n${format(own)}` : ''}${others.length > 0 ? `${own.length > 0 ? 'available via `npm run`:' : `Scripts available in ${title} via \`npm run\`:`}\n${format(others)}` : ''}`;
  yield* run.print(text.trimEnd());
  return 0;
}

export const named =
  (name: string): Command =>
  (run) =>
    script(run, name, [...run.words.slice(1), ...run.rest]);
