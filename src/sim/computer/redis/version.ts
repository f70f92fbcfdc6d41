// Which release the programs are: what the image says, or the package that brought them.
import type { Process } from '../contract.ts';
import { failed } from '../filesystem/errno.ts';

const newest = '8.2.3';

/** A version such as 7.4.7. */
export function redisVersion(process: Process): string {
  const named = process.env.get('REDIS_VERSION');
  if (named !== undefined) return named;
  const lists = [
    ['/var/lib/dpkg/status', /^Package: redis-tools\n(?:.+\n)*?Version: (?:\d+:)?([\d.]+)/m],
    ['/lib/apk/db/installed', /^P:redis\nV:([\d.]+)/m],
  ] as const;
  for (const [path, pattern] of lists) {
    const text = process.files.readText(path);
    const version = failed(text) ? undefined : pattern.exec(text)?.[1];
    if (version !== undefined) return version;
  }
  return newest;
}

/** Whether a version is at least another. */
export function isAtLeast(version: string, least: string): boolean {
  const [one, other] = [version, least].map((text) => text.split('.').map(Number));
  for (const [index, number] of (other ?? []).entries()) {
    const mine = one?.[index] ?? 0;
    if (mine !== number) return mine > number;
  }
  return true;
}
