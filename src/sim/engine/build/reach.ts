// Which stages a stage needs, and what they take from outside: nothing else is built.
import { flagValue, flagValues } from './dockerfile/check.ts';
import { BuildError } from './dockerfile/node.ts';
import type { Stage } from './dockerfile/stages.ts';
import type { Site } from './site.ts';
import { sourcesOf as sourceNames } from './build-tracker.ts';
import { findStage, stageOfBase } from './stage-names.ts';

/** What a build touches. */
export interface Reach {
  readonly stages: readonly Stage[];
  /** Images that FROM names, with the stage that does. */
  readonly bases: readonly { readonly name: string; readonly stage: Stage }[];
  /** Paths of the context; none: it is not needed. */
  readonly paths: readonly string[];
}

type Names = Pick<Site, 'stages' | 'baseName' | 'source'>;

/** Follows FROM, COPY --from and RUN --mount=from; a FROM that cannot be read is an error. */
export function reachOf(builder: Names, targets: readonly Stage[]): Reach | BuildError {
  const stages = new Set<Stage>();
  const bases: { name: string; stage: Stage }[] = [];
  const paths: string[] = [];
  const pending = [...targets];
  for (let stage = pending.pop(); stage; stage = pending.pop()) {
    if (stages.has(stage)) continue;
    stages.add(stage);
    const name = builder.baseName(stage);
    if (name instanceof BuildError) return name;
    const below = stageOfBase(builder.stages, name, stage);
    if (below) pending.push(below);
    else if (name !== 'scratch') bases.push({ name, stage });
    for (const instruction of stage.instructions) {
      if (instruction.name === 'RUN')
        for (const mount of flagValues(instruction, 'mount')) {
          const from = /(?:^|,)from=([^,]+)/.exec(mount)?.[1];
          const source = from === undefined ? undefined : stageOf(builder, from, stage);
          if (source instanceof BuildError) return source.at(instruction.range);
          if (source) pending.push(source);
          else if (/(?:^|,)type=bind|^(?!.*type=)/.test(mount)) paths.push('');
        }
      if (instruction.name !== 'COPY' && instruction.name !== 'ADD') continue;
      const from = flagValue(instruction, 'from');
      const source = from === undefined ? undefined : stageOf(builder, from, stage);
      if (source instanceof BuildError) return source.at(instruction.range);
      if (source) pending.push(source);
      if (from === undefined) paths.push(...sourcesOf(instruction));
    }
  }
  return { stages: [...stages], bases: bases.reverse(), paths };
}

/**
 * The stages that the target needs in the order in which BuildKit meets them: each before what its steps take files from.
 * A step that several stages share bears the name of the one that is met last.
 */
export function inMeetingOrder(site: Names, target: Stage): Stage[] {
  const met = new Set<Stage>();
  const meet = (stage: Stage): void => {
    if (met.has(stage)) return;
    met.add(stage);
    const name = site.baseName(stage);
    const below = name instanceof BuildError ? undefined : stageOfBase(site.stages, name, stage);
    if (below) meet(below);
    for (const instruction of stage.instructions)
      for (const from of sourceNames(instruction)) {
        const source = site.source(from, stage);
        if (source && source.index < stage.index) meet(source);
      }
  };
  meet(target);
  return [...met];
}

/** The stage that COPY --from or a mount names; undefined: an image. */
function stageOf(site: Names, name: string, stage: Stage): Stage | undefined | BuildError {
  const found = site.source(name, stage) ?? findStage(site.stages, name);
  if (!found)
    return /^\d+$/.test(name) ? new BuildError(`invalid stage index ${name}`, undefined, 'nowhere') : undefined;
  if (found.index < stage.index) return found;
  const own = (each: Stage): string => each.name || String(each.index);
  if (found === stage || needs(site, found, stage))
    return new BuildError(`circular dependency detected on stage: ${own(stage)}`);
  return new BuildError(
    `cannot copy from stage ${JSON.stringify(own(found))}, it needs to be defined before current stage ${JSON.stringify(own(stage))}`,
  );
}

/** Whether a stage takes files from another one. */
const needs = (site: Names, stage: Stage, other: Stage): boolean =>
  stage.instructions.some(
    (instruction) =>
      flagValue(instruction, 'from') !== undefined &&
      site.source(flagValue(instruction, 'from') ?? '', stage) === other,
  );

function sourcesOf({ json, rest }: Stage['from']): string[] {
  const sources = (json ?? rest.split(/\s+/)).slice(0, -1).filter((source) => !/^(?:https?:\/\/|git@|<<)/.test(source));
  return sources.map((source) =>
    source.includes('$')
      ? ''
      : source
          .replace(/^(?:\.?\/)+/, '')
          .replace(/\/+$/, '')
          .replace(/^\.$/, ''),
  );
}
