// A Dockerfile's stages: what stands before the first FROM, and the instructions of each.
import { checkInstruction, flagValue } from './check.ts';
import { BuildError, type Dockerfile, type Instruction } from './node.ts';
import { readArguments, type Pair } from './pairs.ts';

/** One stage. */
export interface Stage {
  readonly index: number;
  /** In lower case; empty when it has none. */
  readonly name: string;
  /** What follows FROM, variables not expanded. */
  readonly base: string;
  readonly platform: string | undefined;
  readonly from: Instruction;
  readonly instructions: readonly Instruction[];
}

/** Stages, and the ARGs before them. */
export interface Stages {
  readonly globals: readonly { readonly pair: Pair; readonly instruction: Instruction }[];
  readonly stages: readonly Stage[];
}

/** Checks every instruction and sorts them into stages; the first mistake in the file. */
export function stagesOf(file: Dockerfile): Stages | BuildError {
  const frontend = file.directives.has('syntax');
  const globals: { pair: Pair; instruction: Instruction }[] = [];
  const stages: (Stage & { instructions: Instruction[] })[] = [];
  for (const instruction of file.instructions) {
    const problem = checkInstruction(instruction, file.escape, frontend);
    if (problem) return problem;
    if (instruction.name === 'FROM') {
      const [base = '', , name = ''] = instruction.rest.split(/\s+/);
      stages.push({
        index: stages.length,
        name: name.toLowerCase(),
        base,
        platform: flagValue(instruction, 'platform'),
        from: instruction,
        instructions: [],
      });
      continue;
    }
    const stage = stages.at(-1);
    if (stage) stage.instructions.push(instruction);
    else if (instruction.name === 'ARG')
      for (const pair of readArguments(instruction.rest, file.escape)) globals.push({ pair, instruction });
    else return new BuildError('no build stage in current context', instruction.range);
  }
  if (stages.length === 0) return new BuildError('dockerfile contains no stages to build');
  return { globals, stages };
}
