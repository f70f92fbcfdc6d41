// nsenter(1): runs a command in the namespaces of another process.
import type { Task } from '../../kernel/task.ts';
import { strerror } from '../filesystem/errno.ts';
import { namespaceKinds } from '../processes/namespaces.ts';
import { applet, type Invocation } from './invocation.ts';
import type { Process } from '../contract.ts';
import { kindsOf, namespaceNames } from './namespace-options.ts';
import { become, runChild } from './run-command.ts';

/** `nsenter` */
export const nsenter = applet(
  {
    name: 'nsenter',
    short: '+t:m::u::i::n::p::U::C::aFS:G:r::w::',
    long: { ...namespaceNames, target: 't:', all: 'a', 'no-fork': 'F', root: 'r::', wd: 'w::' },
    unsimulated: ['T', 'time', 'setuid', 'setgid', 'preserve-credentials', 'follow-context', 'env', 'e', 'W', 'wdns'],
    usage: '[options] [<program> [<argument>...]]',
    about: 'Run a program with namespaces of other processes.',
    version: 'util-linux 2.39.3',
    busybox: { short: '+t:m::u::i::n::p::U::S:G:r::w::F' },
  },
  function* (run) {
    const { options, process } = run;
    const kinds = options.has('a')
      ? namespaceKinds.filter((kind) => kind !== 'user' && kind !== 'time')
      : kindsOf(options);
    const named = [...namespaceLetters].find((letter) => options.value(letter));
    if (named !== undefined)
      return yield* run.die(`not simulated: a namespace by its file (${options.value(named) ?? ''})`);
    const target = options.value('t');
    if (kinds.length > 0) {
      if (target === undefined)
        return yield* run.die(run.gnu ? 'no target PID specified' : 'target PID must be specified');
      const found = findTarget(process, Number(target));
      const file = `/proc/${target}/ns/${kinds[0] ?? ''}`;
      if (!found) return yield* refuseFile(run, file, 'ENOENT');
      if (found.credentials.uid !== process.credentials.uid && process.credentials.uid !== 0)
        return yield* refuseFile(run, file, 'EACCES');
      const refusal = process.enter(found, kinds);
      if (refusal) {
        const kind = kinds[0] ?? '';
        yield* run.complain(
          run.gnu
            ? `reassociate to namespace 'ns/${kind}' failed: ${strerror(refusal)}`
            : `setns(): can't reassociate to namespace '${kind}': ${strerror(refusal)}`,
        );
        return 1;
      }
    }
    const argv = run.operands.length > 0 ? run.operands : [process.env.get('SHELL') ?? '/bin/sh'];
    return kinds.includes('pid') && !options.has('F') ? yield* runChild(run, argv) : yield* become(run, argv);
  },
);

const namespaceLetters = 'muinpUC';

const findTarget = (process: Process, pid: number): Process | undefined =>
  process.visible().find((one) => one.pidSeenBy(process) === pid && !one.exited.opened);

function* refuseFile(run: Invocation, file: string, errno: 'ENOENT' | 'EACCES'): Task<number> {
  yield* run.complain(`${run.gnu ? 'cannot' : "can't"} open ${run.gnu ? file : `'${file}'`}: ${strerror(errno)}`);
  return 1;
}
