// Loops: `while`, `until`, `for` in both forms, `select`, with `break` and `continue` (POSIX XCU 2.9.4, bash 3.2.5).
import type { ArithmeticFor, For, Select, While } from 'unbash';
import type { Task } from '../../../kernel/task.ts';
import { arithmeticOrError } from '../expand/arithmetic-text.ts';
import { expandWords } from '../expand/word.ts';
import { Jump } from '../jump.ts';
import type { Shell } from '../shell.ts';
import { isName } from '../variables.ts';
import { runTested } from './tested.ts';
import { traceText } from './trace.ts';

/** `while` and `until` */
export function* runWhile(shell: Shell, node: While): Task<number> {
  let status = 0;
  return yield* runLoop(
    shell,
    function* () {
      const test = yield* iterate(shell, runTested(shell, node.clause));
      if (test === undefined || (test === 0) !== (node.kind === 'while')) return false;
      status = (yield* iterate(shell, shell.interpreter.runList(shell, node.body))) ?? status;
      return true;
    },
    () => status,
  );
}

/** `for name in words` */
export function* runFor(shell: Shell, node: For): Task<number> {
  const name = node.name.value;
  shell.line = shell.source.lineAt(node.pos);
  if (!isName(name)) {
    const texts = {
      bash: `\`${name}': not a valid identifier`,
      dash: 'Syntax error: Bad for loop variable',
      ash: 'syntax error: bad for loop variable',
    };
    yield* shell.complain(texts[shell.dialect]);
    if (shell.dialect === 'bash') return (shell.status = 1);
    throw shell.fatal(2);
  }
  const words = node.wordlist ? yield* expandWords(shell, node.wordlist) : shell.positional;
  let index = 0;
  let status = 0;
  return yield* runLoop(
    shell,
    function* () {
      const word = words[index++];
      if (word === undefined) return false;
      if (!(yield* shell.set(name, word))) throw shell.fatal(1);
      if (shell.options.has('xtrace') && shell.dialect === 'bash')
        yield* shell.write(2, `${traceText(shell)}for ${name} in ${words.join(' ')}\n`);
      status = (yield* iterate(shell, shell.interpreter.runList(shell, node.body))) ?? status;
      return true;
    },
    () => status,
  );
}

/** `for ((…; …; …))` */
export function* runArithmeticFor(shell: Shell, node: ArithmeticFor): Task<number> {
  const text = (part: { pos: number; end: number } | undefined): string | undefined =>
    part && shell.source.text.slice(part.pos, part.end);
  if (node.initialize && (yield* arithmeticOrError(shell, text(node.initialize) ?? '', '((')) === undefined)
    return (shell.status = 1);
  let status = 0;
  return yield* runLoop(
    shell,
    function* () {
      const test = node.test ? yield* arithmeticOrError(shell, text(node.test) ?? '', '((') : 1n;
      if (test === undefined) status = 1;
      if (test === undefined || test === 0n) return false;
      status = (yield* iterate(shell, shell.interpreter.runList(shell, node.body))) ?? status;
      if (node.update) yield* arithmeticOrError(shell, text(node.update) ?? '', '((');
      return true;
    },
    () => status,
  );
}

/** `select name in words` */
export function* runSelect(shell: Shell, node: Select): Task<number> {
  const words = node.wordlist ? yield* expandWords(shell, node.wordlist) : shell.positional;
  let shown = false;
  let status = 0;
  return yield* runLoop(
    shell,
    function* () {
      if (!shown) yield* shell.write(2, words.map((word, index) => `${index + 1}) ${word}\n`).join(''));
      shown = true;
      yield* shell.write(2, shell.get('PS3') ?? '#? ');
      if ((yield* shell.interpreter.runArguments(shell, ['read', '-r', 'REPLY'], { functions: false })) !== 0) {
        yield* shell.write(1, '\n');
        status = 1;
        return false;
      }
      const reply = shell.get('REPLY') ?? '';
      if (reply === '') shown = false;
      else {
        yield* shell.set(node.name.value, words[Number(reply) - 1] ?? '');
        status = (yield* iterate(shell, shell.interpreter.runList(shell, node.body))) ?? status;
      }
      return true;
    },
    () => status,
  );
}

/**
 * Runs a part of a loop once and gives its status, undefined when `continue` ended it; `break` ends the loop (by the same
 * jump, thrown on).
 */
function* iterate(shell: Shell, part: Task<number>): Task<number | undefined> {
  try {
    return yield* part;
  } catch (error) {
    if (!(error instanceof Jump) || error.kind !== 'continue') throw error;
    shell.status = 0;
    if (--error.levels > 0) throw error;
    return undefined;
  }
}

/** Repeats rounds until one answers false or `break`s. */
function* runLoop(shell: Shell, round: () => Task<boolean>, status: () => number): Task<number> {
  shell.loops++;
  try {
    while (yield* round()) yield* shell.charge();
    shell.status = status();
  } catch (error) {
    if (!(error instanceof Jump) || error.kind !== 'break') throw error;
    shell.status = error.status;
    if (--error.levels > 0) throw error;
  } finally {
    shell.loops--;
  }
  return shell.status;
}
