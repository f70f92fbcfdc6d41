// busybox(1): many programs in one binary, told apart by the name it was started with.
import type { Task } from '../../kernel/task.ts';
import type { Process, Program } from '../contract.ts';
import { basename } from '../filesystem/path.ts';
import { applets } from './applets.ts';
import { busyboxBanner } from './flavour.ts';
import { busyboxLaterApplets, findLaterApplet } from './later-applets.ts';
import { busyboxNetworkApplets } from './network.ts';
import { busyboxShells } from './shells.ts';
import { complainTo, encodeText } from './text.ts';

/** Names of all applets that are simulated. */
const names = (): string[] =>
  Object.keys({ ...applets, ...busyboxLaterApplets, ...busyboxNetworkApplets, ...busyboxShells }).sort();

/** The applet of a name as a program; undefined if busybox has none of that name, or none that is simulated. */
function* findApplet(name: string): Task<Program | undefined> {
  if (Object.hasOwn(busyboxShells, name)) return busyboxShells[name];
  if (Object.hasOwn(busyboxNetworkApplets, name)) return busyboxNetworkApplets[name];
  const applet = Object.hasOwn(applets, name)
    ? applets[name]
    : Object.hasOwn(busyboxLaterApplets, name)
      ? yield* findLaterApplet(name)
      : undefined;
  return applet && ((process) => applet(process, 'busybox'));
}

/** The `busybox` binary: as `ls` it is ls, as `busybox ls` too. */
export const busybox: Program = function* (process) {
  const called = basename(process.argv[0] ?? '').replace(/^-/, '');
  if (called.startsWith('busybox')) {
    const [, name, ...rest] = process.argv;
    if (name === undefined || name === '--help') {
      yield* help(process);
      return 0;
    }
    if (name === '--list') {
      const output = process.descriptors.get(1);
      if (output)
        yield* output.write(
          encodeText(
            names()
              .map((one) => `${one}\n`)
              .join(''),
          ),
        );
      return 0;
    }
    process.setTitle([name, ...rest]);
    return yield* run(process, basename(name));
  }
  return yield* run(process, called);
};

function* run(process: Process, name: string): ReturnType<Program> {
  const program = yield* findApplet(name);
  if (program) return yield* program(process);
  yield* complainTo(process, `${name}: applet not found\n`);
  return 127;
}

function* help(process: Process): ReturnType<Program> {
  const text = `${busyboxBanner(process.files)}

Usage: busybox [function [arguments]...]
   or: busybox --list[-full]
   or: function [arguments]...

Currently defined functions:
	${names().join(', ')}
`;
  const output = process.descriptors.get(1);
  if (output) yield* output.write(encodeText(text));
  return 0;
}
