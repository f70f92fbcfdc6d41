// What the client remarks on flags of a build before it begins.
import type { Client } from '../client.ts';
import { clean } from '../copy/paths.ts';
import type { FlagValues } from '../flags/flag-values.ts';

/** The remarks, each as a line of standard error. */
export function flagWarnings(client: Client, flags: FlagValues): string[] {
  const warnings: string[] = [];
  const given = new Set(flags.names());
  if (flags.bool('squash'))
    warnings.push(
      'experimental flag squash is removed with BuildKit. You should squash inside build using a multi-stage Dockerfile for efficiency.',
    );
  if (given.has('isolation')) warnings.push('isolation flag is deprecated with BuildKit.');
  if (given.has('security-opt'))
    warnings.push('security-opt flag is deprecated. "RUN --security=insecure" should be used with BuildKit.');
  for (const text of flags.list('cache-from')) {
    const source = /(?:^|,)type=local(?:,|$)/.test(text) ? /(?:^|,)src=([^,]*)/.exec(text)?.[1] : undefined;
    if (source === undefined || client.process.files.exists(clean(source))) continue;
    const lock = `${source}/index.json.lock`;
    warnings.push(
      `local cache import at ${source} not found due to err: could not lock ${lock}: open ${lock}: no such file or directory`,
    );
  }
  return warnings.map((warning) => `WARNING: ${warning}`);
}
