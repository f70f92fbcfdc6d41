// `pip install`.
import type { Task } from '../../../kernel/task.ts';
import { failed } from '../../filesystem/errno.ts';
import type { FileSystem } from '../../filesystem/file-system.ts';
import { dirname } from '../../filesystem/path.ts';
import { Downloader } from '../../packages/download.ts';
import { type Environment, readDistributions } from '../../packages/pip/environment.ts';
import { compareVersions, normalise } from '../../packages/pip/index.ts';
import { installWheel, scriptsOf, uninstall } from '../../packages/pip/install.ts';
import { type Chosen, type Failure, installationOrder, resolve } from '../../packages/pip/resolve.ts';
import { filesOf } from '../../packages/place-files.ts';
import { fetchWheel, networkText } from './fetch.ts';
import { finish } from './finish.ts';
import { requirements } from './requirements.ts';
import type { Run } from './run.ts';
import { cachePath, userSite } from './run.ts';

export function* install(run: Run, environment: Environment): Task<number> {
  if (
    environment.managed !== undefined &&
    !run.has('break') &&
    !run.has('target') &&
    run.env('BREAK_SYSTEM_PACKAGES') === undefined
  ) {
    const lines = environment.managed
      .trimEnd()
      .split('\n')
      .map((line) => line.replace(/^ {4}/, ''));
    yield* run.complain(
      `error: externally-managed-environment\n\n× This environment is externally managed\n╰─> ${lines
        .map((line) => line.replace(/^ (?=\S)/, ''))
        .join('\n    ')
        .replace(
          / +$/gm,
          '',
        )}\n\nnote: If you believe this is a mistake, please contact your Python installation or OS distribution provider. You can override this, at the risk of breaking your Python installation or OS, by passing --break-system-packages.\nhint: See PEP 668 for the detailed specification.`,
    );
    return 1;
  }
  for (const name of ['prefix', 'hashes'])
    if (run.has(name)) {
      yield* run.complain(`pip: not simulated: --${name === 'hashes' ? 'require-hashes' : name}`);
      return 1;
    }
  const wanted = yield* requirements(run);
  if (typeof wanted === 'number') return wanted;
  if (wanted.length === 0) {
    if (run.has('requirement')) {
      yield* run.complain('WARNING: Requirements file is empty');
      return 0;
    }
    return yield* run.error('You must give at least one requirement to install (see "pip help install")');
  }
  const { process } = run;
  const files = filesOf(process);
  const refused = !environment.virtual && !run.has('target') && !run.has('user') && !mayWrite(files, environment.site);
  if (refused) yield* run.say('Defaulting to user installation because normal site-packages is not writeable');
  const site = run.value('target') ?? (run.has('user') || refused ? userSite(run, environment) : environment.site);
  const installed = readDistributions(filesOf(run.process), run.has('target') ? [] : [site, ...environment.path]);
  const caches = !run.has('no-cache') && !/^(?:1|on|yes|true|off|0|no|false)$/i.test(run.env('NO_CACHE_DIR') ?? '');
  const downloader = new Downloader(process, 'pip');
  try {
    const index = (
      run.value('index') ??
      run.env('INDEX_URL') ??
      configuredIndex(run) ??
      'http://pypi.example/simple'
    ).replace(/\/+$/, '');
    const chosen = yield* resolve(
      downloader,
      wanted,
      {
        index,
        installed,
        upgrade: run.has('upgrade'),
        force: run.has('force'),
        dependencies: !run.has('no-deps'),
        series: environment.series,
        platform: environment.platform,
        cached: (wheel) => caches && files.exists(cachePath(run, wheel)),
      },
      (line) => run.say(line),
    );
    if ('failure' in chosen) return yield* refuse(run, chosen);
    if (chosen.length === 0) return yield* finish(run, environment);
    for (const one of chosen) {
      const failure = yield* fetchWheel(run, downloader, index, one, caches);
      if (failure !== undefined) return yield* run.error(failure);
    }
    const shown = ({ project }: Chosen): string => distributionName(run, environment, project.name);
    const order = installationOrder(chosen);
    if (run.has('dry')) yield* run.say(`Would install ${order.map((one) => `${shown(one)}-${one.version}`).join(' ')}`);
    else yield* run.say(`Installing collected packages: ${order.map(shown).join(', ')}`);
    if (run.has('dry')) return 0;
    const named = new Set(wanted.map(({ requirement }) => normalise(requirement.name)));
    for (const one of order) {
      const key = normalise(one.project.name);
      const old = installed.get(key);
      if (old?.location === site) {
        yield* run.say(
          `  Attempting uninstall: ${one.project.name}\n    Found existing installation: ${old.name} ${old.version}\n    Uninstalling ${old.name}-${old.version}:\n      Successfully uninstalled ${old.name}-${old.version}`,
        );
        uninstall(process, old);
      }
      const problem = yield* installWheel(process, environment, one, site, named.has(key));
      const scripts = scriptsOf(environment, site);
      if (
        one.project.programs.length > 0 &&
        !(process.env.get('PATH') ?? '').split(':').includes(scripts) &&
        !run.has('target') &&
        problem === undefined
      )
        yield* run.complain(
          `  WARNING: The script${one.project.programs.length > 1 ? 's' : ''} ${one.project.programs.join(', ').replace(/, (?=[^,]*$)/, ' and ')} ${one.project.programs.length > 1 ? 'are' : 'is'} installed in '${scripts}' which is not on PATH.\n  Consider adding this directory to PATH or, if you prefer to suppress this warning, use --no-warn-script-location.`,
        );
      if (problem !== undefined)
        return yield* run.error(
          `Could not install packages due to an OSError: ${problem}${problem.includes('Errno 13') ? '\nConsider using the `--user` option or check the permissions.' : ''}\n`,
        );
    }
    const names = chosen.map((one) => `${shown(one)}-${one.version}`).sort((a, b) => (a < b ? -1 : 1));
    yield* run.say(`Successfully installed ${names.join(' ')}`);
    return yield* finish(run, environment);
  } finally {
    downloader.close();
  }
}

/** Whether a directory, or the nearest one above it, may be written. */
function mayWrite(files: FileSystem, path: string): boolean {
  let at = path;
  while (at !== '/' && !files.exists(at)) at = dirname(at);
  return files.access(at, 2) === undefined;
}

function configuredIndex(run: Run): string | undefined {
  const home = run.process.env.get('HOME') ?? '/root';
  for (const path of [`${home}/.config/pip/pip.conf`, `${home}/.pip/pip.conf`, '/etc/pip.conf']) {
    const text = run.process.files.readText(path);
    const index = failed(text) ? undefined : /^\s*index-url\s*=\s*(\S+)/m.exec(text)?.[1];
    if (index !== undefined) return index;
  }
  return undefined;
}

function* refuse(run: Run, failure: Failure): Task<number> {
  const { requirement, origin } = failure.wanted;
  const text = `${requirement.name}${requirement.specifier}`;
  if (failure.failure === 'conflict') {
    return yield* run.error(
      `Cannot install ${text} because these package versions have conflicting dependencies.\nERROR: ResolutionImpossible: for help visit the documentation on dependency conflicts\n\nThe conflict is caused by:\n    ${requirement.name} ${failure.chosen} was chosen, and ${origin === '' ? 'the user requested' : origin} ${text}\n`,
    );
  }
  if (failure.failure === 'network') {
    const problem = networkText(failure.got);
    for (let left = 4; left >= 0; left--) {
      yield* run.complain(
        `WARNING: Retrying (Retry(total=${left}, connect=None, read=None, redirect=None, status=None)) after connection broken by 'NewConnectionError('<pip._vendor.urllib3.connection.HTTPConnection object>: Failed to establish a new connection: ${problem}')': /simple/${normalise(requirement.name)}/`,
      );
      yield* run.process.compute(left === 4 ? 1 : 250);
    }
  }
  const versions =
    'versions' in failure && failure.versions.length > 0 ? [...failure.versions].reverse().join(', ') : 'none';
  const suffix = origin === '' ? '' : ` ${origin}`;
  yield* run.error(
    `Could not find a version that satisfies the requirement ${text}${suffix} (from versions: ${versions})`,
  );
  yield* run.error(`No matching distribution found for ${text}${suffix}`);
  if (versions === 'none' && failure.failure !== 'network')
    yield* run.complain(`drydock: not simulated: ${requirement.name}, if there is such a package`);
  return 1;
}

/** How a name is printed: since pip 25 in small letters. */
function distributionName(run: Run, environment: Environment, name: string): string {
  const own = readDistributions(filesOf(run.process), environment.path).get('pip')?.version ?? '25';
  return compareVersions(own, '25.0') >= 0 ? normalise(name) : name;
}
