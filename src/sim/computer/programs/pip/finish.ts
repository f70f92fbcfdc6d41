// What pip says at its end: a warning about root, a newer pip.
import type { Task } from '../../../kernel/task.ts';
import { type Environment, readDistributions } from '../../packages/pip/environment.ts';
import { compareVersions } from '../../packages/pip/index.ts';
import { filesOf } from '../../packages/place-files.ts';
import type { Run } from './run.ts';

/** The newest pip, which older ones tell about. */
const newestPip = '25.3';

export function* finish(run: Run, environment: Environment): Task<number> {
  const { process } = run;
  const own = readDistributions(filesOf(process), environment.path).get('pip')?.version ?? '';
  if (
    process.credentials.uid === 0 &&
    !environment.virtual &&
    run.value('root') !== 'ignore' &&
    run.env('ROOT_USER_ACTION') !== 'ignore'
  ) {
    const start =
      "WARNING: Running pip as the 'root' user can result in broken permissions and conflicting behaviour with the system package manager";
    const newer = compareVersions(own, '24.1') >= 0;
    yield* run.complain(
      `${start}${newer ? ', possibly rendering your system unusable' : ''}. It is recommended to use a virtual environment instead: https://pip.pypa.io/warnings/venv${newer ? '. Use the --root-user-action option if you know what you are doing and want to suppress this warning.' : ''}`,
    );
  }
  const silent =
    run.has('silent') ||
    run.env('DISABLE_PIP_VERSION_CHECK') !== undefined ||
    run.has('quiet') ||
    environment.managed !== undefined;
  if (!silent && own !== '' && compareVersions(own, newestPip) < 0)
    yield* run.complain(
      `\n[notice] A new release of pip is available: ${own} -> ${newestPip}\n[notice] To update, run: pip install --upgrade pip`,
    );
  return 0;
}
