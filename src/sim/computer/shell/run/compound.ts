// Compound commands: groups, subshells, `if`, `case`, conditions (POSIX XCU 2.9.4).
import type { Case, CompoundCommand, If } from 'unbash';
import type { Task } from '../../../kernel/task.ts';
import { arithmeticOrError } from '../expand/arithmetic-text.ts';
import { matches } from '../expand/pattern.ts';
import { patternOf, textOf } from '../expand/word.ts';
import type { Tail } from '../interpreter.ts';
import type { Shell } from '../shell.ts';
import { afterCommand, textOfNode } from './after-command.ts';
import { testConditional } from './conditional.ts';
import { runArithmeticFor, runFor, runSelect, runWhile } from './loops.ts';
import { forkFailed, inSubshell } from './subshell.ts';
import { runTested } from './tested.ts';
import { waitForJob } from './wait.ts';

/** Runs a compound command; its status. */
export function* runCompound(shell: Shell, node: CompoundCommand, tail?: Tail): Task<number> {
  switch (node.type) {
    case 'BraceGroup':
      return yield* shell.interpreter.runList(shell, node.body, tail);
    case 'Subshell': {
      const child = yield* shell.process.fork(
        (process) => inSubshell(shell, process, (inner) => inner.interpreter.runList(inner, node.body, 'last')),
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
    case 'ArithmeticFor':
      return yield* runArithmeticFor(shell, node);
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
    if ((yield* runTested(shell, branch.clause)) === 0)
      return yield* shell.interpreter.runList(shell, branch.then, tail);
  shell.status = 0;
  return node.else ? yield* shell.interpreter.runList(shell, node.else, tail) : 0;
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
    yield* shell.interpreter.runList(
      shell,
      item.body,
      item.terminator === ';;' || item.terminator === undefined ? tail : undefined,
    );
    if (item.terminator !== ';&' && item.terminator !== ';;&') return shell.status;
    falls = item.terminator === ';&';
  }
  return shell.status;
}
