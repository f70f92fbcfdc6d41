// What names mean in a Dockerfile: stages, bases with their variables, platforms.
import { expandWord } from './dockerfile/expand.ts';
import { BuildError } from './dockerfile/node.ts';
import type { Stage, Stages } from './dockerfile/stages.ts';
import { suggestion } from './dockerfile/suggest.ts';
import type { BuildRequest } from './request.ts';

/** The stage of a name, the last of those that share it; only stages before `limit` count. */
export const findStage = (stages: readonly Stage[], name: string, limit = Infinity): Stage | undefined =>
  stages.findLast((stage) => stage.index < limit && stage.name !== '' && stage.name === name.toLowerCase());

/** The stage that a build is for: the last one, or the one that is asked for by name. */
export function targetStage(stages: readonly Stage[], target: string): Stage | BuildError {
  const last = stages.at(-1);
  if (!last) return new BuildError('dockerfile contains no stages to build');
  if (target === '') return last;
  const found = findStage(stages, target);
  const names = stages.map(({ name }) => name).filter((name) => name !== '');
  return found ?? new BuildError(`target stage "${target}" could not be found${suggestion(target, names, true)}`);
}

/** The stage that FROM means; only names in small letters are looked for, and numbers are none. Undefined: an image. */
export const stageOfBase = (stages: readonly Stage[], name: string, stage: Stage): Stage | undefined =>
  name === name.toLowerCase() ? findStage(stages, name, stage.index) : undefined;

/** What COPY --from means within a stage; undefined: an image. */
export const sourceStage = (stages: readonly Stage[], name: string, stage: Stage): Stage | undefined =>
  findStage(stages, name, stage.index) ?? (/^\d+$/.test(name) ? stages[Number(name)] : undefined);

/** FROM with its variables expanded. */
export function baseNameOf(stage: Stage, globals: ReadonlyMap<string, string>, escape: string): string | BuildError {
  const expanded = expandWord(stage.base, { escape, lookup: (name) => globals.get(name) });
  if ('problem' in expanded) return new BuildError(expanded.problem, stage.from.range);
  if (expanded.word === '') return new BuildError(`base name (${stage.base}) should not be blank`, stage.from.range);
  return expanded.word;
}

/** The platform that a stage's base is wanted for; empty: this machine's. */
export function platformOfStage({ platform }: Stage, globals: ReadonlyMap<string, string>, asked: string): string {
  if (platform === undefined) return asked;
  return platform.replace(/\$\{?(\w+)\}?/g, (_, name: string) => globals.get(name) ?? '');
}

/** ARGs before the first FROM, with those of the platform. */
export function globalValues({ globals }: Stages, request: BuildRequest, escape: string): Map<string, string> {
  const [os = 'linux', architecture = 'amd64', variant = ''] =
    request.platform === '' ? [] : request.platform.split('/');
  const values = new Map<string, string>([
    ['BUILDPLATFORM', 'linux/amd64'],
    ['BUILDOS', 'linux'],
    ['BUILDARCH', 'amd64'],
    ['BUILDVARIANT', ''],
    ['TARGETPLATFORM', request.platform === '' ? 'linux/amd64' : request.platform],
    ['TARGETOS', os],
    ['TARGETARCH', architecture],
    ['TARGETVARIANT', variant],
    ['TARGETSTAGE', request.target === '' ? 'default' : request.target],
  ]);
  for (const { pair } of globals) {
    const given = request.args[pair.name];
    const initial =
      pair.value === undefined ? undefined : expandWord(pair.value, { escape, lookup: (name) => values.get(name) });
    const value = given ?? (initial && 'word' in initial ? initial.word : undefined);
    if (value !== undefined) values.set(pair.name, value);
  }
  return values;
}
