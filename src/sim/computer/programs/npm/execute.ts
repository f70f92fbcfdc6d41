// `npx` and `npm exec`: a program of the project, or of a package that is fetched for it (npm-exec(1)).
import type { Task } from '../../../kernel/task.ts';
import { Downloader } from '../../packages/download.ts';
import { chooseVersion, seriesOf } from '../../packages/npm/index.ts';
import { binOf, placePackage } from '../../packages/npm/place.ts';
import { readManifest } from '../../packages/npm/project.ts';
import { runScript } from '../../packages/npm/run-script.ts';
import { makeTree } from '../../packages/npm/tree.ts';
import { denied, describe, fetchTarball, noVersion } from './registry.ts';
import type { Run } from './run.ts';
import { parseSpec } from './run.ts';

export function* exec(run: Run): Task<number> {
  const [, name, ...args] = run.words;
  return yield* execute(run, name ?? run.rest.shift(), [...args, ...run.rest]);
}

/** Runs a program of the project, of the system, or of a package that is fetched into the cache for it. */
export function* execute(run: Run, spec: string | undefined, args: readonly string[]): Task<number> {
  const command = run.value('c', 'call');
  const { process, folder } = run;
  const manifest = readManifest(process.files, folder);
  const project = typeof manifest === 'object' ? manifest : {};
  if (command !== undefined) return yield* runScript(process, folder, project, 'npx', command, 'npm');
  if (spec === undefined) {
    yield* run.tell('error', ['not simulated: npx without a command']);
    return 1;
  }
  const { name, range } = parseSpec(run.value('p', 'package') ?? spec);
  const program = run.value('p', 'package') === undefined ? name.replace(/^@[^/]+\//, '') : spec;
  const quoted = args.map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`));
  const line = [program, ...quoted].join(' ');
  const here = [`${folder}/node_modules/.bin/${program}`, `${run.prefix}/bin/${program}`].some((path) =>
    process.files.exists(path),
  );
  if (here) return yield* runScript(process, folder, project, 'npx', line, 'npm');
  const problem = yield* describe(run, name);
  if (problem !== undefined) return problem;
  const version = chooseVersion(name, range);
  const series = version === undefined ? undefined : seriesOf(name, version);
  if (version === undefined || !series) return yield* noVersion(run, name, range);
  const tree = makeTree({ [name]: version }, {}, new Map());
  if ('failure' in tree) return yield* noVersion(run, tree.name, tree.range);
  const home = `${run.cache}/_npx/${name.replace('/', '-')}-${version}`;
  const downloader = new Downloader(process, `npm/${run.version}`);
  try {
    for (const one of tree.values()) {
      if (process.files.exists(`${home}/${one.location}`)) continue;
      const failure = yield* fetchTarball(run, downloader, run.registry, one);
      if (failure !== undefined) return failure;
      const refusal = yield* placePackage(process, home, one, binOf(home, one.location));
      if (refusal !== undefined) return yield* denied(run, refusal, home);
    }
  } finally {
    downloader.close();
  }
  if (!process.files.exists(`${home}/node_modules/.bin/${program}`))
    return yield* run.fail(['could not determine executable to run']);
  return yield* runScript(
    process,
    folder,
    project,
    'npx',
    [`${home}/node_modules/.bin/${program}`, ...quoted].join(' '),
    'npm',
  );
}
