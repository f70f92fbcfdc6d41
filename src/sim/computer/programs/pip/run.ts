// A run of pip: its command line, its settings, what it prints.
import type { Task } from '../../../kernel/task.ts';
import type { Process } from '../../contract.ts';
import type { Environment } from '../../packages/pip/environment.ts';
import { encodeText } from '../text.ts';

/** Options of all commands: letter or name → meaning; `:` at its end when a value follows. */
const meanings: Readonly<Record<string, string>> = {
  r: 'requirement:', requirement: 'requirement:', c: 'constraint:', constraint: 'constraint:', U: 'upgrade', upgrade: 'upgrade', q: 'quiet',
  quiet: 'quiet', v: '', verbose: '', y: 'yes', yes: 'yes', t: 'target:', target: 'target:', e: 'editable:', editable: 'editable:',
  i: 'index:', 'index-url': 'index:', 'extra-index-url': 'extra:', 'trusted-host': 'ignored:', f: 'ignored:', 'find-links': 'ignored:',
  'no-cache-dir': 'no-cache', 'no-cache': 'no-cache', 'cache-dir': 'cache:', 'no-deps': 'no-deps', 'force-reinstall': 'force', I: 'force',
  'ignore-installed': 'force', 'break-system-packages': 'break', user: 'user', pre: '', 'no-input': '', 'no-build-isolation': '',
  'disable-pip-version-check': 'silent', 'root-user-action': 'root:', 'no-warn-script-location': '', 'prefer-binary': '', 'only-binary': 'ignored:',
  'no-binary': 'ignored:', 'progress-bar': 'ignored:', timeout: 'ignored:', retries: 'ignored:', 'default-timeout': 'ignored:', 'no-compile': '',
  compile: '', 'no-python-version-warning': '', 'upgrade-strategy': 'ignored:', 'use-pep517': '', format: 'format:', o: 'outdated',
  outdated: 'outdated', all: 'all', files: 'files', h: 'help', help: 'help', V: 'version', version: 'version', 'dry-run': 'dry', prefix: 'prefix:',
  exclude: 'exclude:', l: '', local: '', d: 'dest:', dest: 'dest:', 'require-hashes': 'hashes', isolated: '', 'no-color': '',
}; // prettier-ignore

/** A run of pip. */
export class Run {
  readonly process: Process;
  readonly given = new Map<string, string[]>();
  readonly words: string[] = [];

  constructor(process: Process) {
    this.process = process;
  }

  /** Reads the command line; pip's complaint when it is wrong. */
  read(args: readonly string[]): string | undefined {
    const rest = [...args];
    for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
      if (!word.startsWith('-') || word === '-') {
        this.words.push(word);
        continue;
      }
      const [name = '', ...value] = word.startsWith('--') ? word.slice(2).split('=') : [word.slice(1)];
      const letters = word.startsWith('--') || Object.hasOwn(meanings, name) ? [name] : [...name];
      for (const [index, letter] of letters.entries()) {
        if (!Object.hasOwn(meanings, letter))
          return `no such option: ${word.startsWith('--') ? `--${letter}` : `-${letter}`}`;
        const meaning = meanings[letter] ?? '';
        if (!meaning.endsWith(':')) {
          this.#add(meaning, '');
          continue;
        }
        const attached = value.length > 0 ? value.join('=') : letters.slice(index + 1).join('');
        const taken = attached !== '' ? attached : rest.shift();
        if (taken === undefined) return `${word} option requires 1 argument`;
        this.#add(meaning.slice(0, -1), taken);
        break;
      }
    }
    return undefined;
  }

  #add(name: string, value: string): void {
    this.given.set(name, [...(this.given.get(name) ?? []), value]);
  }

  has(name: string): boolean {
    return this.given.has(name);
  }

  value(name: string): string | undefined {
    return this.given.get(name)?.at(-1);
  }

  /** A setting from the environment: `PIP_NO_CACHE_DIR=1`. */
  env(name: string): string | undefined {
    const value = this.process.env.get(`PIP_${name}`);
    return value === '' ? undefined : value;
  }

  *print(text: string): Task {
    yield* this.process.descriptors.get(1)?.write(encodeText(`${text}\n`)) ?? [];
  }

  *say(text: string): Task {
    if (!this.has('quiet')) yield* this.print(text);
  }

  *complain(text: string): Task {
    yield* this.process.descriptors.get(2)?.write(encodeText(`${text}\n`)) ?? [];
  }

  *error(text: string): Task<number> {
    yield* this.complain(`ERROR: ${text}`);
    return 1;
  }
}

export type Command = (run: Run, environment: Environment) => Task<number>;

export const cacheFolder = (run: Run): string =>
  run.value('cache') ?? run.env('CACHE_DIR') ?? `${run.process.env.get('HOME') ?? '/root'}/.cache/pip`;

/** Where the cache keeps what a URL answered. */
export function cachePath(run: Run, wheel: string): string {
  let hash = 5381;
  for (const character of wheel) hash = (Math.imul(hash, 33) ^ character.charCodeAt(0)) >>> 0;
  const name = hash.toString(16).padStart(8, '0').repeat(7);
  return `${cacheFolder(run)}/http-v2/${[...name.slice(0, 5)].join('/')}/${name}.body`;
}

/** Where packages go that are only for one user. */
export const userSite = (run: Run, { series }: Environment): string =>
  `${run.process.env.get('HOME') ?? '/root'}/.local/lib/python${series}/site-packages`;

export const size = (bytes: number): string =>
  bytes >= 1e6
    ? `${(bytes / 1e6).toFixed(1)} MB`
    : bytes >= 10_000
      ? `${Math.round(bytes / 1000)} kB`
      : `${(bytes / 1000).toFixed(1)} kB`;
