// /dev as a machine or a container sees it: the memory devices, its terminals, links to its own descriptors.
import { syntheticDirectory, SyntheticNode, type Synthetic } from '../filesystem/synthetic.ts';

const device = (major: number, minor: number): Synthetic => ({ kind: 'character', major, minor, mode: 0o666 });
const link = (target: string): Synthetic => ({ kind: 'symlink', target: () => target });

const devices: Readonly<Record<string, Synthetic>> = {
  null: device(1, 3),
  zero: device(1, 5),
  full: device(1, 7),
  random: device(1, 8),
  urandom: device(1, 9),
  tty: device(5, 0),
  ptmx: link('pts/ptmx'),
  fd: link('/proc/self/fd'),
  stdin: link('/proc/self/fd/0'),
  stdout: link('/proc/self/fd/1'),
  stderr: link('/proc/self/fd/2'),
  mqueue: syntheticDirectory({}, { mode: 0o1777 }),
  pts: syntheticDirectory({ ptmx: device(5, 2) }, { mode: 0o755 }),
  shm: syntheticDirectory({}, { mode: 0o1777 }),
};

/** /dev without a console. */
export const plainDevices = new SyntheticNode(syntheticDirectory(devices, { mode: 0o755 }), '/dev');

/** /dev of a container that has a terminal. */
export const devicesWithConsole = new SyntheticNode(
  syntheticDirectory({ ...devices, console: device(136, 0) }, { mode: 0o755 }),
  '/dev',
);
