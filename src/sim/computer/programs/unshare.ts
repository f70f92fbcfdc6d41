// unshare(1): runs a command in namespaces of its own.
import { SyntheticNode } from '../filesystem/synthetic.ts';
import { strerror } from '../filesystem/errno.ts';
import type { LinuxProcess } from '../processes/process.ts';
import { procDirectory } from '../pseudo/proc.ts';
import { applet } from './invocation.ts';
import { flagText, kindsOf, namespaceNames } from './namespace-options.ts';
import { become, runChild } from './run-command.ts';

/** `unshare` */
export const unshare = applet(
  {
    name: 'unshare',
    short: '+muinpUCfrch',
    long: {
      ...Object.fromEntries(Object.entries(namespaceNames).map(([name, target]) => [name, target.replace('::', '')])),
      fork: 'f',
      'map-root-user': 'r',
      'map-current-user': 'c',
      'mount-proc': 'mount-proc::',
      propagation: 'propagation:',
      'kill-child': 'kill-child::',
    },
    unsimulated: ['T', 'time', 'map-user', 'map-group', 'map-auto', 'root', 'wd', 'setgroups', 'setuid', 'setgid'],
    usage: '[options] [<program> [<argument>...]]',
    about: 'Run a program with some namespaces unshared from the parent.',
    version: 'util-linux 2.39.3',
    busybox: { short: '+muinpUfr' },
  },
  function* (run) {
    const { process, options, operands } = run;
    const mountsProc = options.has('mount-proc');
    const kinds = kindsOf(options);
    if (options.has('r') && !kinds.includes('user')) kinds.push('user');
    if (mountsProc && !kinds.includes('mnt')) kinds.push('mnt');
    const refusal = process.unshare(kinds);
    if (refusal) {
      yield* run.complain(
        run.gnu ? `unshare failed: ${strerror(refusal)}` : `unshare(${flagText(kinds)}): ${strerror(refusal)}`,
      );
      return 1;
    }
    const linux = process as LinuxProcess;
    if (kinds.includes('user') && process.credentials.uid !== 0) {
      yield* run.complain('not simulated: user namespaces of users other than root');
      return 1;
    }
    if (kinds.includes('user') && !options.has('r') && !options.has('c'))
      linux.credentials = { ...process.credentials, uid: 65534, gid: 65534, groups: [65534] };
    if (mountsProc)
      linux.files.mounts.mount({
        target: '/proc',
        source: 'proc',
        type: 'proc',
        node: new SyntheticNode(
          procDirectory(linux.table, () => linux.childNamespace),
          '/proc',
        ),
        options: ['nosuid', 'nodev', 'noexec', 'relatime'],
      });
    const argv = operands.length > 0 ? operands : [process.env.get('SHELL') ?? '/bin/sh'];
    return options.has('f') || options.has('kill-child') ? yield* runChild(run, argv) : yield* become(run, argv);
  },
);
