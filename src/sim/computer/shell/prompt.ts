// Prompts: bash's and busybox's backslash codes (bash manual, 6.9), then parameters and commands in them.
import type { Task } from '../../kernel/task.ts';
import { failed } from '../filesystem/errno.ts';
import type { Shell } from './shell.ts';

/** The text of `PS1` or `PS2` as it is shown. */
export function* promptText(shell: Shell, variable: 'PS1' | 'PS2'): Task<string> {
  const format = shell.get(variable) ?? '';
  const coded = shell.dialect === 'dash' ? format : decode(shell, format);
  // Most prompts have nothing to expand but the dollar that is protected.
  if (!/[$`]/.test(coded.replaceAll('\\$', '')))
    return shell.dialect === 'dash' ? coded : coded.replaceAll('\\$', '$').replaceAll('\\\\', '\\');
  yield* shell.prepare();
  return yield* shell.interpreter.expandPrompt(shell, coded);
}

/** Whom a shell takes itself to run as: like bash it looks once, and a later change of /etc/passwd does not show. */
const userNames = new WeakMap<Shell, string>();

function userName(shell: Shell): string {
  const known = userNames.get(shell);
  if (known !== undefined) return known;
  const uid = String(shell.process.credentials.uid);
  const passwd = shell.process.files.readFile('/etc/passwd');
  const lines = failed(passwd) ? [] : new TextDecoder().decode(passwd).split('\n');
  const entry = lines.map((line) => line.split(':')).find(([name, , id]) => name && id === uid);
  const name = entry?.[0] ?? (uid === '0' ? 'root' : 'I have no name!');
  userNames.set(shell, name);
  return name;
}

function decode(shell: Shell, format: string): string {
  const clock = (): string => new Date(shell.process.machine.kernel.clock).toISOString();
  const cwd = shell.get('PWD') ?? shell.process.cwd;
  const home = shell.get('HOME');
  const inHome = home !== undefined && home !== '' && home !== '/' && (cwd === home || cwd.startsWith(`${home}/`));
  const directory = inHome ? `~${cwd.slice(home.length)}` : cwd;
  let out = '';
  for (let i = 0; i < format.length; i++) {
    if (format.charAt(i) !== '\\') {
      out += format.charAt(i);
      continue;
    }
    const code = format.charAt(++i);
    switch (code) {
      case 'u':
        out += userName(shell);
        break;
      case 'h':
        out += shell.process.hostname.split('.')[0] ?? '';
        break;
      case 'H':
        out += shell.process.hostname;
        break;
      case 'w':
        out += directory;
        break;
      case 'W':
        out += directory === '~' || directory === '/' ? directory : directory.slice(directory.lastIndexOf('/') + 1);
        break;
      case '$':
        // What follows expands parameters, so a plain dollar has to be protected.
        out += shell.process.credentials.uid === 0 ? '#' : '\\$';
        break;
      case 's':
        out += shell.name.slice(shell.name.lastIndexOf('/') + 1).replace(/^-/, '');
        break;
      case 'v':
        out += '5.2';
        break;
      case 'V':
        out += '5.2.15';
        break;
      case 't':
        out += clock().slice(11, 19);
        break;
      case 'A':
        out += clock().slice(11, 16);
        break;
      case 'j':
        out += String(shell.jobs.all.length);
        break;
      case '#':
      case '!':
        out += String(shell.history.length + 1);
        break;
      case 'n':
        out += '\n';
        break;
      case 'r':
        out += '\r';
        break;
      case 'a':
        out += '\x07';
        break;
      case 'e':
        out += '\x1b';
        break;
      case '[':
      case ']':
        break;
      case '\\':
        out += '\\\\';
        break;
      default: {
        const octal = /^[0-7]{3}/.exec(format.slice(i))?.[0];
        if (octal) {
          out += String.fromCharCode(Number.parseInt(octal, 8));
          i += 2;
        } else out += `\\${code}`;
      }
    }
  }
  return out;
}
