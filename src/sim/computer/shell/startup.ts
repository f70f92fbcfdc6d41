// What a shell does before its first command: its own variables and its start files.
import type { Task } from '../../kernel/task.ts';
import { failed } from '../filesystem/errno.ts';
import { Jump } from './jump.ts';
import type { Shell } from './shell.ts';

const defaultPath = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** Sets the variables that every shell has. */
export function setVariables(shell: Shell): void {
  const { process, variables, dialect } = shell;
  const given = variables.get('PWD')?.value;
  const cwd = typeof given === 'string' && isSameDirectory(shell, given) ? given : process.cwd;
  const plain = (name: string, value: string, readOnly = false): void => {
    variables.update(name, { value, readOnly });
  };
  const unlessSet = (name: string, value: string): void => {
    if (variables.get(name)?.value === undefined) variables.update(name, { value });
  };
  variables.update('IFS', { value: ' \t\n', exported: false });
  variables.update('PWD', { value: cwd, exported: dialect !== 'dash' || given !== undefined || true });
  plain('OPTIND', '1');
  plain('PPID', String(process.parentPid), true);
  unlessSet('PS4', '+ ');
  unlessSet('PATH', defaultPath);
  if (shell.interactive || dialect !== 'bash') {
    unlessSet('PS2', '> ');
    const prompts = { bash: '\\u@\\h:\\w\\$ ', dash: process.credentials.uid === 0 ? '# ' : '$ ', ash: '\\w \\$ ' };
    // Every image with bash brings an /etc/bash.bashrc that sets this prompt.
    unlessSet('PS1', prompts[dialect]);
  }
  if (dialect !== 'dash') {
    const level = Number(shell.get('SHLVL') ?? '0');
    variables.update('SHLVL', { value: String((Number.isNaN(level) ? 0 : level) + 1), exported: true });
  }
  if (dialect !== 'bash') return;
  plain('UID', String(process.credentials.uid), true);
  plain('EUID', String(process.credentials.uid), true);
  unlessSet('HOSTNAME', process.hostname);
  plain('BASH', '/bin/bash');
  plain('BASH_VERSION', '5.2.15(1)-release');
  variables.update('BASH_VERSINFO', {
    kind: 'array',
    value: new Map(['5', '2', '15', '1', 'release', 'x86_64-pc-linux-gnu'].map((text, index) => [index, text])),
  });
  plain('OSTYPE', 'linux-gnu');
  plain('HOSTTYPE', 'x86_64');
  plain('MACHTYPE', 'x86_64-pc-linux-gnu');
  unlessSet('SHELL', '/bin/bash');
  if (shell.interactive) unlessSet('HISTSIZE', '500');
}

function isSameDirectory(shell: Shell, path: string): boolean {
  const { files, cwd } = shell.process;
  const a = path.startsWith('/') ? files.stat(path) : files.stat('/nowhere');
  const b = files.stat(cwd);
  return !failed(a) && !failed(b) && a.ino === b.ino && a.device === b.device;
}

/** Reads the start files that fit how it was started. */
export function* readStartFiles(shell: Shell, options: { readonly rc: boolean; readonly profile: boolean }): Task {
  const home = shell.get('HOME') ?? '';
  if (shell.login && options.profile) {
    yield* sourceIfThere(shell, '/etc/profile');
    const own = shell.dialect === 'bash' ? ['.bash_profile', '.bash_login', '.profile'] : ['.profile'];
    const first = own.find((name) => shell.process.files.exists(`${home}/${name}`));
    if (first !== undefined) yield* sourceIfThere(shell, `${home}/${first}`);
  } else if (shell.interactive && shell.dialect === 'bash' && options.rc) {
    yield* sourceIfThere(shell, '/etc/bash.bashrc');
    yield* sourceIfThere(shell, `${home}/.bashrc`);
  }
  const variable = shell.dialect === 'bash' ? 'BASH_ENV' : 'ENV';
  const file = shell.get(variable);
  if (file && (shell.dialect === 'bash' ? !shell.interactive : shell.interactive)) yield* sourceIfThere(shell, file);
}

function* sourceIfThere(shell: Shell, path: string): Task {
  const text = shell.process.files.readText(path);
  if (failed(text)) return;
  if (setsOnly(shell, text)) return;
  yield* shell.prepare();
  shell.returnable++;
  try {
    yield* shell.interpreter.runText(shell, text, { name: path });
  } catch (error) {
    if (!(error instanceof Jump) || error.kind !== 'return') throw error;
  } finally {
    shell.returnable--;
  }
  shell.status = 0;
}

/** A comment, nothing, or a variable or alias set to a quoted text. */
const plainLine = /^(?:[ \t]*(?:#.*)?|(?<alias>alias )?(?<name>[A-Za-z_]\w*)='(?<value>[^']*)')$/;

/** Does what a start file says if that is only to set variables and aliases: then no interpreter has to be loaded for it. */
function setsOnly(shell: Shell, text: string): boolean {
  const lines = text.split('\n').map((line) => plainLine.exec(line)?.groups);
  if (
    lines.some((line) =>
      line?.['name'] === undefined ? line === undefined : shell.variables.get(line['name'])?.readOnly,
    )
  )
    return false;
  for (const line of lines) {
    const { alias, name, value = '' } = line ?? {};
    if (name === undefined) continue;
    if (alias !== undefined) shell.aliases.set(name, value);
    else shell.variables.update(name, { value });
  }
  return true;
}
