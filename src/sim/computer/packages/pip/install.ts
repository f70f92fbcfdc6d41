// Putting wheels into site-packages, and taking distributions out again.
import { load, type Task } from '../../../kernel/task.ts';
import type { Process } from '../../contract.ts';
import { strerror, type Failure } from '../../filesystem/errno.ts';
import { filesOf, placeFile, removeFiles, type PackageFile } from '../place-files.ts';
import type { Distribution, Environment } from './environment.ts';
import { moduleLoaders, stubOf } from './modules.ts';
import { normalise } from './index.ts';
import type { Chosen } from './resolve.ts';

/** ms of CPU for a byte that is unpacked. */
const costPerByte = 0.000_03;

/** Where the programs of packages in `site` go. */
export const scriptsOf = (environment: Environment, site: string): string =>
  site === environment.site ? environment.scripts : `${site.replace(/\/lib\/python[\d.]+\/site-packages$/, '')}/bin`;

/** Unpacks a wheel; an error's text when a file cannot be written. `site`: where to, in place of the environment's. */
export function* installWheel(
  process: Process,
  environment: Environment,
  { project, version, requires }: Chosen,
  site: string,
  requested: boolean,
): Task<string | undefined> {
  const files = filesOf(process);
  const info = `${project.name.replace(/[-.]+/g, '_').toLowerCase()}-${version}.dist-info`;
  const loader = Object.hasOwn(moduleLoaders, normalise(project.name))
    ? moduleLoaders[normalise(project.name)]
    : undefined;
  const code = loader ? yield* load(loader) : stubs(project.name, project.modules);
  const scripts = scriptsOf(environment, site);
  const placed: PackageFile[] = Object.entries(code).map(([path, text]) => ({
    kind: 'text',
    path: `${site}/${path}`,
    text,
  }));
  let rest = project.installedSize;
  for (const file of placed) if (file.kind === 'text') rest -= file.text.length;
  const [first = normalise(project.name)] = project.modules;
  if (rest > 0) placed.push({ kind: 'data', path: `${site}/${first}/_compiled.data`, size: rest });
  for (const name of project.programs) {
    const module = first;
    const text = `#!${environment.python}\nimport sys\nfrom ${module}.__main__ import main\nif __name__ == '__main__':\n    sys.exit(main())\n`;
    const own = project.name === 'pip';
    placed.push(
      own
        ? { kind: 'program', path: `${scripts}/${name}`, size: 226, program: 'pip' }
        : { kind: 'text', path: `${scripts}/${name}`, text, mode: 0o755 },
    );
  }
  const metadata = [
    'Metadata-Version: 2.4',
    `Name: ${project.name}`,
    `Version: ${version}`,
    `Summary: ${project.summary}`,
    ...requires.map((one) => `Requires-Dist: ${one}`),
  ];
  placed.push(
    { kind: 'text', path: `${site}/${info}/METADATA`, text: `${metadata.join('\n')}\n` },
    { kind: 'text', path: `${site}/${info}/INSTALLER`, text: 'pip\n' },
    {
      kind: 'text',
      path: `${site}/${info}/WHEEL`,
      text: `Wheel-Version: 1.0\nRoot-Is-Purelib: ${project.compiled ? 'false' : 'true'}\n`,
    },
    ...(requested ? [{ kind: 'text', path: `${site}/${info}/REQUESTED`, text: '' } as const] : []),
  );
  const record = [...placed.map(({ path }) => path), `${site}/${info}/RECORD`];
  const lines = record.map((path) => `${path.startsWith(`${site}/`) ? path.slice(site.length + 1) : path},,\n`);
  placed.push({ kind: 'text', path: `${site}/${info}/RECORD`, text: lines.join('') });
  yield* process.compute(10 + project.installedSize * costPerByte);
  for (const file of placed) {
    const failure = placeFile(files, file);
    if (failure) return problem(failure, file.path);
  }
  return undefined;
}

const problem = (failure: Failure, path: string): string => {
  const number = { EACCES: 13, EROFS: 30, ENOSPC: 28 }[failure.errno as string] ?? 5;
  return `[Errno ${number}] ${strerror(failure)}: '${path}'`;
};

const stubs = (project: string, modules: readonly string[]): Record<string, string> =>
  Object.fromEntries(modules.map((module) => [`${module}/__init__.py`, stubOf(project, module)]));

/** Removes a distribution. */
export function uninstall(process: Process, one: Distribution): Failure | undefined {
  const files = filesOf(process);
  const listed = one.files.length > 0 ? one.files : [`${one.info}/METADATA`, `${one.info}/INSTALLER`];
  return removeFiles(files, listed);
}
