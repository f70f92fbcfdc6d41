// The build checks of Docker 28: remarks about a Dockerfile that builds all the same.
import type { Dockerfile, Range } from '../dockerfile/node.ts';
import type { Stage, Stages } from '../dockerfile/stages.ts';
import { fromRemarks } from './from-remarks.ts';
import { stageRemarks, type Known } from './stage-remarks.ts';

/** One remark. */
export interface Remark {
  readonly rule: string;
  readonly text: string;
  readonly range: Range;
  readonly url: string;
}

/** Takes a remark. */
export type Tell = (rule: string, range: Range, text: string) => void;

/** What `# check=skip=…;error=true;experimental=…` asks for. */
export interface CheckRules {
  readonly skip: ReadonlySet<string>;
  readonly error: boolean;
  readonly experimental: ReadonlySet<string>;
  /** What is wrong with the line. */
  readonly problem: string | undefined;
}

/** Reads the directive. */
export function checkRules({ directives }: Dockerfile): CheckRules {
  const fields = new Map(
    (directives.get('check')?.value ?? '').split(';').map((field) => {
      const [name = '', value = ''] = field.trim().split('=');
      return [name.trim().toLowerCase(), value.trim()] as const;
    }),
  );
  const unknown = [...fields.keys()].find((name) => !['', 'skip', 'error', 'experimental'].includes(name));
  const list = (name: string): Set<string> =>
    new Set(
      (fields.get(name) ?? '')
        .split(',')
        .map((rule) => rule.trim())
        .filter((rule) => rule !== ''),
    );
  return {
    skip: list('skip'),
    error: fields.get('error') === 'true',
    experimental: list('experimental'),
    problem:
      unknown === undefined
        ? undefined
        : `failed to parse check options: invalid check option ${JSON.stringify(unknown)}`,
  };
}

const address = (rule: string): string =>
  `https://docs.docker.com/go/dockerfile/rule/${rule
    .replace(/([a-z])([A-Z])/g, '$1-$2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1-$2')
    .toLowerCase()}/`;

/** What remarks look at. */
export interface LintInput {
  readonly file: Dockerfile;
  readonly stages: Stages;
  /** `--build-arg`. */
  readonly given: Readonly<Record<string, string>>;
  /** Stages that the target needs; others are looked at only as far as their text goes. */
  readonly needed: readonly Stage[];
  readonly rules: CheckRules;
  /** Names of variables that the base of a stage sets. */
  readonly baseNames: (stage: Stage) => readonly string[];
  /** Whether the base of a stage sets a shell. */
  readonly baseShell: (stage: Stage) => boolean;
}

/** All remarks, in the order of the lines. */
export function lintOf(input: LintInput): Remark[] {
  const { file, stages, given, needed, rules, baseNames, baseShell } = input;
  const remarks: Remark[] = [];
  const tell: Tell = (rule, range, text) => {
    if (!rules.skip.has('all') && !rules.skip.has(rule)) remarks.push({ rule, text, range, url: address(rule) });
  };
  for (const range of file.emptyContinuations) tell('NoEmptyContinuation', range, 'Empty continuation line');
  fromRemarks(input, tell);
  casing(file, tell);
  const results = new Map<Stage, Known>();
  for (const stage of stages.stages) {
    const below = stages.stages.findLast(
      (each) => each.index < stage.index && each.name !== '' && each.name === stage.base,
    );
    const before = below && results.get(below);
    const known: Known = {
      names: new Set([...(before?.names ?? baseNames(stage)), ...Object.keys(given)]),
      workdirSet: before?.workdirSet ?? false,
      variables: new Map(before?.variables),
      shellSet: before?.shellSet ?? baseShell(stage),
    };
    results.set(stage, known);
    stageRemarks(
      stage,
      known,
      { escape: file.escape, needed: needed.includes(stage), globals: stages.globals, given },
      tell,
    );
  }
  if (rules.experimental.has('all') || rules.experimental.has('InvalidDefinitionDescription')) descriptions(file, tell);
  return remarks.sort((a, b) => a.range.start - b.range.start);
}

function casing({ instructions }: Dockerfile, tell: Tell): void {
  const lower = instructions.filter(({ written }) => written === written.toLowerCase()).length;
  const upper = instructions.filter(({ written }) => written === written.toUpperCase()).length;
  const [majority, fits] =
    lower > upper
      ? (['lowercase', (text: string) => text.toLowerCase()] as const)
      : (['uppercase', (text: string) => text.toUpperCase()] as const);
  for (const { written, range } of instructions)
    if (written !== fits(written))
      tell(
        'ConsistentInstructionCasing',
        range,
        `Command '${written}' should match the case of the command majority (${majority})`,
      );
}

/** Comments right above stages and arguments, which say what these are for. */
function descriptions({ instructions }: Dockerfile, tell: Tell): void {
  for (const { name, comments, rest, range } of instructions) {
    const described =
      name === 'FROM' ? (rest.split(/\s+/)[2] ?? '') : name === 'ARG' ? (rest.split(/[\s=]/)[0] ?? '') : '';
    if (described === '' || comments.length === 0) continue;
    if (!comments.some((line) => line.toLowerCase().startsWith(`${described.toLowerCase()} `)))
      tell(
        'InvalidDefinitionDescription',
        range,
        `Comment for ${name} should follow the format: \`# ${described} <description>\``,
      );
  }
}
