// All that runs commands, loaded when a shell has the first one to run.
import type { Task } from '../../kernel/task.ts';
import { expandOperand, patternOf, textOf } from './expand/word.ts';
import type { Interpreter } from './interpreter.ts';
import { runBody, runCommand, runList, runNode, runScript } from './run/execute.ts';
import { runArguments } from './run/simple.ts';
import { runText } from './run/text.ts';
import { runTyped } from './run/typed.ts';
import type { Shell } from './shell.ts';
import { runStandardInput } from './stdin-script.ts';
import { parseWord } from './syntax.ts';

function* expandPrompt(shell: Shell, text: string): Task<string> {
  const word = parseWord(`"${text.replaceAll('"', '\\"')}"`);
  const { status } = shell;
  const expanded = word ? yield* textOf(shell, word) : text;
  shell.status = status;
  return expanded;
}

/** The interpreter of all dialects. */
export const interpreter: Interpreter = {
  runScript,
  runText,
  runArguments,
  runNode,
  runCommand,
  runList,
  runBody,
  runStandardInput,
  runTyped,
  textOf,
  expandPrompt,
  patternOf,
  expandOperand,
};
