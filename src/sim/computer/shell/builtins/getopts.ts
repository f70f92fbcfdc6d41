// `getopts` (POSIX XCU getopts).
import type { Task } from '../../../kernel/task.ts';
import type { Shell } from '../shell.ts';

/** What one call of getopts found. */
interface Found {
  /** What the variable is set to: the letter, `?` or `:`. */
  readonly result: string;
  readonly argument: string | undefined;
  /** The words that are used up. */
  readonly index: number;
  /** Where in the word after them the next letter stands; 0 at its start. */
  readonly offset: number;
  readonly message?: { readonly bash: string; readonly other: string };
}

/** `getopts optstring name [argument…]` */
export function* getopts(shell: Shell, args: readonly string[]): Task<number> {
  const [, spec, name, ...given] = args;
  if (spec === undefined || name === undefined) {
    if (shell.dialect === 'bash') yield* shell.write(2, 'getopts: usage: getopts optstring name [arg ...]\n');
    else yield* shell.complain('getopts: usage: getopts optstring var [arg]');
    return 2;
  }
  const words = given.length > 0 ? given : shell.positional;
  // Inside a word bash's OPTIND is that of the word, the others' of the next one.
  const ahead = shell.getoptsOffset > 0 && shell.dialect !== 'bash' ? 1 : 0;
  const index = Number(shell.get('OPTIND') ?? '1') - 1 - ahead;
  const word = words[index];
  if (word === undefined || !/^-./.test(word) || word === '--') {
    place(shell, word === '--' ? index + 1 : index, 0);
    yield* shell.set(name, '?');
    return 1;
  }
  const found = next(words, index, Math.max(1, shell.getoptsOffset), spec);
  place(shell, found.index, found.offset);
  const { message } = found;
  if (message && shell.get('OPTERR') !== '0') {
    const text = shell.dialect === 'bash' ? `${shell.name}: ${message.bash}` : message.other;
    yield* shell.write(2, `${text}\n`);
  }
  yield* shell.set(name, found.result);
  if (found.argument === undefined) shell.variables.delete('OPTARG');
  else yield* shell.set('OPTARG', found.argument);
  return 0;
}

function place(shell: Shell, index: number, offset: number): void {
  const ahead = offset > 0 && shell.dialect !== 'bash' ? 1 : 0;
  shell.variables.update('OPTIND', { value: String(index + 1 + ahead) });
  shell.getoptsOffset = offset;
}

function next(words: readonly string[], index: number, offset: number, spec: string): Found {
  const word = words[index] ?? '';
  const silent = spec.startsWith(':');
  const letter = word.charAt(offset);
  const at = letter === ':' ? -1 : spec.indexOf(letter, silent ? 1 : 0);
  const last = offset + 1 >= word.length;
  const after = last ? { index: index + 1, offset: 0 } : { index, offset: offset + 1 };
  if (at < 0) {
    if (silent) return { ...after, result: '?', argument: letter };
    const message = { bash: `illegal option -- ${letter}`, other: `Illegal option -${letter}` };
    return { ...after, result: '?', argument: undefined, message };
  }
  if (spec.charAt(at + 1) !== ':') return { ...after, result: letter, argument: undefined };
  if (!last) return { index: index + 1, offset: 0, result: letter, argument: word.slice(offset + 1) };
  const argument = words[index + 1];
  if (argument !== undefined) return { index: index + 2, offset: 0, result: letter, argument };
  if (silent) return { index: index + 1, offset: 0, result: ':', argument: letter };
  const message = { bash: `option requires an argument -- ${letter}`, other: `No arg for -${letter} option` };
  return { index: index + 1, offset: 0, result: '?', argument: undefined, message };
}
