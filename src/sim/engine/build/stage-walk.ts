// Goes through the instructions of one stage in order; what becomes of a step that makes a layer, the caller decides.
import type { Task } from '../../kernel/task.ts';
import type { ContainerConfig } from '../../oci/image-config.ts';
import type { BaseImage } from './base-image.ts';
import type { Snapshot } from './snapshot.ts';
import { commandStep } from './command-step.ts';
import { copyStep } from './copy-step.ts';
import { checkInstruction } from './dockerfile/check.ts';
import { BuildError, type Instruction } from './dockerfile/node.ts';
import { parseInstruction } from './dockerfile/parse.ts';
import type { Stage } from './dockerfile/stages.ts';
import type { LayerStep } from './layer-step.ts';
import { changeMetadata } from './metadata.ts';
import type { Site } from './site.ts';
import { stageOfBase } from './stage-names.ts';
import { Words, variables, type StageState } from './state.ts';
import { workdirStep } from './workdir-step.ts';

const layered = new Set(['RUN', 'COPY', 'ADD', 'WORKDIR']);
const defaultPath = 'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** Whether an instruction makes a layer. */
export const makesLayer = ({ name }: Instruction): boolean => layered.has(name);

/** A stage at its beginning. */
export interface StageStart {
  readonly state: StageState;
  /** The image that it begins with; undefined for scratch and for another stage. */
  readonly base: BaseImage | undefined;
  /** Instructions that the base asks for. */
  readonly triggers: readonly Instruction[];
}

/** What a stage begins with. */
export function* startStage(site: Site, stage: Stage): Task<StageStart | BuildError> {
  const begun = yield* begin(site, stage);
  if (begun instanceof BuildError) return begun;
  const triggers = takeTriggers(begun.state, stage);
  return triggers instanceof BuildError ? triggers : { ...begun, triggers };
}

/** An instruction of a stage with the id of its step. */
export interface PlacedInstruction {
  readonly id: string;
  readonly instruction: Instruction;
  /** It comes from the base. */
  readonly trigger: boolean;
}

/** The instructions of a stage, those of its base first. */
export function instructionsOf(stage: Stage, triggers: readonly Instruction[]): PlacedInstruction[] {
  return [
    ...triggers.map((instruction, at) => ({ id: `${stage.index}.on${at}`, instruction, trigger: true })),
    ...stage.instructions.map((instruction, at) => ({ id: `${stage.index}.${at}`, instruction, trigger: false })),
  ];
}

/** What an instruction means: a step that makes a layer, or undefined when it has changed the configuration. */
export function* readStep(
  site: Site,
  stage: Stage,
  state: StageState,
  { instruction, trigger }: PlacedInstruction,
): Task<LayerStep | BuildError | undefined> {
  const { escape } = site.file;
  const words = new Words(variables(state), escape, instruction);
  const run = { site, stage, state };
  if (instruction.name === 'WORKDIR') return workdirStep(run, instruction, words);
  if (instruction.name === 'RUN') return yield* commandStep(run, instruction, words);
  if (instruction.name === 'COPY' || instruction.name === 'ADD') return yield* copyStep(run, instruction, words);
  const row = changeMetadata(state, instruction, words, escape, { given: site.request.args, globals: site.globals });
  if (row instanceof BuildError) return row;
  if (row === undefined)
    return new BuildError(`not simulated: ${trigger ? 'ONBUILD ' : ''}${instruction.name}`, instruction.range);
  // Triggers are no step of the image that carries them.
  if (instruction.name === 'ONBUILD') return undefined;
  state.history.push({
    ...(state.created === undefined ? {} : { created: state.created }),
    created_by: row,
    comment: 'buildkit.dockerfile.v0',
    empty_layer: true,
  });
  return undefined;
}

function* begin(
  site: Site,
  stage: Stage,
): Task<{ readonly state: StageState; readonly base: BaseImage | undefined } | BuildError> {
  const name = site.baseName(stage);
  if (name instanceof BuildError) return name;
  const platform = site.platformOf(stage);
  const [os = 'linux', architecture = 'amd64', variant] = platform === '' ? [] : platform.split('/');
  if (name === 'scratch') {
    const state = emptyState({ chain: [], diffIds: [] }, 'scratch', { Env: [defaultPath] });
    return { state: { ...state, os, architecture, variant }, base: undefined };
  }
  const earlier = stageOfBase(site.stages, name, stage);
  if (earlier) {
    const built = yield* site.build(earlier);
    if (built instanceof BuildError) return built;
    return { state: { ...built, history: [...built.history], commandSet: false }, base: undefined };
  }
  const base = yield* site.base(name, platform);
  if ('failure' in base) return new BuildError(base.failure, stage.from.range);
  const { config } = base.config;
  const withPath = (config.Env ?? []).some((entry) => entry.startsWith('PATH='))
    ? config
    : { ...config, Env: [defaultPath, ...(config.Env ?? [])] };
  const state = emptyState(base.snapshot, base.snapshot.chain.at(-1) ?? 'scratch', withPath);
  return {
    base,
    state: {
      ...state,
      base: base.name,
      history: [...base.config.history],
      created: base.config.created,
      author: base.config.author,
      os: base.config.os,
      architecture: base.config.architecture,
      variant: base.config.variant,
    },
  };
}

/** A stage of which nothing has been done. */
export function emptyState(snapshot: Snapshot, key: string, config: ContainerConfig): StageState {
  return {
    snapshot,
    key,
    base: '',
    below: undefined,
    config,
    history: [],
    args: [],
    shell: config.Shell ?? ['/bin/sh', '-c'],
    created: undefined,
    author: undefined,
    architecture: 'amd64',
    os: 'linux',
    variant: undefined,
    commandSet: false,
  };
}

/** The triggers of the base, which end with the stage that carries them out. */
function takeTriggers(state: StageState, stage: Stage): Instruction[] | BuildError {
  const triggers: Instruction[] = [];
  for (const text of state.config.OnBuild ?? []) {
    const instruction = parseInstruction(text, stage.from.range);
    const problem = instruction instanceof BuildError ? instruction : checkInstruction(instruction, '\\', true);
    if (problem) return problem;
    if (!(instruction instanceof BuildError)) triggers.push(instruction);
  }
  if (triggers.length > 0) {
    const { OnBuild: _, ...rest } = state.config;
    state.config = rest;
  }
  return triggers;
}
