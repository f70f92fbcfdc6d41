// Which command checks a container's health.
import type { ContainerConfig } from '../records.ts';

/** The command and its arguments; undefined where there is no check, or `NONE`. */
export function healthCommand({ Healthcheck, Shell }: ContainerConfig): readonly string[] | undefined {
  const [kind, ...rest] = Healthcheck?.Test ?? [];
  if (kind === 'CMD') return rest;
  if (kind !== 'CMD-SHELL') return undefined;
  return [...(Shell ?? ['/bin/sh', '-c']), ...rest];
}
