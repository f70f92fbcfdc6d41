// a2enmod, a2ensite, a2enconf and their opposites: links to what is available in the places of what is enabled.
import type { Task } from '../../../kernel/task.ts';
import type { Process, Program } from '../../contract.ts';
import { failed } from '../../filesystem/errno.ts';
import { say, warn } from '../../programs/net/say.ts';

interface Kind {
  readonly word: string;
  readonly title: string;
  readonly folder: string;
  readonly extensions: readonly string[];
  readonly verb: 'restart' | 'reload';
}

const kinds: Readonly<Record<string, Kind>> = {
  mod: { word: 'module', title: 'Module', folder: 'mods', extensions: ['.load', '.conf'], verb: 'restart' },
  site: { word: 'site', title: 'Site', folder: 'sites', extensions: ['.conf'], verb: 'reload' },
  conf: { word: 'conf', title: 'Conf', folder: 'conf', extensions: ['.conf'], verb: 'reload' },
};

const root = '/etc/apache2';

const names = (process: Process, folder: string): readonly string[] => {
  const found = process.files.readdir(`${root}/${folder}`);
  return failed(found) ? [] : found.filter((name) => name !== '.' && name !== '..');
};

const bare = (name: string): string => name.replace(/\.(?:load|conf)$/, '');

/** What a module's file says that it needs, and what it cannot be with. */
function named(
  process: Process,
  { folder, extensions }: Kind,
  name: string,
  what: 'Depends' | 'Conflicts',
): readonly string[] {
  const text = process.files.readText(`${root}/${folder}-available/${name}${extensions[0] ?? ''}`);
  return failed(text) ? [] : (new RegExp(`^# ${what}: (.*)$`, 'm').exec(text)?.[1]?.split(/\s+/) ?? []);
}

function isEnabled(process: Process, { folder, extensions }: Kind, name: string): boolean {
  return !failed(process.files.lstat(`${root}/${folder}-enabled/${name}${extensions[0] ?? ''}`));
}

/** Enables one thing and what it needs; `changed` collects whether anything was done. */
function* enable(process: Process, kind: Kind, name: string, changed: { value: boolean }): Task<boolean> {
  const { files } = process;
  const { word, title, folder, extensions } = kind;
  if (!files.exists(`${root}/${folder}-available/${name}${extensions[0] ?? ''}`)) {
    yield* warn(process, `ERROR: ${title} ${name} does not exist!\n`);
    return false;
  }
  for (const needed of named(process, kind, name, 'Depends')) {
    yield* say(process, `Considering dependency ${needed} for ${name}:\n`);
    if (!(yield* enable(process, kind, needed, changed))) return false;
  }
  for (const other of named(process, kind, name, 'Conflicts')) {
    yield* say(process, `Considering conflict ${other} for ${name}:\n`);
    if (!isEnabled(process, kind, other)) continue;
    yield* warn(
      process,
      `ERROR: ${title} ${other} is enabled - cannot proceed due to conflicts. It needs to be disabled first!\n`,
    );
    return false;
  }
  if (isEnabled(process, kind, name)) {
    yield* say(process, `${title} ${name} already enabled\n`);
    return true;
  }
  yield* say(process, `Enabling ${word} ${name}.\n`);
  for (const extension of extensions)
    if (files.exists(`${root}/${folder}-available/${name}${extension}`))
      files.symlink(`../${folder}-available/${name}${extension}`, `${root}/${folder}-enabled/${name}${extension}`);
  changed.value = true;
  return true;
}

function* disable(process: Process, kind: Kind, name: string, changed: { value: boolean }): Task<boolean> {
  const { files } = process;
  const { title, folder, extensions } = kind;
  if (!isEnabled(process, kind, name)) {
    if (!files.exists(`${root}/${folder}-available/${name}${extensions[0] ?? ''}`)) {
      yield* warn(process, `ERROR: ${title} ${name} does not exist!\n`);
      return false;
    }
    yield* say(process, `${title} ${name} already disabled\n`);
    return true;
  }
  for (const other of names(process, `${folder}-enabled`).map(bare))
    if (named(process, kind, other, 'Depends').includes(name)) {
      yield* warn(process, `ERROR: The following modules depend on ${name} and need to be disabled first: ${other}\n`);
      return false;
    }
  for (const extension of extensions) files.unlink(`${root}/${folder}-enabled/${name}${extension}`);
  yield* say(process, `${title} ${name} disabled.\n`);
  changed.value = true;
  return true;
}

/** One program under six names. */
const enabler: Program = function* (process) {
  const [, letter, kindName = ''] = /a2(en|dis)(mod|site|conf)$/.exec(process.argv[0] ?? '') ?? [];
  const kind = kinds[kindName];
  if (!kind) return 1;
  const wanted = process.argv.slice(1).filter((arg) => !arg.startsWith('-'));
  if (wanted.length === 0) {
    const choices = [
      ...new Set(names(process, `${kind.folder}-${letter === 'en' ? 'available' : 'enabled'}`).map(bare)),
    ].sort();
    yield* say(
      process,
      `Your choices are: ${choices.join(' ')}\nWhich ${kind.word}(s) do you want to ${letter === 'en' ? 'enable' : 'disable'} (wildcards ok)?\n`,
    );
    return 1;
  }
  const changed = { value: false };
  let good = true;
  for (const given of wanted) {
    const act = letter === 'en' ? enable : disable;
    good = (yield* act(process, kind, bare(given.replace(/^mod_/, '')), changed)) && good;
  }
  if (changed.value)
    yield* say(process, `To activate the new configuration, you need to run:\n  service apache2 ${kind.verb}\n`);
  return good ? 0 : 1;
};

export const enablers: Readonly<Record<string, Program>> = Object.fromEntries(
  'a2enmod a2dismod a2ensite a2dissite a2enconf a2disconf'.split(' ').map((name) => [name, enabler]),
);
