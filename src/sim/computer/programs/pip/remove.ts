// `pip uninstall`.
import type { Task } from '../../../kernel/task.ts';
import { type Environment, readDistributions } from '../../packages/pip/environment.ts';
import { normalise } from '../../packages/pip/index.ts';
import { uninstall } from '../../packages/pip/install.ts';
import { filesOf } from '../../packages/place-files.ts';
import { LineReader, encodeText } from '../text.ts';
import { finish } from './finish.ts';
import { requirements } from './requirements.ts';
import type { Run } from './run.ts';

export function* remove(run: Run, environment: Environment): Task<number> {
  const files = filesOf(run.process);
  const installed = readDistributions(files, environment.path);
  const wanted = yield* requirements(run);
  if (typeof wanted === 'number') return wanted;
  if (wanted.length === 0)
    return yield* run.error('You must give at least one requirement to uninstall (see "pip help uninstall")');
  const input = run.process.descriptors.get(0);
  const answers = input && new LineReader(input);
  for (const { requirement } of wanted) {
    const one = installed.get(normalise(requirement.name));
    if (!one) {
      yield* run.complain(`WARNING: Skipping ${requirement.name} as it is not installed.`);
      continue;
    }
    yield* run.say(`Found existing installation: ${one.name} ${one.version}`);
    yield* run.say(`Uninstalling ${one.name}-${one.version}:`);
    if (!run.has('yes')) {
      yield* run.print(
        `  Would remove:\n    ${one.info}/*\n    ${one.location}/${normalise(one.name).replaceAll('-', '_')}/*`,
      );
      yield* run.process.descriptors.get(1)?.write(encodeText('Proceed (Y/n)? ')) ?? [];
      const answer = yield* answers?.next() ?? [];
      if (!answer) return yield* run.error('Exception: EOFError: EOF when reading a line');
      if (!/^y?$/i.test(answer.text.trim())) continue;
    }
    const failure = uninstall(run.process, one);
    if (failure)
      return yield* run.error(
        `Could not install packages due to an OSError: [Errno 13] Permission denied: '${one.info}'`,
      );
    yield* run.say(`  Successfully uninstalled ${one.name}-${one.version}`);
  }
  return yield* finish(run, environment);
}
