// The builder before BuildKit (`DOCKER_BUILDKIT=0`): a container and an image for each instruction, one after the other.
import type { Pipe } from '../../../kernel/pipe.ts';
import type { Request } from '../../../kernel/message.ts';
import type { Task } from '../../../kernel/task.ts';
import { Latch } from '../../../kernel/trigger.ts';
import { familiarReference, parseReference, withDefaultTag } from '../../../oci/reference.ts';
import { readTar } from '../../../oci/tar-read.ts';
import { receive } from '../../containers/archive.ts';
import type { Engine } from '../../engine.ts';
import { ApiError } from '../../errors.ts';
import { emitImageEvent } from '../../images/image-event.ts';
import { fetchImage } from '../../images/pull.ts';
import { ProgressOutput } from '../../images/progress.ts';
import type { ImageRecord } from '../../records.ts';
import { contextTree } from '../context.ts';
import { textOf } from '../copy-files.ts';
import { BuildError, type Dockerfile } from '../dockerfile/node.ts';
import { parseDockerfile, parseInstruction } from '../dockerfile/parse.ts';
import { stagesOf, type Stage, type Stages } from '../dockerfile/stages.ts';
import { filesOf } from '../files-of.ts';
import { readRequest, type BuildRequest } from '../request.ts';
import { baseNameOf, findStage, globalValues, targetStage } from '../stage-names.ts';
import { LegacyStage } from './legacy-stage.ts';
import { LegacyFailure } from './legacy-failure.ts';

/** A build that has been read and can begin. */
export interface LegacyPlan {
  readonly request: BuildRequest;
  readonly file: Dockerfile;
  readonly stages: Stages;
  readonly target: Stage;
  readonly context: ReturnType<typeof filesOf>;
  /** Containers of steps are removed: `rm`; those of failed ones too: `force`. */
  readonly removal: { readonly rm: boolean; readonly force: boolean };
}

/** Reads the context and its Dockerfile; a text is what the daemon refuses the request with. */
export function* planLegacy(engine: Engine, message: Request): Task<LegacyPlan | string> {
  const request = readRequest(message);
  const archive = readTar(yield* receive({ ...message, body: undefined }));
  if (!archive.ok) return archive.message;
  const context = filesOf(contextTree(archive.entries), () => engine.kernel.clock);
  const text = textOf(context, `/${request.dockerfile}`);
  if (text === undefined) return `Cannot locate specified Dockerfile: ${request.dockerfile}`;
  if (text === '') return `the Dockerfile (${request.dockerfile}) cannot be empty`;
  const file = parseDockerfile(text);
  if (file instanceof BuildError) return file.message;
  const stages = stagesOf(file);
  if (stages instanceof BuildError)
    return stages.message.startsWith('dockerfile parse error')
      ? stages.message
      : `failed to parse ${request.dockerfile}: ${stages.message}`;
  const target = targetStage(stages.stages, request.target);
  if (target instanceof BuildError) return target.message;
  const { rm = '1', forcerm = '0' } = message.query;
  return { request, file, stages, target, context, removal: { rm: rm !== '0', force: forcerm === '1' } };
}

/** Carries a plan out; what goes on is told in the words that the client prints. */
export function* runLegacy(engine: Engine, plan: LegacyPlan, pipe: Pipe<unknown>): Task {
  const idle = engine.busy('building');
  const say = (stream: string): void => {
    pipe.offer({ stream });
  };
  try {
    const outcome = yield* buildAll(engine, plan, pipe, say);
    if (outcome instanceof LegacyFailure) pipe.offer({ error: outcome.message, code: outcome.code });
  } finally {
    idle();
    pipe.close();
  }
}

function* buildAll(
  engine: Engine,
  plan: LegacyPlan,
  pipe: Pipe<unknown>,
  say: (text: string) => void,
): Task<LegacyFailure | undefined> {
  const { request, file, stages, target } = plan;
  const globals = globalValues(stages, request, file.escape);
  const wanted = stages.stages.filter(({ index }) => index <= target.index);
  const labels = Object.entries(request.labels);
  const total =
    wanted.reduce((sum, { instructions }) => sum + 1 + instructions.length, 0) + (labels.length > 0 ? 1 : 0);
  const done: LegacyStage[] = [];
  const used = new Set<string>();
  let step = 0;
  let last: LegacyStage | undefined;
  for (const stage of wanted) {
    say(`Step ${++step}/${total} : ${stage.from.original}\n`);
    const name = baseNameOf(stage, globals, file.escape);
    if (name instanceof BuildError) return new LegacyFailure(name.message);
    const earlier = findStage(stages.stages, name, stage.index);
    const base = earlier
      ? engine.images.get(done[earlier.index]?.image ?? '')
      : name === 'scratch'
        ? undefined
        : yield* baseImage(engine, name, request.pull, pipe);
    if (base instanceof ApiError) return new LegacyFailure(base.message);
    const { removal, context } = plan;
    last = new LegacyStage({
      engine,
      request,
      file,
      globals,
      base,
      done,
      stages: stages.stages,
      context,
      removal,
      say,
      used,
    });
    const failure = yield* last.triggers(stage.from);
    if (failure) return failure;
    last.tellImage();
    for (const instruction of stage.instructions) {
      say(`Step ${++step}/${total} : ${instruction.original}\n`);
      const problem = yield* last.carryOut(instruction);
      if (problem) return problem;
      last.tellImage();
    }
    done.push(last);
  }
  if (!last) throw new Error('a build has a stage');
  if (labels.length > 0) {
    const text = `LABEL ${labels.map(([key, value]) => `${JSON.stringify(key)}=${JSON.stringify(value)}`).join(' ')}`;
    const instruction = parseInstruction(text, target.from.range);
    if (instruction instanceof BuildError) throw new Error(instruction.message);
    say(`Step ${step + 1}/${total} : LABEL ${labels.map(([key, value]) => `${key}=${value}`).join(' ')}\n`);
    const problem = yield* last.carryOut(instruction);
    if (problem) return problem;
    last.tellImage();
  }
  if (last.image === '') return new LegacyFailure('No image was generated. Is your Dockerfile empty?');
  const unused = Object.keys(request.args).filter((arg) => !used.has(arg));
  if (unused.length > 0) say(`[Warning] One or more build-args [${unused.sort().join(' ')}] were not consumed\n`);
  pipe.offer({ aux: { ID: last.image } });
  say(`Successfully built ${last.image.slice(7, 19)}\n`);
  for (const tag of request.tags) {
    const reading = parseReference(tag);
    if (!reading.ok) throw new Error(`bad tag ${tag}`);
    const reference = withDefaultTag(reading.reference);
    engine.images.tag(last.image, reference, engine.kernel.clock);
    emitImageEvent(engine, 'tag', last.image, familiarReference(reference));
    say(`Successfully tagged ${familiarReference(reference)}\n`);
  }
  return undefined;
}

/** The image that FROM names: here, or pulled, which the client is shown. */
function* baseImage(engine: Engine, name: string, pull: boolean, pipe: Pipe<unknown>): Task<ImageRecord | ApiError> {
  const here = engine.images.resolve(name);
  const reading = parseReference(name);
  if (!reading.ok || (!pull && !(here instanceof ApiError))) return here;
  const output = new ProgressOutput();
  const reference = withDefaultTag(reading.reference);
  const failure = yield* fetchImage(engine, reference, undefined, undefined, output, new Latch());
  if (failure) return failure;
  for (let message = yield* output.pipe.read(); message !== undefined; message = yield* output.pipe.read())
    pipe.offer(message);
  return engine.images.resolve(name);
}
