// Why an object exists and what became of it, and that every kind of object has facts and commands.
import { expect, test } from 'vitest';
import { View } from '../../../src/sim/kernel/view.ts';
import { factsOf } from '../../../src/ui/inspector/facts.ts';
import { lifeOf } from '../../../src/ui/inspector/life.ts';
import { subjectOf, type Inspected } from '../../../src/ui/inspector/subject.ts';
import { plainText } from '../../../src/ui/words/sentence.ts';
import { worldAfter } from '../stage/support.ts';

const world = await worldAfter(
  'docker network create lan',
  'docker run -d --name web -v data:/data nginx',
  'docker network connect lan web',
  'docker rename web site; docker stop site',
  'docker start site',
);
const view = new View(world.kernel.log);
view.moveTo(world.kernel.now);
const idOf = (kind: 'container' | 'image' | 'network' | 'volume'): string => {
  const record = view.all(kind).at(-1) as { readonly engine: string; readonly id?: string; readonly name?: string };
  const named = kind === 'network' ? view.all('network').find(({ name }) => name === 'lan')?.id : undefined;
  return `${record.engine}/${named ?? record.id ?? record.name ?? ''}`;
};
const subject = (id: string): Inspected => {
  const found = subjectOf(view, id);
  if (!found) throw new Error(`no ${id}`);
  return found;
};
const life = (id: string): ReturnType<typeof lifeOf> => lifeOf(world.kernel.log, view.position, subject(id));
const sentences = (told: readonly { readonly parts: Parameters<typeof plainText>[0] }[]): string[] =>
  told.map(({ parts }) => plainText(parts));

test('a container exists because of a command, by way of a request', () => {
  expect(sentences(life(idOf('container')).why)).toEqual([
    'You typed docker run -d --name web -v data:/data nginx.',
    'The client asks the daemon for a container named web from the image nginx.',
    'The container web is made: the layers of nginx, read-only, and an empty writable layer on top.',
  ]);
});

test('what became of a container, each with its command', () => {
  const { events } = life(idOf('container'));
  const told = events.map(({ parts, command }) => `${plainText(parts)} | ${command?.line ?? ''}`);
  expect(told).toContain('web is on the network lan, with the address 172.18.0.2. | docker network connect lan web');
  expect(told).toContain('The container web is now called site. | docker rename web site; docker stop site');
  expect(told).toContain(
    'Process 1 of site has ended with status 0. So the container has exited. Its files are still there. | docker rename web site; docker stop site',
  );
  expect(told[0]).toMatch(/^The container site runs: .* \| docker start site$/);
});

test('the default bridge comes with the machine', () => {
  const bridge = view.all('network').find(({ name }) => name === 'bridge');
  expect(sentences(life(`drydock/${bridge?.id ?? ''}`).why)[0]).toBe(
    'No command of yours led to it: it comes with the machine, or came about by itself.',
  );
});

const process = view.all('process').find(({ container, pid }) => container !== undefined && pid === 1);
const layer = view.all('image')[0]?.layers.at(-1);

test.each([
  ['container', idOf('container'), 'docker exec -it site sh'],
  ['image', idOf('image'), 'docker history nginx:latest'],
  ['network', idOf('network'), 'docker network inspect lan'],
  ['volume', idOf('volume'), 'docker volume inspect data'],
  ['layer', `layer:${layer ?? ''}`, 'docker history nginx:latest'],
  ['process', `process:${process?.hostPid ?? 0}`, 'docker top site'],
  ['registry', 'registry:docker.io', 'docker search nginx'],
  ['repository', 'repository:docker.io/library/nginx', 'docker pull nginx:latest'],
  ['host', 'daemon:drydock', 'docker info'],
] as const)('a %s has facts, commands and a reason', (kind, id, command) => {
  const facts = factsOf(view, id);
  expect(facts?.kind).toBe(kind);
  expect(facts?.groups.length).toBeGreaterThan(0);
  expect(facts?.actions.map((action) => action.command)).toContain(command);
  // What a value links to is there.
  for (const { link } of facts?.groups.flatMap((group) => group.facts) ?? [])
    if (link !== undefined) expect(factsOf(view, link), link).toBeDefined();
  expect(life(id).why.length).toBeGreaterThan(0);
});
