// Carries out a syntax tree: lists, pipelines and compound commands (POSIX XCU 2.9).
import type {
  AndOr,
  Case,
  Command,
  CommandNode,
  CompoundCommand,
  CompoundList,
  For,
  Function as FunctionNode,
  If,
  ParsedScript,
  Pipeline,
  PipelineNode,
  Redirected,
  Select,
  Statement,
  While,
} from 'unbash';
import type { Task } from '../../../kernel/task.ts';
import type { Descriptor, Process } from '../../contract.ts';
import { arithmeticOrError } from '../expand/arithmetic-text.ts';
import { matches } from '../expand/pattern.ts';
import { expandWords, patternOf, textOf } from '../expand/word.ts';
import type { Tail } from '../interpreter.ts';
import { Jump } from '../jump.ts';
import type { Shell } from '../shell.ts';
import { isName } from '../variables.ts';
import { testConditional } from './conditional.ts';
import { redirect, restore, type Saved } from './redirect.ts';
import { runSimple } from './simple.ts';
import { forkFailed, inSubshell } from './subshell.ts';
import { traceText } from './trace.ts';
import { runPendingTraps, runTrap } from './traps.ts';
import { waitForJob } from './wait.ts';

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

const runList = (shell: Shell, list: CompoundList, tail?: Tail): Task<number> =>
  runStatements(shell, list.commands, tail);

/** Runs commands whose failure is asked for and does not end the shell. */
function* runTested(shell: Shell, list: CompoundList): Task<number> {
  shell.tested++;
  try {
    return yield* runList(shell, list);
  } finally {
    shell.tested--;
  }
}

function* runNode(shell: Shell, node: PipelineNode | AndOr, tail?: Tail): Task<number> {
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

function* runPipeline(shell: Shell, node: Pipeline): Task<number> {
  const negated = node.prefixes.filter(({ type }) => type === 'Negation').length % 2 === 1;
  const timed = node.prefixes.some(({ type }) => type === 'Time');
  const started = { now: shell.process.machine.kernel.now, cpu: cpuTimeOf(shell) };
  if (negated) shell.tested++;
  try {
    const only = node.commands.length === 1 ? node.commands[0] : undefined;
    if (only) yield* runCommand(shell, only);
    else if (node.commands.length > 1) {
      const children = yield* startPipeline(shell, node);
      shell.status = yield* waitForJob(shell, children, textOfNode(shell, node));
      yield* afterCommand(shell);
    } else shell.status = 0;
  } finally {
    if (negated) shell.tested--;
  }
  if (negated) shell.status = shell.status === 0 ? 1 : 0;
  if (timed) yield* tellTime(shell, started);
  return shell.status;
}

/** ms of CPU that the shell and its children have used. */
const cpuTimeOf = (shell: Shell): number => shell.process.info.cpuTime + shell.childTime;

function* tellTime(shell: Shell, started: { readonly now: number; readonly cpu: number }): Task {
  const real = (shell.process.machine.kernel.now - started.now) / 1000;
  const user = (cpuTimeOf(shell) - started.cpu) / 1000;
  const bash = (value: number): string => `${Math.floor(value / 60)}m${(value % 60).toFixed(3)}s`;
  const ash = (value: number): string => `${Math.floor(value / 60)}m ${(value % 60).toFixed(2)}s`;
  if (shell.dialect === 'bash') yield* shell.write(2, `\nreal\t${bash(real)}\nuser\t${bash(user)}\nsys\t${bash(0)}\n`);
  else yield* shell.write(2, `real\t${ash(real)}\nuser\t${ash(user)}\nsys\t${ash(0)}\n`);
}

/** Starts every command of a pipeline in a process of its own, joined by pipes, in one group if there is job control. */
function* startPipeline(shell: Shell, node: Pipeline): Task<Process[]> {
  const monitored = shell.options.has('monitor');
  const children: Process[] = [];
  let input: ReturnType<Process['pipe']>['reader'] | undefined;
  try {
    for (const [index, command] of node.commands.entries()) {
      const next = index < node.commands.length - 1 ? shell.process.pipe() : undefined;
      const descriptors = new Map<number, Descriptor>();
      if (input) descriptors.set(0, input);
      if (next) descriptors.set(1, next.writer);
      if (next && node.operators[index] === '|&') descriptors.set(2, next.writer);
      const leader = children[0];
      const child = yield* shell.process.fork(
        (process) => inSubshell(shell, process, (inner) => runCommand(inner, command, 'last')),
        { descriptors, ...(monitored ? { group: leader ? leader.group : ('new' as const) } : {}) },
      );
      next?.writer.release();
      input?.release();
      input = next?.reader;
      if (typeof child === 'string') return yield* forkFailed(shell, child);
      children.push(child);
    }
    return children;
  } finally {
    input?.release();
  }
}

function* runInBackground(shell: Shell, statement: Statement): Task {
  const { command } = statement;
  const monitored = shell.options.has('monitor');
  let children: Process[];
  if (command.type === 'Pipeline' && command.prefixes.length === 0) children = yield* startPipeline(shell, command);
  else {
    const nothing = monitored ? 'none' : yield* shell.process.open('/dev/null', 'read');
    const child = yield* shell.process.fork(
      (process) => inSubshell(shell, process, (inner) => runNode(inner, command, 'last')),
      {
        ...(typeof nothing === 'string' ? {} : { descriptors: new Map([[0, nothing]]) }),
        ...(monitored ? { group: 'new' as const } : {}),
        ...(monitored ? {} : { ignored: ['INT', 'QUIT'] as const }),
      },
    );
    if (typeof nothing !== 'string') nothing.release();
    if (typeof child === 'string') return yield* forkFailed(shell, child);
    children = [child];
  }
  const job = shell.jobs.add(children, textOfNode(shell, command), 'running');
  shell.lastBackground = children.at(-1)?.pid;
  if (shell.interactive && shell.dialect !== 'dash') {
    if (shell.dialect === 'bash') yield* shell.write(2, `[${job.number}] ${shell.lastBackground ?? ''}\n`);
  }
  shell.status = 0;
}

/** The source text of a node, as job messages show it. */
const textOfNode = (shell: Shell, node: { readonly pos: number; readonly end: number }): string =>
  shell.source.text.slice(node.pos, node.end).replace(/\s*\n\s*/g, '; ');

/** What every command is followed by: `set -e` and the ERR trap. */
function* afterCommand(shell: Shell): Task {
  if (shell.status === 0 || shell.tested > 0) return;
  if (shell.traps.has('ERR')) yield* runTrap(shell, 'ERR');
  if (shell.options.has('errexit')) throw new Jump('exit', shell.status);
}

function* runCommand(shell: Shell, node: CommandNode, tail?: Tail): Task<number> {
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

function* runCompound(shell: Shell, node: CompoundCommand, tail?: Tail): Task<number> {
  switch (node.type) {
    case 'BraceGroup':
      return yield* runList(shell, node.body, tail);
    case 'Subshell': {
      const child = yield* shell.process.fork(
        (process) => inSubshell(shell, process, (inner) => runList(inner, node.body, 'last')),
        shell.options.has('monitor') ? { group: 'new' } : {},
      );
      if (typeof child === 'string') return yield* forkFailed(shell, child);
      shell.status = yield* waitForJob(shell, [child], textOfNode(shell, node));
      yield* afterCommand(shell);
      return shell.status;
    }
    case 'If':
      return yield* runIf(shell, node, tail);
    case 'While':
      return yield* runWhile(shell, node);
    case 'For':
      return yield* runFor(shell, node);
    case 'Case':
      return yield* runCase(shell, node, tail);
    case 'Select':
      return yield* runSelect(shell, node);
    case 'ArithmeticFor': {
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
          yield* iterate(shell, function* () {
            status = yield* runList(shell, node.body);
          });
          if (node.update) yield* arithmeticOrError(shell, text(node.update) ?? '', '((');
          return true;
        },
        () => status,
      );
    }
    case 'TestCommand':
      shell.line = shell.source.lineAt(node.pos);
      yield* shell.charge();
      shell.status = yield* testConditional(shell, node);
      yield* afterCommand(shell);
      return shell.status;
    case 'ArithmeticCommand': {
      shell.line = shell.source.lineAt(node.pos);
      yield* shell.charge();
      if (!shell.features.arithmeticCommands) {
        // Two parentheses are two subshells.
        const child = yield* shell.process.fork((process) =>
          inSubshell(shell, process, (inner) => inner.interpreter.runText(inner, node.body, { tail: 'last' })),
        );
        if (typeof child === 'string') return yield* forkFailed(shell, child);
        shell.status = yield* waitForJob(shell, [child], textOfNode(shell, node));
      } else {
        const value = yield* arithmeticOrError(shell, node.body, '((');
        shell.status = value === undefined || value === 0n ? 1 : 0;
      }
      yield* afterCommand(shell);
      return shell.status;
    }
  }
}

function* runIf(shell: Shell, node: If, tail?: Tail): Task<number> {
  for (const branch of [{ clause: node.clause, then: node.then }, ...node.elif])
    if ((yield* runTested(shell, branch.clause)) === 0) return yield* runList(shell, branch.then, tail);
  shell.status = 0;
  return node.else ? yield* runList(shell, node.else, tail) : 0;
}

/** Runs the body of a loop once; `continue` ends the round, `break` the loop (by the same jump, thrown on). */
function* iterate(shell: Shell, body: () => Task): Task {
  try {
    yield* body();
  } catch (error) {
    if (!(error instanceof Jump) || error.kind !== 'continue') throw error;
    shell.status = 0;
    if (--error.levels > 0) throw error;
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

function* runWhile(shell: Shell, node: While): Task<number> {
  let status = 0;
  return yield* runLoop(
    shell,
    function* () {
      let goesOn = false;
      yield* iterate(shell, function* () {
        const test = yield* runTested(shell, node.clause);
        goesOn = (test === 0) === (node.kind === 'while');
        if (goesOn) status = yield* runList(shell, node.body);
      });
      return goesOn;
    },
    () => status,
  );
}

function* runFor(shell: Shell, node: For): Task<number> {
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
      yield* iterate(shell, function* () {
        status = yield* runList(shell, node.body);
      });
      return true;
    },
    () => status,
  );
}

function* runCase(shell: Shell, node: Case, tail?: Tail): Task<number> {
  yield* shell.charge();
  shell.line = shell.source.lineAt(node.pos);
  const text = yield* textOf(shell, node.word);
  shell.status = 0;
  let falls = false;
  for (const item of node.items) {
    let hit = falls;
    for (const pattern of item.pattern) hit ||= matches(yield* patternOf(shell, pattern), text);
    if (!hit) continue;
    yield* runList(shell, item.body, item.terminator === ';;' || item.terminator === undefined ? tail : undefined);
    if (item.terminator !== ';&' && item.terminator !== ';;&') return shell.status;
    falls = item.terminator === ';&';
  }
  return shell.status;
}

function* runSelect(shell: Shell, node: Select): Task<number> {
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
        yield* iterate(shell, function* () {
          status = yield* runList(shell, node.body);
        });
      }
      return true;
    },
    () => status,
  );
}
