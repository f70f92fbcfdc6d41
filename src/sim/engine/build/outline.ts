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
const about = ({ comments }: Instruction, name: string): string =>
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
  const inOrder = [...stages].sort((a, b) => a.index - b.index);
  const instructions = inOrder.flatMap((stage) => stage.instructions);
  const head = [
    ...(target.name === '' ? [] : [`TARGET:      ${target.name}\n`]),
    ...(target.name === '' || about(target.from, target.name) === ''
      ? []
      : [`DESCRIPTION: ${about(target.from, target.name)}\n`]),
  ].join('');
  const args = instructions
    .filter(({ name }) => name === 'ARG')
    .flatMap((instruction) => argumentRows(builder, instruction));
  const secrets = mounts(instructions, 'secret').map(({ id, required }) => [id, required ? 'true' : '']);
  const agents = mounts(instructions, 'ssh').map(({ id, required }) => [id, required ? 'true' : '']);
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

function argumentRows({ request, globals, file }: Builder, instruction: Instruction): string[][] {
  const words = new Words(globals, file.escape, instruction);
  return readArguments(instruction.rest, file.escape).map(({ name, value }) => {
    const initial = value === undefined ? globals.get(name) : words.one(value);
    const shown = request.args[name] ?? (initial instanceof BuildError ? '' : (initial ?? ''));
    return [name, shown, about(instruction, name)];
  });
}

function mounts(
  instructions: readonly Instruction[],
  type: string,
): { readonly id: string; readonly required: boolean }[] {
  const found = new Map<string, boolean>();
  for (const instruction of instructions)
    for (const text of flagValues(instruction, 'mount')) {
      const fields = new Map(text.split(',').map((field) => field.split('=', 2) as [string, string | undefined]));
      if (fields.get('type') !== type) continue;
      const id = fields.get('id') ?? (fields.get('target') ?? fields.get('dst') ?? 'default').split('/').at(-1) ?? '';
      const required = fields.has('required') && fields.get('required') !== 'false';
      found.set(id, (found.get(id) ?? false) || required);
    }
  return [...found].map(([id, required]) => ({ id, required }));
}
