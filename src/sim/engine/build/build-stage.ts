// Carries out the instructions of one stage, each from the cache or anew.
import type { Task } from '../../kernel/task.ts';
import { sha256 } from '../../oci/digest.ts';
import type { ContainerConfig } from '../../oci/image-config.ts';
import { timestamp } from '../times.ts';
import type { BaseImage } from './base-image.ts';
import type { Builder } from './builder.ts';
import type { Snapshot } from './cache.ts';
import { copyStep } from './copy-step.ts';
import { checkInstruction } from './dockerfile/check.ts';
import { BuildError, type Instruction } from './dockerfile/node.ts';
import { parseInstruction } from './dockerfile/parse.ts';
import type { Stage } from './dockerfile/stages.ts';
import { changeMetadata } from './metadata.ts';
import { commandStep } from './command-step.ts';
import { Words, variables, type StageState } from './state.ts';
import { workdirStep } from './workdir-step.ts';

const layered = new Set(['RUN', 'COPY', 'ADD', 'WORKDIR']);
const defaultPath = 'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** A stage while it is worked on: what the steps need beside its state. */
export interface StageRun {
  readonly builder: Builder;
  readonly stage: Stage;
  readonly state: StageState;
  /** Shows the base before the first step on it. */
  readonly begin: (runs: boolean) => void;
  /** `[builder 2/4] ` for the next step. */
  readonly prefix: () => string;
  /** `ONBUILD ` for a trigger of the base. */
  readonly trigger: string;
  /** Paths of the context that steps of the whole build want. */
  readonly wanted: readonly string[];
}

/** A step that makes a layer: what it is to the cache, to the history, to the progress, and how it is done. */
export interface LayerStep {
  readonly name: string;
  readonly key: string;
  readonly createdBy: string;
  /** True: `--no-cache` does not concern it. */
  readonly usesCache: boolean;
  /** The snapshot after it, or what the build fails with. */
  readonly run: (vertex: ReturnType<Builder['progress']['vertex']>) => Task<Snapshot | { readonly failure: string }>;
}

/** Builds a stage: its base first, then each instruction. */
export function* buildStage(builder: Builder, stage: Stage): Task<StageState | BuildError> {
  const started = yield* begin(builder, stage);
  if (started instanceof BuildError) return started;
  const { state, base } = started;
  const own = stage.instructions.filter(({ name }) => layered.has(name)).length;
  const triggers = yield* triggersOf(state, stage);
  if (triggers instanceof BuildError) return triggers;
  const first = own + (base ? 1 : 0);
  const total = first + triggers.filter(({ name }) => layered.has(name)).length;
  let index = base ? 1 : 0;
  const name = builder.nameOf(stage);
  const label = (number: number, of: number): string =>
    `[${name === '' ? '' : `${name} `}${String(number).padStart(String(of).length)}/${of}] `;
  const begun = (runs: boolean): void => {
    if (base) builder.showBase(`${label(1, first)}FROM ${base.name}`, base, runs);
  };
  const wanted = builder.paths;
  for (const [at, instruction] of [...triggers, ...stage.instructions].entries()) {
    const run: StageRun = {
      builder,
      stage,
      state,
      begin: begun,
      prefix: () => label(++index, total),
      trigger: at < triggers.length ? 'ONBUILD ' : '',
      wanted,
    };
    const problem = yield* carryOut(run, instruction);
    if (problem) return problem.at(instruction.range);
  }
  begun(false);
  return state;
}

function* begin(
  builder: Builder,
  stage: Stage,
): Task<{ readonly state: StageState; readonly base: BaseImage | undefined } | BuildError> {
  const name = builder.baseName(stage);
  if (name instanceof BuildError) return name;
  const platform = builder.platformOf(stage);
  const [os = 'linux', architecture = 'amd64', variant] = platform === '' ? [] : platform.split('/');
  if (name === 'scratch') {
    const state = stateOf({ chain: [], diffIds: [] }, 'scratch', { Env: [defaultPath] });
    return { state: { ...state, os, architecture, variant }, base: undefined };
  }
  const earlier = builder.source(name, stage);
  if (earlier && !/^\d+$/.test(name)) {
    const built = yield* builder.build(earlier);
    if (built instanceof BuildError) return built;
    return { state: { ...built, history: [...built.history], args: [], commandSet: false }, base: undefined };
  }
  const base = yield* builder.base(name, platform);
  if ('failure' in base) return new BuildError(base.failure, stage.from.range);
  const { config } = base.config;
  const withPath = (config.Env ?? []).some((entry) => entry.startsWith('PATH='))
    ? config
    : { ...config, Env: [defaultPath, ...(config.Env ?? [])] };
  const state = stateOf(base.snapshot, base.snapshot.chain.at(-1) ?? 'scratch', withPath);
  return {
    base,
    state: {
      ...state,
      history: [...base.config.history],
      created: base.config.created,
      author: base.config.author,
      os: base.config.os,
      architecture: base.config.architecture,
      variant: base.config.variant,
    },
  };
}

function stateOf(snapshot: Snapshot, key: string, config: ContainerConfig): StageState {
  return {
    snapshot,
    key,
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

function* triggersOf(state: StageState, stage: Stage): Task<Instruction[] | BuildError> {
  const triggers: Instruction[] = [];
  for (const text of state.config.OnBuild ?? []) {
    const instruction = parseInstruction(text, stage.from.range);
    const problem = instruction instanceof BuildError ? instruction : checkInstruction(instruction, '\\');
    if (problem) return problem;
    if (!(instruction instanceof BuildError)) triggers.push(instruction);
  }
  if (triggers.length > 0) {
    const { OnBuild: _, ...rest } = state.config;
    state.config = rest;
  }
  return triggers;
}

function* carryOut(run: StageRun, instruction: Instruction): Task<BuildError | undefined> {
  const { builder, state, trigger } = run;
  const { escape } = builder.file;
  const words = new Words(variables(state), escape, instruction);
  if (instruction.name === 'WORKDIR') return yield* layerStep(run, workdirStep(run, instruction, words));
  if (instruction.name === 'RUN') return yield* layerStep(run, yield* commandStep(run, instruction, words));
  if (instruction.name === 'COPY' || instruction.name === 'ADD')
    return yield* layerStep(run, yield* copyStep(run, instruction, words));
  const row = changeMetadata(state, instruction, words, escape, {
    given: builder.request.args,
    globals: builder.globals,
  });
  if (row instanceof BuildError) return row;
  if (row === undefined) return new BuildError(`not simulated: ${trigger}${instruction.name}`, instruction.range);
  state.history.push({
    ...(state.created === undefined ? {} : { created: state.created }),
    created_by: row,
    comment: 'buildkit.dockerfile.v0',
    empty_layer: true,
  });
  return undefined;
}

function* layerStep(run: StageRun, step: LayerStep | BuildError): Task<BuildError | undefined> {
  if (step instanceof BuildError) return step;
  const { builder, state, stage } = run;
  const vertex = builder.progress.vertex(`${run.prefix()}${run.trigger}${step.name}`);
  const key = sha256(`${state.key}\n${step.key}`);
  const known = step.usesCache || builder.mayUseCache(stage) ? builder.cache.get(key) : undefined;
  run.begin(!known);
  yield* builder.sendContext();
  let created: number;
  if (known) {
    vertex.cached();
    state.snapshot = known.snapshot;
    created = known.createdAt;
  } else {
    vertex.start();
    const snapshot = yield* step.run(vertex);
    if ('failure' in snapshot) {
      vertex.fail(snapshot.failure.replace(/^failed to compute cache key: /, ''));
      return new BuildError(snapshot.failure);
    }
    vertex.done();
    state.snapshot = snapshot;
    created = builder.cache.put(key, snapshot, step.name).createdAt;
  }
  state.key = key;
  state.created = timestamp(created);
  const { author } = state;
  state.history = [
    ...state.history,
    {
      created: state.created,
      created_by: step.createdBy,
      ...(author === undefined ? {} : { author }),
      comment: 'buildkit.dockerfile.v0',
    },
  ];
  return undefined;
}
