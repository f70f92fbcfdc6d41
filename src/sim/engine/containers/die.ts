// The end of a container's first process: cleaning up, then restarting or removing as its policy says.
import { exitCode } from '../../computer/processes/signals.ts';
import { sleep, type Task } from '../../kernel/task.ts';
import type { ApiError } from '../errors.ts';
import { firstDelay, type Container, type Running } from './container.ts';
import { removeNow } from './remove.ts';
import { unmountVolumes } from './mounts.ts';
import { tearDown } from './start-network.ts';

/** ms that the runtime takes to clean up. */
const cleaning = 10;

/** The delay of a restart policy doubles up to a minute (ms; moby's restartmanager). */
const longestDelay = 60_000;

/** A container that ran this long (ms) is taken to be well: the delay begins anew. */
const wellAfter = 10_000;

/** Starts a container again; Docker's error when that fails. Handed in, since starting leads here. */
type Start = (container: Container) => Task<ApiError | undefined>;

/** Waits for the end of one run of a container and does what follows. */
export function* superviseContainer(container: Container, running: Running, start: Start): Task {
  const { engine, id } = container;
  const status = yield* running.init.exited.wait();
  for (const process of engine.machine.processesOf(id)) engine.machine.signal(process, 'KILL');
  yield* running.streams.drained.wait();
  yield* sleep(cleaning);
  yield* afterDeath(container, running, exitCode(status), start);
}

function* afterDeath(container: Container, running: Running, code: number, start: Start): Task {
  const { engine, id } = container;
  container.health?.cancel();
  container.log.flush(engine.kernel.clock);
  running.terminal?.hangUp();
  running.streams.closeStdin();
  container.running = undefined;
  const offline = tearDown(container, {
    own: running.own,
    ports: running.ports,
    endpoints: container.record.endpoints,
  });
  unmountVolumes(container, running.volumes);
  container.flush();
  const oomKilled = engine.machine.usage(id).oomKills > container.oomKillsBefore;
  if (oomKilled) container.emit('oom');
  const ran = engine.kernel.now - running.startedAt;
  const again = !container.expectEnd && policyRestarts(container, code);
  container.move(again ? 'exitAndRestart' : 'exit', {
    exitCode: code,
    finishedAt: engine.kernel.clock,
    oomKilled,
    pid: 0,
    ...offline,
  });
  container.emit('die', { execDuration: String(Math.floor(ran / 1000)), exitCode: String(code) });
  container.outputs.closeAll();
  container.ended.fire(code);
  if (again) {
    const delay = ran > wellAfter ? firstDelay : container.restartDelay;
    container.restartDelay = Math.min(delay * 2, longestDelay);
    container.restart = engine.kernel.spawn(
      'restart policy',
      restartLater(container, delay, start),
      engine.kernel.current.cause,
    );
    return;
  }
  container.restartDelay = firstDelay;
  if (container.record.hostConfig.AutoRemove && !container.isRestarted) yield* removeNow(container, true);
}

/** Whether the restart policy starts the container again after an end that nobody wished. */
export function policyRestarts(container: Container, code: number): boolean {
  const { Name: policy, MaximumRetryCount: limit } = container.record.hostConfig.RestartPolicy;
  if (policy === 'always' || policy === 'unless-stopped') return true;
  return policy === 'on-failure' && code !== 0 && (limit === 0 || container.record.restartCount < limit);
}

function* restartLater(container: Container, delay: number, start: Start): Task {
  yield* sleep(delay);
  container.restart = undefined;
  if (container.starting || !container.may('start')) return;
  container.update({ restartCount: container.record.restartCount + 1 });
  const failure = yield* start(container);
  if (failure) container.ended.fire(container.record.exitCode);
}
