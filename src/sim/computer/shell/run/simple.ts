// Simple commands: assignments, redirections, and a function, a builtin or a program (POSIX XCU 2.9.1).
import type { Assignment, Command, Redirection, Word } from 'unbash';
import type { Task } from '../../../kernel/task.ts';
import { builtins } from '../builtins/index.ts';
import { fieldsOfWord, textOf } from '../expand/word.ts';
import type { Tail } from '../interpreter.ts';
import { Jump } from '../jump.ts';
import type { Shell } from '../shell.ts';
import type { Variable } from '../variables.ts';
import { assign, assignArray, textOfAssignment } from './assign.ts';
import { deeper } from './deep.ts';
import { runExternal } from './external.ts';
import { keep, redirect, restore, type Saved } from './redirect.ts';
import { quoteForTrace, traceText } from './trace.ts';

/** Runs a simple command; its status. */
export function* runSimple(shell: Shell, command: Command, tail: Tail): Task<number> {
  yield* shell.charge();
  shell.substitutionStatus = undefined;
  shell.substituted = [];
  const { prefix, redirects } = command;
  const assignments = prefix.filter((part) => part.type === 'Assignment');
  const args: string[] = [];
  const arrays: Assignment[] = [];
  if (command.name) args.push(...(yield* fieldsOfWord(shell, command.name)));
  for (const argument of command.args) args.push(...(yield* argumentTexts(shell, argument, arrays)));
  try {
    if (args.length === 0) return yield* runAssignments(shell, assignments, redirects);
    const status = yield* runNamed(shell, args, assignments, redirects, tail);
    for (const array of arrays) yield* assignArray(shell, array);
    return status;
  } finally {
    for (const descriptor of shell.substituted) {
      shell.process.descriptors.get(descriptor)?.release();
      shell.process.descriptors.delete(descriptor);
    }
    shell.substituted = [];
  }
}

function* argumentTexts(shell: Shell, argument: Word | Assignment, arrays: Assignment[]): Task<string[]> {
  if (argument.type === 'Word') return yield* fieldsOfWord(shell, argument);
  if (argument.value.type === 'ArrayValue') {
    arrays.push(argument);
    return [argument.name];
  }
  return [yield* textOfAssignment(shell, argument)];
}

function* runAssignments(
  shell: Shell,
  assignments: readonly Assignment[],
  redirects: readonly Redirection[],
): Task<number> {
  for (const assignment of assignments) {
    if (shell.options.has('xtrace') && assignment.value.type === 'Word') {
      const text = yield* textOf(shell, assignment.value, 'assignment');
      yield* shell.write(
        2,
        `${traceText(shell)}${assignment.name}=${text === '' && shell.dialect === 'bash' ? '' : quoteForTrace(shell, text)}\n`,
      );
    }
    if (!(yield* assign(shell, assignment))) {
      if (shell.dialect === 'bash') throw new Jump(shell.interactive ? 'abort' : 'exit', 1);
      throw shell.fatal(2);
    }
  }
  const saved: Saved = [];
  const redirected = yield* redirect(shell, redirects, saved);
  restore(shell, saved);
  if (!redirected) return shell.dialect === 'dash' ? 2 : 1;
  return shell.substitutionStatus ?? 0;
}

function* runNamed(
  shell: Shell,
  args: readonly string[],
  assignments: readonly Assignment[],
  redirects: readonly Redirection[],
  tail: Tail,
): Task<number> {
  const name = args[0] ?? '';
  const defined = shell.functions.has(name);
  const builtin = defined ? undefined : builtins[shell.dialect].get(name);
  const saved: Saved = [];
  if (!(yield* redirect(shell, redirects, saved))) {
    const status = shell.dialect === 'dash' ? 2 : 1;
    if (builtin?.special && shell.dialect !== 'bash') throw shell.fatal(status);
    return status;
  }
  const before: [string, Variable | undefined][] = [];
  try {
    for (const assignment of assignments) {
      before.push([assignment.name, shell.variables.get(assignment.name)]);
      if (!(yield* assign(shell, assignment))) return 1;
      shell.variables.update(assignment.name, { exported: true });
    }
    if (shell.options.has('xtrace')) yield* trace(shell, args, assignments);
    // The variables of a special builtin stay, except in bash.
    if (builtin?.special && shell.dialect !== 'bash') before.length = 0;
    const status = yield* runFound(shell, args, tail);
    shell.lastArgument = args.at(-1) ?? '';
    if (name === 'exec' && args.length === 1) keep(saved);
    return status;
  } finally {
    restore(shell, saved);
    for (const [variable, value] of before.reverse()) shell.variables.restore(variable, value);
  }
}

function* trace(shell: Shell, args: readonly string[], assignments: readonly Assignment[]): Task {
  const shown = assignments.map(({ name }) => `${name}=${quoteForTrace(shell, shell.get(name) ?? '')}`);
  const words = args.map((arg) => quoteForTrace(shell, arg));
  if (shell.dialect === 'bash') {
    for (const one of shown) yield* shell.write(2, `${traceText(shell)}${one}\n`);
    yield* shell.write(2, `${traceText(shell)}${words.join(' ')}\n`);
  } else yield* shell.write(2, `${traceText(shell)}${[...shown, ...words].join(' ')}\n`);
}

function* runFound(shell: Shell, args: readonly string[], tail: Tail): Task<number> {
  return yield* runArguments(shell, args, { functions: true, ...(tail ? { tail } : {}) });
}

/** Runs a function, a builtin or a program by its arguments. */
export function* runArguments(
  shell: Shell,
  args: readonly string[],
  options: { readonly functions: boolean; readonly tail?: Tail },
): Task<number> {
  const name = args[0] ?? '';
  const defined = options.functions ? shell.functions.get(name) : undefined;
  if (defined) return yield* callFunction(shell, name, args);
  const builtin = builtins[shell.dialect].get(name);
  if (builtin) return yield* builtin.run(shell, args);
  if (name.startsWith('%') && shell.options.has('monitor') && shell.dialect === 'bash')
    return yield* runArguments(shell, ['fg', name], { functions: false });
  return yield* runExternal(shell, args, shell.variables.environment(), options.tail);
}

function* callFunction(shell: Shell, name: string, args: readonly string[]): Task<number> {
  const defined = shell.functions.get(name);
  if (!defined) return 127;
  const { positional, source, loops, functionNames, getoptsOffset, line } = shell;
  shell.positional = args.slice(1);
  shell.source = defined.source;
  shell.functionNames = [...functionNames, name];
  shell.loops = 0;
  shell.returnable++;
  shell.variables.enter();
  try {
    return yield* deeper(shell, () => shell.interpreter.runBody(shell, defined.body));
  } catch (error) {
    if (!(error instanceof Jump) || error.kind !== 'return') throw error;
    return error.status;
  } finally {
    shell.variables.leave();
    shell.returnable--;
    Object.assign(shell, { positional, source, loops, functionNames, getoptsOffset, line });
  }
}
