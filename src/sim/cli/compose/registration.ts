// The compose commands as the client's table knows them: names and what they lack; the rest is loaded with the first use.
import { load } from '../../kernel/task.ts';
import type { Command } from '../commands/command.ts';

const loadCompose = () => import('./run.ts');

/** Commands, and those of their flags that are not simulated. */
const registered: Readonly<Record<string, readonly string[]>> = {
  config: ['dry-run', 'lock-image-digests', 'resolve-image-digests'],
};

/** The rows of the client's table. */
export const composeRegistrations: readonly Command[] = Object.entries(registered).map(([name, notSimulated]) => ({
  name: `compose ${name}`,
  notSimulated,
  offline: name === 'config' || name === 'version',
  *run(client, call) {
    const { runCompose } = yield* load(loadCompose);
    return yield* runCompose(client, call);
  },
}));
