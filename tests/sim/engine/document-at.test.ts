// The document made from the records of a moment is what the CLI printed at that moment, letter by letter, also later.
import { expect, test } from 'vitest';
import { indentJson, type Json } from '../../../src/sim/cli/format/indent-json.ts';
import { documentAt } from '../../../src/sim/engine/document-at.ts';
import { recordKey } from '../../../src/sim/engine/records.ts';
import { View } from '../../../src/sim/kernel/view.ts';
import { createWorld, type World } from '../../../src/sim/world.ts';

async function type(world: World, line: string): Promise<void> {
  world.type('terminal-1', `${line}\r`);
  await world.settle(60_000);
}

/** Position of the log at which the daemon answered the last inspect. */
const inspectedAt = ({ kernel: { log } }: World): number =>
  log.entries.findLast((entry) => entry.type === 'message' && entry.role === 'response' && entry.status === 200)?.id ??
  0;

/** Record key of the object that has this id or name. */
function keyOf(view: View, name: string): string {
  const named = [
    ...view.all('container').filter((it) => it.name === name),
    ...view.all('network').filter((it) => it.name === name),
    ...view.all('image').filter((it) => it.tags.includes(name)),
  ].map(({ engine, id }) => recordKey(engine, id));
  const volume = view.all('volume').find((it) => it.name === name);
  const key = named[0] ?? (volume && recordKey(volume.engine, volume.name));
  if (key === undefined) throw new Error(`there is no ${name}`);
  return key;
}

test.each([
  ['web', 'docker run -d --name web -p 8080:80 -v data:/data -e A=1 nginx'],
  ['web', 'docker run -d --name web nginx; docker stop web'],
  ['web', 'docker create --name web -p 80 --network none alpine'],
  ['web', 'docker run -d --name web --network host --tmpfs /tmp nginx; docker pause web'],
  ['web', 'docker network create lan; docker run -d --name web --network lan --network-alias w nginx'],
  ['web', "docker run -d --name web --health-cmd 'true' --health-interval 5s nginx; sleep 12"],
  ['web', 'docker run -d --name web nginx; docker exec -d web sleep 1000'],
  ['web', 'docker run -d --name web alpine sleep 100; docker rmi -f alpine'],
  ['nginx:latest', 'docker pull nginx'],
  ['own:1', 'printf \'FROM alpine\\nWORKDIR /a\\nRUN echo 1 > b\\nCMD ["<a>"]\\n\' | docker build -t own:1 -'],
  ['bridge', 'docker run -d --name web nginx'],
  ['lan', 'docker network create --subnet 10.9.0.0/24 --label a=b lan; docker run -d --network lan nginx'],
  ['data', 'docker volume create --label a=b data'],
])('%s after %s', async (name, commands) => {
  const world = createWorld({ seed: 'documents', epoch: Date.UTC(2026, 0, 12, 9) });
  world.openTerminal('terminal-1', 200, 50);
  await world.settle(1000);
  await type(world, `{ ${commands}; } > /dev/null 2>&1`);
  await type(world, `docker inspect ${name} > out`);
  const printed = world.machine.files.readText('/home/learner/out');
  const then = inspectedAt(world);
  await type(world, 'docker rm -f $(docker ps -aq); docker system prune -af --volumes');

  const view = new View(world.kernel.log);
  view.moveToPosition(then);
  const found = documentAt(view, keyOf(view, name));
  expect(`${indentJson([found?.document as Json])}\n`).toBe(printed);
});
