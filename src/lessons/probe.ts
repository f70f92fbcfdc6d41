// Probes: commands that a goal has run in a copy of the world, made again from the session, so that the learner's own never
// notices.
import { exitCode } from '../sim/computer/processes/signals.ts';
import type { Session } from '../sim/session.ts';
import type { Task } from '../sim/kernel/task.ts';
import { createWorld, type World } from '../sim/world.ts';
import { home } from './goals/files.ts';

/** What a probe found. Exit status -1: it did not end in time. */
export interface ProbeAnswer {
  readonly exit: number;
  readonly output: string;
}

/** Virtual ms that a probe may take. */
const patience = 20_000;
/** Task steps between two looks at the clock. */
const slice = 1000;

const learner = { uid: 1000, gid: 1000, groups: [1000, 27, 999], capabilities: new Set<string>() };
const environment = new Map([
  ['HOME', home],
  ['USER', 'learner'],
  ['PATH', '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'],
]);

/**
 * Runs scripts, one after the other, in a copy of the world that a session makes. `breathe` is awaited between slices of work, so
 * that a page stays alive.
 */
export async function probe(
  session: Session,
  scripts: readonly string[],
  breathe: () => Promise<void> = () => Promise.resolve(),
): Promise<ReadonlyMap<string, ProbeAnswer>> {
  const world = createWorld(session);
  for (const part of world.replay(session)) {
    if (part) await part;
    await breathe();
  }
  const answers = new Map<string, ProbeAnswer>();
  for (const script of scripts) answers.set(script, await run(world, script, breathe));
  return answers;
}

async function run(world: World, script: string, breathe: () => Promise<void>): Promise<ProbeAnswer> {
  const { kernel } = world;
  let answer: ProbeAnswer | undefined;
  kernel.spawn('probe', runScript(world, script)).whenFinished((outcome) => {
    answer = 'value' in outcome ? outcome.value : { exit: -1, output: '' };
  });
  const end = kernel.now + patience;
  while (!answer) {
    const due = kernel.nextDue;
    if (due === undefined || due > end) break;
    kernel.advance(Math.max(0, due - kernel.now), slice);
    if (kernel.blocked) await kernel.blocked;
    await breathe();
  }
  return answer ?? { exit: -1, output: '' };
}

function* runScript({ machine }: World, script: string): Task<ProbeAnswer> {
  const input = machine.pipe();
  const output = machine.pipe();
  const started = yield* machine.init.spawn({
    argv: ['bash', '-c', script],
    path: '/bin/bash',
    env: environment,
    cwd: home,
    credentials: learner,
    descriptors: new Map([
      [0, input.reader],
      [1, output.writer],
      [2, output.writer],
    ]),
    group: 'new',
  });
  for (const end of [input.reader, input.writer, output.writer]) end.release();
  if (typeof started === 'string') return { exit: 126, output: started };
  const decoder = new TextDecoder();
  let text = '';
  for (let bytes = yield* output.reader.read(); bytes; bytes = yield* output.reader.read())
    text += decoder.decode(bytes, { stream: true });
  return { exit: exitCode(yield* started.exited.wait()), output: text };
}
