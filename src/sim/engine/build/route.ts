// POST /build, /build/prune: the builder is loaded when it is first needed.
import { json, type Exchange, type Request, type Response } from '../../kernel/message.ts';
import { Pipe } from '../../kernel/pipe.ts';
import { load, spawn, type Task } from '../../kernel/task.ts';
import type { Engine } from '../engine.ts';
import { BuildProgress } from './status.ts';

const loadBuilder = async () => (await import('./run-build.ts')).runBuild;
const loadLegacy = async () => await import('./legacy/legacy-build.ts');
const loadPrune = async () => (await import('./prune.ts')).prune;
const loadHistory = async () => await import('./history.ts');
const loadList = async () => (await import('./prune.ts')).list;

/** Builds; the answer streams what goes on (status.ts). When the client goes away the build stops. */
export function* buildImage(engine: Engine, _params: unknown, message: Request, exchange: Exchange): Task<Response> {
  if (message.query['version'] !== '2') return yield* buildLegacy(engine, message, exchange);
  const runBuild = yield* load(loadBuilder);
  const progress = new BuildProgress(engine.kernel);
  const build = yield* spawn('build', runBuild(engine, message, progress));
  exchange.abandoned.whenOpened(() => {
    build.cancel();
  });
  return { ...json(200, undefined), stream: progress.pipe };
}

function* buildLegacy(engine: Engine, message: Request, exchange: Exchange): Task<Response> {
  const { planLegacy, runLegacy } = yield* load(loadLegacy);
  const plan = yield* planLegacy(engine, message);
  if (typeof plan === 'string') return json(400, { message: plan });
  const stream = new Pipe<unknown>(() => 64);
  const build = yield* spawn('build', runLegacy(engine, plan, stream));
  exchange.abandoned.whenOpened(() => {
    build.cancel();
  });
  return { ...json(200, undefined), stream };
}

/** Removes build cache. */
export function* pruneBuildCache(engine: Engine, _params: unknown, message: Request): Task<Response> {
  const prune = yield* load(loadPrune);
  return prune(engine, message);
}

/** Lists the build cache, as `docker buildx du` asks for it. */
export function* listBuildCache(engine: Engine): Task<Response> {
  const list = yield* load(loadList);
  return list(engine);
}

/** Lists the builds that are remembered, as `docker buildx history ls` asks for them. */
export function* listBuildHistory(engine: Engine): Task<Response> {
  const { listHistory } = yield* load(loadHistory);
  return listHistory(engine);
}

/** What a build told its client. */
export function* readBuildLogs(engine: Engine, params: { readonly id: string }): Task<Response> {
  const { buildLogs } = yield* load(loadHistory);
  return buildLogs(engine, params);
}

/** Forgets a build. */
export function* removeBuild(engine: Engine, params: { readonly id: string }): Task<Response> {
  const { forgetBuild } = yield* load(loadHistory);
  return forgetBuild(engine, params);
}
