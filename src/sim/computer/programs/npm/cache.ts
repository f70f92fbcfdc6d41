// `npm cache` and `npm config`.
import { filesOf, removeTree } from '../../packages/place-files.ts';
import { failed } from '../../filesystem/errno.ts';
import type { Task } from '../../../kernel/task.ts';
import type { Run } from './run.ts';

export function* cache(run: Run): Task<number> {
  const [, action] = run.words;
  const folder = `${run.cache}/_cacache`;
  switch (action) {
    case 'clean':
    case 'clear':
    case 'rm': {
      if (!run.has('f', 'force'))
        return yield* run.fail([
          'As of npm@5, the npm cache looks after itself: what is taken from it is known to be valid.',
          'If you want to make sure that all is as it should be, use `npm cache verify`.',
          '',
          "If you're sure you want to delete the entire cache, rerun this command with --force.",
        ]);
      yield* run.tell('warn', ['using --force Recommended protections disabled.']);
      removeTree(filesOf(run.process), folder);
      return 0;
    }
    case 'verify':
      yield* run.print(
        `Cache verified and compressed (~${folder.replace(run.process.env.get('HOME') ?? '/root', '')})`,
      );
      return 0;
    default:
      yield* run.tell('error', [
        action === undefined ? 'Usage: npm cache clean|verify' : `not simulated: cache ${action}`,
      ]);
      return 1;
  }
}

export function* config(run: Run): Task<number> {
  const [, action, key, value] = run.words;
  const known: Readonly<Record<string, string>> = {
    registry: `${run.registry}/`,
    prefix: run.prefix,
    cache: run.cache,
    'user-agent': `npm/${run.version}`,
  };
  const home = run.process.env.get('HOME') ?? '/root';
  if (action === 'get' && key !== undefined) {
    yield* run.print(Object.hasOwn(known, key) ? (known[key] ?? '') : 'undefined');
    return 0;
  }
  if (action === 'set' && key !== undefined) {
    const [name = '', ...rest] = key.split('=');
    const text = run.process.files.readText(`${home}/.npmrc`);
    const kept = failed(text) ? [] : text.split('\n').filter((line) => line !== '' && !line.startsWith(`${name}=`));
    filesOf(run.process).writeFile(
      `${home}/.npmrc`,
      `${[...kept, `${name}=${rest.length > 0 ? rest.join('=') : (value ?? '')}`].join('\n')}\n`,
      0o600,
    );
    return 0;
  }
  yield* run.tell('error', [`not simulated: config ${action ?? ''}`]);
  return 1;
}
