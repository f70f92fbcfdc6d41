// Health checks: a command that runs inside the container from time to time (moby's daemon/health.go).
import { race, sleep, type Task } from '../../kernel/task.ts';
import { Exec } from '../exec/exec.ts';
import { runToEnd } from '../exec/run-to-end.ts';
import type { Healthcheck, HealthResult } from '../records.ts';
import type { Container } from './container.ts';
import { healthCommand } from './health-command.ts';

/** Defaults in ms, and how much of a check's output is kept. */
const defaults = { interval: 30_000, timeout: 30_000, startInterval: 5000, retries: 3 } as const;
const kept = 4096;
const remembered = 5;

/** Starts the checks of a container that has just been started, if it has any. */
export function watchHealth(container: Container): void {
  const check = container.record.config.Healthcheck;
  const command = healthCommand(container.record.config);
  if (!check || !command) return;
  container.move('check', { failingStreak: 0, healthLog: [] });
  const { kernel } = container.engine;
  container.health = kernel.spawn('health check', probe(container, check, command), kernel.current.cause);
}

const milliseconds = (nanoseconds: number | undefined, usual: number): number =>
  nanoseconds === undefined || nanoseconds === 0 ? usual : nanoseconds / 1e6;

function* probe(container: Container, check: Healthcheck, command: readonly string[]): Task {
  const { kernel } = container.engine;
  const startPeriod = milliseconds(check.StartPeriod, 0);
  const begun = kernel.now;
  for (;;) {
    const starting = container.record.health === 'starting' && kernel.now - begun < startPeriod;
    yield* sleep(
      starting
        ? milliseconds(check.StartInterval, defaults.startInterval)
        : milliseconds(check.Interval, defaults.interval),
    );
    // Checks rest while the container is paused.
    while (container.record.state === 'paused') yield* container.changed.next();
    if (!container.running) return;
    const result = yield* runOnce(container, command, milliseconds(check.Timeout, defaults.timeout));
    judge(container, result, check.Retries ? check.Retries : defaults.retries, kernel.now - begun < startPeriod);
  }
}

function* runOnce(container: Container, command: readonly string[], timeout: number): Task<HealthResult> {
  const { kernel } = container.engine;
  const start = kernel.clock;
  const exec = Exec.create(container, { Cmd: command, AttachStdout: true, AttachStderr: true });
  const outcome = yield* race([
    runToEnd(exec),
    (function* (): Task<undefined> {
      yield* sleep(timeout);
      return undefined;
    })(),
  ]);
  if (outcome === undefined) exec.kill();
  return {
    start,
    end: kernel.clock,
    exitCode: outcome === undefined ? -1 : outcome.code,
    output:
      outcome === undefined
        ? `Health check exceeded timeout (${timeout / 1000}s)`
        : new TextDecoder().decode(outcome.output).slice(0, kept),
  };
}

function judge(container: Container, result: HealthResult, retries: number, startPeriod: boolean): void {
  if (!container.running) return;
  const { record } = container;
  const healthLog = [...record.healthLog, result].slice(-remembered);
  if (result.exitCode === 0) {
    const before = record.health;
    container.move('healthy', { healthLog, failingStreak: 0 });
    if (before !== 'healthy') container.emit('health_status: healthy');
    return;
  }
  // Failures do not count before the start period is over, unless the container has been healthy already.
  const counts = !(record.health === 'starting' && startPeriod);
  const failingStreak = counts ? record.failingStreak + 1 : record.failingStreak;
  if (failingStreak < retries) {
    container.update({ healthLog, failingStreak });
    return;
  }
  const before = record.health;
  container.move('unhealthy', { healthLog, failingStreak });
  if (before !== 'unhealthy') container.emit('health_status: unhealthy');
}
