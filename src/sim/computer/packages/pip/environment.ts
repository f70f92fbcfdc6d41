// The Python that a pip belongs to: its site-packages, and what is installed there (PEP 376).
import type { Process } from '../../contract.ts';
import { failed } from '../../filesystem/errno.ts';
import type { FileSystem } from '../../filesystem/file-system.ts';
import { dirname } from '../../filesystem/path.ts';
import { findCommand } from '../../processes/find-program.ts';
import { hasMusl } from '../../programs/flavour.ts';
import { normalise } from './index.ts';

/** An installed distribution. */
export interface Distribution {
  readonly name: string;
  readonly version: string;
  readonly summary: string;
  readonly requires: readonly string[];
  /** Directory that its files are in. */
  readonly location: string;
  /** Path of its metadata. */
  readonly info: string;
  /** Absolute paths; empty when it was not pip that installed it. */
  readonly files: readonly string[];
}

export interface Environment {
  /** `3.13`. */
  readonly series: string;
  /** Where packages go. */
  readonly site: string;
  /** Where programs go. */
  readonly scripts: string;
  /** All directories that packages are looked for in. */
  readonly path: readonly string[];
  /** Part of a wheel's name: `manylinux_2_17_x86_64`. */
  readonly platform: string;
  readonly virtual: boolean;
  /** The mark that the system's package manager looks after this Python, when there is one (PEP 668). */
  readonly managed: string | undefined;
  /** The interpreter, for the first line of scripts. */
  readonly python: string;
}

/** The environment of a pip. `executable`: its path, or the name it was called by; undefined when there is no Python. */
export function findEnvironment(process: Process, files: FileSystem, executable: string): Environment | undefined {
  const found = executable.includes('/') ? executable : findCommand(process.files, process.env, executable);
  const path = typeof found === 'string' ? found : '/usr/local/bin/pip';
  const real = files.realpath(path);
  const prefix = virtualPrefix(files, path) ?? dirname(dirname(typeof real === 'string' ? real : path));
  const virtual = files.exists(`${prefix}/pyvenv.cfg`);
  const series = seriesOf(files, prefix) ?? seriesOf(files, '/usr/local') ?? seriesOf(files, '/usr');
  if (series === undefined) return undefined;
  const debian = prefix === '/usr' && files.exists('/usr/lib/python3/dist-packages');
  const site = debian ? `/usr/local/lib/python${series}/dist-packages` : `${prefix}/lib/python${series}/site-packages`;
  const machine =
    files.exists('/lib/ld-musl-aarch64.so.1') || files.exists('/usr/lib/aarch64-linux-gnu') ? 'aarch64' : 'x86_64';
  const mark = files.readText(`${prefix}/lib/python${series}/EXTERNALLY-MANAGED`);
  const scripts = debian ? '/usr/local/bin' : `${prefix}/bin`;
  return {
    series,
    site,
    scripts,
    path: [site, ...(debian ? ['/usr/lib/python3/dist-packages'] : [])],
    platform: hasMusl(files) ? `musllinux_1_2_${machine}` : `manylinux_2_17_${machine}.manylinux2014_${machine}`,
    virtual,
    managed: virtual || failed(mark) ? undefined : mark.replace(/^\[externally-managed\]\s*Error=\s*/, ''),
    python: files.exists(`${scripts}/python3`) ? `${scripts}/python3` : `${prefix}/bin/python${series}`,
  };
}

function virtualPrefix(files: FileSystem, path: string): string | undefined {
  const prefix = dirname(dirname(path));
  return files.exists(`${prefix}/pyvenv.cfg`) ? prefix : undefined;
}

function seriesOf(files: FileSystem, prefix: string): string | undefined {
  const series = ['lib', 'bin'].flatMap((folder) => {
    const names = files.readdir(`${prefix}/${folder}`);
    return failed(names) ? [] : names.flatMap((name) => /^python(3\.\d+)$/.exec(name)?.[1] ?? []);
  });
  return series.find((one) => files.exists(`${prefix}/bin/python${one}`)) ?? series.at(-1);
}

/** What is installed in directories, by normalised name. The first directory that has one counts. */
export function readDistributions(files: FileSystem, path: readonly string[]): Map<string, Distribution> {
  const found = new Map<string, Distribution>();
  for (const location of path) {
    const names = files.readdir(location);
    if (failed(names)) continue;
    for (const folder of names) {
      const info = `${location}/${folder}`;
      const distribution = folder.endsWith('.dist-info') ? readInfo(files, location, info) : undefined;
      if (distribution && !found.has(normalise(distribution.name)))
        found.set(normalise(distribution.name), distribution);
    }
  }
  return found;
}

function readInfo(files: FileSystem, location: string, info: string): Distribution | undefined {
  const metadata = files.readText(`${info}/METADATA`);
  if (failed(metadata)) return undefined;
  const field = (name: string): string | undefined => new RegExp(`^${name}: (.*)$`, 'm').exec(metadata)?.[1];
  const name = field('Name');
  if (name === undefined) return undefined;
  const record = files.readText(`${info}/RECORD`);
  return {
    name,
    version: field('Version') ?? '',
    summary: field('Summary') ?? '',
    requires: [...metadata.matchAll(/^Requires-Dist: (.*)$/gm)].flatMap(([, text = '']) =>
      text.includes('extra ==') ? [] : [text],
    ),
    location,
    info,
    files: failed(record)
      ? []
      : record.split('\n').flatMap((line) => {
          const path = line.split(',')[0] ?? '';
          return path === '' ? [] : [path.startsWith('/') ? path : `${location}/${path}`];
        }),
  };
}
