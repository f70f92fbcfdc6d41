// yarn, version 1: scripts, and installations with a lock file of its own.
import type { Task } from '../../../kernel/task.ts';
import type { Program } from '../../contract.ts';
import { filesOf, removeTree } from '../../packages/place-files.ts';
import { chooseVersion } from '../../packages/npm/index.ts';
import { readManifest, writeJson, type Manifest } from '../../packages/npm/project.ts';
import { runScript } from '../../packages/npm/run-script.ts';
import { readYarnLock, yarnLockOf } from '../../packages/npm/yarn-lock.ts';
import { encodeText } from '../text.ts';
import { bringAbout, withDependency } from './install.ts';
import { installGlobal } from './install-global.ts';
import { parseSpec, Run } from './run.ts';
import { describe } from './registry.ts';

const version = '1.22.22';

/** Commands that are known and not simulated. */
const unsimulated = new Set(
  'audit autoclean bin check config create dlx generate-lock-entry import info init licenses link list login logout node outdated owner pack policies publish tag team unlink unplug upgrade upgrade-interactive version versions why workspace workspaces'.split(
    ' ',
  ),
);

/** Where yarn keeps what it has fetched. */
const cacheOf = (run: Run): string => `${run.process.env.get('HOME') ?? '/root'}/.cache/yarn/v6`;

function* complain(run: Run, text: string): Task<number> {
  yield* run.process.descriptors.get(2)?.write(encodeText(`${text}\n`)) ?? [];
  return 1;
}

const seconds = (run: Run): string => `${((run.process.machine.kernel.now - run.since) / 1000).toFixed(2)}s`;

/** `yarn`, `yarn install`: what the lock file names, or the newest that fits. */
function* install(run: Run, manifest: Manifest, title: string): Task<number> {
  const files = filesOf(run.process);
  const { folder } = run;
  const lock = readYarnLock(files, folder);
  yield* run.print(`yarn ${title} v${version}`);
  if (!lock) {
    if (title === 'install') yield* run.print('info No lockfile found.');
  } else if (run.has('frozen-lockfile')) {
    const all = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies });
    if (all.some(([name, range]) => !lock.has(`${name}@${range}`)))
      return yield* complain(
        run,
        'error Your lockfile needs to be updated, but yarn was run with `--frozen-lockfile`.',
      );
  }
  yield* run.print('[1/4] Resolving packages...');
  yield* run.print('[2/4] Fetching packages...');
  const outcome = yield* bringAbout(run, folder, manifest, {
    locked: new Map(),
    preferred: (name, range) => lock?.get(`${name}@${range}`),
  });
  if (typeof outcome === 'number') return 1;
  yield* run.print('[3/4] Linking dependencies...');
  yield* run.print('[4/4] Building fresh packages...');
  const root = { ...manifest.dependencies, ...manifest.optionalDependencies, ...manifest.devDependencies };
  if (!run.has('frozen-lockfile', 'pure-lockfile', 'no-lockfile')) {
    const before = lock?.size;
    const refusal = files.writeFile(`${folder}/yarn.lock`, yarnLockOf(root, outcome.tree, run.registry));
    if (refusal)
      return yield* complain(run, `error An unexpected error occurred: "${refusal.errno}: ${folder}/yarn.lock".`);
    if (before === undefined || title !== 'install') yield* run.print('success Saved lockfile.');
  }
  if (outcome.tree.size > 0) files.writeFile(`${folder}/node_modules/.yarn-integrity`, '{}\n');
  return 0;
}

function* add(run: Run, manifest: Manifest, specs: readonly string[]): Task<number> {
  let next = manifest;
  for (const spec of specs) {
    const { name, range } = parseSpec(spec);
    const problem = yield* describe(run, name);
    const chosen = chooseVersion(name, range);
    if (problem !== undefined || chosen === undefined)
      return yield* complain(run, `error Couldn't find any versions for "${name}" that matches "${range}"`);
    const written = /^[\d^~<>=*]/.test(range) ? range : run.has('E', 'exact') ? chosen : `^${chosen}`;
    next = withDependency(next, run.has('D', 'dev') ? 'devDependencies' : 'dependencies', name, written);
  }
  const status = yield* install(run, next, 'add');
  if (status === 0) writeJson(filesOf(run.process), `${run.folder}/package.json`, next);
  return status;
}

function* remove(run: Run, manifest: Manifest, names: readonly string[]): Task<number> {
  const next: Record<string, unknown> = { ...manifest };
  for (const list of ['dependencies', 'devDependencies', 'optionalDependencies']) {
    const { [list]: own } = manifest;
    if (typeof own === 'object' && own !== null)
      next[list] = Object.fromEntries(Object.entries(own).filter(([name]) => !names.includes(name)));
  }
  const status = yield* install(run, next, 'remove');
  if (status === 0) writeJson(filesOf(run.process), `${run.folder}/package.json`, next);
  return status;
}

function* script(run: Run, manifest: Manifest | undefined, name: string, args: readonly string[]): Task<number> {
  const command = manifest?.scripts?.[name];
  yield* run.print(`yarn run v${version}`);
  if (!manifest || command === undefined)
    return yield* complain(
      run,
      `error ${manifest ? `Command "${name}" not found.` : `Couldn't find a package.json file in "${run.folder}"`}\ninfo Visit the documentation of this command for more.`,
    );
  const line = [command, ...args].join(' ');
  yield* run.print(`$ ${line}`);
  const code = yield* runScript(run.process, run.folder, manifest, name, line, 'yarn');
  if (code === 0) yield* run.print(`Done in ${seconds(run)}.`);
  else yield* complain(run, `error Command failed with exit code ${code}.`);
  return code;
}

/** `yarn` */
export const yarn: Program = function* (process) {
  const run = new Run(process, process.argv.slice(1));
  // What yarn fetches, and where from, is its own affair; its cache has another place than npm's.
  run.flags.set('cache', [cacheOf(run)]);
  run.flags.set('update-notifier', ['false']);
  const [word = 'install', ...args] = run.words;
  if (run.has('v', 'version')) {
    yield* run.print(version);
    return 0;
  }
  if (unsimulated.has(word)) return yield* complain(run, `yarn: not simulated: ${word}`);
  const found = readManifest(process.files, run.folder);
  const manifest = typeof found === 'object' ? found : undefined;
  switch (word) {
    case 'install':
    case 'add':
    case 'remove': {
      if (typeof found === 'string') return yield* complain(run, `error ${run.folder}/package.json: ${found}`);
      if (word !== 'install' && args.length === 0)
        return yield* complain(
          run,
          `error Missing list of packages to ${word === 'add' ? 'add to' : 'remove from'} your project.`,
        );
      const own = manifest ?? {};
      const status = yield* word === 'install'
        ? install(run, own, 'install')
        : word === 'add'
          ? add(run, own, args)
          : remove(run, own, args);
      if (status === 0) yield* run.print(`Done in ${seconds(run)}.`);
      return status;
    }
    case 'global':
      if (args[0] !== 'add') return yield* complain(run, `yarn: not simulated: global ${args[0] ?? ''}`);
      run.flags.set('global', ['true']);
      return yield* installGlobal(run, args.slice(1));
    case 'cache':
      if (args[0] !== 'clean') return yield* complain(run, `yarn: not simulated: cache ${args[0] ?? ''}`);
      removeTree(filesOf(process), cacheOf(run));
      yield* run.print(`yarn cache v${version}\nsuccess Cleared cache.\nDone in ${seconds(run)}.`);
      return 0;
    case 'run':
      return yield* script(run, manifest, args[0] ?? '', [...args.slice(1), ...run.rest]);
    default:
      return yield* script(run, manifest, word, [...args, ...run.rest]);
  }
};
