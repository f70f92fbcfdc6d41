// The common course of `run` in the foreground and `start --attach`: attach, wait, start, follow, report the exit code.
import { bytePipe } from '../../kernel/pipe.ts';
import { race, type Task } from '../../kernel/task.ts';
import { fail, type Client } from '../client.ts';
import { isFailure } from '../failure.ts';
import { attachStreams, type AttachEnd } from './attached.ts';
import { defaultDetachKeys, parseDetachKeys } from './detach-keys.ts';
import { followSize } from './resize.ts';
import { proxySignals } from './signal-proxy.ts';
import { beginWait, type WaitCondition } from './wait-exit.ts';

/** What is attached, and how. */
export interface AttachedRun {
  /** Id of the container. */
  readonly container: string;
  readonly tty: boolean;
  readonly streams: { readonly stdin: boolean; readonly stdout: boolean; readonly stderr: boolean };
  /** Empty for the configured ones. */
  readonly detachKeys: string;
  readonly proxiesSignals: boolean;
  readonly condition: WaitCondition;
  /** Called when it cannot be started; the exit code is that of the command. */
  readonly reportStartFailure: (error: string) => Task<number>;
}

/** Attaches to a container, starts it and stays until it ends or the user detaches. Returns the exit code. */
export function* runAttached(client: Client, run: AttachedRun): Task<number> {
  const { container, tty, streams } = run;
  const keys = run.detachKeys || client.config.detachKeys || defaultDetachKeys;
  const detachKeys = parseDetachKeys(keys);
  const releases: (() => void)[] = [];
  try {
    if (run.proxiesSignals) releases.push(yield* proxySignals(client, container));
    const upload = streams.stdin ? bytePipe() : undefined;
    const answer = yield* client.api.send('POST', `/containers/${container}/attach`, {
      query: {
        stream: true,
        ...streams,
        ...(keys === defaultDetachKeys ? {} : { detachKeys: keys }),
      },
      headers: { connection: 'Upgrade', upgrade: 'tcp', 'content-type': 'text/plain' },
      ...(upload ? { upload } : {}),
    });
    // Whatever the daemon has against it: there is no connection to be taken over.
    if (isFailure(answer))
      return yield* fail(
        client,
        answer.status > 0 ? `unable to upgrade to tcp, received ${answer.status}` : answer.error,
      );
    if (!answer.stream) throw new Error('the daemon answered attach without a stream');
    const attached = yield* attachStreams(client, {
      frames: answer.stream,
      upload,
      tty,
      detachKeys: isFailure(detachKeys) ? [] : detachKeys,
    });
    releases.push(attached.release);
    const waiting = yield* beginWait(client, container, run.condition);
    releases.push(waiting.cancel);
    const started = yield* client.api.post(`/containers/${container}/start`);
    if (isFailure(started)) {
      attached.release();
      if (run.condition === 'removed') yield* waiting.exited.wait();
      return yield* run.reportStartFailure(started.error);
    }
    if (tty) releases.push(yield* followSize(client, `/containers/${container}`));
    const first = yield* race<AttachEnd | number>([attached.end.wait(), waiting.exited.wait()]);
    if (first === 'detached') return 0;
    if (first !== 'ended') yield* attached.end.wait();
    attached.release();
    return yield* waiting.exited.wait();
  } finally {
    for (const release of releases.reverse()) release();
  }
}
