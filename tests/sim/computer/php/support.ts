// Runs PHP programs on a bare machine.
import type { Task } from '../../../../src/sim/kernel/task.ts';
import { binaries } from '../../../../src/sim/computer/programs/binaries.ts';
import { shells } from '../../../../src/sim/computer/programs/shells.ts';
import { php } from '../../../../src/sim/computer/php/php.ts';
import { bareMachine, initOptions, startCollected, type Files, type Outcome } from '../support.ts';

/** What is passed to a program besides its arguments. */
interface Surroundings {
  readonly files?: Files;
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: string;
}

const usual: Files = {
  '/app/.keep': '',
  '/usr/local/bin/php': 'program:php',
  '/etc/hosts': '127.0.0.1\tlocalhost\n',
};

/** Runs `php <arguments>` in `/app`, which holds these files. */
export async function runPhp(
  args: readonly string[],
  { files = {}, env = {}, stdin = '' }: Surroundings = {},
): Promise<Outcome> {
  const { machine, kernel } = bareMachine({ php, ...shells, ...binaries }, { ...usual, ...files });
  machine.network.bringUp();
  const variables = { PATH: '/usr/local/bin:/bin', HOME: '/root', PHP_VERSION: '8.3.27', ...env };
  const options = initOptions(machine, ['/usr/local/bin/php', ...args], {
    cwd: '/app',
    env: new Map(Object.entries(variables)),
  });
  const body = function* (): Task<Outcome> {
    const started = yield* startCollected(machine, options, stdin);
    if ('failure' in started) return { code: -1, stdout: '', stderr: started.failure };
    return yield* started.outcome();
  };
  const handle = kernel.spawn('test', body());
  let result: Outcome | undefined;
  handle.whenFinished((outcome) => {
    if ('value' in outcome) result = outcome.value;
  });
  for (let passed = 0; !result && passed < 60_000;) {
    passed += kernel.advance(1000);
    if (kernel.blocked) await kernel.blocked;
  }
  if (!result) throw new Error('the program did not end');
  return result;
}
