// `--pull`: when run and create ask the registry.
import type { Failure } from '../failure.ts';
import type { FlagValues } from '../flags/flag-values.ts';

/** What is wrong with the policy, if something is. */
export function checkPullPolicy(flags: FlagValues): Failure | undefined {
  const policy = flags.string('pull');
  if (['always', 'missing', 'never', ''].includes(policy)) return undefined;
  return { error: `invalid pull option: '${policy}': must be one of "always", "missing" or "never"` };
}
