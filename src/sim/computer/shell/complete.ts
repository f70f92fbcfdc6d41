// Completion on Tab: commands, files, variables, and what a program on the machine registered (docker).
import type { Task } from '../../kernel/task.ts';
import type { Completion } from '../contract.ts';
import { failed } from '../filesystem/errno.ts';
import { builtinNames } from './builtins/builtin-names.ts';
import type { Shell } from './shell.ts';

/** The candidates for the word that ends at the cursor. */
export function* complete(shell: Shell, line: string, cursor: number): Task<Completion> {
  const before = line.slice(0, cursor);
  const start = wordStart(before);
  const word = unescape(before.slice(start));
  const words = commandWords(before.slice(0, start));
  if (word.startsWith('$') && !word.includes('/')) return { start, candidates: variables(shell, word) };
  if (words.length === 0) {
    const candidates = word.includes('/') ? files(shell, word, true) : commands(shell, word);
    return { start, candidates };
  }
  const completer = shell.process.machine.completers.get(words[0] ?? '');
  if (completer && shell.process.container === undefined) {
    const offered = yield* completer(shell.process, words, word);
    if (offered.length > 0) return { start, candidates: [...offered] };
  }
  const directoriesOnly = words[0] === 'cd' || words[0] === 'pushd' || words[0] === 'rmdir';
  return { start, candidates: files(shell, word, false, directoriesOnly) };
}

/** Where the word that ends the text begins. */
function wordStart(text: string): number {
  let start = 0;
  let quote = '';
  for (let i = 0; i < text.length; i++) {
    const character = text.charAt(i);
    if (character === '\\' && quote !== "'") i++;
    else if (quote !== '') {
      if (character === quote) quote = '';
    } else if (character === '"' || character === "'") quote = character;
    else if (/[\s;&|()<>=]/.test(character)) start = i + 1;
  }
  return start;
}

const unescape = (word: string): string => word.replace(/\\(.)/g, '$1').replace(/["']/g, '');

/** The words of the command that the cursor is in, without assignments and `sudo`. */
function commandWords(text: string): string[] {
  const command = text.split(/[;&|(]|\$\(|`/).at(-1) ?? '';
  const words = command.split(/\s+/).filter((word) => word !== '');
  while (
    words[0] !== undefined &&
    (/^\w+=/.test(words[0]) || ['sudo', 'time', 'exec', 'nohup', 'watch'].includes(words[0]))
  )
    words.shift();
  return words;
}

function variables(shell: Shell, word: string): string[] {
  const braces = word.startsWith('${');
  const prefix = word.slice(braces ? 2 : 1);
  return shell.variables
    .names()
    .filter((name) => name.startsWith(prefix))
    .sort()
    .map((name) => (braces ? `\${${name}}` : `$${name}`));
}

function commands(shell: Shell, word: string): string[] {
  const found = new Set<string>();
  for (const name of [...builtinNames[shell.dialect], ...shell.functions.keys(), ...shell.aliases.keys()])
    if (name.startsWith(word)) found.add(name);
  for (const directory of (shell.get('PATH') ?? '').split(':')) {
    const names = shell.process.files.readdir(directory === '' ? '.' : directory);
    if (failed(names)) continue;
    for (const name of names) if (name.startsWith(word)) found.add(name);
  }
  return [...found].sort().map((name) => `${name} `);
}

function files(shell: Shell, word: string, executable: boolean, directoriesOnly = false): string[] {
  const slash = word.lastIndexOf('/') + 1;
  const directory = word.slice(0, slash);
  const prefix = word.slice(slash);
  const home = shell.get('HOME') ?? '';
  const path = directory.startsWith('~/') ? home + directory.slice(1) : directory;
  const names = shell.process.files.readdir(path === '' ? '.' : path);
  if (failed(names)) return [];
  return names
    .filter((name) => name.startsWith(prefix) && (prefix.startsWith('.') || !name.startsWith('.')))
    .flatMap((name) => {
      const full = `${path}${name}`;
      const stat = shell.process.files.stat(full);
      const isDirectory = !failed(stat) && stat.kind === 'directory';
      if (directoriesOnly && !isDirectory) return [];
      if (executable && !isDirectory && shell.process.files.access(full, 1)) return [];
      return [directory + name.replace(/[\s"'\\$`&;|()<>*?[\]#~!{}]/g, '\\$&') + (isDirectory ? '/' : ' ')];
    });
}
