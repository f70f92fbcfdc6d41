// What `--call=targets` and `--call=outline` answer: the stages of a Dockerfile, and what one of them can be given.
import { flagValues } from './dockerfile/check.ts';
import { readArguments } from './dockerfile/pairs.ts';
import type { Instruction } from './dockerfile/node.ts';
import type { Stage } from './dockerfile/stages.ts';
import type { Builder } from './builder.ts';
import { BuildError } from './dockerfile/node.ts';
import { Words } from './state.ts';

/** Rows under titles, columns three blanks apart. */
function table(rows: readonly (readonly string[])[], gap: number): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)) + gap);
  return rows
    .map((row) => `${row.map((cell, at) => (at === row.length - 1 ? cell : cell.padEnd(widths[at] ?? 0))).join('')}\n`)
    .join('');
}

/** What the comment above an instruction says of a name: `# name is …` or `# NAME …`. */
export const about = ({ comments }: Instruction, name: string): string =>
  comments
    .flatMap((line) => (line.toLowerCase().startsWith(`${name.toLowerCase()} `) ? [line.slice(name.length + 1)] : []))
    .at(-1) ?? '';

/** The stages that can be built, and which one is when none is named. */
export function targetsText(stages: readonly Stage[]): string {
  const rows = stages.flatMap((stage, index) => {
    const last = index === stages.length - 1;
    if (stage.name === '' && !last) return [];
    const shown = [stage.name, ...(last ? ['(default)'] : [])].filter((text) => text !== '').join(' ');
    return [[shown, stage.name === '' ? '' : about(stage.from, stage.name)]];
  });
  return table([['TARGET', 'DESCRIPTION'], ...rows], 1);
}

/** Arguments, secrets and agents of a stage and of those that it stands on. */
export function outlineText(builder: Builder, target: Stage, stages: readonly Stage[]): string {
  const description = target.name === '' ? '' : about(target.from, target.name);
  const head =
    target.name === ''
      ? ''
      : description === ''
        ? `TARGET: ${target.name}\n`
        : `TARGET:      ${target.name}\nDESCRIPTION: ${description}\n`;
  const args = argumentsOf(builder, stages).map(({ name, value, description }) => [name, value, description]);
  const secrets = mountsOf(stages, 'secret').map(({ id, required }) => [id, required ? 'true' : '']);
  const agents = mountsOf(stages, 'ssh').map(({ id, required }) => [id, required ? 'true' : '']);
  const parts = [
    head,
    args.length > 0 ? table([['BUILD ARG', 'VALUE', 'DESCRIPTION'], ...args], 3) : '',
    secrets.length > 0 ? table([['SECRET', 'REQUIRED'], ...secrets], 3) : '',
    agents.length > 0 ? table([['SSH', 'REQUIRED'], ...agents], 3) : '',
  ];
  return parts
    .filter((part) => part !== '')
    .map((part) => `${part}\n`)
    .join('');
}

const instructionsOf = (stages: readonly Stage[]): readonly Instruction[] =>
  [...stages].sort((a, b) => a.index - b.index).flatMap((stage) => stage.instructions);

/** An argument that can be given. */
export interface OutlinedArgument {
  readonly name: string;
  /** Empty: none. */
  readonly value: string;
  readonly description: string;
  readonly range: Instruction['range'];
}

/** The arguments that stages declare. */
export function argumentsOf({ request, globals, file, outer }: Builder, stages: readonly Stage[]): OutlinedArgument[] {
  const declared = instructionsOf(stages)
    .filter(({ name }) => name === 'ARG')
    .flatMap((instruction) => {
      const words = new Words(globals, file.escape, instruction);
      return readArguments(instruction.rest, file.escape).map(({ name, value }) => {
        const above = value === undefined ? outer.find(({ pair }) => pair.name === name)?.instruction : undefined;
        const { range } = above ?? instruction;
        const initial = value === undefined ? globals.get(name) : words.one(value);
        const shown = request.args[name] ?? (initial instanceof BuildError ? '' : (initial ?? ''));
        return { name, value: shown, description: about(instruction, name), range };
      });
    });
  // The last one of a name counts.
  const last = declared.filter(({ name }, at) => declared.findLastIndex((other) => other.name === name) === at);
  return last.sort((a, b) => a.range.start - b.range.start);
}

/** A secret or an agent that can be given. */
export interface OutlinedMount {
  readonly id: string;
  readonly required: boolean;
  readonly range: Instruction['range'];
}

/** The secrets or agents that commands of stages ask for. */
export function mountsOf(stages: readonly Stage[], type: string): OutlinedMount[] {
  const found = new Map<string, OutlinedMount>();
  for (const instruction of instructionsOf(stages))
    for (const text of flagValues(instruction, 'mount')) {
      const fields = new Map(text.split(',').map((field) => field.split('=', 2) as [string, string | undefined]));
      if (fields.get('type') !== type) continue;
      const id = fields.get('id') ?? (fields.get('target') ?? fields.get('dst') ?? 'default').split('/').at(-1) ?? '';
      const required = fields.has('required') && fields.get('required') !== 'false';
      const before = found.get(id);
      const { range } = before ?? instruction;
      found.set(id, { id, required: (before?.required ?? false) || required, range });
    }
  return [...found.values()];
}
