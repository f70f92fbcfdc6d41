// A machine with PostgreSQL's programs and a running server, without an image or a container around it.
import { loadClusterTemplate, loadEngine } from '../../../../src/sim/computer/postgres/engine/engine.ts';
import { postgresPrograms } from '../../../../src/sim/computer/postgres/programs.ts';
import type { Task } from '../../../../src/sim/kernel/task.ts';
import type { Kernel } from '../../../../src/sim/kernel/kernel.ts';
import { bareMachine, initOptions, startCollected } from '../support.ts';

/** What a command printed on both streams, in order, and its status. */
export interface Printed {
  readonly output: string;
  readonly status: number;
}

/** Runs a task to its end, with what it loads. */
export async function finishLater<T>(kernel: Kernel, task: Task<T>): Promise<T> {
  const handle = kernel.spawn('test', task);
  let result: { value: T } | undefined;
  handle.whenFinished((outcome) => {
    if ('value' in outcome) result = outcome;
  });
  for (let round = 0; !result && round < 5000; round++) {
    kernel.advance(1000);
    await kernel.blocked;
  }
  if (!result) throw new Error('the task did not end');
  return result.value;
}

/** A server of a release with a database app; `run` runs programs beside it, as its user. */
export async function startDatabase(
  release: string,
): Promise<{ run: (argv: readonly string[], input?: string) => Promise<Printed>; kernel: Kernel }> {
  const { kernel, machine } = bareMachine(postgresPrograms, {
    '/etc/passwd': 'root:x:0:0:root:/root:/bin/sh\npostgres:x:999:999::/var/lib/postgresql:/bin/sh\n',
  });
  kernel.loaded.set(loadEngine, await loadEngine());
  kernel.loaded.set(loadClusterTemplate, await loadClusterTemplate());
  for (const path of ['/var', '/var/run', '/var/run/postgresql', '/data']) {
    machine.files.mkdir(path);
    machine.files.chown(path, 999, 999);
  }
  const credentials = { uid: 999, gid: 999, groups: [999], capabilities: new Set<never>() };
  const env = new Map([
    ['PATH', '/bin'],
    ['PG_VERSION', `${release}-1.pgdg13+1`],
    ['PGDATA', '/data'],
  ]);
  const run = async (argv: readonly string[], input = ''): Promise<Printed> =>
    await finishLater(
      kernel,
      (function* () {
        const started = yield* startCollected(
          machine,
          initOptions(machine, argv, { credentials, env }),
          input,
          'merged',
        );
        if ('failure' in started) throw new Error(started.failure);
        const { code, stdout } = yield* started.outcome();
        return { output: stdout, status: code };
      })(),
    );
  await run(['initdb', '-U', 'postgres']);
  await finishLater(
    kernel,
    (function* () {
      yield* startCollected(machine, initOptions(machine, ['postgres'], { credentials, env }));
    })(),
  );
  kernel.advance(2000);
  await kernel.blocked;
  kernel.advance(2000);
  await run(['psql', '-U', 'postgres', '-c', 'CREATE DATABASE app']);
  return { run, kernel };
}
