// One run of git: its output, its repository, its words for failures.
import type { Task } from '../../kernel/task.ts';
import type { Process } from '../contract.ts';
import { failed } from '../filesystem/errno.ts';
import { absolute } from '../filesystem/path.ts';
import { complainTo, Output, quit } from '../programs/text.ts';
import { Configuration } from './configuration.ts';
import { Repository } from './repository.ts';

/** A run of git in a directory (the process's own, or that of `-C`). */
export class Session {
  readonly process: Process;
  readonly cwd: string;
  /** What `-c` sets for this run. */
  readonly settings: Configuration;
  readonly #output: Output;

  constructor(process: Process, cwd: string, settings = new Configuration('')) {
    this.process = process;
    this.cwd = cwd;
    this.settings = settings;
    this.#output = new Output(process, 1, () => quit(process, 128));
  }

  *print(text: string): Task {
    yield* this.#output.write(text);
  }

  *warn(text: string): Task {
    yield* this.flush();
    yield* complainTo(this.process, text);
  }

  *flush(): Task {
    yield* this.#output.flush();
  }

  /** `fatal: …`, and the end. */
  *die(text: string, status = 128): Task<never> {
    yield* this.warn(`${status === 129 ? 'error' : 'fatal'}: ${text}\n`);
    return yield* quit(this.process, status);
  }

  /** `error: …`, and the end with status 1. */
  *error(text: string): Task<never> {
    yield* this.warn(`error: ${text}\n`);
    return yield* quit(this.process, 1);
  }

  /** What the real git has and this one has not. */
  *notSimulated(what: string): Task<never> {
    yield* this.warn(`git: not simulated: ${what}\n`);
    return yield* quit(this.process, 129);
  }

  /** The repository around; ends the run if there is none. */
  *repository(): Task<Repository> {
    const found = Repository.find(this.process.files, this.cwd);
    return found ?? (yield* this.die('not a git repository (or any of the parent directories): .git'));
  }

  get globalPath(): string {
    return `${this.process.env.get('HOME') ?? ''}/.gitconfig`;
  }

  /** The learner's own configuration. */
  get global(): Configuration {
    const text = this.process.files.readText(this.globalPath);
    return new Configuration(failed(text) ? '' : text);
  }

  /** A setting: this run's before the repository's before the learner's own. */
  setting(key: string, repository = Repository.find(this.process.files, this.cwd)): string | undefined {
    return this.settings.get(key) ?? repository?.config.get(key) ?? this.global.get(key);
  }

  /** A path from the command line, relative to the top of the working tree: empty for the top, undefined outside. */
  inside(repository: Repository, path: string): string | undefined {
    const whole = absolute(path, this.cwd);
    const base = repository.root === '/' ? '/' : `${repository.root}/`;
    if (whole === repository.root) return '';
    return whole.startsWith(base) ? whole.slice(base.length) : undefined;
  }

  /** A path of the repository as it is written from where the run is. */
  shown(repository: Repository, path: string): string {
    const here = this.inside(repository, this.cwd) ?? '';
    if (here === '') return path;
    const [from, to] = [here.split('/'), path.split('/')];
    let same = 0;
    while (same < from.length && same < to.length - 1 && from[same] === to[same]) same++;
    return [...from.slice(same).map(() => '..'), ...to.slice(same)].join('/') || './';
  }

  /** The paths of `all` that arguments name: files, directories with what is below, patterns with `*`. */
  *chosen(
    repository: Repository,
    args: readonly string[],
    all: readonly string[],
    unknown: (arg: string) => Task,
  ): Task<string[]> {
    const found = new Set<string>();
    for (const arg of args) {
      const wanted = this.inside(repository, arg);
      if (wanted === undefined)
        return yield* this.die(`${arg}: '${arg}' is outside repository at '${repository.root}'`);
      const pattern = new RegExp(
        `^${wanted
          .replace(/[.+^${}()|\\]/g, '\\$&')
          .replaceAll('*', '.*')
          .replaceAll('?', '.')}$`,
      );
      const named = all.filter(
        (path) =>
          wanted === '' ||
          path === wanted ||
          path.startsWith(`${wanted}/`) ||
          (/[*?]/.test(wanted) && pattern.test(path)),
      );
      if (named.length === 0 && wanted !== '') yield* unknown(arg);
      for (const path of named) found.add(path);
    }
    return [...found].sort();
  }
}
