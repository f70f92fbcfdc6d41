// docker run: creates a container, starts it, and stays with it unless it is detached.
import type { Task } from '../../kernel/task.ts';
import { runAttached } from '../attach/run-attached.ts';
import { notATty, notATtyText } from '../attach/tty-check.ts';
import { beginWait } from '../attach/wait-exit.ts';
import { fail, failWithHelp, type Client } from '../client.ts';
import { createContainer } from '../create/create-container.ts';
import { windowsOnlyFlags } from '../create/resources.ts';
import { checkPullPolicy } from '../create/pull-policy.ts';
import { parseCreate } from '../create/request.ts';
import { isFailure } from '../failure.ts';
import type { Command } from './command.ts';

export const run: Command = {
  name: 'container run',
  windowsOnly: windowsOnlyFlags,
  *run(client, { flags, args }) {
    const policy = checkPullPolicy(flags);
    if (policy) return yield* failWithHelp(client, 'run', policy.error);
    yield* client.api.negotiate();
    const parsed = parseCreate(client.process, flags, args);
    if (isFailure(parsed)) return yield* failWithHelp(client, 'run', parsed.error);
    const detach = flags.bool('detach');
    const { Tty } = parsed.config;
    if (detach && flags.list('attach').length > 0)
      return yield* fail(client, 'conflicting options: cannot specify both --attach and --detach');
    if (!detach && notATty(client, parsed.config.AttachStdin, Tty)) return yield* fail(client, notATtyText);
    const unattached = { AttachStdin: false, AttachStdout: false, AttachStderr: false, StdinOnce: false };
    const request = detach ? { ...parsed, config: { ...parsed.config, ...unattached } } : parsed;
    const id = yield* createContainer(client, request, flags);
    if (isFailure(id)) return yield* failRun(client, id.error);
    const { AttachStdin: stdin, AttachStdout: stdout, AttachStderr: stderr } = request.config;
    if (!stdout && !stderr) yield* client.stdout.line(id);
    const condition = request.hostConfig.AutoRemove ? 'removed' : 'next-exit';
    const reportStartFailure = (error: string): Task<number> => failRun(client, error);
    if (!stdin && !stdout && !stderr) return yield* runDetached(client, id, condition, reportStartFailure);
    return yield* runAttached(client, {
      container: id,
      tty: Tty,
      streams: { stdin, stdout, stderr },
      detachKeys: flags.string('detach-keys'),
      proxiesSignals: flags.bool('sig-proxy') && !Tty,
      condition,
      reportStartFailure,
    });
  },
};

/** Starts it. The client has begun to wait by then, and goes away without hearing the end. */
function* runDetached(
  client: Client,
  id: string,
  condition: 'removed' | 'next-exit',
  reportStartFailure: (error: string) => Task<number>,
): Task<number> {
  const waiting = yield* beginWait(client, id, condition);
  try {
    const started = yield* client.api.post(`/containers/${id}/start`);
    if (!isFailure(started)) return 0;
    if (condition === 'removed') yield* waiting.exited.wait();
    return yield* reportStartFailure(started.error);
  } finally {
    waiting.cancel();
  }
}

/** The exit code tells what went wrong: the command is not there, cannot be run, or something else. */
function failRun(client: Client, error: string): Task<number> {
  const notFound = /executable file not found|no such file or directory|system cannot find the file specified/;
  const notRunnable = /permission denied|is a directory/;
  return failWithHelp(client, 'run', error, notFound.test(error) ? 127 : notRunnable.test(error) ? 126 : 125);
}
