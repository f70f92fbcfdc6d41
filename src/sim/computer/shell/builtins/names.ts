// What a command name means: `type`, `command -v`, `alias`, `unalias`, `hash`.
import type { Task } from '../../../kernel/task.ts';
import { findAll, findCommand } from '../run/find-command.ts';
import { singleQuoted } from '../run/trace.ts';
import type { Shell } from '../shell.ts';
import { badOption, letters } from './builtin.ts';
import { builtinNames, specialBuiltinNames } from './builtin-names.ts';

const keywords = new Set([
  'if',
  'then',
  'else',
  'elif',
  'fi',
  'case',
  'esac',
  'for',
  'while',
  'until',
  'do',
  'done',
  '{',
  '}',
  '!',
  'in',
]);
const bashKeywords = new Set(['select', 'function', 'time', '[[', ']]', 'coproc']);

/** What a name is, in one word, as a path or command line (`command -v`), or in a sentence; undefined if it is nothing. */
export function describeName(shell: Shell, name: string, how: 'kind' | 'short' | 'long'): string | undefined {
  const alias = shell.aliases.get(name);
  const { dialect } = shell;
  if (alias !== undefined) {
    if (how === 'kind') return 'alias';
    if (how === 'short')
      return dialect === 'bash' ? `alias ${name}=${singleQuoted(alias)}` : `alias ${name}=${singleQuoted(alias)}`;
    return dialect === 'bash' ? `${name} is aliased to \`${alias}'` : `${name} is an alias for ${alias}`;
  }
  if (keywords.has(name) || (dialect === 'bash' && bashKeywords.has(name)))
    return how === 'long' ? `${name} is a shell keyword` : how === 'kind' ? 'keyword' : name;
  const defined = shell.functions.get(name);
  if (defined) {
    if (how !== 'long') return how === 'kind' ? 'function' : name;
    return dialect === 'bash'
      ? `${name} is a function\n${functionText(name, defined.text)}`
      : dialect === 'dash'
        ? `${name} is a shell function`
        : `${name} is a function`;
  }
  if (builtinNames[dialect].has(name)) {
    if (how !== 'long') return how === 'kind' ? 'builtin' : name;
    if (dialect === 'bash') return `${name} is a shell builtin`;
    return specialBuiltinNames.has(name) ? `${name} is a special shell builtin` : `${name} is a shell builtin`;
  }
  const hashed = shell.hashed.has(name);
  const found = findCommand(shell, name);
  if ('errno' in found || (name.includes('/') && findAll(shell, name).length === 0)) return undefined;
  if (how === 'kind') return 'file';
  if (how === 'short') return found.path;
  if (hashed && dialect === 'bash') return `${name} is hashed (${found.path})`;
  if (hashed && !name.includes('/')) return `${name} is a tracked alias for ${found.path}`;
  if (!hashed) shell.hashed.delete(name);
  return `${name} is ${found.path}`;
}

/** A function as `type` and `declare -f` show it: the text that defined it, laid out as bash does where that is simple. */
function functionText(name: string, text: string): string {
  const inner = /^\{\s*([\s\S]*?);?\s*\}$/.exec(text.trim())?.[1];
  if (inner === undefined) return `${name} () \n${text}`;
  const lines = inner.includes('\n') ? inner.split('\n').map((line) => line.trim()) : inner.split(/\s*;\s*/);
  return `${name} () \n{ \n${lines
    .filter((line) => line !== '')
    .map((line, index, all) => `    ${line.replace(/;$/, '')}${index < all.length - 1 ? ';' : ''}`)
    .join('\n')}\n}`;
}

/** `type [-tpPa] name…` */
export function* type(shell: Shell, args: readonly string[]): Task<number> {
  const { options, operands, bad } =
    shell.dialect === 'bash'
      ? letters(args, 'aftpP')
      : { options: new Map<string, string>(), operands: args.slice(1), bad: undefined };
  if (bad !== undefined) return yield* badOption(shell, 'type', bad, 'type [-afptP] name [name ...]');
  let status = 0;
  for (const name of operands) {
    if (options.has('t') || options.has('p') || options.has('P')) {
      const kind = options.has('P') ? 'file' : describeName(shell, name, 'kind');
      const path = findAll(shell, name)[0];
      if (kind === undefined || (options.has('P') && path === undefined)) status = 1;
      else if (options.has('t')) yield* shell.write(1, `${kind}\n`);
      else if (kind === 'file' && path !== undefined) yield* shell.write(1, `${path}\n`);
      continue;
    }
    const text = describeName(shell, name, 'long');
    if (text === undefined) {
      status = shell.dialect === 'bash' ? 1 : 127;
      if (shell.dialect === 'bash') yield* shell.complain(`type: ${name}: not found`);
      else yield* shell.write(1, `${name}: not found\n`);
      continue;
    }
    yield* shell.write(1, `${text}\n`);
    if (options.has('a') && describeName(shell, name, 'kind') !== 'file')
      for (const path of findAll(shell, name)) yield* shell.write(1, `${name} is ${path}\n`);
  }
  return status;
}

/** `alias [name[=value]…]` */
export function* alias(shell: Shell, args: readonly string[]): Task<number> {
  const show = (name: string, value: string): string =>
    `${shell.dialect === 'bash' ? 'alias ' : ''}${name}=${singleQuoted(value)}\n`;
  let status = 0;
  const given = args.slice(1).filter((arg) => arg !== '-p');
  if (given.length === 0) {
    const all = [...shell.aliases].sort(([a], [b]) => (a < b ? -1 : 1));
    for (const [name, value] of all) yield* shell.write(1, show(name, value));
  }
  for (const arg of given) {
    const equals = arg.indexOf('=');
    const value = shell.aliases.get(arg);
    if (equals > 0) shell.aliases.set(arg.slice(0, equals), arg.slice(equals + 1));
    else if (value !== undefined) yield* shell.write(1, show(arg, value));
    else {
      status = 1;
      yield* shell.write(
        2,
        shell.dialect === 'bash' ? `${shell.prefix()}alias: ${arg}: not found\n` : `alias: ${arg} not found\n`,
      );
    }
  }
  return status;
}

/** `unalias -a | name…` */
export function* unalias(shell: Shell, args: readonly string[]): Task<number> {
  let status = 0;
  for (const arg of args.slice(1)) {
    if (arg === '-a') shell.aliases.clear();
    else if (!shell.aliases.delete(arg)) {
      status = 1;
      yield* shell.write(
        2,
        shell.dialect === 'bash' ? `${shell.prefix()}unalias: ${arg}: not found\n` : `unalias: ${arg} not found\n`,
      );
    }
  }
  return status;
}

/** `hash [-r] [name…]` */
export function* hash(shell: Shell, args: readonly string[]): Task<number> {
  if (args[1] === '-r') {
    shell.hashed.clear();
    return 0;
  }
  let status = 0;
  if (args.length === 1) {
    if (shell.dialect === 'bash')
      yield* shell.write(1, shell.hashed.size === 0 ? 'hash: hash table empty\n' : 'hits\tcommand\n');
    for (const path of shell.hashed.values())
      yield* shell.write(1, shell.dialect === 'bash' ? `   1\t${path}\n` : `${path}\n`);
  }
  for (const name of args.slice(1))
    if ('errno' in findCommand(shell, name)) {
      status = 1;
      yield* shell.complain(`hash: ${name}: not found`);
    }
  return status;
}
