// Command lines in a machine whose working directory is the fixture, with GNU's tools or with busybox.
import type { Program } from '../../../../src/sim/computer/contract.ts';
import { failed } from '../../../../src/sim/computer/filesystem/errno.ts';
import { applets } from '../../../../src/sim/computer/programs/applets.ts';
import { busybox } from '../../../../src/sim/computer/programs/busybox.ts';
import { busyboxLaterApplets, laterApplets } from '../../../../src/sim/computer/programs/later-applets.ts';
import { asGnu, type Applet } from '../../../../src/sim/computer/programs/flavour.ts';
import { shells } from '../../../../src/sim/computer/programs/shells.ts';
import { bareMachine, initOptions, run, type Outcome } from '../support.ts';
import { fixtureFiles, fixtureLinks, fixtureModes, fileTime } from './fixture.ts';

/** What is loaded when it is first run, by the function that brings it. */
const families = new Map<() => Promise<unknown>, Readonly<Record<string, Applet>>>();
for (const loader of new Set(Object.values(laterApplets))) families.set(loader, await loader());

const laterPrograms = Object.fromEntries(
  Object.entries(laterApplets).flatMap(([name, loader]) => {
    const applet = families.get(loader)?.[name];
    return applet ? [[name, asGnu(applet)]] : [];
  }),
);

/** Binaries of their own. */
export const gnuPrograms: Readonly<Record<string, Program>> = {
  ...Object.fromEntries(Object.entries(applets).map(([name, applet]) => [name, asGnu(applet)])),
  ...laterPrograms,
  ...shells,
};
/** The busybox binary by all its names. */
export const busyboxPrograms: Readonly<Record<string, Program>> = Object.fromEntries(
  [...Object.keys({ ...applets, ...busyboxLaterApplets }), 'sh', 'ash'].map((name) => [name, busybox]),
);

/** Runs a line in a fresh machine whose working directory is the fixture. */
export function runLine(line: string, programs: Readonly<Record<string, Program>>): Outcome {
  const { kernel, machine } = bareMachine(programs, {
    '/etc/passwd': 'root:x:0:0:root:/root:/bin/sh\n',
    '/etc/group': 'root:x:0:\n',
    ...Object.fromEntries(Object.entries(fixtureFiles).map(([path, text]) => [`/work/${path}`, text])),
  });
  // These tests do not wait for what is loaded.
  for (const [loader, family] of families) kernel.loaded.set(loader, family);
  const { files } = machine;
  for (const [path, target] of Object.entries(fixtureLinks)) files.symlink(target, `/work/${path}`);
  for (const path of Object.keys(fixtureFiles)) files.chmod(`/work/${path}`, fixtureModes[path] ?? 0o644);
  const visit = (path: string): void => {
    const names = files.readdir(path);
    const stat = files.lstat(path);
    if (!failed(names) && !failed(stat) && stat.kind === 'directory')
      for (const name of names) visit(`${path}/${name}`);
    files.utimes(path, fileTime, false);
  };
  visit('/work');
  return run(machine, ['sh', '-c', line], {
    ...initOptions(machine, []),
    argv: ['sh', '-c', line],
    cwd: '/work',
    env: new Map([
      ['PATH', '/bin'],
      ['LC_ALL', 'C'],
      ['TZ', 'UTC'],
      ['HOME', '/root'],
    ]),
  });
}
