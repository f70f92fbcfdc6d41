// Commands and flags that only a daemon with experimental features offers, which this one is not: they are known and refused.
import type { UsageError } from './flags/usage-error.ts';

const needsExperiments = 'is only supported on a Docker daemon with experimental features enabled';

/** Subcommands of `docker checkpoint` and their other names. */
const checkpoint: Readonly<Record<string, string>> = {
  create: 'create',
  list: 'ls',
  ls: 'ls',
  remove: 'rm',
  rm: 'rm',
};

/** The answer to `docker checkpoint …`; undefined for other words. Asking for its help is no failure. */
export function refuseExperimental(words: readonly string[]): UsageError | undefined {
  const [first, ...rest] = words[0] === 'help' ? words.slice(1) : words;
  if (first !== 'checkpoint') return undefined;
  const name = rest.map((word) => checkpoint[word]).find((known) => known !== undefined);
  const help = words[0] === 'help' || words.includes('--help') || words.includes('-h');
  return {
    kind: 'usage',
    text: `docker checkpoint ${name === undefined ? '' : `${name} `}${needsExperiments}\n`,
    exit: help ? 0 : 1,
    onStdout: help,
  };
}

/** What the client says to a flag that needs such a daemon. */
export const refuseExperimentalFlag = (flag: string): string => `"--${flag}" ${needsExperiments}`;
