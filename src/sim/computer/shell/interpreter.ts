// What the parts of the shell that are below the interpreter ask of it. Handed in, so that imports go one way.
import type {
  AndOr,
  CommandNode,
  CompoundList,
  Function as FunctionNode,
  ParsedScript,
  PipelineNode,
  Word,
} from 'unbash';
import type { Task } from '../../kernel/task.ts';
import type { LineResult } from '../contract.ts';
import type { Piece } from './expand/piece.ts';
import type { Shell } from './shell.ts';

/** `last`: the shell ends after these commands, so that the last of them may take over its process. */
export type Tail = 'last' | undefined;

/** What is handed in. */
export interface Interpreter {
  /** Runs the commands of a syntax tree; the status of the last one. */
  runScript(shell: Shell, script: ParsedScript, tail?: Tail): Task<number>;
  /** Parses and runs text (`eval`, traps, `.`): line by line, so that what precedes an error is run. */
  runText(
    shell: Shell,
    text: string,
    options?: { readonly firstLine?: number; readonly tail?: Tail; readonly name?: string },
  ): Task<number>;
  /** Runs a command by its arguments. `functions`: also a function of that name (not for `command`). */
  runArguments(
    shell: Shell,
    args: readonly string[],
    options: { readonly functions: boolean; readonly tail?: Tail },
  ): Task<number>;
  runNode(shell: Shell, node: PipelineNode | AndOr, tail?: Tail): Task<number>;
  runCommand(shell: Shell, node: CommandNode, tail?: Tail): Task<number>;
  runList(shell: Shell, list: CompoundList, tail?: Tail): Task<number>;
  /** Runs the body of a function. */
  runBody(shell: Shell, body: FunctionNode['body']): Task<number>;
  /** Reads commands from standard input and runs them to the end; the status of the last. */
  runStandardInput(shell: Shell): Task<number>;
  /** Reads what completes a line that was typed, and runs it; the text that was run, undefined if it was given up. */
  runTyped(shell: Shell, line: string, number: number, more: () => Task<LineResult>): Task<string | undefined>;
  /** The text of a word after all expansions, unsplit. */
  textOf(shell: Shell, word: Word, as?: 'plain' | 'assignment'): Task<string>;
  /** Parameters and commands in a prompt, expanded. */
  expandPrompt(shell: Shell, text: string): Task<string>;
  /** The pattern that a word makes: what is quoted matches itself. */
  patternOf(shell: Shell, word: Word): Task<string>;
  /** The pieces of the word in `${x:-word}`. */
  expandOperand(shell: Shell, word: Word, quoted: boolean): Task<Piece[]>;
}
