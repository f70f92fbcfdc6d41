// One stage of the builder before BuildKit: its instructions, each from the cache or in a container that becomes an image.
import type { FileSystem } from '../../../computer/filesystem/file-system.ts';
import { layerChanges } from '../../../computer/filesystem/layer.ts';
import type { Tree } from '../../../computer/filesystem/tree.ts';
import { canonicalJson } from '../../../oci/canonical-json.ts';
import { imageId, type ImageConfig } from '../../../oci/image-config.ts';
import { sleep, type Task } from '../../../kernel/task.ts';
import { removeNow } from '../../containers/remove.ts';
import type { Engine } from '../../engine.ts';
import { ApiError, errors } from '../../errors.ts';
import { isTooDeepToStore } from '../../layers/depth.ts';
import { emitImageEvent } from '../../images/image-event.ts';
import type { ImageRecord } from '../../records.ts';
import { timestamp } from '../../times.ts';
import { commitLayer } from '../commit-layer.ts';
import { copyInto, findSources, type FoundSource } from '../copy-files.ts';
import { ownerIn } from '../copy-owner.ts';
import { flagValue, flagValues } from '../dockerfile/check.ts';
import { BuildError, type Dockerfile, type Instruction } from '../dockerfile/node.ts';
import { parseInstruction } from '../dockerfile/parse.ts';
import type { Stage } from '../dockerfile/stages.ts';
import { filesOf } from '../files-of.ts';
import { changeMetadata, workingDirectory } from '../metadata.ts';
import { changeFiles } from '../overlay-step.ts';
import { absolute } from '../paths.ts';
import type { BuildRequest } from '../request.ts';
import type { Snapshot } from '../snapshot.ts';
import { findStage } from '../stage-names.ts';
import { emptyState } from '../stage-walk.ts';
import { Words, variables, type StageState } from '../state.ts';
import { makeOwnDirectory } from '../workdir-step.ts';
import { LegacyFailure } from './legacy-failure.ts';
import { sourceHash } from './source-hash.ts';
import { createStepContainer, runContainer } from './step-container.ts';

/** What a stage works with. */
export interface LegacyParts {
  readonly engine: Engine;
  readonly request: BuildRequest;
  readonly file: Dockerfile;
  readonly globals: ReadonlyMap<string, string>;
  /** Undefined: from scratch. */
  readonly base: ImageRecord | undefined;
  /** The stages before it. */
  readonly done: readonly LegacyStage[];
  readonly stages: readonly Stage[];
  readonly context: FileSystem;
  readonly removal: { readonly rm: boolean; readonly force: boolean };
  readonly say: (text: string) => void;
  /** Names of arguments that ARG has declared so far. */
  readonly used: Set<string>;
}

const needsBuildKit = (flag: string): string =>
  `the ${flag} option requires BuildKit. Refer to https://docs.docker.com/go/buildkit/ to learn how to build images with BuildKit enabled`;

/** A stage under way. */
export class LegacyStage {
  readonly #parts: LegacyParts;
  readonly #state: StageState;
  #image: string;

  constructor(parts: LegacyParts) {
    this.#parts = parts;
    const { base } = parts;
    this.#image = base?.id ?? '';
    const snapshot: Snapshot = base
      ? { chain: base.layers, diffIds: base.config.rootfs.diff_ids }
      : { chain: [], diffIds: [] };
    this.#state = {
      ...emptyState(snapshot, '', base?.config.config ?? {}),
      history: [...(base?.config.history ?? [])],
      author: base?.config.author,
    };
  }

  /** Id of the image so far; empty before there is one. */
  get image(): string {
    return this.#image;
  }

  /** Tells the image so far. */
  tellImage(): void {
    this.#parts.say(` ---> ${this.#image.slice(7, 19)}\n`);
  }

  /** What the base wants to be done first. */
  *triggers(from: Instruction): Task<LegacyFailure | undefined> {
    const texts = this.#state.config.OnBuild ?? [];
    if (texts.length === 0) return undefined;
    this.#parts.say(`# Executing ${texts.length} build trigger${texts.length === 1 ? '' : 's'}\n`);
    const { OnBuild: _, ...config } = this.#state.config;
    this.#state.config = config;
    for (const text of texts) {
      const instruction = parseInstruction(text, from.range);
      const problem =
        instruction instanceof BuildError ? new LegacyFailure(instruction.message) : yield* this.carryOut(instruction);
      if (problem) return problem;
    }
    return undefined;
  }

  /** Does one instruction. */
  *carryOut(instruction: Instruction): Task<LegacyFailure | undefined> {
    const state = this.#state;
    const words = new Words(variables(state), this.#parts.file.escape, instruction);
    switch (instruction.name) {
      case 'RUN':
        return yield* this.#run(instruction);
      case 'COPY':
      case 'ADD':
        return yield* this.#copy(instruction, words);
      case 'WORKDIR': {
        const asked = words.one(instruction.rest.trim());
        if (asked instanceof BuildError) return new LegacyFailure(asked.message);
        const path = workingDirectory(state, asked);
        state.config = { ...state.config, WorkingDir: path };
        // Whoever USER names, this builder makes it for root.
        return yield* this.#change(`WORKDIR ${path}`, (files) => makeOwnDirectory(files, path, ''));
      }
      default:
        return yield* this.#configure(instruction, words);
    }
  }

  /** An instruction that only changes the configuration. */
  *#configure(instruction: Instruction, words: Words): Task<LegacyFailure | undefined> {
    const { file, request, globals, used } = this.#parts;
    const shell = this.#state.shell;
    const before = this.#state.args.length;
    const row = changeMetadata(this.#state, instruction, words, file.escape, { given: request.args, globals });
    if (row instanceof BuildError) return new LegacyFailure(row.message);
    if (row === undefined) return new LegacyFailure(`not simulated: ${instruction.name}`);
    for (const { name } of this.#state.args.slice(before)) used.add(name);
    const shown = instruction.name === 'SHELL' ? this.#state.shell : shell;
    return yield* this.#commitNothing([...shown, `#(nop)  ${rowOf(instruction, words, row)}`]);
  }

  *#commitNothing(command: readonly string[]): Task<LegacyFailure | undefined> {
    const createdBy = command.join(' ');
    if (this.#fromCache(createdBy)) return undefined;
    const id = yield* this.#inContainer(command);
    if (id instanceof LegacyFailure) return id;
    this.#commit(createdBy, this.#state.snapshot);
    yield* this.#dispose(id);
    return undefined;
  }

  /** An instruction that changes files without a command. */
  *#change(
    row: string,
    change: (files: FileSystem) => string | undefined,
    shown: 'shown' | 'hidden' = 'shown',
  ): Task<LegacyFailure | undefined> {
    const command = [...this.#state.shell, `#(nop) ${row}`];
    const createdBy = command.join(' ');
    if (this.#fromCache(createdBy)) return undefined;
    const id = shown === 'shown' ? yield* this.#inContainer(command) : '';
    if (id instanceof LegacyFailure) return id;
    yield* sleep(20);
    const { engine } = this.#parts;
    const snapshot = changeFiles(engine, this.#state.snapshot, createdBy, change);
    if ('failure' in snapshot) return new LegacyFailure(snapshot.failure);
    this.#commit(createdBy, snapshot);
    if (id !== '') yield* this.#dispose(id);
    return undefined;
  }

  *#run(instruction: Instruction): Task<LegacyFailure | undefined> {
    if (flagValues(instruction, 'mount').length > 0) return new LegacyFailure(needsBuildKit('--mount'));
    if (flagValue(instruction, 'network') !== undefined) return new LegacyFailure(needsBuildKit('--network'));
    const { engine, request, say, removal } = this.#parts;
    const state = this.#state;
    const argv = instruction.json ?? [...state.shell, instruction.rest];
    const declared = state.args.flatMap(({ name, value }) => (value === undefined ? [] : [`${name}=${value}`]));
    const createdBy = [...(declared.length > 0 ? [`|${declared.length}`, ...declared] : []), ...argv].join(' ');
    if (this.#fromCache(createdBy)) return undefined;
    if (this.#image === '') return new LegacyFailure('No image was generated. Is your Dockerfile empty?');
    const container = createStepContainer(
      engine,
      this.#image,
      argv,
      {
        ...state.config,
        Env: [...(state.config.Env ?? []), ...declared],
      },
      request.network,
    );
    if (container instanceof ApiError) return new LegacyFailure(container.message);
    say(` ---> Running in ${container.id.slice(0, 12)}\n`);
    const outcome = yield* runContainer(container, say);
    if (outcome instanceof ApiError) return new LegacyFailure(outcome.message);
    if (outcome !== 0) {
      if (removal.force) yield* this.#dispose(container.id);
      return new LegacyFailure(`The command '${argv.join(' ')}' returned a non-zero code: ${outcome}`, outcome);
    }
    const snapshot = layerAbove(engine, state.snapshot, container.disk.tree, createdBy);
    if (isTooDeepToStore(state.snapshot.chain)) return new LegacyFailure(errors.maxDepth().message);
    this.#commit(createdBy, snapshot);
    yield* this.#dispose(container.id);
    return undefined;
  }

  *#copy(instruction: Instruction, words: Words): Task<LegacyFailure | undefined> {
    const { name, json, rest } = instruction;
    if (flagValue(instruction, 'chmod') !== undefined) return new LegacyFailure(needsBuildKit('--chmod'));
    const all = json ? words.each(json) : words.many(rest);
    const owner = words.one(flagValue(instruction, 'chown') ?? '');
    if (all instanceof BuildError) return new LegacyFailure(all.message);
    if (owner instanceof BuildError) return new LegacyFailure(owner.message);
    const to = all.at(-1) ?? '';
    // Text that stands in the Dockerfile itself is no source for this builder.
    const sources = all.slice(0, -1).filter((word) => instruction.heredocs.length === 0 || !word.startsWith('<<'));
    const files = yield* this.#sourceFiles(flagValue(instruction, 'from'));
    if (files instanceof LegacyFailure) return files;
    const found = this.#find(name, sources, files, flagValue(instruction, 'from') !== undefined);
    if (found instanceof LegacyFailure) return found;
    if (found.length > 1 && !to.endsWith('/'))
      return new LegacyFailure(
        `When using ${name} with more than one source file, the destination must be a directory and end with a /`,
      );
    const destination = absolute(this.#state.config.WorkingDir ?? '/', to);
    const row = `${name} ${owner === '' ? '' : `--chown=${owner} `}${sourceHash(files, found)} in ${to} `;
    const { clock } = this.#parts.engine.kernel;
    return yield* this.#change(
      row,
      (target) =>
        copyInto(target, found, destination, {
          owner: ownerIn(target, owner === '' ? undefined : owner),
          mode: undefined,
          unpacks: name === 'ADD',
          parents: false,
          intoDirectory: to.endsWith('/') || to === '.' || to.endsWith('/.'),
          clock,
        }),
      'hidden',
    );
  }

  #find(
    name: string,
    sources: readonly string[],
    files: FileSystem,
    fromImage: boolean,
  ): FoundSource[] | LegacyFailure {
    const found: FoundSource[] = [];
    for (const source of sources) {
      if (/^https?:\/\//.test(source)) return new LegacyFailure(`not simulated: ADD ${source}`);
      if (/^(?:\.\/)*\.\.\//.test(source))
        return new LegacyFailure(`${name} failed: forbidden path outside the build context: ${source} ()`);
      const some = findSources(files, source, []);
      if (!some) {
        const where = fromImage ? '' : 'file not found in build context or excluded by .dockerignore: ';
        return new LegacyFailure(`${name} failed: ${where}stat ${source.replace(/^\/+/, '')}: file does not exist`);
      }
      found.push(...some);
    }
    return found.length === 0 ? new LegacyFailure(`${name} failed: no source files were specified`) : found;
  }

  *#sourceFiles(from: string | undefined): Task<FileSystem | LegacyFailure> {
    const { engine, context, stages, done } = this.#parts;
    if (from === undefined) return context;
    const stage = findStage(stages, from, done.length) ?? (/^\d+$/.test(from) ? stages[Number(from)] : undefined);
    const image = engine.images.resolve((stage && done[stage.index]?.image) ?? from);
    if (image instanceof ApiError) return new LegacyFailure(`invalid from flag value ${from}: ${image.message}`);
    return filesOf(engine.layers.tree(image.layers.at(-1)), () => engine.kernel.clock);
  }

  /** Makes the container that stands for a step; its id, or none from scratch, where there is no image for it. */
  *#inContainer(command: readonly string[]): Task<string | LegacyFailure> {
    const { engine, say, request } = this.#parts;
    if (this.#image === '') {
      const id = engine.newId();
      say(` ---> Running in ${id.slice(0, 12)}\n`);
      return id;
    }
    const container = createStepContainer(engine, this.#image, command, this.#state.config, request.network);
    if (container instanceof ApiError) return new LegacyFailure(container.message);
    say(` ---> Running in ${container.id.slice(0, 12)}\n`);
    yield* sleep(20);
    return container.id;
  }

  *#dispose(id: string): Task {
    const { engine, removal, say } = this.#parts;
    if (!removal.rm && !removal.force) return;
    const container = engine.containers.find(id);
    if (!(container instanceof ApiError)) yield* removeNow(container, true);
    say(` ---> Removed intermediate container ${id.slice(0, 12)}\n`);
  }

  /** The image that an earlier build made of the same step on the same image; it becomes this one. */
  #fromCache(createdBy: string): boolean {
    const { engine, request, say } = this.#parts;
    if (request.noCache || request.cacheFrom.length > 0) return false;
    const config = canonicalJson(this.#state.config);
    let found: ImageRecord | undefined;
    for (const image of engine.images.all()) {
      const last = image.config.history.at(-1);
      if (image.parent !== this.#image || last?.created_by !== createdBy) continue;
      if (canonicalJson(image.config.config) === config) found = image;
    }
    if (!found) return false;
    this.#image = found.id;
    this.#state.snapshot = { chain: found.layers, diffIds: found.config.rootfs.diff_ids };
    this.#state.history = [...found.config.history];
    say(' ---> Using cache\n');
    return true;
  }

  #commit(createdBy: string, snapshot: Snapshot): void {
    const { engine } = this.#parts;
    const state = this.#state;
    const created = timestamp(engine.kernel.clock);
    const author = state.author === undefined ? {} : { author: state.author };
    const empty = snapshot.chain.length === state.snapshot.chain.length ? { empty_layer: true } : {};
    state.history = [...state.history, { created, created_by: createdBy, ...author, ...empty }];
    state.snapshot = snapshot;
    const image: ImageConfig = {
      created,
      ...author,
      architecture: this.#parts.base?.config.architecture ?? 'amd64',
      os: 'linux',
      docker_version: '28.5.2',
      config: state.config,
      rootfs: { type: 'layers', diff_ids: snapshot.diffIds },
      history: state.history,
    };
    const id = imageId(image);
    engine.images.add(id, image, snapshot.chain, this.#image);
    emitImageEvent(engine, 'create', id);
    this.#image = id;
  }
}

/** The files after a command; one that changed nothing makes no layer. */
const layerAbove = (engine: Engine, below: Snapshot, upper: Tree, createdBy: string): Snapshot =>
  layerChanges(upper).length === 0 ? below : commitLayer(engine, below, upper, createdBy);

/** How the history shows an instruction, which differs from BuildKit's here and there. */
function rowOf(instruction: Instruction, words: Words, row: string): string {
  if (instruction.name === 'EXPOSE') {
    const ports = words.many(instruction.rest);
    return ports instanceof BuildError ? row : `EXPOSE ${ports.join(' ')}`;
  }
  if (instruction.name === 'ARG') {
    // What the command line gives counts where it is used, not here.
    const defaults = words.many(instruction.rest);
    return defaults instanceof BuildError ? row : `ARG ${defaults.join(' ')}`;
  }
  if (instruction.name === 'HEALTHCHECK')
    return row
      .replace(/"((?:[^"\\]|\\.)*)"/g, '$1')
      .replace(/'\\x([0-9a-f]+)'/, (_, hex: string) => String(parseInt(hex, 16)));
  return row;
}
