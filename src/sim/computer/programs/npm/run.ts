// A run of npm: its command line, where its things are, how it complains.
import type { Task } from '../../../kernel/task.ts';
import type { Process } from '../../contract.ts';
import { failed } from '../../filesystem/errno.ts';
import { dirname } from '../../filesystem/path.ts';
import { compareVersions, newestOf } from '../../packages/npm/index.ts';
import { type Manifest, readManifest } from '../../packages/npm/project.ts';
import { filesOf, placeFile } from '../../packages/place-files.ts';
import { findCommand } from '../../processes/find-program.ts';
import { encodeText } from '../text.ts';

/** Options that take a value. */
const withValue = new Set([
  'prefix',
  'registry',
  'omit',
  'include',
  'only',
  'loglevel',
  'cache',
  'C',
  'w',
  'workspace',
  'depth',
  'fetch-retries',
  'fetch-timeout',
  'fetch-retry-mintimeout',
  'fetch-retry-maxtimeout',
  'maxsockets',
  'install-strategy',
  'package',
  'p',
  'c',
  'call',
  'userconfig',
  'network-timeout',
  'cwd',
  'cache-folder',
]);

/** A number that goes with an errno in messages. */
export const numbers: Readonly<Record<string, number>> = { EACCES: -13, EROFS: -30, ENOENT: -2 };

export class Run {
  readonly process: Process;
  readonly flags = new Map<string, string[]>();
  readonly words: string[] = [];
  /** What follows `--`. */
  readonly rest: string[] = [];
  readonly since: number;

  constructor(process: Process, args: readonly string[], stopAtWord = false) {
    this.process = process;
    this.since = process.machine.kernel.now;
    const left = [...args];
    for (let word = left.shift(); word !== undefined; word = left.shift()) {
      if (word === '--') {
        this.rest.push(...left.splice(0));
      } else if (!word.startsWith('-') || word === '-') {
        this.words.push(word);
        if (stopAtWord) this.words.push(...left.splice(0));
      } else {
        const [name = '', ...value] = word.replace(/^--?/, '').split('=');
        const letters = word.startsWith('--') || withValue.has(name) || name.length === 1 ? [name] : [...name];
        for (const letter of letters) {
          const taken = value.length > 0 ? value.join('=') : withValue.has(letter) ? (left.shift() ?? '') : 'true';
          this.flags.set(letter, [...(this.flags.get(letter) ?? []), taken]);
        }
      }
    }
  }

  has(...names: readonly string[]): boolean {
    return names.some((name) => this.flags.has(name) && this.flags.get(name)?.at(-1) !== 'false');
  }

  value(...names: readonly string[]): string | undefined {
    for (const name of names) {
      const value =
        this.flags.get(name)?.at(-1) ??
        this.process.env.get(`npm_config_${name.replaceAll('-', '_')}`) ??
        this.process.env.get(`NPM_CONFIG_${name.toUpperCase().replaceAll('-', '_')}`);
      if (value !== undefined && value !== '') return value;
    }
    return undefined;
  }

  get global(): boolean {
    return this.has('g', 'global') || this.value('location') === 'global';
  }

  /** The project's directory: the nearest one above with a package.json or node_modules. */
  get folder(): string {
    const chosen = this.value('prefix', 'C');
    const start =
      chosen === undefined ? this.process.cwd : chosen.startsWith('/') ? chosen : `${this.process.cwd}/${chosen}`;
    for (let at = start; at !== '/' && at !== ''; at = dirname(at))
      if (this.process.files.exists(`${at}/package.json`) || this.process.files.exists(`${at}/node_modules`)) return at;
    return start;
  }

  /** Where npm itself is: `/usr/local`. */
  get prefix(): string {
    const called = this.process.argv[0] ?? 'npm';
    const found = called.includes('/') ? called : findCommand(this.process.files, this.process.env, called);
    return typeof found === 'string' ? dirname(dirname(found)) : '/usr/local';
  }

  get modules(): string {
    return `${this.prefix}/lib`;
  }

  /** npm's own version, from its package.json. */
  get version(): string {
    for (const folder of [`${this.modules}/node_modules/npm`, '/usr/share/nodejs/npm']) {
      const manifest = readManifest(this.process.files, folder);
      if (typeof manifest === 'object' && manifest.version !== undefined) return manifest.version;
    }
    return newestOf('npm') ?? '';
  }

  get registry(): string {
    const home = this.process.env.get('HOME') ?? '/root';
    const written = [`${this.folder}/.npmrc`, `${home}/.npmrc`, `${this.prefix}/etc/npmrc`].flatMap((path) => {
      const text = this.process.files.readText(path);
      return failed(text) ? [] : (/^\s*registry\s*=\s*(\S+)/m.exec(text)?.[1] ?? []);
    });
    return (this.value('registry') ?? written[0] ?? 'http://npm.example').replace(/\/+$/, '');
  }

  get cache(): string {
    return this.value('cache') ?? `${this.process.env.get('HOME') ?? '/root'}/.npm`;
  }

  get silent(): boolean {
    return this.has('s', 'silent') || this.value('loglevel') === 'silent';
  }

  *print(text: string): Task {
    yield* this.process.descriptors.get(1)?.write(encodeText(`${text}\n`)) ?? [];
  }

  /** Lines of a message on standard error, each with npm's name and a level in front. */
  *tell(level: 'error' | 'warn' | 'notice', lines: readonly string[]): Task {
    if (this.silent) return;
    const old = compareVersions(this.version, '10.6.0') < 0;
    const word = old ? { error: 'ERR!', warn: 'WARN', notice: 'notice' }[level] : level;
    const text = lines.map((line) => `npm ${word}${line === '' ? '' : ` ${line}`}\n`).join('');
    yield* this.process.descriptors.get(2)?.write(encodeText(text)) ?? [];
  }

  /** An error: its lines, and where the log of the run is. The exit status. */
  *fail(lines: readonly string[], status = 1): Task<number> {
    const stamp = new Date(this.process.machine.kernel.clock).toISOString().replace(/[:.]/g, '_');
    const path = `${this.cache}/_logs/${stamp}-debug-0.log`;
    yield* this.tell('error', lines);
    const placed = placeFile(filesOf(this.process), { kind: 'data', path, size: 3200 + lines.join('\n').length });
    if (!placed) yield* this.tell('error', [`A complete log of this run can be found in: ${path}`]);
    return status;
  }

  /** The time that the run took, as npm writes it. */
  get elapsed(): string {
    const ms = this.process.machine.kernel.now - this.since;
    return ms < 1000
      ? `${Math.max(1, Math.round(ms))}ms`
      : ms < 60_000
        ? `${Math.round(ms / 1000)}s`
        : `${Math.round(ms / 60_000)}m`;
  }
}

export type Command = (run: Run) => Task<number>;

/** The project's package.json, or npm's exit status after a complaint. */
export function* manifestOf(run: Run, folder: string): Task<Manifest | number> {
  const manifest = readManifest(run.process.files, folder);
  if (typeof manifest === 'string')
    return yield* run.fail([
      'code EJSONPARSE',
      `JSON.parse Invalid package.json: JSONParseError: ${manifest} while parsing ${folder}/package.json`,
      'JSON.parse Failed to parse JSON data.',
      'JSON.parse Note: package.json must be actual JSON, not just JavaScript.',
    ]);
  if (manifest) return manifest;
  const path = `${folder}/package.json`;
  return yield* run.fail(
    [
      'code ENOENT',
      'syscall open',
      `path ${path}`,
      'errno -2',
      `enoent Could not read package.json: Error: ENOENT: no such file or directory, open '${path}'`,
      'enoent This is related to npm not being able to find a file.',
      'enoent',
    ],
    254,
  );
}

/** `express@4.18.2` → name and range. */
export function parseSpec(text: string): { name: string; range: string } {
  const at = text.indexOf('@', 1);
  return at < 0 ? { name: text, range: 'latest' } : { name: text.slice(0, at), range: text.slice(at + 1) || 'latest' };
}

export const isElsewhere = (spec: string): boolean =>
  /^(?:\.{1,2}(?:\/|$)|\/|git\+|https?:|file:|github:)|\.tgz$/.test(spec) ||
  (/^[^@/]+\/[^/]+$/.test(spec) && !spec.startsWith('@'));

export function omitsDevelopment(run: Run): boolean {
  const { process } = run;
  const omit = [...(run.flags.get('omit') ?? []), process.env.get('npm_config_omit') ?? ''];
  if ((run.flags.get('include') ?? []).includes('dev') || run.flags.get('production')?.at(-1) === 'false') return false;
  return (
    omit.includes('dev') ||
    run.has('production', 'prod') ||
    ['prod', 'production'].includes(run.value('only') ?? '') ||
    process.env.get('NODE_ENV') === 'production'
  );
}
