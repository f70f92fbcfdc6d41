// Carries out a syntax tree: statements, `&&` and `||` lists, function definitions, redirected commands (POSIX XCU 2.9).
import type {
  AndOr,
  Command,
  CommandNode,
  CompoundList,
  Function as FunctionNode,
  ParsedScript,
  PipelineNode,
  Redirected,
  Statement,
} from 'unbash';
import type { Task } from '../../../kernel/task.ts';
import type { Tail } from '../interpreter.ts';
import type { Shell } from '../shell.ts';
import { isName } from '../variables.ts';
import { afterCommand } from './after-command.ts';
import { runCompound } from './compound.ts';
import { runInBackground, runPipeline } from './pipeline.ts';
import { redirect, restore, type Saved } from './redirect.ts';
import { runSimple } from './simple.ts';
import { runPendingTraps } from './traps.ts';

/** Runs all commands of a script in order; the status of the last. */
export function* runScript(shell: Shell, script: ParsedScript, tail?: Tail): Task<number> {
  return yield* runStatements(shell, script.commands, tail);
}

function* runStatements(shell: Shell, statements: readonly Statement[], tail?: Tail): Task<number> {
  for (const [index, statement] of statements.entries()) {
    const isLast = index === statements.length - 1;
    yield* runStatement(shell, statement, isLast ? tail : undefined);
  }
  return shell.status;
}

/** Runs one statement; traps whose signal has arrived run after it. */
export function* runStatement(shell: Shell, statement: Statement, tail?: Tail): Task<number> {
  if (shell.options.has('noexec') && !shell.interactive) return 0;
  if (statement.background) yield* runInBackground(shell, statement);
  else yield* runNode(shell, statement.command, tail);
  yield* runPendingTraps(shell);
  return shell.status;
}

/** Runs the commands of a list inside a compound command. */
export const runList = (shell: Shell, list: CompoundList, tail?: Tail): Task<number> =>
  runStatements(shell, list.commands, tail);

/** Runs a command, pipeline or `&&` and `||` list. */
export function* runNode(shell: Shell, node: PipelineNode | AndOr, tail?: Tail): Task<number> {
  if (node.type === 'AndOr') return yield* runAndOr(shell, node, tail);
  if (node.type === 'Pipeline') return yield* runPipeline(shell, node);
  return yield* runCommand(shell, node, tail);
}

function* runAndOr(shell: Shell, node: AndOr, tail?: Tail): Task<number> {
  for (const [index, command] of node.commands.entries()) {
    const operator = node.operators[index - 1];
    if (operator === '&&' && shell.status !== 0) continue;
    if (operator === '||' && shell.status === 0) continue;
    const isLast = index === node.commands.length - 1;
    if (!isLast) shell.tested++;
    try {
      yield* runNode(shell, command, isLast ? tail : undefined);
    } finally {
      if (!isLast) shell.tested--;
    }
  }
  return shell.status;
}

/** Runs one command of a pipeline. */
export function* runCommand(shell: Shell, node: CommandNode, tail?: Tail): Task<number> {
  switch (node.type) {
    case 'Command':
      shell.line = shell.source.lineAt(node.pos);
      if (shell.dialect === 'dash' && node.redirects.some(isBoth)) return yield* runWithAmpersand(shell, node);
      shell.status = yield* runSimple(shell, node, tail);
      yield* afterCommand(shell);
      return shell.status;
    case 'Function':
      return yield* defineFunction(shell, node);
    case 'Redirected':
      return yield* runRedirected(shell, node);
    case 'Coproc':
      yield* shell.complain('not simulated: coproc');
      return (shell.status = 1);
    default:
      return yield* runCompound(shell, node, tail);
  }
}

const isBoth = (part: { readonly type: string; readonly operator?: string }): boolean =>
  part.type === 'Redirect' && (part.operator === '&>' || part.operator === '&>>');

/** `command &> file` in dash: the command runs in the background, and then the file is only opened. */
function* runWithAmpersand(shell: Shell, node: Command): Task<number> {
  const text = shell.source.text.slice(node.pos, node.end);
  const both = node.redirects.find(isBoth);
  const at = (both?.pos ?? node.end) - node.pos;
  return yield* shell.interpreter.runText(shell, `${text.slice(0, at)}& ${text.slice(at + 1)}`, {
    firstLine: shell.line,
  });
}

function* defineFunction(shell: Shell, node: FunctionNode): Task<number> {
  const name = node.name.value;
  if (shell.dialect !== 'bash' && !isName(name)) {
    shell.line = shell.source.lineAt(node.pos);
    yield* shell.complain(
      shell.dialect === 'dash' ? 'Syntax error: Bad function name' : 'syntax error: bad function name',
    );
    throw shell.fatal(2);
  }
  const text = shell.source.text.slice(node.body.pos, node.body.end);
  shell.functions.set(name, { body: node.body, source: shell.source, text });
  return (shell.status = 0);
}

function* runRedirected(shell: Shell, node: Redirected): Task<number> {
  const saved: Saved = [];
  shell.line = shell.source.lineAt(node.pos);
  if (!(yield* redirect(shell, node.redirects, saved))) {
    shell.status = shell.dialect === 'bash' || shell.dialect === 'ash' ? 1 : 2;
    yield* afterCommand(shell);
    return shell.status;
  }
  try {
    return yield* runCompound(shell, node.command);
  } finally {
    restore(shell, saved);
  }
}

/** Runs a compound command, also a function's body. */
export function* runBody(shell: Shell, body: FunctionNode['body']): Task<number> {
  if (body.type === 'Redirected') return yield* runRedirected(shell, body);
  if (body.type === 'CompoundList') return yield* runList(shell, body);
  return yield* runCompound(shell, body);
}
