// What the end and the start of the daemon mean for its containers (moby's daemon.Shutdown and daemon.restore).
import { all, type Task } from '../kernel/task.ts';
import type { Container } from './containers/container.ts';
import { policyRestarts } from './containers/die.ts';
import { removeNow } from './containers/remove.ts';
import { start } from './containers/start.ts';
import { stopWithDaemon } from './containers/stop.ts';
import type { Engine } from './engine.ts';

/** Stops every container at once, each with its own signal and patience. Restart policies keep quiet. */
export function* shutDown(engine: Engine): Task {
  const lives = ({ running, starting, record }: Container): boolean =>
    running !== undefined || starting || record.state === 'restarting';
  // One that was being started or removed at that moment may need another round.
  for (let left = [...engine.containers.all()]; left.some(lives); left = [...engine.containers.all()])
    yield* all(left.filter(lives).map(stopWithDaemon));
}

/** Remembers what is on disk: containers, images, volumes, networks. Events and exec instances are forgotten. */
export function* restore(engine: Engine): Task {
  engine.events.forget();
  engine.execs.clear();
  const bridge = engine.networks.find('bridge');
  const toStart: Container[] = [];
  for (const container of [...engine.containers.all()]) {
    const { endpoints, execIds } = container.record;
    if ('id' in bridge)
      container.update({
        endpoints: endpoints.map((each) =>
          each.networkName === 'bridge' && each.network !== '' ? { ...each, network: bridge.id } : each,
        ),
        ...(execIds.length > 0 ? { execIds: [] } : {}),
      });
    if (startsWithDaemon(container)) toStart.push(container);
    else if (container.record.hostConfig.AutoRemove) yield* removeNow(container, true);
  }
  yield* all(toStart.map(startAgain));
}

/** `always` does so even for what the user stopped; one that was never started stays as it is. */
function startsWithDaemon(container: Container): boolean {
  const { startedAt, exitCode, stoppedByUser, hostConfig } = container.record;
  if (startedAt === 0 || (stoppedByUser && hostConfig.RestartPolicy.Name === 'unless-stopped')) return false;
  return policyRestarts(container, exitCode);
}

function* startAgain(container: Container): Task {
  container.resetRestarts();
  yield* start(container);
}
