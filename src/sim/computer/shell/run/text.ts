// Running source text: what stands before a syntax error is run, then the error is told.
import type { ParsedScript, Statement } from 'unbash';
import type { Task } from '../../../kernel/task.ts';
import { expandAliases } from '../aliases.ts';
import type { Tail } from '../interpreter.ts';
import type { Shell } from '../shell.ts';
import { describe, parse, type Incomplete, type Invalid, type Parsed } from '../syntax.ts';
import { deeper } from './deep.ts';
import { runStatement } from './execute.ts';

/** How text is run. */
export interface TextOptions {
  /** Number of its first line. */
  readonly firstLine?: number;
  readonly tail?: Tail;
  /** What it comes from, for messages: a file, `eval`. */
  readonly name?: string;
}

/** Parses and runs text; the status of its last command. A syntax error is 2, and ends dash and ash. */
export function* runText(shell: Shell, text: string, options: TextOptions = {}): Task<number> {
  return yield* deeper(shell, () => runParsed(shell, parse(text, options.firstLine ?? 1, shell.dialect), options));
}

/** Runs what was parsed. */
export function* runParsed(
  shell: Shell,
  parsed: Parsed | Incomplete | Invalid,
  options: TextOptions = {},
): Task<number> {
  const { source, line } = shell;
  shell.source = parsed.source;
  try {
    if (parsed.kind === 'script' || parsed.errors.length === 0)
      return yield* runAll(shell, parsed.script, options.tail);
    const at = parsed.errors[0]?.pos ?? 0;
    const errorLine = parsed.source.lineAt(at);
    const whole = parsed.kind === 'incomplete' ? parsed.script.commands.slice(0, -1) : parsed.script.commands;
    const before = whole.filter(({ end }) => end < at && parsed.source.lineAt(end) < errorLine);
    yield* runStatements(shell, before, undefined);
    yield* tellSyntaxError(shell, parsed, options.name);
    shell.status = 2;
    if (shell.dialect !== 'bash') throw shell.fatal(2);
    return 2;
  } finally {
    shell.source = source;
    if (options.name === 'eval') shell.line = line;
  }
}

function* runAll(shell: Shell, script: ParsedScript, tail: Tail): Task<number> {
  if (script.commands.length === 0) return (shell.status = 0);
  return yield* runStatements(shell, script.commands, tail);
}

function* runStatements(shell: Shell, statements: readonly Statement[], tail: Tail): Task<number> {
  for (const [index, statement] of statements.entries()) {
    const isLast = index === statements.length - 1;
    const expanded = aliased(shell, statement);
    if (expanded === undefined) yield* runStatement(shell, statement, isLast ? tail : undefined);
    else yield* runExpanded(shell, expanded, shell.source.lineAt(statement.pos));
  }
  return shell.status;
}

function aliased(shell: Shell, statement: Statement): string | undefined {
  if (shell.aliases.size === 0) return undefined;
  if (shell.dialect === 'bash' && !shell.interactive && !shell.shopt.has('expand_aliases')) return undefined;
  const text = shell.source.text.slice(statement.pos, statement.end);
  const expanded = expandAliases(text, shell.aliases);
  return expanded === text ? undefined : expanded + (statement.background ? ' &' : '');
}

function* runExpanded(shell: Shell, text: string, line: number): Task {
  const parsed = parse(text, line, shell.dialect);
  const { source } = shell;
  shell.source = parsed.source;
  try {
    if (parsed.kind === 'script') for (const statement of parsed.script.commands) yield* runStatement(shell, statement);
    else {
      yield* tellSyntaxError(shell, parsed, undefined);
      shell.status = 2;
    }
  } finally {
    shell.source = source;
  }
}

function* tellSyntaxError(shell: Shell, problem: Incomplete | Invalid, name: string | undefined): Task {
  const { line, text, quoted } = describe(problem, shell.dialect);
  if (shell.dialect === 'bash') {
    const place =
      name === 'eval'
        ? `${shell.name}: eval: `
        : shell.input === 'command'
          ? `${shell.name}: -c: `
          : `${name ?? shell.name}: `;
    const prefix = shell.interactive && name === undefined ? `${shell.name}: ` : `${place}line ${line}: `;
    const line2 = quoted === undefined || (shell.interactive && name === undefined) ? '' : `${prefix}${quoted}\n`;
    yield* shell.write(2, `${prefix}${text}\n${line2}`);
    return;
  }
  shell.line = line;
  yield* shell.complain(name === 'eval' ? `eval: ${text}` : text);
}
