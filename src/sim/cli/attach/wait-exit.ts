// Waiting for a container's end, begun before it is started so that nothing can be missed.
import { sleep, spawn, type Task } from '../../kernel/task.ts';
import { Latch } from '../../kernel/trigger.ts';
import type { Client } from '../client.ts';
import { isFailure } from '../failure.ts';

/** When to come back: when it is not running, at the next exit, or when it has been removed. */
export type WaitCondition = 'not-running' | 'next-exit' | 'removed';

/** Begins to wait; the latch opens with the exit code, 125 when the daemon reports an error instead. */
export function* beginWait(
  client: Client,
  container: string,
  condition: WaitCondition | undefined,
): Task<{ readonly exited: Latch<number>; cancel: () => void }> {
  const exited = new Latch<number>();
  const thread = yield* spawn('wait for exit', wait(client, container, condition, exited));
  // The request goes out before whatever the caller sends next, on the same way, and so arrives first.
  yield* sleep(0);
  return { exited, cancel: () => thread.cancel() };
}

function* wait(client: Client, container: string, condition: WaitCondition | undefined, exited: Latch<number>): Task {
  const answer = yield* client.api.send('POST', `/containers/${container}/wait`, { query: { condition } });
  if (isFailure(answer)) {
    exited.open(125);
    return;
  }
  const body = answer.stream ? yield* answer.stream.read() : answer.body;
  exited.open(statusOf(body));
}

function statusOf(body: unknown): number {
  if (typeof body !== 'object' || body === null) return 125;
  if ('Error' in body && body.Error) return 125;
  return 'StatusCode' in body && typeof body.StatusCode === 'number' ? body.StatusCode : 125;
}
