// The words of STATUS in `docker ps`: `Up 3 minutes (healthy)`, `Exited (0) 2 hours ago` (go-units' durations).
import type { Engine } from '../engine.ts';
import type { Container } from './container.ts';

/** A duration in words, as go-units has it; ms. */
export function humanDuration(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  if (seconds < 1) return 'Less than a second';
  if (seconds === 1) return '1 second';
  if (seconds < 60) return `${seconds} seconds`;
  const minutes = Math.floor(ms / 60_000);
  if (minutes === 1) return 'About a minute';
  if (minutes < 60) return `${minutes} minutes`;
  const hours = Math.round(ms / 3_600_000);
  if (hours === 1) return 'About an hour';
  if (hours < 48) return `${hours} hours`;
  if (hours < 24 * 7 * 2) return `${Math.floor(hours / 24)} days`;
  if (hours < 24 * 30 * 2) return `${Math.floor(hours / 24 / 7)} weeks`;
  if (hours < 24 * 365 * 2) return `${Math.floor(hours / 24 / 30)} months`;
  return `${Math.floor(hours / 24 / 365)} years`;
}

/** The status of a container now. */
export function statusOf(engine: Engine, { record }: Container): string {
  const now = engine.kernel.clock;
  const up = humanDuration(now - record.startedAt);
  const since = humanDuration(now - record.finishedAt);
  switch (record.state) {
    case 'paused':
      return `Up ${up} (Paused)`;
    case 'restarting':
      return `Restarting (${record.exitCode}) ${since} ago`;
    case 'running':
      if (record.health === 'none') return `Up ${up}`;
      return `Up ${up} (${record.health === 'starting' ? 'health: starting' : record.health})`;
    case 'removing':
      return 'Removal In Progress';
    case 'dead':
      return 'Dead';
    case 'created':
      return 'Created';
    case 'exited':
      return `Exited (${record.exitCode}) ${since} ago`;
  }
}
