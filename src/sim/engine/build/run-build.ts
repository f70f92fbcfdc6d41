// A whole BuildKit build: reads the Dockerfile, solves the target, exports the result, telling the client all the while.
import { all, sleep, type Task } from '../../kernel/task.ts';
import type { Request } from '../../kernel/message.ts';
import { readTar } from '../../oci/tar-read.ts';
import { receive } from '../containers/archive.ts';
import type { Engine } from '../engine.ts';
import { checkJson, outlineJson, targetsJson } from './answers.ts';
import { BuildTracker, stageRecord } from './build-tracker.ts';
import { Builder } from './builder.ts';
import type { BaseFailure, BaseImage } from './base-image.ts';
import type { BuildRecord } from './build-record.ts';
import { exportFiles } from './export-files.ts';
import { keepLog } from './history.ts';
import { outlineText, targetsText } from './outline.ts';
import { pushResult } from './push-result.ts';
import { cacheOf } from './cache.ts';
import { BuildContext } from './context.ts';
import { BuildError, type Range } from './dockerfile/node.ts';
import { excerpt } from './dockerfile/excerpt.ts';
import { parseDockerfile } from './dockerfile/parse.ts';
import { stagesOf, type Stage } from './dockerfile/stages.ts';
import { exportImage } from './export-image.ts';
import { checkRules, lintOf, type Remark } from './lint/lint.ts';
import { hasShell, namesOfBase, platformRemarks } from './lint/base-remarks.ts';
import { suggestion } from './dockerfile/suggest.ts';
import { inMeetingOrder, reachOf } from './reach.ts';
import { readRequest, type BuildRequest } from './request.ts';
import { remoteContext, unpackedContext } from './remote-context.ts';
import { BuildProgress } from './status.ts';
import { shownBytes } from './transfer-size.ts';

/** Carries out a request; everything, failure included, is told through `progress`, which is closed in the end. */
export function* runBuild(engine: Engine, message: Request, progress: BuildProgress): Task {
  const idle = engine.busy('building');
  const end = cacheOf(engine).begin();
  const request = readRequest(message);
  const tracker = new BuildTracker(engine, request);
  try {
    yield* solve({ engine, message, request, progress, tracker });
  } finally {
    tracker.end({ state: 'cancelled' });
    keepLog(engine, tracker.id, progress.sent);
    end();
    idle();
    progress.pipe.close();
  }
}

const knownOutputs: readonly string[] = ['image', 'local', 'tar', 'cacheonly', 'check', 'outline', 'targets'];

/** What one build works with from its beginning. */
interface Assignment {
  readonly engine: Engine;
  readonly message: Request;
  readonly request: BuildRequest;
  readonly progress: BuildProgress;
  readonly tracker: BuildTracker;
}

function* solve({ engine, message, request, progress, tracker }: Assignment): Task {
  const give = (error: string, range?: Range, text = ''): void => {
    tracker.end({ state: 'failed', error, ...(range ? { errorRange: range } : {}) });
    progress.send({ error, ...(text === '' ? {} : { excerpt: text }) });
  };
  progress.send({ build: tracker.id });
  const archive = readTar(yield* receive({ ...message, body: undefined }));
  if (!archive.ok) {
    give(archive.message);
    return;
  }
  const address = request.contextUrl;
  const remote = address === '' ? archive : yield* remoteContext(engine, address, progress);
  if (request.archive) unpackedContext(progress);
  if (typeof remote === 'string') {
    give(`failed to solve: ${remote}`);
    return;
  }
  const place = address === '' && !request.archive ? 'client' : 'here';
  const context = new BuildContext(remote.entries, request.remote, cacheOf(engine), progress, place);
  const alone = 'dockerfile' in remote ? remote.dockerfile : undefined;
  const name = alone === undefined ? request.dockerfile : 'context';
  const definition = (place === 'client' ? progress : new BuildProgress(engine.kernel))
    .vertex(`[internal] load build definition from ${name.split('/').at(-1) ?? name}`)
    .start();
  yield* sleep(2);
  const text = request.dockerfileText ?? alone ?? context.text(name);
  if (text === undefined) {
    definition.status('transferring dockerfile: 2B', true);
    definition.done();
    give(
      `failed to solve: failed to read dockerfile: open ${name.split('/').at(-1) ?? name}: no such file or directory`,
    );
    return;
  }
  if (text === '') {
    definition.status('transferring dockerfile: 31B', true);
    definition.done();
    give('failed to solve: the Dockerfile cannot be empty');
    return;
  }
  tracker.read(text);
  if (request.remote !== '')
    cacheOf(engine).useLocal(
      `dockerfile ${request.remote}`,
      'source.local',
      'local source for dockerfile',
      text.length,
    );
  const size = request.dockerfileText === undefined ? context.sizeOfDockerfile(name) : text.length + 37;
  definition.status(`transferring dockerfile: ${shownBytes(size)}`, true);
  // Read by now. Its end is told after the remarks, which stand below it and need the bases.
  const read = progress.clock;
  const shown = (range: Range): string => excerpt(name.split('/').at(-1) ?? name, text, range);
  const fail = ({ message: why, range, place }: BuildError): void => {
    give(`failed to solve: ${why}`, range, range ? shown(range).repeat(place === 'twice' ? 2 : 1) : '');
  };
  const foreign = request.outputs.find((output) => !knownOutputs.includes(output));
  if (foreign !== undefined) {
    definition.done(read);
    const why = `unsupported request frontend.${foreign}`;
    give(`failed to solve: ${why}: ${why}`);
    return;
  }
  const file = parseDockerfile(text);
  const stages = file instanceof BuildError ? file : stagesOf(file);
  if (file instanceof BuildError || stages instanceof BuildError) {
    definition.done(read);
    fail(file instanceof BuildError ? file : (stages as BuildError));
    return;
  }
  const rules = checkRules(file);
  if (rules.problem !== undefined) {
    definition.done(read);
    fail(new BuildError(rules.problem));
    return;
  }
  const builder = new Builder({ engine, request, file, stages, progress, tracker, context, text });
  if (request.outputs.includes('targets')) {
    definition.done(read);
    tracker.end({ state: 'done' });
    const json = request.format === 'json';
    progress.send({ answer: json ? targetsJson(stages.stages, text) : targetsText(stages.stages) });
    return;
  }
  const target = builder.target();
  const checks = request.outputs.includes('check');
  // Checks look at all stages as long as nobody names one.
  const reach =
    target instanceof BuildError
      ? target
      : reachOf(builder, checks && request.target === '' ? stages.stages : [target]);
  const reached = reach instanceof BuildError ? { stages: [], bases: [] } : reach;
  // A build that fails so early has told of nothing yet; a report tells what it knows.
  const remark = (bases: readonly (BaseImage | BaseFailure)[]): readonly Remark[] => {
    const based = new Map(reached.bases.map(({ stage }, index) => [stage, bases[index]]));
    const remarks = [
      ...lintOf({
        file,
        stages,
        given: request.args,
        needed: reached.stages,
        rules,
        baseNames: (stage) => namesOfBase(based.get(stage)),
        baseShell: (stage) => hasShell(based.get(stage)),
      }),
      ...platformRemarks(builder, reached.bases, bases, rules),
    ];
    for (const { rule, text: why, range, url } of remarks)
      progress.send({ warning: { rule, text: why, line: range.start, url, excerpt: shown(range) } });
    return remarks;
  };
  if (target instanceof BuildError || reach instanceof BuildError) {
    if (reach instanceof BuildError && checks) remark([]);
    definition.done(read);
    fail(target instanceof BuildError ? target : (reach as BuildError));
    return;
  }
  tracker.outline(
    stages.stages.map((stage) => stageRecord(builder, stage, reach.stages.includes(stage))),
    stages.stages,
    target.index,
    (each, stage) => builder.source(each, stage),
  );
  const platform = reach.stages
    .map((stage) => platformProblem(builder, stage))
    .find((problem) => problem !== undefined);
  if (platform) {
    if (checks) remark([]);
    definition.done(read);
    fail(platform);
    return;
  }
  const bases = yield* all(reach.bases.map(({ name: base, stage }) => builder.base(base, builder.platformOf(stage))));
  for (const [index, base] of bases.entries()) {
    if (!('failure' in base)) continue;
    if (checks) remark(bases);
    definition.done(read);
    fail(new BuildError(base.failure, reach.bases[index]?.stage.from.range));
    return;
  }
  builder.paths = reach.paths;
  const warnings = remark(bases);
  definition.done(read);
  const unreadable = yield* context.loadIgnore(
    request.dockerfileText === undefined ? context.text(`${name}.dockerignore`) : request.ignoreText,
  );
  if (unreadable !== undefined) {
    give(`failed to solve: ${unreadable}`);
    return;
  }
  if (rules.error && warnings.length > 0) {
    const names = [...new Set(warnings.map(({ rule }) => rule))].sort();
    give(`failed to solve: lint violation found for rules: ${names.join(', ')}`);
    return;
  }
  if (request.outputs.includes('check') || request.outputs.includes('outline')) {
    tracker.end({ state: 'done' });
    const json = request.format === 'json';
    if (checks) progress.send(json ? { answer: checkJson(warnings, name, text) } : { aux: { ID: '' } });
    else
      progress.send({
        answer: json ? outlineJson(builder, target, reach.stages, text) : outlineText(builder, target, reach.stages),
      });
    return;
  }
  const state = yield* builder.buildAll(inMeetingOrder(builder, target).reverse(), target);
  if (state instanceof BuildError) {
    fail(state);
    return;
  }
  const materials = bases.flatMap((base, index) =>
    'failure' in base ? [] : [materialOf(reach.bases[index]?.name ?? '', base)],
  );
  progress.send({ materials });
  let image = '';
  if (request.outputs.includes('image')) {
    image = yield* exportImage(builder, state);
    const refusal = request.push ? yield* pushResult(builder) : undefined;
    if (refusal !== undefined) {
      give(refusal);
      return;
    }
  }
  yield* exportFiles(builder, state);
  tracker.end({ state: 'done', image, materials });
  progress.send({ aux: { ID: image } });
}

function materialOf(name: string, { digest }: BaseImage): BuildRecord['materials'][number] {
  const [repository = '', tag = 'latest'] = name.split('@')[0]?.split(/:(?=[^/]*$)/) ?? [];
  const uri = `pkg:docker/${repository}@${tag}?platform=linux%2Famd64`;
  return { uri, digest: { sha256: digest.replace('sha256:', '') } };
}

/** Why the platform of a stage is none. */
function platformProblem(builder: Builder, stage: Stage): BuildError | undefined {
  if (stage.platform === undefined) return undefined;
  const platform = builder.platformOf(stage);
  const { range } = stage.from;
  if (platform === '') {
    const name = /^\$\{?(\w+)/.exec(stage.platform)?.[1] ?? '';
    const hint = suggestion(name, [...builder.globals.keys()]);
    return new BuildError(`empty platform value from expression ${stage.platform}${hint}`, range);
  }
  if (platform.split('/').length <= 3) return undefined;
  return new BuildError(
    `failed to parse platform ${platform}: ${JSON.stringify(platform)}: cannot parse platform specifier: invalid argument`,
    range,
    'twice',
  );
}
