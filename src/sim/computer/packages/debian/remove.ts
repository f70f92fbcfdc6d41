// `apt-get remove`, `purge` and `autoremove`: what is named goes, with what needs it.
import type { Task } from '../../../kernel/task.ts';
import { agrees, type Wish } from './install.ts';
import { planRemove, unneeded } from './plan.ts';
import { readOffers } from './sources.ts';
import { readAutomatic, writeAutomatic, type Installed } from './status.ts';
import { amount, type System } from './system.ts';
import { removePackages } from './unpack.ts';

/** Removes names; `purge` their settings too, `auto` what is needed no more. APT's exit status. */
export function* remove(
  system: System,
  names: readonly string[],
  purge: boolean,
  auto: boolean,
  wish: Wish,
): Task<number> {
  const { installed, files } = system;
  const offers = readOffers(files, system.architecture);
  const unknown = names.filter((name) => !installed.has(name) && !offers.has(name));
  if (unknown.length > 0) {
    for (const name of unknown) yield* system.complain(`E: Unable to locate package ${name}`);
    return 100;
  }
  const there = names.filter((name) => {
    const state = installed.get(name)?.state;
    return state === 'ii' || (state === 'rc' && purge);
  });
  for (const name of names)
    if (!there.includes(name)) yield* system.say(`Package '${name}' is not installed, so not removed`);
  const essential = there.filter((name) => installed.get(name)?.paragraph.get('Essential') === 'yes');
  const going = planRemove(there, installed);
  const gone = new Set(going.map(({ name }) => name));
  const automatic = readAutomatic(files);
  const idle = unneeded(installed, automatic, gone, (name) => offers.get(name)?.recommends ?? []);
  const all: Installed[] = auto ? [...going, ...idle] : going;
  const mark = purge ? '*' : '';
  if (!auto && idle.length > 0) {
    const many = idle.length > 1;
    yield* system.list(
      many
        ? 'The following packages were automatically installed and are no longer required:'
        : 'The following package was automatically installed and is no longer required:',
      idle.map(({ name }) => name).sort(),
    );
    yield* system.say(`Use 'apt autoremove' to remove ${many ? 'them' : 'it'}.`);
  }
  yield* system.list('The following packages will be REMOVED:', all.map(({ name }) => `${name}${mark}`).sort());
  if (essential.length > 0) {
    yield* system.say('WARNING: The following essential packages will be removed.');
    yield* system.say('This should NOT be done unless you know exactly what you are doing!');
    yield* system.say(`  ${essential.join(' ')}`);
  }
  yield* system.say(`0 upgraded, 0 newly installed, ${all.length} to remove and 0 not upgraded.`);
  if (all.length === 0) return 0;
  const space = all.reduce((sum, { installedSize, state }) => sum + (state === 'ii' ? installedSize : 0), 0) * 1024;
  yield* system.say(`After this operation, ${amount(space)} disk space will be freed.`);
  if (essential.length > 0) {
    yield* system.complain('E: Essential packages were removed and -y was used without --allow-remove-essential.');
    return 100;
  }
  if (wish.simulate) {
    for (const { name, version } of all) yield* system.write(`Remv ${name} [${version}]\n`);
    return 0;
  }
  if (!(yield* agrees(system, wish))) return 1;
  yield* removePackages(system, all, purge);
  for (const { name } of all) automatic.delete(name);
  writeAutomatic(files, automatic, system.architecture);
  return 0;
}
