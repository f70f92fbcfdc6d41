// `--health-*` and `--no-healthcheck`: the Engine API's HealthConfig.
import type { FlagValues } from '../flags/flag-values.ts';
import type { Failure } from '../failure.ts';

/** The health check that the flags ask for; undefined for the image's own. */
export function parseHealthcheck(flags: FlagValues): Record<string, unknown> | undefined | Failure {
  const command = flags.string('health-cmd');
  const settings = [
    ['health-interval', 'Interval'],
    ['health-timeout', 'Timeout'],
    ['health-start-period', 'StartPeriod'],
    ['health-start-interval', 'StartInterval'],
    ['health-retries', 'Retries'],
  ] as const;
  const asked = command !== '' || settings.some(([flag]) => flags.number(flag) !== 0);
  if (flags.bool('no-healthcheck'))
    return asked ? { error: '--no-healthcheck conflicts with --health-* options' } : { Test: ['NONE'] };
  if (!asked) return undefined;
  const healthcheck: Record<string, unknown> = command === '' ? {} : { Test: ['CMD-SHELL', command] };
  for (const [flag, field] of settings) {
    const value = flags.number(flag);
    if (value < 0) return { error: `--${flag} cannot be negative` };
    if (value !== 0) healthcheck[field] = value;
  }
  return healthcheck;
}
