// `npm install -g`: packages beside npm itself, their programs in PATH.
import type { Task } from '../../../kernel/task.ts';
import { Downloader } from '../../packages/download.ts';
import { chooseVersion, seriesOf } from '../../packages/npm/index.ts';
import { binOf, placePackage, removePackage } from '../../packages/npm/place.ts';
import { readInstalled } from '../../packages/npm/project.ts';
import { type Placed, makeTree } from '../../packages/npm/tree.ts';
import { filesOf } from '../../packages/place-files.ts';
import { denied, describe, fetchTarball, noVersion } from './registry.ts';
import { report } from './report.ts';
import type { Run } from './run.ts';
import { parseSpec } from './run.ts';

export function* installGlobal(run: Run, specs: readonly string[]): Task<number> {
  const { process, modules, registry } = run;
  const files = filesOf(process);
  const before = readInstalled(files, modules);
  const downloader = new Downloader(process, `npm/${run.version}`);
  const placed: Placed[] = [];
  let changed = 0;
  try {
    for (const spec of specs) {
      const { name, range } = parseSpec(spec);
      const problem = yield* describe(run, name, downloader);
      if (problem !== undefined) return problem;
      const version = chooseVersion(name, range);
      const series = version === undefined ? undefined : seriesOf(name, version);
      if (version === undefined || !series) return yield* noVersion(run, name, range);
      // A global package has its dependencies below itself.
      const tree = makeTree(series.dependencies, {}, new Map());
      if ('failure' in tree) return yield* noVersion(run, tree.name, tree.range);
      const home = `node_modules/${name}`;
      if (before.has(home)) {
        changed++;
        removePackage(process, modules, home, `${run.prefix}/bin`);
      }
      const all = [
        { location: home, name, version, dev: false },
        ...[...tree.values()].map((one) => ({ ...one, location: `${home}/${one.location}` })),
      ];
      for (const one of all) {
        const failure = yield* fetchTarball(run, downloader, registry, one);
        if (failure !== undefined) return failure;
        const bin = one.location === home ? `${run.prefix}/bin` : binOf(modules, one.location);
        const refusal = yield* placePackage(process, modules, one, bin);
        if (refusal !== undefined) return yield* denied(run, refusal, `${modules}/${home}`);
        placed.push(one);
      }
    }
    yield* report(run, placed.length - changed, 0, changed, placed);
    return 0;
  } finally {
    downloader.close();
  }
}
